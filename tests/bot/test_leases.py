"""Of several processes one sends; another one takes over when it is gone, and never while it lives."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.leases import LASTS, RENEWED, Leases
from storage.errors import StoreBusyError
from storage.services import leases
from storage.session import Store
from tests.bot.assembly import Assembly, FakeMessenger, HandClock, play, texts
from tests.bot.posting import CLOCK, conversation_with_event, put, rows

NOBODY: frozenset[str] = frozenset()


def process(
    store: Store, name: str, clock: HandClock, *, gone: frozenset[str] = NOBODY, **more: object
) -> Leases:
    network = FakeMessenger(**more)  # type: ignore[arg-type]
    return Leases(store, [network], owner=name, clock=clock, is_gone=gone.__contains__)


async def swept(*processes: Leases) -> list[bool]:
    return [await one.sweep() for one in processes]


def test_one_holds_and_renews(store: Store) -> None:
    """The first one has it as long as it renews, however long that is."""

    async def scene() -> None:
        clock = HandClock()
        one, two = process(store, "one", clock), process(store, "two", clock)
        assert await swept(one, two) == [True, False]
        for _ in range(10):
            clock.turn(seconds=(LASTS * (1 - RENEWED)).total_seconds() + 1)
            assert await swept(one, two) == [False, False]
            assert (one.holds("fake"), two.holds("fake")) == (True, False)

    play(scene)


def test_whoever_has_given_up_leaves_it(store: Store) -> None:
    """A process whose messenger has ended neither sends for it nor keeps others from it."""

    async def scene() -> None:
        clock = HandClock()
        one, two = process(store, "one", clock), process(store, "two", clock)
        await swept(one, two)
        one.leave("fake")
        assert not one.holds("fake")
        clock.turn(seconds=LASTS.total_seconds())
        assert await swept(one, two) == [False, True]
        assert (one.holds("fake"), two.holds("fake")) == (False, True)

    play(scene)


def test_after_its_end_another_one_takes_it(store: Store) -> None:
    """Whoever has not renewed in time does not hold it any more, knows that, and does not take it back."""

    async def scene() -> None:
        clock = HandClock()
        one, two = process(store, "one", clock), process(store, "two", clock)
        await swept(one)
        clock.turn(seconds=LASTS.total_seconds())
        assert not one.holds("fake")
        assert await swept(two, one) == [True, False]
        assert (one.holds("fake"), two.holds("fake")) == (False, True)

    play(scene)


def test_what_was_taken_with_a_wrong_clock_is_not_waited_for(store: Store) -> None:
    """A process took it when its clock was a week ahead, and is gone; another one takes it after a while."""

    async def scene() -> None:
        clock, ahead = HandClock(), HandClock()
        ahead.turn(days=7)
        one, two = process(store, "one", ahead), process(store, "two", clock)
        assert await swept(one, two) == [True, False]
        for _ in range(20):  # it lives, and renews it
            ahead.turn(seconds=6)
            clock.turn(seconds=6)
            assert await swept(one, two) == [False, False]
        await one.release()
        clock.turn(seconds=LASTS.total_seconds())
        assert await swept(two) == [False]
        clock.turn(seconds=(2 * LASTS).total_seconds() + 1)
        assert await swept(two) == [True]

    play(scene)


def test_of_a_process_that_is_gone_it_is_taken_at_once(store: Store) -> None:
    """Nobody waits for the end of what a dead one held."""

    async def scene() -> None:
        clock = HandClock()
        one, two = process(store, "one", clock), process(store, "two", clock, gone=frozenset({"one"}))
        await swept(one)
        assert await swept(two) == [True]

    play(scene)


def test_of_two_that_try_at_once_one_gets_it(store: Store) -> None:
    """Also when it was somebody's before, whose time is over."""

    async def scene() -> None:
        clock = HandClock()
        await swept(process(store, "before", clock))
        for _ in range(5):
            clock.turn(minutes=1)
            names = [f"{number}" for number in range(4)]
            tries = await asyncio.gather(*(process(store, name, clock).sweep() for name in names))
            assert sum(tries) == 1

    play(scene)


def test_released_it_is_free(store: Store) -> None:
    """Who ends in good order leaves it to the next one; what another one holds is left alone."""

    async def scene() -> None:
        clock = HandClock()
        one, two = process(store, "one", clock), process(store, "two", clock)
        await swept(one, two)
        await two.release()
        assert await swept(two) == [False]
        await one.release()
        assert not one.holds("fake")
        assert await swept(two) == [True]

    play(scene)


def test_waiting_for_it(store: Store) -> None:
    """Who waits for its turn goes on as soon as the process holds the lease."""

    async def scene() -> None:
        clock = HandClock()
        one, two = process(store, "one", clock), process(store, "two", clock)
        await swept(one, two)
        waiting = asyncio.create_task(two.alone("fake"))
        await swept(two)
        await asyncio.sleep(0)
        assert not waiting.done()
        await one.release()
        await swept(two)
        await waiting
        await two.alone("fake")

    play(scene)


def test_a_messenger_of_single_addresses_needs_none(store: Store) -> None:
    """Two terminals may be open at the same time."""

    async def scene() -> None:
        clock = HandClock()
        one = process(store, "one", clock, addresses=frozenset({"a"}))
        assert one.holds("fake")
        assert await swept(one) == [False]
        await one.alone("fake")
        with store.read() as session:
            assert leases.holder(session, "fake") is None

    play(scene)


class Failing(Store):
    """A store that cannot be written."""

    broken = False

    def write(self):  # type: ignore[no-untyped-def]
        if self.broken:
            raise StoreBusyError
        return super().write()


def test_while_the_store_fails(store: Store) -> None:
    """What is held stays held until its time is over, and is renewed when the store is back."""

    async def scene() -> None:
        clock = HandClock()
        failing = Failing(store.engine)
        one = process(failing, "one", clock)
        await swept(one)
        failing.broken = True
        clock.turn(seconds=LASTS.total_seconds() - 1)
        assert await swept(one) == [False]
        assert one.holds("fake")
        clock.turn(seconds=1)
        assert not one.holds("fake")
        failing.broken = False
        assert await swept(one) == [True]

    play(scene)


def test_only_the_holder_sends(store: Store) -> None:
    """What others put into the outbox waits for it; when it changes, the next one sends."""
    conversation = conversation_with_event(store)
    network = FakeMessenger()

    async def scene() -> None:
        held = {"one": True, "two": False}
        pair = {
            name: Assembly(store, network, clock=CLOCK, owner=name, holds=lambda _, n=name: held[n])
            for name in held
        }
        put(store, conversation, "first")
        pair["two"].delivery.wake()
        await _quiet(pair["two"])
        assert texts(network) == []
        await pair["one"].delivery.sweep()
        await _quiet(pair["one"])
        assert texts(network) == ["first"]
        put(store, conversation, "second")
        held.update(one=False, two=True)
        await pair["one"].delivery.sweep()
        await _quiet(pair["one"])
        assert texts(network) == ["first"]
        await pair["two"].delivery.sweep()
        await _quiet(pair["two"])
        for kitt in pair.values():
            await kitt.stop()

    play(scene)
    assert texts(network) == ["first", "second"]


async def _quiet(kitt: Assembly) -> None:
    while kitt.delivery._workers:
        await asyncio.gather(*kitt.delivery._workers)


@pytest.mark.parametrize("lives", [True, False])
def test_nothing_is_taken_from_a_living_process(store: Store, lives: bool) -> None:
    """What another one is sending is left to it, unless it is known to be gone."""
    conversation = conversation_with_event(store)
    put(store, conversation, "in its hands")
    network = FakeMessenger(idempotent=True)
    is_gone: Callable[[str], bool] = lambda owner: owner == "other" and not lives  # noqa: E731

    async def scene() -> None:
        other = Assembly(store, network, clock=CLOCK, owner="other")
        written, claimed = other.delivery._ledger.mark_and_claim(None)
        assert written
        assert claimed is not None
        kitt = Assembly(store, network, clock=CLOCK, owner="next", is_gone=is_gone)
        await kitt.delivery.take_over()
        await kitt.delivery.sweep()
        await _quiet(kitt)
        await kitt.stop()
        await other.stop()

    play(scene)
    assert texts(network) == ([] if lives else ["in its hands"])
    assert [state for _, state, _ in rows(store)] == (["claimed"] if lives else ["sent"])
