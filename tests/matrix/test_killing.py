"""Kitt on Matrix is killed at every step: each question is answered once, in order, and encrypted."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.bot.assembly import play
from tests.matrix.person import Person, until
from tests.matrix.program import ARMED
from tests.servers.homeserver import Homeserver
from tests.telegram.forkserver import Forkserver, Life, forkserver

Account = Callable[[str], str]
STEPS = ("synced", "kept", "moved", "received", "committed", "claimed", "before-send", "sealed", "after-send")
"""The messenger's own, and those of inbox and delivery between which they lie."""

OTHER_STEPS = (
    "receiving", "read", "understood", "locked", "responded", "written", "claiming", "rendered", "marking",
    "marked",
)  # fmt: skip
"""The rest of inbox and delivery, which tests/killing goes through without a network."""


@pytest.fixture(scope="module")
def forks() -> Iterator[Forkserver]:
    """Forks what is to be killed."""
    with forkserver("tests.matrix.program") as running:
        yield running


class Installation:
    """Kitt's store and folder; each life goes on with what the one before it left."""

    def __init__(self, homeserver: Homeserver, me: str, forks: Forkserver, folder: Path) -> None:
        self.me = me
        self._folder = folder
        self._forks = forks
        store = f"sqlite:///{folder / 'kitt.sqlite3'}"
        self._arguments = [store, homeserver.address, me, str(folder / "home")]

    def sign(self, step: str) -> Path:
        """The file that says that a life waits at a step."""
        return self._folder / step

    def start(self, step: str = "") -> Life:
        """Begin a life that is to end at a step, once that is armed."""
        return self._forks.fork(self._arguments, step, self.sign(step or "none"))

    def arm(self, step: str) -> None:
        """From now on the step ends the life."""
        Path(f"{self.sign(step)}{ARMED}").touch()

    async def dies(self, life: Life, step: str) -> None:
        """Wait for the step, and kill."""
        await until(self.sign(step).exists)
        await asyncio.to_thread(life.kill)


@pytest.fixture
def kitt(
    homeserver: Homeserver, account: Account, forks: Forkserver, sqlite_template: Path, tmp_path: Path
) -> Installation:
    shutil.copy(sqlite_template, tmp_path / "kitt.sqlite3")
    return Installation(homeserver, account("kitt"), forks, tmp_path)


async def killed_at(kitt: Installation, person: Person, room: str, steps: Sequence[str]) -> list[str]:
    """Ask once at each step, at which Kitt dies; returns what is to be answered.

    The next step is armed only when the answer is there: who dies three times over one and the same event
    is blamed for it, which is another test.
    """
    expected: list[str] = []
    for number, step in enumerate(steps):
        life = kitt.start(step)
        if expected:
            await until(lambda: person.texts(room, kitt.me)[-1:] == expected[-1:])
        kitt.arm(step)
        await person.writes(room, f"{number}: killed at {step}")
        await kitt.dies(life, step)
        expected.append(f"guest: {number}: killed at {step}")
    return expected


@pytest.mark.parametrize("steps", [STEPS, pytest.param(OTHER_STEPS, marks=pytest.mark.soak)])
def test_every_step(
    homeserver: Homeserver, account: Account, kitt: Installation, tmp_path: Path, steps: Sequence[str]
) -> None:
    """One conversation, in which Kitt dies at one step after another (traps 5 and 14)."""
    mara = account("mara")

    async def scene() -> None:
        kitt.arm("keys-made")
        await kitt.dies(kitt.start("keys-made"), "keys-made")
        async with Person(homeserver.address, mara, tmp_path / "mara") as person:
            room = await person.opens(kitt.me)
            life = kitt.start()
            await person.with_member(room, kitt.me)
            await asyncio.to_thread(life.kill)
            expected = await killed_at(kitt, person, room, steps)
            life = kitt.start()
            await person.writes(room, "the end")
            await until(lambda: "guest: the end" in person.texts(room, kitt.me))
            assert await asyncio.to_thread(life.end) == 0
        assert person.texts(room, kitt.me) == [*expected, "guest: the end"]
        assert all(message.decrypted for message in person.messages(room, kitt.me))

    play(scene, minutes=5)


def test_a_key_that_comes_late(
    homeserver: Homeserver, account: Account, kitt: Installation, tmp_path: Path
) -> None:
    """Killed while a message waits for its key, and when the key has come: it is answered once (trap 9)."""
    mara = account("mara")

    async def scene() -> None:
        async with Person(homeserver.address, mara, tmp_path / "mara") as person:
            room = await person.opens(kitt.me)
            life = kitt.start("kept")
            await person.with_member(room, kitt.me)
            kitt.arm("kept")
            bring = await person.writes_before_its_keys(room, "one", "two")
            await kitt.dies(life, "kept")
            life = kitt.start("synced")
            await person.writes(room, "three")
            kitt.arm("synced")
            await bring()
            await kitt.dies(life, "synced")
            life = kitt.start()
            assert await person.reads(room, kitt.me, 3) == ["guest: one", "guest: two", "guest: three"]
            assert await asyncio.to_thread(life.end) == 0

    play(scene)
