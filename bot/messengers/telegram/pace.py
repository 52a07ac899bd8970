"""Telegram's rates, kept before Telegram has to ask for it: overall, per chat, per group; and 429 obeyed.

A chat that has to wait holds up nobody else: its part goes back into the outbox for that long. The rates are
those of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this, reached from below:
a bucket lets through what it holds and, on top, what runs out of it.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import timedelta

from aiolimiter import AsyncLimiter

from bot.ports import SendError


class Pace:
    """Asked before every call that makes a message; belongs to one event loop.

    ``per_second`` is the rate of all together, of which what answers nobody, such as an announcement to
    thousands, gets ``unasked``: the rest is kept for answers. ``private`` and ``group`` say what a chat gets
    at once and in how many seconds that much again: one a second, 20 a minute. Of more than ``most_chats``
    the one that was written to longest ago is forgotten.
    """

    def __init__(
        self,
        per_second: float = 28,
        *,
        unasked: float = 20,
        private: tuple[float, float] = (3, 3),
        group: tuple[float, float] = (5, 20),
        most_chats: int = 10_000,
    ) -> None:
        self._private = private
        self._group = group
        self._most_chats = most_chats
        self._overall = AsyncLimiter(1, 1 / per_second)
        self._unasked = AsyncLimiter(1, 1 / min(unasked, per_second))
        self._chats: OrderedDict[str, AsyncLimiter] = OrderedDict()
        self._held: dict[str, float] = {}
        self._all_until = 0.0

    async def turn(self, chat: str, *, answers: bool = True) -> None:
        """Wait for the bot's turn, at most a few parts of a second; ``answers``: somebody waits for this.

        Raises:
            SendError: this chat (or the bot) has to wait longer; ``retry_after`` says how long.
        """
        self._obey(chat)
        limiter = self._limiter(chat)
        if not limiter.has_capacity():
            raise SendError("pace", retry_after=timedelta(seconds=limiter.time_period / limiter.max_rate))
        await limiter.acquire()
        if not answers:
            await self._unasked.acquire()
        await self._overall.acquire()

    def flooded(self, chat: str, wait: timedelta) -> None:
        """Telegram answered 429 here: this chat rests; if it says so to a second one, the whole bot does."""
        now = asyncio.get_running_loop().time()
        until = now + wait.total_seconds()
        self._held = {other: moment for other, moment in self._held.items() if moment > now}
        if any(other != chat for other in self._held):
            self._all_until = max(self._all_until, until)
        self._held[chat] = max(until, self._held.get(chat, until))

    def rests(self, chat: str) -> bool:
        """Whether this chat, or the bot, has been told to wait."""
        return self._left(chat) > 0

    def _left(self, chat: str) -> float:
        now = asyncio.get_running_loop().time()
        return max(self._held.get(chat, 0.0), self._all_until) - now

    def _obey(self, chat: str) -> None:
        if (left := self._left(chat)) > 0:
            raise SendError("flood", retry_after=timedelta(seconds=left))

    def _limiter(self, chat: str) -> AsyncLimiter:
        limiter = self._chats.pop(chat, None)
        if limiter is None:
            limiter = AsyncLimiter(*(self._group if chat.startswith("-") else self._private))
        self._chats[chat] = limiter
        if len(self._chats) > self._most_chats:
            self._chats.popitem(last=False)
        return limiter
