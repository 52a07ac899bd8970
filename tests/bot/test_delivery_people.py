"""What Kitt says by itself reaches whom it is meant for, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.models import Account, Person, Preference
from storage.services import conversations, telling
from storage.services.telling import Kind
from storage.session import Session, Store
from tests import factories
from tests.bot.assembly import BERLIN, NOON, FakeMessenger, texts
from tests.bot.posting import CLOCK, deliver, rows

PAYLOAD = {"texts": [{"key": "echo", "params": {"text": "Frage"}}], "options": []}


def leave(session: Session) -> None:
    session.execute(update(Person).where(Person.key == "mara-lindner").values(left_on=NOON.date()))


def unlink(session: Session) -> None:
    session.execute(update(Account).values(person_id=None))


def hand_over(session: Session) -> None:
    somebody = factories.person(session, "Lena Voigt")
    session.execute(update(Account).values(person_id=somebody.id))


def tell(store: Store, kind: Kind) -> None:
    """Tell Mara something in her quiet hours, which end at two; noon in Greenwich is one in Berlin."""
    CLOCK.now = NOON
    with store.write() as session:
        mara = factories.person(session, "Mara Lindner")
        account = factories.account(session, mara, "a1", "fake").id
        conversations.private_with(session, "fake", "c1", account, NOON)
        session.add(Preference(person_id=mara.id, quiet_from=12 * 60, quiet_until=14 * 60, hidden=[]))
        session.flush()
        assert telling.tell(session, mara.id, PAYLOAD, key="k", now=NOON, zone=BERLIN, kind=kind)


@pytest.mark.parametrize("becomes", [leave, unlink, hand_over])
def test_a_request_is_held_back_from_who_left(store: Store, becomes: Callable[[Session], None]) -> None:
    """Nothing that waited is sent to an address whose person is gone, or another one by now."""
    tell(store, Kind.REQUEST)
    with store.write() as session:
        becomes(session)
    network = FakeMessenger()
    CLOCK.now = NOON + timedelta(hours=2)
    deliver(store, network)
    assert texts(network) == []
    assert rows(store) == [("k", "held_back", "left")]


def test_a_request_waits_for_who_stays(store: Store) -> None:
    """It comes when the quiet hours are over."""
    tell(store, Kind.REQUEST)
    network = FakeMessenger()
    deliver(store, network)
    assert texts(network) == []
    CLOCK.now = NOON + timedelta(hours=2)
    deliver(store, network)
    assert texts(network) == ["Frage"]


def test_an_answer_comes_to_who_just_left(store: Store) -> None:
    """Whoever asked to leave is told that it is done."""
    tell(store, Kind.ANSWER)
    with store.write() as session:
        leave(session)
    network = FakeMessenger()
    deliver(store, network)
    assert texts(network) == ["Frage"]
