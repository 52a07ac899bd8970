"""Which rooms are encrypted: once is for ever, and the homeserver is asked before anything goes out in plain.

Whoever has the power in a room, or runs the homeserver, can take the setting away; what is said there is not
to become readable by that. Kitt remembers in its folder, besides the library's own memory, which lies with
the keys; and what the homeserver says of the setting counts whatever its content is.
"""

from __future__ import annotations

from http import HTTPStatus

from nio import AsyncClient, MatrixRoom

from bot.messengers.matrix.home import DamagedError, Home
from bot.messengers.matrix.line import AnswerError, ask, part

FILE = "encrypted"


class Secrecy:
    """All rooms that ever were encrypted."""

    def __init__(self, home: Home, client: AsyncClient) -> None:
        self._home = home
        self._client = client
        try:
            self._rooms = set((home.read(FILE) or {}).get("rooms", ()))
        except DamagedError:
            self._rooms = set()

    def note(self) -> None:
        """Remember those that the last sync has shown to be encrypted."""
        found = {name for name, room in self._client.rooms.items() if room.encrypted}
        found |= set(self._client.encrypted_rooms)
        if not found <= self._rooms:
            self._remember(found)

    async def look(self, room: MatrixRoom) -> None:
        """See to it that ``room.encrypted`` is true wherever it has to be.

        The last sync may be older than the setting, so the homeserver is asked; that costs a fifth of a send.

        Raises:
            AnswerError, ClientError, TimeoutError, OSError: that is not known, so nothing may be sent.
        """
        if not room.encrypted and (room.room_id in self._rooms or await self._is_set(room)):
            room.encrypted = True
            self._client.encrypted_rooms.add(room.room_id)
            self._client.store.save_encrypted_rooms({room.room_id})
            self._client.olm.update_tracked_users(room)
        if room.encrypted and room.room_id not in self._rooms:
            self._remember({room.room_id})

    async def _is_set(self, room: MatrixRoom) -> bool:
        path = f"/rooms/{part(room.room_id)}/state/m.room.encryption"
        try:
            await ask(self._client, "GET", path)
        except AnswerError as error:
            if error.status == HTTPStatus.NOT_FOUND:
                return False
            raise
        return True

    def _remember(self, rooms: set[str]) -> None:
        self._rooms |= rooms
        self._home.write(FILE, {"rooms": sorted(self._rooms)})
