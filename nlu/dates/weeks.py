"""Weeks by what lies in or beside them: "die Woche nach Ostern", "erste Januarwoche". Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nlu.dates.days import Day, months_later
from nlu.dates.values import Span

_THURSDAY, _WEEK = 3, 7


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class WeekBy:
    """The week of a day (``sign`` 0), the nth after it, or before it."""

    base: Day
    sign: int = 0
    nth: int = 1

    def resolve(self, today: date) -> Span | None:
        """Its Monday. "Die Woche vor Weihnachten" may be the one in which Christmas is, late in the week."""
        base = self.base.resolve(today)
        if base is None:
            return None
        day = (base.last or base.first) if self.sign > 0 else base.first
        monday = _monday(day)
        also = (monday,) if self.sign < 0 and self.nth == 1 and day.weekday() >= _THURSDAY else ()
        return Span(monday + timedelta(days=_WEEK * self.sign * self.nth), "week", also=also)


@dataclass(frozen=True, slots=True)
class NthWeek:
    """ "Erste Januarwoche", "letzte Woche im März": a week belongs to the month in which its Thursday is."""

    nth: int
    period: Day

    def resolve(self, today: date) -> Span | None:
        """Its Monday; the first one may also be the one in which the month begins."""
        span = self.period.resolve(today)
        found = self._in(span)
        fixed = getattr(self.period, "shift", 0) or getattr(self.period, "year", None)
        if found is not None and found + timedelta(days=_WEEK - 1) < today and not fixed and span is not None:
            following = months_later(span.first, 12 if hasattr(self.period, "month") else 1)
            span = Span(following, "month") if following else None
            found = self._in(span)
        if found is None or span is None:
            return None
        begins = _monday(span.first)
        return Span(found, "week", also=(begins,) if self.nth == 1 and begins != found else ())

    def _in(self, span: Span | None) -> date | None:
        following = months_later(span.first, 1) if span is not None and span.grain == "month" else None
        if span is None or following is None:
            return None
        first = span.first + timedelta(days=(_THURSDAY - span.first.weekday()) % _WEEK)
        thursdays = [first + timedelta(days=_WEEK * n) for n in range(5)]
        thursdays = [day for day in thursdays if day < following]
        index = self.nth - 1 if self.nth > 0 else self.nth
        if not -len(thursdays) <= index < len(thursdays):
            return None
        return _monday(thursdays[index])
