"""Which messages are Kitt's own: a reply to one of them, or a word in its thread, is meant for Kitt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from nio import AsyncClient

from bot.messengers.matrix.line import AnswerError, ask, part
from bot.messengers.matrix.translating import Related

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
            relations = (event.get("unsigned") or {}).get("m.relations") or {}
            spoke = (relations.get("m.thread") or {}).get("current_user_participated") is True
            mine = spoke or event.get("sender") == self._client.user_id
            if not mine:
                return False  # that may change, so it is not remembered
            _remember(self._threads, thread, mine=True)
        return self._threads[thread]

    async def _event(self, room_id: str, event_id: str) -> Mapping[str, Any]:
        try:
            return await ask(self._client, "GET", f"/rooms/{part(room_id)}/event/{part(event_id)}")
        except AnswerError as error:
            if error.code in ("M_NOT_FOUND", "M_FORBIDDEN"):
                return {}
            raise


def _remember(known: OrderedDict[str, bool], event_id: str, *, mine: bool) -> None:
    known[event_id] = mine
    while len(known) > MOST:
        known.popitem(last=False)
