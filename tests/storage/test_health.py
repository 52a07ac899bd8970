"""A check finds what is wrong with a store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.health import Fault, check, clock_difference, open_to_others
from storage.session import Store


def test_sound_store(store: Store) -> None:
    """Nothing is wrong with a store as it is made."""
    assert check(store) == []


def test_check_finds_an_old_revision(store: Store) -> None:
    """A store that was not upgraded is found."""
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert check(store) == [Fault.OLD_REVISION]


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_check_finds_what_others_may_read_and_what_refers_to_nothing(store: Store, tmp_path: Path) -> None:
    """An open file and a dangling reference are found."""
    (tmp_path / "kitt.sqlite3").chmod(0o644)
    with store.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO region_area (region_id, key) VALUES (99, '15085')")
        driver.execute("PRAGMA foreign_keys=ON")
    assert check(store) == [Fault.DANGLING, Fault.READABLE_BY_OTHERS]
    assert open_to_others(tmp_path / "kitt.sqlite3")


def test_clock_of_the_server(store: Store) -> None:
    """A clock that is an hour ahead of PostgreSQL's is noticed; SQLite has no clock of its own."""
    ahead = clock_difference(store, lambda: datetime.now(UTC) + timedelta(hours=1))
    expected = timedelta() if store.dialect == "sqlite" else timedelta(hours=1)
    assert abs(ahead - expected) < timedelta(seconds=2)
