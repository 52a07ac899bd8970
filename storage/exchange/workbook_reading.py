"""From a workbook to sheets as a CSV file gives them: what Excel made of texts is undone, or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from storage.exchange.cells import written_date
from storage.exchange.columns import Column
from storage.exchange.layout import known_headers, layout_of
from storage.exchange.problems import CellError, Code, FileRefusedError, Part, PartKind, Problem
from storage.exchange.reading import LONGEST_CELL, Row, refused, row_problems, unguarded
from storage.exchange.sheet import Sheet
from storage.exchange.workbook_cells import Cell, Grid, read_grids, written_number
from storage.exchange.workbook_file import check_archive
from storage.services.people import InvalidTelephoneError, telephone

TITLES = {True: ("Personen", "People"), False: ("Namen", "Names")}
"""What the sheets of people (True) and of names are called; the export writes the first."""

DAYS = frozenset({
    Column.SINCE, Column.CONFIRMED_ON, Column.AWAY_FROM, Column.AWAY_UNTIL, Column.STARTS_ON, Column.ENDS_ON,
})  # fmt: skip
"""Columns in which a day is meant."""

_TELEPHONES = frozenset({Column.PHONE, Column.MOBILE})
_AREA_KEYS = frozenset({Column.PLACES, Column.DISTRICTS, Column.MUNICIPALITIES})
_WITHOUT_ZERO = (4, 7)  # digits of the official keys of districts and municipalities, less one
_ENOUGH_HEADERS = 2


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that are read (that of names first), and the titles of the others."""

    sheets: tuple[Sheet, ...]
    unread: tuple[str, ...]


def read_workbook(data: bytes, country: str) -> Workbook:
    """Read the sheets with people and with names; other and hidden ones are left alone.

    Raises:
        FileRefusedError: it is no workbook that could be read, or has no such sheet, or two of a kind.
    """
    check_archive(data)
    grids = [(number, grid) for number, grid in enumerate(read_grids(data), start=1)]
    shown = [(number, grid) for number, grid in grids if not grid.hidden and grid.rows]
    if not shown:
        raise refused(Code.EMPTY_FILE)
    ours = shown if len(shown) == 1 else [pair for pair in shown if _is_ours(pair[1])]
    if not ours:
        raise refused(Code.NO_SHEET, titles=", ".join(grid.title for _, grid in shown))
    sheets = [_sheet(Part(PartKind.SHEET, number, grid.title), grid, country) for number, grid in ours]
    unread = [grid.title for _, grid in grids if grid.rows and grid not in [grid for _, grid in ours]]
    return Workbook(tuple(_sorted(sheets)), tuple(unread))


def _is_ours(grid: Grid) -> bool:
    titles = {title.casefold() for words in TITLES.values() for title in words}
    first = next(iter(grid.rows.values()))
    texts = [str(cell.value).strip() for cell in first.values()]
    return grid.title.strip().casefold() in titles or known_headers(texts) >= _ENOUGH_HEADERS


def _sorted(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Names before people; a sheet with headers only says nothing if another one says something."""
    sheets = list(sheets)
    for is_people in (False, True):
        same = [sheet for sheet in sheets if sheet.layout.is_people is is_people]
        if len(same) > 1:
            names = [sheet.part.name for sheet in same if sheet.part]
            raise refused(Code.SAME_SHEETS, titles=", ".join(names))
    if not any(sheet.rows for sheet in sheets):
        raise FileRefusedError([Problem(None, None, Code.NO_ROWS)])
    return (s for s in sorted(sheets, key=lambda s: s.layout.is_people) if s.rows or s.problems)


def _sheet(part: Part, grid: Grid, country: str) -> Sheet:
    """One sheet: the first row with content is the header."""
    numbers = list(grid.rows)
    top = grid.rows[numbers[0]]
    problems: list[Problem] = []
    # Only columns with a header: a cell at the far end of a sheet makes no million empty ones.
    columns = sorted(top)
    header = [_header(numbers[0], top[column], problems) for column in columns]
    body = {number: grid.rows[number] for number in numbers[1:]}
    filled = {column: "x" for cells in body.values() for column in cells if column not in top}
    problems += [
        Problem(numbers[0], None, Code.NAMELESS_COLUMN, {"number": str(column)}) for column in sorted(filled)
    ]
    layout = layout_of(header, ())
    meaning = {position: column for column, position in layout.index.items()}
    rows: list[Row] = []
    for number, cells in body.items():
        texts: list[str] = []
        for position, column in enumerate(columns):
            try:
                texts.append(_text(cells.get(column), meaning.get(position), country))
            except CellError as error:
                problems.append(error.at(number, header[position]))
                texts.append("")
        problems.extend(row_problems(number, texts, header, suspicious=True))
        kept = [unguarded(text) if len(text) <= LONGEST_CELL else "" for text in texts]
        if any(column in top for column in cells):
            rows.append(Row(number, kept))
    problems.extend(_merged(grid, numbers[0], columns))
    found = [replace(p, row=numbers[0]) for p in layout.problems]
    return Sheet(layout, rows, [*found, *problems], part=part)


def _header(row: int, cell: Cell, problems: list[Problem]) -> str:
    if isinstance(cell.value, CellError):
        problems.append(cell.value.at(row, None))
        return ""
    return _text(cell, None, "").strip()


def _merged(grid: Grid, first_row: int, columns: list[int]) -> Iterator[Problem]:
    """Ranges of merged cells that reach into the table."""
    last_row = max(grid.rows)
    for top, bottom, left, right, name in grid.merged:
        if top <= last_row and bottom >= first_row and left <= columns[-1] and right >= columns[0]:
            yield Problem(top, None, Code.MERGED_CELLS, {"cells": name})


def _text(cell: Cell | None, column: Column | None, country: str) -> str:
    """The text that a CSV file would have in place of a cell.

    Raises:
        CellError: there is none, or Excel has spoilt it.
    """
    if cell is None:
        return ""
    value = cell.value
    if isinstance(value, CellError):
        raise value
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        day = written_date(value)
        if column is not None and column not in DAYS:
            raise CellError(Code.BECAME_DATE, value=day)
        return day
    digits = written_number(value)
    if column in _TELEPHONES:
        return _dialled(digits, country)
    # The official keys of nine states begin with a zero.
    return digits.zfill(len(digits) + 1) if column in _AREA_KEYS and len(digits) in _WITHOUT_ZERO else digits


def _dialled(digits: str, country: str) -> str:
    """The telephone number of a cell in which Excel keeps a number: it has dropped "+" or the first zero.

    Raises:
        CellError: it is none, or could be two.
    """
    readings: set[str] = set()
    for text in (f"+{digits}", f"0{digits}"):
        try:
            readings.add(telephone(text, country))
        except InvalidTelephoneError:
            continue
    if len(readings) != 1:
        raise CellError(Code.NUMBER_FOR_TELEPHONE, value=digits)
    return readings.pop()
