"""Whether it is somebody's office hour: "Di–Do 9–15 Uhr", "Mo, Mi 8:30-12 und 13-16"; else on weekdays.

Hours are written for people. What this cannot read wholly counts as not said.
"""

from __future__ import annotations

import re
from datetime import datetime

DAYTIME = (8 * 60, 17 * 60)
"""Where no hours can be read: minutes after midnight, from Monday to Friday."""

_DAYS = {
    name: number
    for number, names in enumerate(
        ("mo mon montag monday", "di die dienstag tue tues tuesday", "mi mit mittwoch wed wednesday",
         "do don donnerstag thu thur thurs thursday", "fr fre freitag fri friday",
         "sa sam samstag sat saturday", "so son sonntag sun sunday")
    )
    for name in names.split()
}  # fmt: skip
_FILLERS = frozenset("uhr h und and von from bis to sowie ab".split()) - {"bis", "to", "ab"}
_TOKEN = re.compile(r"([a-zäöü]+)\.?s?|(\d{1,2})(?:[:.](\d{2}))?|(-)|([,;/&+|])|(\s+)|(.)", re.I)

Hours = list[tuple[frozenset[int], tuple[int, int]]]
"""Days of the week (0 is Monday), and from when until when, in minutes after midnight."""


def is_open(text: str, local: datetime) -> bool:
    """Whether a moment, in the network's zone, lies in the hours that a text says."""
    minute = local.hour * 60 + local.minute
    read = hours_of(text)
    if not read:
        return local.weekday() < 5 and DAYTIME[0] <= minute < DAYTIME[1]
    return any(local.weekday() in days and start <= minute < end for days, (start, end) in read)


def hours_of(text: str) -> Hours:
    """The hours that a text says; empty if it cannot be read, all of it."""
    marks = _marks(text)
    found: Hours = []
    days: set[int] = set()
    timed = False  # whether the days so far have got their hours
    place = 0
    while place < len(marks):
        first, rest = marks[place], marks[place + 1 : place + 3]
        span = len(rest) == 2 and rest[0] == "-" and type(rest[1]) is type(first) and rest[1] != "-"
        if isinstance(first, str) and first in _DAYS:
            if timed:
                days, timed = set(), False
            last = str(rest[1]) if span else first
            if last not in _DAYS:
                return []
            days |= _days(_DAYS[first], _DAYS[last])
        elif isinstance(first, int) and span and days:
            start, end = first, int(rest[1])
            if not start < end <= 24 * 60:
                return []
            found.append((frozenset(days), (start, end)))
            timed = True
        else:
            return []
        place += 3 if span else 1
    return found if timed else []


def _days(first: int, last: int) -> set[int]:
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}


def _marks(text: str) -> list[str | int]:
    """Days as words, times as minutes, "-" between; an unknown sign becomes a word that is no day."""
    marks: list[str | int] = []
    for match in _TOKEN.finditer(re.sub(r"[‐‑–—]", "-", text.casefold())):
        word, hour, minute, dash, _, _, other = match.groups()
        if word in _FILLERS:
            continue
        if word:
            marks.append("-" if word in ("bis", "to") else word)
        elif hour:
            minutes = int(minute or 0)
            marks.append(int(hour) * 60 + minutes if minutes < 60 else "?")
        elif dash or other:
            marks.append("-" if dash else "?")
    return marks
