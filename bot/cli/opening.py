"""Settings and store for a command, each opened only by the command that needs it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.config import Settings
    from storage.session import Store


def settings() -> Settings:
    """The settings of this process.

    Raises:
        ConfigError: they cannot be used.
    """
    from bot.config import load

    return load(os.environ)


@contextmanager
def any_store(configured: Settings) -> Iterator[Store]:
    """The network's store, of whatever revision."""
    from storage.session import Store

    store = Store.open(configured.store_address())
    try:
        yield store
    finally:
        store.close()


@contextmanager
def store_for(configured: Settings, *, demo: bool) -> Iterator[Store]:
    """The network's store or the demo's, as the bot itself opens it: with all its tables, the demo filled."""
    from bot.app import open_store

    store = open_store(configured, demo=demo)
    try:
        yield store
    finally:
        store.close()
