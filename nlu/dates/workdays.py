"""Days on which people work, Monday to Friday: "erster Werktag im Mai", "am nächsten Arbeitstag". Pure.

A single day is none of the holidays of the whole country; those of one state are told when a meeting is
planned.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.dates.days import Day, months_later
from nlu.dates.feasts import nationwide
from nlu.dates.values import Span

_SUNDAY_BUT_ONE = 5


def is_workday(day: date) -> bool:
    """Whether people work on it all over the country."""
    return day.weekday() < _SUNDAY_BUT_ONE and day not in nationwide(day.year)


def picked(first: date, weekdays: tuple[int, ...], place: int) -> date | None:
    """The nth of these days of the week in a month, as BYSETPOS counts: without a look at holidays."""
    length = monthrange(first.year, first.month)[1]
    days = [first.replace(day=number) for number in range(1, length + 1)]
    fitting = [day for day in days if day.weekday() in weekdays]
    index = place - 1 if place > 0 else place
    return fitting[index] if -len(fitting) <= index < len(fitting) else None


@dataclass(frozen=True, slots=True)
class Workday:
    """ "Erster Werktag im Mai", "letzter Arbeitstag des Monats"; ``period`` None is the month that comes."""

    nth: int
    period: Day | None = None

    def resolve(self, today: date) -> Span | None:
        """The next such day."""
        for first in self._months(today):
            found = self._in(first)
            if found is not None and (found >= today or self._fixed):
                return Span(found)
        return None

    @property
    def _fixed(self) -> bool:
        return getattr(self.period, "shift", 0) != 0 or getattr(self.period, "year", None) is not None

    def _months(self, today: date) -> Iterator[date]:
        span = self.period.resolve(today) if self.period is not None else Span(today.replace(day=1), "month")
        if span is None or span.grain != "month":
            return
        yield span.first
        step = 12 if hasattr(self.period, "month") else 1
        following = months_later(span.first, step)
        if following is not None and not self._fixed:
            yield following

    def _in(self, first: date) -> date | None:
        length = monthrange(first.year, first.month)[1]
        days = [day for n in range(1, length + 1) if is_workday(day := first.replace(day=n))]
        index = self.nth - 1 if self.nth > 0 else self.nth
        return days[index] if -len(days) <= index < len(days) else None


@dataclass(frozen=True, slots=True)
class NearWorkday:
    """The nth workday after or before a day; of today, where no day is said: "am nächsten Werktag"."""

    base: Day | None = None
    sign: int = 1
    nth: int = 1

    def resolve(self, today: date) -> Span | None:
        """It, strictly after or before."""
        span = self.base.resolve(today) if self.base is not None else Span(today)
        if span is None:
            return None
        day = (span.last or span.first) if self.sign > 0 else span.first
        for _ in range(self.nth):
            day += timedelta(days=self.sign)
            while not is_workday(day):
                day += timedelta(days=self.sign)
        return Span(day)
