"""Rooms that Kitt comes into and leaves: invited by strangers, put out, left alone, moved elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nio import AsyncClient

from bot.log import logger
from bot.messengers.matrix import happening
from bot.messengers.matrix.invitations import DECLINED, JOIN, Invitations
from bot.messengers.matrix.line import AnswerError, ask, part
from bot.messengers.matrix.translating import NAME
from bot.ports import Clock, Host, NotStoredError


class Rooms:
    """Tells Kitt of them, and does what was decided."""

    def __init__(self, client: AsyncClient, invitations: Invitations, host: Host, clock: Clock) -> None:
        self._client = client
        self._invitations = invitations
        self._host = host
        self._clock = clock
        invitations.bind(self._decided, self._came_in)

    async def around(self, raw: Mapping[str, Any]) -> None:
        """Take note of what a sync says besides events.

        Raises:
            NotStoredError: it could not be stored.
        """
        rooms = raw.get("rooms")
        for room_id, info in _pairs(rooms, "leave"):
            if room_id in self._client.rooms:
                await self._left(room_id, info)
        for room_id, info in _pairs(rooms, "invite"):
            name, space = "", False
            for event in _events(info, "invite_state"):
                content = event.get("content")
                if event.get("type") == "m.room.name" and isinstance(content, Mapping):
                    name = str(content.get("name") or "")
                if event.get("type") == "m.room.create" and isinstance(content, Mapping):
                    space = content.get("type") == happening.SPACE
            self._invitations.describe(room_id, name=name, space=space)

    async def between(self) -> None:
        """Enter where Kitt may, and leave where nobody else is.

        Raises:
            AnswerError, ClientError, TimeoutError, OSError: not this time.
        """
        await self._invitations.accept()
        for room_id, room in list(self._client.rooms.items()):
            if room.member_count <= 1 and self._client.user_id in room.users:
                await self._leave(room_id)

    def note(self, room_id: str, event: Any) -> None:
        """Follow a room that has another address now."""
        new = happening.successor_of(event)
        if new and new != room_id:
            self._invitations.follow(new, old=room_id, who=event.sender)

    async def _decided(self, room_id: str, invitation: Mapping[str, Any]) -> str:
        """Whether to accept an invitation: ``JOIN``, ``DECLINED``, or "" as long as nobody says so."""
        if invitation.get("space"):
            return DECLINED
        if invitation.get("direct") or await self._host.knows(NAME, invitation["inviter"]):
            return JOIN
        try:
            title = str(invitation.get("name") or "")
            now = self._clock()
            await self._host.store(happening.invited(room_id, invitation["inviter"], title, now))
        except NotStoredError:
            return ""
        return await self._host.admits(NAME, room_id)

    async def _came_in(self, room_id: str, invitation: Mapping[str, Any]) -> bool:
        """Move what belongs to the room before, if this one takes its place; False: not yet.

        Both rooms have to say so, or whoever has the power in one could take over another.
        """
        old = invitation.get("instead")
        if not old:
            return True
        created = await ask(self._client, "GET", f"/rooms/{part(room_id)}/state/m.room.create")
        ended = await ask(self._client, "GET", f"/rooms/{part(old)}/state/m.room.tombstone")
        before = created.get("predecessor")
        follows = isinstance(before, Mapping) and before.get("room_id") == old
        if not follows or ended.get("replacement_room") != room_id:
            logger().warning("matrix.not_a_successor")
            return True
        if (room := self._client.rooms.get(room_id)) is None:
            return False  # the next sync shows it
        try:
            await self._host.store(happening.moved(old, room_id, room, invitation["inviter"], self._clock()))
        except NotStoredError:
            return False
        await self._leave(old)
        return True

    async def _left(self, room_id: str, info: Any) -> None:
        mine = [
            event
            for sort in ("state", "timeline")
            for event in _events(info, sort)
            if event.get("type") == "m.room.member" and event.get("state_key") == self._client.user_id
        ]
        await self._host.store(happening.removed(room_id, mine[-1] if mine else {}, self._clock()))
        self._client.rooms.pop(room_id, None)

    async def _leave(self, room_id: str) -> None:
        try:
            await ask(self._client, "POST", f"/rooms/{part(room_id)}/leave", {})
        except AnswerError as error:
            logger().warning("matrix.not_left", status=error.status)


def _pairs(rooms: Any, sort: str) -> list[tuple[str, Any]]:
    found = rooms.get(sort) if isinstance(rooms, Mapping) else None
    return list(found.items()) if isinstance(found, Mapping) else []


def _events(info: Any, sort: str) -> list[Mapping[str, Any]]:
    holder = info.get(sort) if isinstance(info, Mapping) else None
    found = holder.get("events") if isinstance(holder, Mapping) else None
    return [event for event in found if isinstance(event, Mapping)] if isinstance(found, list) else []
