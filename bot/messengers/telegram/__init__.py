"""Telegram: private chats with people who pressed Start, groups that speak to Kitt; polled or by webhook."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

# The library's next version gives times as timedelta; without this it warns at every "retry after".
os.environ.setdefault("PTB_TIMEDELTA", "true")

from bot.messengers.telegram.messenger import Telegram
from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.polling import Pauses
from bot.messengers.telegram.webhook import Address
from bot.ports import no_measure

__all__ = ["Telegram", "create"]


def create(settings: Mapping[str, Any]) -> Telegram:
    """Make Telegram's messenger from these settings.

    ``token`` is BotFather's, ``base_url`` the server's address (Telegram's own by default), ``notice`` is
    called with a code and a detail when there is something to say: "connected" (the bot's link),
    "unreachable", "second-poller", "unauthorized", "webhook-refused", "webhook-taken", "webhook-failing".
    ``pauses`` are those after failures, ``pace`` keeps Telegram's rates, ``clock`` is the time, ``measure``
    counts. ``webhook`` is the address that Telegram is to call, as ``url``, ``secret`` and ``mount`` (which
    lets a hook answer there); without one, updates are polled.
    """
    webhook = settings.get("webhook")
    return Telegram(
        token=str(settings["token"]),
        base_url=str(settings.get("base_url") or "https://api.telegram.org"),
        notice=settings.get("notice") or (lambda _code, _detail: None),
        clock=settings.get("clock") or (lambda: datetime.now(UTC)),
        pauses=settings.get("pauses") or Pauses(),
        pace=settings.get("pace") or Pace(),
        address=Address(**webhook) if webhook else None,
        measure=settings.get("measure") or no_measure,
    )
