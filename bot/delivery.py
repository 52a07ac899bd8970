"""The outbox at work: claim, render, send part by part, mark.

A message is claimed in one transaction that also renders it, sent outside of any, and marked in another. What
a process held when it died, the end of its lease gives back: to a messenger that drops repetitions the unsent
parts go again with the same keys; with any other the message is ``uncertain`` and never repeated.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import ParamSpec, TypeVar, cast

from bot.ledger import Ledger, Manner, Mark, Render
from bot.log import logger
from bot.ports import Clock, Messenger, Part, Probe, SendError, no_probe
from bot.rendering import part_of
from storage.services.sending import Claimed, PartToSend
from storage.session import Session, Store

P = ParamSpec("P")
R = TypeVar("R")

LOOK_AGAIN = 0.5
"""After how many seconds ``settled`` asks the store, if nothing happened in this process."""

GOODBYE = 5.0
"""Seconds that what is being sent may take at the end; whoever stops us kills us after ten (Docker does)."""


BACK_AGAIN = timedelta(minutes=1)
"""How often, at most, a messenger that is back lets what waits be tried before its time."""


class Delivery:
    """Delivers what the outbox holds for ``messengers``.

    ``owner`` names this process among all that share the store; it is never used twice. ``random`` spreads
    the pauses, so that what failed together does not come back together.
    """

    def __init__(
        self,
        store: Store,
        messengers: Iterable[Messenger],
        render: Render,
        *,
        owner: str,
        clock: Clock,
        random: Random,
        manner: Manner | None = None,
        probe: Probe = no_probe,
    ) -> None:
        self._messengers = {messenger.name: messenger for messenger in messengers}
        self._manner = manner or Manner()
        self._probe = probe
        self._ledger = Ledger(store, self._messengers, render, owner, self._manner, clock, random, probe)
        self._pool = ThreadPoolExecutor(self._manner.workers, thread_name_prefix="delivery")
        self._workers: set[asyncio.Task[None]] = set()
        self._woken = 0
        self._held = 0  # messages claimed here whose outcome is not written yet
        self._unasked = 0  # messages claimed here, or perhaps just being claimed, that answer nobody
        self._ticked = asyncio.Event()
        self._waiters: set[asyncio.Future[None]] = set()
        self._handing: set[asyncio.Task[None]] = set()  # workers that wait for a messenger
        self._stopping = False
        self._clock = clock
        self._returned: set[str] = set()
        self._backs: dict[str, datetime] = {}

    def wake(self, messages: int = 1) -> None:
        """Messages were put into the outbox; 0 says only that something was handled."""
        self._tell_progress()
        self._woken += messages
        for _ in range(min(messages, self._manner.workers - len(self._workers))):
            if not self._stopping:
                self._workers.add(asyncio.create_task(self._worker()))

    async def take_over(self) -> None:
        """Treat claims of processes that are known to be gone as run out.

        What an earlier one held need not wait for its lease to end; what a living one holds is left to it.
        """
        await self._run(self._ledger.end_leases)

    async def sweep(self) -> None:
        """Hold what is being sent, and look for what is due. For the clock."""
        if self._stopping:
            return
        self._ticked.set()
        self._ticked.clear()
        if self._returned:
            returned, self._returned = self._returned, set()
            await self._run(self._ledger.hasten, returned)
        self.wake(await self._run(self._ledger.renew_and_count, sending_now=self._held > 0))

    def back(self, messenger: str) -> None:
        """A messenger reaches its network again: what could not be sent is tried at the next sweep.

        Not more often than every minute, lest a line that comes and goes uses up all tries.
        """
        now = self._clock()
        if now - self._backs.get(messenger, now - BACK_AGAIN) >= BACK_AGAIN:
            self._backs[messenger] = now
            self._returned.add(messenger)

    async def stop(self) -> None:
        """Claim nothing more; what is being sent is sent and marked.

        A messenger that does not answer is not waited for: of what it has, nobody knows.
        """
        self._stopping = True
        self._ticked.set()
        while self._workers:
            await asyncio.wait(set(self._workers), timeout=GOODBYE)
            for late in self._handing:
                late.cancel()
        self._tell_progress()
        self._pool.shutdown()

    async def settled(self, messenger: str, event_key: str) -> None:
        """Wait until an event is handled and all that answers it is delivered or given up."""
        while not self._stopping:
            progress: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiters.add(progress)
            try:
                if await self._run(self._ledger.is_settled, messenger, event_key):
                    return
                # Another process may be the one to do it: then nobody tells us.
                await asyncio.wait({progress}, timeout=LOOK_AGAIN)
            finally:
                self._waiters.discard(progress)

    async def _worker(self) -> None:
        try:
            await self._work()
        finally:
            # Here and not in a callback, so that whoever wakes us later finds the place free.
            self._workers.discard(cast("asyncio.Task[None]", asyncio.current_task()))

    async def _work(self) -> None:
        """Deliver one message after another until none is due.

        Marking one and claiming the next is one trip to a thread. What could not be marked is tried again at
        every tick; until then the message counts as being sent.
        """
        mark: Mark | None = None
        while True:
            woken = self._woken
            marked, claimed = await self._next(mark)
            if not marked:
                if self._stopping:
                    return
                await self._ticked.wait()
                continue
            if mark is not None:
                self._held -= 1
                mark = None
                self._tell_progress()
            if claimed is not None:
                self._held += 1
                mark = await self._send(claimed)
                self._unasked -= claimed.inbox_event_id is None
            elif self._stopping or woken == self._woken:
                return

    async def _next(self, mark: Mark | None) -> tuple[bool, Claimed | None]:
        """Write the last outcome and claim the next message.

        One worker is kept for answers: what goes to thousands, and may hang there, takes all others.
        """
        if self._stopping:
            return (mark is None or (await self._run(self._ledger.mark, mark))[0]), None
        only_answers = self._unasked >= max(self._manner.workers - 1, 1)
        found: Claimed | None = None
        self._unasked += not only_answers
        try:
            marked, found = await self._run(self._ledger.mark_and_claim, mark, only_answers=only_answers)
        finally:
            self._unasked -= not only_answers
            self._unasked += found is not None and found.inbox_event_id is None
        return marked, found

    async def _send(self, claimed: Claimed) -> Mark:
        """Send the parts of a message, each marked before the next; returns what is to be written last."""
        messenger = self._messengers[claimed.messenger]
        for part, following in zip(claimed.parts, (*claimed.parts[1:], None), strict=True):
            try:
                external_id = await self._hand_over(messenger, claimed, part)
            except SendError as error:
                return self._ledger.refused(claimed, part, error)
            mark = self._ledger.accepted(claimed, part, external_id, following)
            if following is None:
                return mark
            if not await self._marked_between(mark):
                break
        return Mark(claimed.id, _nothing_to_write)

    async def _marked_between(self, mark: Mark) -> bool:
        """Write that a part was sent; False if the next one is not ours to send."""
        while True:
            marked, goes_on = await self._run(self._ledger.mark, mark)
            if marked or self._stopping:
                return marked and goes_on
            await self._ticked.wait()

    async def _hand_over(self, messenger: Messenger, claimed: Claimed, part: PartToSend) -> str:
        """Give a part to the messenger and return what it calls it.

        Raises:
            SendError: it was not accepted, or that is not known.
        """
        if claimed.kind.value not in messenger.kinds:
            raise SendError("unsupported", permanent=True)
        self._probe("before-send")
        try:
            ready = part_of(
                part.body, part.number, message_id=claimed.id, answers=claimed.answers, edits=claimed.edits,
                private=claimed.private,
            )  # fmt: skip
            external_id = await self._given(messenger, claimed, ready)
        except SendError:
            raise
        except Exception as error:
            # A mistake in the messenger's code: nobody knows how far it came.
            logger().error("delivery.crashed", outbox_id=claimed.id, messenger=messenger.name, exc_info=error)
            raise SendError("crashed", unknown=True) from error
        self._probe("after-send")
        return external_id

    async def _given(self, messenger: Messenger, claimed: Claimed, part: Part) -> str:
        worker = cast("asyncio.Task[None]", asyncio.current_task())
        self._handing.add(worker)
        try:
            return await messenger.send(claimed.address, part, key=f"{claimed.id}.{part.number}")
        except asyncio.CancelledError:
            if not self._stopping:
                raise
            worker.uncancel()
            raise SendError("stopped", unknown=True) from None
        finally:
            self._handing.discard(worker)

    def _tell_progress(self) -> None:
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def _run(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """Do database work in a thread of our own."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(work, *arguments, **named))


def _nothing_to_write(_session: Session) -> bool:
    return False
