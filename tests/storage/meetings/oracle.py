"""What should have been said in a year of meetings, reckoned anew from a log of what happened.

It shares no code with Kitt: it knows the rules (docs: ``wanted_nudges``, ``quiet``) and walks through the year
minute by minute only where something can happen. Its calendar is its own, too: the zone's offsets are those
of the European Union, last Sunday of March to last Sunday of October.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def changeover(year: int, month: int) -> datetime:
    """One o'clock UTC on the last Sunday of a month with 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def offset(moment: datetime) -> timedelta:
    """How far Berlin's clocks are ahead of UTC at a moment."""
    summer = changeover(moment.year, 3) <= moment < changeover(moment.year, 10)
    return timedelta(hours=2 if summer else 1)


def to_wall(moment: datetime) -> datetime:
    return (moment + offset(moment)).replace(tzinfo=None)


def to_utc(wall: datetime) -> datetime:
    """The first moment at which Berlin's clocks show this, or the next thing that they show."""
    for late in range(121):
        for hours in (2, 1):
            shown = wall + late * MINUTE
            moment = shown.replace(tzinfo=UTC) - timedelta(hours=hours)
            if to_wall(moment) == shown:
                return moment
    raise AssertionError(wall)


@dataclass
class Person:
    """What the log says of somebody: each a list of (when, value), the last before a moment counts."""

    groups: dict[str, list[tuple[datetime, bool]]] = field(default_factory=dict)
    quiet: list[tuple[datetime, tuple[int, int] | None]] = field(default_factory=list)
    days_off: list[tuple[datetime, int]] = field(default_factory=list)
    leads: list[tuple[datetime, list[int] | None]] = field(default_factory=list)
    muted: list[tuple[datetime, datetime | None]] = field(default_factory=list)


@dataclass
class Date:
    """One date: (when set, start on the wall or None if cancelled, who did it), the first when planned."""

    name: str
    group: str
    minutes: int
    history: list[tuple[datetime, datetime | None, str]]
    answers: dict[str, list[tuple[datetime, str]]] = field(default_factory=dict)


def value[T](log: Sequence[tuple[datetime, T]], at: datetime, otherwise: T) -> T:
    """What counted at a moment."""
    found = [new for when, new in log if when <= at]
    return found[-1] if found else otherwise
