"""A whole process: when it is ready, in which order it stops, and what it leaves to the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.composition import Parts, Process
from bot.config import Settings
from bot.ports import Clock, Host
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
    troubles: Callable[[], Mapping[str, str]] = dict

    def start(
        self,
        _store: Store,
        state: Callable[[], str],
        _clock: Clock,
        troubles: Callable[[], Mapping[str, str]],
    ) -> None:
        self.seen.append(f"web starts, {state()}")
        self.state, self.troubles = state, troubles

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


@dataclass
class Counted:
    """What was measured last, by its name and labels."""

    values: dict[tuple[str, str], float] = field(default_factory=dict)

    def __call__(self, name: str, amount: float = 1.0, /, **labels: str) -> None:
        self.values[name, labels.get("messenger", "")] = amount


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_one_messenger_fails_and_the_other_goes_on(store: Store) -> None:
    """It is told of by name; only when all have ended the process ends, with the reasons."""
    one, two = Network(name="one"), Network(name="two")
    web, counted = Pages(one.seen), Counted()
    nothing: Any = None

    async def scene() -> None:
        parts = Parts(store, nothing, nothing, Settings())
        process = Process(parts, [one, two], web=web, measure=counted)
        running = asyncio.create_task(process.run())
        while process.state() == "starting":
            await asyncio.sleep(0.005)
        assert (process.state(), web.troubles()) == ("messenger", {"one": "waiting", "two": "waiting"})
        one.hosts[0].connected(True)
        two.hosts[0].connected(False)
        assert (process.state(), web.troubles()) == ("", {"two": "unreachable"})
        two.hosts[0].ended("refused")
        two.hosts[0].connected(True)  # what ended comes back only with a new start
        assert (process.state(), web.troubles()) == ("", {"two": "refused"})
        assert counted.values["connected", "one"] == 1.0
        assert counted.values["connected", "two"] == 0.0
        assert not running.done()
        one.hosts[0].ended("unauthorized")
        assert await running == {"two": "refused", "one": "unauthorized"}

    play(scene)


@dataclass
class Clinging(Network):
    """Cannot be stopped."""

    async def stop(self) -> None:
        raise OSError("broken")


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_a_messenger_that_cannot_be_stopped(store: Store) -> None:
    """Its mistake keeps neither the other messenger nor the lease."""
    one, two = Clinging(name="one"), Network(name="two")
    nothing: Any = None

    async def scene() -> None:
        process = Process(Parts(store, nothing, nothing, Settings()), [one, two])
        running = asyncio.create_task(process.run())
        while process.state() == "starting":
            await asyncio.sleep(0.005)
        process.stop()
        await running

    play(scene)
    assert two.seen == ["messenger starts", "messenger stops", "messenger stops"]
