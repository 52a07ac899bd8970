"""A newer privacy notice: members are told once with an answer and may agree; nothing is blocked."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.models import Consent
from storage.services import consent
from storage.session import Store
from tests import factories
from tests.dialogue import Talk
from tests.factories import NOW

NEWS = "neuen Fassung"


def mara(store: Store, *agreed: str) -> Talk:
    """Mara, who agreed to these versions."""
    with store.write() as session:
        people = factories.lead_network(session)
        account = factories.account(session, people["Mara"]).id
        for version in agreed:
            consent.give(session, people["Mara"].id, NOW, version)
    return Talk(store, account)


def versions(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Consent.version).order_by(Consent.given_at)))


def test_told_once_and_agreed_by_button(store: Store) -> None:
    """With the next answer, below it; the same version that /datenschutz shows is what is stored."""
    talk = mara(store, "2025-01")
    assert talk.say("kontakt harz").count(NEWS) == 1
    assert talk.reply.options[-1].step == "noticing.agree"
    number = len(talk.reply.options)
    assert consent.VERSION in talk.press(number)
    assert versions(store) == ["2025-01", consent.VERSION]
    assert NEWS not in talk.say("kontakt harz")
    shown = talk.say("/datenschutz")
    assert consent.VERSION in shown
    assert "Einverstanden" not in shown


def test_whoever_does_not_answer_is_left_alone(store: Store) -> None:
    """Not told again, answered as before; under /datenschutz they may still agree, twice is once."""
    talk = mara(store, "2025-01")
    assert NEWS in talk.say("hallo")
    assert NEWS not in talk.say("kontakt harz")
    assert "Aylin" in talk.rendered() or "Jonas" in talk.rendered()
    assert "Einverstanden" in talk.say("/datenschutz")
    before = talk.state
    assert "einverstanden" in talk.press(len(talk.reply.options))
    talk.state = before
    assert "einverstanden" in talk.say("Einverstanden")
    assert versions(store) == ["2025-01", consent.VERSION]


def test_not_amid_a_question(store: Store) -> None:
    """A form is not interrupted: the word comes with the answer after it."""
    talk = mara(store, "2025-01")
    assert NEWS not in talk.say("stell mich Lena Voigt vor")
    assert NEWS in talk.say("abbrechen")


@pytest.mark.parametrize("agreed", [(), (consent.VERSION,), ("2025-01", consent.VERSION)])
def test_who_has_nothing_to_agree_to(store: Store, agreed: tuple[str, ...]) -> None:
    """Who agreed to this version, or was never asked for any, hears nothing."""
    assert NEWS not in mara(store, *agreed).say("hallo")


def test_not_where_others_read(store: Store) -> None:
    """A group gets no such word, and its member gets it later, alone."""
    talk = mara(store, "2025-01")
    talk.in_group = True
    assert NEWS not in talk.say("kontakt harz")
    talk.in_group = False
    assert NEWS in talk.say("kontakt harz")
