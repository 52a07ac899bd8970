"""Introductions: both learn enough to talk after a yes, nobody learns anything of a no."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.models import Account, Introduction, Person, Preference
from storage.services import conversations, introductions
from storage.services.viewer import GUEST
from storage.session import Store
from tests import factories
from tests.dialogs.telling import press, told, words
from tests.dialogue import Talk
from tests.factories import NOW, TODAY


@pytest.fixture
def network(store: Store) -> dict[str, int]:
    """Accounts by given name."""
    with store.write() as session:
        people = factories.lead_network(session)
        made = {name: factories.account(session, one, address=name).id for name, one in people.items()}
        for address, account in made.items():
            conversations.private_with(session, "console", address, account, NOW)
    return made


def states(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        rows = session.execute(select(Introduction.state, Introduction.reason).order_by(Introduction.id))
        return [(row.state.value, row.reason) for row in rows]


def wish(store: Store, network: dict[str, int], why: str = "Austausch zur Pflege") -> Talk:
    """Heike asks to be introduced to Lena."""
    heike = Talk(store, network["Heike"])
    assert "Vorstellen lassen" in heike.say("Wer ist Lena Voigt?")
    assert "keine Namen von Klient:innen" in heike.say("Vorstellen lassen")
    assert "Ich frage nach" in heike.say(why)
    return heike


def test_a_yes_gives_both_what_they_need(store: Store, network: dict[str, int]) -> None:
    """Each gets the other's card, once; the reason is forgotten."""
    wish(store, network)
    lena = Talk(store, network["Lena"])
    (asked,) = told(store, network["Lena"])
    assert words(asked).startswith("Heike Sander möchte Dich kennenlernen: „Austausch zur Pflege“")
    assert "030 23125004" in press(lena, asked, 1)
    (granted,) = told(store, network["Heike"])
    assert "030 23125005" in words(granted)
    assert "schon erledigt" in press(lena, asked, 1)
    assert "schon erledigt" in press(lena, asked, 2)
    assert states(store) == [("granted", "")]
    assert len(told(store, network["Heike"])) == 1


def test_a_no_is_silent(store: Store, network: dict[str, int]) -> None:
    """Whoever asked is told nothing, asks again in vain, and takes it back as if nobody had answered."""
    heike, lena = wish(store, network), Talk(store, network["Lena"])
    press(lena, told(store, network["Lena"])[0], 2)
    assert states(store) == [("declined", "")]
    heike = wish(store, network, "noch einmal")
    assert (told(store, network["Heike"]), len(told(store, network["Lena"]))) == ([], 1)
    assert "frage nicht weiter" in heike.press(1)


def test_asking_twice_is_once_and_may_be_withdrawn(store: Store, network: dict[str, int]) -> None:
    """The second wish is the first; after it was taken back the buttons do nothing."""
    wish(store, network)
    heike = wish(store, network)
    assert len(states(store)) == 1
    asked = told(store, network["Lena"])[0]
    assert "frage nicht weiter" in heike.press(1)
    assert told(store, network["Lena"]) == [{}]
    assert "schon erledigt" in press(Talk(store, network["Lena"]), asked, 1)
    assert told(store, network["Heike"]) == []


@pytest.mark.parametrize("number", [1, 2])
def test_forwarded_buttons_decide_nothing(store: Store, network: dict[str, int], number: int) -> None:
    """Only who was asked decides."""
    wish(store, network)
    asked = told(store, network["Lena"])[0]
    for name in ("Mara", "Heike"):
        assert "schon erledigt" in press(Talk(store, network[name]), asked, number)
    assert states(store) == [("open", "Austausch zur Pflege")]


def test_who_is_muted_or_gone(store: Store, network: dict[str, int]) -> None:
    """Who is muted is not asked and nothing is kept; who left meanwhile is introduced to nobody."""
    with store.write() as session:
        lena = session.get_one(Account, network["Lena"]).person_id
        session.add(Preference(person_id=lena, muted_until=NOW + timedelta(days=3), hidden=[]))
    heike = Talk(store, network["Heike"])
    heike.say("stell mich Lena Voigt vor")
    assert "Gerade kann ich nicht nachfragen" in heike.say("Austausch")
    assert states(store) == [("withdrawn", "")]
    heike.say("stell mich Mara Lindner vor")
    heike.say("Austausch")
    with store.write() as session:
        gone = session.get_one(Account, network["Heike"]).person_id
        session.get_one(Person, gone).left_on = date(2026, 11, 23)
    mara = Talk(store, network["Mara"])
    assert "schon erledigt" in press(mara, told(store, network["Mara"])[0], 1)
    assert "Sander" not in mara.rendered()


def test_both_ends_of_a_commute(store: Store, network: dict[str, int]) -> None:
    """Both contacts are asked, each on their own."""
    heike = Talk(store, network["Heike"])
    shown = heike.say("wohnt in Halle, arbeitet in Magdeburg")
    assert "Beide vorstellen" in shown
    assert "Tarek Hamdan und Lena Voigt" in heike.say("Beide vorstellen")
    assert "Ich frage beide" in heike.say("ein gemeinsamer Fall")
    assert [len(told(store, network[name])) for name in ("Tarek", "Lena")] == [1, 1]


def test_without_a_name_it_is_said_honestly(store: Store, network: dict[str, int]) -> None:
    """Finding somebody unknown comes later; guests and groups get nothing."""
    heike = Talk(store, network["Heike"])
    assert "Das kann ich noch nicht" in heike.say("stell mich jemandem aus Halle vor")
    heike.in_group = True
    assert "Vorstellen" not in heike.say("Wer ist Lena Voigt?")
    with store.write() as session, pytest.raises(NotAllowedError):
        introductions.ask(session, viewer=GUEST, account_id=1, asked_id=1, reason="", today=TODAY, now=NOW)
