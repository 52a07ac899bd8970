"""Who leaves: said in many ways, several at once, by themselves, and never the last one who is needed."""

from __future__ import annotations

from datetime import date

import pytest

from storage.models import Person, Role
from storage.session import Store
from tests.coordinated import left_on, network, noted, told
from tests.dialogue import Talk

LAST = date(2027, 1, 1)
"""The first day without somebody whose last one is 31 December."""


@pytest.mark.parametrize(
    "said",
    ["Tarek verlässt uns zum 31.", "tarek verlaesst uns zum 31.12.", "tarek hoert zum jahresende auf",
     "Tarek hört Ende Dezember auf", "tarek hat zum 31. gekündigt",
     "Tarek arbeitet ab 1.1. nicht mehr bei uns", "Tarek is leaving us on the 31st",
     "Tarek leaves on December 31", "Tarek has quit, last day December 31st"],
)  # fmt: skip
def test_in_many_ways(said: str, store: Store) -> None:
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    nele.say(said)
    nele.press(1)
    assert left_on(store, net.people["Tarek"]) == LAST


def test_without_a_day_it_is_asked_for(store: Store) -> None:
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    assert "Wann ist der letzte Tag" in nele.say("tarek hat gekündigt")
    assert "bis 31. Dezember" in nele.press(4)
    assert "bis 2. Dezember" in nele.say("doch nur bis 2.")


def test_several_at_once(store: Store) -> None:
    """All of them or nobody; each is told."""
    net = network(store)
    nele, kim, *_ = (Talk(store, net.accounts[name]) for name in ("Nele", "Kim", "Mara", "Tarek"))
    assert nele.say("Mara und Tarek verlassen uns zum 31.").startswith("Mara Lindner und Tarek Hamdan sind")
    nele.press(1)
    for name in ("Mara", "Tarek"):
        assert left_on(store, net.people[name]) == LAST
        assert told(store, net.accounts[name]) == ["leave-told"]
    nele.say("neu im Team: Tarek Brand, Halle")
    nele.press(1)
    assert "Wen meinst Du?" in nele.say("Mara und Tarek verlassen uns zum 30.")
    assert "Mara Lindner und Tarek Brand sind" in nele.say("Tarek Brand")
    with store.write() as session:
        session.get_one(Person, net.people["Nele"]).role = Role.ADMINISTRATOR
    nele.say("Lena koordiniert die Fokusgruppe 2")
    nele.press(1)
    kim.say("Kim und Nele verlassen uns sofort")
    assert kim.press(1).startswith("Sonst administriert niemand")
    assert left_on(store, net.people["Kim"]) is None


@pytest.mark.parametrize(
    "said", ["Kim verlässt uns sofort", "ich verlasse das Netzwerk", "Kim verlässt uns zum 31."]
)
def test_the_last_administrator_stays(said: str, store: Store) -> None:
    net = network(store)
    kim = Talk(store, net.accounts["Kim"])
    assert kim.say(said).startswith("Sonst administriert niemand")
    assert noted(store) == []


@pytest.mark.parametrize(
    "said",
    ["ich verlasse das netzwerk zum 31.", "ich höre zum 31. auf", "mein letzter Tag ist der 31. Dezember",
     "I am leaving the network on the 31st", "ich kündige zum 31.12. und höre bei euch auf"],
)  # fmt: skip
def test_everybody_may_leave_by_themselves(said: str, store: Store) -> None:
    net = network(store)
    heike = Talk(store, net.accounts["Heike"])
    assert heike.say(said).startswith(("Du bist noch bis 31. Dezember", "You stay until 31 December"))
    heike.press(1)
    assert left_on(store, net.people["Heike"]) == LAST
    assert told(store, net.accounts["Heike"]) == []


def test_not_as_the_last_who_coordinates(store: Store) -> None:
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    for said in ("Nele verlässt uns zum 31.", "ich verlasse das netzwerk"):
        assert nele.say(said).startswith("Dann hätte diese Gruppe niemanden mehr")


def test_a_group_is_left_as_a_group(store: Store) -> None:
    net = network(store)
    heike = Talk(store, net.accounts["Heike"])
    assert heike.say("ich verlasse die Fokusgruppe 2").startswith("Du verlässt die Gruppe")
