"""Kitt on Matrix: messages a second through a real Synapse, beside a bare loop of the same sends.

Both send from one process into the same rooms, with as many sends at a time. What Synapse takes is the
ceiling of both; the bare loop stores nothing and asks nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, insert, select

from storage import migrations
from storage.models import Conversation, OutboxMessage, OutboxState
from storage.session import Store
from tests.benchmarks.figures import Figure
from tests.benchmarks.stores import Stores
from tests.bot.assembly import Assembly, HandClock
from tests.matrix.person import Person
from tests.matrix.scene import kitt, until_sent
from tests.servers.homeserver import Homeserver

ROOMS = 8
MESSAGES = 100
AT_ONCE = 4
"""As many as the delivery's workers."""

AIM_RATIO = 1 / 0.9
"""Kitt sends at least 0.9 of what the bare loop does."""


def measure(stores: Stores) -> Iterator[Figure]:
    """Both, in plain and in encrypted rooms, on SQLite."""
    with TemporaryDirectory() as folder:
        server = Homeserver(Path(folder) / "homeserver")
        try:
            for encrypted in (False, True):
                store = Store.open(stores.url("sqlite"))
                migrations.upgrade(store)
                place = Path(folder) / f"{encrypted}"
                place.mkdir()
                bare, own = asyncio.run(_both(server, store, place, encrypted=encrypted))
                store.close()
                name = f"matrix, {'encrypted' if encrypted else 'plain'}"
                yield Figure(f"{name}, bare loop", "", bare, "/s")
                yield Figure(f"{name}, Kitt", "", own, "/s")
                yield Figure(f"{name}, bare loop to Kitt", "ratio", bare / own, "×", AIM_RATIO)
        finally:
            server.stop()


async def _both(server: Homeserver, store: Store, folder: Path, *, encrypted: bool) -> tuple[float, float]:
    """(messages a second of the bare loop, of Kitt)."""
    me = server.register(f"kitt-{encrypted}".lower())
    mara = server.register(f"mara-{encrypted}".lower())
    clock = HandClock(datetime.now(UTC))
    async with Person(server.address, mara, folder / "mara") as person:
        rooms = [await person.opens(me, encrypted=encrypted) for _ in range(ROOMS)]
        async with kitt(server, me, store, folder / "home", [], clock=clock) as running:
            for number, room in enumerate(rooms):
                await person.with_member(room, me)
                where = {"messenger": "matrix", "conversation_address": room, "sender_address": mara}
                await running.say("hello", f"$say{number}", **where)
                await until_sent(running, lambda r=room: person.messages(r, me))
            own = await _kitt(running, store)
        # Only now: while Kitt runs, it answers what the loop says.
        for room in rooms:
            await person.writes(room, "warm")
        return await _bare(person, rooms), own


async def _bare(person: Person, rooms: Sequence[str]) -> float:
    waiting = list(range(MESSAGES))

    async def work() -> None:
        while waiting:
            number = waiting.pop()
            await person.writes(rooms[number % ROOMS], f"message {number}")

    begun = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return MESSAGES / (time.perf_counter() - begun)


async def _kitt(running: Assembly, store: Store) -> float:
    before = await asyncio.to_thread(_sent, store)
    await asyncio.to_thread(_fill, store, running.clock())
    begun = time.perf_counter()
    while await asyncio.to_thread(_sent, store) < before + MESSAGES:
        running.clock.turn(seconds=0.05)
        await running.delivery.sweep()
        await asyncio.sleep(0.05)
    return MESSAGES / (time.perf_counter() - begun)


def _fill(store: Store, now: datetime) -> None:
    """So many messages that wait, evenly over the rooms."""
    with store.write() as session:
        numbers = list(session.scalars(select(Conversation.id).where(Conversation.messenger == "matrix")))
        count = session.scalar(select(func.count()).select_from(OutboxMessage)) or 0
        rows = [
            {"dedupe_key": f"bench:{count + n}", "conversation_id": numbers[n % len(numbers)],
             "payload": {"texts": [{"key": "echo", "params": {"text": f"message {n}"}}], "options": []},
             "language": "de", "created_at": now, "due_at": now}
            for n in range(MESSAGES)
        ]  # fmt: skip
        session.execute(insert(OutboxMessage), rows)


def _sent(store: Store) -> int:
    with store.read() as session:
        done = select(func.count()).where(OutboxMessage.state == OutboxState.SENT)
        return session.scalar(done) or 0
