"""What happens around what is said: reactions, edits, what is taken back, who comes and goes; no network.

Polls and votes (MSC3381) are none of it: they are events of sorts of their own, which nobody reads. Whoever
sends polls one day begins here: ``m.poll.response`` names its poll in ``m.relates_to``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from nio import MatrixRoom, UnknownBadEvent

from bot.messengers.matrix.sound import USER_ID
from bot.messengers.matrix.translating import GREETED, NAME, Me, kind_of, sent_at
from bot.ports import Incoming, IncomingKind

LONGEST_KEY = 64
"""Of an emoji, in characters; what is longer is none."""

LONGEST_TITLE = 255
SPACE = "m.space"
_ID = re.compile(r"\$[\x21-\x7e]{1,120}")
"""An event's name; those that homeservers give have 44 characters, and two of them make a key of ours."""


class Edit(NamedTuple):
    """A message's new text: ``target`` is what it is called, ``event`` what is said now."""

    target: str
    event: Any


def edit_of(event: Any) -> Edit | None:
    """The edit in an event, or None."""
    content = _content(event)
    relation = content.get("m.relates_to")
    if not isinstance(relation, Mapping) or relation.get("rel_type") != "m.replace":
        return None
    new, target = content.get("m.new_content"), _id(relation.get("event_id"))
    if event.source.get("type") != "m.room.message" or not isinstance(new, Mapping) or not target:
        return None
    said = {name: value for name, value in new.items() if name != "m.relates_to"}
    source = {**event.source, "content": said}
    shown = SimpleNamespace(
        source=source,
        sender=event.sender,
        event_id=event.event_id,
        server_timestamp=event.server_timestamp,
    )
    return Edit(target, shown)


def key_under(event_id: str, target: str, thread: str = "") -> str:
    """The key of an event that belongs to another one, where its answer is put."""
    return f"{event_id} {thread or '-'} {target}"


def read(event: Any, room: MatrixRoom, me: Me) -> Incoming | None:
    """What happened, or None if it is nothing for Kitt. Everything here is written by others."""
    content, sort = _content(event), event.source.get("type")
    if not content or room.room_type == SPACE or not _is_open(event):
        return None
    if sort == "m.room.member":
        return _membership(event, content, room, me)
    if event.sender == me.user_id:
        return None
    if sort == "m.reaction":
        return _reaction(event, content, room)
    if sort == "m.room.redaction":
        return _redaction(event, content, room)
    return None


def successor_of(event: Any) -> str:
    """The room that takes the place of this one, as a tombstone says; empty if it says nothing."""
    if event.source.get("type") != "m.room.tombstone":
        return ""
    # Everybody may send something that is called so; only a room's state says it.
    if event.source.get("state_key") != "" or not _is_open(event):
        return ""
    room = _content(event).get("replacement_room")
    return room if isinstance(room, str) and re.fullmatch(r"![\x21-\x7e]{1,254}", room) else ""


def removed(room_id: str, event: Mapping[str, Any], now: datetime) -> Incoming:
    """Kitt is not in a room any more; ``event`` is its membership, empty if that is not shown."""
    name = str(event.get("event_id") or f"{room_id[:100]} {now.isoformat()}")
    return Incoming(
        messenger=NAME,
        event_key=f"{name[:180]}.removed",
        conversation_address=room_id,
        conversation_kind="group",  # who else is there cannot be told any more
        sender_address=str(event.get("sender") or "")[:255],
        sent_at=now,
        kind="removed",
    )


def moved(old: str, new: str, room: MatrixRoom, who: str, now: datetime) -> Incoming:
    """A room has another address."""
    return Incoming(
        messenger=NAME,
        event_key=f"{new}.moved",
        conversation_address=new,
        conversation_kind=kind_of(room),
        sender_address=who,
        sent_at=now,
        kind="moved",
        text=old,
    )


def invited(room_id: str, inviter: str, title: str, now: datetime) -> Incoming:
    """Somebody wants Kitt in a room."""
    return Incoming(
        messenger=NAME,
        event_key=f"{room_id[:180]}.invited",
        conversation_address=room_id,
        conversation_kind="group",
        sender_address=inviter,
        sent_at=now,
        kind="invited",
        title=title[:LONGEST_TITLE],
    )


def _content(event: Any) -> Mapping[str, Any]:
    """What an event says; nothing, if it has neither a sender nor a name, as some unknown bad ones."""
    content = None if isinstance(event, UnknownBadEvent) else event.source.get("content")
    return content if isinstance(content, Mapping) else {}


def _is_open(event: Any) -> bool:
    """Whether the homeserver has seen what this is: inside of an encrypted event anything may be claimed."""
    return not getattr(event, "decrypted", False) or event.source.get("type") == "m.reaction"


def _reaction(event: Any, content: Mapping[str, Any], room: MatrixRoom) -> Incoming | None:
    relation = content.get("m.relates_to")
    if not isinstance(relation, Mapping) or relation.get("rel_type") != "m.annotation":
        return None
    target, key = _id(relation.get("event_id")), relation.get("key")
    if not target or not isinstance(key, str) or not 0 < len(key) <= LONGEST_KEY:
        return None
    return _happened(
        event, room, "reaction", event_key=key_under(event.event_id, target), text=key, under=target
    )


def _redaction(event: Any, content: Mapping[str, Any], room: MatrixRoom) -> Incoming | None:
    # In rooms of version 11 and later it stands in the content.
    target = _id(event.source.get("redacts")) or _id(content.get("redacts"))
    return _happened(event, room, "redacted", event_key=event.event_id, under=target) if target else None


def _membership(event: Any, content: Mapping[str, Any], room: MatrixRoom, me: Me) -> Incoming | None:
    who, unsigned = event.source.get("state_key"), event.source.get("unsigned") or {}
    before = unsigned.get("prev_content") if isinstance(unsigned, Mapping) else None
    was = isinstance(before, Mapping) and before.get("membership") == "join"
    here = content.get("membership") == "join"
    if was == here or not isinstance(who, str) or not USER_ID.fullmatch(who):
        return None
    if who != me.user_id:
        kind: IncomingKind = "joined" if here else "left"
        return _happened(event, room, kind, event_key=f"{event.event_id}.coming", sender=who)
    if not here or kind_of(room) == "private":
        return None
    by = unsigned.get("prev_sender")
    by = by if isinstance(by, str) and USER_ID.fullmatch(by) else event.sender
    return _happened(event, room, "added", event_key=f"{event.event_id}{GREETED}", sender=by, opening=True)


def _happened(
    event: Any,
    room: MatrixRoom,
    kind: IncomingKind,
    *,
    event_key: str,
    text: str = "",
    under: str = "",
    sender: str = "",
    opening: bool = False,
) -> Incoming:
    place = kind_of(room)
    return Incoming(
        messenger=NAME,
        event_key=event_key,
        conversation_address=room.room_id,
        conversation_kind=place,
        sender_address=sender or event.sender,
        sent_at=sent_at(event),
        kind=kind,
        text=text,
        message_id=under,
        opening=opening,
        title=str(room.name or "")[:LONGEST_TITLE] if place == "group" else "",
    )


def _id(name: Any) -> str:
    return name if isinstance(name, str) and _ID.fullmatch(name) else ""
