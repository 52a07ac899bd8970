"""Headers are recognised in any spelling; what is wrong with them is named."""

from __future__ import annotations

import pytest

from storage.exchange import Code
from storage.exchange.columns import NAMES_HEADERS, PEOPLE_HEADERS, Column, Kind, header_of
from storage.exchange.layout import Layout, ambiguous_headers, layout_of

NAMES = ["Vorname", "Nachname"]


def layout(*header: str) -> Layout:
    return layout_of(list(header), [["x"] * len(header)])


def codes(found: Layout) -> list[tuple[str | None, Code]]:
    return [(problem.column, problem.code) for problem in found.problems]


def test_no_header_means_two_columns() -> None:
    """Every spelling of every header leads to one column."""
    assert ambiguous_headers() == []


@pytest.mark.parametrize("column", PEOPLE_HEADERS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_headers_of_both_languages(column: Column, language: str) -> None:
    """The German and the English header of each column of people are understood."""
    assert column in layout_of([header_of(column, language)], [])


@pytest.mark.parametrize("column", NAMES_HEADERS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_headers_of_names_in_both_languages(column: Column, language: str) -> None:
    """The German and the English header of each column of names are understood."""
    found = layout_of([header_of(Column.CATEGORY), header_of(Column.COLOUR), header_of(column, language)], [])
    assert column in found


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("E-MAIL", Column.EMAIL),
        ("email", Column.EMAIL),
        ("E Mail", Column.EMAIL),
        ("Bestätigt am", Column.CONFIRMED_ON),
        ("Besta\u0308tigt am", Column.CONFIRMED_ON),
        ("bestaetigt_am", Column.CONFIRMED_ON),
        ("BESTATIGT AM", Column.CONFIRMED_ON),
        ("Zustandig ab", Column.STARTS_ON),
        ("Vertreter:in", Column.AWAY_DEPUTY),
        ("Vertreter*in", Column.AWAY_DEPUTY),
        ("VertreterIn", Column.AWAY_DEPUTY),
        ("Vertreter(in)", Column.AWAY_DEPUTY),
        ("Vertreter/-in", Column.AWAY_DEPUTY),
        ("Tel.", Column.PHONE),
    ],
)
def test_spellings_of_headers(header: str, column: Column) -> None:
    """Case, umlauts, hyphens, spaces and gender signs do not count."""
    found = layout(*NAMES, "Abwesend von", header)
    assert found.index[column] == 3
    assert found.problems == []


def test_unknown_header_gets_a_proposal() -> None:
    """A misspelt header is refused with the one that is meant, nonsense without."""
    found = layout(*NAMES, "Sprachn", "Qwxyz")
    assert codes(found) == [("Sprachn", Code.UNKNOWN_COLUMN), ("Qwxyz", Code.UNKNOWN_COLUMN)]
    assert [problem.params["nearest"] for problem in found.problems] == ["Sprachen", ""]


def test_double_headers_are_refused() -> None:
    """Two headers of one column are refused, and named both."""
    found = layout(*NAMES, "Telefon", "Phone")
    assert codes(found) == [("Phone", Code.DOUBLE_COLUMN)]
    assert found.problems[0].params == {"other": "Telefon"}


def test_columns_without_header_must_be_empty() -> None:
    """A column without header is left out if it is empty, else refused."""
    assert layout_of([*NAMES, ""], [["A", "B", ""]]).problems == []
    assert codes(layout_of([*NAMES, ""], [["A", "B", "C"]])) == [(None, Code.NAMELESS_COLUMN)]


@pytest.mark.parametrize("missing", ["Vorname", "Nachname"])
def test_names_are_needed(missing: str) -> None:
    """Without names it is no list of people."""
    found = layout(*(name for name in NAMES if name != missing), "Telefon")
    assert [(p.code, p.params) for p in found.problems] == [(Code.MISSING_COLUMN, {"column": missing})]


def test_no_names_at_all() -> None:
    """Every column that is missing is named."""
    assert [p.params["column"] for p in layout("Telefon").problems] == NAMES


def test_a_column_of_whole_names_is_enough() -> None:
    """One column "Name" does instead of two."""
    assert layout("Name", "Telefon").problems == []
    assert Column.FULL_NAME in layout("Name", "Telefon")


def test_name_beside_given_name_is_the_family_name() -> None:
    """Most German lists say "Vorname" and "Name"."""
    found = layout("Name", "Vorname", "Telefon")
    assert found.index[Column.FAMILY_NAME] == 0
    assert found.problems == []


def test_whole_names_beside_both_are_refused() -> None:
    """Names that stand there twice could contradict each other."""
    assert codes(layout("Name", *NAMES)) == [("Name", Code.DOUBLE_COLUMN)]


def test_columns_that_need_others() -> None:
    """Who may see a number says nothing without it, nor does the end of an absence without its start."""
    found = layout(*NAMES, "Mobil sichtbar", "Abwesend bis", "Grund", "Vertretung")
    assert {(p.column, p.params["column"]) for p in found.problems} == {
        ("Mobil sichtbar", "Mobil"),
        ("Abwesend bis", "Abwesend von"),
        ("Grund", "Abwesend von"),
        ("Vertretung", "Abwesend von"),
    }


@pytest.mark.parametrize(
    ("header", "is_people", "kind"),
    [
        (("Region", "Kurzformen", "Farbe", "Landkreise", "Gemeinden"), False, Kind.REGION),
        (("Projekt", "Kurzform", "Beschreibung"), False, Kind.PROJECT),
        (("Thema", "Kurzformen"), False, Kind.TOPIC),
        (("Art", "Name"), False, None),
        (("Kind", "Title", "Short forms"), False, None),
        (("Name", "Projekt", "Region", "Thema"), True, None),
        (("Vorname", "Nachname", "Region", "Gemeinden"), True, None),
    ],
)
def test_the_kind_of_file_is_recognised(header: tuple[str, ...], is_people: bool, kind: Kind | None) -> None:
    """The headers tell people from names, and of which kind these are."""
    found = layout(*header)
    assert (found.is_people, found.kind, found.problems) == (is_people, kind, [])


def test_names_need_their_kind() -> None:
    """A file of names says of what."""
    assert [p.params["column"] for p in layout("Name", "Kurzformen").problems] == ["Art"]
