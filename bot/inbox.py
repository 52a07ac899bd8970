"""The inbox at work: events stored as they come, handled in order per conversation, several at a time.

The store knows what waits and in which order; memory knows only which conversations to look at. So nothing is
lost with the process: at the start ``recover`` goes through what an earlier one left, and the clock's
``sweep`` finds what nobody here was told of.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import ParamSpec, TypeVar

from bot import arriving
from bot.cleaning import clean
from bot.handling import Handler, Result
from bot.log import logger
from bot.ports import (
    Clock,
    Incoming,
    IncomingKind,
    Measure,
    Messenger,
    NotStoredError,
    Probe,
    no_measure,
    no_probe,
)
from bot.reach import reach_of
from storage.models import Standing
from storage.services import conversations, inbox, invited, standing
from storage.session import Session, Store

P = ParamSpec("P")
R = TypeVar("R")

GRACE = timedelta(seconds=3)
"""How long an event may wait before the sweep takes it: time for the process that stored it to handle it."""

PAUSES = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30))
"""How long a conversation rests after one, two and more failures in a row."""

_NOTED = ("reaction", "joined", "left")
"""What may mean something for what Kitt asked there: kept as it came, by who and what, and not answered."""

_STANDING: Mapping[IncomingKind, Standing] = {
    "added": Standing.OPEN, "voiced": Standing.OPEN, "silenced": Standing.SILENT, "removed": Standing.GONE,
}  # fmt: skip

_NOTHING_TO_ANSWER = (
    "blocked",
    "unblocked",
    "moved",
    "unreadable",
    "voiced",
    "silenced",
    "removed",
    "invited",
    *_NOTED,
)

SWEPT = 100
"""How many conversations one sweep takes on."""


class Inbox:
    """Stores events and sees to it that each is handled.

    ``messengers`` are those whose events this process handles. ``wake`` is called with the number of
    messages that wait to be delivered, also if that is 0.
    """

    def __init__(
        self,
        store: Store,
        handler: Handler,
        *,
        messengers: Iterable[Messenger],
        wake: Callable[[int], None],
        clock: Clock,
        threads: int = 4,
        probe: Probe = no_probe,
        measure: Measure = no_measure,
    ) -> None:
        self._measure = measure
        self._store = store
        self._handler = handler
        self._reach = reach_of(messengers)
        self._wake = wake
        self._clock = clock
        self._zone = handler.zone
        self._probe = probe
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="inbox")
        self._looking: dict[int, asyncio.Task[None]] = {}
        self._told: set[int] = set()  # conversations of which something new was said while being looked at
        self._failures: dict[int, int] = {}
        self._resting: dict[int, datetime] = {}
        self._stopping = False

    async def store(self, incoming: Incoming) -> bool:
        """Keep an event for good and have it handled; False for one that was known already, or is nobody's.

        Raises:
            NotStoredError: it could not be kept, so it must not be confirmed to the network.
        """
        try:
            stored, kind, messages = await self._run(self._receive, incoming)
        except NotStoredError:
            raise  # nothing is wrong: it is to be offered again in a moment
        except Exception as error:
            logger().error("inbox.not_stored", messenger=incoming.messenger, exc_info=error)
            raise NotStoredError from error
        if messages:
            self._wake(messages)
        if stored is None:
            return False
        if incoming.kind == "unreadable":
            logger().error("inbox.parked", event_id=stored.event_id, messenger=incoming.messenger)
        if kind in ("removed", "silenced", "invited"):
            self._wake(1)  # whoever coordinates what is written there is told
        # What came to the new address of a conversation before the news of its move waits in it by now.
        if kind in _NOTHING_TO_ANSWER and kind != "moved":
            return True
        self._look_at(stored.conversation_id)
        return True

    async def knows(self, messenger: str, address: str) -> bool:
        """Whether an address on a messenger belongs to somebody of the network."""
        return await self._run(self._asked, invited.is_known, messenger, address)

    async def admits(self, messenger: str, address: str) -> str:
        """What was decided about an invitation to a conversation's address; "" as long as nothing is."""
        return await self._run(self._asked, invited.decided, messenger, address)

    async def recover(self) -> None:
        """Handle what an earlier process left, one event after another; before the messengers start.

        One at a time, so that only the event that kills the process is blamed for it.
        """
        while not self._stopping:
            left = await self._run(self._waiting_before, self._clock())
            if not (left := [c for c in left if c not in self._resting]):
                return
            for conversation in left:
                await self._drain(conversation, suspect=True)

    async def sweep(self) -> None:
        """Look at conversations where something waits that is nobody's concern so far. For the clock."""
        now = self._clock()
        rested = [c for c, until in self._resting.items() if until <= now]
        for conversation in rested:
            del self._resting[conversation]
            self._look_at(conversation)
        for conversation in await self._run(self._waiting_before, now - GRACE):
            if conversation not in self._looking and conversation not in self._resting:
                self._look_at(conversation, suspect=True)

    async def stop(self) -> None:
        """Handle no further event; those being handled are finished."""
        self._stopping = True
        await asyncio.gather(*self._looking.values())
        self._pool.shutdown()

    def _asked(self, question: Callable[[Session, str, str], R], messenger: str, address: str) -> R:
        with self._store.read() as session:
            return question(session, messenger, address)

    def _receive(self, incoming: Incoming) -> tuple[inbox.Stored | None, IncomingKind, int]:
        """Keep an event: what is stored of it, as what, and how many messages that makes at once."""
        now = self._clock()
        with self._store.write() as session:
            messages = int(arriving.shared(session, incoming, now))
            found = arriving.meant(session, incoming, now)
            if found is None or not self._matters(session, found):
                return None, incoming.kind, messages
            arrival = arriving.arrival_of(found, reacts=incoming.kind == "reaction")
            incoming = found
            before = None
            if incoming.conversation_kind != "private":
                before = standing.standing_at(session, incoming.messenger, incoming.conversation_address)
            if incoming.kind == "moved":
                conversations.move(
                    session, incoming.messenger, old=incoming.text, new=incoming.conversation_address
                )
            stored = inbox.receive(session, arrival, now)
            if stored is not None and incoming.kind == "edited" and inbox.rewrite(session, stored, arrival):
                # What it changes has not been looked at yet, and is looked at as it is now.
                inbox.finish_at_once(session, stored.event_id, "edited", now, {"then": "merged"})
            if stored is not None and arriving.is_repeated(session, incoming, stored, now):
                inbox.finish_at_once(session, stored.event_id, incoming.kind, now)
            if stored is not None:
                self._place(session, incoming, stored, before)
            if stored is not None and incoming.kind in _NOTHING_TO_ANSWER:
                self._note(session, incoming, stored.event_id)
            self._probe("receiving")
        self._probe("received")
        return stored, incoming.kind, messages

    def _matters(self, session: Session, incoming: Incoming) -> bool:
        """Whether an event may be kept: of strangers, and where Kitt never was, nothing is.

        Reactions count under Kitt's own messages only.
        """
        if incoming.kind in ("voiced", "silenced", "removed", "joined", "left"):
            place = incoming.conversation_address
            if standing.standing_at(session, incoming.messenger, place) is None:
                return False
        if incoming.kind == "reaction" and not standing.is_own(
            session, incoming.messenger, incoming.conversation_address, incoming.message_id
        ):
            return False
        known = incoming.kind not in _NOTED
        return known or standing.is_known(session, incoming.messenger, incoming.sender_address)

    def _place(
        self, session: Session, incoming: Incoming, stored: inbox.Stored, before: Standing | None
    ) -> None:
        """Note how a group or channel is called, and how Kitt stands there."""
        if incoming.conversation_kind == "private" or incoming.kind == "unreadable":
            return
        if incoming.title:
            standing.call(session, stored.conversation_id, clean(incoming.title).text)
        now, found = self._clock(), _STANDING.get(incoming.kind)
        # Who is spoken to in a group is in it, whatever was heard before.
        if incoming.kind in ("text", "press", "moved") and before is Standing.GONE:
            found = Standing.OPEN
        if found is not None:
            standing.stands(session, stored.conversation_id, found, now, self._zone)
        if incoming.kind == "added" and before in (Standing.OPEN, Standing.SILENT):
            inbox.finish_at_once(session, stored.event_id, incoming.kind, now)  # it has greeted there before

    def _note(self, session: Session, incoming: Incoming, event_id: int) -> None:
        """Do all that follows from an event that nobody waits for an answer to."""
        now = self._clock()
        if incoming.kind == "unreadable":
            inbox.park(session, event_id, now)
            return
        if incoming.kind == "blocked":
            conversations.block(session, incoming.messenger, incoming.sender_address, now)
        what = {"text": clean(incoming.text).text, "message_id": clean(incoming.message_id).text}
        rest = what if incoming.kind in _NOTED else {}
        if incoming.kind == "invited":
            invited.ask(session, event_id, now, self._zone)
        inbox.finish_at_once(session, event_id, incoming.kind, now, rest)

    def _waiting_before(self, moment: datetime) -> list[int]:
        with self._store.read() as session:
            return inbox.next_waiting(session, reach=self._reach, before=moment, limit=SWEPT)

    def _look_at(self, conversation: int, *, suspect: bool = False) -> None:
        if self._stopping or conversation in self._resting:
            return
        if conversation in self._looking:
            self._told.add(conversation)
            return
        self._looking[conversation] = asyncio.create_task(self._look(conversation, suspect=suspect))

    async def _look(self, conversation: int, *, suspect: bool) -> None:
        try:
            await self._drain(conversation, suspect=suspect)
        finally:
            # Here and not in a callback, so that what is stored later is looked at again.
            del self._looking[conversation]

    async def _drain(self, conversation: int, *, suspect: bool) -> None:
        """Handle what waits in one conversation, in order, until nothing does."""
        more = True
        while more and not self._stopping:
            self._told.discard(conversation)
            outcome = await self._run(self._handler.handle, conversation, suspect=suspect)
            self._wake(outcome.messages)
            if outcome.result is not Result.NOTHING:
                self._measure("handled", result=outcome.result.value)
            if outcome.result is Result.AGAIN:
                self._rest(conversation)
                return
            self._failures.pop(conversation, None)
            more = outcome.more or conversation in self._told

    def _rest(self, conversation: int) -> None:
        failures = self._failures.get(conversation, 0)
        self._failures[conversation] = failures + 1
        self._resting[conversation] = self._clock() + PAUSES[min(failures, len(PAUSES) - 1)]

    async def _run(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """Do database work in a thread of our own."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(work, *arguments, **named))
