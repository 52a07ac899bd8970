"""The lines of a calendar file before a library reads them: where each event stands, and what is no calendar.

RFC 5545, 3.1: lines may be folded; components begin and end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from storage.exchange.folding import tidy
from storage.exchange.problems import Code, FileRefusedError, Part, PartKind, Problem
from storage.exchange.reading import refused

MOST_EVENTS = 3_000
DEEPEST = 4
"""How deep components stand inside each other: an alarm in an event in a calendar is three."""

_FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
_NEXT = re.compile(r"\r\n(?![ \t])|\r(?![ \t\n])|\n(?![ \t])")
_LINE = re.compile(r"[A-Za-z0-9-]+[;:]", re.ASCII)


@dataclass(slots=True)
class _Lines:
    """What was found so far."""

    places: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def read(self, number: int, line: str) -> None:
        name, _, value = line.strip().partition(":")
        upper = name.upper()
        if upper == "BEGIN":
            self._begin(number, value.strip().upper())
        elif upper == "END":
            if not self.inside or self.inside.pop() != value.strip().upper():
                raise FileRefusedError([Problem(number, None, Code.BAD_CALENDAR)])
        elif name and not (_LINE.match(line) and ":" in line):
            part = self._part() if "VEVENT" in self.inside else None
            self.problems.append(Problem(number, None, Code.BAD_EVENT_LINE, {}, part))
        elif upper.partition(";")[0] == "SUMMARY" and self.inside[-1:] == ["VEVENT"]:
            self.places[-1] = (self.places[-1][0], tidy(value)[:80])

    def _begin(self, number: int, component: str) -> None:
        self.inside.append(component)
        if component == "VEVENT":
            self.places.append((number, ""))
        if len(self.inside) > DEEPEST:
            raise FileRefusedError([Problem(number, None, Code.BAD_CALENDAR)])
        if len(self.places) > MOST_EVENTS:
            raise refused(Code.TOO_MANY_DATES, most=str(MOST_EVENTS))

    def _part(self) -> Part:
        return Part(PartKind.EVENT, len(self.places), self.places[-1][1])


def places_of(text: str) -> list[tuple[int, str]]:
    """The first line and the title of each event.

    Raises:
        FileRefusedError: it is no calendar, damaged, nests itself, or has no event.
    """
    if "BEGIN:VCALENDAR" not in text.upper():
        raise refused(Code.NO_CALENDAR)
    found, number = _Lines(), 1
    for line in _NEXT.split(text):
        found.read(number, _FOLD.sub("", line))
        number += 1 + len(_FOLD.findall(line))
    if found.inside:
        raise refused(Code.BAD_CALENDAR)
    if found.problems:
        raise FileRefusedError(found.problems)
    if not found.places:
        raise refused(Code.NO_EVENTS)
    return found.places
