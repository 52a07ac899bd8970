"""Time expressions: how long one takes, how many a second, how that grows with the message.

In seconds of the processor: what else runs on the machine does not count.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime

from nlu.dates import read
from tests.benchmarks.figures import Figure, growth, milliseconds
from tests.nlu.dates.gold import BERLIN, unseen

AIM_MS = 5.0
"""A message has one reading; understanding it may take 2 ms (`parse`), answering it 50."""
MOST_GROWTH = 12.0
"""For ten times the text: the grammar must stay linear."""
CHAT = "Wir wollen dort über die Ergebnisse sprechen und alle einladen, die sich gemeldet haben. "
LENGTHS = (800, 8_000)
REPEATS = 15
WARM_UP = 50


def measure() -> Iterator[Figure]:
    """Each text of the unseen sets once; then a time amid messages of 800 and 8,000 characters."""
    every = [(now, text) for now, text, _ in unseen()]
    _timed(every[:WARM_UP])
    seconds = _timed(every)
    yield from milliseconds("time expression", seconds, AIM_MS)
    yield Figure("time expressions", "in one process", len(seconds) / sum(seconds), "/s")
    now = every[0][0]
    longer = {length: _timed([(now, _message(length))] * REPEATS) for length in LENGTHS}
    yield from growth("time in a message", longer, MOST_GROWTH)


def _message(length: int) -> str:
    before = (CHAT * length)[: length // 2]
    return f"{before} Plane ein Treffen am 14. Januar um 10 Uhr, 90 Minuten. {CHAT * length}"[:length]


def _timed(texts: Sequence[tuple[datetime, str]]) -> list[float]:
    found = []
    for now, text in texts:
        before = time.process_time()
        read(text, now, BERLIN)
        found.append(time.process_time() - before)
    return found
