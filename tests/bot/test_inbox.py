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
from dialogs.turn import Reply
from storage.models import Account, InboxEvent, InboxState, OutboxMessage
from storage.session import Store
from tests import factories
from tests.bot.assembly import Assembly, FakeMessenger, echo, play, understood


def events(store: Store) -> list[InboxEvent]:
    with store.read() as session:
        found = list(session.scalars(select(InboxEvent).order_by(InboxEvent.id)))
        session.expunge_all()  # what a reading session holds ends with it
        return found


def texts(messenger: FakeMessenger) -> list[str]:
    return [text for _, text in messenger.arrived]


class Killed(BaseException):
    """What a handling raises here that would have killed the process."""


def failing(times: int, error: BaseException, calls: list[str]) -> Dialogue:
    """A dialogue that raises for its first calls."""

    def respond(session: Any, asked: Any, *rest: Any) -> Reply:
        calls.append(asked.text)
        if len(calls) <= times:
            raise error
        return echo(session, asked, *rest)

    return Dialogue(lambda _session, _viewer: None, understood, respond)


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


def test_failure_is_tried_again_after_a_pause(store: Store) -> None:
    """An event that raises waits, keeps its place before later ones, and is handled in the end."""
    network = FakeMessenger()
    calls: list[str] = []

    async def scene() -> None:
        kitt = Assembly(store, network, dialogue=failing(2, ValueError("secret"), calls))
        await kitt.say("first", "1")
        await kitt.say("second", "2")
        while len(calls) < 3:
            await kitt.inbox.sweep()
            kitt.clock.turn(seconds=4)
        await kitt.delivery.settled("fake", "2")
        await kitt.stop()

    play(scene)
    assert calls == ["first", "first", "first", "second"]
    assert texts(network) == ["guest: first", "guest: second"]


def test_without_a_pause_nothing_is_tried_again(store: Store) -> None:
    """The pause is kept, whatever else comes in or ticks."""
    calls: list[str] = []

    async def scene() -> None:
        kitt = Assembly(store, FakeMessenger(), dialogue=failing(9, ValueError(), calls))
        await kitt.say("first", "1")
        while not kitt.inbox._resting:
            await asyncio.sleep(0)
        await kitt.say("second", "2")
        await kitt.inbox.sweep()
        await kitt.stop()

    play(scene)
    assert calls == ["first"]


def test_after_three_failures_it_is_parked_and_said(store: Store) -> None:
    """Three tries; then a kind sentence, and the conversation goes on with what came next."""
    network = FakeMessenger()
    calls: list[str] = []

    async def scene() -> None:
        kitt = Assembly(store, network, dialogue=failing(3, ValueError(), calls))
        await kitt.say("bad", "1", language="en-GB")
        await kitt.say("good", "2")
        while len(calls) < 4:
            await kitt.inbox.sweep()
            kitt.clock.turn(seconds=40)
        await kitt.delivery.settled("fake", "2")
        await kitt.stop()

    play(scene)
    assert calls == ["bad", "bad", "bad", "good"]
    assert texts(network) == ["error-sorry/en", "guest: good"]
    bad, good = events(store)
    assert (bad.state, bad.attempts, good.state) == (InboxState.PARKED, 3, InboxState.DONE)
    assert bad.payload["text"] == "bad"


def leave(store: Store, *said: str) -> None:
    """Store events and handle none, as a process that is killed at once."""

    async def scene() -> None:
        kitt = Assembly(store, FakeMessenger(), owner="first")
        kitt.inbox._stopping = True
        for key, text in enumerate(said):
            await kitt.say(text, str(key))
        await kitt.stop()

    play(scene)


def test_what_kills_the_process_is_parked(store: Store) -> None:
    """Each start counts the try before it begins, so that no event kills for ever; others are not blamed."""
    network = FakeMessenger()
    kills = 0

    def respond(session: Any, asked: Any, *rest: Any) -> Reply:
        if asked.text == "deadly":
            raise Killed
        return echo(session, asked, *rest)

    async def scene() -> None:
        kitt = Assembly(store, network, dialogue=Dialogue(lambda _s, _v: None, understood, respond))
        await kitt.inbox.recover()
        await kitt.delivery.settled("fake", "1")
        await kitt.stop()

    leave(store, "deadly", "later")
    while not network.arrived:
        try:
            play(scene)
        except Killed:
            kills += 1
    assert kills == 2  # with the first process, which did not count, three
    assert texts(network) == ["error-sorry/de", "guest: later"]
    assert [event.state for event in events(store)] == ["parked", "done"]


def test_recovery_handles_what_was_left(store: Store) -> None:
    """What an earlier process stored and did not handle is answered, in order, by the next."""
    network = FakeMessenger()

    async def scene() -> None:
        kitt = Assembly(store, network, owner="second")
        await kitt.inbox.recover()
        await kitt.delivery.settled("fake", "2")
        await kitt.stop()

    leave(store, "a", "b", "c")
    play(scene)
    assert texts(network) == ["guest: a", "guest: b", "guest: c"]


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


def test_a_dialogue_that_raises_leaves_nothing(store: Store) -> None:
    """What it had changed before it raised is gone with its transaction."""

    def respond(session: Any, *_: Any) -> Reply:
        factories.regions(session)
        raise ValueError

    async def scene() -> None:
        kitt = Assembly(store, FakeMessenger(), dialogue=Dialogue(lambda _s, _v: None, understood, respond))
        await kitt.say("hallo", "1")
        while not kitt.inbox._resting:
            await asyncio.sleep(0)
        await kitt.stop()

    play(scene)
    with store.read() as session:
        assert session.scalars(select(factories.Region)).all() == []
        assert session.scalars(select(OutboxMessage)).all() == []


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
