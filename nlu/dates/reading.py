"""What a time expression means: the result of reading one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

MOST_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading. ``end`` only where an end was said; it names the last unit of the grain, or the moment.

    ``grain`` is minute, hour (a part of the day), day, week, month, quarter or year; ``recurrence`` an RRULE,
    ``exceptions`` the starts that it leaves out.
    """

    start: datetime | None = None
    end: datetime | None = None
    grain: str | None = None
    recurrence: str | None = None
    exceptions: tuple[datetime, ...] = ()

    def as_json(self) -> dict[str, str | None]:
        """As plain values, times in ISO 8601 with their offset."""
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "grain": self.grain,
            "recurrence": self._rules(),
        }

    def _rules(self) -> str | None:
        """The RRULE, and an EXDATE line where the series leaves something out (RFC 5545, 3.8.5.1)."""
        if not self.recurrence or not self.exceptions:
            return self.recurrence
        if self.grain == "minute":
            return f"{self.recurrence}\nEXDATE:" + ",".join(
                f"{each.astimezone(UTC):%Y%m%dT%H%M%SZ}" for each in self.exceptions
            )
        return f"{self.recurrence}\nEXDATE;VALUE=DATE:" + ",".join(
            f"{each:%Y%m%d}" for each in self.exceptions
        )


@dataclass(frozen=True, slots=True)
class Reading(Choice):
    """The likeliest reading, and others where people would disagree.

    ``start`` is None where nothing was understood, or where only asking helps: then ``alternatives`` is what
    to ask. ``spans`` are the offsets in characters of what was used; ``missing`` names what was not said:
    ``day``, ``clock``, ``anchor`` (what "einen Tag vorher" counts from), ``exception`` (a series leaves out
    something that is not known here: "außer in den Ferien"). ``duration`` is how long,
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
