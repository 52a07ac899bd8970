"""Forks lives: one line of orders on standard input, one process id on standard output.

Model, places and texts are loaded once, so that a new life costs a fork and not a start.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bot.log import configure
from dialogs.texts import LANGUAGES, keys
from storage.places import load
from tests.dialogue import interpreter, knowledge
from tests.soak.life import Orders, live

ROOT = Path(__file__).parents[2]
PATIENCE = 30


def serve() -> None:
    """Fork a life for each line; what it raises goes into the file ``crashes`` of its folder."""
    configure("critical")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them: the system buries them
    interpreter(), knowledge(), load(), [keys(language) for language in LANGUAGES]
    for line in sys.stdin:
        orders = Orders(**json.loads(line))
        child = os.fork()
        if not child:
            _live(orders)
        print(child, flush=True)


def _live(orders: Orders) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        live(orders)
    except BaseException:
        with (Path(orders.folder) / "crashes").open("a", encoding="utf-8") as crashes:
            traceback.print_exc(file=crashes)
    os._exit(1)


class Forker:
    """The other end, in the soak."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._input: IO[str] = process.stdin  # type: ignore[assignment]
        self._output: IO[str] = process.stdout  # type: ignore[assignment]
        self._alive: set[int] = set()

    def start(self, orders: Orders) -> int:
        """Begin a life; returns its process id."""
        self._input.write(f"{orders.as_json()}\n")
        self._input.flush()
        child = int(self._output.readline())
        self._alive.add(child)
        return child

    def kill(self, child: int) -> bool:
        """End a life at once, and wait until it is gone; False if it had ended by itself."""
        self._alive.discard(child)
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            return False
        end = time.monotonic() + PATIENCE
        with suppress(ProcessLookupError):
            while time.monotonic() < end:
                os.kill(child, 0)
                time.sleep(0.001)
            raise TimeoutError("a life goes on after it was killed")
        return True

    def kill_all(self) -> None:
        """End every life that this has begun."""
        for child in list(self._alive):
            self.kill(child)


@contextmanager
def forker() -> Iterator[Forker]:
    """A forker that ends with the block, and all its lives with it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.soak.forker"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        running = Forker(process)
        try:
            yield running
        finally:
            running.kill_all()
            process.stdin.close()  # type: ignore[union-attr]
            process.wait(PATIENCE)


if __name__ == "__main__":
    serve()
