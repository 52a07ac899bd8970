"""A nudge that cannot be delivered: the person's other address gets it, once, with a word of why."""

from __future__ import annotations

from collections import deque

import pytest

from bot.ports import SendError
from storage.models import Account, Conversation, ConversationKind
from storage.services import conversations, telling
from storage.services.telling import Kind
from storage.session import Store
from tests import factories
from tests.bot.assembly import NOON, FakeMessenger
from tests.bot.posting import CLOCK, conversation_with_event, deliver, put, rows

NUDGE = {"texts": [{"key": "echo", "params": {"text": "nudge"}}], "options": []}
FAULTS = {
    "blocked": [(SendError("blocked", permanent=True), False)],
    "too often": [(SendError("server"), False)] * 8,
}


def told(store: Store) -> tuple[int, int]:
    """A person with two addresses is told something; returns them, the second was told."""
    CLOCK.now = NOON
    with store.write() as session:
        who = factories.person(session, "Mara Lindner")
        both = [factories.account(session, who, name, "fake").id for name in ("a1", "a2")]
        for number, account in enumerate(both, 1):
            conversations.private_with(session, "fake", f"c{number}", account, NOON)
        assert NOON.tzinfo is not None
        telling.tell(session, who.id, NUDGE, key="n", now=NOON, zone=NOON.tzinfo, kind=Kind.ANSWER)
    return both[0], both[1]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_other_address_gets_it(store: Store, fault: str) -> None:
    """Refused for good or too often: it arrives at the other address, and says which one failed."""
    _, second = told(store)
    network = FakeMessenger()
    network.faults.extend(FAULTS[fault])
    for _ in range(9):
        deliver(store, network)
        CLOCK.turn(hours=1)
    assert network.arrived == [("c1", "unreached/de\nnudge")]
    assert [(key, state) for key, state, _ in rows(store)] == [("n", "failed"), ("again:1", "sent")]
    with store.read() as session:
        blocked = session.get_one(Account, second).blocked_at is not None
    assert blocked == (fault == "blocked")


def test_killed_while_sending_too_often(store: Store) -> None:
    """A message that was tried too often, by processes that ended, goes to the other address."""
    told(store)
    network = FakeMessenger()
    network.faults.extend([(SendError("server"), False)] * 8)
    deliver(store, network, attempts=9)
    with store.write() as session:
        session.connection().exec_driver_sql("UPDATE outbox_message SET attempts = 8, due_at = created_at")
    CLOCK.turn(hours=1)
    network.faults.clear()
    deliver(store, network)
    assert network.arrived == [("c1", "unreached/de\nnudge")]
    assert [(key, state) for key, state, _ in rows(store)] == [("n", "failed"), ("again:1", "sent")]


@pytest.mark.parametrize(("code", "kind", "private"), [
    ("silent", "group", True), ("gone", "group", True), ("refused", "group", True),
    ("silent", "group", False), ("silent", "private", True),
])  # fmt: skip
def test_an_answer_that_is_not_let_into_a_group(store: Store, code: str, kind: str, private: bool) -> None:
    """Whoever asked there gets it in their private chat, once, if they have one."""
    place = conversation_with_event(store)
    with store.write() as session:
        here = session.get_one(Conversation, place)
        here.kind = ConversationKind(kind)
        own = Conversation(messenger="fake", address="own", state={}, created_at=NOON)
        session.add(own)
        session.flush()
        session.get_one(Account, 1).conversation_id = own.id if private else None
    put(store, place, "answer")
    network = FakeMessenger(faults=deque([(SendError(code, permanent=True), False)]))
    deliver(store, network)
    deliver(store, network, owner="two")
    moved = private and kind == "group" and code != "refused"
    assert [address for address, _ in network.arrived] == ["own"][:moved]
    assert all("answer-not-there" in text and "answer" in text for _, text in network.arrived)
