"""The library's client, so that nothing that others send ends it or makes it believe what nobody may say.

Whoever shares a homeserver with Kitt may send its device anything, and whoever is in a room any content: what
is not as it should be is left out, and the rest goes on. See also ``sound`` for what the homeserver sends.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from nio import (
    AsyncClient,
    BadEvent,
    KeysClaimResponse,
    KeysQueryResponse,
    MatrixRoom,
    MegolmEvent,
    SyncResponse,
    UnknownBadEvent,
)
from nio.crypto import Olm
from nio.exceptions import EncryptionError
from nio.responses import RoomInfo

from bot.log import logger


class CarefulOlm(Olm):  # type: ignore[misc]
    """Reads only what may be said in secret, and gives nobody a key who asks for one."""

    def decrypt_megolm_event(self, event: MegolmEvent, room_id: str | None = None) -> Any:
        """The message inside.

        Raises:
            EncryptionError: its key is not there, or what is inside is none that may be there.
        """
        try:
            found = super().decrypt_megolm_event(event, room_id)
        except EncryptionError:
            raise
        except Exception as error:
            # Numbers of a million digits, a thousand brackets: whoever writes it chooses what is inside.
            logger().warning("matrix.not_decrypted", exc_info=error)
            raise EncryptionError("unreadable") from error
        if not _may_be_inside(found, event):
            logger().warning("matrix.not_allowed_inside")
            raise EncryptionError("not allowed inside")
        return found

    def handle_to_device_event(self, event: Any) -> Any:
        """What was sent to this device, decrypted; None if it is nothing that can be read."""
        try:
            return super().handle_to_device_event(event)
        except Exception as error:
            logger().warning("matrix.to_device", exc_info=error)
            return None

    def _handle_key_requests(self, event: Any) -> None:
        """Keys are given to the devices of a room when they are made, and to nobody who asks later."""

    def handle_key_verification(self, event: Any) -> None:
        """People compare the fingerprint; nobody is at a keyboard here to compare emojis with."""

    def _handle_key_claiming(self, response: KeysClaimResponse) -> None:
        """One device's key may be none: the others count."""
        for user_id, devices in response.one_time_keys.items():
            for device_id, key in devices.items():
                try:
                    super()._handle_key_claiming(KeysClaimResponse({user_id: {device_id: key}}, {}))
                except Exception as error:
                    logger().warning("matrix.bad_key", exc_info=error)

    def _handle_key_query(self, response: KeysQueryResponse) -> None:
        """One user's devices may be none: the others count."""
        changed: dict[str, Any] = {}
        for user_id, devices in response.device_keys.items():
            one = KeysQueryResponse({user_id: devices}, {})
            try:
                super()._handle_key_query(one)
            except Exception as error:
                logger().warning("matrix.bad_devices", exc_info=error)
            else:
                changed |= one.changed
        response.changed = changed


def _may_be_inside(found: Any, event: MegolmEvent) -> bool:
    """Whether something may be said in secret.

    The library takes what is inside for an event like any other: who is in the room, what is redacted. But
    the homeserver has not seen it, so nobody has looked whether its sender may do that.
    """
    if isinstance(found, UnknownBadEvent):
        return False
    if isinstance(found, BadEvent) and (found.event_id, found.sender) != (event.event_id, event.sender):
        return False  # it names its sender by itself
    sort = found.source.get("type")
    if not isinstance(sort, str) or "state_key" in found.source:
        return False
    return sort == "m.room.message" or not sort.startswith("m.room.")


class Client(AsyncClient):  # type: ignore[misc]
    """The library's client with all that stands above."""

    def load_store(self) -> None:
        """Load this device's keys, or make them."""
        super().load_store()
        if isinstance(self.olm, Olm):
            # The library makes it and hands out no way to say which.
            self.olm.__class__ = CarefulOlm

    async def _handle_sync(self, response: SyncResponse) -> None:
        try:
            await super()._handle_sync(response)
        except BaseException:
            # Come again, it is not to look known: all of it counts anew, as after a kill.
            self.next_batch = ""
            raise

    def _handle_timeline_event(
        self, event: Any, room_id: str, room: MatrixRoom, encrypted_rooms: set[str]
    ) -> Any:
        try:
            return super()._handle_timeline_event(event, room_id, room, encrypted_rooms)
        except Exception as error:
            logger().warning("matrix.event_skipped", exc_info=error)
            return None

    def _handle_joined_state(self, room_id: str, join_info: RoomInfo, encrypted_rooms: set[str]) -> None:
        super()._handle_joined_state(room_id, replace(join_info, state=[]), encrypted_rooms)
        for event in join_info.state:
            one = replace(join_info, state=[event], summary=None, unread_notifications=None)
            try:
                super()._handle_joined_state(room_id, one, encrypted_rooms)
            except Exception as error:
                logger().warning("matrix.state_skipped", exc_info=error)

    async def _handle_invited_rooms(self, response: SyncResponse) -> None:
        """An invitation's state is what its sender's homeserver says; Kitt reads the invitation by itself."""
