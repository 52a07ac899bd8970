"""Ranges: "von Montag bis Mittwoch", "Freitag 10 bis 12 Uhr", "bis Ostern", "ab 10". Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from nlu.dates.compose import after, dates_of, simple
from nlu.dates.days import Exact, MonthDay, Relative, Weekday
from nlu.dates.feasts import Feast
from nlu.dates.hours import start_of
from nlu.dates.merging import Clash, merged
from nlu.dates.moments import midnight
from nlu.dates.outcome import NOTHING, Context, Outcome
from nlu.dates.periods import Month, Nth, PartOf, Period, Week, Year
from nlu.dates.reading import Choice
from nlu.dates.runs import is_run, run
from nlu.dates.slots import Slots, fill
from nlu.dates.values import ClockSpan, Edge, Span


def split(nodes: Sequence[Any]) -> tuple[list[Any], list[Any]] | None:
    """The two sides of a range; None if it is none."""
    between = any(isinstance(node, Edge) and node.kind == "between" for node in nodes)
    for index, node in enumerate(nodes):
        if not isinstance(node, Edge) or index == 0:
            continue
        left, right = list(nodes[:index]), list(nodes[index + 1 :])
        if not any(not isinstance(each, Edge) for each in left) or not right:
            continue
        if node.kind in ("until", "to") or (between and node.kind == "and"):
            return _plain(left), _plain(right)
        lower = any(isinstance(each, Edge) and each.kind in ("from", "after") for each in left)
        if lower and node.kind == "before" and fill(right, None).timed and not fill(right, None).dated:
            return _plain(left), _plain(right)
    return None


def _plain(nodes: Sequence[Any]) -> list[Any]:
    return [
        node
        for node in nodes
        if not (isinstance(node, Edge) and node.kind in ("from", "between", "and", "until", "to"))
    ]


def ranged(  # noqa: PLR0911 (one for each kind)
    left: Sequence[Any], right: Sequence[Any], context: Context
) -> Outcome:
    """From the left to the right side."""
    first, last = fill(left, context.language), fill(right, context.language)
    if first.excepted or last.excepted:
        return NOTHING
    if is_run(first, last) and not (last.broken or first.broken or first.edge or last.edge):
        _share(first, last)
        return run(first, last, context)
    if (
        first.broken
        or last.broken
        or first.edge
        or last.edge
        or first.anchor
        or last.anchor
        or first.span
        or last.span
    ):
        return NOTHING
    if last.dated:
        return _days(first, last, context) if first.dated else _clock_to_day(first, last, context)
    if not last.timed:
        return _parts(first, last, context)
    if first.clock and last.clock:
        both = replace(
            first, clock=None, span=ClockSpan(first.clock, last.clock), part=first.part or last.part
        )
        return simple(both, context)
    if first.part and last.clock and not first.clock:
        return NOTHING
    if first.dated and last.clock:
        return _day_until(first, last, context)
    return NOTHING


def _parts(first: Slots, last: Slots, context: Context) -> Outcome:
    """ "Von morgens bis abends"."""
    if not (first.part and last.part) or first.clock:
        return NOTHING
    found = simple(first, context)
    begin = found.choices[0].start if found.sure and found.choices else None
    if begin is None or start_of(last.part) <= start_of(first.part):
        return NOTHING
    end = begin + timedelta(minutes=start_of(last.part) - start_of(first.part))
    return replace(found, choices=(Choice(begin, end, "hour"),))


def _day_until(first: Slots, last: Slots, context: Context) -> Outcome:
    """ "Freitag bis 12 Uhr"."""
    ends = simple(replace(first, clock=last.clock, part=last.part), context)
    if not ends.sure:
        return ends
    choices = tuple(
        Choice(_from_now_on(each.start.date(), context), each.start, "minute")
        for each in ends.choices
        if each.start and each.start > _from_now_on(each.start.date(), context)
    )
    return Outcome(choices, bool(choices), frozenset({"clock"}))


def _from_now_on(day: date, context: Context) -> datetime:
    """The beginning of a day, of today from now on."""
    now = context.now.replace(second=0, microsecond=0)
    return now if day == context.today else midnight(day, context.zone)


def _clock_to_day(first: Slots, last: Slots, context: Context) -> Outcome:
    """ "14 Uhr bis Freitag 10 Uhr" says no first day; "von 10 bis 12 am Freitag" does, behind."""
    if not (first.clock and last.clock):
        return NOTHING
    both = replace(last, clock=None, span=ClockSpan(first.clock, last.clock), part=first.part or last.part)
    return simple(both, context)


def _days(first: Slots, last: Slots, context: Context) -> Outcome:
    _share(first, last)
    begins = dates_of(first, context)
    if begins is None or isinstance(begins, Clash):
        return NOTHING
    choices: list[Choice] = []
    for day in (begins.first, *begins.also):
        choice = _one(replace(begins, first=day, also=()), first, last, context)
        if choice is None and not choices:
            return NOTHING
        if choice is not None:
            choices.append(choice)
    missing = frozenset() if first.timed else frozenset({"clock"})
    return Outcome(tuple(choices), True, missing)


def _share(first: Slots, last: Slots) -> None:
    """The month and the year are said once, with the last day."""
    if len(first.days) != 1 or len(last.days) < 1:
        return
    one = first.days[0]
    other = next((day for day in last.days if isinstance(day, MonthDay | Month | Week)), None)
    year = next((day.year for day in last.days if isinstance(day, Year)), getattr(other, "year", None))
    if isinstance(one, MonthDay) and isinstance(other, MonthDay):
        if one.month is None:
            first.days[0] = one = replace(one, month=other.month)
        if one.year is None and year and other.month and one.month and one.month <= other.month:
            first.days[0] = replace(one, year=year)
    elif isinstance(one, Month | Week) and type(one) is type(other) and one.year is None and year:
        first.days[0] = replace(one, year=year)


def _one(begins: Span, first: Slots, last: Slots, context: Context) -> Choice | None:
    end = _end_day(begins.first, last, context)
    if end is None or end.first <= begins.first:
        return None
    end_day = end.last or end.first
    if not (first.clock or last.clock or first.part or last.part):
        if end.grain != begins.grain and {end.grain, begins.grain} - {"day"}:
            end_day = end.first if end.grain == "day" else _last_day(end)
            return Choice(midnight(begins.first, context.zone), midnight(end_day, context.zone), "day")
        return Choice(midnight(begins.first, context.zone), midnight(end_day, context.zone), begins.grain)
    if not (first.clock or first.part) or not (last.clock or last.part):
        return None
    if begins.grain != "day" or end.grain != "day" or begins.last or end.last:
        return None
    start = _at(begins.first, first, context)
    stop = _at(end.first, last, context)
    minute = "minute" if first.clock and last.clock else "hour"
    return Choice(start, stop, minute) if start and stop and stop > start else None


def _at(day: date, slots: Slots, context: Context) -> datetime | None:
    if slots.clock is None and slots.part is None:
        return midnight(day, context.zone)
    bare = Slots(days=[Exact(day)], clock=slots.clock, part=slots.part)
    found = simple(bare, context)
    return found.choices[0].start if found.choices else None


def _end_day(begin: date, last: Slots, context: Context) -> Span | None:
    """The end is the first such day after the beginning, where it is not counted from today."""
    fixed = any(
        isinstance(day, Relative | Period) or (isinstance(day, Weekday) and day.which) for day in last.days
    )
    found = dates_of(last, context) if fixed or last.ahead else merged(last.days, begin)
    if isinstance(found, Clash) or found is None:
        return None
    return found


def _last_day(span: Span) -> date:
    last = PartOf("end", Exact(span.first, span.grain, span.last)).resolve(span.first)
    return last.first + timedelta(days=2 if span.grain == "week" else 0) if last else span.first


def edged(slots: Slots, context: Context) -> Outcome:
    """ "Ab 10", "bis Freitag", "nach Ostern", "vor 10 Uhr", "seit Montag"."""
    kind = slots.edge
    if kind in ("before", "until", "after") and slots.length is not None and slots.timed:
        return NOTHING  # "eine Weile vor zwei"
    if kind == "since":
        return _since(slots, context)
    found = simple(replace(slots, edge=""), context)
    if kind == "from" or not found.sure:
        return found
    if kind == "after":
        return _after(slots, found, context)
    return _until(slots, found, context)


def _since(slots: Slots, context: Context) -> Outcome:
    slots.days = [_past(day, context.today) for day in slots.days]
    found = simple(replace(slots, edge=""), context)
    past = tuple(each for each in found.choices if each.start and each.start <= context.now)
    return replace(found, choices=past[:1], sure=bool(past))


def _past(day: Any, today: date) -> Any:
    """The last such day instead of the next one."""
    if isinstance(day, Weekday):
        return Weekday(day.day, "last")
    if isinstance(day, Month) and not day.year:
        return replace(day, which="last")
    if isinstance(day, Feast) and not day.year:
        return replace(day, back=True)
    if isinstance(day, MonthDay) and not day.year:
        back = (today - timedelta(days=ahead) for ahead in range(1, 367))
        return next(
            (Exact(past) for past in back if past.day == day.day and day.month in (None, past.month)), day
        )
    return day


def _after(slots: Slots, found: Outcome, context: Context) -> Outcome:
    if slots.timed or slots.ahead or not slots.days:
        return found if slots.timed else NOTHING
    if any(isinstance(day, Nth | Period) for day in slots.days):
        return NOTHING
    span = dates_of(slots, context)
    if span is None or isinstance(span, Clash) or span.grain != "day":
        return NOTHING
    return replace(found, choices=(Choice(midnight(after(slots.days, span), context.zone), None, "day"),))


def _until(slots: Slots, found: Outcome, context: Context) -> Outcome:
    """A deadline: from now on, or from today on."""
    choices = []
    for each in found.choices:
        until = each.end or each.start
        if until is None:
            continue
        if slots.edge == "before" and not slots.timed:
            until = midnight(until.date() - timedelta(days=1), context.zone)
        elif each.grain in ("week", "month", "quarter", "year") and each.end is None:
            until = midnight(_last_day(Span(until.date(), each.grain)), context.zone)
        minute = each.grain in ("minute", "hour")
        start = (
            context.now.replace(second=0, microsecond=0) if minute else midnight(context.today, context.zone)
        )
        if until == start and not minute:
            choices.append(Choice(start, None, "day"))
        if until > start:
            choices.append(Choice(start, until, each.grain if minute else "day"))
    return replace(found, choices=tuple(choices), sure=bool(choices))
