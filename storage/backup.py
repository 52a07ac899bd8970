"""A copy of the store, consistent while Kitt runs, in a file that only its owner may read.

Sources: SQLite's online backup (https://sqlite.org/backup.html); pg_dump
(https://www.postgresql.org/docs/current/app-pgdump.html).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DatabaseError

from storage.errors import StoreError
from storage.session import Store, private_folder


class BackupExistsError(StoreError):
    """The file to write to is there already; a backup never replaces anything."""


class BackupToolError(StoreError):
    """PostgreSQL's pg_dump is missing, or too old for the server."""


class BackupFailedError(StoreError):
    """The copy could not be finished; nothing was left behind."""


def backup(store: Store, file: Path, *, programs: str | None = None) -> None:
    """Copy the store to a new file that only its owner may read, consistent though others write meanwhile.

    ``programs`` is the search path for pg_dump; by default the process's own.

    Raises:
        BackupExistsError: ``file`` is there already.
        BackupToolError: there is no pg_dump, or it is older than the server.
        BackupFailedError: the copy broke off, for example for want of space.
    """
    with _new_private_file(file) as unfinished:
        if store.dialect == "sqlite":
            _copy_sqlite(store, unfinished)
        else:
            _dump_postgresql(store, unfinished, programs)


@contextmanager
def _new_private_file(file: Path) -> Iterator[Path]:
    """A file to write to that gets its name when the block is done; nothing stays if it fails.

    The name is taken at once by an empty file, so that two backups never write to the same one.
    """
    private_folder(file.parent)
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise BackupExistsError("the file for the backup exists already") from None
    except OSError as error:
        raise BackupFailedError("the file for the backup cannot be written") from error
    try:
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield unfinished
        _to_disk(unfinished)
        unfinished.replace(file)
        _to_disk(file.parent)
    except BaseException as error:
        unfinished.unlink(missing_ok=True)
        file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise BackupFailedError("the backup could not be written") from error
        raise


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy_sqlite(store: Store, file: Path) -> None:
    target = sqlite3.connect(file)
    try:
        with store.engine.connect() as connection:
            source: Any = connection.connection.driver_connection
            # All pages in one step: it reads one snapshot, and writers need not wait (WAL).
            source.backup(target)
        # The copy is one file: without a log of its own beside it.
        target.execute("PRAGMA journal_mode=DELETE")
        if target.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise BackupFailedError("the copy is damaged, and so most likely is the store")
    except (sqlite3.Error, DatabaseError) as error:
        raise BackupFailedError("the backup could not be written") from error
    finally:
        target.close()


def _dump_postgresql(store: Store, file: Path, programs: str | None) -> None:
    program = shutil.which("pg_dump", path=programs)
    if program is None:
        raise BackupToolError("pg_dump is not installed here")
    with file.open("wb") as target:
        done = subprocess.run(  # noqa: S603 - the program was looked up, the arguments are ours
            [program, "--format=custom", "--no-owner", "--no-privileges"],
            env=_libpq(store),
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.PIPE,
            check=False,
        )
    if b"version mismatch" in done.stderr:
        raise BackupToolError("pg_dump is older than the server")
    if done.returncode != 0:
        raise BackupFailedError("pg_dump failed")


def _libpq(store: Store) -> dict[str, str]:
    """The connection as environment variables: an argument could be read by every user of the machine.

    Source: https://www.postgresql.org/docs/current/libpq-envars.html
    """
    url = store.engine.url
    given = {
        "PGHOST": url.query.get("host") or url.host,
        "PGPORT": url.port or url.query.get("port"),
        "PGUSER": url.username or url.query.get("user"),
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("sslmode"),
        "PGSSLROOTCERT": url.query.get("sslrootcert"),
    }
    # English, so that the version mismatch can be told from other failures.
    return dict(os.environ) | {"LC_ALL": "C"} | {name: str(value) for name, value in given.items() if value}
