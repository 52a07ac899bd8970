"""Sending an event so that it arrives once, and encrypted wherever the room ever was."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta
from typing import Any

from nio import AsyncClient, MatrixRoom
from nio.exceptions import EncryptionError, LocalProtocolError

from bot.log import logger
from bot.messengers.matrix.files import file_message
from bot.messengers.matrix.line import BROKEN, AnswerError, ask, part
from bot.ports import Document, Probe, SendError

DEFAULT_WAIT = timedelta(seconds=5)
"""Where a homeserver names no time: Synapse's own limit allows one message in five seconds."""


class Sending:
    """Puts events into rooms; one at a time a room, so that nobody shares its keys twice."""

    def __init__(self, client: AsyncClient, probe: Probe) -> None:
        self._client = client
        self._probe = probe
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, room_id: str, content: dict[str, Any], *, sort: str, key: str) -> str:
        """Send an event of this sort and return its name; with the same ``key`` it arrives once.

        Raises:
            SendError: it was not accepted, or that is not known; then it may be sent again with its key.
        """
        room = self._room(room_id)
        try:
            async with self._turns[room_id]:
                sort, content = await self._sealed(room, sort, content)
                self._probe("sealed")
                path = f"/rooms/{part(room_id)}/send/{part(sort)}/{part(key)}"
                answer = await ask(self._client, "PUT", path, content)
        except (AnswerError, *BROKEN, EncryptionError, LocalProtocolError) as error:
            raise meaning(error) from error
        return str(answer["event_id"])

    async def send_file(self, room_id: str, document: Document, relation: dict[str, Any], *, key: str) -> str:
        """Upload a file and show it; returns the name of its message.

        Raises:
            SendError: as ``send``.
        """
        room = self._room(room_id)
        try:
            content = await file_message(self._client, document, encrypted=room.encrypted)
        except (AnswerError, *BROKEN) as error:
            raise meaning(error) from error
        return await self.send(room_id, content | relation, sort="m.room.message", key=key)

    def _room(self, room_id: str) -> MatrixRoom:
        room = self._client.rooms.get(room_id)
        if room is None:
            raise SendError("not-in-room", permanent=True)
        return room

    async def _sealed(
        self, room: MatrixRoom, sort: str, content: dict[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        """The event as it may be seen by the homeserver."""
        client = self._client
        if not room.encrypted:
            return sort, content
        if not room.members_synced:
            await client.joined_members(room.room_id)
        if client.should_query_keys:
            await client.keys_query()
        if client.olm.should_share_group_session(room.room_id):
            await self._share(room)
        if sort == "m.reaction":
            return sort, content  # reactions are never encrypted
        sealed: tuple[str, dict[str, Any]] = client.encrypt(room.room_id, sort, content)
        return sealed

    async def _share(self, room: MatrixRoom) -> None:
        """Give the room's key to every device that can be reached.

        Raises:
            SendError: not all have it; what was given is given, the rest comes at the next try.
        """
        client = self._client
        await client.share_group_session(room.room_id, ignore_unverified_devices=True)
        session = client.olm.outbound_group_sessions[room.room_id]
        missing = [
            device.id
            for user in room.users
            for device in client.device_store.active_user_devices(user)
            if (user, device.id) not in session.users_shared_with
            and device.id != client.device_id
            and client.olm.session_store.get(device.curve25519)
        ]
        if missing:
            session.shared = False
            raise SendError("keys")


def meaning(error: Exception) -> SendError:
    """The error of the port for a refusal, a broken line, or keys that could not be used."""
    if isinstance(error, BROKEN):
        return SendError("network")
    if not isinstance(error, AnswerError):
        logger().error("matrix.not_encrypted", exc_info=error)
        return SendError("keys")
    return _refusal(error)


def _refusal(error: AnswerError) -> SendError:
    if error.code == "M_LIMIT_EXCEEDED":
        wait = error.body.get("retry_after_ms")
        asked = timedelta(milliseconds=wait) if isinstance(wait, int) else DEFAULT_WAIT
        return SendError("flood", retry_after=asked)
    if error.code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
        return SendError("unauthorized", retry_after=timedelta(minutes=1))
    if error.code == "M_FORBIDDEN":
        return SendError("not-in-room", permanent=True)
    if error.status in (408, 429) or error.status >= 500:
        return SendError("server")
    return SendError("refused", permanent=True)
