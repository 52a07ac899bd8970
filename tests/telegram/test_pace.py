"""Telegram's rates, on a clock that stands until it is turned."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.messengers.telegram.pace import Pace
from bot.ports import SendError


class HandLoop(asyncio.SelectorEventLoop):
    """An event loop that does not wait: it turns its clock to the next thing to do."""

    now = 1_000.0

    def time(self) -> float:
        """The moment, turned by hand or by waiting."""
        return self.now

    def _run_once(self) -> None:
        ready, scheduled = self._ready, self._scheduled  # type: ignore[attr-defined]
        if not ready and scheduled:
            # A little further than now in any case: rounding must not make it stand still.
            self.now = max(self.now + 1e-6, scheduled[0].when())
        super()._run_once()  # type: ignore[misc]


def play(scene: Callable[[HandLoop, Pace], Awaitable[None]]) -> None:
    """Run a scene on such a loop."""
    loop = HandLoop()
    try:
        loop.run_until_complete(scene(loop, Pace()))  # type: ignore[arg-type]
    finally:
        loop.close()


async def passed(pace: Pace, chat: str) -> bool:
    """Whether it is this chat's turn, or it was told how long to wait."""
    try:
        await pace.turn(chat)
    except SendError as error:
        return error.code != "pace" or error.retry_after is None
    return True


def test_all_chats_together() -> None:
    """Never more than 30 messages in any second, and nearly so many when there is enough to do."""

    async def scene(loop: HandLoop, pace: Pace) -> None:
        moments = []
        for chat in range(300):
            await pace.turn(str(chat))
            moments.append(loop.time())
        for start in moments:
            assert sum(1 for moment in moments if start <= moment < start + 1) <= 30
        assert moments[-1] - moments[0] < 300 / 25

    play(scene)


@pytest.mark.parametrize(("chat", "at_once", "most", "seconds"), [("7", 3, 63, 60), ("-7", 5, 20, 60)])
def test_one_chat(chat: str, at_once: int, most: int, seconds: int) -> None:
    """A private chat gets one a second and three at once, a group 20 a minute; nobody else waits."""

    async def scene(loop: HandLoop, pace: Pace) -> None:
        assert [await passed(pace, chat) for _ in range(at_once + 1)] == [True] * at_once + [False]
        assert await passed(pace, "8")
        count, until = at_once, loop.time() + seconds
        while loop.time() < until - 1:
            loop.now += 0.25
            count += await passed(pace, chat)
        assert most - 3 <= count <= most

    play(scene)


def test_a_flood_passes() -> None:
    """What 429 asked for is waited for, and not longer."""

    async def scene(loop: HandLoop, pace: Pace) -> None:
        pace.flooded("7", timedelta(seconds=10))
        with pytest.raises(SendError) as refused:
            await pace.turn("7")
        assert refused.value.retry_after == timedelta(seconds=10)
        loop.now += 10
        await pace.turn("7")

    play(scene)


def test_chats_are_forgotten() -> None:
    """Memory has an end, however many people write."""

    async def scene(_loop: HandLoop, _pace: Pace) -> None:
        small = Pace(most_chats=5)
        for chat in range(20):
            await small.turn(str(chat))
        assert list(small._chats) == ["15", "16", "17", "18", "19"]

    play(scene)


def test_announcements_leave_room_for_answers() -> None:
    """As fast as they may, they take 20 a second; who asked something is answered at once."""

    async def scene(loop: HandLoop, pace: Pace) -> None:
        announced: list[float] = []
        waits: list[float] = []

        async def announce(first: int) -> None:
            for chat in range(first, first + 60):
                await pace.turn(str(chat), answers=False)
                announced.append(loop.time())

        async def ask(chat: int) -> None:
            await asyncio.sleep(chat % 100 / 4)
            begun = loop.time()
            await pace.turn(str(chat), answers=True)
            waits.append(loop.time() - begun)

        await asyncio.gather(*(announce(1_000 * n) for n in (1, 2, 3)), *(ask(n) for n in range(100, 130)))
        assert max(waits) < 0.25
        assert 180 / 21 < announced[-1] - announced[0] < 180 / 18

    play(scene)
