"""The cells of a workbook's sheets as they are stored: values, not formulas, row by row.

openpyxl reads the workbook, its styles and each cell. Its own loop over a sheet also reads everything around
the cells (filters, rules of validation and colouring), and falls over what it does not know of these: ours
takes the rows and what is merged. It hides whether a cell without a value holds a formula: ours tells.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.cell.text import Text
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from storage.exchange.problems import CellError, Code, FileRefusedError
from storage.exchange.reading import is_blank, refused

MOST_ROWS = 100_000
"""Rows with content in a sheet."""

_MOST_ELEMENTS = 1_048_576  # rows that a sheet of Excel has room for
_LONGEST_NUMBER = 15  # digits that Excel keeps of a number
_TEXT = f"{{{SHEET_MAIN_NS}}}si"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A stored value: a text, a number, a day, or why there is none."""

    value: str | int | float | date | CellError

    @property
    def is_blank(self) -> bool:
        """Whether the cell shows nothing."""
        return isinstance(self.value, str) and is_blank(self.value)


@dataclass(slots=True)
class Grid:
    """The cells of one sheet by row and column (both from 1); blank ones and empty rows are left out."""

    title: str
    hidden: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    """First and last row, first and last column, and the name of each range of merged cells."""


def read_grids(data: bytes) -> list[Grid]:
    """The sheets of a workbook that ``check_archive`` has let through.

    Raises:
        FileRefusedError: it is none, or a sheet has too many rows.
    """
    try:
        # What openpyxl warns of (rules and extensions that it would not save) is nothing that we keep.
        with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(io.BytesIO(data)) as archive:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            texts = _shared_texts(archive)
            return [_grid(book, sheet, texts) for sheet in book.worksheets]
    except FileRefusedError:
        raise
    # Whatever stands in a damaged archive, openpyxl raises whatever it stumbles over.
    except Exception as error:
        raise refused(Code.NO_WORKBOOK) from error


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to: openpyxl's own way of reading them loses parts of "_x005F_"."""
    texts: list[str] = []
    for name in archive.namelist():
        if name.lower().endswith("sharedstrings.xml"):
            with archive.open(name) as source:
                for _, node in iterparse(source):
                    if node.tag == _TEXT:
                        texts.append(Text.from_tree(node).content)
                        node.clear()
    return texts


class _Parser(WorkSheetParser):  # type: ignore[misc] # openpyxl has no types
    """Reads rows and merged cells, and tells which cells hold a formula without a stored value."""

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Each row with its number and cells."""
        count = 0
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                count += 1
                if count > _MOST_ELEMENTS:
                    raise refused(Code.TOO_MANY_ROWS, most=str(MOST_ROWS))
                yield self.parse_row(element)
                element.clear()
            elif element.tag == MERGE_TAG:
                self.merged_cells = MergeCells.from_tree(element)

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A cell as openpyxl reads it; its type is "f" where a formula has no value."""
        cell: dict[str, Any] = super().parse_cell(element)
        is_text = element.get("t") in {"str", "inlineStr"}
        stored = element.find(VALUE_TAG)
        has_value = stored is not None and (is_text or bool(stored.text))
        if element.find(FORMULA_TAG) is not None and not has_value:
            cell["data_type"] = "f"
        return cell


def _grid(book: Any, sheet: Any, texts: list[str]) -> Grid:
    grid = Grid(sheet.title, sheet.sheet_state != "visible")
    source: IO[bytes]
    with sheet._get_source() as source:  # noqa: SLF001 - openpyxl gives no other way to one sheet's cells
        parser = _Parser(
            source,
            texts,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001 - which styles are days
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001 - which are spans of time
        )
        for number, cells in parser.rows():
            filled = {c["column"]: cell for c in cells if not (cell := _cell(c)).is_blank}
            if filled:
                grid.rows[number] = filled
            if len(grid.rows) > MOST_ROWS:
                raise refused(Code.TOO_MANY_ROWS, most=str(MOST_ROWS))
    if parser.merged_cells is not None:
        grid.merged = [
            (each.min_row, each.max_row, each.min_col, each.max_col, each.coord)
            for each in parser.merged_cells.mergeCell
        ]
    return grid


def _cell(cell: dict[str, Any]) -> Cell:
    value = cell["value"]
    if cell["data_type"] == "f":
        return Cell(CellError(Code.FORMULA_WITHOUT_VALUE))
    if cell["data_type"] == "e":
        return Cell(CellError(Code.ERROR_VALUE, value=str(value)))
    match value:
        case None:
            known: str | float | date = ""
        case bool():
            known = "WAHR" if value else "FALSCH"
        case datetime():
            known = value.date()
        case int() | float() | date():
            known = value
        case _:
            known = unescaped(str(value))
    return Cell(known)


def unescaped(text: str) -> str:
    """A text as Excel shows it: "_x0041_" stands for "A", for what XML cannot hold (ECMA-376, ST_Xstring)."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def written_number(value: float) -> str:
    """A number as one would type it: 49302312.0 is "49302312".

    Raises:
        CellError: it has more digits than Excel keeps, so that the last ones are lost.
    """
    # Not finite, or nothing that anybody counts or dials.
    if not abs(value) < 10**_LONGEST_NUMBER:
        raise CellError(Code.NUMBER_TOO_LONG, value=str(value))
    return str(int(value)) if value == int(value) else repr(value).replace(".", ",")
