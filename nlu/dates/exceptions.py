"""What a series leaves out: "jeden Montag außer am 24.12.", "täglich außer sonntags". Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from nlu.dates.days import Weekday, end_of_month
from nlu.dates.merging import Clash, merged
from nlu.dates.outcome import Context
from nlu.dates.periods import Weekend
from nlu.dates.slots import fill
from nlu.dates.values import Every, Except, Span
from nlu.dates.workdays import picked

_MOST = 60
"""Exceptions of one series; who names more means another series."""


def fits(every: Every, day: date, first: date) -> bool:  # noqa: PLR0911 (one for each kind)
    """Whether a day is one of a series, its beat apart; ``first`` is a day of it."""
    if every.nth:
        return any(
            picked(day.replace(day=1), (each,), nth) == day for nth in every.nth for each in every.days
        )
    if every.setpos is not None:
        return picked(day.replace(day=1), every.days, every.setpos) == day
    if every.monthdays:
        length = end_of_month(day).day
        wanted = {each if each > 0 else length + 1 + each for each in every.monthdays}
        return day.day in wanted and every.month in (None, day.month)
    if every.days:
        return day.weekday() in every.days
    if every.unit == "day":
        return True
    if every.unit == "week":
        return day.weekday() == first.weekday()
    return day.day == first.day and (every.unit == "month" or day.month == first.month)


def _in_beat(every: Every, day: date, first: date) -> bool:
    if every.unit == "day":
        passed = (day - first).days
    elif every.unit == "week":
        passed = ((day - timedelta(days=day.weekday())) - (first - timedelta(days=first.weekday()))).days // 7
    elif every.unit == "month":
        passed = (day.year - first.year) * 12 + day.month - first.month
    else:
        passed = day.year - first.year
    return passed % every.step == 0


def fewer(every: Every, excepted: Sequence[Except]) -> tuple[Every, list[Except]] | None:
    """Without whole days of the week ("außer sonntags"), and what else is left out; None if nothing stays."""
    rest: list[Except] = []
    gone: set[int] = set()
    for each in excepted:
        plain = [day for day in each.days if isinstance(day, Weekday) and not day.which]
        ends = [day for day in each.days if isinstance(day, Weekend) and not day.which]
        gone.update(day.day for day in plain)
        gone.update((5, 6) if ends else ())
        others = tuple(day for day in each.days if day not in plain and day not in ends)
        if others or not each.days:
            rest.append(Except(others))
    if not gone:
        return every, rest
    daily = every == Every("day", part=every.part)
    days = tuple(range(7)) if daily else every.days
    if every.unit not in ("day", "week") or every.step > 1 or not gone <= set(days) or len(days) == len(gone):
        return None
    return replace(every, unit="week", days=tuple(day for day in days if day not in gone)), rest


def left_out(
    every: Every, first: date, excepted: Sequence[Except], context: Context
) -> tuple[date, ...] | None:
    """The days of a series that do not happen; None where what was named is none of it, or not known."""
    found: set[date] = set()
    for each in excepted:
        if not each.days:
            return None
        for named in each.days:
            days = list(_days(named, every, first, context))
            if not days or len(found) + len(days) > _MOST:
                return None
            found.update(days)
    return tuple(sorted(found))


def _days(named: Any, every: Every, first: date, context: Context) -> Iterator[date]:
    """Those days of a series that lie in what is named, counted from its first day on."""
    slots = fill([named] if not isinstance(named, tuple) else list(named), context.language)
    span = merged(slots.days, min(first, context.today) if context.today > first else first)
    if isinstance(span, Clash):
        return
    last = _end(span)
    for ahead in range((last - span.first).days + 1):
        day = span.first + timedelta(days=ahead)
        if day >= first and fits(every, day, first) and _in_beat(every, day, first):
            yield day


def _end(span: Span) -> date:
    last = span.last or span.first
    if span.grain == "week":
        return last + timedelta(days=6)
    if span.grain == "month":
        return end_of_month(last)
    return last
