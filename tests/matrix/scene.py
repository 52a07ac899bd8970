"""Kitt on Matrix inside the test: the messenger, the inbox, the delivery, and a dialogue that repeats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.clock import Tick, Ticker
from bot.handling import Dialogue
from bot.messengers import create
from bot.messengers.matrix.syncing import Pauses
from bot.rendering import Markup
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock, markup
from tests.matrix.person import PATIENCE
from tests.servers.homeserver import Homeserver

QUICK = Pauses(poll=2.0, first=0.05, longest=0.2)


@asynccontextmanager
async def kitt(
    homeserver: Homeserver,
    user_id: str,
    store: Store,
    folder: Path,
    told: list[str],
    dialogue: Dialogue | None = None,
    owner: str = "test",
    texts: Markup = markup,
    **settings: Any,
) -> AsyncIterator[Assembly]:
    """Kitt while it runs; what it has to say goes into ``told``. Without ``dialogue`` it is an echo."""
    values = {
        "homeserver": homeserver.address,
        "user": user_id,
        "password": "password",
        "folder": folder,
        "pauses": QUICK,
        "notice": lambda code, detail: told.append(f"{code} {detail}".strip()),
    }
    matrix = create("matrix", values | settings)
    # With a clock that the messenger has too, or one that stands still.
    clock = settings.get("clock") or HandClock()
    assembly = Assembly(store, matrix, clock=clock, dialogue=dialogue, owner=owner, texts=texts)
    await matrix.start(assembly.host)
    try:
        yield assembly
    finally:
        await matrix.stop()
        await assembly.stop()
        await matrix.stop()


async def until_sent(running: Assembly, true: Callable[[], Any]) -> None:
    """Wait for something while the clock goes on as quickly as the day does, and what is due is sent."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            running.clock.turn(seconds=0.05)
            await running.delivery.sweep()
            await asyncio.sleep(0.05)


__all__ = ["Tick", "Ticker", "asyncio", "kitt"]
