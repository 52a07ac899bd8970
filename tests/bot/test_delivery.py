"""What goes out: sent once, in order; what is refused follows its error; the unknown is never repeated."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.ports import Limits, SendError
from storage.models import Conversation, OutboxKind, OutboxMessage, OutboxPart, OutboxState
from storage.services import outbox
from storage.services.outbox import Draft
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, FakeMessenger, play, texts
from tests.bot.posting import CLOCK, conversation_with_event, deliver, put, rows


@pytest.fixture
def conversation(store: Store) -> int:
    """A private conversation with an event in it."""
    return conversation_with_event(store)


def test_a_key_is_put_in_once(store: Store, conversation: int) -> None:
    """A second message with the same key is ignored, also after the first was sent."""
    put(store, conversation, "a")
    network = FakeMessenger()
    deliver(store, network)
    with store.write() as session:
        again = outbox.enqueue(session, Draft("key:a", conversation, {}, "de"), NOON)
    deliver(store, network)
    assert (again, texts(network)) == (None, ["a"])


def test_what_was_sent_is_forgotten_but_its_buttons_work(store: Store, conversation: int) -> None:
    """Texts and names go; step and data of the options stay."""
    put(store, conversation, "a")
    deliver(store, FakeMessenger())
    with store.read() as session:
        message = session.scalars(select(OutboxMessage)).one()
        assert message.payload == {
            "options": [{"label": {"key": "more", "params": {}}, "step": "s", "data": {"n": 1}}]
        }
        assert [(part.body, part.external_id) for part in message.parts] == [({}, f"id-{message.id}.0")]
        found = outbox.choice_of(
            session, message_id=message.id, index=0, conversation_id=conversation, account_id=1
        )
    assert found == ("s", {"n": 1})


TEMPORARY = SendError("server")
FLOOD = SendError("flood", retry_after=timedelta(seconds=7))
BLOCKED = SendError("blocked", permanent=True)
TIMEOUT = SendError("timeout", unknown=True)

FAULTS: Mapping[str, tuple[BaseException, bool, list[tuple[str, str, str]], list[str]]] = {
    "temporary": (TEMPORARY, True, [("key:a", "waiting", "server"), ("key:b", "waiting", "")], []),
    "flood": (FLOOD, True, [("key:a", "waiting", "flood"), ("key:b", "waiting", "")], []),
    "blocked": (BLOCKED, True, [("key:a", "failed", "blocked"), ("key:b", "sent", "")], ["b"]),
    "unknown, but told apart": (
        TIMEOUT,
        True,
        [("key:a", "waiting", "timeout"), ("key:b", "waiting", "")],
        [],
    ),
    "unknown": (
        TIMEOUT,
        False,
        [("key:a", "uncertain", "timeout"), ("key:b", "sent", ""), ("uncertain:1", "sent", "")],
        ["b", "answer-uncertain/de"],
    ),
    "a mistake": (
        ValueError("secret"),
        False,
        [("key:a", "uncertain", "crashed"), ("key:b", "sent", ""), ("uncertain:1", "sent", "")],
        ["b", "answer-uncertain/de"],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_refusal(store: Store, conversation: int, case: str) -> None:
    """What follows from each kind of error, for the message and for the one behind it."""
    error, idempotent, expected, arrived = FAULTS[case]
    put(store, conversation, "a", "b")
    network = FakeMessenger(idempotent=idempotent)
    network.faults.append((error, False))
    deliver(store, network)
    assert (rows(store), texts(network)) == (expected, arrived)


@pytest.mark.parametrize(("error", "seconds"), [(FLOOD, 7), (TEMPORARY, 2)])
def test_waiting_keeps_the_order(store: Store, conversation: int, error: SendError, seconds: int) -> None:
    """Until the pause is over nothing of this conversation goes out; then all does, in order."""
    put(store, conversation, "a", "b")
    network = FakeMessenger(idempotent=False)
    network.faults.append((error, False))
    deliver(store, network)
    CLOCK.turn(seconds=seconds * 0.4)
    deliver(store, network)
    assert (texts(network), network.calls) == ([], 1)
    CLOCK.turn(seconds=seconds)
    deliver(store, network)
    assert texts(network) == ["a", "b"]


def test_after_eight_tries_it_has_failed(store: Store, conversation: int) -> None:
    """Pauses grow to an hour; after the eighth try the message has failed and the next one goes out."""
    put(store, conversation, "a")
    network = FakeMessenger()
    network.faults.extend([(TEMPORARY, False)] * 8)
    for _ in range(8):
        deliver(store, network)
        CLOCK.turn(hours=1)
    put(store, conversation, "b")
    deliver(store, network)
    assert rows(store) == [("key:a", "failed", "server"), ("key:b", "sent", "")]
    assert network.calls == 9


def test_what_the_line_held_up_goes_when_it_is_back(store: Store, conversation: int) -> None:
    """At once, though its pause is not over; but a line that comes and goes does not use up the tries."""
    put(store, conversation, "a")
    network = FakeMessenger()
    network.faults.extend([(TEMPORARY, False)] * 4)
    calls = []

    async def scene() -> None:
        kitt = Assembly(store, network, clock=CLOCK)
        for seconds in (0, 60, 1, 60, 60, 60):
            CLOCK.turn(seconds=seconds)
            kitt.delivery.back("fake")
            await kitt.delivery.sweep()
            while kitt.delivery._workers:
                await asyncio.gather(*kitt.delivery._workers)
            calls.append(network.calls)
        await kitt.stop()

    play(scene)
    assert calls == [1, 2, 2, 3, 4, 5]
    assert rows(store) == [("key:a", "sent", "")]


def test_waiting_for_a_flood_is_no_try(store: Store, conversation: int) -> None:
    """However often the messenger asks to wait, the message is not given up for it."""
    put(store, conversation, "a")
    network = FakeMessenger()
    network.faults.extend([(FLOOD, False)] * 20)
    for _ in range(21):
        deliver(store, network)
        CLOCK.turn(seconds=8)
    assert rows(store) == [("key:a", "sent", "")]


def test_what_is_too_late_expires(store: Store, conversation: int) -> None:
    """Past its last moment a message is not sent any more."""
    put(store, conversation, "a", not_after=NOON + timedelta(minutes=5))
    put(store, conversation, "b")
    CLOCK.turn(minutes=6)
    network = FakeMessenger()
    deliver(store, network)
    assert rows(store) == [("key:a", "expired", "too-late"), ("key:b", "sent", "")]


def test_what_is_planned_for_later_lets_others_pass(store: Store, conversation: int) -> None:
    """A reminder for tomorrow holds nothing up, and comes when it is due."""
    put(store, conversation, "tomorrow", due_at=NOON + timedelta(days=1))
    put(store, conversation, "now")
    network = FakeMessenger()
    deliver(store, network)
    assert texts(network) == ["now"]
    CLOCK.turn(days=1)
    deliver(store, network)
    assert texts(network) == ["now", "tomorrow"]


def test_answers_go_before_what_nobody_waits_for(store: Store, conversation: int) -> None:
    """Whoever asked is not kept waiting by a message to many."""
    with store.write() as session:
        other = Conversation(messenger="fake", address="c2", state={}, created_at=NOON)
        session.add(other)
        session.flush()
        other_id = other.id
    put(store, conversation, "to all", answer=False)
    put(store, other_id, "answer")
    network = FakeMessenger()
    deliver(store, network, workers=1)
    assert texts(network) == ["answer", "to all"]


def test_long_text_goes_in_parts_with_keys_of_their_own(store: Store, conversation: int) -> None:
    """Each part has its number in its key, and only the last one has the options."""
    put(store, conversation, "one two six ten")
    network = FakeMessenger(limits=Limits(max_length=4))
    deliver(store, network)
    assert texts(network) == ["one", "two", "six", "ten"]
    assert network.keys == ["1.0", "1.1", "1.2", "1.3"]
    assert [len(part.options) for part in network.parts] == [0, 0, 0, 1]


@pytest.mark.parametrize("idempotent", [True, False])
def test_refusal_in_the_middle_repeats_no_part(store: Store, conversation: int, idempotent: bool) -> None:
    """What was refused for now goes on where it was interrupted."""
    put(store, conversation, "one two six")
    network = FakeMessenger(limits=Limits(max_length=4), idempotent=idempotent)
    network.faults.extend([None, (TEMPORARY, False), None])
    deliver(store, network)
    CLOCK.turn(seconds=3)
    deliver(store, network)
    assert network.keys == ["1.0", "1.1", "1.2"]


def test_uncertain_notices_are_not_about_notices(store: Store, conversation: int) -> None:
    """A notice of unknown outcome is followed by none; nor is a message that nobody asked for."""
    put(store, conversation, "to all", answer=False)
    put(store, conversation, "answer")
    network = FakeMessenger(idempotent=False)
    network.faults.extend([(TIMEOUT, False)] * 3)
    deliver(store, network)
    deliver(store, network)
    assert [(key, state) for key, state, _ in rows(store)] == [
        ("key:to all", "uncertain"),
        ("key:answer", "uncertain"),
        ("uncertain:2", "uncertain"),
    ]
    with store.read() as session:
        kept = session.scalars(select(OutboxMessage.payload).order_by(OutboxMessage.id)).all()
    assert [bool(payload.get("texts")) for payload in kept] == [True, False, False]


def test_what_cannot_be_rendered_is_said(store: Store, conversation: int) -> None:
    """A mistake in a text fails this message only, and whoever waits for it gets a sentence."""
    put(store, conversation, "broken", "b")
    network = FakeMessenger()
    deliver(store, network)
    assert texts(network) == ["b", "error-sorry/de"]
    assert rows(store)[0] == ("key:broken", "failed", "not-rendered")


def test_what_a_messenger_cannot_do_fails(store: Store, conversation: int) -> None:
    """A kind of message that it does not know is not handed to it."""
    put(store, conversation, "a", kind=OutboxKind.REACT)
    network = FakeMessenger()
    deliver(store, network)
    assert (network.calls, rows(store)) == (0, [("key:a", "failed", "unsupported")])


def test_only_what_is_in_reach_is_claimed(store: Store, conversation: int) -> None:
    """Neither other messengers' messages nor those of conversations that this one does not serve."""
    put(store, conversation, "a")
    deliver(store, FakeMessenger(name="other"))
    deliver(store, FakeMessenger(addresses=frozenset({"c2"})))
    assert rows(store) == [("key:a", "waiting", "")]
    deliver(store, FakeMessenger(addresses=frozenset({"c1"})))
    assert rows(store) == [("key:a", "sent", "")]


def test_parts_are_rendered_once(store: Store, conversation: int) -> None:
    """Between two tries the text cannot change: what was rendered is what is sent."""
    put(store, conversation, "a")
    network = FakeMessenger()
    network.faults.append((TEMPORARY, False))
    deliver(store, network)
    with store.read() as session:
        body = session.scalars(select(OutboxPart.body)).one()
    assert body["spans"] == [["a", False]]
    with store.write() as session:
        session.scalars(select(OutboxMessage)).one().payload = {"texts": [], "options": []}
    CLOCK.turn(minutes=1)
    deliver(store, network)
    assert texts(network) == ["a"]
    assert rows(store) == [("key:a", OutboxState.SENT.value, "")]
