"""What the rules make of words: clocks, parts of a day, durations, series, edges. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

DAY = 24 * 60
"""Minutes of a day."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Looks like a time and is none: "25 Uhr", "31. Februar"."""


@dataclass(frozen=True, slots=True)
class Filler:
    """Words of time that tell none: "guten Morgen"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day in minutes. ``kind`` says how sure it is:

    ``exact``: as it is; ``said``: of twelve hours ("halb drei", "um 3"); ``uhr``: "3 Uhr"; ``written``: 3:30.
    ``also`` are further readings that are just as exact.
    """

    minute: int
    kind: str = "exact"
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day."""

    name: str
    late: int = 0  # -1 early, 1 late
    adverb: bool = False  # "nachts", of the night that a day begins with


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """From one time of the day to another."""

    first: Clock
    last: Clock


@dataclass(frozen=True, slots=True)
class Dotted:
    """ "10.12": a date or a time, as the words around it say."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Slashed:
    """ "12/1": month and day in either order."""

    first: int
    second: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration: whole months, days, minutes. ``also`` is another reading of the days."""

    minutes: int = 0
    days: int = 0
    months: int = 0
    unit: str = "minute"
    also: int | None = None


@dataclass(frozen=True, slots=True)
class FromNow:
    """A duration from now on, or before now."""

    length: Length
    sign: int = 1


@dataclass(frozen=True, slots=True)
class FromAnchor:
    """A duration before or after something that is not said here: "eine Stunde vorher"."""

    length: Length
    sign: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A word that joins or bounds: ``from``, ``until``, ``to``, ``since``, ``after``, ``between`` …"""

    kind: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone that is named."""

    name: str


@dataclass(frozen=True, slots=True)
class Times:
    """How often a series happens: "zehnmal". ``things`` are counted without a series, too: "10 Termine"."""

    count: int
    things: bool = False


@dataclass(frozen=True, slots=True)
class Except:
    """What a series leaves out: days ("außer am 24.12."). None are named: "außer in den Ferien"."""

    days: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class SameTime:
    """ "Gleiche Zeit": the time of the day that is moved."""


@dataclass(frozen=True, slots=True)
class AllDay:
    """ "Ganztägig"."""


@dataclass(frozen=True, slots=True)
class Every:
    """A recurrence. ``days`` are days of the week, ``nth`` their place in the month.

    ``monthdays`` are days of the month, counted from its end where negative; ``setpos`` picks the nth of
    ``days`` in a month ("am ersten Werktag").

    ``or_nth`` says that people also mean this place in the month: "jeden zweiten Dienstag".
    """

    unit: str  # day, week, month, year
    step: int = 1
    days: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    setpos: int | None = None
    month: int | None = None
    or_nth: int | None = None
    part: Part | None = None
    or_step: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days that were meant, in a grain. ``last`` is the last day only where an end was said."""

    first: date
    grain: str = "day"
    last: date | None = None
    also: tuple[date, ...] = field(default=())
    """First days of other readings, the likeliest first."""
