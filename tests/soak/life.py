"""One life of a whole process between a store and a world in files, which goes on when the process is killed.

The world offers an event until it is confirmed, as Telegram does, and shows what it is sent in the order in
which it comes. Clocks run faster than time, so that pauses and leases end within seconds.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.composition import Parts, Process
from bot.config import DeliverySettings, Settings
from bot.ports import Clock, Host, Incoming, Limits, NotStoredError, OutgoingKind, Part, SendError
from storage.errors import StoreBusyError
from storage.session import Session, Store
from tests.dialogue import interpreter, knowledge

MESSENGER = "world"
SPEED = 20
LEASE = timedelta(seconds=200)
"""Ten seconds on the fast clock: no busy machine stands still that long between two ticks."""

POLL = 0.005


@dataclass(frozen=True)
class Orders:
    """How to live. ``faults`` is the chance of each thing that may fail to do so."""

    url: str
    folder: str
    name: str
    begun: float
    seed: str
    idempotent: bool = True
    faults: float = 0.0

    def as_json(self) -> str:
        """Orders on one line."""
        return json.dumps(asdict(self))


def fast_clock(begun: float) -> Clock:
    """The same in every process: ``begun`` is when all of it began (time.time)."""
    return lambda: datetime.fromtimestamp(begun + (time.time() - begun) * SPEED, UTC)


class World:
    """A messenger whose network is a folder: events, what was confirmed of them, replies."""

    name = MESSENGER
    kinds: frozenset[OutgoingKind] = frozenset({"send"})
    limits = Limits(max_length=4_096, utf16=True)
    addresses: frozenset[str] | None = None

    def __init__(self, orders: Orders, store: FlakyStore, random: Random) -> None:
        self.idempotent = orders.idempotent
        self._folder = Path(orders.folder)
        self._confirmed = self._folder / f"confirmed-{orders.name}"
        self._store = store
        self._faults = orders.faults
        self._random = random
        self._task: asyncio.Task[None] | None = None

    async def start(self, host: Host) -> None:
        """Begin to offer events; from here on things may fail."""
        self._store.faults = self._faults
        self._task = asyncio.create_task(self._offer(host))

    async def stop(self) -> None:
        """Offer no more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _offer(self, host: Host) -> None:
        """One event after another, each until it is stored; what was stored is confirmed then."""
        offset = int(self._confirmed.read_text() or 0) if self._confirmed.exists() else 0
        with (self._folder / "events").open("rb") as events:
            events.seek(offset)
            while True:
                line = events.readline()
                if not line.endswith(b"\n"):
                    events.seek(offset)
                    await asyncio.sleep(POLL)
                    continue
                await self._until_stored(host, _incoming(json.loads(line)))
                offset = events.tell()
                _write(self._confirmed, str(offset))

    async def _until_stored(self, host: Host, event: Incoming) -> None:
        while True:
            with suppress(NotStoredError):
                await host.store(event)
                return
            await asyncio.sleep(POLL)

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Show a part; with some chance it fails, before or after."""
        await asyncio.sleep(0)
        failing = self._random.random() < self._faults
        how = self._random.choice(("busy", "later", "lost", "arrived", "crash")) if failing else ""
        if how == "busy":
            raise SendError("busy")
        if how == "later":
            raise SendError("flood", retry_after=timedelta(seconds=5))
        if how == "lost":
            raise SendError("timeout", unknown=True)
        shown = {"key": key, "address": address, "text": part.plain, "answers": part.answers}
        _append(self._folder / "replies", json.dumps(shown))
        if how == "arrived":
            raise SendError("timeout", unknown=True)
        if how == "crash":
            raise ValueError
        return f"id-{key}"


class FlakyStore(Store):
    """A store that is busy now and then: before, during, or just after it has committed."""

    faults = 0.0
    random = Random(1)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Read, unless the store is busy."""
        self._fail(1)
        with super().read() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Write, unless the store is busy; the writer may never learn that it was written."""
        self._fail(3)
        with super().write() as session:
            yield session
            self._fail(3)
        self._fail(3)

    def _fail(self, share: int) -> None:
        if self.random.random() < self.faults / share:
            raise StoreBusyError("made busy by a test")


def live(orders: Orders) -> None:
    """Work until killed."""
    random = Random(orders.seed)
    store = FlakyStore.open(orders.url)
    assert isinstance(store, FlakyStore)
    store.random = random
    settings = Settings(delivery=DeliverySettings(lease=LEASE, attempts=100))
    parts = Parts(store, knowledge(), interpreter(), settings)
    world, clock = World(orders, store, random), fast_clock(orders.begun)
    process = Process(parts, [world], clock=clock, lease=LEASE)
    asyncio.run(process.run())  # type: ignore[arg-type]


def _incoming(event: dict[str, str]) -> Incoming:
    return Incoming(
        messenger=MESSENGER,
        event_key=event["key"],
        conversation_address=event["talk"],
        conversation_kind="private",
        sender_address=event["who"],
        sent_at=datetime.now(UTC),
        text=event["text"],
    )


def _write(file: Path, text: str) -> None:
    """Whole or not at all, also when killed in the middle."""
    part = file.with_name(f"{file.name}.part")
    part.write_text(text)
    part.replace(file)


def _append(file: Path, line: str) -> None:
    """One write to a file opened for appending is whole or not there."""
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)
