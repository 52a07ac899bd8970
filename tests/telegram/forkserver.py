"""Forks a reduced Kitt for each line on standard input: everything is imported once, not at every start."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO

from tests.servers.botapi import BotApi
from tests.telegram.kitt import ROOT

CRASHED = 99


def serve(module: str) -> None:
    """Answer orders to start with the number of a process, those to wait for one with its exit code."""
    program = import_module(module)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            print(os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1]), flush=True)
            continue
        child = os.fork()
        if child == 0:
            try:
                os.environ.update(order["environment"])
                program.main(order["arguments"])
            except BaseException:
                traceback.print_exc()
                os._exit(CRASHED)
            os._exit(0)
        print(child, flush=True)


@dataclass
class Life:
    """A running Kitt."""

    pid: int
    server: Forkserver
    status: int | None = None

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is closed."""
        assert self.end(signal.SIGKILL) == -signal.SIGKILL

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        os.kill(self.pid, by)
        self.status = self.server.ask({"wait": self.pid})
        return self.status


class Forkserver:
    """The other end, in the tests."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._input: IO[str] = process.stdin  # type: ignore[assignment]
        self._output: IO[str] = process.stdout  # type: ignore[assignment]

    def ask(self, order: object) -> int:
        """Give an order; returns the number that answers it."""
        self._input.write(f"{json.dumps(order)}\n")
        self._input.flush()
        return int(self._output.readline())

    def start(
        self, server: BotApi, store: str, *, url: str = "", port: int = 0, step: str = "", sign: Path = ROOT
    ) -> Life:
        """Start Kitt on a store, with a webhook if it has a URL; it makes the file ``sign`` at ``step``."""
        arguments = [store, server.address, server.token, *([url, str(port)] if url else [])]
        return self.fork(arguments, step, sign)

    def fork(self, arguments: Sequence[str], step: str, sign: Path) -> Life:
        """Start the program with these arguments; it makes the file ``sign`` at ``step`` and waits."""
        environment = {"KITT_TEST_STEP": step, "KITT_TEST_FILE": str(sign)}
        return Life(self.ask({"arguments": list(arguments), "environment": environment}), self)


@contextmanager
def forkserver(module: str = "tests.telegram.program") -> Iterator[Forkserver]:
    """A server of a program (a module with ``main``) that ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.telegram.forkserver", module],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Forkserver(process)
        process.stdin.close()  # type: ignore[union-attr]
        assert process.wait(30) == 0


if __name__ == "__main__":
    serve(sys.argv[1])
