"""Signs of life while Kitt works, and which edits are none: in memory, never repeated, never in the way."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import RetryAfter, TelegramError

from bot.messengers.telegram.errors import wait_of
from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.translating import NAME
from bot.ports import Incoming

MOST_AT_ONCE = 20
"""With more people waiting at a time, the calls are better spent on answers."""

MOST_REMEMBERED = 10_000
"""Of so many messages it is remembered what they said last."""

A_LOOK = 0.1
"""Seconds for a look whether the answer is out."""

Settled = Callable[[str, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """In seconds: how long an answer may take before Kitt types, and how often the sign is renewed.

    Most answers are faster than ``after``, and cost no second call. Telegram shows the sign for five seconds
    (https://core.telegram.org/bots/api#sendchataction). After ``times`` it is over, whatever happens.
    """

    after: float = 0.8
    every: float = 4.5
    times: int = 6


class Signs:
    """``bot`` gives the library's bot; belongs to one event loop."""

    def __init__(self, bot: Callable[[], Bot], pace: Pace, rhythm: Rhythm) -> None:
        self._bot = bot
        self._pace = pace
        self._rhythm = rhythm
        self._working: dict[str, asyncio.Task[None]] = {}
        self._said: OrderedDict[tuple[str, str], int] = OrderedDict()

    def is_news(self, event: Incoming) -> bool:
        """Whether an event says something new: Telegram also calls it an edit when a preview was added.

        What is remembered cannot be turned back into a text, and means nothing to another process.
        """
        if event.kind not in ("text", "edited"):
            return True
        message, said = (event.conversation_address, event.message_id), hash(event.text)
        return event.kind == "text" or self._said.get(message) != said

    def heard(self, event: Incoming, settled: Settled) -> None:
        """An event was stored: it will be answered, and typing begins if that takes a while.

        ``settled`` waits for the answer, which another process may give.
        """
        if event.kind not in ("text", "edited", "press"):
            return
        if event.kind != "press":
            self._said[event.conversation_address, event.message_id] = hash(event.text)
            if len(self._said) > MOST_REMEMBERED:
                self._said.popitem(last=False)
        chat = event.conversation_address
        if chat not in self._working and len(self._working) < MOST_AT_ONCE:
            self._working[chat] = asyncio.create_task(self._type(chat, event.event_key, settled))

    def answered(self, chat: str) -> None:
        """An answer is about to go out."""
        if (task := self._working.pop(chat, None)) is not None:
            task.cancel()

    def stop(self) -> None:
        """Type no more."""
        for chat in list(self._working):
            self.answered(chat)

    async def _type(self, chat: str, key: str, settled: Settled) -> None:
        try:
            await asyncio.sleep(self._rhythm.after)
            for _ in range(self._rhythm.times):
                if await _is_settled(settled, key):
                    return
                if not self._pace.rests(chat):
                    await self._sign(chat)
                await asyncio.sleep(self._rhythm.every)
        finally:
            if self._working.get(chat) is asyncio.current_task():
                del self._working[chat]

    async def _sign(self, chat: str) -> None:
        try:
            await self._bot().send_chat_action(int(chat), ChatAction.TYPING)
        except RetryAfter as error:
            self._pace.flooded(chat, wait_of(error))
        except TelegramError:
            # Whatever it is, the answer will meet it too, and knows what to do.
            return


async def _is_settled(settled: Settled, key: str) -> bool:
    """Whether there is nothing left to wait for, as far as can be said at once."""
    try:
        await asyncio.wait_for(settled(NAME, key), A_LOOK)
    except Exception:  # not yet, or the store is busy: for a sign of life both are the same
        return False
    return True
