"""An upgrade happens once and as a whole, whoever else upgrades and whatever fails."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import event, text

from storage.errors import StoreMismatchError
from storage.migrations import HEAD, _alone, current, is_current, upgrade
from storage.session import Store
from tests.storage.migrations.catalogue import catalogue
from tests.storage.migrations.test_schema import REVISIONS, load, rows

CHECKOUT = Path(__file__).parents[3]


class PowerCutError(Exception):
    """What the test breaks the upgrade with."""


def upgrade_in_process(url: str, together: Any) -> None:
    """What each of several processes does at the same moment."""
    store = Store.open(url)
    together.wait()
    upgrade(store)
    store.close()


def test_several_processes_at_once(new_url: Callable[[], str]) -> None:
    """Three processes that find an empty store and upgrade it all succeed, and it is made once."""
    url = new_url()
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(3)
    processes = [spawn.Process(target=upgrade_in_process, args=(url, together)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    store = Store.open(url)
    assert is_current(store)
    store.close()


def test_half_failed_upgrade_leaves_the_old_store(empty_store: Store) -> None:
    """If the upgrade breaks off in its middle, the store is as it was, and the next try succeeds."""
    upgrade(empty_store, REVISIONS[0])
    load(empty_store, REVISIONS[0])
    before = catalogue(empty_store), rows(empty_store)

    def cut(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "CREATE TABLE outbox_part" in statement:
            raise PowerCutError

    event.listen(empty_store.engine, "before_cursor_execute", cut)
    with pytest.raises(PowerCutError):
        upgrade(empty_store)
    event.remove(empty_store.engine, "before_cursor_execute", cut)
    assert (catalogue(empty_store), rows(empty_store)) == before
    assert current(empty_store) == REVISIONS[0]
    upgrade(empty_store)
    assert is_current(empty_store)


def test_altering_a_table_keeps_what_refers_to_it(empty_store: Store) -> None:
    """SQLite alters by copy and drop: the rows that refer to the dropped table must not go with it."""
    for revision in REVISIONS:
        upgrade(empty_store, revision)
        load(empty_store, revision)
    before = rows(empty_store)
    with _alone(empty_store) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("person") as person:
            person.alter_column("function", type_=sa.Text())
    assert rows(empty_store) == before


def test_foreign_keys_count_again_after_an_upgrade(empty_store: Store) -> None:
    """The connection that upgraded checks foreign keys again when the next one gets it."""
    upgrade(empty_store)
    with pytest.raises(sa.exc.IntegrityError), empty_store.write() as session:
        session.execute(text("INSERT INTO region_area (region_id, key) VALUES (99, '15085')"))


def test_rows_that_refer_to_nothing_stop_the_upgrade(tmp_path: Path) -> None:
    """On SQLite, where foreign keys are off during an upgrade, they are checked before its end."""
    store = Store.open(f"sqlite:///{tmp_path}/broken.sqlite3")
    upgrade(store, REVISIONS[0])
    with store.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO region_area (region_id, key) VALUES (99, '15085')")
        driver.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(StoreMismatchError):
        upgrade(store)
    assert current(store) == REVISIONS[0]
    store.close()


def test_newer_store_is_refused(empty_store: Store) -> None:
    """A store that a newer program made is left alone."""
    upgrade(empty_store)
    with empty_store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreMismatchError):
        upgrade(empty_store)
    assert current(empty_store) == "9999"


def test_quick_check_does_not_import_alembic(tmp_path: Path) -> None:
    """Every start asks whether the store is current; that must not cost Alembic's import."""
    program = (
        "import sys; from storage.migrations import is_current; from storage.session import Store;"
        f"is_current(Store.open('sqlite:///{tmp_path}/x.sqlite3')); sys.exit('alembic' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=CHECKOUT)


def test_head_is_stamped_once(empty_store: Store) -> None:
    """Upgrading a current store changes nothing."""
    upgrade(empty_store)
    before = catalogue(empty_store)
    upgrade(empty_store)
    assert catalogue(empty_store) == before
    assert current(empty_store) == HEAD
