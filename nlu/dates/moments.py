"""Local days and minutes as moments, also in the two nights of the year in which clocks change. Pure.

An hour that the clock skips in spring is no time: it is refused, and the moment is offered that a clock
which had not been put forward would show. An hour that comes twice in autumn is the first one;
the second is offered.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

DAY = 24 * 60


def moment(day: date, minute: int, zone: tzinfo) -> datetime | None:
    """The moment of a local time; minutes from 1440 on are the next day's. None if the clock skips it."""
    try:
        naive = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
        found = naive.replace(tzinfo=zone)
        back = found.astimezone(UTC).astimezone(zone)
    except (OverflowError, ValueError):
        return None
    return found if back.replace(tzinfo=None) == naive else None


def skipped(day: date, minute: int, zone: tzinfo) -> datetime | None:
    """What a clock that was not put forward would call this time; None if it is an ordinary one."""
    try:
        naive = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
        back = naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    except (OverflowError, ValueError):
        return None
    return back if back.replace(tzinfo=None) != naive else None


def second(found: datetime) -> datetime | None:
    """The same local time for the second time, in the night in which the clock is put back."""
    later = found.replace(fold=1)
    return later if later.utcoffset() != found.utcoffset() else None


def midnight(day: date, zone: tzinfo) -> datetime:
    """The beginning of a local day; where the clock skips midnight, the first moment after it."""
    return moment(day, 0, zone) or datetime.combine(day, datetime.min.time(), zone).astimezone(
        UTC
    ).astimezone(zone)


def plus(start: datetime, minutes: int) -> datetime | None:
    """So many minutes later, by a clock that runs through."""
    try:
        return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)
    except OverflowError:
        return None
