"""Forgets what has been kept for as long as the settings allow, and logs how much that was, never what."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from bot.log import logger
from bot.ports import Clock
from storage.services import access, retention
from storage.session import Store

EVERY = timedelta(hours=1)
"""How often it looks: so often that a busy store, or a machine off at night, delays nothing by a day."""


class Forgetting:
    """Clears texts, and who asked to be let in, before they are older than ``keep``; for the clock."""

    def __init__(self, store: Store, *, keep: timedelta, clock: Clock) -> None:
        self._store = store
        self._keep = keep
        self._clock = clock

    async def run(self) -> None:
        """Clear what would become too old before the next look."""
        await asyncio.to_thread(self.forget)

    def forget(self) -> None:
        """The same, here and now: found while reading, cleared in small transactions."""
        before = self._clock() - (self._keep - EVERY)
        events = messages = 0
        while texts := self._next(before):
            with self._store.write() as session:
                retention.forget_texts(session, texts)
            events += len(texts.events)
            messages += len(texts.messages)
        with self._store.write() as session:
            access.forget(session, before)
        self._forget_spent()
        if events:
            logger().info("retention.events_cleared", count=events)
        if messages:
            logger().info("retention.messages_cleared", count=messages)

    def _forget_spent(self) -> None:
        now = self._clock()
        with self._store.read() as session:
            found = retention.spent(session, now)
        if found:
            with self._store.write() as session:
                retention.forget_spent(session, now)

    def _next(self, before: datetime) -> retention.Texts | None:
        with self._store.read() as session:
            texts = retention.texts_before(session, before)
        return texts if texts.events or texts.messages else None
