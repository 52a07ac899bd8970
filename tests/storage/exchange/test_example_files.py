"""The example files of the documentation do what it says."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import select

from storage.exchange.columns import NAMES_HEADERS, PEOPLE_HEADERS, Column
from storage.models import Person, Region
from storage.services.people import telephone
from storage.session import Store
from tests.storage.exchange.directories import exported, exported_names, load, planned, rows_of

DOCS = Path(__file__).parents[3] / "docs"
REGIONS = (DOCS / "beispiel-regionen.csv").read_bytes()
PEOPLE = (DOCS / "beispiel-verzeichnis.csv").read_bytes()
GUIDE = (DOCS / "verzeichnis-dateien.md").read_text(encoding="utf-8")


def test_examples_import_into_an_empty_store(store: Store) -> None:
    """First the regions, then the people, as the guide says; a second time nothing changes."""
    load(store, REGIONS)
    load(store, PEOPLE)
    assert planned(store, REGIONS).is_empty
    assert planned(store, PEOPLE).is_empty
    assert planned(store, exported(store)).is_empty
    assert planned(store, exported_names(store)).is_empty
    with store.read() as session:
        assert len(session.scalars(select(Person)).all()) == 4
        assert len(session.scalars(select(Region)).all()) == 4


def test_examples_are_what_excel_writes() -> None:
    """UTF-8 with BOM, semicolons and CRLF; every column of the export in its order."""
    for data in (REGIONS, PEOPLE):
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\r\n") == data.count(b"\n")
    headers = [names[0] for column, names in PEOPLE_HEADERS.items() if column is not Column.FULL_NAME]
    assert list(rows_of(PEOPLE)[0]) == headers


def test_the_example_uses_every_column() -> None:
    """Somebody in the example fills each column."""
    rows = rows_of(PEOPLE)
    assert [column for column in rows[0] if not any(row[column] for row in rows)] == []


def test_the_example_names_nobody() -> None:
    """Only numbers for fiction and addresses at example.org."""
    text = PEOPLE.decode("utf-8-sig")
    assert set(re.findall(r"@([\w.-]+)", text)) == {"example.org"}
    numbers = [
        number
        for row in rows_of(PEOPLE)
        for cell in (row["Telefon"], row["Mobil"])
        for number in cell.split("|")
    ]
    fiction = re.compile(r"\+49(?:3023125|6990009|4066969|2214710|8999998)\d{3}")
    assert all(fiction.fullmatch(telephone(number)) for number in numbers if number)


def test_the_guide_names_every_column() -> None:
    """Each header stands in the guide, German and English."""
    missing = [
        name
        for column, names in (*PEOPLE_HEADERS.items(), *NAMES_HEADERS.items())
        if column is not Column.FULL_NAME
        for name in names[:2]
        if name not in GUIDE
    ]
    assert missing == []
