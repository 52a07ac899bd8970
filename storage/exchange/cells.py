"""The values of single cells: lists, dates, texts of a length; each way to read has its way to write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from storage.exchange.folding import tidy, tidy_lines
from storage.exchange.problems import CellError, Code

NAME_LENGTH = 200
DESCRIPTION_LENGTH = 2_000

_ESCAPED = re.compile(r"[\\|,]")
_ESCAPE = re.compile(r"\\([\\|,])")
_TOKEN = re.compile(r"\\[\\|,]|.", re.DOTALL)
_GERMAN_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_YEARS = range(1900, 2200)


def text_of(cell: str, longest: int = NAME_LENGTH) -> str:
    """One line of text, not longer than its column.

    Raises:
        CellError: too long.
    """
    text = tidy(cell)
    if len(text) > longest:
        raise CellError(Code.TOO_LONG, longest=str(longest), length=str(len(text)))
    return text


def paragraph_of(cell: str) -> str:
    """A text that may have several lines.

    Raises:
        CellError: too long.
    """
    text = tidy_lines(cell)
    if len(text) > DESCRIPTION_LENGTH:
        raise CellError(Code.TOO_LONG, longest=str(DESCRIPTION_LENGTH), length=str(len(text)))
    return text


def split_list(cell: str) -> list[str]:
    """The values of a cell: between ``|`` and line breaks, or else commas; a backslash makes these text."""
    pieces = _split(cell.replace("\n", "|"), "|")
    if len(pieces) == 1:
        pieces = _split(cell, ",")
    return list(dict.fromkeys(value for piece in pieces if (value := tidy(_ESCAPE.sub(r"\1", piece)))))


def split_aligned(cell: str) -> list[str]:
    """The values of a cell that belong to those of another cell, in order: between ``|``; may be empty."""
    if not cell:
        return []
    return [tidy(_ESCAPE.sub(r"\1", piece)) for piece in _split(cell.replace("\n", "|"), "|")]


def join_list(values: Iterable[str]) -> str:
    """Write values so that ``split_list`` reads the same."""
    return ", ".join(_ESCAPED.sub(r"\\\g<0>", value) for value in values)


def join_aligned(values: Iterable[str]) -> str:
    """Write values so that ``split_aligned`` reads the same."""
    return "|".join(_ESCAPED.sub(r"\\\g<0>", value) for value in values)


def _split(cell: str, separator: str) -> list[str]:
    """Cut at each separator that no backslash stands before; the backslashes stay."""
    if "\\" not in cell:
        return cell.split(separator)
    pieces = [""]
    for token in _TOKEN.findall(cell):
        if token == separator:
            pieces.append("")
        else:
            pieces[-1] += token
    return pieces


def date_of(cell: str) -> date:
    """A day as people in Germany write it (31.12.2026, 1.4.26) or as ISO 8601 (2026-12-31).

    Two digits of a year mean 1969 to 2068, as in POSIX's strptime.

    Raises:
        CellError: no such day.
    """
    if found := _GERMAN_DATE.fullmatch(cell):
        day, month, year = (int(part) for part in found.groups())
        year += 0 if len(found[3]) == 4 else 2000 if year < 69 else 1900
    elif found := _ISO_DATE.fullmatch(cell):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise CellError(Code.BAD_DATE, value=cell)
    try:
        value = date(year, month, day)
    except ValueError as error:
        raise CellError(Code.BAD_DATE, value=cell) from error
    if year not in _YEARS:
        raise CellError(Code.BAD_DATE, value=cell)
    return value


def written_date(day: date | None) -> str:
    """A day as the export writes it; "" for none."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}" if day else ""
