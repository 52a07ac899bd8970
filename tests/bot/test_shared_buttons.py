"""Buttons under a message that a whole group sees: pressed by many, it stays one message."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from bot.dialogue import Dialogue
from bot.ports import OutgoingKind, SendError
from dialogs.turn import Option, Reply, say
from storage.models import Conversation, ConversationKind, OutboxMessage
from storage.services import outbox
from storage.session import Store
from tests.bot.assembly import Assembly, FakeMessenger, play, texts, understood

PRESS = Option(say("echo", text="yes"), "count", {"n": 1})


def counted(pressed: list[int], _session: Any, asked: Any, *_rest: Any) -> Reply:
    """How often it was pressed, in the place of the message."""
    pressed.append(asked.account_id)
    return Reply((say("echo", text=f"{len(pressed)} come"),), (PRESS,), edit=True, only_edit=True)


def shown(store: Store, network: FakeMessenger) -> int:
    """A message in a group that is meant for nobody alone; returns its number."""
    kitt = Assembly(store, network)
    now = kitt.clock()
    with store.write() as session:
        place = Conversation(
            messenger="fake", address="g1", kind=ConversationKind.GROUP, state={}, created_at=now
        )
        session.add(place)
        session.flush()
        said = Reply((say("echo", text="0 come"),), (PRESS,)).as_json()
        number = outbox.enqueue(session, outbox.Draft("invited:1", place.id, said, "de"), now)
    assert number is not None
    return number


def press(store: Store, network: FakeMessenger, number: int, times: int) -> list[int]:
    """Several people press it, as it was when they saw it first; then one presses what it has become."""
    pressed: list[int] = []

    def respond(*given: Any) -> Reply:
        return counted(pressed, *given)

    async def scene() -> None:
        kitt = Assembly(
            store, network, dialogue=Dialogue(lambda _session, _viewer: None, understood, respond)
        )
        place = {"conversation_address": "g1", "conversation_kind": "group", "kind": "press"}
        await settled(kitt)
        for who in range(times):
            await kitt.say("", f"e{who}", press=f"{number}:0", sender_address=f"a{who}", **place)
            await kitt.delivery.settled("fake", f"e{who}")
            await settled(kitt)
        newest = network.parts[-1].options[0].press
        await kitt.say("", "last", press=newest, sender_address="a0", **place)
        await kitt.delivery.settled("fake", "last")
        await settled(kitt)
        await kitt.stop()

    play(scene)
    return pressed


async def settled(kitt: Assembly) -> None:
    """Send what is due."""
    for _ in range(3):
        kitt.clock.turn(seconds=5)
        await kitt.delivery.sweep()
        while kitt.delivery._workers:
            await asyncio.gather(*kitt.delivery._workers)


def test_everybody_counts_and_it_stays_one_message(store: Store) -> None:
    """Whoever presses what they saw before others did is heard, and nothing new is said."""
    kinds: frozenset[OutgoingKind] = frozenset({"send", "edit"})
    network = FakeMessenger(kinds=kinds)
    number = shown(store, network)
    pressed = press(store, network, number, 3)
    assert len(pressed) == 4
    assert len(set(pressed)) == 3
    assert texts(network) == ["0 come", "1 come", "2 come", "3 come", "4 come"]
    assert [bool(part.edits) for part in network.parts] == [False, True, True, True, True]
    assert len({part.edits for part in network.parts[1:4]}) == 1


@pytest.mark.parametrize("can_edit", [True, False])
def test_what_cannot_be_edited_is_not_said_at_all(store: Store, can_edit: bool) -> None:
    """Not where the messenger cannot, nor where the message is gone: a group is not flooded."""
    network = FakeMessenger(kinds=frozenset({"send", "edit"}) if can_edit else frozenset({"send"}))
    number = shown(store, network)
    if can_edit:
        network.faults.extend([None, *[(SendError("not-editable", permanent=True), False)] * 9])
    assert len(press(store, network, number, 2)) == 3
    assert texts(network) == ["0 come"]
    with store.read() as session:
        states = session.scalars(select(OutboxMessage.state).order_by(OutboxMessage.id)).all()
    assert [state.value for state in states][1:] == ["held_back"] * 3
