"""The store's schema, revision by revision, and the quick question whether it is the current one.

Alembic is imported only to upgrade: asking ``is_current`` at every start costs one select.
Sources: Alembic's recipes for running inside a program
(https://alembic.sqlalchemy.org/en/latest/cookbook.html#connection-sharing) and for SQLite
(https://alembic.sqlalchemy.org/en/latest/batch.html); PostgreSQL's advisory locks
(https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.errors import StoreMismatchError
from storage.session import BUSY_TIMEOUT_MS, Store, translated_errors

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0015"
"""The newest revision; a test compares it with the scripts."""

WAIT_MS = 120_000
"""How long an upgrade waits for another process that upgrades the same store, in milliseconds."""

ADVISORY_LOCK = 0x6B697474
"""The number of our advisory lock on PostgreSQL ("kitt" in ASCII)."""


def head() -> str:
    """The newest revision that this program knows."""
    return HEAD


def current(store: Store) -> str | None:
    """The revision of the store; None if it is empty.

    Raises:
        StoreBusyError: the store is locked or cannot be reached.
    """
    with store.read() as session:
        try:
            revision: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
        except DBAPIError as error:
            if _no_such_table(error):
                return None
            raise
        return revision


def is_current(store: Store) -> bool:
    """Whether the store has exactly the tables that this program wants."""
    return current(store) == HEAD


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the store to ``revision``: all of it, or nothing if it fails halfway.

    Two processes may do so at once: the second waits, and finds nothing left to do.

    Raises:
        StoreMismatchError: the store is of a revision that this program does not know (a newer one).
        StoreBusyError: another process holds the store for too long.
    """
    from alembic import command
    from alembic.util import CommandError

    with translated_errors(), _alone(store) as connection:
        try:
            command.upgrade(configuration(connection), revision)
        except CommandError as error:
            raise StoreMismatchError("the store is of a revision that this program does not know") from error


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, built here: there is no alembic.ini."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(store: Store) -> Iterator[Connection]:
    """One transaction that no other upgrade runs beside."""
    if store.dialect == "sqlite":
        with _alone_on_sqlite(store) as connection:
            yield connection
    else:
        with store.engine.begin() as connection:
            connection.execute(text(f"SET LOCAL lock_timeout = {WAIT_MS}"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            # Whoever uses the tables meanwhile must not wait behind us for long (a lock queues readers too).
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))
            yield connection


@contextmanager
def _alone_on_sqlite(store: Store) -> Iterator[Connection]:
    """BEGIN IMMEDIATE, with foreign keys unchecked until the end.

    Alembic alters a table on SQLite by copying and dropping it, and dropping a table deletes its rows: with
    foreign keys on, everything that refers to them would go with them. The pragma is ignored inside a
    transaction, hence around it.
    """
    with store.engine.connect().execution_options(kitt_write=True) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA busy_timeout={WAIT_MS}")
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StoreMismatchError("the upgrade would leave rows that refer to nothing")
        finally:
            # The next one who gets this connection expects it as session.py makes it.
            driver.execute("PRAGMA foreign_keys=ON")
            driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _no_such_table(error: DBAPIError) -> bool:
    if getattr(error.orig, "sqlstate", None) == "42P01":  # undefined_table
        return True
    return "no such table: alembic_version" in str(error.orig)
