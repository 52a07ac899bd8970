"""Workbooks: what the export writes, and that it changes nothing when it is read again."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.exchange.workbook_cells import unescaped
from storage.models import Base
from storage.session import Store
from tests.storage.exchange.directories import (
    changes,
    csv_file,
    exported,
    exported_names,
    labels,
    load,
    named,
    person,
)
from tests.storage.exchange.test_round_trip import add, directories
from tests.storage.exchange.workbooks import book_of, changed, opened, plan_of, saved, take, written, xlsx

HEADER = ("Kennung", "Vorname", "Nachname", "Telefon", "Dabei seit", "Projekt")


def test_people_and_names_are_sheets(store: Store) -> None:
    """One workbook with both tables, headers bold and frozen, columns as wide as their content."""
    load(store, [person(Projekt="Jobbrücke Plus", Organisation="Beratungsstelle am Alten Markt")])
    book = opened(written(store))
    assert book.sheetnames == ["Personen", "Namen"]
    people = book["Personen"]
    assert people.freeze_panes == "A2"
    assert all(cell.font.b for cell in people[1])
    assert not people["B2"].font.b
    organisation = next(cell for cell in people[1] if cell.value == "Organisation")
    assert people.column_dimensions[organisation.column_letter].width > 30
    assert [cell.value for cell in people[1]][:3] == ["Kennung", "Vorname", "Nachname"]


def test_texts_are_texts_and_days_are_days(store: Store) -> None:
    """A number keeps its plus, a formula is shown and not calculated, a day can be sorted by."""
    load(store, [person("=1+1", "-Voß", Telefon="030 23125 101", Dabei_seit="1.2.2026", Kennung="007")])
    sheet = opened(written(store))["Personen"]
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    for header, value in {"Vorname": "=1+1", "Nachname": "-Voß", "Telefon": "+49 30 23125101",
                          "Kennung": "007"}.items():  # fmt: skip
        assert (cells[header].value, cells[header].data_type) == (value, "s")
        assert cells[header].number_format == "@"
    assert cells["Dabei seit"].value == datetime(2026, 2, 1)  # noqa: DTZ001 - a day has no zone
    assert cells["Dabei seit"].is_date


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=directories())
def test_any_directory_comes_back(rows: list[object]) -> None:
    """Whatever texts, lists and days a directory holds, the workbook changes nothing."""
    store = Store.open("sqlite://")
    Base.metadata.create_all(store.engine)
    try:
        with store.write() as session:
            add(session, rows)
        data = written(store)
        assert plan_of(store, data).is_empty
        assert all(
            cell.data_type != "f" for sheet in opened(data) for row in sheet.iter_rows() for cell in row
        )
    finally:
        store.close()


def test_a_directory_moves_to_another_store(store: Store) -> None:
    """One workbook fills an empty store with the same directory: names first, then who uses them."""
    load(store, [named("Region", "Mitte", Landkreise="Harz, LK Stendal", Kurzformen="M")])
    load(store, [person(Region="Mitte", Koordiniert="Mitte", Gruppen="=G", Projekt="_x0041_")])
    other = Store.open("sqlite://")
    Base.metadata.create_all(other.engine)
    try:
        take(other, written(store))
        assert exported(other) == exported(store)
        assert exported_names(other) == exported_names(store)
    finally:
        other.close()


def test_a_name_is_changed_and_used_in_one_workbook(store: Store) -> None:
    """People may use a new region and a new name of a project that the other sheet brings."""
    load(store, [person(Kennung="m", Projekt="JB"), person("Jan", "Voß", Kennung="j", Gruppen="G")])
    names = [["Art", "Name", "Kurzformen", "Landkreise"], ["Projekt", "Jobbrücke", "JB", None],
             ["Region", "Westen", None, "Harz"]]  # fmt: skip
    people = [
        ["Kennung", "Vorname", "Nachname", "Projekt", "Region"],
        ["m", "Mara", "Lindner", "Jobbrücke", "Westen"],
        ["j", "Jan", "Voß", None, None],
    ]
    data = xlsx({"Personen": people, "Namen": names})
    plan = take(store, data)
    assert labels(plan) == ({"Westen"}, {"JB", "Mara Lindner"}, set())
    assert changes(plan)["JB"] == [("Name", "JB", "Jobbrücke"), ("Kurzformen", "", "JB")]
    assert plan_of(store, data).is_empty
    assert "Jobbrücke;Westen" in exported(store).decode()


def test_what_excel_made_of_texts_is_undone(store: Store) -> None:
    """Numbers for telephones, keys and identifiers; days as days or texts; headers in any case."""
    rows = [
        ["KENNUNG ", "vorname", "Nachname", "Telefon", "Dabei seit", "Orte", "Zuständig ab"],
        [7.0, "Mara", "Lindner", 3023125101, date(2026, 2, 1), 15085, "1.3.2026"],
        [8, "Jan ", "Voß", 4.93023125102e11, datetime(2026, 2, 1, 8, 30), 9162, None],  # noqa: DTZ001
    ]
    take(store, xlsx(rows))
    text = exported(store).decode()
    assert "7;Mara;Lindner" in text
    assert "8;Jan;Voß" in text
    assert text.count("01.02.2026") == 2
    assert "'+49 30 23125101" in text
    assert "'+49 30 23125102" in text
    assert "München" in text


def test_empty_rows_and_columns_do_not_count(store: Store) -> None:
    """Formatted cells without content, rows of blanks, a stray format far away."""
    book = book_of([["Vorname", "Nachname", None, ""], [None, " "], ["Mara", "Lindner", "", "  "], [""]])
    sheet = book.active
    sheet["XFD5"].number_format = "@"
    sheet["A9000"].number_format = "@"
    assert labels(take(store, saved(book))) == ({"Mara Lindner"}, set(), set())


def test_other_and_hidden_sheets_are_left_alone_and_named(store: Store) -> None:
    """Notes and hidden tables are not read, and the plan says so."""
    book = book_of({
        "Notizen": [["Bitte bis Freitag prüfen"]],
        "Personen": [["Vorname", "Nachname"], ["Mara", "Lindner"]],
        "Alt": [["Vorname", "Nachname"], ["Jan", "Voß"]],
        "Leer": [],
    })  # fmt: skip
    book["Alt"].sheet_state = "hidden"
    plan = plan_of(store, saved(book))
    assert labels(plan) == ({"Mara Lindner"}, set(), set())
    assert plan.unread == ("Notizen", "Alt")


def test_a_formula_counts_as_what_it_shows(store: Store) -> None:
    """The stored value of a formula is read."""
    data = xlsx([["Vorname", "Nachname"], ["Mara", '="Lind"&"ner"']])
    shown = changed(data, "xl/worksheets/sheet1.xml", '<c r="B2"><f>"Lind"&amp;"ner"</f><v /></c>',
                    '<c r="B2" t="str"><f>"Lind"&amp;"ner"</f><v>Lindner</v></c>')  # fmt: skip
    assert labels(plan_of(store, shown))[0] == {"Mara Lindner"}


def test_the_same_table_says_the_same_as_csv(store: Store) -> None:
    """A workbook and a CSV file with the same texts are the same to the import."""
    row = person(Telefon="'+49 30 23125101|030 23125102", Themen="A\\, b|C", Gruppen="'=G", Rang="Vertretung")
    load(store, csv_file([row]))
    assert plan_of(store, xlsx([list(row), list(row.values())])).is_empty


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_only_what_stands_for_a_character_is_taken_for_it(text: str) -> None:
    """What Excel writes for characters that XML does not have; everything else stays."""
    assert unescaped(text) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert unescaped("_x0041__x005F_x0042__xZZZZ_") == "A_x0042__xZZZZ_"
    assert unescaped("_xD83D__xDE00_") == "😀"
