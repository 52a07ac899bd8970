"""Empty stores of both kinds in a folder that goes away afterwards, set up as for real use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import make_url

from storage.session import Store
from tests.servers.postgresql import FAST, PostgresqlServer, missing_reason


class Stores:
    """Makes stores; ``dialects`` names the kinds that this machine can make."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.missing = missing_reason()
        self.dialects = ("sqlite",) if self.missing else ("sqlite", "postgresql")
        self._server: PostgresqlServer | None = None
        self._open: list[Store] = []

    def empty(self, dialect: str) -> Store:
        """A store without any tables."""
        store = Store.open(self.url(dialect))
        self._open.append(store)
        return store

    def url(self, dialect: str) -> str:
        """The URL of a new database."""
        if dialect == "sqlite":
            count = len(list(self.folder.glob("*.sqlite3")))
            return f"sqlite:///{self.folder}/bench-{count}.sqlite3"
        if self._server is None:
            self._server = _durable(PostgresqlServer(self.folder / "postgresql"))
        return self._server.database()

    def drop(self, store: Store) -> None:
        """Give a store back whose data are not needed any more."""
        store.close()
        self._open.remove(store)
        if store.dialect == "sqlite":
            # The file itself stays, as a place holder for its number.
            Path(store.engine.url.database or "").write_bytes(b"")
        elif self._server is not None:
            self._server.execute(f'DROP DATABASE "{make_url(store.engine.url).database}" WITH (FORCE)')

    def close(self) -> None:
        """Close what is open, and stop the server."""
        for store in self._open:
            store.close()
        if self._server is not None:
            self._server.stop()


def _durable(server: PostgresqlServer) -> PostgresqlServer:
    """Take back what makes tests fast and real use unsafe."""
    for name in FAST:
        server.execute(f"ALTER SYSTEM RESET {name}")
    server.execute("SELECT pg_reload_conf()")
    return server


@contextmanager
def stores() -> Iterator[Stores]:
    """Stores for one run."""
    with TemporaryDirectory(prefix="kitt-bench-", ignore_cleanup_errors=True) as folder:
        made = Stores(Path(folder))
        try:
            yield made
        finally:
            made.close()
