"""An outbox to try things with: a conversation, messages put in, processes that deliver and end."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import select

from storage.models import Account, Conversation, InboxEvent, InboxState, OutboxMessage
from storage.services import outbox
from storage.services.outbox import Draft
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, FakeMessenger, HandClock, play

CLOCK = HandClock()


def conversation_with_event(store: Store) -> int:
    """A private conversation with an event in it, which has the number 1; the clock shows noon."""
    CLOCK.now = NOON
    with store.write() as session:
        account = Account(messenger="fake", address="a1", created_at=NOON)
        place = Conversation(messenger="fake", address="c1", state={}, created_at=NOON)
        session.add_all([account, place])
        session.flush()
        session.add(
            InboxEvent(
                messenger="fake",
                event_key="e1",
                conversation_id=place.id,
                account_id=account.id,
                payload={},
                received_at=NOON,
                state=InboxState.DONE,
            )
        )
        session.flush()
        return place.id


def put(store: Store, conversation: int, *said: str, answer: bool = True, **more: Any) -> None:
    """Put messages into the outbox, each with its text as its key."""
    with store.write() as session:
        for text in said:
            payload = {
                "texts": [{"key": "broken" if text == "broken" else "echo", "params": {"text": text}}],
                "options": [{"label": {"key": "more", "params": {}}, "step": "s", "data": {"n": 1}}],
            }
            draft = Draft(f"key:{text}", conversation, payload, "de", 1, 1 if answer else None, **more)
            assert outbox.enqueue(session, draft, CLOCK()) is not None


def deliver(
    store: Store, network: FakeMessenger, *, owner: str = "one", take_over: bool = False, **more: Any
) -> None:
    """A process that sends what is due and ends."""

    async def scene() -> None:
        kitt = Assembly(store, network, clock=CLOCK, owner=owner, **more)
        if take_over:
            await kitt.delivery.take_over()
        await kitt.delivery.sweep()
        while kitt.delivery._workers:
            await asyncio.gather(*kitt.delivery._workers)
        await kitt.stop()

    play(scene)


def rows(store: Store) -> list[tuple[str, str, str]]:
    """(key, state, error) of all messages, in order."""
    with store.read() as session:
        found = session.execute(
            select(OutboxMessage.dedupe_key, OutboxMessage.state, OutboxMessage.error).order_by(
                OutboxMessage.id
            )
        )
        return [(row.dedupe_key, row.state.value, row.error) for row in found]
