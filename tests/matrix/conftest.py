"""A real Synapse for everything that runs Kitt on Matrix; each test has accounts of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest

from tests.servers.homeserver import Homeserver


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
