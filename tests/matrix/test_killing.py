"""Kitt on Matrix is killed at every step: each question is answered once, in order, and encrypted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.bot.assembly import play
from tests.matrix.installation import Installation
from tests.matrix.person import Person, until
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
STEPS = ("synced", "kept", "moved", "received", "committed", "claimed", "before-send", "sealed", "after-send")
"""The messenger's own, and those of inbox and delivery between which they lie."""

OTHER_STEPS = (
    "receiving", "read", "understood", "locked", "responded", "written", "claiming", "rendered", "marking",
    "marked",
)  # fmt: skip
"""The rest of inbox and delivery, which tests/killing goes through without a network."""


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
