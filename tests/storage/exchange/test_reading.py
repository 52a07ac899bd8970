"""From bytes to cells: whatever a spreadsheet wrote is read, anything else is refused as a whole."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange import Code, FileRefusedError, problem_text
from storage.exchange.problems import Problem
from storage.exchange.reading import LARGEST_FILE, guarded, read_table, unguarded

TEXT = "Vorname;Ort\r\nJürgen;Köthen – „Größe“\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_excel(encoding: str) -> None:
    """UTF-8 with and without BOM, Windows-1252 and UTF-16 with BOM say the same."""
    table = read_table(TEXT.encode(encoding))
    assert table.header == ["Vorname", "Ort"]
    assert [row.cells for row in table.rows] == [["Jürgen", "Köthen – „Größe“"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, newline: str) -> None:
    """Semicolons, commas and tabs are found out by the header, whatever ends the lines."""
    text = newline.join([f"A{delimiter}B", f'"x;y,z"{delimiter}2', ""])
    assert [row.cells for row in read_table(text.encode()).rows] == [["x;y,z", "2"]]


def test_the_header_decides_on_the_delimiter() -> None:
    """Commas and semicolons inside of quoted headers and of cells do not count."""
    table = read_table(b'"A, oder B, oder C";D\n1,2,3,4;5\n')
    assert table.header == ["A, oder B, oder C", "D"]
    assert table.rows[0].cells == ["1,2,3,4", "5"]


@pytest.mark.parametrize("line", ["sep=,", '"sep=,"'])
def test_line_that_names_the_delimiter(line: str) -> None:
    """Excel's own first line says the delimiter and is no row."""
    table = read_table(f"{line}\r\nA,B;C\r\n1,2\r\n".encode())
    assert table.header == ["A", "B;C"]
    assert table.rows[0].number == 2


def test_rows_are_numbered_like_in_a_spreadsheet() -> None:
    """A cell with line breaks is one row, an empty line counts, and rows without content are left out."""
    table = read_table(b'A;B\r\n"1\r\nx\ny";2\r\n\r\n;;\r\n3;4\r\n')
    assert [(row.number, row.cells) for row in table.rows] == [(2, ["1\r\nx\ny", "2"]), (5, ["3", "4"])]


def test_short_rows_are_filled_up() -> None:
    """Cells that are missing at the end of a row are empty."""
    assert read_table(b"A;B;C\n1\n").rows[0].cells == ["1", "", ""]


def test_cells_beyond_the_last_column_are_named() -> None:
    """An unquoted delimiter in a text shows as too many cells; empty ones do no harm."""
    problems = read_table(b"A;B\n1;2;3\n1;2;;\n").problems
    assert [(problem.row, problem.code) for problem in problems] == [(2, Code.TOO_MANY_CELLS)]


def test_control_characters_are_named() -> None:
    """Every invisible control character is refused at its place, tabs and line breaks are not."""
    problems = read_table('A;B\nx\x07;y\n\x1f;\x85\n"a\tb";"c\nd"\n'.encode()).problems
    assert [(p.row, p.column, p.params["code"]) for p in problems] == [
        (2, "A", "U+0007"),
        (3, "A", "U+001F"),
        (3, "B", "U+0085"),
    ]


REFUSED = {
    Code.EMPTY_FILE: [b"", b"\r\n\r\n", b";;\n", "\ufeff".encode()],
    Code.NO_ROWS: [b"Vorname;Nachname\r\n", b"Vorname;Nachname\r\n;;\r\n"],
    Code.NUL_BYTES: [b"A;B\n1;\x002\n", TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be")],
    Code.NO_TABLE: [
        b"%PDF-1.7\n%\xe2\xe3\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
        b"\x89PNG\r\n\x1a\n\x00",
        b"GIF89a\x01",
        b"PK\x03\x04\x14\x00\x06\x00\x08word/document.xml",
    ],
    Code.WORKBOOK: [b"PK\x03\x04\x14\x00\x06\x00"],
    Code.OLD_WORKBOOK: [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
    Code.LOCKED_WORKBOOK: [b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")],
    Code.UNREADABLE: [b"A;B\n1;\x81\n", b"\xef\xbb\xbfA;B\n1;\xff\n", b"\xff\xfeA\x00\n\x00\x00\xd8A"],
    Code.MIXED_ENCODING: ["A;B\nJürgen;2\n".encode() + "Köthen;3\n".encode("cp1252")],
    Code.BROKEN_QUOTES: [b'A;B\n1;"2\n3;4\n', b'A;B\n"1"x;2\n'],
    Code.TOO_LARGE: [b"A;B\n" + b"1;2\n" * (LARGEST_FILE // 4)],
}


@pytest.mark.parametrize(("code", "data"), [(code, data) for code, many in REFUSED.items() for data in many])
def test_what_is_no_table_is_refused(code: Code, data: bytes) -> None:
    """What cannot be read as rows is refused at once, with a sentence that says what to do."""
    with pytest.raises(FileRefusedError) as refusal:
        read_table(data)
    assert [problem.code for problem in refusal.value.problems] == [code]
    assert problem_text(refusal.value.problems[0])


def test_unreadable_rows_are_named() -> None:
    """Where reading fails, the row is named as far as it is known."""
    for data, row in ((REFUSED[Code.MIXED_ENCODING][0], 2), (b'A\n1\n"2" x\n', 3), (b"A\n1\n\x81\n", 3)):
        with pytest.raises(FileRefusedError) as refusal:
            read_table(data)
        assert refusal.value.problems[0].row == row


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No file whatsoever raises anything but a refusal."""
    with suppress(FileRefusedError):
        table = read_table(data)
        assert all(len(row.cells) == len(table.header) for row in table.rows)


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "'=1", "''-x"])
def test_formulas_are_guarded(text: str) -> None:
    """What a spreadsheet would calculate gets an apostrophe, and so does what has one already."""
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Mara", "'s-Hertogenbosch", "'", "a=b", "3-4", "–", ""])
def test_other_texts_are_left_alone(text: str) -> None:
    """An apostrophe that guards nothing belongs to the text."""
    assert guarded(text) == unguarded(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=30).map(str.strip), min_size=1))
def test_any_texts_survive_a_spreadsheet_file(texts: list[str]) -> None:
    """Guarded, written as CSV, read and unguarded again, every text is what it was."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([f"H{number}" for number in range(len(texts) + 1)])
    writer.writerow(["x", *map(guarded, texts)])
    cells = read_table(out.getvalue().encode("utf-8-sig")).rows[0].cells
    assert cells[1:] == texts
    assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in map(guarded, texts))


def test_a_huge_cell_is_named() -> None:
    """A cell of a megabyte is too long, with its place and length, and no mistake of quotation marks."""
    table = read_table(f'Vorname;Nachname\nMara;"{"x" * 1_000_000}"\nKim;Aslan\n'.encode())
    (problem,) = table.problems
    assert (problem.row, problem.column, problem.code) == (2, "Nachname", Code.TOO_LONG)
    assert problem_text(problem) == (
        "Zeile 2, Spalte „Nachname“: Der Text hat 1000000 Zeichen, erlaubt sind 20000."
    )
    assert [row.cells for row in table.rows] == [["Mara", ""], ["Kim", "Aslan"]]


def test_a_huge_header_is_refused() -> None:
    """A text where the header should be is told as what it is, without repeating it."""
    with pytest.raises(FileRefusedError) as refusal:
        read_table(f"{'x' * 200_000};B\n1;2\n".encode())
    assert [problem_text(p, "en") for p in refusal.value.problems] == [
        "Row 1: The text has 200000 characters, 20000 are allowed."
    ]


def test_a_quotation_mark_before_a_huge_rest_is_still_one() -> None:
    """One that is never closed swallows all that follows; that is told as what it is."""
    with pytest.raises(FileRefusedError) as refusal:
        read_table(b'A;B\n1;"2\n' + b"3;4\n" * 100_000)
    assert [problem.code for problem in refusal.value.problems] == [Code.BROKEN_QUOTES]


def test_long_values_are_shortened_in_sentences() -> None:
    """What somebody pasted into a cell does not fill the screen."""
    said = problem_text(Problem(2, "y" * 5_000, Code.BAD_MAIL, {"value": "x" * 15_000}))
    assert len(said) < 700
    assert "xxx …“ ist keine E-Mail-Adresse." in said
