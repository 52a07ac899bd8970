"""What Kitt says by itself about meetings: planned ahead, and said when it is due.

What is due is a question to the database: a tick may come late, come twice, or come in several processes at
once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from bot.log import logger
from bot.ports import Clock
from storage.errors import StoreError
from storage.services import dating, nudge_planning, nudges, set_right
from storage.session import Store

EVERY = timedelta(seconds=2)
"""How often it looks; with nothing to do it costs four questions along an index."""


class Nudging:
    """For the clock. ``wake`` is told how many messages were put into the outbox.

    ``zone`` is that of quiet hours, ``language`` of who has chosen none. ``probe`` is told where a batch
    stands; tests end the process there.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock,
        zone: tzinfo,
        language: str,
        wake: Callable[[int], None],
        probe: nudges.Probe = lambda _: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._language = language
        self._wake = wake
        self._probe = probe
        self._latest = datetime.max.replace(tzinfo=UTC)  # at the start, too, it may have been put back

    async def run(self) -> None:
        """Plan what has changed, and say what is due."""
        if sent := await asyncio.to_thread(self.look):
            self._wake(sent)

    def look(self) -> int:
        """The same, here and now; returns how many messages there are for the outbox."""
        self.plan()
        return self.say()

    def plan(self) -> None:
        """Put the next dates of series and their nudges into the store."""
        now = self._clock()
        if now < self._latest - set_right.SLACK:
            self._put_right(now)
        self._latest = now
        with self._store.read() as session:
            series = dating.to_extend(session, now)
            changed = nudge_planning.changed(session)
        for number in series:
            self._extend(number, now)
        if changed:
            with self._store.write() as session:
                nudge_planning.notice(session, now)
        while self._something_to_plan():
            self._probe("planning")
            with self._store.write() as session:
                looked = nudge_planning.plan_some(session, now, self._zone, language=self._language)
                self._probe("planned")
            if not looked:
                break  # another process has them in its hands

    def say(self) -> int:
        """Put what is due into the outbox, batch by batch."""
        now = self._clock()
        sent = missed = 0
        while True:
            with self._store.read() as session:
                if not nudges.any_due(session, now):
                    break
            with self._store.write() as session:
                done = nudges.due(session, now, zone=self._zone, language=self._language, probe=self._probe)
            self._probe("committed")
            sent, missed = sent + done.sent, missed + done.missed
            if not done.found:
                break  # as above
        if missed:
            logger().warning("nudges.missed", count=missed)
        return sent

    def _extend(self, number: int, now: datetime) -> None:
        """Put the next dates of one series into the store; one that is broken keeps no reminder waiting."""
        try:
            with self._store.write() as session:
                dating.extend_one(session, number, now)
        except StoreError:
            raise
        except Exception as error:
            logger().error("nudges.series_failed", exc_info=error)

    def _put_right(self, now: datetime) -> None:
        """The clock was put back, perhaps before this process began: undo what it was too early to decide."""
        with self._store.read() as session:
            if not set_right.was_ahead(session, now):
                return
        with self._store.write() as session:
            found = set_right.put_right(session, now)
        logger().warning("nudges.clock_was_ahead", count=found)

    def _something_to_plan(self) -> bool:
        with self._store.read() as session:
            return nudge_planning.to_plan(session, self._clock())
