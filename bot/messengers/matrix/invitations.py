"""Invitations to rooms: those of private chats and of people whom the network knows are accepted.

An invitation comes once. So that none is lost, it waits on the disk until Kitt is in the room, or knows that
it cannot get in. Others wait there for somebody to say yes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
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


JOIN, DECLINED = "yes", "no"
Decided = Callable[[str, Mapping[str, Any]], Awaitable[str]]
"""``JOIN`` or ``DECLINED`` for a room and its invitation; "" as long as nothing is decided."""

CameIn = Callable[[str, Mapping[str, Any]], Awaitable[bool]]
"""Called when Kitt is in the room; False if it is to be called again."""


class Invitations:
    """All that are open: room → {"inviter": …, "direct": …, "name": …, "space": …, "instead": …}.

    ``instead`` is the room whose place this one takes, which no invitation may say.
    """

    def __init__(self, home: Home, client: AsyncClient) -> None:
        self._home = home
        self._client = client
        self._tries: dict[str, int] = {}
        self._rounds: dict[str, int] = {}
        try:
            self._open: dict[str, Any] = home.read(FILE) or {}
        except DamagedError:
            self._open = {}

    def bind(self, decided: Decided, came_in: CameIn) -> None:
        """Ask these what to do."""
        self._decided = decided
        self._came_in = came_in

    def describe(self, room_id: str, *, name: str, space: bool) -> None:
        """Note what an invitation says of its room."""
        if room_id in self._open:
            self._open[room_id] |= {"name": name[:255], "space": space}
            self._home.write(FILE, self._open)

    def follow(self, new: str, *, old: str, who: str) -> None:
        """Go into the room that takes the place of another one."""
        self._open[new] = {"inviter": who, "direct": False} | self._open.get(new, {}) | {"instead": old}
        self._home.write(FILE, self._open)

    async def keep(self, room_id: str, state: Sequence[Any]) -> None:
        """Keep an invitation for ``accept``."""
        for event in state:
            is_mine = isinstance(event, InviteMemberEvent) and event.state_key == self._client.user_id
            if is_mine and event.membership == "invite":
                direct = event.content.get("is_direct") is True
                followed = {"instead": before} if (before := self._instead(room_id)) else {}
                self._open[room_id] = {"inviter": event.sender, "direct": direct} | followed
                self._tries.pop(room_id, None)
                self._home.write(FILE, self._open)

    async def accept(self) -> None:
        """Enter where Kitt may.

        Raises:
            AnswerError, ClientError, TimeoutError, OSError: not this time.
        """
        for room_id, invitation in list(self._open.items()):
            if self._rests(room_id):
                continue
            answer = JOIN if self._instead(room_id) else await self._decided(room_id, invitation)
            if not answer:
                continue
            try:
                await ask(self._client, "POST", _path(room_id, invitation, join=answer == JOIN), {})
                if answer == JOIN and not await self._came_in(room_id, invitation):
                    continue
            except AnswerError as error:
                logger().warning("matrix.not_joined", status=error.status)
                if error.code not in GONE and self._tries_again(room_id):
                    continue  # the homeserver that invites may be gone for good: nothing waits for it
                waits = self._instead(room_id) and room_id not in self._client.rooms
                if waits and self._tries_again(room_id):
                    continue  # an invitation may come yet
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

    def _instead(self, room_id: str) -> str:
        return str(self._open.get(room_id, {}).get("instead") or "")


def _path(room_id: str, invitation: Mapping[str, Any], *, join: bool) -> str:
    if not join:
        return f"/rooms/{part(room_id)}/leave"
    # Where nobody has invited Kitt, somebody's homeserver has to show the way.
    server = str(invitation["inviter"]).partition(":")[2]
    return f"/join/{part(room_id)}?server_name={part(server)}"
