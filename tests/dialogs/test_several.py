"""Half of a wish is never dropped; a card takes corrections, and a new wish gets its own card."""

from __future__ import annotations

import pytest

from storage.session import Store
from tests.coordinated import network, noted
from tests.dialogue import Talk

PAUL = "neu im Team: Paul Okoye, Berater, Halle"


def nele(store: Store) -> Talk:
    return Talk(store, network(store).accounts["Nele"])


@pytest.mark.parametrize(
    ("said", "done", "left"),
    [
        (
            "tarek ist ab 1.1. für den harz zuständig und nicht mehr für halle",
            "ist zuständig: IQ Netzwerk · Harz · ab 1. Januar 2027",
            "„Tarek Hamdan ist nicht mehr für halle zuständig“",
        ),
        (
            "Tarek hat eine neue Nummer 030 23125099 und ist ab montag im urlaub bis 6.1., mara vertritt ihn",
            "☎ 030 23125099",
            "„Tarek Hamdan ist ab montag im urlaub bis 6.1., mara vertritt ihn“",
        ),
        (
            "Jonas verlässt uns zum 31. und heike kommt in die fokusgruppe 2",
            "Jonas Petrow ist noch bis 31. Dezember dabei",
            "„heike kommt in die fokusgruppe 2“",
        ),
    ],
)
def test_two_wishes(said: str, done: str, left: str, store: Store) -> None:
    """The first one gets its card, and what was left out is said, in words that can be sent."""
    talk = nele(store)
    card = talk.say(said)
    assert done in card
    assert left in card
    rest = left.strip("„“")
    assert "Eintragen" in talk.say(rest) or "So machen" in talk.rendered()


def test_what_cannot_be_told_apart_is_not_guessed(store: Store) -> None:
    talk = nele(store)
    said = talk.say("Tarek ist ab 1.1. nicht mehr für Halle zuständig, sondern für den Harz")
    assert said.startswith(("Das waren zwei Dinge", "Tarek Hamdan ist nicht mehr zuständig: Halle"))


def test_until_gives_a_responsibility(store: Store) -> None:
    """As the guide says; "nur noch" ends one."""
    talk = nele(store)
    assert "ist zuständig: Jobbrücke Plus · Halle · 23. November bis 31. März 2027" in talk.say(
        "Lena ist bis 31. März für Halle zuständig"
    )
    assert "ab 1. Februar 2027" not in talk.rendered()
    assert "1. Februar 2027 bis 31. März 2027" in talk.say("nein, ab Februar")
    assert "ist nicht mehr zuständig: Halle · letzter Tag: 31. März 2027" in talk.say(
        "Tarek ist nur noch bis 31. März für Halle zuständig"
    )


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("nein, Harz", "Region: Harz"),
        ("die nummer ist 0345 1234567", "☎ 0345 1234567"),
        ("nein 030 23125098", "☎ 030 23125098"),
        ("nein, seit Dienstag", "Neu seit 17. November"),
        ("email fehlt noch: p.okoye@example.org", "✉ p.okoye@example.org"),
        ("seine Mail ist p.okoye@example.org", "✉ p.okoye@example.org"),
        ("und er heißt Okoje mit j", "Paul Okoje\n"),
        ("nein, er heißt Paolo Okoye", "Paolo Okoye\n"),
        ("no, function: adviser", "adviser"),
    ],
)
def test_corrections_stay_in_the_form(said: str, shown: str, store: Store) -> None:
    talk = nele(store)
    talk.say(PAUL)
    assert shown in talk.say(said)
    assert talk.state.step == "team.new.more"


def test_a_plain_no_discards(store: Store) -> None:
    talk = nele(store)
    for said in ("nein", "nein danke", "nein, das stimmt nicht", "no thanks"):
        talk.say(PAUL)
        assert talk.say(said).startswith(("Gut, ich lasse alles", "Fine, I leave everything"))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Jonas verlässt uns zum 31. und heike kommt in die fokusgruppe 2", "Jonas Petrow ist noch bis"),
        ("neu im Team: Jo Ann, Halle", "Jo Ann"),
        ("neue Gruppe Pflege", "Ich lege die Gruppe Pflege an"),
        ("Tarek ist bis Freitag im Urlaub", "Tarek Hamdan ist im Urlaub"),
        ("Heike in die Fokusgruppe 2", "kommt dazu: Heike Sander"),
    ],
)
def test_a_new_wish_gets_its_own_card(said: str, shown: str, store: Store) -> None:
    talk = nele(store)
    talk.say(PAUL)
    card = talk.say(said)
    assert card.startswith("Die Karte davor habe ich nicht eingetragen.")
    assert shown in card
    assert "Okoye" not in card
    assert noted(store) == []


@pytest.mark.parametrize(
    "said",
    ["neue kollegin sabine krause die macht jobbruecke in halle",
     "neue Kollegin Sabine Krause arbeitet bei Jobbrücke in Halle",
     "wir haben eine neue Kollegin: Sabine Krause, Jobbrücke, Halle",
     "kannst du bitte Sabine Krause, Jobbrücke, Halle neu aufnehmen",
     "nimm Sabine Krause, Jobbrücke, Halle neu auf"],
)  # fmt: skip
def test_who_is_new_in_many_ways(said: str, store: Store) -> None:
    card = nele(store).say(said)
    assert "Sabine Krause\n" in card
    assert "Jobbrücke Plus · Halle" in card


def test_to_invite_is_another_thing(store: Store) -> None:
    card = nele(store).say(f"{PAUL} und bitte auch gleich einladen")
    assert "Region: Halle" in card
    assert "Eingeladen ist damit noch niemand" in card


def test_names_that_are_none(store: Store) -> None:
    assert "kann nicht stimmen" in nele(store).say("neu im Team: <b>Paul</b> {$x}, Berater, Halle")
