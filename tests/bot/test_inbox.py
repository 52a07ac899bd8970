"""What comes in: stored once, answered once, in order; what fails is tried again and then said."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.cleaning import MOST_CHARACTERS
from bot.handling import Dialogue
from bot.ports import NotStoredError
from storage.models import Account, InboxState, OutboxMessage
from storage.session import Store
from tests.bot.assembly import Assembly, FakeMessenger, echo, events, play, texts, understood


def test_an_event_is_answered_once_and_forgotten(store: Store) -> None:
    """Stored, handled, delivered; then neither inbox nor outbox holds what was said."""
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network)
        assert await kitt.say("hallo", "1")
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert network.arrived == [("c1", "guest: hallo")]
    assert network.parts[0].answers == "1"
    (event,) = events(store)
    assert (event.state, event.payload) == (InboxState.DONE, {"kind": "text"})
    with store.read() as session:
        message = session.scalars(select(OutboxMessage)).one()
        assert (message.payload, message.dedupe_key) == ({}, f"reply:{event.id}:0")
        assert [part.body for part in message.parts] == [{}]


def test_duplicates_are_dropped(store: Store) -> None:
    """The same event again, later or at the same moment, is not stored and not answered."""
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network)
        assert sorted(await asyncio.gather(*(kitt.say("hallo", "1") for _ in range(8)))) == [False] * 7 + [
            True
        ]
        await kitt.delivery.settled("fake", "1")
        assert not await kitt.say("something else", "1")
        await kitt.stop()

    play(scene)
    assert len(events(store)) == len(network.arrived) == 1


def test_order_in_a_conversation_is_kept(store: Store) -> None:
    """However many come at once: each conversation is answered in the order in which it was stored."""
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network)
        for number in range(10):
            await asyncio.gather(
                *(
                    kitt.say(
                        str(number), f"{c}-{number}", conversation_address=f"c{c}", sender_address=f"a{c}"
                    )
                    for c in range(4)
                )
            )
        for c in range(4):
            await kitt.delivery.settled("fake", f"{c}-9")
        await kitt.stop()

    play(scene)
    for c in range(4):
        assert [t for address, t in network.arrived if address == f"c{c}"] == [
            f"guest: {n}" for n in range(10)
        ]


def test_conversations_are_handled_at_the_same_time(store: Store) -> None:
    """One slow conversation does not hold up another; and while a text is understood, nothing is locked."""
    network = FakeMessenger()
    both = threading.Barrier(2, timeout=30)

    def understand(text: str, *rest: Any) -> Any:
        both.wait()
        with store.write() as session:  # would wait for itself if a transaction were open here
            session.execute(update(Account).values(language="de"))
        return understood(text, *rest)

    async def scene() -> None:
        kitt = Assembly(store, network, dialogue=Dialogue(lambda _s, _v: None, understand, echo))
        await kitt.say("a", "1")
        await kitt.say("b", "2", conversation_address="c2", sender_address="a2")
        await kitt.delivery.settled("fake", "1")
        await kitt.delivery.settled("fake", "2")
        await kitt.stop()

    play(scene)
    assert sorted(texts(network)) == ["guest: a", "guest: b"]


def test_sweep_finds_what_nobody_was_told_of(store: Store) -> None:
    """An event of another process is left to it for some seconds, then taken over."""
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network)
        kitt.inbox._look_at, look_at = lambda *_, **__: None, kitt.inbox._look_at  # type: ignore[method-assign]
        await kitt.say("lost", "1")
        kitt.inbox._look_at = look_at  # type: ignore[method-assign]
        await kitt.inbox.sweep()
        assert not kitt.inbox._looking
        kitt.clock.turn(seconds=10)
        await kitt.inbox.sweep()
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert texts(network) == ["guest: lost"]


def test_other_messengers_events_are_left_alone(store: Store) -> None:
    """A process sweeps only what belongs to its messengers, or to the conversations they serve."""
    here = FakeMessenger(addresses=frozenset({"c1"}))

    async def scene() -> None:
        kitt = Assembly(store, here)
        kitt.inbox._stopping = True
        for key, more in {"1": {}, "2": {"conversation_address": "c2"}, "3": {"messenger": "other"}}.items():
            await kitt.say("hallo", key, **more)
        kitt.inbox._stopping = False
        await kitt.inbox.recover()
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    play(scene)
    assert [event.state for event in events(store)] == ["done", "waiting", "waiting"]


def test_text_is_cleaned_and_measured(store: Store) -> None:
    """NUL and lone surrogates never reach the database; a text that is too long is not read."""
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network)
        await kitt.say("a\x00b\ud800", "1")
        await kitt.say("x" * (MOST_CHARACTERS + 1), "2")
        await kitt.say("", "3")
        await kitt.delivery.settled("fake", "3")
        await kitt.stop()

    play(scene)
    assert texts(network) == ["guest: ab\ufffd", "input-too-long/de", "guest:"]


def test_what_cannot_be_stored_is_said(empty_store: Store) -> None:
    """The messenger learns that the event is not stored, so that it does not confirm it."""

    async def scene() -> None:
        kitt = Assembly(empty_store, FakeMessenger())
        with pytest.raises(NotStoredError):
            await kitt.say("hallo", "1")
        await kitt.stop()

    play(scene)
