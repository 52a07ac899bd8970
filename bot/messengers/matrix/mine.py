"""Which messages are Kitt's own: a reply to one of them, or a word in its thread, is meant for Kitt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from nio import AsyncClient

from bot.messengers.matrix.line import AnswerError, ask, part
from bot.messengers.matrix.translating import Related

RETRY = (
    HTTPStatus.UNAUTHORIZED, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT,
)  # fmt: skip
"""What may be answered at another time. Everything waits for that, so no single event may bring it about."""

MOST = 10_000
"""Of so many messages it is remembered whose they are; the homeserver knows the others."""


class Mine:
    """Knows what Kitt said, and asks the homeserver about what was before this start."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._known: OrderedDict[str, bool] = OrderedDict()
        self._threads: OrderedDict[str, bool] = OrderedDict()

    def said(self, event_id: str, thread: str) -> None:
        """Kitt said this, in this thread."""
        _remember(self._known, event_id, mine=True)
        if thread:
            _remember(self._threads, thread, mine=True)

    async def about(self, room_id: str, event_id: str) -> Mapping[str, Any]:
        """An event as the homeserver knows it; empty if there is none.

        Raises:
            AnswerError, ClientError, TimeoutError, OSError: the homeserver could not be asked.
        """
        return await self._event(room_id, event_id)

    async def concerns(self, room_id: str, related: Related) -> bool:
        """Whether somebody who refers to these events speaks to Kitt.

        Raises:
            AnswerError, ClientError, TimeoutError, OSError: the homeserver could not be asked.
        """
        if related.reply and await self._is_mine(room_id, related.reply):
            return True
        return bool(related.thread) and await self._is_in(room_id, related.thread)

    async def _is_mine(self, room_id: str, event_id: str) -> bool:
        if event_id not in self._known:
            event = await self._event(room_id, event_id)
            _remember(self._known, event_id, mine=event.get("sender") == self._client.user_id)
        return self._known[event_id]

    async def _is_in(self, room_id: str, thread: str) -> bool:
        """Whether Kitt began a thread or has said something in it."""
        if thread not in self._threads:
            event = await self._event(room_id, thread)
            spoke = _has_part(event)
            mine = spoke or event.get("sender") == self._client.user_id
            if not mine:
                return False  # that may change, so it is not remembered
            _remember(self._threads, thread, mine=True)
        return self._threads[thread]

    async def _event(self, room_id: str, event_id: str) -> Mapping[str, Any]:
        try:
            return await ask(self._client, "GET", f"/rooms/{part(room_id)}/event/{part(event_id)}")
        except AnswerError as error:
            if error.status in RETRY:
                raise
            return {}  # there is no such event, or none that Kitt may see


def _has_part(event: Mapping[str, Any]) -> bool:
    """Whether Kitt has said something in the thread of this event, as the homeserver says."""
    found: Any = event
    for name in ("unsigned", "m.relations", "m.thread"):
        found = found.get(name) if isinstance(found, Mapping) else None
    return isinstance(found, Mapping) and found.get("current_user_participated") is True


def _remember(known: OrderedDict[str, bool], event_id: str, *, mine: bool) -> None:
    known[event_id] = mine
    while len(known) > MOST:
        known.popitem(last=False)
