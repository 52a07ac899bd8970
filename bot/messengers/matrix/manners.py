"""What is polite and no more: that a message was seen, that Kitt is writing. Never waited for or repeated."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any

from nio import AsyncClient

from bot.messengers.matrix.line import BROKEN, AnswerError, ask, part

WRITES = 10_000
"""Milliseconds for which others see that Kitt is writing, unless it has answered before."""

SOON = 0.4
"""Seconds within which an answer needs no sign that it is coming; most take a tenth of that."""

LAST_ASIDES = 1.0
"""Seconds at the end for what is no message: nobody misses it."""


class Manners:
    """Tells the homeserver; what fails is forgotten."""

    def __init__(self, client: AsyncClient, *, soon: float = SOON) -> None:
        self._client = client
        self._soon = soon
        self._asides: set[asyncio.Task[None]] = set()
        self._waiting: dict[str, asyncio.TimerHandle] = {}  # rooms in which somebody waits, not long yet
        self._writing: set[str] = set()  # rooms in which others see that Kitt is writing

    def seen(self, room_id: str, event_id: str) -> None:
        """Kitt has a message safe, and works on its answer."""
        receipt = f"/rooms/{part(room_id)}/receipt/m.read/{part(event_id)}"
        self._aside(self._tell("POST", receipt, {}))
        if room_id not in self._waiting and room_id not in self._writing:
            loop = asyncio.get_running_loop()
            self._waiting[room_id] = loop.call_later(self._soon, self._writes, room_id)

    def answered(self, room_id: str) -> None:
        """Kitt has said something; where nobody waited long for it, nothing is told."""
        if (timer := self._waiting.pop(room_id, None)) is not None:
            timer.cancel()
        if room_id not in self._writing:
            return
        self._writing.discard(room_id)
        self._aside(self._typing(room_id, {"typing": False}))

    async def stop(self) -> None:
        """Wait a little for what is being told."""
        for timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()
        if self._asides:
            _, late = await asyncio.wait(set(self._asides), timeout=LAST_ASIDES)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _writes(self, room_id: str) -> None:
        del self._waiting[room_id]
        self._writing.add(room_id)
        self._aside(self._typing(room_id, {"typing": True, "timeout": WRITES}))

    async def _typing(self, room_id: str, body: Mapping[str, Any]) -> None:
        await self._tell("PUT", f"/rooms/{part(room_id)}/typing/{part(self._client.user_id)}", body)

    async def _tell(self, method: str, path: str, body: Mapping[str, Any]) -> None:
        with suppress(AnswerError, *BROKEN):
            await ask(self._client, method, path, body)

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)
