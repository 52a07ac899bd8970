"""Coordinators write colleagues, responsibilities and goodbyes into the directory by talking."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.turn import State
from storage.models import Person
from storage.session import Store
from tests.coordinated import group_chat, left_on, network, noted, told
from tests.dialogue import Talk

NEW = "neu im Team: Paul Okoye, Berater, Jobbrücke, Halle, paul@example.org, 030 23125099"


def test_in_one_sentence(store: Store) -> None:
    """The card shows all; nothing counts before the button; then the name is understood at once."""
    net = network(store)
    nele, heike = (Talk(store, net.accounts[name]) for name in ("Nele", "Heike"))
    card = nele.say(NEW)
    for shown in ("Paul Okoye", "Berater", "Jobbrücke Plus · Halle", "030 23125099", "paul@example.org"):
        assert shown in card
    assert "„Paul Okoye“ kenne ich nicht" in heike.say("wer ist Paul Okoye?")
    assert "Di–Do 9–15 Uhr" in nele.say("Sprechzeiten Di–Do 9–15 Uhr")
    assert "steht jetzt im Verzeichnis" in nele.press(1)
    assert "030 23125099" in nele.say("Telefonnummer?")
    assert "Erreichbar: Di–Do 9–15 Uhr" in heike.say("wer ist Paul Okoye?")
    assert noted(store) == ["person.added"]


def test_in_english(store: Store) -> None:
    """The same in English."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    assert "Paul Okoye" in nele.say("new colleague: Paul Okoye, adviser, Halle, since Monday")
    assert "in the directory now" in nele.press(1)


def test_step_by_step(store: Store) -> None:
    """Each part is asked for; a number answers a question; parts can be skipped."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    assert "Vor- und Nachnamen" in nele.say("/neu_im_team")
    assert "Wie heißt Paul" in nele.say("Paul")
    assert "Wohin gehört Paul Okoye?" in nele.say("Paul Okoye")
    assert "Welche Funktion" in nele.press(1)
    assert "zu erreichen" in nele.press(1)
    card = nele.say("030 23125099")
    assert "Region: Halle" in card
    assert "☎ 030 23125099" in card
    assert "ich lasse alles" in nele.press(2)
    assert noted(store) == []


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("neu im Team: Paul Okoye, Halle, paul@@example", "Mailadresse „paul@@example“ kann nicht stimmen"),
        ("neu im Team: Paul Okoye, Halle, 0345 1", "Nummer „0345 1“ kann nicht stimmen"),
        (f"neu im Team: Paul Okoye, Halle, {'x' * 300}", "ist mir zu lang"),
        ("neu im Team: Tarek Hamdan, Halle", "Tarek Hamdan steht schon im Verzeichnis"),
        ("neu im Team: Paul Okoye, Halle, Berater, Flötist", "nichts anfangen: Flötist"),
    ],
)
def test_what_does_not_fit_is_said(said: str, note: str, store: Store) -> None:
    """What cannot be right is left out, with a sentence beside the card."""
    net = network(store)
    assert note in Talk(store, net.accounts["Nele"]).say(said)


def test_a_region_of_others_is_said_before_the_card(store: Store) -> None:
    """Not only when the card is confirmed: whoever does not coordinate there is asked where else."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    asked = nele.say(NEW.replace("Halle", "Magdeburg"))
    assert "Die Region Magdeburg gehört nicht zu Deinen" in asked
    assert "Wohin gehört Paul Okoye?" in asked
    assert "Halle" in nele.say("Halle")
    assert "Paul Okoye" in nele.press(1)


def test_a_card_counts_once_and_for_one(store: Store) -> None:
    """Pressed again, changed behind its back, remembered for another person: it counts no more."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    nele.say(NEW)
    shown = nele.state
    nele.say("030 23125098")
    stale = State(**{**_fields(nele.state), "options": shown.options})
    nele.state = stale
    assert "gilt nicht mehr" in nele.press(1)
    nele.state = State(**{**_fields(shown), "data": {**shown.data, "by": net.people["Kim"]}})
    assert "gilt nicht mehr" in nele.press(1)
    nele.state = shown
    nele.press(1)
    nele.state = shown
    assert "steht schon so da" in nele.press(1)
    assert noted(store) == ["person.added"]


def _fields(state: State) -> dict[str, object]:
    return {name: getattr(state, name) for name in State.__slots__}


def test_who_left_in_the_middle_is_a_guest(store: Store) -> None:
    """Between the card and the button the right went: nothing is written, nothing shown."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    nele.say(NEW)
    with store.write() as session:
        session.get_one(Person, net.people["Nele"]).left_on = date(2026, 11, 23)
    assert "nur Mitgliedern" in nele.press(1)
    assert noted(store) == []


@pytest.mark.parametrize(
    "said",
    [
        NEW,
        "/neu_im_team",
        "Tarek verlässt uns zum 31.",
        "/verlaesst Tarek sofort",
        "ändere Tarek: 030 23125099",
        "/aendern Tarek: 030 23125099",
        "Lena ist seit Montag für Halle zuständig",
        "Tarek ist bis Freitag im Urlaub",
        "neue Gruppe Pflege",
        "Mara zur Fokusgruppe 2",
        "beende die Fokusgruppe 2",
        "/verbinden",
    ],
)
@pytest.mark.parametrize("who", ["Gast", "Heike"])
def test_others_write_nothing(who: str, said: str, store: Store) -> None:
    """Guests and members get no card, whatever they say, and guests no name."""
    net = network(store)
    talk = Talk(store, net.accounts[who])
    answer = talk.say(said)
    assert "Eintragen" not in answer
    assert "So machen" not in answer
    if who == "Gast":
        assert "Hamdan" not in answer
    talk.say("ja")
    talk.say("1")
    assert noted(store) == []


def test_not_in_groups(store: Store) -> None:
    """Where others read along, nobody's data are written."""
    net = network(store)
    room = group_chat(store, net.accounts["Nele"])
    for said in (
        NEW,
        "/neu_im_team",
        "Tarek verlässt uns zum 31.",
        "ändere Tarek: 030 23125099",
        "/abwesend",
    ):
        answer = room.say(said)
        assert answer.startswith(
            "Das klären wir besser unter uns. Schreib mir dazu in unserem privaten Chat."
        )
        assert answer.endswith("\n1  Privat weiter")


def test_responsibilities(store: Store) -> None:
    """Somebody is responsible, in their project, and no longer; they are told."""
    net = network(store)
    nele, lena = (Talk(store, net.accounts[name]) for name in ("Nele", "Lena"))
    assert "Jobbrücke Plus · Halle · ab 23. November" in nele.say("Lena ist seit Montag für Halle zuständig")
    nele.press(1)
    assert "Lena Voigt" in lena.say("wer ist für Halle zuständig?")
    assert "letzter Tag: 31. Dezember" in nele.say("Lena ist ab Januar nicht mehr für Halle zuständig")
    nele.say("ja")
    assert told(store, net.accounts["Lena"]) == ["duty-told", "duty-told"]
    assert "fehlt Dir hier das Recht" in nele.say("Tarek ist ab Montag für Magdeburg zuständig")
    assert "Tarek Hamdan" in nele.say("Ist Tarek für Halle zuständig?")


def test_goodbyes(store: Store) -> None:
    """To the last day, at once, and not after all; who is gone is a guest, also in the middle of a form."""
    net = network(store)
    nele, tarek = (Talk(store, net.accounts[name]) for name in ("Nele", "Tarek"))
    assert "bis 31. Dezember" in nele.say("Tarek verlässt uns zum 31.")
    nele.press(1)
    assert left_on(store, net.people["Tarek"]) == date(2027, 1, 1)
    assert told(store, net.accounts["Tarek"]) == ["leave-told"]
    nele.say("Tarek bleibt doch")
    nele.press(1)
    assert left_on(store, net.people["Tarek"]) is None
    assert "bis Freitag" not in nele.say("Tarek verlässt uns")
    tarek.say("/abwesend")
    assert "sofort" in nele.press(1)
    nele.press(1)
    assert told(store, net.accounts["Tarek"]) == ["leave-told", "leave-told-now"]
    assert "nur Mitgliedern" in tarek.say("bis Freitag")
    assert "nur Mitgliedern" in tarek.say("wer ist Mara Lindner?")
    assert "Hamdan" not in nele.say("wer ist für Halle zuständig?")


def test_namesakes_are_asked_about(store: Store) -> None:
    """Two people of one name: which one is chosen, and only then shown."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    nele.say("neu im Team: Tarek Brand, Halle")
    nele.press(1)
    assert "Wen meinst Du?" in nele.say("Tarek verlässt uns zum 31.")
    assert "Tarek Brand ist noch bis 31. Dezember dabei" in nele.say("Tarek Brand")
    nele.press(1)
    assert left_on(store, net.people["Tarek"]) is None


def test_changes(store: Store) -> None:
    """A new number in one sentence."""
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    assert "030 23125099" in nele.say("Tarek hat eine neue Nummer: 030 23125099")
    assert "Mo–Do 9–15 Uhr" in nele.say("Sprechzeiten: Mo–Do 9–15 Uhr")
    nele.press(1)
    answer = nele.say("wer ist Tarek Hamdan?")
    assert "030 23125099" in answer
    assert "Mo–Do 9–15 Uhr" in answer
    assert "fehlt Dir hier das Recht" in nele.say("ändere Kim Aslan: 030 23125090")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("tarek hat ne neue handynummer 0171 2345678", "Mobil 0171 2345678"),
        ("die emailadresse von tarek ist jetzt t@example.org", "✉ t@example.org"),
        ("tareks sprechzeiten sind jetzt Mo-Do 9-15 Uhr", "Erreichbar: Mo-Do 9-15 Uhr"),
    ],
)
def test_changes_in_many_words(said: str, shown: str, store: Store) -> None:
    net = network(store)
    nele = Talk(store, net.accounts["Nele"])
    assert shown in nele.say(said)
    assert "☎ 030 23125098" in nele.say("nein 030 23125098")
