"""The directory as a workbook: a sheet for each file that it would be as CSV.

Every cell is a text, so that "=1+1" is shown and not calculated and "+49" keeps its sign; only days are days.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from storage.exchange.cells import date_of
from storage.exchange.columns import Column, header_of
from storage.exchange.problems import CellError
from storage.exchange.reading import guarded
from storage.exchange.workbook_reading import DAYS

WIDEST = 60
"""In characters; longer cells are cut by the next one, as people are used to."""

_MARGIN = 2
# What XML 1.0 has no room for, and what would be read as standing for such.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")

Table = tuple[str, Sequence[Column], Iterable[Mapping[Column, str]]]
"""The title of a sheet, its columns, its rows."""


def workbook(tables: Iterable[Table]) -> bytes:
    """A workbook with these sheets."""
    book = Workbook(write_only=True)
    book.properties.creator = "Kitt"
    for title, columns, rows in tables:
        _fill(book.create_sheet(title), columns, list(rows))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: Any, columns: Sequence[Column], rows: list[Mapping[Column, str]]) -> None:
    # Both have to be said before the first row.
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        longest = max(len(header_of(column)), *(len(row.get(column, "")) for row in rows), 0)
        sheet.column_dimensions[get_column_letter(number)].width = min(longest, WIDEST) + _MARGIN
    bold = Font(bold=True)
    sheet.append([_text_cell(sheet, header_of(column), bold) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, column, row.get(column, "")) for column in columns])


def _cell(sheet: Any, column: Column, text: str) -> Any:
    if not text:
        return None
    if column in DAYS and (day := _day(text)):
        cell = WriteOnlyCell(sheet, day)
        cell.number_format = "dd.mm.yyyy"
        return cell
    # A text is never calculated, so only an apostrophe that the import would take away needs another one.
    return _text_cell(sheet, guarded(text) if text.startswith("'") else text)


def _text_cell(sheet: Any, text: str, font: Font | None = None) -> Any:
    cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text))
    # openpyxl takes what begins with "=" for a formula.
    cell.data_type = "s"
    # "Text", also for what is typed into the cell later.
    cell.number_format = "@"
    if font:
        cell.font = font
    return cell


def _day(text: str) -> date | None:
    try:
        return date_of(text)
    except CellError:
        return None
