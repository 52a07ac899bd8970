"""A backup is a private, consistent copy, or there is none."""

from __future__ import annotations

import stat
import subprocess
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.backup import BackupExistsError, BackupFailedError, BackupToolError, backup
from storage.health import Fault, check
from storage.session import Store


def fill(store: Store, rows: int) -> None:
    with store.write() as session:
        for number in range(rows):
            session.execute(
                text("INSERT INTO topic (name, aliases) VALUES (:name, '[]')"), {"name": f"t{number}"}
            )


def topics_in(file: Path, programs: str | None) -> int:
    """How many topics a backup holds, read with the database's own tools."""
    if programs is None:
        store = Store.open(f"sqlite:///{file}")
        assert check(store) == []
        with store.read() as session:
            found = session.scalar(text("SELECT count(*) FROM topic"))
        store.close()
        return int(found or 0)
    script = subprocess.run(
        [f"{programs}/pg_restore", "--data-only", "--table=topic", "--file=-", str(file)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return sum(line.endswith("\t[]") for line in script.splitlines())


def test_backup_holds_everything_and_is_private(store: Store, programs: str | None, tmp_path: Path) -> None:
    """What was committed is in the copy; nobody else may read it; nothing is left beside it."""
    fill(store, 50)
    file = tmp_path / "new folder" / "copy"
    backup(store, file, programs=programs)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["copy"]
    assert topics_in(file, programs) == 50


def test_backup_never_replaces_a_file(store: Store, programs: str | None, tmp_path: Path) -> None:
    """A file that is there stays as it is."""
    file = tmp_path / "copy"
    file.write_text("older")
    with pytest.raises(BackupExistsError):
        backup(store, file, programs=programs)
    assert file.read_text() == "older"


def test_backup_while_somebody_writes(store: Store, programs: str | None, tmp_path: Path) -> None:
    """Pairs that are written in one commit are never torn apart in a copy."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            with store.write() as session:
                for half in "ab":
                    session.execute(
                        text("INSERT INTO topic (name, aliases) VALUES (:n, '[]')"), {"n": f"{number}{half}"}
                    )
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(4):
            backup(store, tmp_path / f"copy-{number}", programs=programs)
            assert topics_in(tmp_path / f"copy-{number}", programs) % 2 == 0
    finally:
        stop.set()
        writer.join()


@pytest.mark.parametrize("dialect", ["sqlite"])
@pytest.mark.parametrize("sound_bytes", [0, 4096, 200_000])
def test_failed_backup_leaves_nothing(store: Store, tmp_path: Path, sound_bytes: int) -> None:
    """If the store cannot be read to its end, there is no file that looks like a backup."""
    fill(store, 500)
    store.close()
    database = tmp_path / "kitt.sqlite3"
    content = bytearray(database.read_bytes())
    content[sound_bytes:] = b"\xff" * (len(content) - sound_bytes)
    assert len(content) > sound_bytes
    database.write_bytes(content)
    assert Fault.DAMAGED in check(store)
    with pytest.raises(BackupFailedError):
        backup(store, tmp_path / "copies" / "copy")
    assert list((tmp_path / "copies").iterdir()) == []


@pytest.mark.parametrize("dialect", ["postgresql"])
def test_without_pg_dump(store: Store, tmp_path: Path) -> None:
    """Without pg_dump the reason is clear, and no file is left."""
    with pytest.raises(BackupToolError):
        backup(store, tmp_path / "copy", programs=str(tmp_path))
    assert not (tmp_path / "copy").exists()
