"""Forks a process for each line of orders on standard input and says how it ended.

Everything is imported once, so that a life costs a fork and not a start of Python. There are no threads here
before a fork, and no open database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

from bot.log import configure
from storage.session import Store
from tests.killing.life import ROOT, Orders, as_json, live

CRASHED = 99


def serve() -> None:
    """Answer each line, a list of orders, with the exit codes of their processes, which run at once."""
    configure("critical")
    stores: dict[str, Store] = {}
    for line in sys.stdin:
        batch = [Orders(**orders) for orders in json.loads(line)]
        for orders in batch:
            if orders.url not in stores:
                stores[orders.url] = _warm(orders)
        children = [_fork(orders, stores[orders.url]) for orders in batch]
        print(
            json.dumps([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]), flush=True
        )


def _warm(orders: Orders) -> Store:
    """A store whose statements are compiled, because a life was lived with it; it has no connection."""
    store = Store.open(orders.url)
    live(replace(orders, kill_at=None, by_line=False, name="warming", replies=os.devnull), store)
    return store


def _fork(orders: Orders, store: Store) -> int:
    child = os.fork()
    if child:
        return child
    try:
        live(orders, store)
    except BaseException:
        traceback.print_exc()
        os._exit(CRASHED)
    os._exit(0)


class Forkserver:
    """The other end, in the tests."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._input: IO[str] = process.stdin  # type: ignore[assignment]
        self._output: IO[str] = process.stdout  # type: ignore[assignment]

    def run(self, *orders: Orders) -> list[int]:
        """Live these lives at the same time; returns their exit codes, -9 for one that was killed."""
        self._input.write(f"[{','.join(map(as_json, orders))}]\n")
        self._input.flush()
        return list(json.loads(self._output.readline()))


@contextmanager
def forkserver() -> Iterator[Forkserver]:
    """A server that ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.killing.forkserver"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Forkserver(process)
        process.stdin.close()  # type: ignore[union-attr]
        assert process.wait(30) == 0


if __name__ == "__main__":
    serve()
