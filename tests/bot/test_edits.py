"""Messages that take another one's place: repeated without harm, and new ones where that cannot be."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.ports import OutgoingKind, SendError
from storage.models import OutboxKind, OutboxMessage
from storage.services.outbox import Draft, enqueue
from storage.services.placing import ONLY_EDIT
from storage.session import Store
from tests.bot.assembly import Assembly, FakeMessenger, play, texts


def converse(store: Store, network: FakeMessenger) -> list[tuple[str, str]]:
    """A list is asked for, and moved on by its button; returns kind and state of what was said."""

    async def scene() -> None:
        kitt = Assembly(store, network)
        await kitt.say("pages", "e1")
        await kitt.delivery.settled("fake", "e1")
        await kitt.say("", "e2", kind="press", press=network.parts[-1].options[0].press)
        done = asyncio.create_task(kitt.delivery.settled("fake", "e2"))
        while not done.done():
            kitt.clock.turn(seconds=5)
            await kitt.delivery.sweep()
            await asyncio.sleep(0)
        await kitt.stop()

    play(scene)
    with store.read() as session:
        rows = session.execute(select(OutboxMessage.kind, OutboxMessage.state).order_by(OutboxMessage.id))
        return [(row.kind.value, row.state.value) for row in rows]


def test_an_edit_of_unknown_outcome_is_repeated(store: Store) -> None:
    """Also where a message would be uncertain: to edit twice is to edit once."""
    network = FakeMessenger(idempotent=False, kinds=frozenset({"send", "edit"}))
    network.faults.extend([None, (SendError("timeout", unknown=True), True)])
    assert converse(store, network) == [("send", "sent"), ("edit", "sent")]
    assert [part.edits for part in network.parts] == ["", "id-1.0", "id-1.0"]


def test_where_nothing_can_be_edited(store: Store) -> None:
    """In the terminal, say: what would have moved on in its place comes as a message of its own."""
    network = FakeMessenger(idempotent=False)
    assert converse(store, network) == [("send", "sent"), ("send", "sent")]
    assert texts(network) == ["page 1", "page 2"]
    assert [part.edits for part in network.parts] == ["", ""]


def test_what_is_too_long_for_one_message_is_new(store: Store) -> None:
    """It would be torn apart: one piece up there, the rest at the end."""
    network = FakeMessenger(idempotent=False, kinds=frozenset({"send", "edit"}))
    network.limits = type(network.limits)(max_length=4)
    assert converse(store, network)[1] == ("send", "sent")
    assert texts(network) == ["page", "1", "page", "2"]


@pytest.mark.parametrize(
    ("kinds", "fault", "became"),
    [
        ({"send"}, None, ("send", "held_back")),
        ({"send", "edit"}, SendError("not-editable", permanent=True), ("send", "held_back")),
        ({"send", "edit"}, None, ("edit", "sent")),
    ],
)
def test_what_is_needless_anew(
    store: Store, kinds: set[OutgoingKind], fault: SendError | None, became: tuple[str, str]
) -> None:
    """Counts under an older message change there, or not at all: nobody needs each of them as a message."""
    network = FakeMessenger(kinds=frozenset(kinds))

    async def scene() -> None:
        kitt = Assembly(store, network)
        await kitt.say("options", "e1")
        await kitt.delivery.settled("fake", "e1")
        network.faults.extend([(fault, False)] if fault else [])
        with store.write() as session:
            first = session.scalars(select(OutboxMessage)).one()
            payload = {
                "texts": [{"key": "echo", "params": {"text": "counts"}}],
                "options": [],
                ONLY_EDIT: True,
            }
            draft = Draft(
                "poll:1", first.conversation_id, payload, "de", kind=OutboxKind.EDIT, edits=first.id
            )
            enqueue(session, draft, kitt.clock())
        for _ in range(20):
            kitt.clock.turn(seconds=5)
            await kitt.delivery.sweep()
            await asyncio.gather(*kitt.delivery._workers)
        await kitt.stop()

    play(scene)
    with store.read() as session:
        row = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
        assert row is not None
        assert (row.kind.value, row.state.value) == became
    assert len(texts(network)) == (2 if became[0] == "edit" else 1)
