"""Matrix, the inbox, the delivery and an echo: `kitt run` without its understanding, to be killed.

Called with the store's URL, the homeserver's address, the account's name, Matrix's folder, and since when its
clock runs faster, or nothing. The environment
names the step; it counts from the moment at which the file ARMED lies beside the sign.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from bot import living
from bot.clock import Tick, Ticker
from bot.composition import wall_clock
from bot.log import configure
from bot.messengers import create
from bot.messengers.matrix.syncing import Pauses
from bot.ports import Clock, Host
from storage.session import Store
from tests.bot.assembly import Assembly
from tests.bot.terminal_program import wait_for_death

SPEED = 20
"""How much faster a clock runs where pauses are to end soon."""

OFTEN = timedelta(seconds=0.05)
ARMED = ".armed"
"""What a sign's file is called with this at its end says that the next time the step is to be the last."""


def probe(step: str) -> None:
    """Wait to be killed, if this is the step and the test has said so."""
    if step == os.environ.get("KITT_TEST_STEP") and Path(os.environ["KITT_TEST_FILE"] + ARMED).exists():
        wait_for_death(step)


def clock_since(begun: str) -> Clock:
    """The time, or one that runs faster since ``begun`` (time.time), the same in every life."""
    if not begun:
        return wall_clock
    start = float(begun)
    return lambda: datetime.fromtimestamp(start + (time.time() - start) * SPEED, UTC)


async def talk(store: Store, address: str, user: str, folder: str, begun: str) -> None:
    """Talk until somebody ends it; the order of start and stop is that of ``bot.composition``."""
    settings = {
        "homeserver": address,
        "user": user,
        "password": "password",
        "folder": folder,
        "pauses": Pauses(poll=2.0, first=0.05, longest=0.2),
        "probe": probe,
    }
    matrix = create("matrix", settings)
    kitt = Assembly(
        store, matrix, clock=clock_since(begun), owner=living.name_of_this(token_hex(6)), probe=probe,
        is_gone=living.is_gone,
    )  # fmt: skip
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await kitt.delivery.take_over()
    await kitt.delivery.sweep()
    await kitt.inbox.recover()
    ticker = Ticker([Tick("delivery", OFTEN, kitt.delivery.sweep), Tick("inbox", OFTEN, kitt.inbox.sweep)])
    ticker.start()
    await matrix.start(Host(kitt.inbox.store, kitt.delivery.settled, lambda _code: ended.set()))
    await ended.wait()
    await matrix.stop()
    ticker.stop()
    await kitt.stop()
    await matrix.stop()


def main(arguments: Sequence[str]) -> None:
    """Open the store, which has its tables, and talk."""
    configure("critical")
    store_url, address, user, folder, begun = arguments
    store = Store.open(store_url)
    asyncio.run(talk(store, address, user, folder, begun))
    store.close()
