"""Kitt with a webhook inside the test: its own web server, and whoever wants to call it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpx

from bot.messengers import create
from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.polling import Pauses
from bot.ports import Host
from bot.web.server import Web
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock
from tests.servers.botapi import BotApi

SECRET = "ein_Kennwort-123"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
QUICK = Pauses(poll=5, first=0.05, longest=0.1, look=0.05)


@dataclass
class Hooked:
    """What a test needs of it."""

    kitt: Assembly
    web: Web
    client: httpx.AsyncClient
    connected: list[bool]

    async def post(self, body: bytes | dict[str, Any], secret: str | None = SECRET) -> int:
        """Call the webhook as Telegram does, or as somebody else; returns the status."""
        headers = {} if secret is None else {HEADER: secret}
        sent: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        answer = await self.client.post("/hook", headers=headers, **sent)
        assert answer.content == b""
        return answer.status_code

    async def page(self, path: str) -> tuple[int, str]:
        """The status and the text of a page."""
        answer = await self.client.get(path)
        return answer.status_code, answer.text

    async def figure(self, name: str) -> float:
        """The value of a metric, with its labels as the page writes them; 0 if it is not there."""
        lines = (await self.page("/metrics"))[1].splitlines()
        return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name} ")), 0.0)


@asynccontextmanager
async def hooked(
    server: BotApi,
    store: Store,
    *,
    told: list[str] | None = None,
    url: str = "",
    host: Callable[[Assembly], Host] | None = None,
    state: str = "",
) -> AsyncIterator[Hooked]:
    """Kitt, which repeats what it hears, with a webhook; stopped in the order of ``bot.composition``."""
    web = Web("127.0.0.1", 0)
    notices = told if told is not None else []
    connected: list[bool] = []
    address = f"http://127.0.0.1:{web.port}"
    telegram = create(
        "telegram",
        {
            "token": server.token,
            "base_url": server.address,
            "pauses": QUICK,
            "pace": Pace(1_000, private=(1_000, 1)),
            "notice": lambda code, detail: notices.append(f"{code} {detail}".strip()),
            "measure": web.metrics.measure,
            "webhook": {
                "url": url or f"{address}/hook", "secret": SECRET, "mount": partial(web.mount, "/hook")
            },
        },
    )  # fmt: skip
    clock = HandClock()
    kitt = Assembly(store, telegram, clock=clock, measure=web.metrics.measure)
    web.start(store, lambda: state, clock)
    made = Host(kitt.inbox.store, kitt.delivery.settled, lambda _code: None, connected=connected.append)
    await telegram.start(made if host is None else host(kitt))
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        try:
            yield Hooked(kitt, web, client, connected)
        finally:
            await web.stop()
            await telegram.stop()
            await kitt.stop()
            await telegram.stop()
