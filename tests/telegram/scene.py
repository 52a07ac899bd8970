"""Kitt on Telegram inside the test: the messenger, the inbox, the delivery, and a dialogue that repeats."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.handling import Dialogue
from bot.messengers import create
from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.polling import Pauses
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock, play
from tests.servers.botapi import BotApi, Chat, Person

QUICK = Pauses(poll=5, first=0.05, longest=0.1)


def telegram_of(server: BotApi, told: list[str] | None = None, **more: Any) -> Any:
    """The messenger, which does not wait long after failures; what it has to say goes into ``told``."""
    notices = told if told is not None else []
    return create(
        "telegram",
        {
            "token": server.token,
            "base_url": server.address,
            "pauses": QUICK,
            "pace": Pace(1_000, private=(1_000, 1)),
            "notice": lambda code, detail: notices.append(f"{code} {detail}".strip()),
        }
        | more,
    )


async def until(true: Callable[[], Any], *, pause: float = 0.005) -> None:
    """Wait for something to come true while the loop turns; looked at every ``pause`` seconds."""
    while not true():
        await asyncio.sleep(pause)


def talk(
    server: BotApi,
    store: Store,
    scene: Callable[[Assembly], Awaitable[None]],
    dialogue: Dialogue | None = None,
    *,
    minutes: float = 1,
    **more: Any,
) -> None:
    """Let a scene of so many ``minutes`` play while Kitt, which repeats what it hears, is on Telegram.

    Unless it has another ``dialogue``; ``more`` goes to the assembly.
    """

    async def whole() -> None:
        telegram = telegram_of(server)
        kitt = Assembly(store, telegram, clock=HandClock(), dialogue=dialogue, **more)
        await telegram.start(kitt.host)
        try:
            await scene(kitt)
        finally:
            await telegram.stop()
            await kitt.stop()
            await telegram.stop()

    play(whole, minutes)


def texts(server: BotApi, person: Person | Chat) -> list[str]:
    return [sent.text for sent in server.sent(person)]
