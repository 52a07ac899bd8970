"""A real Synapse for everything that runs Kitt on Matrix; each test has accounts of its own."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.matrix.installation import Installation
from tests.servers.homeserver import Homeserver
from tests.telegram.forkserver import Forkserver, forkserver

Account = Callable[[str], str]


@pytest.fixture(scope="session")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """The homeserver of this test process. If it does not start, the tests fail."""
    server = Homeserver(tmp_path_factory.mktemp("homeserver"))
    yield server
    server.stop()


_numbers = itertools.count(1)


@pytest.fixture
def account(homeserver: Homeserver) -> Callable[[str], str]:
    """A new account with this name and a number; returns its full name. The password is "password"."""
    return lambda name: homeserver.register(f"{name}{next(_numbers)}")


@pytest.fixture(scope="module")
def forks() -> Iterator[Forkserver]:
    """Forks what is to be killed."""
    with forkserver("tests.matrix.program") as running:
        yield running


@pytest.fixture
def kitt(
    homeserver: Homeserver, account: Account, forks: Forkserver, sqlite_template: Path, tmp_path: Path
) -> Installation:
    """Kitt with a store and a folder of its own; nothing is started yet."""
    shutil.copy(sqlite_template, tmp_path / "kitt.sqlite3")
    return Installation(homeserver, account("kitt"), forks, tmp_path)
