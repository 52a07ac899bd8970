"""Meetings that were, as a file of any format tells of them: plain values, not compared yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from storage.exchange.problems import Part, Problem
from storage.services.meetings import LONGEST_MINUTES, LONGEST_TITLE
from storage.services.recurring import in_utc

MOST_DATES = 2_000
"""Dates of one file: a meeting a week for forty years."""

USUAL = 60
"""Minutes of a meeting whose end is not told."""

WHOLE_DAY = 24 * 60
EARLIEST = 1990
"""The year before which nothing is meant."""

LONGEST = {"title": LONGEST_TITLE, "place": 200, "link": 500, "agenda": 4000, "notes": 4000}
"""Of each text, in characters, as the tables hold them."""


@dataclass(frozen=True, slots=True)
class PastDate:
    """One date. ``uid`` and ``recurrence`` say which it is; ``recurrence`` None: the only one of its uid.

    ``starts_wall`` is naive, in the zone that the file was read for. ``group`` is a name, or "".
    """

    uid: str
    starts_wall: datetime
    minutes: int
    title: str
    recurrence: datetime | None = None
    place: str = ""
    link: str = ""
    agenda: str = ""
    notes: str = ""
    links: tuple[tuple[str, str], ...] = ()
    came: int | None = None
    group: str = ""
    row: int | None = None
    column: str | None = None
    part: Part | None = None

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """When it began, in UTC."""
        return in_utc(self.starts_wall, zone)


@dataclass(slots=True)
class MeetingsRead:
    """The dates of a file, by time, and how many were left alone, by reason; what is wrong with it.

    ``ahead``: not over yet, ``cancelled``, ``private``, ``long``: more than two weeks. ``shortened``: texts.
    """

    dates: list[PastDate] = field(default_factory=list)
    ahead: int = 0
    cancelled: int = 0
    private: int = 0
    long: int = 0
    shortened: int = 0
    problems: list[Problem] = field(default_factory=list)

    def add(self, date: PastDate, now: datetime, zone: ZoneInfo) -> None:
        """Keep a date if it is over."""
        if not 0 < date.minutes <= LONGEST_MINUTES:
            self.long += 1
        elif date.starts_at(zone) + timedelta(minutes=date.minutes) > now:
            self.ahead += 1
        else:
            self.dates.append(date)

    def cut(self, text: str, name: str) -> str:
        """A text that its column can hold."""
        longest = LONGEST[name]
        if len(text) <= longest:
            return text
        self.shortened += 1
        return f"{text[: longest - 2].rstrip()} …"


_MAIL = re.compile(r"(?:mailto:)?(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+", re.I)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|p|div|li)\b[^>]{0,200}>", re.I)
_TAG = re.compile(r"</?[a-z][^<>]{0,500}>", re.I)


def without_addresses(text: str) -> str:
    """A text of a calendar without markup, and without mail addresses: nobody has agreed to theirs."""
    plain = _TAG.sub("", _BREAK.sub("\n", text)) if "<" in text else text
    plain = plain.replace("&nbsp;", " ").replace("&amp;", "&")
    return _MAIL.sub("(…)", plain)
