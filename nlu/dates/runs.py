"""The same time on several days in a row: "Mo–Fr 9 Uhr", "vom 3. bis 5. März 9–17 Uhr". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from nlu.dates.compose import dates_of, simple
from nlu.dates.days import Exact, Weekday
from nlu.dates.merging import Clash, merged
from nlu.dates.moments import midnight
from nlu.dates.outcome import NOTHING, Context, Outcome
from nlu.dates.reading import Choice
from nlu.dates.slots import Slots
from nlu.dates.values import DAY, Every

_LONGEST = 31
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def is_run(first: Slots, last: Slots) -> bool:
    """Whether days are bounded, and a time stands behind that cannot be the end of both."""
    bare = first.dated and last.dated and not (first.timed or first.part or first.ahead or last.ahead)
    return bare and last.timed and len(first.days) == len(last.days) == 1


def weekly(first: Slots, last: Slots) -> Every | None:
    """ "Mo–Fr": each week's days from one to the other."""
    one, other = first.days[0], last.days[0]
    if not (isinstance(one, Weekday) and isinstance(other, Weekday)) or one.which or other.which:
        return None
    return Every(
        "week", days=tuple(sorted((one.day + step) % 7 for step in range((other.day - one.day) % 7 + 1)))
    )


def run(first: Slots, last: Slots, context: Context) -> Outcome:
    """Every day at that time, or, of a single time, from midnight until then: people mean both."""
    every = weekly(first, last)
    days = list(_days(first, last, context))
    if not days or len(days) > _LONGEST:
        return NOTHING
    single = replace(last, days=[Exact(days[0])])
    if every is not None:  # the days of every week, the first that is still to come
        today = [context.today + timedelta(days=ahead) for ahead in range(8)]
        days = [day for day in today if day.weekday() in every.days]
        single = replace(last, days=[Exact(days[0])])
    found = simple(single, replace(context, now=midnight(days[0], context.zone)))
    first_time = found.choices[0] if found.sure and found.choices else None
    if every is not None and first_time and first_time.start and first_time.start <= context.now:
        single = replace(last, days=[Exact(days[1])])
        found = simple(single, context)
        first_time = found.choices[0] if found.sure and found.choices else None
    if first_time is None or first_time.start is None:
        return NOTHING
    if every is not None:
        rule = "FREQ=WEEKLY;BYDAY=" + ",".join(_CODES[day] for day in every.days)
    else:
        rule = f"FREQ=DAILY;COUNT={len(days)}"
    series = replace(first_time, recurrence=rule)
    if last.span is not None or last.length is not None:
        return replace(found, choices=(series,))
    until = _until(days[0], first, last, context)
    return Outcome((series, until) if until else (series,), every is not None)


def _days(first: Slots, last: Slots, context: Context) -> Iterator[date]:
    begins = dates_of(first, context)
    if begins is None or isinstance(begins, Clash) or begins.grain != "day" or begins.last:
        return
    ends = merged(last.days, begins.first)
    if isinstance(ends, Clash) or ends.grain != "day" or ends.last or ends.first <= begins.first:
        return
    for ahead in range((ends.first - begins.first).days + 1):
        yield begins.first + timedelta(days=ahead)


def _until(begin: date, first: Slots, last: Slots, context: Context) -> Choice | None:
    days = list(_days(first, last, context))
    ends = simple(replace(last, days=[Exact(days[-1])]), context)
    end = ends.choices[0].start if ends.choices else None
    start = midnight(days[0] if days else begin, context.zone)
    return Choice(start, end, "minute") if end and end - start > timedelta(minutes=DAY) else None
