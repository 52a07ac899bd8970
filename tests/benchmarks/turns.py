"""A whole turn through the parts of a real process: stored, understood, answered, rendered, handed over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import NamedTuple

from bot.composition import Parts, Process
from bot.config import Settings
from bot.knowledge import Knowledge
from bot.log import configure
from bot.ports import Host, Incoming, Limits, OutgoingKind, Part
from storage import migrations
from storage.exchange.demo import refresh_demo
from storage.models import Account, Person
from storage.session import Store
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.stores import Stores
from tests.dialogue import CACHE, interpreter

AIM_MS = 10.0
ROUNDS = 40
CONVERSATIONS = 50
ROUNDS_IN_PARALLEL = 2
PATIENCE = 30

QUESTIONS = (
    "Hallo",
    "wer ist mein Kontakt im Harz?",
    "und die Telefonnummer?",
    "und in Halle?",
    "Kontakt für Quedlinburg",
    "Wer macht Anerkennung in Magdeburg?",
    "wer spricht Arabisch?",
    "Wer ist Mara Lindner?",
    "wohnt in Wernigerode, arbeitet in Magdeburg",
    "wer ist neu?",
    "welche Projekte gibt es?",
    "38820",
    "was kannst du?",
    "danke dir",
)


class Took(NamedTuple):
    """How long a turn took: all of it, and from the moment when the event was stored."""

    all: float
    stored: float


class Courier:
    """A messenger in memory like Telegram: it does not notice a part that comes twice."""

    name = "bench"
    idempotent = False
    kinds: frozenset[OutgoingKind] = frozenset({"send"})
    limits = Limits(max_length=4_096, utf16=True)
    addresses: frozenset[str] | None = None

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self._host: Host | None = None

    async def start(self, host: Host) -> None:
        """Be ready for questions."""
        self._host = host
        self.ready.set()

    async def stop(self) -> None:
        """Nothing to let go of."""

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Tell whoever waits that the answer is there."""
        waiting = self._waiting.get(part.answers)
        if waiting is not None and not waiting.done():
            waiting.set_result(time.perf_counter())
        return key

    async def ask(self, key: str, who: str, text: str) -> Took:
        """Say something and wait for the answer."""
        assert self._host is not None
        answer = self._waiting[key] = asyncio.get_running_loop().create_future()
        event = Incoming("bench", key, who, "private", who, datetime.now(UTC), text=text)
        begun = time.perf_counter()
        await self._host.store(event)
        stored = time.perf_counter()
        answered = await asyncio.wait_for(answer, PATIENCE)
        del self._waiting[key]
        return Took(answered - begun, max(answered - stored, 0.0))


def measure(stores: Stores) -> Iterator[Figure]:
    """Turns one after another, and many conversations at once, on each database."""
    configure("critical")
    for dialect in stores.dialects:
        store = demo_store(stores, dialect)
        one, many, per_second = asyncio.run(_measured(store, stores))
        name = f"turn, {dialect}"
        yield from milliseconds(name, [took.stored for took in one], AIM_MS)
        yield Figure(name, "", len(one) / sum(took.all for took in one), "/s")
        yield from milliseconds(f"{name}, storing included", [took.all for took in one])
        at_once = f"turn, {dialect}, {CONVERSATIONS} conversations at once"
        yield from milliseconds(at_once, [took.stored for took in many])
        yield Figure(at_once, "", per_second, "/s")


def demo_store(stores: Stores, dialect: str) -> Store:
    """The invented network, with an account for each of its people."""
    store = stores.empty(dialect)
    migrations.upgrade(store)
    now = datetime.now(UTC)
    refresh_demo(store, now.date())
    with store.write() as session:
        for number, person in enumerate(session.query(Person.id).order_by(Person.id)):
            session.add(Account(messenger="bench", address=f"a{number}", person_id=person.id, created_at=now))
    return store


async def _measured(store: Store, stores: Stores) -> tuple[list[Took], list[Took], float]:
    async with _running(store, stores) as courier:
        await _talk(courier, "a0", rounds=3, label="warm-up")
        one = await _talk(courier, "a1", rounds=ROUNDS, label="one")
        begun = time.perf_counter()
        talks = [
            _talk(courier, f"a{number}", rounds=ROUNDS_IN_PARALLEL, label=f"many-{number}")
            for number in range(CONVERSATIONS)
        ]
        many = [took for talk in await asyncio.gather(*talks) for took in talk]
        return one, many, len(many) / (time.perf_counter() - begun)


@asynccontextmanager
async def _running(store: Store, stores: Stores) -> AsyncIterator[Courier]:
    knowledge = Knowledge(CACHE, home_state="ST")
    courier = Courier()
    parts = Parts(store, knowledge, interpreter(), Settings(data_folder=stores.folder))
    process = Process(parts, [courier])
    running = asyncio.create_task(process.run())
    await asyncio.wait_for(courier.ready.wait(), PATIENCE)
    try:
        yield courier
    finally:
        process.stop()
        await running


async def _talk(courier: Courier, who: str, *, rounds: int, label: str) -> list[Took]:
    return [
        await courier.ask(f"{label}-{number}-{place}", who, text)
        for number in range(rounds)
        for place, text in enumerate(QUESTIONS)
    ]
