"""Texts that could not be forgotten at once go when their time is up; what keeps the books stays."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import structlog
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.composition import Parts, Process
from bot.config import RetentionSettings, Settings
from bot.forgetting import EVERY, Forgetting
from bot.handling import Dialogue
from bot.ports import SendError
from dialogs.turn import Reply
from storage.models import InboxEvent, InboxState, OutboxMessage, OutboxPart
from storage.services import inbox, outbox, retention
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, FakeMessenger, HandClock, play, understood
from tests.bot.posting import CLOCK, conversation_with_event, deliver, put
from tests.dialogue import interpreter, knowledge

KEEP = timedelta(days=7)


@pytest.fixture(autouse=True)
def _log_of_information() -> Iterator[None]:
    """Counts are information, which the tests else leave out."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("info"))
    yield
    structlog.configure(**before)


def forgetting(store: Store, clock: HandClock) -> Forgetting:
    return Forgetting(store, keep=KEEP, clock=clock)


def parked(store: Store, *said: str) -> datetime:
    """Events that could not be handled, each parked after its third try; the time when all are."""
    clock = HandClock()

    def respond(*_: Any) -> Reply:
        raise ValueError

    async def scene() -> None:
        dialogue = Dialogue(lambda _s, _v: None, understood, respond)
        kitt = Assembly(store, FakeMessenger(), dialogue=dialogue, clock=clock)
        for key, text in enumerate(said):
            await kitt.say(text, str(key), conversation_address=f"c{key}")
            while not await kitt.inbox._run(_is_parked, store, str(key)):
                await kitt.inbox.sweep()
                clock.turn(seconds=40)
        await kitt.stop()

    play(scene)
    return clock()


def _is_parked(store: Store, key: str) -> bool:
    with store.read() as session:
        query = select(InboxEvent.state).where(InboxEvent.event_key == key)
        return session.scalar(query) is InboxState.PARKED


def events(store: Store) -> list[Any]:
    """What is kept of all events, in order."""
    with store.read() as session:
        return list(session.scalars(select(InboxEvent.payload).order_by(InboxEvent.id)))


def test_a_parked_text_is_kept_for_its_time_and_no_longer(store: Store) -> None:
    """Long enough for a look, and never for more than the days that are set."""
    end = parked(store, "Mara Lindner")
    clock = HandClock(NOON + KEEP - 2 * EVERY)
    forgetting(store, clock).forget()
    assert events(store)[0]["text"] == "Mara Lindner"
    clock.now = end + KEEP - EVERY + timedelta(seconds=1)
    with capture_logs() as log:
        forgetting(store, clock).forget()
    assert events(store) == [{"kind": "text"}]
    assert log == [{"event": "retention.events_cleared", "count": 1, "log_level": "info"}]
    with store.read() as session:
        event = session.scalars(select(InboxEvent)).one()
        assert (event.state, event.attempts, event.event_key) == (InboxState.PARKED, 3, "0")


def test_what_was_forgotten_is_not_looked_at_again(store: Store) -> None:
    """A second look finds nothing, says nothing and changes nothing."""
    clock = HandClock(parked(store, "a") + KEEP)
    forgetting(store, clock).forget()
    with store.read() as session:
        assert retention.texts_before(session, clock()) == ([], [])
    with capture_logs() as log:
        forgetting(store, clock).forget()
    assert log == []


def test_what_waits_is_never_cleared(store: Store) -> None:
    """An event that nobody has handled yet keeps its text, however old it is."""
    arrival = inbox.Arrival("fake", "1", "c1", "private", "a1", {"kind": "text", "text": "hallo"})  # type: ignore[arg-type]
    with store.write() as session:
        assert inbox.receive(session, arrival, NOON)
    conversation = conversation_with_event_of(store)
    put(store, conversation, "later", answer=False, due_at=NOON + timedelta(days=1))
    forgetting(store, HandClock(NOON + 10 * KEEP)).forget()
    assert events(store) == [{"kind": "text", "text": "hallo"}]
    with store.read() as session:
        (payload,) = session.scalars(select(OutboxMessage.payload))
        assert payload["texts"]
        both = retention.Texts([1], [1])
    with store.write() as session:  # not even if somebody found it finished a moment ago
        retention.forget_texts(session, both)
    assert events(store) == [{"kind": "text", "text": "hallo"}]


def conversation_with_event_of(store: Store) -> int:
    """The conversation of the only event."""
    with store.read() as session:
        return session.scalars(select(InboxEvent.conversation_id)).one()


@pytest.mark.parametrize(
    "fault", [SendError("blocked", permanent=True), SendError("timeout", unknown=True)], ids=str
)
def test_what_could_not_be_delivered_is_kept_as_long(store: Store, fault: SendError) -> None:
    """A message that answers nobody keeps its text for a while; then its buttons and its end are left."""
    conversation = conversation_with_event(store)
    put(store, conversation, "news", answer=False)
    network = FakeMessenger(idempotent=False)
    network.faults.append((fault, False))
    deliver(store, network)
    clock = HandClock(CLOCK() + KEEP - 2 * EVERY)
    forgetting(store, clock).forget()
    with store.read() as session:
        assert session.scalars(select(OutboxMessage.payload)).one()["texts"]
        assert session.scalars(select(OutboxPart.body)).one() != {}
    clock.now = CLOCK() + KEEP
    with capture_logs() as log:
        forgetting(store, clock).forget()
    assert log == [{"event": "retention.messages_cleared", "count": 1, "log_level": "info"}]
    with store.read() as session:
        message = session.scalars(select(OutboxMessage)).one()
        assert message.payload == {
            "options": [{"label": {"key": "more", "params": {}}, "step": "s", "data": {"n": 1}}]
        }
        assert (message.state.value, message.error) == (
            "failed" if fault.permanent else "uncertain",
            fault.code,
        )
        assert [part.body for part in message.parts] == [{}]
        found = outbox.choice_of(
            session, message_id=message.id, index=0, conversation_id=conversation, account_id=1
        )
    assert found == ("s", {"n": 1})


def test_more_than_one_transaction_takes(store: Store) -> None:
    """All go, in portions."""
    end = parked(store, "a", "b", "c", "d", "e")
    with store.read() as session:
        assert len(retention.texts_before(session, end + KEEP, most=2).events) == 2
    forgetting(store, HandClock(end + KEEP)).forget()
    assert events(store) == [{"kind": "text"}] * 5


def test_the_process_forgets_at_its_start(store: Store) -> None:
    """Whoever starts Kitt for minutes a week has nothing older than the settings say, either."""
    end = parked(store, "a")
    days = 2
    settings = Settings(retention=RetentionSettings(texts=timedelta(days=days)))
    clock = HandClock(end + timedelta(days=days))

    async def scene() -> None:
        process = Process(Parts(store, knowledge(), interpreter(), settings), [FakeMessenger()], clock=clock)
        task = asyncio.ensure_future(process.run())
        while "text" in events(store)[0]:
            await asyncio.sleep(0)
        process.stop()
        await task

    play(scene)
    assert events(store) == [{"kind": "text"}]
