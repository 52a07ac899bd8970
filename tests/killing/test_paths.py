"""Killed on all the ways in and out of the network: afterwards all of it has happened, and once.

An invitation, a second address, a colleague, a human, an introduction, a deletion undone and one carried out.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from storage.session import Store
from tests.dialogue import interpreter, knowledge
from tests.killing import paths
from tests.killing.forkserver import Forkserver, forkserver
from tests.killing.life import Orders

KILLS = 12
"""In so many places a life is ended: others tomorrow."""

TODAY = int(time.time() // 86_400)


@pytest.fixture(scope="module")
def server() -> Iterator[Forkserver]:
    """Forks the lives; what they understand with has been made."""
    interpreter()
    knowledge()
    with forkserver() as running:
        yield running


class Stage:
    """A store and a world, as new for every life."""

    def __init__(self, folder: Path, template: Path, server: Forkserver) -> None:
        self._server = server
        self._planted = folder / "planted.sqlite3"
        self._file = folder / "kitt.sqlite3"
        self._record = folder / "record"
        self.orders = Orders(f"sqlite:///{self._file}", str(folder / "replies"), real=True)
        shutil.copy(template, self._planted)
        store = Store.open(f"sqlite:///{self._planted}")
        paths.plant(store)
        store.close()

    def clear(self) -> None:
        """Before anything was said."""
        Path(self.orders.replies).unlink(missing_ok=True)
        for ending in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
        shutil.copy(self._planted, self._file)

    def quiet(self) -> Counter[str]:
        """A life that nobody ends; returns how often each step came."""
        self.clear()
        assert self._server.run(self.orders) == [0]  # warms the statements up, in a life of its own
        self.clear()
        assert self._server.run(replace(self.orders, record=str(self._record))) == [0]
        return Counter(json.loads(self._record.read_text()))

    def killed(self, step: str, nth: int) -> None:
        """A life that ends there, and another one that goes on, some minutes later."""
        self.clear()
        assert self._server.run(replace(self.orders, kill_at=(step, nth))) == [-9], (step, nth)
        assert self._server.run(replace(self.orders, owner="second life", hours=1)) == [0], (step, nth)

    def outcome(self) -> tuple[dict[str, object], Counter[tuple[str, str]]]:
        """What is left in the store, and what people saw."""
        store = Store.open(self.orders.url)
        left = paths.left(store)
        store.close()
        lines = Path(self.orders.replies).read_text().splitlines()
        return left, paths.seen([json.loads(line) for line in lines])


def test_killed_on_the_way(tmp_path: Path, sqlite_template: Path, server: Forkserver) -> None:
    """At every named step, by turns in each of the sentences, the store ends as in a quiet life."""
    stage = Stage(tmp_path, sqlite_template, server)
    steps = sorted(stage.quiet().items())
    left, seen = stage.outcome()
    for what in ("olena-koval", "paul-okoye", "jonas-petrow"):
        assert what in str(left["people"])
    assert "aylin-demir" not in str(left["people"])
    assert "('second', 'mara-lindner')" in str(left["accounts"])
    assert left["introductions"] == [("granted", "")]
    assert ("answer_help", "help_request", "1") in left["audit"]  # type: ignore[operator]
    places = [(step, nth) for step, times in steps for nth in range(1, times + 1)]
    for step, nth in places[TODAY % 7 :: len(places) // KILLS]:
        stage.killed(step, nth)
        again, seen_again = stage.outcome()
        for what, rows in left.items():
            assert again[what] == rows, f"{what} after {step} ({nth})"
        assert seen_again == seen, f"{step} ({nth})"
