"""Ticks come again and again, whatever happens in one of them."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.clock import Tick, Ticker
from tests.bot.assembly import play

OFTEN = timedelta(milliseconds=5)


def test_ticks_go_on_after_a_failure() -> None:
    """One that raises is tried again, and does not keep the other from its turn."""
    calls: list[str] = []
    enough = asyncio.Event()

    async def broken() -> None:
        calls.append("broken")
        raise ValueError("secret")

    async def fine() -> None:
        calls.append("fine")
        if calls.count("fine") > 2 and calls.count("broken") > 2:
            enough.set()

    async def scene() -> None:
        ticker = Ticker([Tick("broken", OFTEN, broken), Tick("fine", OFTEN, fine)])
        ticker.start()
        await enough.wait()
        ticker.stop()
        ticker.stop()

    play(scene)


def test_a_rare_tick_comes_at_once() -> None:
    """What is done once a day is also done at the start, if it says so; else not."""
    calls: list[str] = []
    done = asyncio.Event()

    async def rare() -> None:
        calls.append("rare")

    async def rarer() -> None:
        calls.append("rarer")

    async def often() -> None:
        if "rare" in calls:
            done.set()

    async def scene() -> None:
        day = timedelta(days=1)
        ticker = Ticker([Tick("a", day, rare, at_once=True), Tick("b", day, rarer), Tick("c", OFTEN, often)])
        ticker.start()
        await done.wait()
        ticker.stop()

    play(scene)
    assert calls == ["rare"]


def test_a_slow_tick_is_not_started_twice() -> None:
    """While one runs, its next turns are left out."""
    running = 0
    most = 0
    other = 0
    gate = asyncio.Event()

    async def slow() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await gate.wait()
        running -= 1

    async def count() -> None:
        nonlocal other
        other += 1
        if other > 5:
            gate.set()

    async def scene() -> None:
        ticker = Ticker([Tick("slow", OFTEN, slow), Tick("count", OFTEN, count)])
        ticker.start()
        await gate.wait()
        ticker.stop()

    play(scene)
    assert most == 1


def test_a_clock_that_is_put_back_holds_nothing_up() -> None:
    """The next turn is a week and a bit away by then; it comes now all the same, and is not run wild."""
    calls: list[str] = []
    done = asyncio.Event()

    async def seldom() -> None:
        calls.append("seldom")
        done.set()

    async def scene() -> None:
        back = timedelta(days=7)
        ticker = Ticker([Tick("seldom", timedelta(hours=1), seldom)], now=lambda: datetime.now(UTC) - back)
        ticker.start()
        await done.wait()
        ticker.stop()

    play(scene)
    assert calls == ["seldom"]
