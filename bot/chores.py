"""What Kitt does by itself from time to time: deletes who asked for it, asks on for who waits for an answer.

What is due is a question to the database, and each piece is one transaction: a tick may come late, come
twice, or come in two processes at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo

from bot.log import logger
from bot.ports import Clock
from dialogs.topics.admitting import ask_again
from dialogs.topics.finding_date_telling import look
from dialogs.topics.handing import hand_on
from storage.errors import StoreError
from storage.services import deletion, handing_on, poll_messages, waiting_room
from storage.session import Session, Store

Due = Callable[[Session, datetime], Sequence[int]]
Do = Callable[[Session, int, datetime], int]

EVERY = timedelta(minutes=1)
"""How often it looks."""


class Chores:
    """For the clock. ``wake`` is told how many messages were put into the outbox."""

    def __init__(
        self, store: Store, *, clock: Clock, zone: tzinfo, wake: Callable[[int], None], language: str = "de"
    ) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._wake = wake
        self._language = language

    async def run(self) -> None:
        """Do all that is due."""
        await asyncio.to_thread(self.delete)
        await asyncio.to_thread(self.forget_contexts)
        if asked := await asyncio.to_thread(self.ask_on) + await asyncio.to_thread(self.ask_again):
            self._wake(asked)
        if looked := await asyncio.to_thread(self.find_dates):
            self._wake(looked)

    def delete(self) -> None:
        """Carry out the deletions whose day is over."""
        if done := self._each(deletion.due, deletion.carry_out):
            logger().info("deletion.carried_out", count=done)

    def ask_on(self) -> int:
        """Ask the next coordinator for who has waited a day, or for somebody to be in; returns how many."""
        if asked := self._each(handing_on.waiting, self._on_the_day(hand_on)):
            logger().info("help.asked_on", count=asked)
        return asked

    def ask_again(self) -> int:
        """Ask once more about guests whom nobody has answered for a day; returns about how many."""
        if asked := self._each(waiting_room.overdue, self._on_the_day(ask_again)):
            logger().info("access.asked_again", count=asked)
        return asked

    def find_dates(self) -> int:
        """Look at polls about dates: chase, tell of new times, or that it is enough; returns at how many."""
        return self._each(
            poll_messages.due,
            lambda session, number, now: look(session, number, now, zone=self._zone, language=self._language),
        )

    def _each(self, due: Due, do: Do) -> int:
        """Do something for each that is due, in a transaction of its own; returns for how many."""
        now = self._clock()
        with self._store.read() as session:
            numbers = due(session, now)
        done, failed = 0, None
        for number in numbers:
            try:
                with self._store.write() as session:
                    done += do(session, number, now)
            except StoreError:
                raise  # the others would meet the same
            except Exception as error:  # one that cannot be done keeps nobody else waiting
                failed = error
        if failed is not None:
            logger().error("chores.failed", exc_info=failed)
        return done

    def _on_the_day(self, ask: Callable[..., int]) -> Do:
        """Whoever asks people needs the day and the zone, too."""
        return lambda session, number, now: ask(
            session, number, now=now, today=now.astimezone(self._zone).date(), zone=self._zone
        )

    def forget_contexts(self) -> None:
        """Clear where conversations stood, once that no longer counts."""
        now = self._clock()
        with self._store.read() as session:
            stale = deletion.stale_contexts(session, now)
        if stale:
            with self._store.write() as session:
                deletion.forget_contexts(session, stale, now)
