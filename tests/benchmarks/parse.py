"""Understanding alone: each text once, so that no cache has seen it before."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from random import Random

from bot.knowledge import Knowledge
from nlu.corpus import read_corpus
from nlu.names import Names
from storage.session import Store
from tests.benchmarks import bulk
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.stores import Stores
from tests.dialogue import CACHE, interpreter
from tests.factories import TODAY

AIM_MS = 2.0
TEXTS = 1_500
WARM_UP = 200
MANY = 100_000
LONGEST_TEXT = 8_000


def measure(demo: Store, stores: Stores) -> Iterator[Figure]:
    """How long a text takes, with the names of the demo and with those of 100,000 people."""
    texts = _texts()
    names, _ = names_of(demo)
    yield from milliseconds("parse", _timed(texts, names), AIM_MS)
    yield from milliseconds("parse, guest", _timed(texts, Knowledge(CACHE, home_state="ST").places), AIM_MS)
    pasted = " ".join(texts)
    long = [pasted[start : start + LONGEST_TEXT] for start in range(0, 20 * 500, 500)]
    yield from milliseconds("parse of 8,000 characters", _timed(long, names), places=(50,))
    large = stores.empty("sqlite")
    bulk.directory(large, MANY, MANY // bulk.PER_REGION)
    names, seconds = names_of(large)
    yield Figure(f"{MANY:,} people", "reading their names", seconds, "s")
    yield from milliseconds(f"parse, {MANY:,} people", _timed(texts, names), AIM_MS)
    stores.drop(large)


def _texts() -> list[str]:
    texts = sorted({example.text for example in read_corpus()})
    Random(1).shuffle(texts)
    return texts[: TEXTS + WARM_UP]


def names_of(store: Store) -> tuple[Names, float]:
    """The names that a member's texts may mention, and how long it took to read them."""
    knowledge = Knowledge(CACHE, home_state="ST")
    with store.read() as session:
        before = time.perf_counter()
        names = knowledge.at(session, TODAY).names
        return names, time.perf_counter() - before


def _timed(texts: Sequence[str], names: Names) -> list[float]:
    engine = interpreter()
    for text in texts[:WARM_UP]:
        engine.parse(text, names)
    seconds = []
    for text in texts[WARM_UP:] or texts:
        before = time.perf_counter()
        engine.parse(text, names)
        seconds.append(time.perf_counter() - before)
    return seconds
