"""Keys come back from a backup: the same device goes on, but an old one is not brought to life."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.messengers.matrix.backup import bring_back, save
from storage.session import Store
from tests.bot.assembly import play
from tests.matrix.element import Element
from tests.matrix.person import until
from tests.matrix.scene import kitt
from tests.matrix.test_connecting import codes
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])

WORDS = "vier gute Wörter hier"
CHEAP = 2**4


def test_a_backup_of_now_and_one_of_before(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """The newest one is the same device, signed as before; an older one becomes a new device, signed too."""
    told: list[str] = []
    me, mara, home = account("kitt"), account("mara"), tmp_path / "home"

    def device() -> str:
        return str(json.loads((home / "login.json").read_text())["device_id"])

    def lost_and_restored() -> None:
        shutil.rmtree(home)
        bring_back(home, tmp_path / "backup", WORDS, now=datetime.now(UTC), cost=CHEAP)
        told.clear()

    async def scene() -> None:
        async with Element(homeserver.address, mara) as person:
            room = ""

            async def talk(text: str) -> None:
                nonlocal room
                async with kitt(homeserver, me, store, home, told):
                    await until(lambda: "fingerprint" in codes(told))
                    room = room or await person.opens(me)
                    # Who has not heard of a new device yet gives it no keys.
                    while device() not in await person.do("devices", user=me):
                        await asyncio.sleep(0.02)
                    await person.writes(room, text)
                    expected.append(f"guest: {text}")
                    assert await person.reads(room, me, len(expected)) == expected

            expected: list[str] = []
            await talk("first")
            fingerprints, first = [one for one in told if one.startswith("fingerprint")], device()
            save(home, tmp_path / "backup", WORDS, cost=CHEAP)
            lost_and_restored()
            await talk("second")
            assert (codes(told), device()) == (["connected", "fingerprint"], first)
            lost_and_restored()
            await talk("third")
            assert codes(told) == ["older-keys", "connected", "fingerprint"]
            assert device() != first
            assert [one for one in told if one.startswith("fingerprint")] == fingerprints

    play(scene, minutes=3)
