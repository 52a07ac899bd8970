"""Who reads when and where, and what comes out before it is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from nlu.dates.reading import Choice


@dataclass(frozen=True, slots=True)
class Context:
    """When and where somebody reads: ``now`` is aware and local."""

    now: datetime
    zone: tzinfo
    language: str | None = None
    anchor: datetime | None = None

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @property
    def english(self) -> bool:
        """Whether the text is English."""
        return self.language == "en"

    def future(self, found: datetime) -> bool:
        """Whether a moment is yet to come."""
        return found > self.now


@dataclass(frozen=True, slots=True)
class Outcome:
    """Readings, the likeliest first. ``sure`` False means that only asking helps, whatever they are."""

    choices: tuple[Choice, ...] = ()
    sure: bool = True
    missing: frozenset[str] = field(default=frozenset())
    duration: timedelta | None = None


NOTHING = Outcome(sure=False)
