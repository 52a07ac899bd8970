"""`kitt run` as an administrator starts it: the real command in a process of its own, with a token."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from tests.dialogue import CACHE, interpreter
from tests.servers.botapi import BotApi

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main())", "run"]
PATIENCE = 120
"""Seconds for a start or an end; a busy machine may need them."""


class Kitt:
    """An installation in a folder; ``start`` and ``kill`` may follow each other."""

    def __init__(self, folder: Path, server: BotApi, **settings: str) -> None:
        interpreter()
        self.folder = folder
        self.data = folder / "data"
        self._server = server
        self._shown = folder / "stderr.txt"
        self._process: subprocess.Popen[bytes] | None = None
        self.data.mkdir(0o700, exist_ok=True)
        if not (self.data / "models").exists():
            (self.data / "models").symlink_to(CACHE)
        (folder / "config.yml").write_text("network: {name: Testnetz}\n")
        own = {
            name: value for name, value in os.environ.items() if not name.startswith(("KITT_", "LC_", "LANG"))
        }
        self.environ = own | {
            "KITT_CONFIG": str(folder / "config.yml"),
            "KITT_TELEGRAM_TOKEN": server.token,
            "KITT_TELEGRAM__BASE_URL": server.address,
            **settings,
        }

    def __enter__(self) -> Kitt:
        """Start, and wait until it polls."""
        self.start()
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        """End in good order, whatever happened."""
        self.stop()

    def start(self, *, until_polling: bool = True) -> None:
        """Start the process."""
        polls = len(self._server.called("getUpdates"))
        with self._shown.open("ab") as shown:
            self._process = subprocess.Popen(
                COMMAND, stdin=subprocess.DEVNULL, stdout=shown, stderr=shown, cwd=ROOT, env=self.environ
            )
        if until_polling:
            self._server.wait(lambda: len(self._server.called("getUpdates")) > polls, PATIENCE)

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is closed."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(PATIENCE)
        self._process = None

    def stop(self) -> int | None:
        """SIGTERM; returns the exit status."""
        if self._process is None:
            return None
        self._process.terminate()
        return self.ended()

    def ended(self) -> int:
        """Wait until the process has ended by itself; returns its exit status."""
        assert self._process is not None
        status = self._process.wait(PATIENCE)
        self._process = None
        return status

    @property
    def shown(self) -> str:
        """All that it has written to the terminal, in every run."""
        return self._shown.read_text()
