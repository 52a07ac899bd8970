"""A whole process: when it is ready, in which order it stops, and what it leaves to the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.composition import Parts, Process
from bot.config import Settings
from bot.ports import Host
from storage.services import leases
from storage.session import Store
from tests.bot.assembly import FakeMessenger, play


@dataclass
class Network(FakeMessenger):
    """Writes down when it is started and stopped."""

    seen: list[str] = field(default_factory=list)
    hosts: list[Host] = field(default_factory=list)

    async def start(self, host: Host) -> None:
        self.seen.append("messenger starts")
        self.hosts.append(host)

    async def stop(self) -> None:
        self.seen.append("messenger stops")


@dataclass
class Pages:
    """A web server that only writes down what it is told."""

    seen: list[str]
    state: Callable[[], str] = str

    def start(self, _store: Store, state: Callable[[], str], *_more: object) -> None:
        self.seen.append(f"web starts, {state()}")
        self.state = state

    async def stop(self) -> None:
        self.seen.append(f"web stops, {self.state()}")


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_from_start_to_stop(store: Store) -> None:
    """The web answers first and is the first to stop; ready is who reaches the network; the lease is left."""
    network = Network()
    web = Pages(network.seen)
    nothing: Any = None  # nobody says anything here, so nothing is understood

    async def scene() -> None:
        process = Process(Parts(store, nothing, nothing, Settings()), [network], web=web)
        running = asyncio.create_task(process.run())
        while process.state() == "starting":
            await asyncio.sleep(0.005)
        states = [process.state()]
        for reached in (True, False, True):
            network.hosts[0].connected(reached)
            states.append(process.state())
        assert states == ["messenger", "", "messenger", ""]
        await network.hosts[0].alone("fake")
        process.stop()
        await running

    play(scene)
    assert network.seen == [
        "web starts, starting", "messenger starts",
        "web stops, stopping", "messenger stops", "messenger stops",
    ]  # fmt: skip
    with store.read() as session:
        left = cast("leases.Holder", leases.holder(session, "fake"))
    assert left.until <= datetime.now(UTC)
