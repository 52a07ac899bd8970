"""Long polling that confirms nothing before it is stored.

Telegram takes an update for confirmed when the next call names a higher offset; so the offset grows only
after ``keep`` has returned. The library's own loop confirms what lies in memory, and turns in circles at an
update that it cannot read: hence this one, which reads JSON and leaves the rest to ``keep``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.log import logger
from bot.messengers.telegram.errors import wait_of
from bot.ports import NotStoredError

ALLOWED_UPDATES = (
    "message", "edited_message", "callback_query", "poll_answer", "my_chat_member", "chat_member",
    "message_reaction", "channel_post",
)  # fmt: skip
"""All that Kitt listens to; what is not named here does not come."""

T = TypeVar("T")
Keep = Callable[[dict[str, Any]], Awaitable[None]]
Notice = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Pauses:
    """In seconds: how long one call waits for updates, the first and the longest pause after a failure, how
    often a webhook is looked after.
    """

    poll: int = 25
    first: float = 1.0
    longest: float = 30.0
    look: float = 60.0

    def after(self, failures: int) -> float:
        """The pause after so many failures in a row."""
        return min(self.first * float(2 ** min(failures - 1, 10)), self.longest)


async def insist(call: Callable[[], Awaitable[T]], notice: Notice, pauses: Pauses) -> T:
    """Call until Telegram answers; that it does not is said once.

    Raises:
        InvalidToken: it does not know the token.
    """
    failures = 0
    while True:
        try:
            return await call()
        except InvalidToken:
            raise
        except TelegramError as error:
            failures += 1
            logger().warning("telegram.not_connected", exc_info=error)
            if failures == 1:
                notice("unreachable", "")
            await asyncio.sleep(pauses.after(failures))


@dataclass(frozen=True, slots=True)
class Line:
    """``alone`` waits until this process may poll: of several only one can. ``went`` hears how it went."""

    alone: Callable[[], Awaitable[None]]
    went: Callable[[bool], None]


class Polling:
    """Fetches updates with ``request`` from ``url`` and hands each to ``keep``."""

    def __init__(
        self, request: BaseRequest, url: str, keep: Keep, notice: Notice, pauses: Pauses, line: Line
    ) -> None:
        self._line = line
        self._request = request
        self._url = url
        self._keep = keep
        self._notice = notice
        self._pauses = pauses
        self._offset = 0
        self._told = ""

    async def run(self) -> None:
        """Fetch and keep until cancelled.

        Raises:
            InvalidToken: Telegram does not know the token, or not any more.
        """
        failures = 0
        while True:
            await self._line.alone()
            try:
                await self._once(self._pauses.poll)
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(wait_of(error).total_seconds())
            except (TelegramError, NotStoredError) as error:
                failures += 1
                self._line.went(False)
                # Another process of ours that just took over ends our call like this, once.
                if failures > 1 or not isinstance(error, Conflict):
                    self._tell("second-poller" if isinstance(error, Conflict) else "unreachable", error)
                await asyncio.sleep(self._pauses.after(failures))
            else:
                failures, self._told = 0, ""
                self._line.went(True)

    async def confirm(self) -> None:
        """Tell Telegram what was kept, so that it does not come again; a failure only means that it does."""
        if self._offset:
            with suppress(TelegramError):
                await self._fetch(0, limit=1)

    async def _once(self, seconds: int) -> None:
        for raw in await self._fetch(seconds):
            await self._keep(raw)
            # The highest counts: what comes out of order must not bring back what was confirmed.
            self._offset = max(self._offset, int(raw["update_id"]) + 1)

    async def _fetch(self, seconds: int, limit: int = 100) -> list[dict[str, Any]]:
        query = urlencode(
            {
                "offset": self._offset,
                "limit": limit,
                "timeout": seconds,
                "allowed_updates": json.dumps(ALLOWED_UPDATES),
            }
        )
        # Longer than the call waits, or a quiet hour would look like a broken line.
        answer = await self._request.retrieve(f"{self._url}?{query}", read_timeout=seconds + 10)
        result = BaseRequest.parse_json_payload(answer).get("result")
        return [raw for raw in result if "update_id" in raw] if isinstance(result, list) else []

    def _tell(self, code: str, error: Exception) -> None:
        logger().warning("telegram.not_polled", code=code, exc_info=error)
        # A store that is busy has its own line in the log; people at the terminal can do nothing about it.
        if self._told != code and isinstance(error, TelegramError):
            self._told = code
            self._notice(code, "")
