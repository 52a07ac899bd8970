"""A fake Bot API server for everything that runs Kitt on Telegram."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.botapi import BotApi


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A server that listens."""
    with BotApi() as started:
        yield started
