"""What a homeserver sends, reduced to what has the form that it must have; pure, no network.

The library ends with an exception where a field is missing or of another type, and with it all that came in
the same answer would be lost. One user may send Kitt's device such a thing, one room may hold it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from nio import Event, InviteEvent, RoomMessagesResponse, SyncResponse, ToDeviceEvent

from bot.log import logger

EVENT_ID = re.compile(r"\$[\x21-\x7e]{1,254}")
"""At most 255 bytes (https://spec.matrix.org/v1.11/appendices/#common-identifier-format), none invisible."""

USER_ID = re.compile(r"@[^\x00-\x20\x7f]{1,254}")
ROOM_ID = re.compile(r"![\x21-\x7e]{1,254}")
_PARSES: Mapping[str, Callable[[Any], Any]] = {
    "timeline": Event.parse_event,
    "state": Event.parse_event,
    "invite_state": InviteEvent.parse_event,
    "to_device": ToDeviceEvent.parse_event,
}


def sync_response(raw: Mapping[str, Any]) -> SyncResponse | None:
    """An answer to a sync, without what is not sound in it; None if it is none at all."""
    if not isinstance(raw.get("next_batch"), str):
        return None
    for thorough in (False, True):
        with suppress(Exception):
            response = SyncResponse.from_dict(_reduced(raw, thorough))
            if isinstance(response, SyncResponse):
                return response
    return None


def _reduced(raw: Mapping[str, Any], thorough: bool) -> dict[str, Any]:
    """What Kitt reads of the answer; ``thorough``: the library is asked about each event by itself."""
    rooms = _mapping(raw.get("rooms"))
    return {
        "next_batch": raw["next_batch"],
        "to_device": {"events": _events(raw.get("to_device"), "to_device", thorough)},
        "device_lists": {
            name: [one for one in _list(_mapping(raw.get("device_lists")).get(name)) if isinstance(one, str)]
            for name in ("changed", "left")
        },
        "rooms": {
            "join": {room: _joined(found, thorough) for room, found in _rooms(rooms.get("join"))},
            "invite": {room: _invited(found, thorough) for room, found in _rooms(rooms.get("invite"))},
        },
    }


def page(raw: Mapping[str, Any], room_id: str) -> RoomMessagesResponse | None:
    """A page of a room's events, without what is not sound in it; None if it is none at all."""
    sound = {
        "chunk": _events({"events": raw.get("chunk")}, "timeline", thorough=True),
        "start": str(raw.get("start") or ""),
        "end": str(raw.get("end") or ""),
    }
    with suppress(Exception):
        response = RoomMessagesResponse.from_dict(sound, room_id)
        if isinstance(response, RoomMessagesResponse):
            return response
    return None


def keys_left(raw: Mapping[str, Any]) -> int:
    """How many keys for first messages the homeserver has."""
    left = _mapping(raw.get("device_one_time_keys_count")).get("signed_curve25519", 0)
    return left if isinstance(left, int) and left >= 0 else 0


def has_fallback_key(raw: Mapping[str, Any]) -> bool:
    """Whether the homeserver has a fallback key that nobody has used; one that does not say so has one."""
    return "signed_curve25519" in _list(raw.get("device_unused_fallback_key_types", ["signed_curve25519"]))


def _rooms(found: Any) -> list[tuple[str, Any]]:
    return [(room, what) for room, what in _mapping(found).items() if _is(room, ROOM_ID)]


def _invited(found: Any, thorough: bool) -> dict[str, Any]:
    return {
        "invite_state": {"events": _events(_mapping(found).get("invite_state"), "invite_state", thorough)}
    }


def _joined(found: Any, thorough: bool) -> dict[str, Any]:
    room = _mapping(found)
    timeline = _mapping(room.get("timeline"))
    batch = timeline.get("prev_batch")
    return {
        "state": {"events": _events(room.get("state"), "state", thorough)},
        "timeline": {
            "events": _events(timeline, "timeline", thorough),
            "limited": timeline.get("limited") is True,
            "prev_batch": batch if isinstance(batch, str) else "",
        },
        "summary": _summary(_mapping(room.get("summary"))),
    }


def _summary(found: Mapping[str, Any]) -> dict[str, Any]:
    counts = ("m.invited_member_count", "m.joined_member_count")
    return {name: found[name] for name in counts if isinstance(found.get(name), int)}


def _events(holder: Any, sort: str, thorough: bool) -> list[dict[str, Any]]:
    """Those events that have what each must have, and that the library can make something of."""
    found = [event for event in _list(_mapping(holder).get("events")) if _is_sound(event, sort, thorough)]
    if len(found) < len(_list(_mapping(holder).get("events"))):
        logger().warning("matrix.unsound", kind=sort.replace("_", "-"))
    return found


def _is_sound(event: Any, sort: str, thorough: bool) -> bool:
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        return False
    if not isinstance(event.get("content"), dict) or not _is(event.get("sender"), USER_ID):
        return False
    if sort in ("timeline", "state") and not _is_placed(event):
        return False
    try:
        if thorough:
            _PARSES[sort](event)
    except Exception:
        return False
    return True


def _is_placed(event: Mapping[str, Any]) -> bool:
    """Whether an event of a room has a name, a time, and nothing of the wrong type around its content."""
    at = event.get("origin_server_ts")
    return (
        _is(event.get("event_id"), EVENT_ID)
        and isinstance(at, int)
        and not isinstance(at, bool)
        and isinstance(event.get("unsigned", {}), dict)
        and isinstance(event.get("state_key", ""), str)
    )


def _is(text: Any, pattern: re.Pattern[str]) -> bool:
    return isinstance(text, str) and pattern.fullmatch(text) is not None


def _mapping(found: Any) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []
