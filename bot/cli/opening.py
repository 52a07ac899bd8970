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
    """The network's store or the demo's, ready to use; one that is new gets its tables.

    Raises:
        StoreMismatchError: the network's store is of an older revision: upgrading it is the
            administrator's decision, after a backup.
    """
    from storage import migrations
    from storage.errors import StoreMismatchError
    from storage.session import Store

    store = Store.open(configured.store_address(demo=demo))
    try:
        if demo or migrations.current(store) is None:
            migrations.upgrade(store)
        elif not migrations.is_current(store):
            raise StoreMismatchError("the store is of another revision")
        yield store
    finally:
        store.close()
