"""What some messengers can do besides what ``bot.ports`` asks of all: bring files, show menus of commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable


class FetchError(Exception):
    """A file could not be fetched: ``code`` is "too-large" or "failed"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@runtime_checkable
class Fetching(Protocol):
    """A messenger on which people can send files; the others lack this."""

    async def fetch(self, file_id: str, most: int) -> bytes:
        """What is in the file of this ``Attached.id``, of at most ``most`` bytes.

        Raises:
            FetchError: it is larger, or could not be fetched.
        """
        ...


Menu = Sequence[tuple[str, str]]
"""Commands, without the slash, and what each of them does."""


class Told(NamedTuple):
    """What everybody may know: the commands in private chats and in groups, what Kitt is, also in short."""

    private: Menu
    groups: Menu
    description: str
    short: str


Introduction = Sequence[tuple[str, Told]]
"""What everybody may know, by language; the network's own comes first."""


@runtime_checkable
class HasMenus(Protocol):
    """A messenger that shows menus of commands, and says who Kitt is before anybody has written."""

    async def introduce(self, introduction: Introduction, *, first: bool) -> None:
        """Tell the network what everybody may know; ``first``: it was never told before.

        Raises:
            SendError: it was not accepted, at least not all; it may be told again.
        """
        ...

    async def set_menu(self, address: str, menu: Menu | None) -> None:
        """Give a private conversation a menu of its own, or (None) take it away.

        Raises:
            SendError: it was not accepted; it may be set again.
        """
        ...
