"""Series: "jeden zweiten Dienstag um 10", "wöchentlich bis Ostern": a first time and an RRULE. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from nlu.dates.compose import dates_of, duration_of, simple
from nlu.dates.days import Exact, MonthDay, Weekday, later
from nlu.dates.exceptions import fewer, fits, left_out
from nlu.dates.feasts import Feast
from nlu.dates.merging import Clash
from nlu.dates.moments import midnight, moment
from nlu.dates.outcome import NOTHING, Context, Outcome
from nlu.dates.periods import Month, Nth, PartOf, Period, Quarter, Season, Weekend, Year
from nlu.dates.ranges import edged
from nlu.dates.reading import Choice
from nlu.dates.slots import Slots, fill
from nlu.dates.values import Dotted, Edge, Every, Slashed

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WIDE = (Month, Period, Quarter, Season, Year)
_FURTHEST = 366 * 9
"""Days ahead in which the first time has to be: the 29th of February may be eight years off."""


def recurring(nodes: Sequence[Any], context: Context) -> Outcome:
    """Several times, by one rule."""
    for node, following in pairwise(nodes):
        if isinstance(node, Edge) and isinstance(following, Every) and node.kind not in ("and", "from"):
            return NOTHING
    if any(isinstance(node, Edge) and node.kind in ("or", "between", "after") for node in nodes):
        return NOTHING
    head, begin, until = _segments(nodes)
    slots = fill(head, context.language)
    if slots.broken or slots.ahead or slots.anchor or slots.edge:
        return NOTHING
    lasts = duration_of(slots.length) if slots.length and slots.length.minutes else None
    combined = _combined(slots)
    smaller = fewer(combined, slots.excepted) if combined is not None else None
    if smaller is None:
        return NOTHING
    every, slots.excepted = smaller
    begin, until = _window(slots, begin, until)
    first = _first_day(begin, slots, context)
    lasting = _lasting(slots, first) if not until else None
    last = _last_day(until, slots, context, first)
    if first is None or last is None:
        return NOTHING
    if every.part is not None and slots.part is None:
        slots.part = every.part
    choices: list[Choice] = []
    for each in _readings(every):
        found = _choices(each, slots, first, lasting or (last if until else None), context)
        choices += found[: 1 if choices else 3]
    missing = frozenset() if slots.timed else frozenset({"clock"})
    known = all(each.exceptions for each in choices) or not slots.excepted
    return Outcome(
        tuple(choices), bool(choices) and known, missing if known else missing | {"exception"}, lasts
    )


def _lasting(slots: Slots, first: date | None) -> date | None:
    """ "Jeden Freitag acht Wochen lang": how long the series goes on, not one of it."""
    length = slots.length
    if length is None or not (length.months or length.days > 1) or first is None:
        return None
    slots.length = None
    last = later(first, length)
    return last - timedelta(days=1) if last else None


def _window(slots: Slots, begin: list[Any], until: list[Any]) -> tuple[list[Any], list[Any]]:
    """ "Jeden Freitag im April": from its first to its last day."""
    wide = [day for day in slots.days if isinstance(day, _WIDE)]
    if not wide or begin or until:
        return begin, until
    slots.days = [day for day in slots.days if day not in wide]
    return wide, wide


def _readings(every: Every) -> Iterator[Every]:
    yield every
    if every.or_nth is not None and every.or_nth < 6:
        yield replace(every, unit="month", step=1, nth=(every.or_nth,), or_nth=None)
    if every.or_step is not None:
        yield Every("day", every.or_step)


def _segments(nodes: Sequence[Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """What is said of the series itself, of its beginning, of its end."""
    parts: dict[str, list[Any]] = {"head": [], "from": [], "until": []}
    where = "head"
    for node in nodes:
        if isinstance(node, Edge) and node.kind in ("from", "until", "since", "before"):
            where = "from" if node.kind in ("from", "since") else "until"
        elif isinstance(node, Edge) and node.kind in ("to", "and"):
            where = "until" if node.kind == "to" and where == "from" else where
        elif isinstance(node, Every) or (
            where != "head" and not hasattr(node, "resolve") and not isinstance(node, Slashed | Dotted)
        ):
            parts["head"].append(node)
            where = "head" if isinstance(node, Every) else where
        else:
            parts[where].append(node)
    return parts["head"], parts["from"], parts["until"]


def _first_day(begin: Sequence[Any], slots: Slots, context: Context) -> date | None:
    """From which day on; a day beside a plain "wöchentlich" is the first one."""
    given = [*begin, *slots.days]
    slots.days = []
    if not given:
        return context.today
    span = dates_of(fill(given, context.language), context)
    if span is None or isinstance(span, Clash) or set(span.also) - {context.today}:
        return None
    return max(span.first, context.today)


def _last_day(until: Sequence[Any], slots: Slots, context: Context, first: date | None) -> date | None:
    if not until or first is None:
        return context.today
    ends = edged(replace(fill(until, context.language), edge="until"), context)
    end = ends.choices[0].end if ends.sure and ends.choices else None
    return end.date() if end and end.date() > first else None


def _combined(slots: Slots) -> Every | None:
    """ "Wöchentlich, dienstags", "monatlich am ersten Dienstag", "jedes Jahr am 3. Mai" as one."""
    every = slots.every[0]
    for other in slots.every[1:]:
        both = _two(every, other) or _two(other, every)
        if both is None:
            return None
        every = both
    rest = []
    for day in slots.days:
        if isinstance(day, Feast) and every.unit == "year" and not day.fixed:
            return None  # no rule says when Easter is
        joined = _with_day(every, day)
        if joined is None:
            rest.append(day)
        else:
            every = joined
    slots.days = rest
    if any(isinstance(day, Weekday | Nth | Weekend | PartOf) for day in rest):
        return None
    narrow = [day for day in rest if not isinstance(day, _WIDE)]
    if narrow and (every.days or every.nth or every.monthdays):
        return None
    return every


def _two(every: Every, other: Every) -> Every | None:
    if every.unit == "week" and not every.days and other.unit == "week" and other.step == 1 and other.days:
        return replace(every, days=other.days)
    if every.unit == "week" and every.step == 1 and every.days and other == replace(every, days=other.days):
        return replace(every, days=tuple(sorted({*every.days, *other.days})))
    if (
        every.unit == other.unit == "month"
        and every == Every("month", every.step)
        and (other.nth or other.monthdays)
    ):
        return replace(other, step=every.step)
    return None


def _with_day(every: Every, day: Any) -> Every | None:  # noqa: PLR0911 (one for each kind)
    bare = not (every.days or every.nth or every.monthdays)
    if (
        isinstance(day, Weekday)
        and not day.which
        and every.unit == "week"
        and (bare or every.days == (day.day,))
    ):
        return replace(every, days=(day.day,))
    if isinstance(day, Weekday) and not day.which and every.unit == "week" and every.days and every.step == 1:
        return replace(every, days=tuple(sorted({*every.days, day.day})))
    if isinstance(day, Nth) and every.unit == "month" and bare and _this_month(day.period):
        return replace(every, days=(day.weekday,), nth=(day.nth,))
    if isinstance(day, MonthDay) and every.unit == "month" and bare and day.month is None:
        return replace(every, monthdays=(day.day,))
    if isinstance(day, MonthDay) and every.unit == "year" and bare and day.month and not day.year:
        return replace(every, monthdays=(day.day,), month=day.month)
    if isinstance(day, Period) and day == Period("month", 0) and every.unit == "month":
        return every
    return None


def _this_month(period: Any) -> bool:
    return period is None or period == Period("month", 0)


def _choices(every: Every, slots: Slots, first: date, last: date | None, context: Context) -> list[Choice]:
    for day in _days(every, first):
        if last is not None and day > last:
            return []
        single = replace(slots, every=[], excepted=[], days=[Exact(day)], times=None)
        found = simple(single, replace(context, now=midnight(day, context.zone)))
        start = found.choices[0].start if found.choices else None
        if start is None:
            return []
        timed = slots.timed or slots.part is not None
        if timed and start <= context.now:
            continue
        until = _until(last, timed=timed, context=context) if last else ""
        count = f";COUNT={slots.times.count}" if slots.times else ""
        gone = left_out(every, day, slots.excepted, context) or ()
        return [_with_rule(each, _rule(every) + count + until, gone) for each in found.choices if each.start]
    return []


def _with_rule(choice: Choice, recurrence: str, gone: Sequence[date]) -> Choice:
    assert choice.start is not None
    starts = tuple(datetime.combine(day, choice.start.timetz()) for day in gone)
    return replace(choice, recurrence=recurrence, exceptions=starts)


def _days(every: Every, first: date) -> Iterator[date]:
    """The days of a series from a day on; the first one sets the beat."""
    for ahead in range(_FURTHEST):
        day = first + timedelta(days=ahead)
        if _fits(every, day, first):
            yield day


def _fits(every: Every, day: date, first: date) -> bool:
    if every.days or every.monthdays:
        return fits(every, day, first)
    return day == first or (day - first).days == 1


def _rule(every: Every) -> str:
    parts = [f"FREQ={_FREQUENCIES[every.unit]}"]
    if every.step > 1:
        parts.append(f"INTERVAL={every.step}")
    if every.month is not None:
        parts.append(f"BYMONTH={every.month}")
    if every.nth:
        parts.append("BYDAY=" + ",".join(f"{nth}{_CODES[day]}" for nth in every.nth for day in every.days))
    elif every.days:
        parts.append("BYDAY=" + ",".join(_CODES[day] for day in every.days))
    if every.setpos is not None:
        parts.append(f"BYSETPOS={every.setpos}")
    if every.monthdays:
        parts.append("BYMONTHDAY=" + ",".join(map(str, every.monthdays)))
    return ";".join(parts)


def _until(last: date, *, timed: bool, context: Context) -> str:
    """Of the same kind as the start (RFC 5545, 3.3.10): a moment in UTC, or a day."""
    if not timed:
        return f";UNTIL={last:%Y%m%d}"
    end = moment(last, 24 * 60 - 1, context.zone)
    return f";UNTIL={end.astimezone(UTC):%Y%m%dT%H%M%SZ}" if end else ""
