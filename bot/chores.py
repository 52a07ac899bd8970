"""What Kitt does by itself from time to time: deletes who asked for it, asks on for who waits for an answer.

What is due is a question to the database, and each piece is one transaction: a tick may come late, come
twice, or come in two processes at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta, tzinfo

from bot.log import logger
from bot.ports import Clock
from dialogs.topics.admitting import ask_again
from dialogs.topics.handing import hand_on
from storage.services import deletion, handing_on, waiting_room
from storage.session import Store

EVERY = timedelta(minutes=1)
"""How often it looks."""


class Chores:
    """For the clock. ``wake`` is told how many messages were put into the outbox."""

    def __init__(self, store: Store, *, clock: Clock, zone: tzinfo, wake: Callable[[int], None]) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._wake = wake

    async def run(self) -> None:
        """Do all that is due."""
        await asyncio.to_thread(self.delete)
        await asyncio.to_thread(self.forget_contexts)
        if asked := await asyncio.to_thread(self.ask_on) + await asyncio.to_thread(self.ask_again):
            self._wake(asked)

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

    def ask_on(self) -> int:
        """Ask the next coordinator for who has waited a day, or for somebody to be in; returns how many."""
        now = self._clock()
        today = now.astimezone(self._zone).date()
        with self._store.read() as session:
            waiting = handing_on.waiting(session, now)
        asked = 0
        for number in waiting:
            with self._store.write() as session:
                asked += hand_on(session, number, now=now, today=today, zone=self._zone)
        if asked:
            logger().info("help.asked_on", count=asked)
        return asked

    def ask_again(self) -> int:
        """Ask once more about guests whom nobody has answered for a day; returns about how many."""
        now = self._clock()
        today = now.astimezone(self._zone).date()
        with self._store.read() as session:
            waiting = waiting_room.overdue(session, now)
        asked = 0
        for number in waiting:
            with self._store.write() as session:
                asked += ask_again(session, number, now=now, today=today, zone=self._zone)
        if asked:
            logger().info("access.asked_again", count=asked)
        return asked

    def forget_contexts(self) -> None:
        """Clear where conversations stood, once that no longer counts."""
        now = self._clock()
        with self._store.read() as session:
            stale = deletion.stale_contexts(session, now)
        if stale:
            with self._store.write() as session:
                deletion.forget_contexts(session, stale, now)
