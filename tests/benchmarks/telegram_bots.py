"""The two bots that are compared: kitt or echo, the server's address, the token, Kitt's store, its pace."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from bot.composition import Parts, Process
from bot.config import Settings
from bot.knowledge import Knowledge
from bot.log import configure
from bot.messengers import create
from bot.messengers.telegram.pace import Pace
from storage.session import Store
from tests.dialogue import CACHE, interpreter


async def kitt(address: str, token: str, url: str, pace: Pace) -> None:
    """Kitt as `kitt run` puts it together."""
    store = Store.open(url)
    folder = Path(store.engine.url.database or "").parent
    parts = Parts(store, Knowledge(CACHE, home_state="ST"), interpreter(), Settings(data_folder=folder))
    telegram = create("telegram", {"token": token, "base_url": address, "pace": pace})
    process = Process(parts, [telegram])
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, process.stop)
    await process.run()
    store.close()


def echo(address: str, token: str) -> None:
    """A bare bot of the same library."""

    async def answer(update: Update, _context: Any) -> None:
        if update.effective_message is not None:
            await update.effective_message.reply_text(update.effective_message.text or "")

    application = Application.builder().token(token).base_url(f"{address}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling(allowed_updates=["message"])


def main() -> None:
    """Run one of them until it is told to end."""
    configure("critical")
    kind, address, token, url, speed = sys.argv[1:]
    if kind == "echo":
        echo(address, token)
    else:
        pace = Pace() if speed == "real" else Pace(100_000, unasked=100_000, private=(100_000, 1))
        asyncio.run(kitt(address, token, url, pace))


if __name__ == "__main__":
    main()
