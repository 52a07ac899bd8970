"""What Telegram knows: users, chats, messages, files, and the updates that wait for the bot."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.servers.botapi.errors import bad, forbidden

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "poll",
    "poll_answer", "my_chat_member", "chat_member", "message_reaction", "message_reaction_count",
)  # fmt: skip
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""What comes only if ``allowed_updates`` names it."""


@dataclass
class Chat:
    """A private chat, group, supergroup or channel, and where the bot stands in it."""

    id: int
    type: str
    about: dict[str, Any]
    members: dict[int, str] = field(default_factory=dict)
    bot: str = "left"
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    upgraded_to: int | None = None
    deactivated: bool = False

    def as_json(self) -> dict[str, Any]:
        """The chat as messages carry it."""
        return {"id": self.id, "type": self.type} | self.about


class World:
    """Everything behind the server; no call here waits for anything."""

    def __init__(self, token: str, username: str) -> None:
        self.token = token
        self.bot: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Kitt",
            "username": username,
        }
        self.privacy = True
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, dict[str, Any]] = {}
        self.updates: list[dict[str, Any]] = []
        self.confirmed: list[int] = []
        self.handed_out: list[int] = []
        self.allowed: list[str] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.queries: dict[str, dict[str, Any]] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        self.polls: dict[str, tuple[int, int]] = {}
        self.reactions: dict[tuple[int, int], list[str]] = {}
        self.actions: list[tuple[int, str]] = []
        self.menus: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self.update_ids = itertools.count(100_001)
        self._messages = itertools.count(1)
        self._users = itertools.count(700_001)
        self._chats = itertools.count(1)
        self._others = itertools.count(1)

    def me(self) -> dict[str, Any]:
        """The answer to getMe."""
        return self.bot | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def new_user(self, first_name: str, **more: Any) -> dict[str, Any]:
        """Somebody on Telegram; the bot may not write to them before they have pressed Start."""
        number = next(self._users)
        self.users[number] = {"id": number, "is_bot": False, "first_name": first_name} | more
        about = {key: value for key, value in self.users[number].items() if key in ("first_name", "username")}
        self.chats[number] = Chat(number, "private", about, {number: "member"}, "never")
        return self.users[number]

    def new_chat(self, kind: str, title: str, *, forum: bool = False) -> Chat:
        """A group, supergroup or channel, without the bot."""
        number = next(self._chats)
        identity = -number if kind == "group" else -1_000_000_000_000 - number
        chat = Chat(identity, kind, {"title": title} | ({"is_forum": True} if forum else {}))
        self.chats[identity] = chat
        return chat

    def number(self) -> str:
        """A number that nothing else has."""
        return str(next(self._others))

    def message(self, chat: Chat, sender: dict[str, Any] | None, **content: Any) -> dict[str, Any]:
        """Put a message into a chat."""
        message = {"message_id": next(self._messages), "date": int(time.time()), "chat": chat.as_json()}
        if sender is not None:
            message["from"] = sender
        else:
            message["sender_chat"] = chat.as_json()
        message |= {key: value for key, value in content.items() if value is not None}
        chat.messages[message["message_id"]] = message
        return message

    def push(self, kind: str, content: Any, *, update_id: int | None = None) -> dict[str, Any] | None:
        """Let an update wait for the bot, if it wants this kind; returns it."""
        wanted = kind in self.allowed if self.allowed else kind not in ON_REQUEST
        if not wanted:
            return None
        update = {"update_id": next(self.update_ids) if update_id is None else update_id, kind: content}
        self.updates.append(update)
        return update

    def confirm(self, offset: int) -> None:
        """Forget the updates below an offset; a negative one keeps so many from the end."""
        if offset < 0:
            offset = self.updates[offset:][0]["update_id"] if self.updates else 0
        self.confirmed += [each["update_id"] for each in self.updates if each["update_id"] < offset]
        self.updates = [each for each in self.updates if each["update_id"] >= offset]

    def chat(self, identity: object) -> Chat:
        """The chat that a call names.

        Raises:
            RefusedError: there is none.
        """
        if identity in (None, ""):
            raise bad("chat_id is empty")
        for chat in self.chats.values():
            named = str(chat.id) == str(identity) or f"@{chat.about.get('username')}" == identity
            if named and not (chat.type == "private" and str(identity).startswith("@")):
                return chat
        raise bad("chat not found")

    def open_to_bot(self, identity: object) -> Chat:
        """A chat that the bot may write to.

        Raises:
            RefusedError: it may not, or there is none.
        """
        chat = self.chat(identity)
        if chat.upgraded_to is not None:
            from tests.servers.botapi.faults import fault

            refusal = fault("upgraded", to=chat.upgraded_to).refusal
            assert refusal is not None
            raise refusal
        if chat.deactivated:
            raise forbidden("user is deactivated")
        reasons = {
            "never": "bot can't initiate conversation with a user",
            "blocked": "bot was blocked by the user",
        }
        if chat.type == "private" and chat.bot in reasons:
            raise forbidden(reasons[chat.bot])
        if chat.bot in ("left", "kicked"):
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if chat.bot == "restricted":
            raise bad("not enough rights to send text messages to the chat")
        if chat.type == "channel" and chat.bot != "administrator":
            raise bad("need administrator rights in the channel chat")
        return chat

    def member(self, chat: Chat, user: dict[str, Any]) -> dict[str, Any]:
        """How somebody stands in a chat, as getChatMember says it."""
        status = chat.bot if user["id"] == self.bot["id"] else chat.members.get(user["id"], "left")
        status = {"never": "left", "blocked": "kicked"}.get(status, status)
        return {"user": user, "status": status} | _RIGHTS.get(status, {})


_RIGHTS: dict[str, dict[str, Any]] = {
    "creator": {"is_anonymous": False},
    "kicked": {"until_date": 0},
    "restricted": {"is_member": True, "until_date": 0} | dict.fromkeys(
        (
            "can_change_info", "can_invite_users", "can_pin_messages", "can_send_messages", "can_send_polls",
            "can_send_other_messages", "can_add_web_page_previews", "can_manage_topics", "can_send_audios",
            "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
            "can_send_voice_notes", "can_edit_tag", "can_react_to_messages",
        ), False
    ),
    "administrator": {
        "can_be_edited": False, "is_anonymous": False, "can_manage_chat": True, "can_delete_messages": True,
        "can_manage_video_chats": True, "can_restrict_members": True, "can_promote_members": False,
        "can_change_info": True, "can_invite_users": True, "can_post_stories": False,
        "can_edit_stories": False, "can_delete_stories": False, "can_post_messages": True,
        "can_edit_messages": True, "can_pin_messages": True,
        "can_manage_topics": True, "can_manage_direct_messages": False, "can_manage_tags": False,
    },
}  # fmt: skip
