"""From an event as Matrix has it to the event that Kitt knows; pure, no network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import unquote

from nio import BadEvent, MatrixRoom, UnknownBadEvent

from bot.messengers.matrix.fetching import file_of
from bot.messengers.matrix.sound import EVENT_ID
from bot.messengers.matrix.waiting import Waiting
from bot.ports import ConversationKind, Incoming

NAME = "matrix"
LATEST = 253_402_300_799_000
"""The end of the year 9999 in milliseconds: homeservers of others may name any time, dates end here."""

MOST_KEPT = 8_000
"""Characters of what nobody could read that are kept for a look; whoever floods Kitt fills no disk."""

GREETED = ".member"
"""At the end of the key of an event that brings Kitt into a room: what it says then replies to nothing."""

_SAYING = ("m.room.message", "m.sticker")
_WRITTEN = ("m.text", "m.emote")
_ATTACHED = ("m.image", "m.file", "m.audio", "m.video")
_COMMAND = re.compile(r"!\w")
"""How a command begins; whoever begins with "!!!" calls out to everybody."""

_LINK = re.compile(r"\[[^\[\]\n]{0,255}\]\(https://matrix\.to/#/([^()\s]{1,765})\)")
"""Somebody's name as some clients write it into the plain text: Markdown's link to an account."""

_QUOTED = re.compile(r"(?:> .*\n)+\n?")


class Me(NamedTuple):
    """Who Kitt is here: the full name, and the name that people see."""

    user_id: str
    shown: str

    @property
    def names(self) -> tuple[str, ...]:
        """What somebody may put before a question to address Kitt; the full name first."""
        return (self.user_id, self.shown, self.user_id[1:].partition(":")[0])


class Related(NamedTuple):
    """What an event refers to: the message that it replies to, and the first one of its thread."""

    reply: str = ""
    thread: str = ""


def kind_of(room: MatrixRoom) -> ConversationKind:
    """A room of two is a private chat, unless everybody may come in; with a third it is a group, at once."""
    return "private" if room.member_count <= 2 and room.join_rule != "public" else "group"


def key_of(event_id: str, related: Related) -> str:
    """The key of an event, from which the place of its answer is read again."""
    return f"{event_id} {related.thread}" if related.thread else event_id


def related_of(content: Mapping[str, Any]) -> Related:
    """What an event's content refers to; what is not as it should be refers to nothing."""
    relation = content.get("m.relates_to")
    if not isinstance(relation, Mapping):
        return Related()
    reply = relation.get("m.in_reply_to")
    to = _event_id(reply.get("event_id")) if isinstance(reply, Mapping) else ""
    if relation.get("rel_type") != "m.thread":
        return Related(to)
    # A fallback names the last message of the thread for clients that know no threads: nobody replied to it.
    return Related("" if relation.get("is_falling_back") else to, _event_id(relation.get("event_id")))


def _event_id(found: Any) -> str:
    """An event's name as the content of another one gives it: it may be anything of any length."""
    return found if isinstance(found, str) and EVENT_ID.fullmatch(found) else ""


def read(event: Any, room: MatrixRoom, me: Me, *, to_me: bool = False) -> Incoming | None:
    """The event for Kitt; None if it is none. ``to_me``: it replies to something that Kitt said.

    Everything here is written by others: nothing is taken for granted.
    """
    source = event.source
    content = source.get("content")
    # One of the unknown bad ones has neither a sender nor a name.
    if isinstance(event, UnknownBadEvent) or event.sender == me.user_id or not isinstance(content, Mapping):
        return None
    if room.room_type == "m.space" or source.get("type") not in _SAYING or _is_edit(content):
        return None
    if isinstance(event, BadEvent):
        return _unreadable(event, room)
    text = _said(source.get("type"), content)
    if text is None:
        return None
    if kind_of(room) == "group":
        said = said_to(text, content, me, to_me=to_me)
        if said is None:
            return None
        text = said
    return Incoming(
        event_key=key_of(event.event_id, related_of(content)),
        text=text,
        message_id=event.event_id,
        file=file_of(content) if kind_of(room) == "private" else None,
        **_where(event, room),
    )


def said_to(text: str, content: Mapping[str, Any], me: Me, *, to_me: bool) -> str | None:
    """What a message in a room says to Kitt, without its name; None if it is not meant for Kitt."""
    text = _LINK.sub(lambda found: me.user_id if unquote(found[1]) == me.user_id else found[0], text)
    for name in me.names:
        found = re.match(rf"@?{re.escape(name)}(?![\w])[\s,:]*", text, re.IGNORECASE)
        if name and found:
            return text[found.end() :].strip()
    mentions = content.get("m.mentions")
    named = mentions.get("user_ids") if isinstance(mentions, Mapping) else None
    if to_me or _COMMAND.match(text) or (isinstance(named, list) and me.user_id in named):
        for name in (me.user_id, f"@{me.shown}"):
            text = text.replace(name, "", 1)
        return " ".join(text.split(" ")).strip(" ,:")
    return None


def undecryptable(waiting: Waiting, room: MatrixRoom) -> Incoming:
    """A message whose key has not come: its sender is told."""
    return Incoming(
        event_key=f"{waiting.event.event_id}.unread",
        kind="undecryptable",
        message_id=waiting.event.event_id,
        **_where(waiting.event, room),
    )


def _unreadable(event: Any, room: MatrixRoom) -> Incoming:
    return Incoming(
        event_key=f"{event.source.get('event_id')}.unreadable",
        kind="unreadable",
        text=str(event.source)[:MOST_KEPT],
        **_where(event, room),
    )


def _said(sort: Any, content: Mapping[str, Any]) -> str | None:
    """What an event says; None if there is nothing for Kitt."""
    return "" if sort == "m.sticker" else _text_of(content)


def _text_of(content: Mapping[str, Any]) -> str | None:
    """What somebody wrote; "" beside a file or a place on a map; None for notices and the like."""
    body, sort = content.get("body"), content.get("msgtype")
    if not isinstance(body, str):
        return None
    if sort in _WRITTEN:
        return _QUOTED.sub("", body, count=1) if related_of(content).reply and body.startswith("> ") else body
    if sort == "m.location":
        return ""  # its body is a description that nobody wrote
    if sort in _ATTACHED:
        # Only beside a file's name is the body what somebody says about it.
        return body if isinstance(content.get("filename"), str) and content["filename"] != body else ""
    return None


def _is_edit(content: Mapping[str, Any]) -> bool:
    relation = content.get("m.relates_to")
    return isinstance(relation, Mapping) and relation.get("rel_type") == "m.replace"


def sent_at(event: Any) -> datetime:
    """When an event was sent, as its homeserver says, which may say anything."""
    return datetime.fromtimestamp(min(max(event.server_timestamp, 0), LATEST) / 1000, UTC)


def _where(event: Any, room: MatrixRoom) -> dict[str, Any]:
    return {
        "messenger": NAME,
        "conversation_address": room.room_id,
        "conversation_kind": kind_of(room),
        "sender_address": event.sender,
        "sent_at": sent_at(event),
    }
