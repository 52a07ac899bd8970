"""Days, weeks and months as people name them, and which are meant: each kind resolves itself. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from nlu.dates.values import Length, Span

FURTHEST = 40
"""Years ahead or back beyond which a year is a number."""


class Day(Protocol):
    """Something that stands for days."""

    def resolve(self, today: date) -> Span | None:
        """The days that are meant, the next ones unless it says otherwise; None if there are none."""


def valid(year: int, month: int, day: int) -> date | None:
    """The day, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date | None:
    """The same day so many months later; the month's last where it is shorter."""
    number = day.year * 12 + day.month - 1 + months
    if not 1 <= number // 12 <= 9998:
        return None
    return date(number // 12, number % 12 + 1, min(day.day, monthrange(number // 12, number % 12 + 1)[1]))


def later(day: date, length: Length, sign: int = 1) -> date | None:
    """A day so much later or earlier."""
    try:
        moved = months_later(day, sign * length.months) if length.months else day
        return moved + timedelta(days=sign * length.days) if moved else None
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class Relative:
    """ "Heute", "übermorgen"."""

    days: int

    def resolve(self, today: date) -> Span | None:
        """So many days from today."""
        return Span(today + timedelta(days=self.days))


@dataclass(frozen=True, slots=True)
class Weekday:
    """ "Freitag", "nächsten Freitag"."""

    day: int
    which: str = ""

    def resolve(self, today: date) -> Span | None:
        """The next one. With "nächsten" people disagree: this week's, or next week's."""
        ahead = (self.day - today.weekday()) % 7
        this_week = self.day - today.weekday()
        coming = ahead or 7
        if self.which in ("last", "beforelast"):
            back = 7 if self.which == "beforelast" else 0
            gone = (today.weekday() - self.day) % 7 or 7
            also = (today - timedelta(days=gone + 7),) if this_week < 0 and not back else ()
            return Span(today - timedelta(days=gone + back), also=also if gone < 3 else ())
        if self.which == "this":
            return Span(today + timedelta(days=ahead))
        if self.which in ("next", "afternext"):
            more = 7 if self.which == "afternext" else 0
            following = this_week + 7 + more
            if following == coming + more:
                return Span(today + timedelta(days=following))
            return Span(today + timedelta(days=following), also=(today + timedelta(days=coming + more),))
        also = (today,) if not ahead and not self.which else ()
        return Span(today + timedelta(days=coming), also=also)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """ "3. Dezember 2026", "am 3.12.", "am 14."; ``also`` is the other reading of "12/1"."""

    day: int
    month: int | None = None
    year: int | None = None
    also: tuple[int, int] | None = None

    def resolve(self, today: date) -> Span | None:
        """The next such day, today's included."""
        first = next(self.candidates(today), None)
        other = None
        if self.month is None and first == today:  # nobody calls today by its number
            coming = next(self.candidates(today + timedelta(days=1)), None)
            return Span(coming, also=(today,)) if coming else Span(today)
        if self.also:
            other = next(MonthDay(self.also[1], self.also[0], self.year).candidates(today), None)
        if first is None:
            return Span(other) if other else None
        return Span(first, also=(other,) if other and other != first else ())

    def candidates(self, today: date) -> Iterator[date]:
        """The next such days, in their order."""
        if self.year is not None and self.month is not None:
            found = valid(self.year, self.month, self.day)
            if found is not None:
                yield found
            return
        for step in range(13 if self.month is None else 9):
            if self.month is None:
                number = today.year * 12 + today.month - 1 + step
                found = valid(number // 12, number % 12 + 1, self.day)
            else:
                found = valid(today.year + step, self.month, self.day)
            if found is not None and found >= today:
                yield found


@dataclass(frozen=True, slots=True)
class Exact:
    """A day of the calendar that was worked out already."""

    day: date
    grain: str = "day"
    last: date | None = None
    also: tuple[date, ...] = ()

    def resolve(self, today: date) -> Span | None:
        """Itself."""
        return Span(self.day, self.grain, self.last, self.also)


@dataclass(frozen=True, slots=True)
class DayRange:
    """From one day to another, both named."""

    first: MonthDay
    last: MonthDay

    def resolve(self, today: date) -> Span | None:
        """The next such range, also one that is under way."""
        end_day = replace(self.last)
        for end in end_day.candidates(today):
            start = self._start(end)
            if start is None:
                return None
            if start < end:
                return Span(start, "day", end)
            return None
        return None

    def _start(self, end: date) -> date | None:
        if self.first.month is None:
            return valid(end.year, end.month, self.first.day)
        year = self.first.year or end.year
        found = valid(year, self.first.month, self.first.day)
        if found and found > end and self.first.year is None:
            return valid(year - 1, self.first.month, self.first.day)
        return found


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """The first such day of the week after or before a day: "Freitag vor dem 1. Advent"."""

    day: int
    base: Day
    sign: int
    count: int = 1

    def resolve(self, today: date) -> Span | None:
        """It, strictly after or before."""
        base = self.base.resolve(today)
        if base is None:
            return None
        distance = (self.sign * (self.day - base.first.weekday())) % 7 or 7
        return Span(base.first + timedelta(days=self.sign * (distance + 7 * (self.count - 1))))


@dataclass(frozen=True, slots=True)
class Shifted:
    """So long before or after a day: "drei Tage nach Ostern", "Freitag in einer Woche"."""

    base: Day
    length: Length
    sign: int = 1
    loose: bool = False  # "Dienstag in zwei Wochen" may be the Tuesday of that week

    def resolve(self, today: date) -> Span | None:
        """Counted from the day; where the day has two readings, there are two of this."""
        base = self.base.resolve(today)
        if base is None or self.length.minutes:
            return None
        first = later(base.first, self.length, self.sign)
        others = [later(day, self.length, self.sign) for day in base.also]
        if self.length.also is not None:
            others.append(base.first + timedelta(days=self.sign * self.length.also))
        if self.loose and isinstance(self.base, Weekday) and self.length.days % 7 == 0:
            monday = today + timedelta(days=self.length.days - today.weekday())
            then = monday + timedelta(days=self.base.day)
            others.append(then if then > base.first else None)
        return Span(first, also=tuple(day for day in others if day and day != first)) if first else None
