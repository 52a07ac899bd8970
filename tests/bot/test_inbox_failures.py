"""Events that fail, kill their process, or were left by one: tried again, then parked, and said."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import select

from bot.handling import Dialogue
from dialogs.turn import Reply
from storage.models import InboxState, OutboxMessage
from storage.session import Store
from tests import factories
from tests.bot.assembly import Assembly, FakeMessenger, echo, events, play, texts, understood


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
