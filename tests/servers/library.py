"""The library's bot, connected to the fake server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.request import HTTPXRequest

from tests.servers.botapi import BotApi


def with_bot(server: BotApi, scene: Callable[[Bot], Awaitable[Any]], *, read: float = 30) -> Any:
    """Let a scene play with the library's bot; ``read`` is its patience in seconds."""

    async def play() -> Any:
        bot = Bot(
            server.token,
            server.base_url,
            f"{server.address}/file/bot",
            request=HTTPXRequest(read_timeout=read),
        )
        async with bot:
            return await scene(bot)

    return asyncio.run(play())
