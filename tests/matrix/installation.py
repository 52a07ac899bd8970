"""Kitt on Matrix as a process that is killed and begins again."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from tests.matrix.person import until
from tests.matrix.program import ARMED
from tests.servers.homeserver import Homeserver
from tests.telegram.forkserver import Forkserver, Life


class Installation:
    """Kitt's store and folder; each life goes on with what the one before it left."""

    def __init__(self, homeserver: Homeserver, me: str, forks: Forkserver, folder: Path) -> None:
        self.me = me
        self._folder = folder
        self._forks = forks
        store = f"sqlite:///{folder / 'kitt.sqlite3'}"
        self._arguments = [store, homeserver.address, me, str(folder / "home"), ""]

    def hurry(self) -> None:
        """From now on the clock of its lives runs faster, so that what pauses does not do so for long."""
        self._arguments[-1] = str(time.time())

    def sign(self, step: str) -> Path:
        """The file that says that a life waits at a step."""
        return self._folder / step

    def start(self, step: str = "") -> Life:
        """Begin a life that is to end at a step, once that is armed."""
        return self._forks.fork(self._arguments, step, self.sign(step or "none"))

    def arm(self, step: str) -> None:
        """From now on the step ends the life."""
        Path(f"{self.sign(step)}{ARMED}").touch()

    async def dies(self, life: Life, step: str) -> None:
        """Wait for the step, and kill."""
        await until(self.sign(step).exists)
        await asyncio.to_thread(life.kill)
