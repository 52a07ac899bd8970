"""The engine below all sessions: connections that died, writers that meet."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from storage.errors import StoreBusyError
from storage.session import Store
from tests.servers.postgresql import PostgresqlServer


@pytest.fixture
def remote(postgresql_server: PostgresqlServer) -> Iterator[Store]:
    """A store on PostgreSQL."""
    opened = Store.open(postgresql_server.database())
    yield opened
    opened.close()


def hang_up(store: Store) -> dict[str, float]:
    """Have the server end the one connection of the pool, as a restart does; returns what is noted of it."""
    with store.engine.connect() as connection:
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        noted: dict[str, float] = connection.connection.info
    other = Store.open(store.engine.url)
    with other.engine.connect() as connection:
        assert connection.execute(
            text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": number}
        ).scalar_one()
    other.close()
    return noted


def test_dead_connection_that_was_idle(remote: Store) -> None:
    """Nobody notices that the server was restarted in a quiet hour."""
    hang_up(remote)["used"] = float("-inf")
    with remote.read() as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_dead_connection_that_was_in_use(remote: Store) -> None:
    """A restart in the middle of the work costs one try, which says that it may be repeated."""
    hang_up(remote)
    with pytest.raises(StoreBusyError), remote.read() as session:
        session.scalar(text("SELECT 1"))
    with remote.read() as session:
        assert session.scalar(text("SELECT 1")) == 1


def test_writers_in_a_row(new_url: Callable[[], str]) -> None:
    """Of many threads that add to a number at once, none fails and none undoes another."""
    store = Store.open(new_url())
    with store.write() as session:
        session.execute(text("CREATE TABLE counter (value INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def add() -> None:
        for _ in range(20):
            with store.write() as session:
                session.execute(text("UPDATE counter SET value = value + 1"))

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        assert session.scalar(text("SELECT value FROM counter")) == 160
    store.close()


def test_failed_writer_lets_the_next_one_in(new_url: Callable[[], str]) -> None:
    """A block that raises gives the store back."""
    store = Store.open(new_url())
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), store.write():
            _ = 1 / 0
    store.close()
