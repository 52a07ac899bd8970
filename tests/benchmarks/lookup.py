"""The directory's door with 100, 10,000 and 100,000 people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from storage.models import Role
from storage.queries.directory import Wanted
from storage.services.directory import contacts_for, person_cards
from storage.services.network import newcomers
from storage.services.viewer import Viewer
from storage.session import Session, Store
from tests.benchmarks import bulk
from tests.benchmarks.figures import Figure, growth
from tests.benchmarks.stores import Stores
from tests.factories import TODAY

SIZES = (100, 10_000, 100_000)
MOST_GROWTH = 2.0
REPEATS = 300
WARM_UP = 30
VIEWER = Viewer(role=Role.MEMBER, person_id=1)

Look = Callable[[Session, int], object]
"""A look into the directory around the person with this id."""


def measure(stores: Stores, *, sizes: Sequence[int] = SIZES, repeats: int = REPEATS) -> Iterator[Figure]:
    """Medians by size, for regions that stay as they are and for five that grow with the network."""
    for dialect in stores.dialects:
        for density in ("20 a region", "5 regions"):
            found: dict[str, dict[int, Sequence[float]]] = {}
            for size in sizes:
                regions = size // bulk.PER_REGION if density == "20 a region" else 5
                store = stores.empty(dialect)
                bulk.directory(store, size, regions)
                for name, look in _looks(regions).items():
                    found.setdefault(name, {})[size] = _timed(store, look, size, repeats)
                stores.drop(store)
            for name, by_size in found.items():
                yield from growth(f"lookup {name}, {density}, {dialect}", by_size, MOST_GROWTH)


def _looks(regions: int) -> dict[str, Look]:
    def contacts(session: Session, person: int, *, region: bool = True, **more: object) -> object:
        where = 1 + (person - 1) % regions if region else None
        wanted = Wanted(region_id=where, **more)  # type: ignore[arg-type]
        return contacts_for(session, viewer=VIEWER, wanted=wanted, today=TODAY)

    def at_a_place(session: Session, person: int) -> object:
        keys = ("15085000", "15085")
        return contacts(session, person, area_keys=keys)

    def card(session: Session, person: int) -> object:
        return person_cards(session, viewer=VIEWER, person_ids=[person], today=TODAY)

    return {
        "region": contacts,
        "region, project": partial(contacts, project_id=2),
        "region, topic": partial(contacts, topic_id=3),
        "region, language": partial(contacts, language="ar"),
        "place": at_a_place,
        "topic anywhere": partial(contacts, region=False, topic_id=3),
        "person's card": card,
        "newcomers": lambda session, person: newcomers(session, viewer=VIEWER, today=TODAY, limit=10),
    }


def _timed(store: Store, look: Look, people: int, repeats: int) -> list[float]:
    random = Random(1)
    seconds = []
    for turn in range(WARM_UP + repeats):
        person = random.randint(1, people)
        with store.read() as session:
            before = time.perf_counter()
            look(session, person)
            if turn >= WARM_UP:
                seconds.append(time.perf_counter() - before)
    return seconds
