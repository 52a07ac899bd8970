"""Matrix: private chats, encrypted as Element makes them, and rooms that speak to Kitt; by syncing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.messengers.matrix.connecting import Account
from bot.messengers.matrix.home import Home
from bot.messengers.matrix.messenger import Matrix
from bot.messengers.matrix.syncing import Pauses
from bot.ports import no_measure, no_probe

__all__ = ["Matrix", "create"]


def create(settings: Mapping[str, Any]) -> Matrix:
    """Make Matrix's messenger from these settings.

    ``homeserver`` is its address, ``user`` the account's name, ``password`` or ``token`` its way in;
    ``folder`` is where login, keys and position are kept. ``notice`` is called with a code and a detail when
    there is something to say: "connected" (the link), "fingerprint", "unreachable", "clock-off", "limited",
    and what ends it. ``pauses`` are those after failures, ``clock`` is the time, ``probe`` is called at each
    step, ``measure`` counts.
    """
    return Matrix(
        account=Account(
            str(settings["homeserver"]).rstrip("/"),
            str(settings.get("user") or ""),
            settings.get("password"),
            settings.get("token"),
        ),
        home=Home(Path(settings["folder"])),
        notice=settings.get("notice") or (lambda _code, _detail: None),
        clock=settings.get("clock") or (lambda: datetime.now(UTC)),
        pauses=settings.get("pauses") or Pauses(),
        probe=settings.get("probe") or no_probe,
        measure=settings.get("measure") or no_measure,
    )
