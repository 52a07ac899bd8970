"""The messengers that Kitt knows: one package each, imported when it is asked for.

To add one, copy the package that is most like it and name it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Protocol, cast

from bot.ports import Messenger


class Package(Protocol):
    """What a messenger's package offers to us."""

    def create(self, settings: Mapping[str, Any]) -> Messenger:
        """Make the messenger from its settings; each package says which it reads. Nothing is connected."""
        ...


PACKAGES: Mapping[str, str] = {
    "console": "bot.messengers.console",
    "telegram": "bot.messengers.telegram",
    "matrix": "bot.messengers.matrix",
}
"""The name under which a messenger's conversations are stored → its package."""


def package(name: str) -> Package:
    """The package of a messenger; a test makes sure that each in PACKAGES offers what is promised here.

    Raises:
        KeyError: there is no messenger of this name.
    """
    return cast("Package", import_module(PACKAGES[name]))


def create(name: str, settings: Mapping[str, Any]) -> Messenger:
    """Make a messenger; nothing is connected before it is started.

    Raises:
        KeyError: there is no messenger of this name.
    """
    return package(name).create(settings)
