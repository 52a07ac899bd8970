"""Sending an event so that it arrives once, and encrypted wherever the room ever was."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from nio import AsyncClient, MatrixRoom
from nio.exceptions import EncryptionError, LocalProtocolError

from bot.log import logger
from bot.messengers.matrix.files import file_message
from bot.messengers.matrix.keys import claim_keys, query_keys
from bot.messengers.matrix.line import BROKEN, AnswerError, ask, part
from bot.messengers.matrix.rate import Rate
from bot.messengers.matrix.secrecy import Secrecy
from bot.ports import Document, Probe, SendError

SOON = timedelta(seconds=1)
"""When to try again what waits for the next sync; that is nobody's fault and counts as no try."""

AGAIN = (HTTPStatus.OK, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
"""Refusals that say nothing about the event; one with OK is an answer that nobody can read."""


class Sending:
    """Puts events into rooms; one at a time a room, so that nobody shares its keys twice."""

    def __init__(self, client: AsyncClient, secrecy: Secrecy, rate: Rate, probe: Probe) -> None:
        self._client = client
        self._secrecy = secrecy
        self._rate = rate
        self._probe = probe
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(self, room_id: str, content: dict[str, Any], *, sort: str, key: str) -> str:
        """Send an event of this sort and return its name; with the same ``key`` it arrives once.

        Raises:
            SendError: it was not accepted, or that is not known; then it may be sent again with its key.
        """
        room = await self._room(room_id)
        self._rate.check()
        try:
            async with self._turns[room_id]:
                sort, content = await self._sealed(room, sort, content)
                self._probe("sealed")
                path = f"/rooms/{part(room_id)}/send/{part(sort)}/{part(key)}"
                answer = await ask(self._client, "PUT", path, content)
        except (AnswerError, *BROKEN, EncryptionError, LocalProtocolError) as error:
            raise await self._meaning(room_id, error) from error
        return str(answer.get("event_id") or "")

    async def send_file(self, room_id: str, document: Document, relation: dict[str, Any], *, key: str) -> str:
        """Upload a file and show it; returns the name of its message.

        Raises:
            SendError: as ``send``.
        """
        room = await self._room(room_id)
        self._rate.check()
        try:
            await self._secrecy.look(room)
            content = await file_message(self._client, document, encrypted=room.encrypted)
        except (AnswerError, *BROKEN) as error:
            raise await self._meaning(room_id, error) from error
        return await self.send(room_id, content | relation, sort="m.room.message", key=key)

    async def _room(self, room_id: str) -> MatrixRoom:
        room = self._client.rooms.get(room_id)
        if room is not None:
            return room
        if await self._standing(room_id) == "gone":
            raise SendError("gone", permanent=True)
        raise SendError("not-synced", retry_after=SOON)

    async def _sealed(
        self, room: MatrixRoom, sort: str, content: dict[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        """The event as it may be seen by the homeserver."""
        client = self._client
        await self._secrecy.look(room)
        if not room.encrypted or sort == "m.reaction":
            return sort, content  # reactions are never encrypted
        if not room.members_synced:
            await client.joined_members(room.room_id)
        await query_keys(client)
        if client.olm.should_share_group_session(room.room_id):
            await self._share(room)
        sealed: tuple[str, dict[str, Any]] = client.encrypt(room.room_id, sort, content)
        return sealed

    async def _share(self, room: MatrixRoom) -> None:
        """Give the room's key to every device that can be reached.

        Raises:
            SendError: not all have it; what was given is given, the rest comes at the next try.
        """
        client = self._client
        try:
            await claim_keys(client, client.get_missing_sessions(room.room_id))
            await client.share_group_session(room.room_id, ignore_unverified_devices=True)
        finally:
            # Where a line breaks or a task is cancelled, the library goes on believing that it shares.
            client.sharing_session.pop(room.room_id, None)
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

    async def _meaning(self, room_id: str, error: Exception) -> SendError:
        """The error of the port for a refusal, a broken line, or keys that could not be used."""
        if not isinstance(error, AnswerError):
            return _fault(error)
        if error.code == "M_LIMIT_EXCEEDED":
            return self._rate.exceeded(error)
        if error.code == "M_FORBIDDEN":
            return SendError(await self._standing(room_id), permanent=True)
        return _refusal(error)

    async def _standing(self, room_id: str) -> str:
        """Why Kitt may not write in a room: it is not there any more, or it is not let."""
        try:
            await ask(self._client, "GET", f"/rooms/{part(room_id)}/joined_members")
        except AnswerError as error:
            return "gone" if error.code in ("M_FORBIDDEN", "M_NOT_FOUND") else "silent"
        except BROKEN:
            logger().warning("matrix.standing_unknown")
        return "silent"


def _fault(error: Exception) -> SendError:
    if isinstance(error, BROKEN):
        # The event may be there, and sent again with its key it is not there twice.
        return SendError("network", unknown=True)
    logger().error("matrix.not_encrypted", exc_info=error)
    return SendError("keys")


def _refusal(error: AnswerError) -> SendError:
    if error.code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
        return SendError("unauthorized", retry_after=timedelta(minutes=1))
    if error.code == "M_TOO_LARGE" or error.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return SendError("too-large", permanent=True)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status in AGAIN:
        return SendError("server", unknown=True)
    return SendError("refused", permanent=True)
