"""`make bench`: measure everything once and print it beside its aims. Timing never fails: the status is 0."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import (
    both,
    engines,
    lookup,
    matrix,
    nudges,
    own_data,
    parse,
    start,
    telegram,
    times,
    turns,
)
from tests.benchmarks.figures import Figure, table, write_json
from tests.benchmarks.stores import Stores, stores

MEASURES: dict[str, Callable[[Stores], Iterator[Figure]]] = {
    "parse": lambda made: parse.measure(turns.demo_store(made, "sqlite"), made),
    "turn": turns.measure,
    "lookup": lookup.measure,
    "start": start.measure,
    "engines": engines.measure,
    "own_data": own_data.measure,
    "nudges": nudges.measure,
    "telegram": telegram.measure,
    "both": both.measure,
    "matrix": matrix.measure,
    "times": lambda _made: times.measure(),
}


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("measures", nargs="*", metavar=f"{{{','.join(MEASURES)}}}", help="by default all")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    given = parser.parse_args(arguments)
    if unknown := set(given.measures) - MEASURES.keys():
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    with stores() as made:
        if made.missing:
            print(made.missing, file=sys.stderr)
        for name in given.measures or MEASURES:
            figures += _measured(name, made)
    print(f"Load of this machine at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    if given.json:
        write_json(figures, given.json)
    return 0


def _measured(name: str, made: Stores) -> list[Figure]:
    begun = time.perf_counter()
    figures = list(MEASURES[name](made))
    print(f"{table(figures)}\n({name}: measured in {time.perf_counter() - begun:.0f} s)\n", flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
