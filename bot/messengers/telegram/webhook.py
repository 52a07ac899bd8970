"""Webhook: Telegram calls us, and gets its 200 only after the update is stored.

What is not answered with 200 comes again, so a store that is locked or a process that is killed loses
nothing; what comes twice, also to two processes at once, falls to the store's unique key.
Source: https://core.telegram.org/bots/api#setwebhook
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.log import logger
from bot.messengers.telegram.polling import ALLOWED_UPDATES, Keep, Notice, Pauses
from bot.ports import Hook, Measure, NotStoredError

HEADER = "x-telegram-bot-api-secret-token"

MOST_CALLS = 40
"""So many calls Telegram makes at a time (its own default); those of one chat one after another."""

OK, NO_UPDATE, NOT_TELEGRAM, LATER = 200, 400, 403, 503


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram is to call, with the secret by which it is known; ``mount`` lets a hook answer there."""

    url: str
    secret: str
    mount: Callable[[Hook], None]


class Webhook:
    """Takes in what Telegram posts, from ``open`` until ``close``."""

    def __init__(self, address: Address, notice: Notice, pauses: Pauses, measure: Measure) -> None:
        self._address = address
        self._notice = notice
        self._pauses = pauses
        self._measure = measure
        self._keep: Keep | None = None
        self._told = ""
        self._failed_at: datetime | None = None
        address.mount(self.receive)

    def open(self, keep: Keep) -> None:
        """Hand updates to ``keep`` from now on."""
        self._keep = keep

    def close(self) -> None:
        """Take no more; Telegram keeps them for whoever comes next."""
        self._keep = None

    async def receive(self, headers: Mapping[str, str], body: bytes) -> int:
        """What a call is answered with, as HTTP's status; who does not know the secret learns nothing."""
        given = headers.get(HEADER, "").encode("utf-8", "surrogatepass")
        if not hmac.compare_digest(given, self._address.secret.encode()):
            return self._refused(NOT_TELEGRAM, "secret")
        if self._keep is None:
            return self._refused(LATER, "not-open")
        raw = _update(body)
        if raw is None:
            return self._refused(NO_UPDATE, "no-update")
        try:
            await self._keep(raw)
        except NotStoredError:
            return self._refused(LATER, "store")
        return OK

    async def run(self, bot: Bot, alone: Callable[[], Awaitable[None]], went: Callable[[bool], None]) -> None:
        """Tell Telegram the address, and see from time to time that it still knows it; until cancelled.

        Of several processes one does so: ``alone`` waits for the turn.

        Raises:
            InvalidToken: Telegram does not know the token, or not any more.
        """
        failures = 0
        known = False
        while True:
            await alone()
            try:
                known = await self._settle(bot, known)
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                code = "webhook-refused" if isinstance(error, BadRequest) else "unreachable"
                logger().warning("telegram.webhook_not_set", code=code, exc_info=error)
                self._tell(code)
                went(False)
                await asyncio.sleep(self._pauses.after(failures))
            else:
                failures = 0
                went(True)
                await asyncio.sleep(self._pauses.look)

    async def _settle(self, bot: Bot, known: bool) -> bool:
        """Set the webhook, unless it is known to stand; nothing that waits is dropped."""
        info = await bot.get_webhook_info()
        if known and info.url != self._address.url:
            # Somebody else has the token, or runs another Kitt with it.
            logger().error("telegram.webhook_taken")
            self._tell("webhook-taken")
        elif known and info.last_error_date is not None and info.last_error_date != self._failed_at:
            self._failed_at = info.last_error_date
            if info.pending_update_count:
                logger().warning("telegram.webhook_failing", waiting=info.pending_update_count)
                self._tell("webhook-failing")
        elif known:
            self._told = ""
        if known and info.url == self._address.url:
            return True
        await bot.set_webhook(
            self._address.url,
            secret_token=self._address.secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=MOST_CALLS,
            drop_pending_updates=False,
        )
        return True

    def _tell(self, code: str) -> None:
        if self._told != code:
            self._told = code
            self._notice(code, "")

    def _refused(self, status: int, code: str) -> int:
        self._measure("calls-refused", messenger="telegram", code=code)
        logger().warning("telegram.call_refused", code=code, status=status)
        return status


def _update(body: bytes) -> dict[str, Any] | None:
    """The update in a body; None if it is none that could be kept."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or type(raw.get("update_id")) is not int:
        return None
    return raw
