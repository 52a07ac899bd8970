"""Messages whose keys come late, or never: they are answered then, or their senders are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.messengers.matrix.home import Home
from storage.models import InboxEvent
from storage.session import Store
from tests.bot.assembly import HandClock, events, play
from tests.matrix.person import Person, until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


def test_told_after_a_minute_and_answered_all_the_same(
    homeserver: Homeserver, account: Callable[[str], str], store: Store, tmp_path: Path
) -> None:
    """Trap 9: over a restart, the sender is told once, after a minute; the answer comes with the key."""
    me, mara = account("kitt"), account("mara")
    clock = HandClock(datetime.now(UTC))

    def untold() -> list[InboxEvent]:
        return [event for event in events(store) if event.event_key.endswith(".unread")]

    async def scene() -> None:
        async with Person(homeserver.address, mara, tmp_path / "mara") as person:
            room = await person.opens(me)
            async with kitt(homeserver, me, store, tmp_path / "home", [], clock=clock):
                await person.with_member(room, me)
                bring = await person.writes_before_its_keys(room, "one", "two")
                await until(lambda: len(Home(tmp_path / "home").read("waiting") or {}) == 2)
                assert not untold()
            clock.turn(minutes=1)
            async with kitt(homeserver, me, store, tmp_path / "home", [], clock=clock):
                await until(lambda: len(untold()) == 2)
                await bring()
                await until(lambda: {"guest: one", "guest: two"} <= set(person.texts(room, me)))
                said = person.texts(room, me)
                assert said.count("guest: one") == said.count("guest: two") == 1
                assert len(untold()) == 2

    play(scene)
