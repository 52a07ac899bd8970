"""The fake Bot API server for the tests of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.botapi import BotApi, Person


@pytest.fixture(autouse=True)
def _future(monkeypatch: pytest.MonkeyPatch) -> None:
    """Times as the library's next version has them; without it, it warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A server that listens."""
    with BotApi() as started:
        yield started


@pytest.fixture
def mara(server: BotApi) -> Person:
    """Somebody who has pressed Start; the bot has seen it."""
    person = server.user("Mara", username="mara_example")
    person.starts()
    server.world.updates.clear()
    return person
