"""What an import or export has to know beside the file and the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class What(StrEnum):
    """Which part of the directory is wanted."""

    PEOPLE = "people"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Terms:
    """How to read a file.

    ``today`` is the day from which on who is missing no longer belongs to the network; ``country`` (ISO 3166)
    that of telephone numbers without a country code; ``home_state`` (ST, NI, …) that of places meant first.
    """

    today: date
    country: str = "DE"
    home_state: str = "ST"


@dataclass(frozen=True, slots=True)
class Export:
    """What to write: ``what`` (None: all that the format holds), ``everything``: also what not all see."""

    today: date
    what: What | None = None
    everything: bool = False
