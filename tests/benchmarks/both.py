"""The memory of a whole process with Telegram and Matrix connected, web server and clock included."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from storage import migrations
from storage.session import Store
from tests import factories
from tests.benchmarks.figures import Figure
from tests.benchmarks.start import memory_of
from tests.benchmarks.stores import Stores
from tests.benchmarks.turns import QUESTIONS
from tests.matrix.person import Person, until
from tests.matrix.running import Running
from tests.servers.botapi import BotApi
from tests.servers.botapi import Person as Telegraphist
from tests.servers.homeserver import Homeserver
from tests.telegram.scene import texts

AIM_MB = 350.0
"""The aim of the issue: a small virtual machine has 1 GB."""

ROUNDS = 4


def measure(stores: Stores) -> Iterator[Figure]:
    """After the start, and after a conversation on each messenger, encrypted on Matrix."""
    folder = stores.folder / "both"
    folder.mkdir()
    homeserver = Homeserver(folder / "homeserver")
    try:
        with BotApi() as server:
            found = asyncio.run(_memory(folder, homeserver, server))
    finally:
        homeserver.stop()
    name = "both messengers"
    yield Figure(name, "connected", found[0][0], "MB", AIM_MB)
    yield Figure(name, f"after {2 * ROUNDS * len(QUESTIONS)} answers", found[1][0], "MB", AIM_MB)
    yield Figure(name, "peak", found[1][1], "MB")


async def _memory(
    folder: Path, homeserver: Homeserver, server: BotApi
) -> tuple[tuple[float, float], tuple[float, float]]:
    me, name, heike = homeserver.register("kitt"), homeserver.register("heike"), server.user("Heike")
    kitt = Running(folder, server, homeserver, me, KITT_LOG__LEVEL="error")
    _people(kitt, {"telegram": str(heike.id), "matrix": name})
    await kitt.run()
    try:
        before = memory_of(kitt.status)
        async with Person(homeserver.address, name, folder / "heike") as person:
            room = await person.opens(me)
            await person.with_member(room, me)
            for number in range(ROUNDS * len(QUESTIONS)):
                await _answered(person, room, heike, server, QUESTIONS[number % len(QUESTIONS)])
        return before, memory_of(kitt.status)
    finally:
        await asyncio.to_thread(kitt.stop)


def _people(kitt: Running, accounts: dict[str, str]) -> None:
    """The lead-project network, of which Heike has an account on each."""
    store = Store.open(f"sqlite:///{kitt.data}/kitt.sqlite3")
    migrations.upgrade(store)
    with store.write() as session:
        someone = factories.lead_network(session)["Heike"]
        for messenger, address in accounts.items():
            factories.account(session, someone, address, messenger)
    store.close()


async def _answered(person: Person, room: str, heike: Telegraphist, server: BotApi, question: str) -> None:
    got, there = len(person.got), len(texts(server, heike))
    await person.writes(room, question)
    heike.writes(question)
    await until(lambda: len(texts(server, heike)) > there)
    await until(lambda: any(event.sender != person.user_id for _, event in person.got[got:]))
