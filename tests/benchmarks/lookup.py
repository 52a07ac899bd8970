"""The directory's door with 100, 10,000 and 100,000 people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
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
REPEATS = 150
WARM_UP = 15
VIEWER = Viewer(role=Role.MEMBER, person_id=1)

Look = Callable[[Session, int], object]
"""A look into the directory around the person with this id."""


def measure(stores: Stores, *, sizes: Sequence[int] = SIZES, repeats: int = REPEATS) -> Iterator[Figure]:
    """Medians by size, for regions that stay as they are and for five that grow with the network."""
    for dialect in stores.dialects:
        for density in ("20 a region", "5 regions"):
            regions = {size: size // bulk.PER_REGION if density == "20 a region" else 5 for size in sizes}
            filled = {size: stores.empty(dialect) for size in sizes}
            for size, store in filled.items():
                bulk.directory(store, size, regions[size])
            for name in _looks(5):
                looks = {size: _looks(regions[size])[name] for size in sizes}
                by_size = _timed(filled, looks, repeats)
                yield from growth(f"lookup {name}, {density}, {dialect}", by_size, MOST_GROWTH)
            for store in filled.values():
                stores.drop(store)


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


def _timed(stores: Mapping[int, Store], looks: Mapping[int, Look], repeats: int) -> dict[int, list[float]]:
    """Durations by size; the sizes take turns, so that whatever else the machine does slows all alike."""
    random = Random(1)
    seconds: dict[int, list[float]] = {size: [] for size in stores}
    for turn in range(WARM_UP + repeats):
        for size, store in stores.items():
            person = random.randint(1, size)
            with store.read() as session:
                before = time.perf_counter()
                looks[size](session, person)
                if turn >= WARM_UP:
                    seconds[size].append(time.perf_counter() - before)
    return seconds
