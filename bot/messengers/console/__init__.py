"""The terminal: one private conversation over standard input and output."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.messengers.console.messenger import Console
from bot.messengers.console.pipe import Pipe
from bot.messengers.console.screen import Screen
from bot.messengers.console.terminal import HISTORY, Terminal
from bot.ports import Clock

__all__ = ["Console", "create"]


def create(settings: Mapping[str, Any]) -> Console:
    """Make the terminal's messenger from these settings.

    ``address`` is who writes, ``session`` a word that no other run uses, ``interactive`` whether somebody
    sits there, ``history`` the file for lines typed earlier (by default none is kept), ``history_lines`` how
    many of them, ``clock`` the time, ``files`` the folder for files that are sent here.
    ``conversation`` is where it takes place: by default one per address for somebody who sits there, so that
    what was left open goes on; one per session for a pipe, so that runs at the same time do not meet.
    """
    screen: Screen = Pipe()
    if settings["interactive"]:
        screen = Terminal(settings.get("history"), int(settings.get("history_lines", HISTORY)))
    clock: Clock = settings.get("clock") or (lambda: datetime.now(UTC))
    address, session = str(settings["address"]), str(settings["session"])
    own = address if settings["interactive"] else f"{address}:{session}"
    return Console(
        screen,
        address=address,
        conversation=str(settings.get("conversation") or own),
        session=session,
        clock=clock,
        folder=settings.get("files"),
    )
