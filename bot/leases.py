"""Which of several processes sends for a messenger, and fetches where only one can: the lease's holder.

Rates hold over all processes because one sends at a time. Whoever holds the lease renews it while it lives;
when it has not for some seconds, or is known to be gone, another one takes it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.log import logger
from bot.ports import Clock, Messenger
from storage.errors import StoreError
from storage.services import leases
from storage.session import Store

LASTS = timedelta(seconds=15)
"""How long a lease lasts that nobody renews: as long may a machine be gone before another one takes over."""

RENEWED = 2 / 3
"""Renewed when less than this share of it is left: every five seconds one small commit."""

STILL = 2
"""After so many times as long it counts for nothing, if it was not renewed, until when it says it lasts."""


class Leases:
    """One lease for each messenger that is there for all of its network; others need none.

    ``is_gone`` says of another process's name whether it surely lives no more. ``lasts`` must be several
    times as long as what lies between two sweeps: who holds a lease loses it by standing still only.
    """

    def __init__(
        self,
        store: Store,
        messengers: Iterable[Messenger],
        *,
        owner: str,
        clock: Clock,
        is_gone: Callable[[str], bool],
        lasts: timedelta = LASTS,
    ) -> None:
        self._store = store
        self._names = tuple(one.name for one in messengers if one.addresses is None)
        self._owner = owner
        self._clock = clock
        self._is_gone = is_gone
        self._lasts = lasts
        self._until: dict[str, datetime] = {}
        self._left: set[str] = set()
        self._seen: dict[str, tuple[leases.Holder, datetime]] = {}  # what another one holds, since when
        self._waiting: set[str] = set()  # of which it was logged that another one holds it
        self._ticked = asyncio.Event()

    def holds(self, messenger: str) -> bool:
        """Whether it is this process that sends for a messenger. From any thread."""
        if messenger not in self._names:
            return True
        until = self._until.get(messenger) if messenger not in self._left else None
        return until is not None and self._clock() < until

    async def alone(self, messenger: str) -> None:
        """Wait until this process holds a messenger's lease."""
        while not self.holds(messenger):
            await self._ticked.wait()

    def leave(self, messenger: str) -> None:
        """This process is there for a messenger no more: what it holds runs out, for another one to take."""
        self._left.add(messenger)

    async def sweep(self) -> bool:
        """Take what is free, renew what is held; whether something was taken anew. For the clock."""
        names = [name for name in self._names if name not in self._left]
        taken = [name for name in names if await asyncio.to_thread(self._look, name)]
        # Set and cleared at once: whoever waits looks again, whoever comes later waits for the next time.
        self._ticked.set()
        self._ticked.clear()
        return bool(taken)

    async def release(self) -> None:
        """Let go of everything, for others to take at once; after the last message was sent."""
        self._until.clear()
        try:
            await asyncio.to_thread(self._release)
        except StoreError as error:
            logger().warning("leases.not_released", exc_info=error)

    def _look(self, name: str) -> bool:
        """Take or renew one lease; whether it was taken anew."""
        held, now = self.holds(name), self._clock()
        if held and self._until[name] - now > RENEWED * self._lasts:
            return False
        try:
            taken = self._take(name, now)
        except StoreError as error:
            # What is held stays held until its time is over; nobody else can take it before.
            logger().warning("leases.store_failed", messenger=name, exc_info=error)
            return False
        if not taken:
            if self._until.pop(name, None) is not None:
                logger().warning("leases.lost", messenger=name)
            elif name not in self._waiting:
                self._waiting.add(name)
                logger().info("leases.waiting", messenger=name)
            return False
        self._until[name] = now + self._lasts
        if not held:
            logger().info("leases.taken", messenger=name)
        return not held

    def _take(self, name: str, now: datetime) -> bool:
        with self._store.read() as session:
            found = leases.holder(session, name)
        gone = found.owner if found is not None and self._is_seen_gone(name, found, now) else ""
        # Whoever waits only reads, second after second.
        if found is not None and found.owner != self._owner and found.until > now and not gone:
            return False
        with self._store.write() as session:
            return leases.take(session, name, owner=self._owner, until=now + self._lasts, now=now, gone=gone)

    def _is_seen_gone(self, name: str, found: leases.Holder, now: datetime) -> bool:
        """Whether its holder lives no more, or has not renewed it for as long as it lasts, whatever it says.

        Whoever lives does so several times as often; with a wrong clock it may have been taken for a week.
        """
        if self._is_gone(found.owner):
            return True
        seen, since = self._seen.get(name, (None, now))
        if seen != found or now < since:
            self._seen[name] = (found, now)
            return False
        return found.owner != self._owner and now - since > STILL * self._lasts

    def _release(self) -> None:
        with self._store.write() as session:
            leases.release(session, self._owner, self._clock())
