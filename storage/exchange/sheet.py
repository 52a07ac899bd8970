"""A table with its columns recognised, and the reading of its cells with errors put in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from storage.exchange.columns import Column
from storage.exchange.layout import Layout, layout_of
from storage.exchange.problems import CellError, Code, Part, Problem
from storage.exchange.reading import Row, read_table

T = TypeVar("T")


@dataclass(slots=True)
class Sheet:
    """The rows of a file, its columns, and everything that is wrong with it so far."""

    layout: Layout
    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)
    part: Part | None = None
    """Which sheet of a workbook it is."""
    # Most texts stand in many rows; each is read once, always by the same reader of its column.
    _known: dict[Column, dict[str, object]] = field(default_factory=dict)

    def __contains__(self, column: object) -> bool:
        return column in self.layout

    def text(self, row: Row, column: Column) -> str:
        """The cell of a column as it was written; "" where the file has no such column."""
        position = self.layout.index.get(column)
        return "" if position is None else row.cells[position]

    def read(self, row: Row, column: Column, reader: Callable[[str], T]) -> T | None:
        """The value of a cell; None if it is empty or wrong (then the problem is noted)."""
        text = self.text(row, column)
        if not text:
            return None
        known = self._known.setdefault(column, {})
        if text not in known:
            known[text] = _outcome(reader, text)
        value = known[text]
        if isinstance(value, CellError):
            self.problems.append(value.at(row.number, self.layout.header(column)))
            return None
        return cast(T, value)

    def complain(self, row: int, column: Column | None, code: Code, **params: str) -> None:
        """Note a problem in a row, and in a column if it is of one."""
        header = self.layout.header(column) if column else None
        self.problems.append(Problem(row, header, code, params))

    def located(self) -> list[Problem]:
        """All problems, each with its part of the file."""
        return [replace(problem, part=self.part) for problem in self.problems]


def _outcome(reader: Callable[[str], T], text: str) -> T | CellError:
    try:
        return reader(text)
    except CellError as error:
        return error


def read_sheet(data: bytes) -> Sheet:
    """Read a file and recognise its columns.

    Raises:
        FileRefusedError: it is no table at all.
    """
    table = read_table(data)
    layout = layout_of(table.header, (row.cells for row in table.rows))
    return Sheet(layout, table.rows, [*layout.problems, *table.problems])
