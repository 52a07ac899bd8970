"""The migrations lead from every earlier store to exactly the tables of the models, and lose no row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select, table, text

from storage.migrations import HEAD, configuration, current, head, is_current, upgrade
from storage.models import Base
from storage.session import Store
from tests.storage.migrations.catalogue import catalogue

DATA = Path(__file__).parent / "data"
SCRIPTS = ScriptDirectory.from_config(configuration())
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@pytest.fixture
def models_store(new_url: Callable[[], str]) -> Iterator[Store]:
    """A store whose tables were made from the models, without migrations."""
    store = Store.open(new_url())
    with store.engine.begin() as connection:
        Base.metadata.create_all(connection)
    yield store
    store.close()


def load(store: Store, revision: str) -> None:
    """Put the rows of ``data/<revision>.sql`` into the store, in one transaction."""
    with store.write() as session:
        for statement in (DATA / f"{revision}.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                # No placeholders in there: the texts may hold colons.
                session.connection().exec_driver_sql(statement)


def rows(store: Store) -> dict[str, int]:
    """How many rows each table holds that both the store and the models know."""
    with store.read() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table(name))) or 0
            for name in existing(store) & set(Base.metadata.tables)
        }


def existing(store: Store) -> set[str]:
    """The tables of the store."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }[store.dialect]
    with store.read() as session:
        return set(session.scalars(text(query)))


def test_head_is_the_newest_script() -> None:
    """The constant that the start compares with is the newest revision, and there is one branch only."""
    assert SCRIPTS.get_heads() == [HEAD] == [head()]
    assert REVISIONS[-1] == HEAD


def test_every_revision_has_data() -> None:
    """For each revision there are rows to upgrade: a new one needs its own file in data/."""
    assert {file.stem for file in DATA.glob("*.sql")} == set(REVISIONS)


def test_from_nothing_to_the_models(empty_store: Store, models_store: Store) -> None:
    """What the migrations make is what the models make, down to the names of the checks."""
    upgrade(empty_store)
    assert catalogue(empty_store) == catalogue(models_store)
    assert len(catalogue(empty_store)) > 100  # the comparison compares something


@pytest.mark.parametrize("start", REVISIONS)
def test_from_every_revision_with_rows(empty_store: Store, models_store: Store, start: str) -> None:
    """A store of any revision with rows in all its tables reaches the models and keeps every row."""
    for revision in REVISIONS[: REVISIONS.index(start) + 1]:
        upgrade(empty_store, revision)
        load(empty_store, revision)
    before = rows(empty_store)
    assert all(before.values()), "each table of this revision needs a row in data/"
    upgrade(empty_store)
    assert rows(empty_store).items() >= before.items()
    assert catalogue(empty_store) == catalogue(models_store)
    with empty_store.read() as session:  # and the program can read them all
        for mapper in Base.registry.mappers:
            session.scalars(select(mapper.class_)).unique().all()


def test_alembic_finds_nothing_to_change(empty_store: Store) -> None:
    """A developer who asks Alembic for a new revision gets an empty one."""
    upgrade(empty_store)
    with empty_store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_revision_of_a_store(empty_store: Store) -> None:
    """An empty store has no revision; an upgraded one has the one it was upgraded to."""
    assert current(empty_store) is None
    assert not is_current(empty_store)
    upgrade(empty_store, REVISIONS[0])
    assert current(empty_store) == REVISIONS[0]
    assert not is_current(empty_store)
    upgrade(empty_store)
    assert is_current(empty_store)
