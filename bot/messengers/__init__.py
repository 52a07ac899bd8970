"""The messengers that Kitt knows: one package each, imported when it is asked for.

To add one, copy the package that is most like it and name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from bot.ports import Messenger

Factory = Callable[[Mapping[str, Any]], Messenger]
"""What a package offers as ``create``: settings → messenger. Each says which settings it reads."""

PACKAGES: Mapping[str, str] = {"console": "bot.messengers.console"}
"""The name under which a messenger's conversations are stored → its package."""


def create(name: str, settings: Mapping[str, Any]) -> Messenger:
    """Make a messenger; nothing is connected before it is started.

    Raises:
        KeyError: there is no messenger of this name.
    """
    factory: Factory = import_module(PACKAGES[name]).create
    return factory(settings)
