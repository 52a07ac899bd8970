"""Telegram, the inbox, the delivery and an echo: `kitt run` without its understanding, to be killed.

Each line of standard input asks for one life, as JSON: the store's file, the server's address, the token, the
step to stop at and the file that says so. A life is a process of its own, forked from this one, which has
everything imported, no threads and no open database; its number comes back on a line, then how it ended.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from bot.clock import Tick, Ticker
from bot.log import configure
from bot.messengers import create
from bot.messengers.telegram.pace import Pace
from bot.ports import Host
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock
from tests.bot.terminal_program import wait_for_death

ROOT = Path(__file__).parents[2]
CRASHED = 99


async def talk(store: Store, address: str, token: str) -> None:
    """Talk until somebody ends it."""
    pace = Pace(1_000, private=(1_000, 1))
    telegram = create("telegram", {"token": token, "base_url": address, "pace": pace})
    kitt = Assembly(
        store, telegram, clock=HandClock(datetime.now(UTC)), owner=str(os.getpid()), probe=wait_for_death
    )
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await kitt.delivery.take_over()
    await kitt.delivery.sweep()
    await kitt.inbox.recover()
    ticker = Ticker([Tick("delivery", timedelta(seconds=0.05), kitt.delivery.sweep)])
    ticker.start()
    await telegram.start(Host(kitt.inbox.store, kitt.delivery.settled, lambda _code: ended.set()))
    await ended.wait()
    await telegram.stop()
    ticker.stop()
    await kitt.stop()
    await telegram.stop()


def live(orders: dict[str, str]) -> None:
    """Open the store, which has its tables, and talk."""
    os.environ["KITT_TEST_STEP"], os.environ["KITT_TEST_FILE"] = orders["step"], orders["sign"]
    store = Store.open(f"sqlite:///{orders['store']}")
    asyncio.run(talk(store, orders["address"], orders["token"]))
    store.close()


def _fork(orders: dict[str, str]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        live(orders)
    except BaseException:
        traceback.print_exc()
        os._exit(CRASHED)
    os._exit(0)


def main() -> None:
    """One life after another."""
    configure("critical")
    for line in sys.stdin:
        child = _fork(json.loads(line))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


class Life:
    """A process that lives; ``process`` is its number."""

    def __init__(self, process: int, output: IO[str]) -> None:
        self.process = process
        self._output = output

    def end(self, by: signal.Signals) -> int:
        """Send it this signal and wait; returns its exit status, or minus the signal's number."""
        os.kill(self.process, by)
        return int(self._output.readline())


class Program:
    """The other end, in the tests."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._input: IO[str] = process.stdin  # type: ignore[assignment]
        self._output: IO[str] = process.stdout  # type: ignore[assignment]

    def start(self, store: Path, server: Any, *, step: str = "", sign: Path | None = None) -> Life:
        """A new life on this store and this server, which stops at ``step`` and says so in ``sign``."""
        orders = {"store": str(store), "address": server.address, "token": server.token}
        orders |= {"step": step, "sign": str(sign or os.devnull)}
        self._input.write(f"{json.dumps(orders)}\n")
        self._input.flush()
        return Life(int(self._output.readline()), self._output)


@contextmanager
def program() -> Iterator[Program]:
    """A program that ends with the block."""
    command = [sys.executable, "-m", "tests.telegram.program"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Program(process)
        process.stdin.close()  # type: ignore[union-attr]
        assert process.wait(30) == 0


if __name__ == "__main__":
    main()
