"""What all tests share: real databases, a clock that stands still, and no network."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine, text

from storage.migrations import HEAD
from storage.models import Base
from storage.session import Store
from tests.servers.postgresql import PostgresqlServer, missing_reason

# How long an example takes says nothing on a busy machine, and the same examples every time make a failure
# somebody else's too. The soaks look for new ones.
settings.register_profile("kitt", deadline=None, derandomize=True, database=None)
settings.load_profile("kitt")

# Tests start many processes; each would compile all of Kitt anew where Python is told to keep nothing: three
# quarters of a start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

DIALECTS = ("sqlite", "postgresql")


class NetworkForbiddenError(Exception):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Let tests talk to this machine only."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def checked(original: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
                raise NetworkForbiddenError(f"a test tried to reach {address[0]}")
            return original(self, address)

        return guarded

    socket.socket.connect = checked(connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = checked(connect_ex)  # type: ignore[method-assign]
    yield
    socket.socket.connect, socket.socket.connect_ex = connect, connect_ex  # type: ignore[method-assign]


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or host.startswith("127.")


@pytest.fixture
def soak_until(request: pytest.FixtureRequest) -> float:
    """When a soak has to end, on the monotonic clock: all soaks together take KITT_SOAK_MINUTES."""
    soaks = sum(1 for item in request.session.items if item.get_closest_marker("soak"))
    return time.monotonic() + 60 * float(os.environ.get("KITT_SOAK_MINUTES", "1")) / soaks


@pytest.fixture
def now() -> datetime:
    """The moment at which tests play: a Monday morning in Saxony-Anhalt."""
    return datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def today(now: datetime) -> date:
    """The day on which tests play."""
    return now.date()


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresqlServer]:
    """The PostgreSQL server of this test process. If it does not start, the tests fail."""
    if reason := missing_reason():
        warnings.warn(pytest.PytestWarning(reason), stacklevel=1)
        pytest.skip(reason)
    server = PostgresqlServer(tmp_path_factory.mktemp("postgresql"))
    yield server
    server.stop()


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """Each database that Kitt runs on."""
    return str(request.param)


@pytest.fixture
def new_url(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes empty databases of each kind: every call returns the URL of another one."""
    if dialect == "postgresql":
        server: PostgresqlServer = request.getfixturevalue("postgresql_server")
        return server.database
    made: list[str] = []

    def sqlite() -> str:
        made.append(f"sqlite:///{tmp_path}/kitt-{len(made)}.sqlite3")
        return made[-1]

    return sqlite


@pytest.fixture
def empty_store(new_url: Callable[[], str]) -> Iterator[Store]:
    """A store without any tables, on each database."""
    store = Store.open(new_url())
    yield store
    store.close()


@pytest.fixture
def programs(dialect: str, request: pytest.FixtureRequest) -> str | None:
    """Where the pg_dump of the test's own server lies (the machine's may be older)."""
    if dialect == "sqlite":
        return None
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    return str(server.programs)


@pytest.fixture(scope="session")
def sqlite_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The engine of an SQLite file with all tables."""
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    store = Store.open(f"sqlite:///{file}")
    _fill(store)
    store.close()
    return store.engine


@pytest.fixture(scope="session")
def sqlite_template(sqlite_engine: Engine) -> Path:
    """An SQLite file with all tables, to copy."""
    return Path(str(sqlite_engine.url.database))


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: PostgresqlServer) -> Iterator[Store]:
    """A PostgreSQL database with all tables, emptied before each test that uses it."""
    store = Store.open(postgresql_server.database())
    _fill(store)
    yield store
    store.close()


@pytest.fixture
def store(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store with all tables, on each database."""
    if dialect == "postgresql":
        database: Store = request.getfixturevalue("postgresql_database")
        _empty(database)
        yield database
        return
    file = tmp_path / "kitt.sqlite3"
    shutil.copy(request.getfixturevalue("sqlite_template"), file)
    opened = Store.open(f"sqlite:///{file}")
    _knowing_statements(opened.engine, request.getfixturevalue("sqlite_engine"))
    yield opened
    opened.close()


def _fill(store: Store) -> None:
    """Make all tables as the models say; that the migrations make the same is a test of its own."""
    with store.engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def _knowing_statements(engine: Engine, other: Engine) -> None:
    """Let an engine go on with the statements that another one of its kind has compiled: half of a short
    test's time goes into compiling the same ones anew."""
    engine.dialect, engine._compiled_cache = other.dialect, other._compiled_cache


def _empty(store: Store) -> None:
    """Delete all rows, and count ids from 1 again, so that no test sees how many ran before it.

    Row by row where there are some: truncating all tables takes six times as long.
    """
    tables = [table.name for table in Base.metadata.sorted_tables]
    with store.engine.begin() as connection:
        found = connection.execute(
            text(" UNION ALL ".join(f"(SELECT '{name}' FROM \"{name}\" LIMIT 1)" for name in tables))
        )
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # no order among tables
        for (name,) in found.all():
            connection.execute(text(f'DELETE FROM "{name}"'))
        connection.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))
        connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests recorded as their ``summary``, one line each: sizes and results that people ask for."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, line in report.user_properties:
                if name == "summary" and report.when == "call":
                    terminalreporter.write_line(str(line))
