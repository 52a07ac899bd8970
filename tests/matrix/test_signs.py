"""Kitt's reactions are nice to have: what is refused comes later, also after a restart, and not for ever."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, cast

from bot.messengers.matrix.home import Home
from bot.messengers.matrix.signs import MOST_TRIES, Signs
from bot.ports import SendError, no_probe


class Refusing:
    """A line that refuses so many reactions, and remembers the keys of the others."""

    is_tight = False

    def __init__(self, refusals: int, *, permanent: bool = False) -> None:
        self.refusals = refusals
        self.permanent = permanent
        self.keys: list[str] = []

    async def send(self, _room: str, _content: dict[str, Any], *, sort: str, key: str) -> str:
        assert sort == "m.reaction"
        if self.refusals:
            self.refusals -= 1
            raise SendError("flood", permanent=self.permanent)
        self.keys.append(key)
        return f"${key}"


def signs(folder: Path, sending: Refusing) -> Signs:
    home = Home(folder)
    home.take()
    home.give_back()
    return Signs(home, cast("Any", None), cast("Any", sending), no_probe)


def test_what_is_refused_comes_later(tmp_path: Path) -> None:
    """With the same keys, so that what had arrived is not there twice; nobody hears of it."""

    async def scene() -> None:
        first = Refusing(0)
        await signs(tmp_path, first).put("!r", "$e", ["1️⃣"], key="1.0")
        assert first.keys == ["kitt.1.0.s0"]
        await signs(tmp_path, Refusing(1)).put("!r", "$e", ["1️⃣", "2️⃣"], key="2.0")
        later = Refusing(1)
        restarted = signs(tmp_path, later)
        await restarted.put_owed()
        await restarted.put_owed()
        await restarted.put_owed()
        assert later.keys == ["kitt.2.0.s0", "kitt.2.0.s1"]

    asyncio.run(scene())


def test_not_for_ever(tmp_path: Path) -> None:
    """A room that takes none is left in peace, and so is one that never does."""

    async def scene() -> None:
        never = Refusing(1, permanent=True)
        there = signs(tmp_path, never)
        await there.put("!r", "$e", ["1️⃣"], key="1.0")
        await there.put_owed()
        assert never.keys == []
        slow = Refusing(10**6)
        there = signs(tmp_path, slow)
        await there.put("!r", "$e", ["1️⃣"], key="2.0")
        for _ in range(2 * MOST_TRIES):
            await there.put_owed()
        assert 10**6 - slow.refusals == MOST_TRIES

    asyncio.run(scene())


class Partial(Refusing):
    """Takes all signs but the first, which is there already."""

    async def send(self, room: str, content: dict[str, Any], *, sort: str, key: str) -> str:
        if content["m.relates_to"]["key"] == "1️⃣":
            raise SendError("refused", permanent=True)
        return await super().send(room, content, sort=sort, key=key)


def test_a_sign_that_is_there_stops_no_other(tmp_path: Path) -> None:
    """After a restart an edited answer has the signs of the first one: the homeserver refuses them again."""
    sending = Partial(0)
    asyncio.run(signs(tmp_path, sending).put("!r", "$e", ["1️⃣", "2️⃣", "3️⃣"], key="7"))
    assert sending.keys == ["kitt.7.s1", "kitt.7.s2"]
