"""Several Kitts on one store share the work; one of them sends, and when it is gone another one does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from storage.services import figures, leases
from storage.session import Store
from tests.bot.assembly import events
from tests.servers.balancer import Balancer, free_port
from tests.servers.botapi import BotApi, Person
from tests.telegram.forkserver import Forkserver, Life, forkserver
from tests.telegram.kitt import PATIENCE
from tests.telegram.scene import texts

PEOPLE, ROUNDS = 10, 6
on_postgresql = pytest.mark.parametrize("dialect", ["postgresql"])


@pytest.fixture(scope="module")
def forks() -> Iterator[Forkserver]:
    """Forks the processes."""
    with forkserver() as running:
        yield running


@pytest.fixture
def started(forks: Forkserver, server: BotApi, store: Store) -> Iterator[Callable[..., Life]]:
    """Starts processes on the store, and ends those that still live."""
    url = store.engine.url.render_as_string(hide_password=False)
    lives: list[Life] = []

    def start(**more: object) -> Life:
        lives.append(forks.start(server, url, **more))  # type: ignore[arg-type]
        return lives[-1]

    yield start
    for life in lives:
        if life.status is None:
            assert life.end() == 0


def handled(port: int) -> float:
    """How many events a process has handled, as it says itself."""
    page = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    lines = (line for line in page.splitlines() if line.startswith('kitt_inbox_handled_total{result="done"}'))
    return sum(float(line.rpartition(" ")[2]) for line in lines)


def is_up(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/ready").status_code == 200
    except httpx.TransportError:
        return False


def everybody_writes(people: list[Person], rounds: range) -> None:
    for number in rounds:
        for person in people:
            person.writes(f"{number}")


def answered(server: BotApi, people: list[Person], count: int) -> None:
    """Wait until everybody has so many answers; each once and in order."""
    for person in people:
        server.wait(lambda p=person: len(texts(server, p)) >= count)
    for person in people:
        assert texts(server, person) == [f"guest: {number}" for number in range(count)]
    server.wait(lambda: not server.waiting())


def until_marked(store: Store) -> None:
    """Wait until nothing is in anybody's hands, so that a kill leaves nothing uncertain."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with store.read() as session:
            found = figures.figures(session)
        if not (found.waiting or found.outbox["waiting"] or found.outbox["claimed"]):
            return
        time.sleep(0.01)
    raise AssertionError(found)


@on_postgresql
@pytest.mark.parametrize("to_all", [False, True])
def test_two_behind_one_address(
    server: BotApi, store: Store, started: Callable[..., Life], to_all: bool
) -> None:
    """Both handle something, each answer comes once and in order; also if both get each update at once."""
    people = [server.user(f"Person {number}") for number in range(PEOPLE)]
    ports = free_port(), free_port()
    with Balancer(*ports, to_all=to_all) as balancer:
        for port in ports:
            started(url=balancer.url, port=port)
        server.wait(lambda: server.called("setWebhook") and all(map(is_up, ports)))
        everybody_writes(people, range(ROUNDS))
        answered(server, people, ROUNDS)
        assert all(handled(port) > 0 for port in ports)
        assert set(balancer.answered) == set(ports)
    assert len(events(store)) == PEOPLE * ROUNDS
    # The first one tells Telegram the address; the second has nothing to say.
    assert len(server.called("setWebhook")) == 1


@on_postgresql
def test_the_one_that_sends_is_killed(server: BotApi, store: Store, started: Callable[..., Life]) -> None:
    """The other one takes over at once: all is answered in order and once, but for what was in its hands."""
    people = [server.user(f"Person {number}") for number in range(PEOPLE)]
    ports = free_port(), free_port()
    with Balancer(*ports) as balancer:
        lives = []
        for port in ports:
            lives.append(started(url=balancer.url, port=port))
            server.wait(lambda p=port: is_up(p))
        with store.read() as session:
            holder = leases.holder(session, "telegram")
        assert holder is not None
        sender = next(life for life in lives if f".{life.pid}." in holder.owner)
        everybody_writes(people, range(ROUNDS))
        server.wait(lambda: len(server.called("sendMessage")) > PEOPLE)
        sender.kill()
        for person in people:
            server.wait(lambda p=person: len(texts(server, p)) >= ROUNDS)
    uncertain = 0
    for person in people:
        got = texts(server, person)
        said = [text for text in got if text.startswith("guest: ")]
        assert said == sorted(set(said))
        assert len(got) >= ROUNDS
        uncertain += len(got) - len(said)
    assert uncertain <= 4  # what its four workers had in their hands


def test_the_one_that_polls_is_killed(server: BotApi, store: Store, started: Callable[..., Life]) -> None:
    """The second one waits, then goes on where the first one was; neither is refused a call."""
    mara = server.user("Mara")
    first = started()
    mara.writes("0")
    answered(server, [mara], 1)
    second = started()
    server.wait(lambda: len(server.called("getMe")) == 2)
    mara.writes("1")
    answered(server, [mara], 2)
    until_marked(store)
    first.kill()
    dead = len(server.called("getUpdates"))
    mara.writes("2")
    answered(server, [mara], 3)
    assert second.end() == 0
    assert len(server.called("deleteWebhook")) == 2
    outcomes = [call.outcome for call in server.called("getUpdates")]
    # Nobody hears any more what the call is told that the first one had open when it was killed.
    assert 409 not in [*outcomes[: dead - 1], *outcomes[dead:]]


def test_the_one_that_polls_ends_in_good_order(server: BotApi, started: Callable[..., Life]) -> None:
    """It leaves the turn to the second one at once."""
    mara = server.user("Mara")
    first = started()
    mara.writes("0")
    answered(server, [mara], 1)
    started()
    server.wait(lambda: len(server.called("getMe")) == 2)
    assert first.end() == 0
    mara.writes("1")
    answered(server, [mara], 2)
