"""Workbooks that are refused: each with sentences that name sheet, row and column, and nothing changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange import Code, FileRefusedError, problem_text
from storage.exchange.reading import LARGEST_FILE
from storage.exchange.workbook_reading import read_workbook
from storage.session import Store
from tests.storage.exchange.directories import exported
from tests.storage.exchange.workbooks import book_of, changed, problems_of, said, saved, xlsx

PEOPLE = [["Vorname", "Nachname", "Telefon", "Themen"], ["Mara", "Lindner", "030 23125 101", "Recht"]]
SHEET = "xl/worksheets/sheet1.xml"


def with_cell(value: Any, column: int = 2) -> bytes:
    """A workbook with one person, and this in one of their cells (the telephone)."""
    cells = list(PEOPLE[1])
    cells[column] = value
    return xlsx({"Personen": [PEOPLE[0], cells]})


CELLS: dict[str, tuple[bytes, str]] = {
    "formula": (with_cell("=A1"), "Formel ohne gespeicherten Wert"),
    "error": (with_cell("#REF!"), "Fehlerwert #REF!"),
    "number that could be two": (with_cell(43155555555), "„43155555555“ als Zahl"),
    "number without a number": (with_cell(49), "„49“ als Zahl"),
    "too many digits": (with_cell(4.9302312510112345e17), "als Zahl (4.930231251011235e+17)"),
    "shown as a power": (with_cell("4,93E+11"), "in „4,93E+11“ verwandelt"),
    "text": (with_cell("bla"), "„bla“ ist keine gültige Telefonnummer"),
    "control character": (
        changed(with_cell("030 23125"), SHEET, "030 23125", "030_x0007_23125"),
        "U+0007",
    ),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_cell_is_named(case: str, store: Store) -> None:
    """What cannot be read is named by sheet, row and column."""
    data, sentence = CELLS[case]
    texts = said(store, data)
    assert all(text.startswith("Blatt „Personen“, Zeile 2, Spalte „Telefon“: ") for text in texts)
    assert sentence in texts[0]


def test_every_problem_is_named_at_once(store: Store) -> None:
    """Both sheets are looked at; places in English, too."""
    data = xlsx({
        "Leute": [*PEOPLE, ["Jan", None, None, date(2026, 5, 1)], [None, None, None, None, "x"]],
        "Namen": [["Art", "Name", "Farbe"], ["Region", "Harz", "karo"]],
    })  # fmt: skip
    texts = [problem_text(problem, "en") for problem in problems_of(store, data)]
    assert [text.partition(" is no colour")[0].partition(" (01.05.2026)")[0] for text in texts] == [
        "Sheet “Leute”, Row 1: Column number 5 has content but no header.",
        "Sheet “Leute”, Row 3, column “Themen”: Excel has turned this into a date",
        "Sheet “Namen”, Row 2, column “Farbe”: “karo”",
    ]


def test_the_header_is_where_the_table_begins(store: Store) -> None:
    """Rows above the table and unknown headers are named with the row in which they stand."""
    texts = said(store, xlsx([[], [], ["Vorname", "Nachname", "Tellefon"], ["Mara", "Lindner", "1"]]))
    assert len(texts) == 1
    assert texts[0].startswith("Blatt „Tabelle1“, Zeile 3, Spalte „Tellefon“: Diese Spalte ist unbekannt.")


def test_merged_cells(store: Store) -> None:
    """Merged cells of the table are refused: nobody knows whom the others would mean. Outside they may be."""
    book = book_of({"Personen": [*PEOPLE, ["Jan", "Voß"]]})
    book["Personen"].merge_cells("F1:G9")
    assert said(store, saved(book)) == []
    book["Personen"].merge_cells("D2:D3")
    (text,) = said(store, saved(book))
    assert text.startswith("Blatt „Personen“, Zeile 2: Die Zellen D2:D3 sind verbunden.")


def _zip(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def _locked() -> bytes:
    data = bytearray(xlsx(PEOPLE))
    for sign, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def _entities() -> bytes:
    """A text of 30 to the power of seven letters."""
    entities = "".join(f"<!ENTITY {b} '{f'&{a};' * 30}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    doctype = f"<!DOCTYPE worksheet [<!ENTITY a 'a'>{entities}]>"
    data = changed(xlsx(PEOPLE), SHEET, "<worksheet", f"{doctype}<worksheet")
    return changed(data, SHEET, "Lindner", "&h;")


WHOLE: dict[str, tuple[Callable[[], bytes], Code]] = {
    "nothing": (lambda: b"", Code.NO_WORKBOOK),
    "csv": (lambda: b"Vorname;Nachname\nMara;Lindner\n", Code.NO_WORKBOOK),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Code.OLD_WORKBOOK),
    "encrypted": (
        lambda: b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        Code.LOCKED_WORKBOOK,
    ),
    "encrypted archive": (_locked, Code.LOCKED_WORKBOOK),
    "another archive": (lambda: _zip(a=b"b"), Code.NO_WORKBOOK),
    "cut off": (lambda: xlsx(PEOPLE)[:-300], Code.NO_WORKBOOK),
    "broken sheet": (lambda: changed(xlsx(PEOPLE), SHEET, "</row>", "<row>"), Code.NO_WORKBOOK),
    "bomb": (lambda: _zip(**{"xl__worksheets__sheet1.xml": bytes(LARGEST_FILE + 1)}), Code.SWOLLEN_WORKBOOK),
    "entities": (_entities, Code.NO_WORKBOOK),
    "large": (lambda: b"PK\x03\x04" + bytes(LARGEST_FILE), Code.TOO_LARGE),
    "empty": (lambda: xlsx([]), Code.EMPTY_FILE),
    "headers only": (lambda: xlsx(PEOPLE[:1]), Code.NO_ROWS),
    "none of ours": (lambda: xlsx({"A": [["Bild"], ["1"]], "B": [["Ton"], ["2"]]}), Code.NO_SHEET),
    "two of a kind": (lambda: xlsx({"Personen": PEOPLE, "Kopie": PEOPLE}), Code.SAME_SHEETS),
}


@pytest.mark.parametrize("case", WHOLE)
def test_the_whole_is_refused(case: str, store: Store) -> None:
    """What is no workbook to read has one sentence, and nothing is in the store."""
    make, code = WHOLE[case]
    (problem,) = problems_of(store, make())
    assert problem.code is code
    assert problem_text(problem)
    assert len(exported(store).splitlines()) == 1


def test_too_many_rows(store: Store) -> None:
    """A sheet that goes on for ever is given up."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(3, 100_100))
    data = changed(xlsx(PEOPLE), SHEET, "</sheetData>", f"{rows}</sheetData>")
    assert [problem.code for problem in problems_of(store, data)] == [Code.TOO_MANY_ROWS]


def test_a_cell_at_the_far_end_costs_nothing(store: Store) -> None:
    """A row of a million columns is no million cells."""
    cell = '<c r="XFD3" t="inlineStr"><is><t>x</t></is></c>'
    rows = "".join(f'<row r="{n}">{cell.replace("3", str(n))}</row>' for n in range(3, 4000))
    data = changed(xlsx(PEOPLE), SHEET, "</sheetData>", f"{rows}</sheetData>")
    assert [problem.params for problem in problems_of(store, data)] == [{"number": "16384"}]


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    """No file whatsoever raises anything but a refusal."""
    for content in (data, b"PK\x03\x04" + data):
        with pytest.raises(FileRefusedError):
            read_workbook(content, "DE")


@given(position=st.integers(0, 100_000), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_read_or_refused(position: int, byte: int) -> None:
    """Whichever byte is wrong, the workbook is read or refused."""
    data = bytearray(DAMAGED)
    data[position % len(data)] = byte
    with suppress(FileRefusedError):
        read_workbook(bytes(data), "DE")


DAMAGED = xlsx(PEOPLE)
