"""From the rows of a people file to one draft per person, with everything that is wrong with them.

A person has one row for each responsibility; what is said about the person repeats in each row, or is left
empty after the first. References to other things are still the texts of the file here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypeVar

from storage.exchange.cells import date_of, split_aligned, split_list, text_of
from storage.exchange.columns import RESPONSIBILITY_COLUMNS, Column
from storage.exchange.folding import fold_name
from storage.exchange.grouping import Mark, group_rows
from storage.exchange.problems import CellError, Code
from storage.exchange.reading import Row
from storage.exchange.sheet import Sheet
from storage.exchange.vocabulary import read_language, read_rank, read_reason, read_role, read_visibility
from storage.models import AbsenceReason, Rank, Role, Visibility
from storage.services.people import (
    KEY_LENGTH,
    InvalidMailError,
    InvalidTelephoneError,
    mail_address,
    telephone,
)

T = TypeVar("T")
Texts = tuple[str, ...]


@dataclass(slots=True)
class PersonCells:
    """What one row, or all rows together, say about a person (None: nothing), called like the columns."""

    key: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    organisation: str | None = None
    function: str | None = None
    role: Role | None = None
    coordinates: Texts | None = None
    home_region: str | None = None
    languages: Texts | None = None
    phone: Texts | None = None
    phone_seen_by: tuple[Visibility, ...] | None = None
    mobile: Texts | None = None
    mobile_seen_by: tuple[Visibility, ...] | None = None
    email: Texts | None = None
    email_seen_by: tuple[Visibility, ...] | None = None
    office_hours: str | None = None
    groups: Texts | None = None
    since: date | None = None
    confirmed_on: date | None = None
    away_from: tuple[date, ...] | None = None
    away_until: tuple[date | None, ...] | None = None
    away_reason: tuple[AbsenceReason | None, ...] | None = None
    away_deputy: Texts | None = None


_NAME_COLUMNS = (Column.GIVEN_NAME, Column.FAMILY_NAME, Column.FULL_NAME)
PERSON_FIELDS = tuple(f.name for f in fields(PersonCells))


@dataclass(frozen=True, slots=True)
class ResponsibilityCells:
    """What one row says about a responsibility."""

    row: int
    project: str
    region: str
    places: Texts
    topics: Texts
    languages: Texts
    rank: Rank
    starts_on: date | None
    ends_on: date | None


@dataclass(slots=True)
class PersonDraft:
    """One person of the file; ``rows`` tells for each field the row that said it first."""

    row: int
    cells: PersonCells
    rows: dict[str, Row] = field(default_factory=dict)
    responsibilities: list[ResponsibilityCells] = field(default_factory=list)

    def row_of(self, column: Column) -> int:
        """The row to name when the value of a column turns out to be wrong."""
        row = self.rows.get(column.value)
        return row.number if row else self.row


def read_people(sheet: Sheet, country: str) -> list[PersonDraft]:
    """Read all people of a file; what is wrong is noted in the sheet."""
    readers = _readers(country)
    split_names = Column.FULL_NAME not in sheet
    read: list[tuple[Row, PersonCells]] = []
    for row in sheet.rows:
        cells = PersonCells()
        for column, reader in readers:
            if column in sheet and (value := sheet.read(row, column, reader)) is not None:
                setattr(cells, column.value, value)
        if not split_names and (names := sheet.read(row, Column.FULL_NAME, names_of)) is not None:
            cells.given_name, cells.family_name = names
        read.append((row, cells))
    groups = group_rows(sheet, [_mark(row, cells) for row, cells in read])
    return [_draft(sheet, [read[position] for position in group]) for group in groups]


def _readers(country: str) -> list[tuple[Column, Callable[[str], object]]]:
    """How the cells of each column about a person are read."""
    phones = _aligned(lambda text: _telephone(text, country))
    seen_by = _aligned(read_visibility)
    return [
        (Column.KEY, lambda text: text_of(text, KEY_LENGTH)),
        (Column.GIVEN_NAME, text_of),
        (Column.FAMILY_NAME, text_of),
        (Column.ORGANISATION, text_of),
        (Column.FUNCTION, text_of),
        (Column.ROLE, read_role),
        (Column.COORDINATES, _texts),
        (Column.HOME_REGION, text_of),
        (Column.LANGUAGES, _languages),
        (Column.PHONE, phones),
        (Column.PHONE_SEEN_BY, seen_by),
        (Column.MOBILE, phones),
        (Column.MOBILE_SEEN_BY, seen_by),
        (Column.EMAIL, lambda text: tuple(_mail(piece) for piece in _mails(text) if piece)),
        (Column.EMAIL_SEEN_BY, seen_by),
        (Column.OFFICE_HOURS, text_of),
        (Column.GROUPS, _texts),
        (Column.SINCE, date_of),
        (Column.CONFIRMED_ON, date_of),
        (Column.AWAY_FROM, _aligned(date_of)),
        (Column.AWAY_UNTIL, _aligned_or_none(date_of)),
        (Column.AWAY_REASON, _aligned_or_none(read_reason)),
        (Column.AWAY_DEPUTY, lambda text: tuple(map(text_of, split_aligned(text)))),
    ]


def _aligned(reader: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """Read values separated by ``|``; empty ones are left out."""
    return lambda text: tuple(reader(piece) for piece in split_aligned(text) if piece)


def _aligned_or_none(reader: Callable[[str], T]) -> Callable[[str], tuple[T | None, ...]]:
    """Read values separated by ``|``; an empty one is None, so that the others keep their places."""
    return lambda text: tuple(reader(piece) if piece else None for piece in split_aligned(text))


def _texts(text: str) -> Texts:
    return tuple(map(text_of, split_list(text)))


def _languages(text: str) -> Texts:
    return tuple(dict.fromkeys(map(read_language, split_list(text))))


def _telephone(text: str, country: str) -> str:
    # Excel shows a number without spaces like this, and saves what it shows.
    if "E+" in text.upper():
        raise CellError(Code.SPOILT_TELEPHONE, value=text)
    try:
        return telephone(text, country)
    except InvalidTelephoneError as error:
        raise CellError(Code.BAD_TELEPHONE, value=text) from error


def _mails(text: str) -> list[str]:
    """The addresses of a cell: no address holds a comma, so that commas may part them too."""
    pieces = split_aligned(text)
    return pieces if len(pieces) > 1 else pieces[0].split(",")


def _mail(text: str) -> str:
    try:
        return mail_address(text)
    except InvalidMailError as error:
        raise CellError(Code.BAD_MAIL, value=text) from error


def names_of(text: str) -> tuple[str, str]:
    """Given and family name: "Lindner, Mara", "Mara Lindner", "Anna van der Berg", or the latter alone."""
    family, comma, given = text_of(text).partition(",")
    if comma:
        return given.strip(), family.strip()
    words = family.split()
    particle = next((i for i, word in enumerate(words) if i and word[0].islower()), len(words) - 1)
    return " ".join(words[:particle]), " ".join(words[particle:])


def _mark(row: Row, cells: PersonCells) -> Mark:
    given, family = cells.given_name or "", cells.family_name or ""
    return Mark(
        row=row.number,
        key=cells.key or "",
        mails=cells.email or (),
        phones=(*(cells.phone or ()), *(cells.mobile or ())),
        name=f"{given} {family}".strip(),
        called=fold_name(given, family),
        organisation=cells.organisation or "",
    )


def _draft(sheet: Sheet, rows: list[tuple[Row, PersonCells]]) -> PersonDraft:
    """One person of all their rows."""
    draft = PersonDraft(rows[0][0].number, PersonCells())
    for row, cells in rows:
        for name in PERSON_FIELDS:
            _merge(sheet, draft, row, name, getattr(cells, name))
        draft.responsibilities.extend(_responsibility(sheet, row))
    # A name that is there but wrong has its own problem already, and so has a file without names.
    if not _has_name(sheet, [row for row, _ in rows]):
        sheet.complain(draft.row, None, Code.NO_NAME)
    return draft


def _has_name(sheet: Sheet, rows: list[Row]) -> bool:
    present = [column for column in _NAME_COLUMNS if column in sheet]
    return not present or any(sheet.text(row, column) for row in rows for column in present)


def _merge(sheet: Sheet, draft: PersonDraft, row: Row, name: str, value: object) -> None:
    """Take a value over into the draft, or note that two rows say different things."""
    if value is None:
        return
    known = getattr(draft.cells, name)
    if known is None:
        setattr(draft.cells, name, value)
        draft.rows[name] = row
    elif known != value:
        column = Column(name) if Column(name) in sheet else Column.FULL_NAME
        first = draft.rows[name]
        sheet.complain(
            row.number,
            column,
            Code.ROWS_DISAGREE,
            first_row=str(first.number),
            first=sheet.text(first, column),
            value=sheet.text(row, column),
        )


def _responsibility(sheet: Sheet, row: Row) -> Iterator[ResponsibilityCells]:
    """The responsibility of a row, if it names one."""
    if not any(sheet.text(row, column) for column in RESPONSIBILITY_COLUMNS):
        return
    starts_on = sheet.read(row, Column.STARTS_ON, date_of)
    ends_on = sheet.read(row, Column.ENDS_ON, date_of)
    if starts_on and ends_on and ends_on < starts_on:
        sheet.complain(row.number, Column.ENDS_ON, Code.PERIOD, value=sheet.text(row, Column.ENDS_ON))
    yield ResponsibilityCells(
        row=row.number,
        project=sheet.read(row, Column.PROJECT, text_of) or "",
        region=sheet.read(row, Column.REGION, text_of) or "",
        places=sheet.read(row, Column.PLACES, _texts) or (),
        topics=sheet.read(row, Column.TOPICS, _texts) or (),
        languages=sheet.read(row, Column.IN_LANGUAGES, _languages) or (),
        rank=sheet.read(row, Column.RANK, read_rank) or Rank.FIRST,
        starts_on=starts_on,
        ends_on=ends_on,
    )
