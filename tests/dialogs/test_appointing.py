"""Roles in chat: given and taken by administrators, after a card, at once, and never the last one's."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from dialogs.turn import State
from storage.models import Coordination, Person, Role
from storage.session import Store
from tests import coordinated
from tests.coordinated import Network, noted, told
from tests.dialogue import Talk


@pytest.fixture
def net(store: Store) -> Network:
    return coordinated.network(store)


def talk(store: Store, net: Network, name: str) -> Talk:
    return Talk(store, net.accounts[name])


def role(store: Store, net: Network, name: str) -> Role:
    with store.read() as session:
        return session.get_one(Person, net.people[name]).role


def reach(store: Store, net: Network, name: str) -> set[tuple[int | None, int | None]]:
    with store.read() as session:
        rows = session.scalars(select(Coordination).where(Coordination.person_id == net.people[name]))
        return {(row.group_id, row.region_id) for row in rows}


def test_a_coordinator_of_a_region(store: Store, net: Network) -> None:
    """A card, a yes, the person is told, and may invite with their very next message."""
    kim, lena = talk(store, net, "Kim"), talk(store, net, "Lena")
    assert "Dafür fehlt Dir" in lena.say("lade jemanden für den Harz ein")
    said = kim.say("mach Lena Voigt zur Koordinatorin für den Harz")
    assert said.startswith("Lena Voigt koordiniert dann Harz: mit Einladen")
    assert role(store, net, "Lena") is Role.MEMBER
    assert kim.say("ja") == "Ist eingetragen und gilt ab sofort für Lena Voigt."
    assert (role(store, net, "Lena"), reach(store, net, "Lena")) == (
        Role.COORDINATOR, {(None, net.regions["Harz"])},
    )  # fmt: skip
    assert told(store, net.accounts["Lena"]) == ["role-told"]
    assert noted(store) == ["role.coordinator"]
    assert lena.say("lade jemanden für den Harz ein").startswith("Einladung: Harz")
    assert "Dafür fehlt Dir" in lena.say("lade jemanden für Halle ein")
    assert "nichts zu ändern" in kim.say("Lena ist Koordinatorin für den Harz") + kim.say("ja")


def test_and_no_longer(store: Store, net: Network) -> None:
    """One region of two first, then all: a member again, at once, in the middle of what they began."""
    kim, lena = talk(store, net, "Kim"), talk(store, net, "Lena")
    kim.say("Lena koordiniert jetzt den Harz")
    kim.press(1)
    kim.say("Lena wird Koordinatorin für Magdeburg")
    kim.press(1)
    assert kim.say("Lena ist nicht mehr Koordinatorin für den Harz").startswith(
        "Lena Voigt koordiniert dann Harz nicht mehr"
    )
    kim.press(1)
    assert (role(store, net, "Lena"), reach(store, net, "Lena")) == (
        Role.COORDINATOR, {(None, net.regions["Magdeburg"])},
    )  # fmt: skip
    lena.say("/einladen")
    assert "bisher Magdeburg" in kim.say("Lena ist nicht mehr Koordinatorin")
    kim.press(1)
    assert (role(store, net, "Lena"), reach(store, net, "Lena")) == (Role.MEMBER, set())
    assert "Dafür fehlt Dir" in lena.press(1)


def test_a_group_by_the_way_that_groups_have(store: Store, net: Network) -> None:
    """Who coordinates a group may hand it on by this sentence, too; the last one cannot be taken away."""
    nele, kim = talk(store, net, "Nele"), talk(store, net, "Kim")
    assert "koordiniert dann auch die Gruppe Fokusgruppe 2" in kim.say(
        "Lena koordiniert jetzt die Fokusgruppe 2"
    )
    assert "koordiniert dann auch die Gruppe Fokusgruppe 2" in nele.say(
        "mach Lena Voigt zur Koordinatorin der Fokusgruppe 2"
    )
    assert "koordiniert dann Fokusgruppe 2 nicht mehr" in kim.say(
        "Nele koordiniert die Fokusgruppe 2 nicht mehr"
    )
    assert kim.press(1).startswith("Dann hätte diese Gruppe niemanden mehr")
    assert (net.group, None) in reach(store, net, "Nele")
    nele.press(1)
    kim.say("Nele koordiniert die Fokusgruppe 2 nicht mehr")
    assert "gilt ab sofort" in kim.press(1)
    assert (net.group, None) not in reach(store, net, "Nele")
    assert role(store, net, "Nele") is Role.COORDINATOR


def test_administrators(store: Store, net: Network) -> None:
    """One more; the last one stays; who is demoted keeps what they coordinate."""
    kim, nele = talk(store, net, "Kim"), talk(store, net, "Nele")
    kim.say("Kim ist nicht mehr Administratorin")
    assert kim.press(1).startswith("Sonst administriert niemand")
    assert kim.say("mach Nele Brandt zur Administratorin").startswith(
        "Nele Brandt administriert dann das ganze"
    )
    kim.press(1)
    assert role(store, net, "Nele") is Role.ADMINISTRATOR
    nele.say("Kim ist nicht mehr Administratorin")
    nele.press(1)
    assert (role(store, net, "Kim"), told(store, net.accounts["Kim"])) == (Role.MEMBER, ["role-told"])
    assert "Dafür fehlt Dir" in kim.say("/einladen")
    nele.say("ich bin nicht mehr Administratorin")
    assert nele.press(1).startswith("Sonst administriert niemand")
    assert noted(store) == ["role.administrator", "role.no_administrator"]


@pytest.mark.parametrize(
    "said",
    ["mach mich zur Administratorin", "mach Nele zur Administratorin", "ich bin jetzt Administratorin",
     "mach Heike zur Koordinatorin für den Harz", "Kim ist nicht mehr Administratorin",
     "make me an administrator"],
)  # fmt: skip
def test_nobody_raises_themselves(store: Store, net: Network, said: str) -> None:
    """Coordinators give no roles, and members' words are like any others."""
    nele, mara = talk(store, net, "Nele"), talk(store, net, "Mara")
    nele.say(said)
    assert [text.key for text in nele.reply.texts] == ["not-allowed"]
    for who in (nele, mara):
        who.say(said)
        assert not who.reply.options or who.reply.options[0].step != "appointing.role.yes"
        who.say("ja")
    assert (role(store, net, "Nele"), role(store, net, "Mara")) == (Role.COORDINATOR, Role.MEMBER)
    assert noted(store) == []


def test_an_administrator_gives_themselves_nothing(store: Store, net: Network) -> None:
    kim = talk(store, net, "Kim")
    kim.say("mach mich zur Koordinatorin für den Harz")
    assert "Dafür fehlt Dir" in kim.press(1)
    assert reach(store, net, "Kim") == set()


def test_forwarded_and_late(store: Store, net: Network) -> None:
    """The card of another, an old card, a card of who was demoted meanwhile: nothing happens."""
    kim, nele = talk(store, net, "Kim"), talk(store, net, "Nele")
    kim.say("mach Lena Voigt zur Administratorin")
    card = kim.state
    nele.state = card
    assert "Dafür fehlt Dir" in nele.press(1)
    with store.write() as session:
        session.get_one(Person, net.people["Kim"]).role = Role.MEMBER
    assert "Dafür fehlt Dir" in kim.press(1)
    with store.write() as session:
        session.get_one(Person, net.people["Kim"]).role = Role.ADMINISTRATOR
    kim.say("mach Lena Voigt zur Koordinatorin für den Harz")
    kim.state = State(step=kim.state.step, data=kim.state.data, options=card.options)
    kim.press(1)
    assert role(store, net, "Lena") is Role.MEMBER
    assert noted(store) == []


def test_what_is_missing_is_asked_for(store: Store, net: Network) -> None:
    """No region: which? A name that nobody bears: who? A person who has left: no."""
    kim = talk(store, net, "Kim")
    assert kim.say("mach Lena zur Koordinatorin").startswith("Was soll Lena Voigt koordinieren")
    assert kim.say("für den Harz").startswith("Lena Voigt koordiniert dann Harz")
    assert "wie es war" in kim.say("nein")
    assert kim.say("mach Xaver Quist zum Koordinator").startswith("Wen meinst Du")
    kim.in_group = True
    assert "privaten Chat" in kim.say("mach Lena zur Koordinatorin für den Harz")


@pytest.mark.parametrize(
    "said",
    ["Nele ist keine Koordinatorin mehr", "Nele ist nicht Koordinatorin",
     "Nele is not a coordinator any more", "Nele isn't a coordinator",
     "entzieh Nele die Koordination für den Harz",
     "Nele koordiniert die Fokusgruppe 2 nicht", "Nele soll die Fokusgruppe 2 nicht mehr koordinieren"],
)  # fmt: skip
def test_a_no_never_gives(store: Store, net: Network, said: str) -> None:
    """However it is put that somebody does not coordinate, the card takes and does not give."""
    kim = talk(store, net, "Kim")
    kim.say(said)
    assert kim.state.data["deed"] == "uncoordinate", kim.rendered()


def test_somebody_shall_coordinate(store: Store, net: Network) -> None:
    """A wish is one more form of the sentence, for groups as for regions."""
    kim = talk(store, net, "Kim")
    assert "auch die Gruppe Fokusgruppe 2" in kim.say("Tarek Hamdan soll die Fokusgruppe 2 koordinieren")
    assert "koordiniert dann Harz" in kim.say("Tarek Hamdan soll den Harz koordinieren")


def test_questions_and_other_sentences_stay(store: Store, net: Network) -> None:
    """Who coordinates, and a colleague who is new, are other topics."""
    kim = talk(store, net, "Kim")
    for said in (
        "wer ist Koordinatorin für den Harz?",
        "ist Lena nicht mehr Koordinatorin?",
        "neu im Team: Paul Okoye, Koordinator, Halle",
    ):
        kim.say(said)
        assert not (kim.state.step or "").startswith("appointing")
