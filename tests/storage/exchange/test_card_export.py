"""The cards that Kitt writes: what is in them, who may see it, and that they come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from storage.exchange.card_reading import read_cards
from storage.exchange.card_writing import LONGEST_LINE, folded
from storage.models import Base, Person, Preference
from storage.session import Store
from tests.storage.exchange.directories import TODAY, exported, load, person
from tests.storage.exchange.test_round_trip import add, directories
from tests.storage.exchange.workbooks import plan_of, take, written

MARA = person(
    "Mara", "Lindner-Voß", Kennung="ml", Organisation="Beratung; Bildung, Markt", Funktion="Beraterin",
    Telefon="030 23125101|030 23125102", Telefon_sichtbar="Netzwerk|nie in Gruppen", Mobil="030 23125103",
    Mobil_sichtbar="Koordination", Sprachen="Deutsch, Arabisch", Projekt="IQ", Region="Harz",
) | {"E-Mail": "m@example.org"}  # fmt: skip


def lines_of(data: bytes) -> list[str]:
    """The lines of a file as they are meant."""
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_a_card(store: Store) -> None:
    """One person with all that the whole network may see."""
    load(store, [MARA])
    assert lines_of(written(store, ".vcf")) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:kitt:ml",
        "FN:Mara Lindner-Voß",
        "N:Lindner-Voß;Mara;;;",
        "ORG:Beratung\\; Bildung\\, Markt",
        "TITLE:Beraterin",
        "TEL;TYPE=WORK,VOICE:+49 30 23125101",
        "EMAIL;TYPE=INTERNET:m@example.org",
        "LANG:de",
        "LANG:ar",
        "NOTE:Sprachen: Deutsch\\, Arabisch\\nZuständig: IQ · Harz · erste",
        "END:VCARD",
        "",
    ]


def test_all_is_in_it_only_if_asked_for(store: Store) -> None:
    """With everything, numbers that not all may see are in it, and what somebody keeps for coordinators."""
    load(store, [MARA])
    with store.write() as session:
        (mara,) = session.scalars(select(Person.id))
        session.add(Preference(person_id=mara, hidden=["function"]))
    shared, everything = written(store, ".vcf").decode(), written(store, ".vcf", everything=True).decode()
    for text in ("TITLE:Beraterin", "+49 30 23125102", "TEL;TYPE=CELL,VOICE:+49 30 23125103"):
        assert text not in shared
        assert text in everything


def test_only_who_belongs_to_the_network_and_what_holds(store: Store) -> None:
    """Who has left has no card, and what ended is not in the note."""
    yesterday = f"{TODAY - timedelta(days=1):%d.%m.%Y}"
    load(store, [MARA | {"Zuständig bis": yesterday}, person("Jan", "Voß")])
    load(store, [MARA | {"Zuständig bis": yesterday}])
    data = written(store, ".vcf")
    assert data.count(b"BEGIN:VCARD") == 1
    assert b"IQ" not in data


@pytest.mark.parametrize("everything", [False, True])
def test_reading_it_again_changes_nothing(everything: bool, store: Store) -> None:
    """Also the card for everybody: what it leaves out stays."""
    load(store, [MARA, person("Mara", "Lindner-Voß", Kennung="ml2")])
    before = exported(store)
    assert take(store, written(store, ".vcf", everything=everything), ".vcf").is_empty
    assert exported(store) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=directories())
def test_any_directory_comes_back(rows: list[object]) -> None:
    """Whatever texts a directory holds, its cards change nothing."""
    store = Store.open("sqlite://")
    Base.metadata.create_all(store.engine)
    try:
        with store.write() as session:
            add(session, rows)
        for everything in (False, True):
            data = written(store, ".vcf", everything=everything)
            assert all(len(line) <= LONGEST_LINE for line in data.split(b"\r\n"))
            assert plan_of(store, data, ".vcf").is_empty
    finally:
        store.close()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_lines_are_folded_between_characters(text: str) -> None:
    """No line is longer than 75 octets, each is UTF-8 by itself, and together they are the text."""
    pieces = folded(f"NOTE:{text}").split(b"\r\n")
    assert pieces.pop() == b""
    assert all(len(piece) <= LONGEST_LINE for piece in pieces)
    assert pieces[0].decode() + "".join(piece.decode()[1:] for piece in pieces[1:]) == f"NOTE:{text}"


def test_a_long_name_is_read_again() -> None:
    """Also where a fold falls on spaces."""
    name = "ä" * 33 + " " + "ö" * 36 + " x"
    lines = ["BEGIN:VCARD", f"FN:{name}", f"N:{name};;;;", "END:VCARD"]
    (card,) = read_cards(b"".join(map(folded, lines)))
    assert [found.text for found in card.all("FN")] == [name]
