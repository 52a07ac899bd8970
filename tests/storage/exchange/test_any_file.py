"""Any file whatever is refused or taken; one that is taken changes nothing a second time."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.exchange import FileRefusedError, apply_plan, problem_text, read_plan
from storage.exchange.columns import NAMES_HEADERS, PEOPLE_HEADERS, Column
from storage.models import Base
from storage.session import Store
from tests.storage.exchange.directories import TODAY, csv_file

ANYTHING = [
    "", "a", "Mara Lindner", "Lindner, Mara", "Harz", "LK Stendal", "15085", "Deutsch, Arabisch", "1.1.2027",
    "|", "030 23125 101|030 23125 102", "m@example.org", "Netzwerk|Koordination", "Vertretung", "Thema", "=1",
    "'", "krank", "a, b", "a|b", "a\\, b",
]  # fmt: skip
FITTING: dict[Column, list[str]] = {
    Column.KEY: ["", "k1", "k2"],
    Column.ROLE: ["", "Mitglied", "Koordination"],
    Column.COORDINATES: ["", "Harz", "Region: Harz, Gruppe: a", "Gruppe: =1"],
    Column.HOME_REGION: ["", "Harz", "Magdeburg", "harz"],
    Column.REGION: ["", "Harz", "Halle", "LK Stendal"],
    Column.LANGUAGES: ["", "Deutsch, Arabisch", "de|ar"],
    Column.IN_LANGUAGES: ["", "Arabisch"],
    Column.PHONE: ["", "030 23125 101", "030 23125 101|030 23125 102"],
    Column.PHONE_SEEN_BY: ["", "Netzwerk", "nie in Gruppen", "Netzwerk|Koordination"],
    Column.MOBILE: ["", "+49 30 23125103"],
    Column.EMAIL: ["", "m@example.org", "M@example.org, b@example.org"],
    Column.SINCE: ["", "1.1.2027"],
    Column.CONFIRMED_ON: ["", "2026-12-31"],
    Column.AWAY_FROM: ["", "1.1.2027", "31.12.2026|1.2.27"],
    Column.AWAY_UNTIL: ["", "", "5.1.2027", "|3.2.2027"],
    Column.AWAY_REASON: ["", "Urlaub", "abwesend"],
    Column.AWAY_DEPUTY: ["", "", "k1", "b@example.org", "Mara Lindner"],
    Column.PLACES: ["", "Wernigerode, LK Stendal", "15085"],
    Column.RANK: ["", "erste", "Vertretung"],
    Column.STARTS_ON: ["", "1.1.2027"],
    Column.ENDS_ON: ["", "31.12.2027"],
    Column.CATEGORY: ["Region", "Projekt", "Thema", "Gruppe"],
    Column.COLOUR: ["", "rot", "#1f77b4"],
    Column.DISTRICTS: ["", "Harz", "15085, LK Stendal"],
    Column.MUNICIPALITIES: ["", "Wernigerode"],
}
NAMES_OF_THINGS = ["", "Mara", "Lindner", "a", "A ", "=1", "b, c", "a\\, b|c"]
ODD = st.sampled_from(ANYTHING) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def cells(column: Column) -> st.SearchStrategy:
    """Mostly what fits a column, now and then anything."""
    fitting = st.sampled_from(FITTING.get(column, NAMES_OF_THINGS))
    return st.integers(0, 19).flatmap(lambda chance: ODD if chance == 0 else fitting)


@st.composite
def files_of(draw: st.DrawFn, headers: dict[Column, tuple[str, ...]], needed: tuple[Column, ...]) -> bytes:
    """A file with the needed columns and some others."""
    others = [column for column in headers if column not in (*needed, Column.FULL_NAME)]
    columns = [*needed, *draw(st.lists(st.sampled_from(others), max_size=7, unique=True))]
    row = st.fixed_dictionaries({headers[column][0]: cells(column) for column in columns})
    return csv_file(draw(st.lists(row, min_size=1, max_size=5)))


PEOPLE = files_of(PEOPLE_HEADERS, (Column.GIVEN_NAME, Column.FAMILY_NAME))
NAMES = files_of(NAMES_HEADERS, (Column.CATEGORY, Column.TITLE))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=st.lists(PEOPLE | NAMES, min_size=1, max_size=4))
@example(files=[csv_file([{"Vorname": "a", "Nachname": "b", "Koordiniert": "Region: Harz"}])])
def test_any_files_are_refused_or_idempotent(files: list[bytes]) -> None:
    """One file after the other: each is refused with readable sentences, or a second time changes nothing."""
    store = Store.open("sqlite://")
    Base.metadata.create_all(store.engine)
    try:
        for data in files:
            try:
                with store.write() as session:
                    apply_plan(session, read_plan(session, data, today=TODAY))
            except FileRefusedError as refusal:
                sentences = [problem_text(problem) for problem in refusal.problems]
            else:
                sentences = []
                with store.read() as session:
                    again = read_plan(session, data, today=TODAY)
                    assert again.is_empty, again
            assert all(sentences)
    finally:
        store.close()
