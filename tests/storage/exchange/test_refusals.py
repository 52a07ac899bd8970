"""Every mistake in a file is named with row and column, all at once, in clear sentences."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import pytest
from sqlalchemy import select

from storage.exchange import Code, FileRefusedError, Problem, problem_text
from storage.exchange.columns import Kind
from storage.exchange.sentences import SENTENCES
from storage.exchange.sentences_of_formats import SENTENCES_OF_FORMATS
from storage.exchange.sentences_of_meetings import SENTENCES_OF_MEETINGS
from storage.models import Person, Project, Region, RegionArea
from storage.session import Store
from tests.storage.exchange.directories import csv_file, load, named, person, places, refused
from tests.storage.exchange.test_reading import REFUSED

Rows = list[dict[str, str]]
KIM = person("Kim", "Aslan", Kennung="kim")
AWAY = {"Abwesend von": "1.1.2027"}

# Rows of a file, and the one problem that they have: row, column, code.
MISTAKES: list[tuple[Rows, int, str | None, Code]] = [
    ([person(), {"Telefon": "030 23125 101"}], 3, None, Code.NO_NAME),
    ([person(Kennung="x" * 61)], 2, "Kennung", Code.TOO_LONG),
    ([person("x" * 201)], 2, "Vorname", Code.TOO_LONG),
    ([person(Organisation="x" * 201)], 2, "Organisation", Code.TOO_LONG),
    ([person(Sprechzeiten="x" * 201)], 2, "Sprechzeiten", Code.TOO_LONG),
    ([person(), person("Kim", Themen=f"Wohnen, {'x' * 201}")], 3, "Themen", Code.TOO_LONG),
    ([person(Telefon="030 2312x")], 2, "Telefon", Code.BAD_TELEPHONE),
    ([person(Mobil="030 23125 101|12")], 2, "Mobil", Code.BAD_TELEPHONE),
    ([person(Telefon="4,93023E+11")], 2, "Telefon", Code.SPOILT_TELEPHONE),
    ([person(Mail="a@b")], 2, "Mail", Code.BAD_MAIL),
    ([person(Mail="a@example.org, b@")], 2, "Mail", Code.BAD_MAIL),
    ([person(Dabei_seit="31.02.2026")], 2, "Dabei seit", Code.BAD_DATE),
    ([person(Bestätigt_am="gestern")], 2, "Bestätigt am", Code.BAD_DATE),
    ([person(Zuständig_ab="1/4/26")], 2, "Zuständig ab", Code.BAD_DATE),
    ([person(Abwesend_von="1.1.2027|bald")], 2, "Abwesend von", Code.BAD_DATE),
    ([person(Rolle="Chefin")], 2, "Rolle", Code.BAD_WORD),
    ([person(Rang="dritte")], 2, "Rang", Code.BAD_WORD),
    ([person(Telefon="030 23125 101", Telefon_sichtbar="niemand")], 2, "Telefon sichtbar", Code.BAD_WORD),
    ([person(**AWAY, Grund="Lust")], 2, "Grund", Code.BAD_WORD),
    ([person(**AWAY, Grund="krank")], 2, "Grund", Code.ILLNESS),
    ([person(Sprachen="Deutsch, Quatschisch")], 2, "Sprachen", Code.BAD_LANGUAGE),
    ([person(Zuständig_in_Sprachen="Quatschisch")], 2, "Zuständig in Sprachen", Code.BAD_LANGUAGE),
    (
        [person(Telefon="x|030 23125 101|030 23125 102", Telefon_sichtbar="Netzwerk|Netzwerk")],
        2, "Telefon", Code.BAD_TELEPHONE,
    ),
    (
        [person(Telefon="030 23125 100|030 23125 101|030 23125 102", Telefon_sichtbar="Netzwerk|Netzwerk")],
        2, "Telefon sichtbar", Code.COUNTS_DIFFER,
    ),
    ([person(**AWAY, Abwesend_bis="2.1.2027|3.1.2027")], 2, "Abwesend bis", Code.COUNTS_DIFFER),
    (
        [person(**{"Abwesend von": "1.1.2027|1.2.2027|1.3.2027"}, Abwesend_bis="2.1.2027|2.2.2027")],
        2, "Abwesend bis", Code.COUNTS_DIFFER,
    ),
    ([person(**AWAY, Grund="Urlaub|Urlaub")], 2, "Grund", Code.COUNTS_DIFFER),
    ([person(**AWAY, Abwesend_bis="31.12.2026")], 2, "Abwesend bis", Code.PERIOD),
    ([person(Zuständig_ab="2.1.2027", Zuständig_bis="1.1.2027")], 2, "Zuständig bis", Code.PERIOD),
    ([person(), KIM | AWAY, person("Jo") | {"Vertretung": "kim"}], 4, "Vertretung", Code.NO_ABSENCE),
    ([KIM | AWAY, person("Jo") | {"Abwesend bis": "1.1.2027"}], 3, "Abwesend bis", Code.NO_ABSENCE),
    ([person(Kennung="a"), person("Maria", Kennung="a")], 3, "Vorname", Code.ROWS_DISAGREE),
    ([KIM | {"Telefon": t} for t in ("030 23125 101", "030 23125 102")], 3, "Telefon", Code.ROWS_DISAGREE),
    ([KIM | {"Sprachen": t} for t in ("Deutsch", "", "Arabisch")], 4, "Sprachen", Code.ROWS_DISAGREE),
    ([{"Name": "A B", "ID": "1"}, {"Name": "A C", "ID": "1"}], 3, "Name", Code.ROWS_DISAGREE),
    ([person(Mail="i@example.org"), person("Kim", Mail="i@example.org")], 3, "Mail", Code.SHARED_MAIL),
    ([person(Mail="a@example.org"), person(Mail="b@example.org")], 3, "Mail", Code.SAME_NAME),
    ([person(Projekt="Zweites"), KIM, person(Region="Harz")], 4, None, Code.NAMESAKE),
    ([person(Mail="a@example.org"), person(Region="Harz")], 3, None, Code.NAMESAKE),
    ([person(Telefon="030 23125 101"), person(Telefon="030 23125 102")], 3, None, Code.NAMESAKE),
    ([person(Organisation="A"), person(Organisation="a")], 3, None, Code.NAMESAKE),
    ([person(Kennung="a"), person(Kennung="b"), person(Kennung="")], 4, None, Code.AMBIGUOUS_PERSON),
    ([person(**AWAY, Vertretung="niemand")], 2, "Vertretung", Code.UNKNOWN_DEPUTY),
    (
        [person(Kennung="a"), person(Kennung="b"), KIM | AWAY | {"Vertretung": "Mara Lindner"}],
        4, "Vertretung", Code.AMBIGUOUS_DEPUTY,
    ),
    ([person(**AWAY, Kennung="x", Vertretung="x")], 2, "Vertretung", Code.OWN_DEPUTY),
    ([person(Projekt="Jobbrüke Plus")], 2, "Projekt", Code.NEAR_NAME),
    ([person(Projekt="Neues Projekt"), KIM | {"Projekt": "Neues Projkt"}], 3, "Projekt", Code.NEAR_NAME),
    ([person(Projekt="Kurz")], 2, "Projekt", Code.AMBIGUOUS_NAME),
    ([person(Projekt="JB, Zweites")], 2, "Projekt", Code.SEVERAL_VALUES),
    ([person(Projekt="Neu|Neuer")], 2, "Projekt", Code.SEVERAL_VALUES),
    ([person(Region="Altmark")], 2, "Region", Code.UNKNOWN_REGION),
    ([person(Region="Stendal")], 2, "Region", Code.UNKNOWN_REGION),
    ([person(Heimatregion="Seehausen an der Knatter")], 2, "Heimatregion", Code.UNKNOWN_REGION),
    ([person(Koordiniert="Harz, Niemandsland")], 2, "Koordiniert", Code.UNKNOWN_REACH),
    ([person(Koordiniert="Harz", Gruppen="Harz")], 2, "Koordiniert", Code.AMBIGUOUS_NAME),
    ([person(Orte="Wernigerode, Atlantis")], 2, "Orte", Code.UNKNOWN_PLACE),
    ([person(Orte="99999")], 2, "Orte", Code.UNKNOWN_PLACE),
    ([person(Orte="Seehausen")], 2, "Orte", Code.AMBIGUOUS_PLACE),
    ([person(Orte="Gernrode")], 2, "Orte", Code.PART_OF_PLACE),
    ([named("Region", "", Farbe="rot")], 2, "Name", Code.NO_TITLE),
    ([named("Sache", "X")], 2, "Art", Code.BAD_WORD),
    ([named("", "X"), named("Thema", "Y")], 2, "Art", Code.BAD_WORD),
    ([named("Region", "Harz"), named("Region", "Harz")], 3, "Name", Code.DOUBLE_NAME),
    ([named("Projekt", "Drittes", Kurzformen="JB")], 2, "Kurzformen", Code.TAKEN_ALIAS),
    ([named("Projekt", "jb+")], 2, "Name", Code.TAKEN_ALIAS),
    ([named("Thema", n, Kurzformen=f) for n, f in ("Ax", "BX")], 2, "Kurzformen", Code.TAKEN_ALIAS),
    ([named("Thema", "Wohnen", Farbe="rot")], 2, "Farbe", Code.NOT_FOR_KIND),
    ([named("Projekt", "Drittes", Landkreise="Harz")], 2, "Landkreise", Code.NOT_FOR_KIND),
    ([named("Region", "Neu", Beschreibung="x")], 2, "Beschreibung", Code.NOT_FOR_KIND),
    ([named("Region", "Neu", Farbe="durchsichtig")], 2, "Farbe", Code.BAD_COLOUR),
    ([named("Region", "Neu", Landkreise="Wernigerode")], 2, "Landkreise", Code.UNKNOWN_PLACE),
    ([named("Region", "Neu", Gemeinden="Harz")], 2, "Gemeinden", Code.UNKNOWN_PLACE),
    ([named("Projekt", "Neu", Beschreibung="x" * 2001)], 2, "Beschreibung", Code.TOO_LONG),
    ([{"Vorname": "A", "Nachname": "B", "Spraachen": "de"}], 1, "Spraachen", Code.UNKNOWN_COLUMN),
    ([{"Vorname": "A", "Nachname": "B", "": "x"}], 1, None, Code.NAMELESS_COLUMN),
    ([{"Vorname": "A", "Telefon": ""}], 1, None, Code.MISSING_COLUMN),
    ([person(Telefon="", Phone="")], 1, "Phone", Code.DOUBLE_COLUMN),
    ([person(Grund="Urlaub")], 1, "Grund", Code.NEEDS_COLUMN),
]  # fmt: skip

ELSEWHERE = {
    *REFUSED, *SENTENCES_OF_FORMATS, Code.TOO_MANY_CELLS,
    Code.CONTROL_CHARACTER, Code.TOO_MANY_REMOVED, Code.MAIL_OF_ANOTHER,
}  # fmt: skip
"""Codes whose tests stand in test_reading, test_identity and, of workbooks and cards, test_card_refusals."""


@pytest.fixture(scope="module")
def dialect() -> str:
    """What is wrong with a file does not depend on the database."""
    return "sqlite"


@pytest.fixture
def filled(store: Store) -> Store:
    """A store that knows two projects and a region."""
    with store.write() as session:
        session.add_all([
            Project(name="Jobbrücke Plus", aliases=["JB+", "JB", "Kurz"]),
            Project(name="Zweites", aliases=["Kurz"]),
            Region(name="Harz", areas=[RegionArea(key="15085")]),
        ])  # fmt: skip
    return store


@pytest.mark.parametrize(("rows", "row", "column", "code"), MISTAKES)
def test_mistakes_are_named(filled: Store, rows: Rows, row: int, column: str | None, code: Code) -> None:
    """Each mistake is named once or more, always at its place, with a sentence in both languages."""
    problems = refused(filled, rows)
    assert places(problems)[0] == (row, column, code.value)
    assert {problem.code for problem in problems} == {code}
    for problem in problems:
        assert f"Zeile {problem.row}" in problem_text(problem)
        assert f"Row {problem.row}" in problem_text(problem, "en")
        assert (problem.column or "") in problem_text(problem)


def test_every_code_is_tested() -> None:
    """No kind of mistake is without a test."""
    of_meetings = set(SENTENCES_OF_MEETINGS)  # test_meetings_ics.py, test_meetings_import.py
    assert {code for _, _, _, code in MISTAKES} | ELSEWHERE | of_meetings == set(Code)


def test_all_mistakes_are_named_at_once(filled: Store) -> None:
    """A file with many mistakes is refused once, with all of them in the order of the rows."""
    rows = [
        person(Telefon="x", Sprachen="Quatschisch", Orte="Atlantis, Utopia", Spalte=""),
        KIM | {"Mail": "x", "Region": "Altmark", "Rang": "dritte"},
        KIM | {"Themen": "x" * 300, "Region": "Altmark"},
    ]
    assert places(refused(filled, rows)) == [
        (1, "Spalte", "unknown_column"),
        (2, "Sprachen", "bad_language"),
        (2, "Telefon", "bad_telephone"),
        (2, "Orte", "unknown_place"),
        (2, "Orte", "unknown_place"),
        (3, "Mail", "bad_mail"),
        (3, "Rang", "bad_word"),
        (3, "Region", "unknown_region"),
        (4, "Themen", "too_long"),
        (4, "Region", "unknown_region"),
    ]


def test_a_refused_file_changes_nothing(filled: Store) -> None:
    """One wrong cell among many right ones, and nobody is imported."""
    rows = [person("Vorname", f"Nachname {number}") for number in range(20)]
    with pytest.raises(FileRefusedError):
        load(filled, [*rows, person(Telefon="x")])
    with filled.read() as session:
        assert session.scalars(select(Person)).all() == []


def test_similar_names_with_other_numbers_are_different(filled: Store) -> None:
    """ "Fokusgruppe 3" is no misspelt "Fokusgruppe 2"."""
    assert refused(filled, [person(Gruppen="Fokusgruppe 2, Fokusgruppe 3", Projekt="Jobbrücke Plus 2")]) == []


def test_a_near_name_goes_through_the_names_file(filled: Store) -> None:
    """A name that is really new is added with the names file; then the people file takes it."""
    rows = [person(Projekt="Jobbrücke Plüs")]
    assert refused(filled, rows)[0].params["nearest"] == "Jobbrücke Plus"
    load(filled, [named("Projekt", "Jobbrücke Plüs")])
    assert refused(filled, rows) == []


def test_the_header_of_the_file_is_named(filled: Store) -> None:
    """Columns are called as in the file, not as in the export."""
    assert refused(filled, [{"First name": "A", "Surname": "B", "Cell phone": "x"}])[0].column == "Cell phone"


def fields_of(sentence: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(sentence) if name)


@pytest.mark.parametrize("code", Code)
def test_every_code_has_sentences(code: Code) -> None:
    """German and English say the same with the same parameters, and no sentence shows a placeholder."""
    german, english = SENTENCES[code]
    assert set(fields_of(german)) == set(fields_of(english))
    for language, sentence in (("de", german), ("en", english)):
        problem = Problem(None, None, code, dict.fromkeys(fields_of(sentence), "{x}"))
        assert problem_text(problem, language).count("{") == len(list(fields_of(sentence)))
        assert sentence.endswith((".", "?"))


def test_sentences_read_well() -> None:
    """A sentence names its place as a person would, and kinds in the language."""
    assert problem_text(Problem(5, "Telefon", Code.BAD_TELEPHONE, {"value": "12"})) == (
        "Zeile 5, Spalte „Telefon“: „12“ ist keine gültige Telefonnummer. "
        "Mehrere trennt ein senkrechter Strich (|)."
    )
    assert problem_text(Problem(1, "Sprachn", Code.UNKNOWN_COLUMN, {"nearest": "Sprachen"}), "en") == (
        "Row 1, column “Sprachn”: This column is unknown. Did you mean “Sprachen”?"
    )
    assert problem_text(Problem(2, "Farbe", Code.NOT_FOR_KIND, {"kind": Kind.TOPIC.value})) == (
        "Zeile 2, Spalte „Farbe“: Diese Angabe gibt es nicht für die Art „Thema“."
    )


def test_hostile_names_are_shown_as_they_are(filled: Store) -> None:
    """Braces and percent signs in a cell do no harm to the sentence about it."""
    problem = refused(filled, csv_file([person(Telefon="{row} %s {0}")]))[0]
    assert "„{row} %s {0}“" in problem_text(problem)
