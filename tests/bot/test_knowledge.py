"""What texts may mention: at once after a change, nothing of the directory for guests, cached."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import Knowledge, place_names, short_forms
from nlu.linking import link
from storage.models import Group
from storage.places import load
from storage.services.names import DirectoryName
from storage.services.version import touch_directory
from storage.services.viewer import GUEST
from storage.session import Store
from tests import factories
from tests.dialogue import CACHE, Talk
from tests.factories import TODAY


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """With the places from the cache that all tests share."""
    return Knowledge(CACHE, home_state="ST")


def values(knowledge: Knowledge, store: Store, text: str) -> list[tuple[str, str]]:
    """The types and values of the names in a text."""
    with store.read() as session:
        names = knowledge.at(session, TODAY).names
    return [(entity.entity, entity.value) for entity in link(text, names)]


def test_a_name_counts_as_soon_as_it_is_stored(store: Store, knowledge: Knowledge) -> None:
    """A region, project, person, topic and group are understood at once, misspelt and bent."""
    text = "Elbauens Kontakt vom Projekt Wendepunkt für Schuldnerberatung: Frau Zwiebelhuber, Fokusgruppe 7"
    assert values(knowledge, store, text) == [("person", "Zwiebelhuber")]
    with store.write() as session:
        factories.regions(session)["Harz"].name = "Elbaue"
        factories.projects(session)["IQ Netzwerk"].name = "Wendepunkt"
        factories.topic(session, "Schuldnerberatung")
        factories.person(session, "Zenzi Zwiebelhuber")
        session.add(Group(name="Fokusgruppe 7", aliases=[]))
        touch_directory(session)
    found = values(
        knowledge, store, "Kontakt in der Elbauee vom Wendepunkts zur Schuldnerberatng, Fokusgruppe 7"
    )
    assert found == [
        ("region", "Elbaue"),
        ("project", "Wendepunkt"),
        ("topic", "Schuldnerberatung"),
        ("group", "Fokusgruppe 7"),
    ]
    assert ("person", "Zenzi Zwiebelhuber") in values(knowledge, store, text)


def test_a_person_added_between_two_sentences(store: Store) -> None:
    """In one conversation: unknown, then known."""
    with store.write() as session:
        account = factories.account(session, factories.lead_network(session)["Heike"]).id
    talk = Talk(store, account)
    assert "kenne ich nicht" in talk.say("Wer ist Frau Zwiebelhuber?")
    with store.write() as session:
        factories.person(session, "Zenzi Zwiebelhuber", phone="+493023125999")
    assert "030 23125999" in talk.say("Wer ist Frau Zwiebelhuber?")


def test_guests_get_no_names_of_the_directory(store: Store, knowledge: Knowledge) -> None:
    """A guest's text is linked with places and languages only."""
    with store.write() as session:
        factories.lead_network(session)
    with store.read() as session:
        names = knowledge.names_for(session, GUEST, TODAY)
    assert link("Mara Lindner von der Jobbrücke Plus zur Anerkennung", names) == ()
    assert [e.value for e in link("auf Arabisch in Quedlinburg", names)] == ["Arabisch", "Quedlinburg"]


def test_the_cache_gives_the_same_and_is_private(tmp_path: Path) -> None:
    """Put together or read: the same names; a damaged cache is written again."""
    first = Knowledge(tmp_path / "cache", home_state="ST").places
    file = next((tmp_path / "cache").iterdir())
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    second = Knowledge(tmp_path / "cache", home_state="ST").places
    for text in ("Kontakt in Wernigrode", "Halle (Westfalen)", "Магдебург", "LK Stendal", "Seehausen"):
        assert link(text, first) == link(text, second) != ()
    file.write_text("{damaged", encoding="utf-8")
    assert link("Burg und Thale", Knowledge(tmp_path / "cache", home_state="ST").places)
    assert file.read_text(encoding="utf-8").startswith('{"longest"')


def test_short_forms_of_long_names() -> None:
    """The first word stands for the name unless it is an everyday word, short, or begins two names."""
    names = [
        DirectoryName("project", "Jobbrücke Plus", 1),
        DirectoryName("project", "Fachkraft im Fokus", 2),
        DirectoryName("project", "IQ Netzwerk", 3),
        DirectoryName("group", "Fokusgruppe 2", 4),
        DirectoryName("group", "Arbeitskreis Nord", 5),
        DirectoryName("group", "Arbeitskreis Süd", 6),
        DirectoryName("organisation", "Pflegedienst Beispielhain", 7),
    ]
    assert short_forms(names, frozenset({"fachkraft"})) == {
        ("project", 1): ("jobbruecke",),
        ("group", 4): ("fokusgruppe",),
    }


def test_every_place_has_a_name_that_finds_it() -> None:
    """Each place and district is found by its own full name."""
    names = place_names(load(), "ST")
    assert len(names) > 14_000
    assert all(name.value for name in names)
    assert {name.weight for name in names} == {0.1, 0.4, 0.6, 0.8, 1.0}
