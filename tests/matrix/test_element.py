"""A client of another lineage, which gives keys to signed devices only, talks to Kitt both ways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.session import Store
from tests.bot.assembly import play
from tests.matrix.element import Element
from tests.matrix.person import until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


def test_both_ways(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """Before and after a restart, and what was written before Kitt came in or while it was down."""
    told: list[str] = []
    me, mara = account("kitt"), account("mara")

    async def scene() -> None:
        async with kitt(homeserver, me, store, tmp_path / "home", told):
            await until(lambda: told)
        async with Element(homeserver.address, mara) as person:
            room = await person.opens(me)
            await person.writes(room, "before it came in")
            async with kitt(homeserver, me, store, tmp_path / "home", told):
                assert await person.reads(room, me) == ["guest: before it came in"]
                await person.writes(room, "hello")
                await person.reads(room, me, 2)
            await person.writes(room, "while it was away")
            async with kitt(homeserver, me, store, tmp_path / "home", told):
                await person.reads(room, me, 3)
                await person.writes(room, "again")
                await person.reads(room, me, 4)
        assert person.texts(room, me) == [
            "guest: before it came in", "guest: hello", "guest: while it was away", "guest: again",
        ]  # fmt: skip
        assert all(message["encrypted"] for message in person.messages(room, me))

    play(scene)
