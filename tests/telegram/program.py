"""Telegram, the inbox, the delivery and an echo: `kitt run` without its understanding, to be killed.

Called with the store's URL, the server's address and the token; and, for a webhook, with the address that
Telegram is told and the port to listen on. The environment names the step.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from secrets import token_hex

from bot import living
from bot.clock import Tick, Ticker
from bot.composition import wall_clock
from bot.leases import Leases
from bot.log import configure
from bot.messengers import create
from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.polling import Pauses
from bot.ports import Host, no_measure
from bot.web.server import Web
from storage.session import Store
from tests.bot.assembly import Assembly
from tests.bot.terminal_program import wait_for_death

SECRET = "ein_Kennwort-123"
OFTEN = timedelta(seconds=0.05)


async def talk(store: Store, address: str, token: str, url: str, web: Web | None) -> None:
    """Talk until somebody ends it; the order of start and stop is that of ``bot.composition``."""
    settings = {
        "token": token,
        "base_url": address,
        "pace": Pace(1_000, private=(1_000, 1)),
        "pauses": Pauses(first=0.05, longest=0.2, look=1.0),
    }
    if web is not None:
        settings["webhook"] = {"url": url, "secret": SECRET, "mount": partial(web.mount, "/hook")}
    telegram = create("telegram", settings)
    name = living.name_of_this(token_hex(6))
    leases = Leases(store, [telegram], owner=name, clock=wall_clock, is_gone=living.is_gone)
    kitt = Assembly(
        store, telegram, clock=wall_clock, owner=name, probe=wait_for_death, is_gone=living.is_gone,
        holds=leases.holds, measure=no_measure if web is None else web.metrics.measure,
    )  # fmt: skip

    async def look_at_leases() -> None:
        if await leases.sweep():
            await kitt.delivery.take_over()

    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    if web is not None:
        web.start(store, lambda: "", wall_clock)
    await leases.sweep()
    await kitt.delivery.take_over()
    await kitt.delivery.sweep()
    await kitt.inbox.recover()
    ticker = Ticker(
        [Tick("leases", OFTEN, look_at_leases), Tick("delivery", OFTEN, kitt.delivery.sweep),
         Tick("inbox", OFTEN, kitt.inbox.sweep)]
    )  # fmt: skip
    ticker.start()
    host = Host(kitt.inbox.store, kitt.delivery.settled, lambda _code: ended.set(), leases.alone)
    await telegram.start(host)
    await ended.wait()
    if web is not None:
        await web.stop()
    await telegram.stop()
    ticker.stop()
    await kitt.stop()
    await telegram.stop()
    await leases.release()


def main(arguments: Sequence[str]) -> None:
    """Open the store, which has its tables, and talk."""
    configure("critical")
    store_url, address, token, *webhook = arguments
    url, port = webhook or ("", "0")
    web = Web("127.0.0.1", int(port)) if url else None
    store = Store.open(store_url)
    asyncio.run(talk(store, address, token, url, web))
    store.close()


if __name__ == "__main__":
    main(sys.argv[1:])
