"""`kitt chat` without its understanding: the terminal, the inbox, the delivery, and an echo.

Called with the store's file, a name for the session, and what else the messenger takes as JSON.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Tick, Ticker
from bot.log import configure
from bot.messengers import create
from bot.ports import Host
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock


def wait_for_death(step: str) -> None:
    """At the step that the environment names: say so by a file, and wait to be killed."""
    if step == os.environ.get("KITT_TEST_STEP"):
        Path(os.environ["KITT_TEST_FILE"]).touch()
        time.sleep(60)


async def chat(store: Store, session: str, settings: dict[str, object]) -> str:
    """Talk until the terminal ends; returns why it did."""
    console = create("console", {"address": "somebody", "session": session} | settings)
    kitt = Assembly(store, console, clock=HandClock(datetime.now(UTC)), owner=session, probe=wait_for_death)
    ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def end(code: str = "interrupted") -> None:
        if not ended.done():
            ended.set_result(code)

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    await kitt.delivery.take_over()
    await kitt.delivery.sweep()
    await kitt.inbox.recover()
    ticker = Ticker([Tick("delivery", timedelta(seconds=0.05), kitt.delivery.sweep)])
    ticker.start()
    await console.start(Host(kitt.inbox.store, kitt.delivery.settled, end))
    try:
        return await ended
    finally:
        await console.stop()
        ticker.stop()
        await kitt.stop()


def main() -> None:
    """Open the store, which has its tables, and talk."""
    configure("critical")
    file, session, settings = sys.argv[1:]
    values = json.loads(settings)
    if "history" in values:
        values["history"] = Path(values["history"])
    store = Store.open(f"sqlite:///{file}")
    code = asyncio.run(chat(store, session, values))
    store.close()
    sys.stderr.write(f"ended: {code}\n")


if __name__ == "__main__":
    main()
