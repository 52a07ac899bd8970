"""From an update as Telegram sends it to the event that Kitt knows; pure, no network."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram import (
    CallbackQuery,
    Chat,
    ChatMemberUpdated,
    Message,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    Update,
    User,
)
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import ChatMigrated

from bot.messengers.telegram.groups import GROUPS, is_in, key_of, may_write, said_to
from bot.ports import Attached, ConversationKind, Incoming, IncomingKind

NAME = "telegram"
_KINDS: Mapping[str, ConversationKind] = {
    ChatType.PRIVATE: "private",
    ChatType.GROUP: "group",
    ChatType.SUPERGROUP: "group",
    ChatType.CHANNEL: "channel",
}
_COMMAND = re.compile(r"/(\w{1,32})@(\w{3,32})(?!\w)")
_START = re.compile(r"/start(?:@\w+)?\s+([A-Za-z0-9_-]{1,64})\s*")


class UnreadableError(Exception):
    """An update that the library cannot make sense of."""


def read(raw: Mapping[str, Any], me: User, now: datetime) -> tuple[Update, Incoming | None]:
    """The update as the library's object, and the event in it; None if it is none for Kitt.

    Raises:
        UnreadableError: it is not what the Bot API says, or newer than the library.
    """
    try:
        update = Update.de_json(dict(raw), None)
        return update, _event(update, me, now)
    except Exception as error:  # whatever a library stumbles over when it reads what it does not expect
        raise UnreadableError from error


def unreadable(raw: Mapping[str, Any], now: datetime) -> Incoming:
    """An update kept as it came, for a look at it."""
    return Incoming(
        messenger=NAME,
        event_key=f"{raw['update_id']}.unreadable",
        conversation_address="unreadable",
        conversation_kind="channel",
        sender_address="unreadable",
        sent_at=now,
        kind="unreadable",
        text=json.dumps(raw),
    )


def moved(old: str, refusal: ChatMigrated, me: User, now: datetime) -> Incoming:
    """A group has another address, as Telegram says when something is sent to the old one."""
    new = refusal.new_chat_id
    return Incoming(
        messenger=NAME,
        event_key=f"{old}.{new}.moved",
        conversation_address=str(new),
        conversation_kind="group",
        sender_address=str(me.id),
        sent_at=now,
        kind="moved",
        text=old,
    )


def _event(update: Update, me: User, now: datetime) -> Incoming | None:
    if update.message is not None:
        return _text(update.update_id, update.message, me)
    if update.edited_message is not None:
        return _edited(update.update_id, update.edited_message, me)
    if update.callback_query is not None:
        return _press(update.update_id, update.callback_query, now)
    return _around(update)


def _around(update: Update) -> Incoming | None:
    """What happens around what is said: who comes and goes, who puts which sign under a message."""
    if update.my_chat_member is not None:
        change = update.my_chat_member
        private = change.chat.type == ChatType.PRIVATE
        return (_blocking if private else _standing)(update.update_id, change)
    if update.chat_member is not None:
        return _coming(update.update_id, update.chat_member)
    if update.message_reaction is not None:
        return _reaction(update.update_id, update.message_reaction)
    # Left aside: a channel's own posts, which nobody in particular has written, so that nobody's rights
    # could be asked; and votes, as long as Kitt sends no polls that they could be about.
    return None


def _text(number: int, message: Message, me: User) -> Incoming | None:
    sender = message.from_user
    # Telegram lets its own bot for anonymous administrators say in the new group where it comes from.
    if sender is not None and (moved := _moved(number, message, sender)) is not None:
        return moved
    if sender is None or sender.is_bot or message.is_automatic_forward:
        return None
    in_group = message.chat.type in GROUPS
    text = said_to(message, me) if in_group else message.text or message.caption or ""
    if text is None or _is_service(message):
        return None
    return Incoming(
        event_key=key_of(number, message),
        sent_at=message.date,
        text=_said(text),
        message_id=str(message.message_id),
        opening=not in_group and text.startswith("/start"),
        file=None if in_group else _file(message),
        **_where(message.chat, sender),
    )


def _edited(number: int, message: Message, me: User) -> Incoming | None:
    """A message that has another text now; in groups if it is meant for Kitt as it is now."""
    found = _text(number, message, me) if message.text or message.caption else None
    return None if found is None else replace(found, kind="edited", opening=False)


def _moved(number: int, message: Message, sender: User) -> Incoming | None:
    """The group became a supergroup, which has another address; both of them say so."""
    old, new = message.migrate_from_chat_id, message.chat.id
    if message.migrate_to_chat_id is not None:
        old, new = message.chat.id, message.migrate_to_chat_id
    if old is None:
        return None
    return Incoming(
        event_key=f"{number}.moved",
        sent_at=message.date,
        kind="moved",
        text=str(old),
        **(_where(message.chat, sender) | {"conversation_address": str(new)}),
    )


def _press(number: int, query: CallbackQuery, now: datetime) -> Incoming | None:
    message = query.message
    # In a channel whoever reads along could press, and make Kitt post there.
    if message is None or query.data is None or message.chat.type == ChatType.CHANNEL:
        return None
    return Incoming(
        # Of a message too old for Telegram to show only the number is left.
        event_key=key_of(number, message) if isinstance(message, Message) else f"{number}.{query.id}",
        sent_at=now,
        kind="press",
        press=query.data,
        message_id=str(message.message_id),
        **_where(message.chat, query.from_user),
    )


def _blocking(number: int, change: ChatMemberUpdated) -> Incoming:
    """Somebody blocked the bot in their private chat, or lets it write again."""
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return Incoming(
        event_key=f"{number}.member",
        sent_at=change.date,
        kind="blocked" if gone else "unblocked",
        **_where(change.chat, change.from_user),
    )


def _standing(number: int, change: ChatMemberUpdated) -> Incoming:
    """The bot was taken into a group or channel or put out of it, or may now do more or less there."""
    was, new = is_in(change.old_chat_member), change.new_chat_member
    kind: IncomingKind = "voiced" if was else "added"
    if not is_in(new):
        kind = "removed"
    elif not may_write(new, channel=change.chat.type == ChatType.CHANNEL):
        kind = "silenced"
    return Incoming(
        event_key=f"{number}.member",
        sent_at=change.date,
        kind=kind,
        opening=kind == "added",
        **_where(change.chat, change.from_user),
    )


def _coming(number: int, change: ChatMemberUpdated) -> Incoming | None:
    """Somebody joined or left a group that the bot administers."""
    who, here = change.new_chat_member.user, is_in(change.new_chat_member)
    if who.is_bot or here == is_in(change.old_chat_member) or change.chat.type not in GROUPS:
        return None
    return Incoming(
        event_key=f"{number}.coming",
        sent_at=change.date,
        kind="joined" if here else "left",
        **_where(change.chat, who),
    )


def _reaction(number: int, change: MessageReactionUpdated) -> Incoming | None:
    """Somebody put emoji under a message, or took them away; not somebody who does not say who they are."""
    if change.user is None or change.user.is_bot or change.chat.type == ChatType.CHANNEL:
        return None
    emoji = [one.emoji for one in change.new_reaction if isinstance(one, ReactionTypeEmoji)]
    return Incoming(
        event_key=f"{number}.reaction",
        sent_at=change.date,
        kind="reaction",
        text=" ".join(emoji),
        message_id=str(change.message_id),
        **_where(change.chat, change.user),
    )


def _where(chat: Chat, sender: User) -> dict[str, Any]:
    return {
        "messenger": NAME,
        "conversation_address": str(chat.id),
        "conversation_kind": _KINDS[chat.type],
        "sender_address": str(sender.id),
        "language": sender.language_code or "",
        "title": chat.title or "",
    }


def _file(message: Message) -> Attached | None:
    """The document of a message; its name as whoever sent it wrote it."""
    sent = message.document
    return Attached(sent.file_id, sent.file_name or "", sent.file_size or 0) if sent else None


def _said(text: str) -> str:
    """A text as somebody would say it elsewhere: what a link brought, commands without the bot's name."""
    if (start := _START.fullmatch(text)) is not None:
        return start[1]
    return _COMMAND.sub(r"/\1", text, count=1) if text.startswith("/") else text


def _is_service(message: Message) -> bool:
    """Whether nobody said anything: a pinned message, a changed title, a timer."""
    return message.text is None and message.caption is None and message.effective_attachment is None
