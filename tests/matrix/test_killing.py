"""Kitt on Matrix is killed at every step: each question is answered once, and encrypted."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.matrix.person import Person, until
from tests.servers.homeserver import Homeserver
from tests.telegram.forkserver import Forkserver, Life, forkserver

Account = Callable[[str], str]
PATIENCE = 300
"""Seconds for all of it on a busy machine."""

STEPS = (
    "synced", "kept", "moved",
    "receiving", "received", "read", "understood", "locked", "responded", "written", "committed",
    "claiming", "rendered", "claimed", "before-send", "sealed", "after-send", "marking", "marked",
)  # fmt: skip
"""The messenger's own, then those of inbox and delivery."""


@pytest.fixture(scope="module")
def forks() -> Iterator[Forkserver]:
    """Forks what is to be killed."""
    with forkserver("tests.matrix.program") as running:
        yield running


@pytest.fixture
def start(
    homeserver: Homeserver, account: Account, forks: Forkserver, sqlite_template: Path, tmp_path: Path
) -> Callable[..., Life]:
    """Starts Kitt; each call goes on with what the one before it left."""
    store = tmp_path / "kitt.sqlite3"
    shutil.copy(sqlite_template, store)
    me = account("kitt")

    def started(step: str = "", sign: Path = tmp_path) -> Life:
        arguments = [f"sqlite:///{store}", homeserver.address, me, str(tmp_path / "home")]
        return forks.fork(arguments, step, sign)

    started.me = me  # type: ignore[attr-defined]
    return started


def test_every_step(
    homeserver: Homeserver, account: Account, start: Callable[..., Life], tmp_path: Path
) -> None:
    """One conversation, in which Kitt dies at one step after another."""
    me, mara = start.me, account("mara")  # type: ignore[attr-defined]

    async def scene() -> None:
        life = start("keys-made", tmp_path / "keys-made")
        await until((tmp_path / "keys-made").exists)
        await asyncio.to_thread(life.kill)
        life = start()
        async with Person(homeserver.address, mara, tmp_path / "mara") as person:
            room = await person.opens(me)
            await person.with_member(room, me)
            for step in STEPS:
                await asyncio.to_thread(life.kill)
                sign = tmp_path / step
                life = start(step, sign)
                await person.writes(room, f"killed at {step}")
                await until(sign.exists)
            await asyncio.to_thread(life.kill)
            life = start()
            await person.writes(room, "the end")
            await until(lambda: "guest: the end" in person.texts(room, me))
            assert await asyncio.to_thread(life.end) == 0
        expected = [f"guest: killed at {step}" for step in STEPS]
        assert person.texts(room, me) == [*expected, "guest: the end"]
        assert all(message.decrypted for message in person.messages(room, me))

    async def bounded() -> None:
        async with asyncio.timeout(PATIENCE):
            await scene()

    asyncio.run(bounded())
