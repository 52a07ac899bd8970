"""The engine and the unit of work: ``with store.write() as session`` is one commit.

Sources: SQLite's WAL and synchronous pragmas (https://sqlite.org/wal.html, /pragma.html#pragma_synchronous);
SQLAlchemy's recipe for transactions of its own on SQLite
(https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#sqlite-transactions).
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from storage.errors import StoreBusyError, StoreDamagedError, StoreDeniedError, StoreError, StoreFullError

__all__ = ["Session", "Store", "private_file", "private_folder", "translated_errors"]

BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for another one before it gives up, in milliseconds."""

IDLE_SECONDS = 1.0
"""PostgreSQL: a connection that was not used for so long is asked whether it still lives, in seconds."""

CACHE_KB = 16_000
"""SQLite: how much of the file a connection keeps at most; a store of 10,000 people fits, in kilobytes."""

STATEMENT_TIMEOUT_MS = 30_000
"""PostgreSQL: no statement of ours takes longer unless something is wrong, in milliseconds."""


_OF_SQLITE: Mapping[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusyError,
    sqlite3.SQLITE_LOCKED: StoreBusyError,
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_IOERR: StoreFullError,
    sqlite3.SQLITE_PERM: StoreDeniedError,
    sqlite3.SQLITE_READONLY: StoreDeniedError,
    sqlite3.SQLITE_CANTOPEN: StoreDeniedError,
    sqlite3.SQLITE_CORRUPT: StoreDamagedError,
    sqlite3.SQLITE_NOTADB: StoreDamagedError,
}
"""What SQLite's primary result codes (https://sqlite.org/rescode.html) mean to us."""


class Store:
    """One database. Reading sessions see a snapshot; a writing session is one commit."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writers = threading.Lock() if engine.dialect.name == "sqlite" else None

    @classmethod
    def open(cls, url: str | URL) -> Store:
        """Open the store at an SQLAlchemy URL (``sqlite:///path`` or ``postgresql+psycopg://…``).

        An SQLite file and its folder are created private (0600, 0700) where they do not exist.
        Nothing is created inside it: that is the migrations' work.
        """
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return cls(_sqlite_engine(address))
        if address.get_backend_name() == "postgresql":
            return cls(_postgresql_engine(address))
        raise StoreError(f"the store must be sqlite or postgresql, not {address.get_backend_name()}")

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to read with; whatever it holds is rolled back."""
        with translated_errors(), Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that is committed at the end of the block, or rolled back if the block raises.

        On SQLite it begins IMMEDIATE, so that two writers never deadlock halfway.
        """
        with (
            translated_errors(),
            self._after_other_writers(),
            self.engine.connect().execution_options(kitt_write=True) as connection,
            Session(connection, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def _after_other_writers(self) -> Iterator[None]:
        """On SQLite, where only one can write, let this process's writers go one by one.

        SQLite itself sleeps and looks again, for up to a tenth of a second, however soon the other is done.
        """
        if self._writers is None:
            yield
            return
        if not self._writers.acquire(timeout=BUSY_TIMEOUT_MS / 1000):
            raise StoreBusyError("the store is locked by another thread")
        try:
            yield
        finally:
            self._writers.release()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn what the drivers raise about a locked, full or unreachable store into our own errors."""
    try:
        yield
    except DBAPIError as error:
        translated = _translate(error)
        if translated is None:
            raise
        raise translated from error


def _translate(error: DBAPIError) -> StoreError | None:
    original = error.orig
    if isinstance(original, sqlite3.DatabaseError):
        kind = _OF_SQLITE.get(getattr(original, "sqlite_errorcode", 0) & 0xFF)
        return kind(kind.__doc__) if kind else None
    if isinstance(error, OperationalError):
        state = getattr(original, "sqlstate", None) or ""
        if state == "53100":  # disk_full
            return StoreFullError("the store cannot be written: disk full")
        # Class 08: connection; 55P03: lock timeout; 57: shut down; none: the server was never reached.
        if not state or state.startswith(("08", "57", "55P03", "40", "53")):
            return StoreBusyError("the store cannot be reached or is busy")
    return None


def private_folder(folder: Path) -> None:
    """Create a folder (and its parents) that only its owner may enter; an existing one is left as it is."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=0o700, exist_ok=True)


def private_file(path: Path) -> None:
    """Create an empty file that only its owner may read, unless it exists."""
    private_folder(path.parent)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _sqlite_engine(address: URL) -> Engine:
    if address.database and address.database != ":memory:" and not address.database.startswith("file:"):
        private_file(Path(address.database))
    engine = create_engine(
        address,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000},
        hide_parameters=True,  # an error must not carry what somebody wrote
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        _write_ahead(cursor)
        # An acknowledged message survives a power cut.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA cache_size=-{CACHE_KB}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("kitt_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Turn the write-ahead log on, which lasts.

    Of two processes that find a new file and do so at once, SQLite refuses one without waiting: the busy
    handler is not asked where waiting could deadlock (https://sqlite.org/c3ref/busy_handler.html).
    """
    until = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _postgresql_engine(address: URL) -> Engine:
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    options = f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={BUSY_TIMEOUT_MS} -c timezone=UTC"
    engine = create_engine(
        address,
        hide_parameters=True,
        connect_args={"options": options, "connect_timeout": 5},
    )

    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask_whether_alive(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        # One that was in use just now is hardly dead: asking each time would be a seventh of all questions.
        if time.monotonic() - record.info.get("used", time.monotonic()) < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool opens another one

    return engine
