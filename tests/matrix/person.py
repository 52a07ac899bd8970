"""Somebody with a Matrix client: of the same library as Kitt's, for what need not be another one's."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from uuid import uuid4

from nio import Api, AsyncClient, AsyncClientConfig, Event, ReactionEvent, RoomMessage
from nio.crypto import attachments
from nio.responses import LoginResponse, RoomCreateResponse, RoomSendResponse, UploadResponse

PATIENCE = 60
MUCH = {"room": {"timeline": {"limit": 500}}}
ENCRYPTED = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


class Person:
    """A client that is logged in and keeps what it gets; use it as a context manager."""

    def __init__(self, address: str, user_id: str, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.user_id = user_id
        self.client = AsyncClient(
            address, user_id, store_path=str(folder), config=AsyncClientConfig(store_sync_tokens=False)
        )
        self.got: list[tuple[str, Event]] = []
        self._task: asyncio.Task[None] | None = None
        self._seen: dict[str, set[str]] = {}

    async def __aenter__(self) -> Person:
        """Log in and sync in the background."""
        assert isinstance(await self.client.login("password"), LoginResponse)
        self.client.add_event_callback(lambda room, event: self.got.append((room.room_id, event)), Event)
        await self.client.sync(full_state=True)
        # After an outage more may have come than it tells by itself, and the library asks for no more.
        self._task = asyncio.create_task(self.client.sync_forever(timeout=2_000, sync_filter=MUCH))
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.client.close()

    async def opens(self, *others: str, encrypted: bool = True, direct: bool = True, **more: Any) -> str:
        """Open a room and invite others."""
        state = [ENCRYPTED] if encrypted else []
        made = await self.client.room_create(
            invite=others, is_direct=direct, initial_state=[*state, *more.pop("state", [])], **more
        )
        assert isinstance(made, RoomCreateResponse), made
        await until(lambda: made.room_id in self.client.rooms)
        return made.room_id

    async def writes(self, room_id: str, text: str, **content: Any) -> str:
        """Send a text; returns its event's name."""
        if self.client.should_query_keys:
            await self.client.keys_query()
        sent = await self.client.room_send(
            room_id,
            "m.room.message",
            {"msgtype": "m.text", "body": text, **content},
            ignore_unverified_devices=True,
        )
        assert isinstance(sent, RoomSendResponse), sent
        return sent.event_id

    async def writes_before_its_keys(
        self, room_id: str, *texts: str
    ) -> Callable[[], Coroutine[Any, Any, None]]:
        """Send texts whose keys are on their way; returns what brings the keys."""
        client, olm = self.client, self.client.olm
        if client.should_query_keys:
            await client.keys_query()
        if missing := client.get_missing_sessions(room_id):
            await client.keys_claim(missing)
        olm.create_outbound_group_session(room_id)
        users = list(client.rooms[room_id].users)
        given, held = olm.share_group_session(room_id, users, ignore_unverified_devices=True)
        session = olm.outbound_group_sessions[room_id]
        session.shared = True
        session.users_shared_with.update(given)
        for text in texts:
            await self.writes(room_id, text)

        async def bring() -> None:
            answer = await client.send(*Api.to_device(client.access_token, "m.room.encrypted", held, uuid4()))
            assert answer.status == 200

        return bring

    async def sends(self, room_id: str, sort: str, content: dict[str, Any]) -> str:
        """Send an event of any sort; returns its name."""
        sent = await self.client.room_send(room_id, sort, content, ignore_unverified_devices=True)
        assert isinstance(sent, RoomSendResponse), sent
        return sent.event_id

    async def reacts(self, room_id: str, event_id: str, key: str) -> str:
        """Put an emoji under a message; returns the reaction's name."""
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return await self.sends(room_id, "m.reaction", {"m.relates_to": relation})

    async def edits(self, room_id: str, event_id: str, text: str) -> str:
        """Let a message say something else."""
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": event_id}
        return await self.writes(room_id, f"* {text}", **{"m.new_content": new, "m.relates_to": relation})

    async def file(self, content: bytes, *, encrypted: bool) -> dict[str, Any]:
        """Upload a file; returns what a message has to say of it."""
        keys: dict[str, Any] = {}
        if encrypted:
            content, keys = attachments.encrypt_attachment(content)
        answer, _ = await self.client.upload(io.BytesIO(content), "text/csv", filesize=len(content))
        assert isinstance(answer, UploadResponse), answer
        return {**keys, "url": answer.content_uri}

    def reactions(self, event_id: str, sender: str) -> list[str]:
        """What somebody has put under a message."""
        return [
            event.key
            for _, event in self.got
            if isinstance(event, ReactionEvent) and event.reacts_to == event_id and event.sender == sender
        ]

    async def with_member(self, room_id: str, user_id: str) -> None:
        """Wait until somebody has come in."""
        room = self.client.rooms[room_id]
        await until(lambda: user_id in room.users and user_id not in room.invited_users)
        if room.encrypted:
            # This library asks for a new member's devices a little later than it shows the member.
            await until(lambda: self._devices(user_id))
            self._seen[user_id] = self._devices(user_id)

    async def with_new_devices(self, user_id: str) -> None:
        """Wait until a device of somebody's is known that was not; keys for the old one help nobody."""
        seen = self._seen.get(user_id, set())
        await until(lambda: self._devices(user_id) - seen)
        self._seen[user_id] = self._devices(user_id)
        for room in self.client.rooms:
            self.client.invalidate_outbound_session(room)

    def _devices(self, user_id: str) -> set[str]:
        return {device.id for device in self.client.device_store.active_user_devices(user_id)}

    def messages(self, room_id: str, sender: str) -> list[RoomMessage]:
        """What somebody has said here, as far as it could be read."""
        return [
            event
            for where, event in self.got
            if where == room_id and isinstance(event, RoomMessage) and event.sender == sender
        ]

    def texts(self, room_id: str, sender: str) -> list[str]:
        """The texts of it."""
        return [str(event.source["content"]["body"]) for event in self.messages(room_id, sender)]

    async def reads(self, room_id: str, sender: str, count: int = 1) -> list[str]:
        """Wait for so many messages."""
        await until(lambda: len(self.messages(room_id, sender)) >= count)
        return self.texts(room_id, sender)


async def until(true: Callable[[], Any]) -> None:
    """Wait for something to come true while the loop turns."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)
