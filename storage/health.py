"""Whether the store is sound: whole, of our revision, private, and of the same time as we are.

Source: SQLite's integrity check (https://sqlite.org/pragma.html#pragma_integrity_check).
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import text

from storage.errors import StoreDamagedError
from storage.migrations import is_current
from storage.session import Store


class Fault(StrEnum):
    """What can be wrong with a store."""

    DAMAGED = "damaged"
    DANGLING = "dangling"
    OLD_REVISION = "old_revision"
    READABLE_BY_OTHERS = "readable_by_others"


def check(store: Store) -> list[Fault]:
    """Look through the whole store: integrity, references, revision, who may read it.

    Raises:
        StoreBusyError: the store is locked or cannot be reached.
    """
    try:
        faults = _faults_of_sqlite(store) if store.dialect == "sqlite" else []
        return faults if is_current(store) else [*faults, Fault.OLD_REVISION]
    except StoreDamagedError:
        return [Fault.DAMAGED]


def _faults_of_sqlite(store: Store) -> list[Fault]:
    faults = []
    with store.read() as session:
        if session.scalars(text("PRAGMA integrity_check(1)")).all() != ["ok"]:
            faults.append(Fault.DAMAGED)
        if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
            faults.append(Fault.DANGLING)
    if any(open_to_others(file) for file in files(store)):
        faults.append(Fault.READABLE_BY_OTHERS)
    return faults


def files(store: Store) -> list[Path]:
    """The files of an SQLite store that are there: the database, its log and its index of the log."""
    database = store.engine.url.database
    if store.dialect != "sqlite" or not database:
        return []
    return [path for ending in ("", "-wal", "-shm") if (path := Path(database + ending)).exists()]


def open_to_others(path: Path) -> bool:
    """Whether anybody but the owner may read or change a file or folder."""
    return bool(stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO))


def clock_difference(store: Store, now: Callable[[], datetime]) -> timedelta:
    """By how much our clock is ahead of the database server's; nothing on SQLite, which has our clock.

    Raises:
        StoreBusyError: the store cannot be reached.
    """
    if store.dialect == "sqlite":
        return timedelta()
    with store.read() as session:
        session.execute(text("SELECT 1"))  # so that connecting does not count as time that passed
        before = now()
        theirs: datetime = session.scalars(text("SELECT clock_timestamp()")).one()
        return before + (now() - before) / 2 - theirs
