"""Any file whatever is refused or taken; one that is taken changes nothing a second time."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage.exchange import FileRefusedError, apply_plan, problem_text, read_plan
from storage.exchange.columns import NAMES_HEADERS, PEOPLE_HEADERS, Column
from storage.models import Base
from storage.session import Store
from tests.storage.exchange.directories import TODAY, csv_file

PLAUSIBLE = [
    "", "a", "b", "Mara", "Lindner", "Mara Lindner", "Lindner, Mara", "Harz", "Halle", "Magdeburg", "LK Stendal",
    "Wernigerode", "15085", "Deutsch, Arabisch", "030 23125 101", "030 23125 101|030 23125 102",
    "m@example.org", "m@example.org, b@example.org", "1.1.2027", "31.12.2026|1.2.27", "|", "Netzwerk|Koordination",
    "Urlaub", "Vertretung", "erste", "Koordination", "Region: Harz, Gruppe: a", "Projekt", "Thema", "rot", "=1", "'",
    "krank", "a, b", "a|b", "a\\, b",
]  # fmt: skip
CELLS = st.sampled_from(PLAUSIBLE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def files(headers: dict[Column, tuple[str, ...]], needed: tuple[Column, ...]) -> st.SearchStrategy:
    """Files with the needed columns and any others, mostly filled with what fits somewhere."""
    names = [names[0] for column, names in headers.items() if column is not Column.FULL_NAME]
    always = [headers[column][0] for column in needed]
    row = st.fixed_dictionaries(dict.fromkeys(always, CELLS), optional=dict.fromkeys(names, CELLS))
    return st.lists(row, min_size=1, max_size=6).map(csv_file)


PEOPLE = files(PEOPLE_HEADERS, (Column.GIVEN_NAME, Column.FAMILY_NAME))
NAMES = files(NAMES_HEADERS, (Column.CATEGORY, Column.TITLE))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=st.lists(PEOPLE | NAMES, min_size=1, max_size=4))
@example(files=[csv_file([{"Vorname": "a", "Nachname": "b", "Rolle": "Koordination", "Koordiniert": "Region: Harz"}])])
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
