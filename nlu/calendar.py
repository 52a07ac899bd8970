"""Holidays as people name them, as first and last day: "über Weihnachten", "zwischen den Jahren", "Easter".

Pure. Nothing is said about which of them are free: a name only has to stand for days that can be shown.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_NAMES: dict[str, str] = {
    "between": r"zwischen den (?:jahren|tagen|feiertagen)"
    r"|between the years|between christmas and new year(?:'?s)?",
    "eve": r"heilig(?:er |en )? ?abend|christmas eve",
    "silvester": r"silvester|new year'?s eve",
    "christmas": r"weihnachten|weihnachtstage?n?|christmas|xmas",
    "new year": r"neujahr|new year'?s day|new year(?:'?s)?",
    "epiphany": r"(?:heilige )?drei k(?:ö|oe)nige|dreik(?:ö|oe)nigstag|epiphany",
    "easter": r"ostern|ostertage?n?|osterwochenende|easter",
    "whitsun": r"pfingsten|pfingstwochenende|whitsun|pentecost",
    "ascension": r"(?:christi )?himmelfahrt|vatertag|ascension(?: day)?",
    "unity": r"tag der (?:deutschen )?einheit",
    "reformation": r"reformationstag",
}
"""By name what is written for it, with and without umlauts."""

HOLIDAY = rf"\b(?P<holiday>{'|'.join(_NAMES.values())})\b"
"""Finds a holiday; ``holiday`` reads it."""

_FIXED: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "christmas": ((12, 24), (12, 26)),
    "eve": ((12, 24), (12, 24)),
    "between": ((12, 27), (12, 31)),
    "silvester": ((12, 31), (12, 31)),
    "new year": ((1, 1), (1, 1)),
    "epiphany": ((1, 6), (1, 6)),
    "unity": ((10, 3), (10, 3)),
    "reformation": ((10, 31), (10, 31)),
}
_AFTER_EASTER = {"easter": (-2, 1), "whitsun": (48, 50), "ascension": (39, 39)}
"""First and last day, counted from Easter Sunday."""


def holiday(said: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of the holiday that comes next, or lasts today; else None."""
    name = _name(said.casefold())
    for year in (today.year, today.year + 1) if name else ():
        first, last = _of_year(name or "", year)
        if last >= today:
            return first, last
    return None


def easter(year: int) -> date:
    """Easter Sunday, by Gauss and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _name(said: str) -> str | None:
    return next((name for name, forms in _NAMES.items() if re.fullmatch(forms, said)), None)


def _of_year(name: str, year: int) -> tuple[date, date]:
    if name in _AFTER_EASTER:
        sunday = easter(year)
        first, last = (sunday + timedelta(days=days) for days in _AFTER_EASTER[name])
        return first, last
    (month, day), (last_month, last_day) = _FIXED[name]
    return date(year, month, day), date(year, last_month, last_day)
