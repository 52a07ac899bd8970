"""Invitations to rooms: those of private chats and of people whom the network knows are accepted.

An invitation comes once. So that none is lost, it waits on the disk until Kitt is in the room, or knows that
it cannot get in. Others wait there for somebody to say yes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from nio import AsyncClient, InviteMemberEvent

from bot.log import logger
from bot.messengers.matrix.home import DamagedError, Home
from bot.messengers.matrix.line import AnswerError, ask, part

FILE = "invitations"
MOST_TRIES = 10
"""Then an invitation is given up; a round lasts up to 25 seconds, so this is most of a day."""

GONE = ("M_FORBIDDEN", "M_NOT_FOUND", "M_BAD_STATE")
"""The room does not want Kitt any more, or is not there."""


class Invitations:
    """All that are open: room → {"inviter": …, "direct": …}."""

    def __init__(self, home: Home, client: AsyncClient, knows: Callable[[str], Awaitable[bool]]) -> None:
        self._home = home
        self._client = client
        self._knows = knows
        self._tries: dict[str, int] = {}
        self._rounds: dict[str, int] = {}
        try:
            self._open: dict[str, Any] = home.read(FILE) or {}
        except DamagedError:
            self._open = {}

    async def keep(self, room_id: str, state: Sequence[Any]) -> None:
        """Keep an invitation for ``accept``."""
        for event in state:
            is_mine = isinstance(event, InviteMemberEvent) and event.state_key == self._client.user_id
            if is_mine and event.membership == "invite":
                direct = event.content.get("is_direct") is True
                self._open[room_id] = {"inviter": event.sender, "direct": direct}
                self._home.write(FILE, self._open)

    async def accept(self) -> None:
        """Enter where Kitt may.

        Raises:
            AnswerError, ClientError, TimeoutError, OSError: not this time.
        """
        for room_id, invitation in list(self._open.items()):
            if self._rests(room_id):
                continue
            if not invitation["direct"] and not await self._knows(invitation["inviter"]):
                continue
            try:
                await ask(self._client, "POST", f"/join/{part(room_id)}", {})
            except AnswerError as error:
                logger().warning("matrix.not_joined", status=error.status)
                if error.code not in GONE and self._tries_again(room_id):
                    continue  # the homeserver that invites may be gone for good: nothing waits for it
            del self._open[room_id]
            self._home.write(FILE, self._open)

    def _rests(self, room_id: str) -> bool:
        """Whether it was tried in vain, and a pause is not over, which doubles with each try."""
        self._rounds[room_id] = self._rounds.get(room_id, 0) + 1
        return self._rounds[room_id] < 1 << self._tries.get(room_id, 0)

    def _tries_again(self, room_id: str) -> bool:
        self._tries[room_id] = self._tries.get(room_id, 0) + 1
        self._rounds[room_id] = 0
        return self._tries[room_id] < MOST_TRIES
