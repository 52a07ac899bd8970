"""Several words for one day put together: "Dienstag, 1. Dezember", "nächste Woche Mittwoch".

Pure. What contradicts itself is a ``Clash`` with the days that may have been meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from nlu.dates.days import Day, Exact, MonthDay, Relative, Shifted, Weekday
from nlu.dates.feasts import Feast
from nlu.dates.periods import Month, Nth, PartOf, Period, Quarter, Season, Week, Weekend, Year
from nlu.dates.values import FromNow, Span
from nlu.dates.weeks import NthWeek, WeekBy

_NEAR_MONTHS = 4
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Clash:
    """Words that cannot all be true; ``days`` is what may have been meant."""

    days: tuple[date, ...] = ()


def merged(days: Sequence[Day], today: date) -> Span | Clash:
    """The days that several words name together."""
    rest = sorted(days, key=_rank)
    found: Day | Clash = rest[0]
    for day in rest[1:]:
        if isinstance(found, Clash):
            return found
        found = _two(found, day, today)
    if isinstance(found, Clash):
        return found
    span = found.resolve(today)
    return span if span is not None else Clash()


def _rank(day: Day) -> int:
    """Words that only narrow down come first, days of the week last."""
    if isinstance(day, Year | Period) and getattr(day, "unit", "year") == "year":
        return 0
    if isinstance(day, Month | Period | Week | Quarter | Season | WeekBy | NthWeek):
        return 1
    return 3 if isinstance(day, Weekday) else 2


def _two(one: Day, other: Day, today: date) -> Day | Clash:
    if isinstance(other, Weekday):
        return _weekday(one, other, today)
    year = _year_of(one, today)
    if year is not None:
        return _of_year(other, year, today)
    if isinstance(one, Month | Period) and isinstance(other, MonthDay) and other.month is None:
        span = one.resolve(today)
        if span and span.grain == "month":
            return replace(other, month=span.first.month, year=span.first.year)
    if isinstance(one, Month | Period) and isinstance(other, PartOf | Month | Nth):
        return other if _inside(one, other, today) else Clash()
    if isinstance(one, Period | Week) and isinstance(other, Weekend):
        span = one.resolve(today)
        return (
            Exact(span.first + timedelta(days=5), "day", span.first + timedelta(days=6))
            if span and span.grain == "week"
            else Clash()
        )
    return other if _inside(one, other, today) else _both(one, other, today)


def _year_of(day: Day, today: date) -> int | None:
    if isinstance(day, Year):
        return day.year
    if isinstance(day, Period) and day.unit == "year":
        return today.year + day.shift
    return None


def _of_year(day: Day, year: int, today: date) -> Day | Clash:
    """With a year named beside it."""
    if isinstance(day, Nth) and isinstance(day.period, Month):
        return replace(day, period=replace(day.period, year=year))
    if isinstance(day, PartOf) and isinstance(day.period, Month | Quarter | Season):
        return replace(day, period=replace(day.period, year=year))
    if isinstance(day, MonthDay | Month | Quarter | Season | Feast | Week):
        if day.year not in (None, year):
            return Clash()
        return replace(day, year=year)
    span = day.resolve(today)
    return day if span and span.first.year == year else Clash()


def _inside(wide: Day, narrow: Day, today: date) -> bool:
    """Whether a day lies in the week, month … that is named beside it."""
    whole, part = wide.resolve(today), narrow.resolve(today)
    if whole is None or part is None:
        return False
    if whole.grain == "week":
        return 0 <= (part.first - whole.first).days < _WEEK
    if whole.grain == "month" and whole.last is None:
        return (part.first.year, part.first.month) == (whole.first.year, whole.first.month)
    if whole.last is not None:
        return whole.first <= part.first <= whole.last
    if whole.grain == "quarter":
        return 0 <= (part.first - whole.first).days < 93
    return whole.first == part.first


def _both(one: Day, other: Day, today: date) -> Clash:
    """Two days that are not the same."""
    spans = [day.resolve(today) for day in (one, other)]
    return Clash(tuple(span.first for span in spans if span))


def _weekday(one: Day, weekday: Weekday, today: date) -> Day | Clash:  # noqa: PLR0911 (one a kind)
    """A day of the week beside a day, a date, a week."""
    if isinstance(one, Weekday):
        return one if one.day == weekday.day and weekday.which in ("", one.which) else Clash()
    if isinstance(one, Period | Week | WeekBy | NthWeek) or (isinstance(one, PartOf) and _weekly(one, today)):
        span = (one.period if isinstance(one, PartOf) else one).resolve(today)
        if span is None or span.grain != "week" or span.last is not None:
            return Clash()
        return Exact(span.first + timedelta(days=weekday.day))
    if isinstance(one, MonthDay):
        return _dated(one, weekday, today)
    span = one.resolve(today)
    if span is None or span.grain != "day":
        return Clash()
    if isinstance(one, Weekend) and span.last:
        fitting = next((day for day in (span.first, span.last) if day.weekday() == weekday.day), None)
        return Exact(fitting) if fitting else Clash()
    fitting = next((day for day in (span.first, *span.also) if day.weekday() == weekday.day), None)
    if fitting:
        return Exact(fitting)
    if isinstance(one, Shifted) and isinstance(one.base, Relative):
        monday = span.first - timedelta(days=span.first.weekday())
        return Exact(monday + timedelta(days=weekday.day))
    return Clash((span.first, nearest(span.first, weekday.day)))


def _weekly(part: PartOf, today: date) -> bool:
    span = part.period.resolve(today)
    return span is not None and span.grain == "week"


def _dated(day: MonthDay, weekday: Weekday, today: date) -> Day | Clash:
    """ "Dienstag, den 8.": the next 8th that is a Tuesday, within some months; a full date has to be one."""
    near = list(islice(day.candidates(today), _NEAR_MONTHS if day.month is None else 1))
    if day.also:
        near += list(islice(MonthDay(day.also[1], day.also[0], day.year).candidates(today), 1))
    fitting = next((found for found in near if found.weekday() == weekday.day), None)
    if fitting:
        return Exact(fitting)
    if not near:
        return Clash()
    return Clash((near[0], nearest(near[0], weekday.day)))


def nearest(day: date, weekday: int) -> date:
    """The day of the week that is nearest to a date."""
    ahead = (weekday - day.weekday()) % _WEEK
    return day + timedelta(days=ahead if ahead <= 3 else ahead - _WEEK)


def in_week_of(ahead: FromNow, weekday: Weekday, today: date) -> Day | None:
    """ "In zwei Wochen am Dienstag": the Tuesday of that week."""
    if ahead.length.minutes or ahead.length.months or ahead.length.days % _WEEK:
        return None
    day = today + timedelta(days=ahead.sign * ahead.length.days)
    return Exact(day - timedelta(days=day.weekday()) + timedelta(days=weekday.day))
