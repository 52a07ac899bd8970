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
GONE = ("M_FORBIDDEN", "M_NOT_FOUND", "M_BAD_STATE")
"""The room does not want Kitt any more, or is not there."""


class Invitations:
    """All that are open: room → {"inviter": …, "direct": …}."""

    def __init__(self, home: Home, client: AsyncClient, knows: Callable[[str], Awaitable[bool]]) -> None:
        self._home = home
        self._client = client
        self._knows = knows
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
            if not invitation["direct"] and not await self._knows(invitation["inviter"]):
                continue
            try:
                await ask(self._client, "POST", f"/join/{part(room_id)}", {})
            except AnswerError as error:
                if error.code not in GONE:
                    raise
                logger().warning("matrix.invitation_gone", code=error.code)
            del self._open[room_id]
            self._home.write(FILE, self._open)
