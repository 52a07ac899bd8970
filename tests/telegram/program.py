"""Telegram, the inbox, the delivery and an echo: `kitt run` without its understanding, to be killed.

Called with the store's file, the server's address and the token. The environment names the step.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime, timedelta

from bot.clock import Tick, Ticker
from bot.log import configure
from bot.messengers import create
from bot.messengers.telegram.pace import Pace
from bot.ports import Host
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock
from tests.bot.terminal_program import wait_for_death


async def talk(store: Store, address: str, token: str) -> None:
    """Talk until somebody ends it."""
    pace = Pace(1_000, private=(1_000, 1))
    telegram = create("telegram", {"token": token, "base_url": address, "pace": pace})
    kitt = Assembly(
        store, telegram, clock=HandClock(datetime.now(UTC)), owner=str(os.getpid()), probe=wait_for_death
    )
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await kitt.delivery.take_over()
    await kitt.delivery.sweep()
    await kitt.inbox.recover()
    ticker = Ticker([Tick("delivery", timedelta(seconds=0.05), kitt.delivery.sweep)])
    ticker.start()
    await telegram.start(Host(kitt.inbox.store, kitt.delivery.settled, lambda _code: ended.set()))
    await ended.wait()
    await telegram.stop()
    ticker.stop()
    await kitt.stop()
    await telegram.stop()


def main() -> None:
    """Open the store, which has its tables, and talk."""
    configure("critical")
    file, address, token = sys.argv[1:]
    store = Store.open(f"sqlite:///{file}")
    asyncio.run(talk(store, address, token))
    store.close()


if __name__ == "__main__":
    main()
