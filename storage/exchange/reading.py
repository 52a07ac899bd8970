"""From the bytes of a file to rows of cells, however a spreadsheet wrote them.

Sources: RFC 4180; Excel's "CSV UTF-8" (with BOM), "CSV" (Windows-1252 in Germany), "Unicode-Text" (UTF-16
with BOM and tabs) and its first line "sep=;"; formulas in cells: OWASP, CSV Injection
(https://owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from storage.exchange.problems import Code, FileRefusedError, Problem

LARGEST_FILE = 50_000_000
"""In bytes; a directory of 10,000 people has about four million."""

LONGEST_CELL = 20_000
"""In characters; the longest that is meant is a list of all municipalities of a state."""

# Python's own limit (131,072) would break off with an error that is taken for one of quotation marks.
csv.field_size_limit(LARGEST_FILE)

DELIMITERS = ";\t,"

ZIPPED = b"PK\x03\x04"
"""What a workbook (.xlsx) begins with."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""What workbooks of the time before 2007 (.xls) begin with, and encrypted ones of today."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""What the latter hold (MS-OFFCRYPTO 2.3.4.4)."""

NO_TABLES = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
"""What a PDF (ISO 32000-1, 7.5.2), a PNG, a JPEG and a GIF begin with."""

_DOCUMENTS = (b"word/document.xml", b"opendocument.text")
"""What an archive holds, unpacked or not, that is a text document of Word or LibreOffice."""

_NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What UTF-8's umlauts and ß become for a reader of Windows-1252, as bytes: Ã¤ Ã¶ Ã¼ Ã„ Ã– Ãœ ÃŸ.
_UTF8_LETTERS = re.compile(rb"\xc3[\xa4\xb6\xbc\x84\x96\x9c\x9f]")
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet shows it."""

    number: int
    cells: list[str]


@dataclass(slots=True)
class Table:
    """The header, the rows that are not empty, and what is wrong with single cells."""

    header: list[str]
    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)


def read_table(data: bytes) -> Table:
    """Read a CSV file: its encoding and delimiter are found out, guards against formulas taken away.

    Raises:
        FileRefusedError: it is no text with rows at all; what is wrong with single cells is in the table.
    """
    text = decode(data)
    records = list(_records(text))
    filled = [(number, cells) for number, cells in records if not all(map(is_blank, cells))]
    if not filled:
        raise FileRefusedError([Problem(None, None, Code.EMPTY_FILE)])
    header = [cell.strip() for cell in filled[0][1]]
    if problems := list(_too_long(filled[0][0], [""] * len(header), header)):
        raise FileRefusedError(problems)
    table = Table(header, [])
    suspicious = _NOT_ALLOWED.search(text) is not None
    for number, cells in filled[1:]:
        table.problems.extend(row_problems(number, cells, header, suspicious))
        # What is too long has been told, and is nothing to go on with.
        kept = [unguarded(cell) if len(cell) <= LONGEST_CELL else "" for cell in cells]
        table.rows.append(Row(number, _of_width(kept, len(header))))
    if not table.rows:
        raise FileRefusedError([Problem(None, None, Code.NO_ROWS)])
    return table


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet takes for a formula, and before one that stands there."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Undo ``guarded``; spaces around the cell go too."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def is_blank(cell: str) -> bool:
    """Whether a cell shows nothing."""
    # Not simply strip(): that takes control characters for spaces.
    return not cell.strip(" \t\r\n\u00a0")


def _of_width(cells: list[str], width: int) -> list[str]:
    return cells[:width] + [""] * (width - len(cells))


def decode(data: bytes) -> str:
    """The text of a file, or a refusal of the whole file."""
    if len(data) > LARGEST_FILE:
        raise refused(Code.TOO_LARGE, megabytes=str(LARGEST_FILE // 1_000_000))
    if data.startswith(NO_TABLES):
        raise refused(Code.NO_TABLE)
    if data.startswith(ZIPPED):
        is_text = any(mark in data for mark in _DOCUMENTS)
        raise refused(Code.NO_TABLE if is_text else Code.WORKBOOK)
    if data.startswith(OLD_OFFICE):
        raise refused(Code.LOCKED_WORKBOOK if ENCRYPTED in data else Code.OLD_WORKBOOK)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decoded(data, "utf-16")
    else:
        text = _decoded_bytes(data)
    if "\0" in text:
        raise refused(Code.NUL_BYTES)
    return text


def _decoded_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(codecs.BOM_UTF8):
            raise _undecodable(data, error) from error
        if found := _UTF8_LETTERS.search(data):
            row = data[: min(error.start, found.start())].count(b"\n") + 1
            raise FileRefusedError([Problem(row, None, Code.MIXED_ENCODING)]) from error
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error) from error


def _undecodable(data: bytes, error: UnicodeDecodeError) -> FileRefusedError:
    row = data[: error.start].count(b"\n") + 1
    return FileRefusedError([Problem(row, None, Code.UNREADABLE)])


def refused(code: Code, **params: str) -> FileRefusedError:
    """The refusal of a file as a whole."""
    return FileRefusedError([Problem(None, None, code, params)])


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records with their numbers: a cell with line breaks is one row, an empty line counts."""
    delimiter, text = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        raise FileRefusedError([Problem(number + 1, None, Code.BROKEN_QUOTES)]) from error


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without a line "sep=;", which Excel does not show as a row."""
    first, _, rest = text.partition("\n")
    named = re.fullmatch(r'"?sep=([;,\t])"?\r?', first)
    if named:
        return named[1], rest
    header = _first_line(text.lstrip())
    return max(DELIMITERS, key=lambda delimiter: header[delimiter]), text


def _first_line(text: str) -> Counter[str]:
    """How often each character stands in the first line, outside of quotes."""
    counts: Counter[str] = Counter()
    quoted = False
    for character in text:
        if character == '"':
            quoted = not quoted
        elif not quoted:
            if character in "\r\n":
                break
            counts[character] += 1
    return counts


def row_problems(number: int, cells: list[str], header: list[str], suspicious: bool) -> Iterator[Problem]:
    """What is wrong with cells whatever they mean; ``suspicious``: there may be control characters."""
    if not all(map(is_blank, cells[len(header) :])):
        yield Problem(
            number, None, Code.TOO_MANY_CELLS, {"cells": str(len(cells)), "columns": str(len(header))}
        )
    yield from _too_long(number, header, cells)
    if not suspicious:
        return
    for column, cell in zip(header, cells, strict=False):
        if found := _NOT_ALLOWED.search(cell):
            yield Problem(number, column, Code.CONTROL_CHARACTER, {"code": f"U+{ord(found[0]):04X}"})


def _too_long(number: int, header: list[str], cells: list[str]) -> Iterator[Problem]:
    for column, cell in zip(header, cells, strict=False):
        if len(cell) > LONGEST_CELL:
            length = {"longest": str(LONGEST_CELL), "length": str(len(cell))}
            yield Problem(number, column or None, Code.TOO_LONG, length)
