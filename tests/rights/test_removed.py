"""Through the real inbox and outbox: what is forwarded works for nobody else; who is removed is out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.composition import wall_clock
from dialogs.texts import markup, plain
from storage.models import Account, Person, Role
from storage.session import Session, Store
from tests import factories
from tests.soak.whole import MESSENGER, Speaker, Whole

HEIKE, LENA, GUEST = (
    Speaker(Role.MEMBER, "heike"),
    Speaker(Role.MEMBER, "lena"),
    Speaker(Role.GUEST, "gast"),
)
NAMES = ("Lindner", "Petrow", "Demir", "Sander", "Voigt", "Hamdan", "Brandt", "30 23125")


def text(key: str) -> str:
    """What a text without parameters reads in German."""
    return plain(markup({"key": key, "params": {}}, "de"))


@pytest.fixture
def kitt(store: Store) -> Iterator[Whole]:
    """The lead-project network, two of its people and a guest with an address."""
    with store.write() as session:
        people = factories.lead_network(session)
        factories.account(session, people["Heike"], "heike", MESSENGER)
        factories.account(session, people["Lena"], "lena", MESSENGER)
        factories.account(session, None, "gast", MESSENGER)
    with Whole(store) as whole:
        yield whole


def leave(session: Session) -> None:
    """Heike leaves today."""
    session.execute(update(Person).where(Person.key == "heike-sander").values(left_on=wall_clock().date()))


def unlink(session: Session) -> None:
    """Heike's address is taken away."""
    session.execute(update(Account).where(Account.address == "heike").values(person_id=None))


def demote(session: Session) -> None:
    """Heike is a guest from now on."""
    session.execute(update(Person).where(Person.key == "heike-sander").values(role=Role.GUEST))


WAYS_OUT = pytest.mark.parametrize("removed", [leave, unlink, demote])
PLACES = pytest.mark.parametrize("in_group", [False, True])


@pytest.mark.parametrize("other", [LENA, GUEST])
def test_a_forwarded_button_works_for_nobody_else(kitt: Whole, other: Speaker) -> None:
    """The number of a button of somebody's private chat is worth nothing in another one."""
    buttons = kitt.say(HEIKE, "Wer ist mein Kontakt im Harz?").presses
    assert len(buttons) > 2
    for button in buttons:
        assert kitt.press(other, button).text == text("stale-option")


def test_a_button_in_a_group_works_with_the_rights_of_whoever_presses(kitt: Whole) -> None:
    """Another member may; a guest is refused, sees no name, ends nothing of what was talked about."""
    heike, lena, guest = (replace(who, in_group=True) for who in (HEIKE, LENA, GUEST))
    button = kitt.say(heike, "Wer ist mein Kontakt im Harz?").presses[0]
    refused = kitt.press(guest, button)
    assert text("guests-not") in refused.text
    assert not [name for name in NAMES if name in refused.text]
    assert "Heike Sander" in kitt.press(lena, button).text
    assert "Hamdan" in kitt.say(heike, "und in Halle?").text


def test_a_guest_does_not_answer_for_members(kitt: Whole) -> None:
    """A question to a member of a group stays open while a guest talks."""
    heike, guest = (replace(who, in_group=True) for who in (HEIKE, GUEST))
    kitt.say(heike, "Kontakt?")
    for said in ("Harz", "1", "abbrechen", "Mara Lindner"):
        assert not [name for name in NAMES if name in kitt.say(guest, said).text.replace(said, "")]
    assert "Lindner" in kitt.say(heike, "Harz").text


@WAYS_OUT
@PLACES
def test_who_is_removed_is_out_at_once(
    kitt: Whole, removed: Callable[[Session], None], in_group: bool
) -> None:
    """In the middle of a question, with buttons in hand: refused, nothing named, nothing remembered."""
    heike = replace(HEIKE, in_group=in_group)
    card = kitt.say(heike, "Wer ist mein Kontakt im Harz?")
    question = kitt.say(heike, "Kontakt?")
    with kitt.store.write() as session:
        removed(session)
    for answer in (
        kitt.say(heike, "Harz"),
        kitt.say(heike, "1"),
        kitt.say(heike, "Telefonnummer?"),
        *(kitt.press(heike, button) for button in (card.presses[0], question.presses[0])),
        kitt.say(heike, "/kontakt Harz"),
        kitt.say(heike, "hallo"),
    ):
        assert not [name for name in NAMES if name in answer.text]
        assert in_group or not [name for name in NAMES if name in str(answer.state)]
        assert in_group or answer.state["results"] == []


def test_who_leaves_tomorrow_is_in_today(kitt: Whole) -> None:
    """The day on which somebody leaves is the first one without them."""
    with kitt.store.write() as session:
        tomorrow = wall_clock().date() + timedelta(days=2)
        session.execute(update(Person).where(Person.key == "heike-sander").values(left_on=tomorrow))
    assert "Lindner" in kitt.say(HEIKE, "Wer ist mein Kontakt im Harz?").text


def test_an_address_that_changes_hands_takes_no_talk_along(kitt: Whole) -> None:
    """Whoever gets an address next has their own name and rights, not those of before."""
    kitt.say(HEIKE, "Wer ist mein Kontakt im Harz?")
    with kitt.store.write() as session:
        unlink(session)
    guest = kitt.say(HEIKE, "und in Halle?")
    with kitt.store.write() as session:
        lena = session.scalar(select(Person.id).where(Person.key == "lena-voigt"))
        session.execute(update(Account).where(Account.address == "heike").values(person_id=lena))
    assert guest.state["slots"] == {}
    assert "Lena" in kitt.say(HEIKE, "hallo").text
