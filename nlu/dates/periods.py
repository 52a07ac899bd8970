"""Weeks, months, quarters, seasons, years and places in them: each resolves itself. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from nlu.dates.days import Day, end_of_month, months_later, valid
from nlu.dates.values import Span

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First months, as weather services count."""

_SUNDAY = 6
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_SHIFTS = {"this": 0, "coming": 1, "next": 1, "afternext": 2, "last": -1, "beforelast": -2}


@dataclass(frozen=True, slots=True)
class Period:
    """ "Nächste Woche", "dieser Monat", "nächstes Jahr"."""

    unit: str
    shift: int

    @classmethod
    def named(cls, which: str, unit: str) -> Period:
        """With the word before it."""
        return cls(unit, _SHIFTS[which])

    def resolve(self, today: date) -> Span | None:
        """Its first day."""
        if self.unit == "week":
            return Span(today + timedelta(days=7 * self.shift - today.weekday()), "week")
        if self.unit == "january":  # of a year that comes
            return Span(date(today.year + self.shift, 1, 1), "month")
        size = _MONTHS_OF[self.unit]
        first = today.replace(day=1, month=(today.month - 1) // size * size + 1)
        found = months_later(first, self.shift * size)
        if found is None:
            return None
        if self.unit == "half":
            return Span(found, "month", months_later(found, 5))
        return Span(found, self.unit)


@dataclass(frozen=True, slots=True)
class Week:
    """ "KW 14"."""

    number: int
    year: int | None = None
    last: int | None = None

    def resolve(self, today: date) -> Span | None:
        """Its Monday; the next such week, also the running one."""
        first = self.year or today.isocalendar().year
        for year in (first,) if self.year else range(first, first + 8):
            try:
                monday = date.fromisocalendar(year, self.number, 1)
                last = date.fromisocalendar(year, self.last, 1) if self.last else None
            except ValueError:
                if self.number != 53:
                    return None
                continue
            if self.year or monday + timedelta(days=6) >= today:
                return Span(monday, "week", last) if last is None or last > monday else None
        return None


@dataclass(frozen=True, slots=True)
class Month:
    """ "März", "März 2027", "nächsten März"; ``last`` makes it a range of months."""

    month: int
    year: int | None = None
    which: str = ""

    def resolve(self, today: date) -> Span | None:
        """Its first day; the next such month, also the running one."""
        year = self.year or today.year + (self.month < today.month)
        if self.which == "next" and self.month == today.month:
            year += 1
        if self.which == "afternext":
            year += 1
        if self.which == "last":
            year = today.year - (self.month >= today.month)
        return Span(date(year, self.month, 1), "month")


@dataclass(frozen=True, slots=True)
class Quarter:
    """ "Q1", "3. Quartal 2027", "erstes Halbjahr"."""

    number: int
    year: int | None = None
    unit: str = "quarter"
    which: str = ""

    def resolve(self, today: date) -> Span | None:
        """Its first day."""
        size = _MONTHS_OF[self.unit]
        year = self.year or today.year
        first = date(year, size * (self.number - 1) + 1, 1)
        last = months_later(first, size - 1)
        if last is None:
            return None
        if not self.year and end_of_month(last) < today:
            first, last = first.replace(year=year + 1), last.replace(year=last.year + 1)
        return Span(first, "quarter") if self.unit == "quarter" else Span(first, "month", last)


@dataclass(frozen=True, slots=True)
class Season:
    """ "Im Frühjahr": three months, with their last one as the end."""

    name: str
    year: int | None = None
    shift: int = 0

    def resolve(self, today: date) -> Span | None:
        """The next one, also the running one."""
        start = _SEASONS[self.name]
        year = self.year or today.year - 1
        while not self.year and end_of_month(months_later(date(year, start, 1), 2) or today) < today:
            year += 1
        first = date(year + self.shift, start, 1)
        over = not self.year and not self.shift and months_later(first, 2) == today.replace(day=1)
        also = (first.replace(year=first.year + 1),) if over else ()  # hardly anything is left of it
        return Span(first, "month", months_later(first, 2), also)


@dataclass(frozen=True, slots=True)
class Year:
    """ "2027"."""

    year: int

    def resolve(self, today: date) -> Span | None:
        """Its first day."""
        return Span(date(self.year, 1, 1), "year")


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday to Sunday."""

    which: str = ""

    def resolve(self, today: date) -> Span | None:
        """The coming one, also the running one; of "nächstes" people disagree."""
        saturday = today + timedelta(days=5 - today.weekday())
        if self.which == "last":
            saturday -= timedelta(days=7)
        elif self.which == "afternext":
            saturday += timedelta(days=14)
            return Span(saturday, "day", saturday + timedelta(days=1), (saturday - timedelta(days=7),))
        elif self.which == "next":
            following = saturday + timedelta(days=7)
            also = (saturday,) if today.weekday() < 5 else ()
            return Span(following, "day", following + timedelta(days=1), also)
        elif not self.which and today.weekday() == _SUNDAY:  # it is all but over
            saturday += timedelta(days=7)
        return Span(saturday, "day", saturday + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class WeekendOf:
    """ "Am Wochenende vom 8./9. Mai"."""

    days: Day

    def resolve(self, today: date) -> Span | None:
        """These days, if they are a weekend."""
        span = self.days.resolve(today)
        return span if span is not None and span.first.weekday() in (4, 5) else None


@dataclass(frozen=True, slots=True)
class PartOf:
    """ "Anfang März", "Mitte nächster Woche", "Ende des Jahres": a day that stands for it."""

    where: str  # start, middle, end
    period: Day

    def resolve(self, today: date) -> Span | None:
        """Of a week Monday, Wednesday, Friday; of a month the 1st, the 15th, the last day."""
        span = self.period.resolve(today)
        if span is None:
            return None
        found = self._of(span)
        if found is not None and found < today and isinstance(self.period, Period) and not self.period.shift:
            span = Period(self.period.unit, 1).resolve(today)
            found = self._of(span) if span else None
        return Span(found) if found else None

    def _of(self, span: Span) -> date | None:
        first = span.first
        if span.grain == "week":
            return first + timedelta(days={"start": 0, "middle": 2, "end": 4}[self.where])
        months = {"month": 1, "quarter": 3, "year": 12}.get(span.grain, 0)
        if span.last and span.grain == "month":
            months = (span.last.year - first.year) * 12 + span.last.month - first.month + 1
        if not months:
            return None
        if self.where == "start":
            return first
        if self.where == "middle":
            return first.replace(day=15) if months == 1 else months_later(first, months // 2)
        last = months_later(first, months - 1)
        return end_of_month(last) if last else None


@dataclass(frozen=True, slots=True)
class Nth:
    """ "Erster Dienstag im März", "last Friday of the month"; ``period`` None is the month that comes."""

    nth: int  # -1 the last, -2 the last but one
    weekday: int
    period: Day | None = None

    def resolve(self, today: date) -> Span | None:
        """The next such day."""
        if self.period is not None and not (isinstance(self.period, Period) and not self.period.shift):
            span = self.period.resolve(today)
            found = nth_of(span.first, self.nth, self.weekday) if span and span.grain == "month" else None
            if found and found < today and isinstance(self.period, Month) and self.period.year is None:
                found = (
                    nth_of(span.first.replace(year=span.first.year + 1), self.nth, self.weekday)
                    if span
                    else None
                )
            return Span(found) if found else None
        for found in self.coming(today):
            return Span(found)
        return None

    def coming(self, today: date) -> Iterator[date]:
        """Such days of this and the following months."""
        for step in range(13):
            month = months_later(today.replace(day=1), step)
            found = nth_of(month, self.nth, self.weekday) if month else None
            if found is not None and found >= today:
                yield found


def nth_of(first: date, nth: int, weekday: int) -> date | None:
    """The nth such day of the week in a month, from its first day; None if it has no such."""
    length = monthrange(first.year, first.month)[1]
    days = [day for day in range(1, length + 1) if (first.weekday() + day - 1) % 7 == weekday]
    index = nth - 1 if nth > 0 else nth
    if not -len(days) <= index < len(days):
        return None
    return valid(first.year, first.month, days[index])
