"""Processes are killed at any moment while the world asks on. See tests/killing for every single step."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.composition import wall_clock
from storage.exchange.demo import seed_demo
from storage.session import Store
from tests.soak.budget import Budget
from tests.soak.forker import Forker, forker
from tests.soak.life import Orders
from tests.soak.outside import Outside

pytestmark = pytest.mark.soak

PATIENCE = 60.0
"""Seconds in which something has to get done."""

MOST_BEHIND = 200
QUIETER = 0.85
"""After this share of the time nothing is asked and nothing is killed any more: what is left gets done."""

LEAST_KILLS = 3
LEAST_HANDLED = 20
"""A storm has tested something when so often somebody was killed who had something to do, and so many events
were handled all the same before it grew quiet."""


@pytest.fixture(scope="module")
def lives() -> Iterator[Forker]:
    """Begins and ends lives."""
    with forker() as running:
        yield running


@pytest.fixture
def outside(store: Store, tmp_path: Path) -> Outside:
    """A world around the demo network."""
    with store.write() as session:
        seed_demo(session, wall_clock().date())
    made = Outside(tmp_path, store)
    made.open()
    return made


def orders(outside: Outside, name: str, **more: object) -> Orders:
    url = outside.store.engine.url.render_as_string(hide_password=False)
    return Orders(url, str(outside.folder), name, time.time(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("idempotent", [True, False], ids=["idempotent", "not"])
def test_kill_storm(outside: Outside, lives: Forker, idempotent: bool) -> None:
    """One process is killed again and again: nothing lost, nothing doubled, order kept."""
    budget = Budget("storm", parts=4)
    random = budget.random
    order = orders(outside, "alone", seed=str(budget.seed), idempotent=idempotent)
    kills = 0

    def enough() -> bool:
        return kills >= LEAST_KILLS and outside.handled() >= LEAST_HANDLED and sum(outside.disturbed()) > 0

    for _ in budget.until_enough(enough, share=QUIETER):
        child = lives.start(order)
        end = time.monotonic() + random.choice((random.uniform(0, 0.3), random.expovariate(1.0)))
        while time.monotonic() < end:
            if outside.behind() < MOST_BEHIND:
                outside.offer(random, 5)
            time.sleep(random.uniform(0, 0.02))
        busy = outside.behind() > 0
        kills += lives.kill(child) and busy
    child = lives.start(order)
    left = outside.wait(PATIENCE)
    lives.kill(child)
    assert left == 0, f"{left} things were never done"
    told = outside.judge(idempotent=idempotent)
    print(f"{outside.store.dialect}: {kills} kills, disturbed {outside.disturbed()}, {told}")


# Several processes share a PostgreSQL only: an SQLite store has one process.
@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
def test_simulation(outside: Outside, lives: Forker) -> None:
    """Several processes on one PostgreSQL, told everything by the world, while store and network fail."""
    budget = Budget("simulation", parts=1)
    random = budget.random
    order = [
        orders(outside, f"process-{number}", seed=f"{budget.seed} {number}", faults=0.03)
        for number in range(3)
    ]
    children = {number: lives.start(one) for number, one in enumerate(order)}
    kills = 0

    def next_kill() -> float:
        return time.monotonic() + random.expovariate(10 / budget.seconds)

    def enough() -> bool:
        return kills >= LEAST_KILLS and outside.handled() >= LEAST_HANDLED and all(outside.disturbed())

    due = next_kill()
    for _ in budget.until_enough(enough, share=QUIETER):
        if outside.behind() < MOST_BEHIND:
            outside.offer(random, 5)
        time.sleep(random.uniform(0, 0.05))
        if time.monotonic() > due:
            number = random.choice(list(children))
            busy = outside.behind() > 0
            kills += lives.kill(children[number]) and busy
            children[number] = lives.start(order[number])
            due = next_kill()
    left = outside.wait(PATIENCE)
    lives.kill_all()
    assert left == 0, f"{left} things were never done"
    idle = [one.name for one in order if not (outside.folder / f"confirmed-{one.name}").exists()]
    assert not idle, f"told nothing by the world: {idle}"
    print(f"{kills} kills, disturbed {outside.disturbed()}, {outside.judge(idempotent=True)}")
