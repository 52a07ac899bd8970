"""Invitations in chat: made in one sentence with a picture, listed, taken back, ended with their maker."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest
from sqlalchemy import select

from storage.models import Account, Coordination, Person, Role
from storage.services import deletion
from storage.session import Store
from tests import coordinated
from tests.coordinated import Network, noted
from tests.dialogue import Talk


@pytest.fixture
def net(store: Store) -> Network:
    return coordinated.network(store)


def talk(store: Store, net: Network, name: str) -> Talk:
    return Talk(store, net.accounts[name])


def invited(host: Talk, sentence: str = "lade jemanden für den Harz ein") -> str:
    """The code that a sentence makes."""
    said = host.say(sentence)
    assert "Ich zeige den Code nur jetzt" in said, said
    return said.splitlines()[1].strip()


def at_the_last_question(store: Store, net: Network, code: str) -> Talk:
    """A guest who has only to agree."""
    guest = talk(store, net, "Gast")
    for line in (code, "deutsch", "Olena Koval", "Beratung am Markt"):
        guest.say(line)
    assert "Bist Du einverstanden" in guest.rendered()
    return guest


def is_in(store: Store, net: Network) -> bool:
    with store.read() as session:
        return session.get_one(Account, net.accounts["Gast"]).person_id is not None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("lade bis Freitag 5 Leute für den Harz ein",
         "Einladung: Harz · für bis zu 5 Menschen · gilt bis 27. November 2026"),
        ("lade jemanden für die Fokusgruppe 2 ein, gültig 3 Tage",
         "Einladung: Fokusgruppe 2 · für einen Menschen · gilt bis 26. November 2026"),
        ("lade bis zum 31. Dezember zwei Kolleginnen für Halle ein",
         "Einladung: Halle · für bis zu 2 Menschen · gilt bis 31. Dezember 2026"),
        ("lade jemanden bis 18 Uhr für Halle ein",
         "Einladung: Halle · für einen Menschen · gilt bis 23. November 2026, 18:00 Uhr"),
        ("lade jemanden für Halle ein", "Einladung: Halle · für einen Menschen · gilt bis 7. Dezember 2026"),
        ("lade drei leute für den harz für 1 jahr ein",
         "Einladung: Harz · für bis zu 3 Menschen · gilt bis 23. November 2027"),
        ("lade 5 leute bis 31.12. in die fg2 ein",
         "Einladung: Fokusgruppe 2 · für bis zu 5 Menschen · gilt bis 31. Dezember 2026"),
        ("lade zwanzig Beraterinnen ein halbes Jahr lang in die fg2 ein",
         "Einladung: Fokusgruppe 2 · für bis zu 20 Menschen · gilt bis 24. Mai 2027"),
        ("lade bis zu fünf Kolleg:innen für Halle ein",
         "Einladung: Halle · für bis zu 5 Menschen · gilt bis 7. Dezember 2026"),
        ("ich brauche einen code für eine neue kollegin im harz",
         "Einladung: Harz · für einen Menschen · gilt bis 7. Dezember 2026"),
        ("invite 3 people to Harz until Friday",
         "Invitation: Harz · for up to 3 people · valid until 27 November 2026"),
    ],
)  # fmt: skip
def test_one_sentence_says_it_all(store: Store, net: Network, said: str, told: str) -> None:
    """Uses and the last day stand in the sentence, and are repeated in full."""
    assert talk(store, net, "Nele").say(said).splitlines()[0] == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("lade 0 personen in die fg2 ein", "Diese Einladung geht so nicht: ein bis 500 Menschen"),
        ("lade niemanden, also null Leute, in die fg2 ein", "Diese Einladung geht so nicht"),
        ("lade 3 leute für den harz für 2 jahre ein", "Diese Einladung geht so nicht"),
        ("lade 3 leute für den harz bis zur Sommerpause ein", "Bis wann die Einladung gelten soll"),
        ("lade jemanden unbefristet für den harz ein", "Bis wann die Einladung gelten soll"),
        ("lade ein paar leute für den harz ein", "Für wie viele Menschen?"),
        ("lade Kollegen für den harz ein", "Für wie viele Menschen?"),
        ("lade jemanden als Administratorin ein", "Dafür fehlt Dir hier das Recht"),
        ("lade jemanden als Admin für den Harz ein", "Dafür fehlt Dir hier das Recht"),
        ("lade jemanden als administartor für den Harz ein", "Dafür fehlt Dir hier das Recht"),
        ("invite someone as an administrator", "Dafür fehlt Dir hier das Recht|not yours to do"),
        ("lade jemanden als Koordinatorin ein", "Dafür fehlt Dir hier das Recht"),
        ("lade jemand ein", "Wofür soll die Einladung gelten?"),
        ("ich brauche einen code für eine neue kollegin", "Wofür soll die Einladung gelten?"),
        ("kannst du mir einen einladungscode geben", "Wofür soll die Einladung gelten?"),
        ("welche einladungen sind offen", "Es ist keine Einladung offen"),
        ("widerrufe die einladung", "Es ist keine Einladung offen"),
    ],
)  # fmt: skip
def test_nothing_is_made_of_what_is_not_understood(store: Store, net: Network, said: str, told: str) -> None:
    """Refused, or asked: no code is made for somebody else, for longer or shorter than was said."""
    answer = talk(store, net, "Nele").say(said)
    assert any(part in answer for part in told.split("|")), answer
    assert noted(store) == []


def test_an_administrator_invites_an_administrator(store: Store, net: Network) -> None:
    """Into the whole network, and it stands there."""
    said = talk(store, net, "Kim").say("lade jemanden als Administratorin ein")
    assert said.startswith("Einladung ins Netzwerk · zum Administrieren · für einen Menschen")


def test_too_far_off(store: Store, net: Network) -> None:
    """More than a year is refused in one sentence, and nothing is made."""
    nele = talk(store, net, "Nele")
    assert "geht so nicht" in nele.say("lade jemanden für Halle ein, bis 1.1.2029")
    assert noted(store) == []


def test_the_answers_have_a_picture(store: Store, net: Network) -> None:
    """A PNG picture goes with the code, stored as what JSON can hold, and gone with the payload."""
    nele = talk(store, net, "Nele")
    invited(nele)
    (picture,) = nele.reply.files
    assert (picture.type, picture.name) == ("image/png", "kitt-qr-2026-11-23-103005.png")
    assert picture.content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture.content[16:24])
    assert width == height > 200
    assert nele.reply.as_json()["files"][0].keys() == {"name", "type", "base64"}


def test_listed_for_who_made_them(store: Store, net: Network) -> None:
    """A coordinator sees their own, an administrator all and by whom; nobody a code."""
    nele, kim = talk(store, net, "Nele"), talk(store, net, "Kim")
    code = invited(nele, "lade bis Freitag 5 Leute für den Harz ein")
    invited(kim, "lade jemanden als Koordinatorin für Halle ein")
    said = nele.say("welche Einladungen gibt es?")
    assert said == (
        "Eine Einladung ist offen:\nHarz · noch für 5 Menschen · bis 27. November 2026\n"
        "1  Zurückziehen: Harz, bis 27. November 2026"
    )
    everybody = kim.say("/einladungen")
    assert everybody.startswith(
        "2 Einladungen sind offen:\n"
        "Halle · zum Koordinieren · noch für einen Menschen · bis 7. Dezember 2026 · von Dir\n"
        "Harz · noch für 5 Menschen · bis 27. November 2026 · von Nele"
    )
    assert code not in said + everybody
    assert "Dafür fehlt Dir" in talk(store, net, "Mara").say("/einladungen")
    nele.in_group = True
    assert "privaten Chat" in nele.say("meine Einladungen")


def test_taken_back_in_one_sentence(store: Store, net: Network) -> None:
    """Where one fits it is asked about and ended; twice is once; who is redeeming it is told kindly."""
    nele = talk(store, net, "Nele")
    code = invited(nele)
    invited(nele, "lade jemanden für Halle ein")
    guest = at_the_last_question(store, net, code)
    assert nele.say("zieh die Einladung für den Harz zurück").startswith(
        "Diese Einladung gilt dann sofort nicht"
    )
    card = nele.state
    assert nele.press(1) == "Zurückgezogen. Mit diesem Code kommt niemand mehr herein."
    assert "Die Einladung gilt leider nicht mehr" in guest.say("ja")
    assert not is_in(store, net)
    assert "Dieser Code gilt nicht" in guest.say(code)
    nele.state = card
    assert nele.press(1) == "Diese Einladung gilt schon nicht mehr."
    assert noted(store).count("take_back_invitation") == 1
    assert "Halle" in nele.say("meine Einladungen")


def test_several_fit(store: Store, net: Network) -> None:
    """Where two fit Kitt asks which; where none fits it shows what is open; a no changes nothing."""
    nele = talk(store, net, "Nele")
    invited(nele)
    invited(nele, "lade 3 Leute für den Harz ein")
    assert nele.say("zieh die Einladung für den Harz zurück").startswith("Welche Einladung")
    assert "noch für 3 Menschen" in nele.press(1)
    assert "wie es war" in nele.say("nein")
    assert nele.say("zieh die Einladung für Halle zurück").startswith("So eine Einladung ist nicht offen")
    assert nele.say("meine Einladungen").startswith("2 Einladungen")


def test_of_somebody_else(store: Store, net: Network) -> None:
    """A forwarded or forged button of another's invitation does nothing; an administrator may."""
    nele, kim = talk(store, net, "Nele"), talk(store, net, "Kim")
    invited(kim, "lade jemanden für den Harz ein")
    kim.say("/einladungen")
    nele.state = kim.state
    assert "Dafür fehlt Dir" in nele.press(1)
    invited(nele)
    nele.say("/einladungen")
    kim.state = nele.state
    kim.press(1)
    assert kim.press(1).startswith("Zurückgezogen")


def _demoted(store: Store, net: Network) -> None:
    with store.write() as session:
        session.get_one(Person, net.people["Nele"]).role = Role.MEMBER


def _elsewhere(store: Store, net: Network) -> None:
    with store.write() as session:
        harz = net.regions["Harz"]
        row = session.scalars(select(Coordination).where(Coordination.region_id == harz)).one()
        session.delete(row)


def _left(store: Store, net: Network) -> None:
    with store.write() as session:
        session.get_one(Person, net.people["Nele"]).left_on = coordinated.TODAY


def _deleted(store: Store, net: Network) -> None:
    with store.write() as session:
        deletion.forget_person(session, net.people["Nele"])


@pytest.mark.parametrize("ends", [_demoted, _elsewhere, _left, _deleted])
def test_it_ends_with_the_right_of_its_maker(
    store: Store, net: Network, ends: Callable[[Store, Network], None]
) -> None:
    """Demoted, moved, left or deleted between making and redeeming: the code counts for nobody any more."""
    guest = at_the_last_question(store, net, invited(talk(store, net, "Nele")))
    ends(store, net)
    assert "Die Einladung gilt leider nicht mehr" in guest.say("ja")
    assert not is_in(store, net)
    assert talk(store, net, "Kim").say("/einladungen").startswith("Es ist keine Einladung offen")
