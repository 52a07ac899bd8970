"""What a time expression means: the result of reading one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading. ``end`` only where an end was said; it names the last unit of the grain, or the moment.

    ``grain`` is minute, hour (a part of the day), day, week, month, quarter or year; ``recurrence`` an RRULE.
    """

    start: datetime | None = None
    end: datetime | None = None
    grain: str | None = None
    recurrence: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """As plain values, times in ISO 8601 with their offset."""
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "grain": self.grain,
            "recurrence": self.recurrence,
        }


@dataclass(frozen=True, slots=True)
class Reading(Choice):
    """The likeliest reading, and others where people would disagree.

    ``start`` is None where nothing was understood, or where only asking helps: then ``alternatives`` is what
    to ask. ``spans`` are the offsets in characters of what was used; ``missing`` names what was not said:
    ``day``, ``clock``, ``anchor`` (what "einen Tag vorher" counts from). ``duration`` is how long,
    where that was said.
    """

    alternatives: tuple[Choice, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    missing: frozenset[str] = field(default=frozenset())
    duration: timedelta | None = None

    @property
    def understood(self) -> bool:
        """Whether there is a reading that needs no question first."""
        return self.start is not None
