"""What goes out when processes die, hang, or cannot write down what they did."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.ports import Limits
from storage.errors import StoreBusyError
from storage.session import Session, Store
from tests.bot.assembly import Assembly, FakeMessenger, play, texts
from tests.bot.posting import CLOCK, conversation_with_event, deliver, put, rows


class Killed(BaseException):
    """A send raises this where the process would die."""


@pytest.fixture
def conversation(store: Store) -> int:
    """A private conversation with an event in it."""
    return conversation_with_event(store)


def killed(store: Store, network: FakeMessenger, *, arrives: bool) -> None:
    """A process that dies at its second send, before or after the part arrived."""
    network.faults.extend([None, (Killed(), arrives)])
    with pytest.raises(Killed):
        deliver(store, network, owner="killed")


@pytest.mark.parametrize("arrives", [True, False])
@pytest.mark.parametrize("take_over", [True, False])
def test_after_a_crash_an_idempotent_messenger_gets_the_rest(
    store: Store, conversation: int, arrives: bool, take_over: bool
) -> None:
    """When the lease is over, the parts that were not marked go again with their keys."""
    put(store, conversation, "one two six")
    network = FakeMessenger(limits=Limits(max_length=4))
    killed(store, network, arrives=arrives)
    deliver(store, network, owner="too early")
    assert len(network.arrived) == 1 + arrives
    CLOCK.turn(minutes=0 if take_over else 2)
    deliver(store, network, owner="next", take_over=take_over)
    assert texts(network) == ["one", "two", "six"]
    assert rows(store) == [("key:one two six", "sent", "")]


@pytest.mark.parametrize("arrives", [True, False])
def test_after_a_crash_any_other_messenger_gets_no_part_twice(
    store: Store, conversation: int, arrives: bool
) -> None:
    """The message is uncertain, its rest stays unsent, and whoever asked is told once."""
    put(store, conversation, "one two six", "b")
    network = FakeMessenger(limits=Limits(max_length=20), idempotent=False)
    network.limits = Limits(max_length=4)
    killed(store, network, arrives=arrives)
    network.limits = Limits()
    CLOCK.turn(minutes=2)
    deliver(store, network, owner="next")
    assert texts(network) == ["one", *["two"] * arrives, "b", "answer-uncertain/de"]
    assert rows(store) == [
        ("key:one two six", "uncertain", "interrupted"),
        ("key:b", "sent", ""),
        ("uncertain:1", "sent", ""),
    ]


def test_a_slow_send_is_held(store: Store, conversation: int) -> None:
    """While a part is on its way the lease is renewed, and no other process takes the message."""
    put(store, conversation, "a")
    network, other = FakeMessenger(idempotent=False), FakeMessenger(idempotent=False)
    gate = asyncio.Event()
    original = network.send

    async def slow(*arguments: Any, **named: Any) -> str:
        await gate.wait()
        return await original(*arguments, **named)

    network.send = slow  # type: ignore[method-assign]

    async def scene() -> None:
        kitt, second = Assembly(store, network, clock=CLOCK), Assembly(store, other, clock=CLOCK, owner="two")
        await kitt.delivery.sweep()
        while not kitt.delivery._held:
            await asyncio.sleep(0)
        for _ in range(4):
            CLOCK.turn(seconds=50)
            await kitt.delivery.sweep()
            await second.delivery.sweep()
            await asyncio.gather(*second.delivery._workers)
        gate.set()
        await kitt.stop()
        await second.stop()

    play(scene)
    assert (texts(network), other.calls, rows(store)) == (["a"], 0, [("key:a", "sent", "")])


class FailingStore(Store):
    """A store that cannot be written for a while after something was sent."""

    failures = 0

    @contextmanager
    def write(self) -> Iterator[Session]:
        if self.failures:
            self.failures -= 1
            raise StoreBusyError
        with super().write() as session:
            yield session


def test_a_mark_that_cannot_be_written_is_written_later(store: Store, conversation: int) -> None:
    """If the store fails after a send, the message is not sent again but marked at a later tick."""
    put(store, conversation, "a")
    failing = FailingStore(store.engine)
    network = FakeMessenger(idempotent=False)
    original = network.send

    async def send(*arguments: Any, **named: Any) -> str:
        failing.failures = 5
        return await original(*arguments, **named)

    network.send = send  # type: ignore[method-assign]

    async def scene() -> None:
        kitt = Assembly(failing, network, clock=CLOCK)
        await kitt.delivery.sweep()
        while not network.arrived or kitt.delivery._workers:
            CLOCK.turn(minutes=2)
            await kitt.delivery.sweep()
        await kitt.stop()

    play(scene)
    assert (failing.failures, texts(network), rows(store)) == (0, ["a"], [("key:a", "sent", "")])


class ForgetfulStore(Store):
    """A store that does not tell, now and then, that it has written."""

    silent = 0

    @contextmanager
    def write(self) -> Iterator[Session]:
        with super().write() as session:
            yield session
        if self.silent:
            self.silent -= 1
            raise StoreBusyError


@pytest.mark.parametrize("idempotent", [True, False])
def test_a_claim_that_was_not_confirmed_is_given_back(
    store: Store, conversation: int, idempotent: bool
) -> None:
    """If nobody learns that a message was claimed here, it is sent at a later tick, and surely once."""
    put(store, conversation, "a", "b")
    forgetful = ForgetfulStore(store.engine)
    forgetful.silent = 3  # the claim, and twice that it was given back
    network = FakeMessenger(idempotent=idempotent)

    async def scene() -> None:
        kitt = Assembly(forgetful, network, clock=CLOCK)
        for _ in range(5):
            await kitt.delivery.sweep()
            await asyncio.gather(*kitt.delivery._workers)
        await kitt.stop()

    play(scene)
    assert (texts(network), rows(store)) == (["a", "b"], [("key:a", "sent", ""), ("key:b", "sent", "")])
