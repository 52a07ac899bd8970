"""Meetings that were, from a table: one row each, with German or English headers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from storage.exchange.cells import date_of, text_of
from storage.exchange.folding import fold, plain_word
from storage.exchange.meetings_cells import read_clock, read_duration, read_links, read_long, read_number
from storage.exchange.meetings_file import (
    EARLIEST,
    LONGEST,
    MOST_DATES,
    USUAL,
    WHOLE_DAY,
    MeetingsRead,
    PastDate,
)
from storage.exchange.problems import CellError, Code, FileRefusedError, Problem
from storage.exchange.reading import Row, Table, read_table

T = TypeVar("T")


class Heading(StrEnum):
    """The columns, in the order of the export, called as it calls them."""

    KEY = "Schlüssel"
    DATE = "Datum"
    START = "Beginn"
    END = "Ende"
    DURATION = "Dauer"
    TITLE = "Titel"
    GROUP = "Gruppe"
    PLACE = "Ort"
    AGENDA = "Tagesordnung"
    NOTES = "Notizen"
    LINKS = "Links"
    CAME = "Anzahl"


_KNOWN: Mapping[Heading, str] = {
    Heading.KEY: "schluessel id uid key nr nummer number",
    Heading.DATE: "datum tag date day termin startdatum startdate beginntam",
    Heading.START: "beginn von start startzeit uhrzeit zeit time from begin begins starttime beginntum",
    Heading.END: "ende bis end ends endzeit to until endtime endetum",
    Heading.DURATION: "dauer minuten duration minutes length dauermin dauerinminuten",
    Heading.TITLE: "titel thema betreff title subject summary treffen meeting bezeichnung name veranstaltung",
    Heading.GROUP: "gruppe group kreis",
    Heading.PLACE: "ort place location raum room wo where",
    Heading.AGENDA: "tagesordnung agenda themen topics beschreibung description inhalt",
    Heading.NOTES: "notizen notiz ergebnis ergebnisse protokoll vereinbart vereinbarungen beschluesse notes "
    "results outcome agreed decisions",
    Heading.LINKS: "link links url unterlagen dokumente documents",
    Heading.CAME: "anzahl teilnehmer teilnehmende teilnehmerzahl anzahlteilnehmende anzahlteilnehmer "
    "teilnehmendenzahl warenda participants attendees count numberofparticipants attendance",
}
_BY_WORD = {word: heading for heading, words in _KNOWN.items() for word in words.split()}

_WITH_CLOCK = re.compile(
    r"(?P<day>.*\d)[T,\s]\s*(?P<clock>\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]m|\s*uhr)?)", re.I
)


def is_of_meetings(header: list[str]) -> bool:
    """Whether a table's header is one of meetings: a day, and nothing that only people have."""
    words = {plain_word(cell) for cell in header}
    people = {"vorname", "nachname", "givenname", "familyname", "firstname", "lastname", "telefon", "email"}
    days = {word for word in words if _BY_WORD.get(word) is Heading.DATE}
    return bool(days) and not words & people


def read_meetings_csv(data: bytes, *, now: datetime, zone: ZoneInfo) -> MeetingsRead:
    """Read a table of meetings; days and times are those of ``zone``.

    Raises:
        FileRefusedError: anything is wrong, with row and column.
    """
    table = read_table(data)
    columns, problems = _columns(table.header)
    read = MeetingsRead(problems=[*table.problems, *problems])
    if len(table.rows) > MOST_DATES:
        read.problems.append(Problem(None, None, Code.TOO_MANY_DATES, {"most": str(MOST_DATES)}))
    if Heading.DATE in columns and not problems:
        reader = _Reader(table, columns, read)
        for row in table.rows[:MOST_DATES]:
            date = reader.read(row)
            if date is not None:
                read.add(date, now, zone)
        reader.doubles()
    if read.problems:
        raise FileRefusedError(read.problems)
    return read


def _columns(header: list[str]) -> tuple[dict[Heading, int], list[Problem]]:
    found: dict[Heading, int] = {}
    problems = []
    for position, text in enumerate(header):
        heading = _BY_WORD.get(plain_word(text))
        if not text:
            continue
        if heading is None:
            problems.append(Problem(1, text, Code.UNKNOWN_COLUMN, {"nearest": ""}))
        elif heading in found:
            problems.append(Problem(1, text, Code.DOUBLE_COLUMN, {"other": header[found[heading]]}))
        else:
            found[heading] = position
    needed = (Heading.DATE, Heading.TITLE)
    problems += [Problem(1, None, Code.MISSING_COLUMN, {"column": h.value}) for h in needed if h not in found]
    return found, problems


class _Reader:
    """Reads rows, and puts what is wrong with a cell in its place."""

    def __init__(self, table: Table, columns: dict[Heading, int], read: MeetingsRead) -> None:
        self._header = table.header
        self._columns = columns
        self._read = read
        self._seen: dict[tuple[str, str], int] = {}
        self._doubles: list[tuple[int, int]] = []

    def read(self, row: Row) -> PastDate | None:
        """The date of a row; None if something is wrong with it."""
        before = len(self._read.problems)
        day, clock = self._day(row)
        start = self._try(row, Heading.START, read_clock) or clock
        minutes = self._minutes(row, start)
        came = self._try(row, Heading.CAME, read_number)
        links = self._try(row, Heading.LINKS, read_links) or ()
        texts = {
            name: self._try(row, heading, partial(read_long, longest=LONGEST[name])) or ""
            for name, heading in (
                ("title", Heading.TITLE), ("place", Heading.PLACE), ("agenda", Heading.AGENDA),
                ("notes", Heading.NOTES),
            )
        }  # fmt: skip
        group = self._try(row, Heading.GROUP, text_of) or ""
        if not self._cell(row, Heading.TITLE):
            self._complain(row, Heading.TITLE, Code.NO_MEETING_TITLE)
        if len(self._read.problems) > before or day is None:
            return None
        key = self._cell(row, Heading.KEY) or f"{day.isoformat()} {fold(texts['title'])}"
        self._once(group, key, row.number)
        header = self._header[self._columns[Heading.GROUP]] if group else None
        return PastDate(
            uid=f"csv-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}",
            starts_wall=datetime.combine(day, start or time()), minutes=minutes, came=came, links=links,
            group=group, row=row.number, column=header, title=texts["title"],
            place=texts["place"], agenda=texts["agenda"], notes=texts["notes"],
        )  # fmt: skip

    def doubles(self) -> None:
        """Complain of rows that are the same meeting."""
        for number, first in self._doubles:
            self._read.problems.append(Problem(number, None, Code.DOUBLE_MEETING, {"row": str(first)}))

    def _once(self, group: str, key: str, number: int) -> None:
        first = self._seen.setdefault((fold(group), key), number)
        if first != number:
            self._doubles.append((number, first))

    def _day(self, row: Row) -> tuple[date | None, time | None]:
        """The day of a row, and the time of the day if that stands in the same cell."""
        text = self._cell(row, Heading.DATE)
        if not text:
            self._complain(row, Heading.DATE, Code.NO_DAY)
            return None, None
        day, rest = text, ""
        if found := _WITH_CLOCK.fullmatch(text):
            day, rest = found["day"].strip(), found["clock"]
        try:
            read, clock = date_of(day), read_clock(rest) if rest else None
        except CellError as error:
            self._complain(row, Heading.DATE, error.code, **error.params)
            return None, None
        if read.year < EARLIEST:
            self._complain(row, Heading.DATE, Code.BAD_DATE, value=text)
        return read, clock

    def _minutes(self, row: Row, start: time | None) -> int:
        lasts = self._try(row, Heading.DURATION, read_duration)
        end = self._try(row, Heading.END, read_clock)
        if lasts is not None:
            return lasts
        if start is None:
            return WHOLE_DAY
        if end is None:
            return USUAL
        apart = datetime.combine(date.min, end) - datetime.combine(date.min, start)
        if apart <= timedelta():
            self._complain(row, Heading.END, Code.ENDS_BEFORE)
        return int(apart.total_seconds() // 60)

    def _cell(self, row: Row, heading: Heading) -> str:
        position = self._columns.get(heading)
        return "" if position is None else row.cells[position].strip()

    def _try(self, row: Row, heading: Heading, reader: Callable[[str], T]) -> T | None:
        text = self._cell(row, heading)
        if not text:
            return None
        try:
            return reader(text)
        except CellError as error:
            self._complain(row, heading, error.code, **error.params)
            return None

    def _complain(self, row: Row, heading: Heading, code: Code, **params: str) -> None:
        position = self._columns.get(heading)
        column = None if position is None else self._header[position]
        self._read.problems.append(Problem(row.number, column, code, params))
