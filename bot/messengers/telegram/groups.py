"""Groups: what is meant for Kitt there, and how an answer stays with its question; pure, no network."""

from __future__ import annotations

import re
from typing import NamedTuple

from telegram import (
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    Message,
    ReplyParameters,
    User,
)
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType

from bot.ports import Part

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_ANSWERED = re.compile(r"\d+\.m(\d+)(?:\.t(\d+))?")


class Place(NamedTuple):
    """Where an answer in a group belongs: under which message, in which topic."""

    reply: ReplyParameters | None
    topic: int | None


def is_in(member: ChatMember) -> bool:
    """Whether somebody is in a group or channel, whatever they may do there."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def may_write(member: ChatMember, *, channel: bool) -> bool:
    """Whether the bot may write there: in channels its administrators may, if they may post."""
    if channel:
        return isinstance(member, ChatMemberAdministrator) and bool(member.can_post_messages)
    return not isinstance(member, ChatMemberRestricted) or member.can_send_messages


def said_to(message: Message, me: User) -> str | None:
    """What a message in a group says to Kitt, without its name; None if it is not meant for Kitt.

    Meant is what names it, replies to it, or is a command to no other bot. What it sees besides, because it
    administers the group or privacy mode is off, is nobody's business but the group's.
    """
    text = message.text or message.caption or ""
    mine = f"@{me.username}".lower()
    named = [
        found
        for entity, found in (message.parse_entities() or message.parse_caption_entities()).items()
        if (entity.type == MessageEntityType.MENTION and found.lower() == mine)
        or (entity.type == MessageEntityType.TEXT_MENTION and entity.user and entity.user.id == me.id)
    ]
    command = re.match(r"/\w{1,32}(@\w{3,32})?(?!\w)", text)
    if command is not None:
        return text if command[1] is None or command[1].lower() == mine else None
    replied = message.reply_to_message
    if not named and not (replied is not None and replied.from_user and replied.from_user.id == me.id):
        return None
    for name in named:
        text = text.replace(name, "", 1)
    return " ".join(text.split(" ")).strip(" ,:")


def key_of(number: int, message: Message) -> str:
    """The key of an event, from which the place of its answer is read again."""
    topic = f".t{message.message_thread_id}" if message.is_topic_message else ""
    return f"{number}.m{message.message_id}{topic}"


def place_of(chat: int, part: Part) -> Place:
    """Where a part belongs: in groups the first part of an answer replies to the question, in its topic."""
    found = _ANSWERED.fullmatch(part.answers)
    if chat > 0 or found is None:
        return Place(None, None)
    # Who deleted the question meanwhile gets the answer all the same.
    reply = ReplyParameters(int(found[1]), allow_sending_without_reply=True)
    return Place(reply if part.number == 0 else None, int(found[2]) if found[2] else None)
