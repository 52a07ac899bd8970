"""What Kitt says by itself reaches whom it is meant for, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from storage.models import Account, Deletion, OutboxMessage, OutboxPart, Person, Preference
from storage.queries.messages import Reach
from storage.services import conversations, outbox, telling
from storage.services.telling import Kind
from storage.session import Session, Store
from tests import factories
from tests.bot.assembly import BERLIN, NOON, FakeMessenger, texts
from tests.bot.posting import CLOCK, deliver, rows

PAYLOAD = {"texts": [{"key": "echo", "params": {"text": "Frage"}}], "options": []}
ANSWER = {"texts": [{"key": "echo", "params": {"text": "Antwort"}}], "options": []}


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


def ask_for_deletion(session: Session) -> None:
    person = session.scalars(select(Person.id).where(Person.key == "mara-lindner")).one()
    session.add(Deletion(person_id=person, asked_at=NOON, due_at=NOON + timedelta(hours=11)))


def mute(session: Session) -> None:
    session.execute(update(Preference).values(muted_until=NOON + timedelta(days=9)))


def block(session: Session) -> None:
    session.execute(update(Account).values(blocked_at=NOON))


CHANGES: dict[str, tuple[Callable[[Session], None], str]] = {
    "left": (leave, "left"),
    "gave the address away": (unlink, "left"),
    "address of somebody else": (hand_over, "left"),
    "asked to be deleted": (ask_for_deletion, "deletion"),
    "muted": (mute, "muted"),
    "blocked": (block, "blocked"),
}


@pytest.mark.parametrize("kind", [Kind.REQUEST, Kind.NUDGE])
@pytest.mark.parametrize("change", CHANGES)
def test_it_is_held_back_from_who_does_not_want_it(store: Store, change: str, kind: Kind) -> None:
    """Nothing that waited is sent to who left, muted or blocked Kitt or goes; why is noted, not what."""
    becomes, why = CHANGES[change]
    tell(store, kind)
    with store.write() as session:
        becomes(session)
    network = FakeMessenger()
    CLOCK.now = NOON + timedelta(hours=2)
    deliver(store, network)
    assert texts(network) == []
    assert rows(store) == [("k", "held_back", why)]
    with store.read() as session:
        assert session.scalars(select(OutboxMessage.payload)).all() == [{}]


def test_after_a_block_the_other_address_is_tried(store: Store) -> None:
    """Whoever blocks Kitt on one messenger is reached on the other, once."""
    tell(store, Kind.REQUEST)
    with store.write() as session:
        block(session)
        mara = session.scalars(select(Person).where(Person.key == "mara-lindner")).one()
        account = factories.account(session, mara, "a2", "fake").id
        conversations.private_with(session, "fake", "c2", account, NOON)
    network = FakeMessenger()
    CLOCK.now = NOON + timedelta(hours=2)
    deliver(store, network)
    deliver(store, network)
    assert network.arrived == [("c2", "unreached/de\nFrage")]
    assert rows(store) == [("k", "held_back", "blocked"), ("again:1", "sent", "")]


def test_it_waits_for_quiet_hours_that_were_set_meanwhile(store: Store) -> None:
    """What finds somebody in their quiet hours waits for their end; what they asked passes it."""
    tell(store, Kind.REQUEST)
    with store.write() as session:
        session.execute(update(Preference).values(quiet_until=16 * 60))
        telling.tell(session, 1, ANSWER, key="a", now=NOON, zone=BERLIN, kind=Kind.ANSWER)
    network = FakeMessenger()
    CLOCK.now = NOON + timedelta(hours=2)
    deliver(store, network)
    deliver(store, network)
    assert texts(network) == ["Antwort"]
    with store.read() as session:
        assert session.scalars(select(OutboxMessage.due_at).order_by(OutboxMessage.id)).first() == (
            NOON + timedelta(hours=3)
        )
        assert outbox.due(session, CLOCK.now, Reach(("fake",)), 9) == 0  # nothing to look for until then
    CLOCK.now = NOON + timedelta(hours=3)
    deliver(store, network)
    assert texts(network) == ["Antwort", "Frage"]
    assert [row[1:] for row in rows(store)] == [("sent", ""), ("sent", "")]


def test_what_has_begun_is_finished(store: Store) -> None:
    """Whoever mutes Kitt between two parts of a message gets the second one, too."""
    tell(store, Kind.REQUEST)
    CLOCK.now = NOON + timedelta(hours=2)
    with store.write() as session:
        mute(session)
        part = {"spans": [["Zwei", False]], "options": [], "first": 0}
        session.add_all([OutboxPart(message_id=1, number=0, body={}, sent_at=NOON),
                         OutboxPart(message_id=1, number=1, body=part)])  # fmt: skip
    network = FakeMessenger()
    deliver(store, network)
    assert texts(network) == ["Zwei"]


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
