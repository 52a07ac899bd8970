"""What Kitt does by itself from time to time: deletes who asked for it, asks on for who waits for a human.

What is due is a question to the database, and each piece is one transaction: a tick may come late, come
twice, or come in two processes at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta, tzinfo

from bot.log import logger
from bot.ports import Clock
from storage.services import deletion
from storage.session import Store

EVERY = timedelta(minutes=1)
"""How often it looks."""


class Chores:
    """For the clock. ``wake`` is told how many messages were put into the outbox."""

    def __init__(
        self, store: Store, *, clock: Clock, zone: tzinfo, language: str, wake: Callable[[int], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._language = language
        self._wake = wake

    async def run(self) -> None:
        """Do all that is due."""
        await asyncio.to_thread(self.delete)
        await asyncio.to_thread(self.forget_contexts)

    def delete(self) -> None:
        """Carry out the deletions whose day is over, each in a transaction of its own."""
        now = self._clock()
        with self._store.read() as session:
            due = deletion.due(session, now)
        done = 0
        for number in due:
            with self._store.write() as session:
                done += deletion.carry_out(session, number, now)
        if done:
            logger().info("deletion.carried_out", count=done)

    def forget_contexts(self) -> None:
        """Clear where conversations stood, once that no longer counts."""
        now = self._clock()
        with self._store.read() as session:
            stale = deletion.stale_contexts(session, now)
        if stale:
            with self._store.write() as session:
                deletion.forget_contexts(session, stale, now)
