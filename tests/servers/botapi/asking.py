"""What the bot asks and sets: itself, chats, files, menus, descriptions."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.servers.botapi import markup, sending
from tests.servers.botapi.errors import bad
from tests.servers.botapi.world import World

LARGEST_DOWNLOAD = 20_000_000


def get_chat(world: World, params: dict[str, Any]) -> Any:
    """A chat in full."""
    chat = world.chat(params.get("chat_id"))
    if chat.type == "private" and chat.bot == "never":
        raise bad("chat not found")
    return chat.as_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True, "limited_gifts": True, "unique_gifts": True,
            "premium_subscription": True, "gifts_from_channels": True,
        },
    }  # fmt: skip


def get_chat_member(world: World, params: dict[str, Any]) -> Any:
    """How somebody stands in a chat."""
    chat = world.chat(params.get("chat_id"))
    number = int(params.get("user_id", 0))
    user = world.bot if number == world.bot["id"] else world.users.get(number)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    return world.member(chat, user)


def get_file(world: World, params: dict[str, Any]) -> Any:
    """Where a file can be fetched, up to 20 MB."""
    identity = str(params.get("file_id"))
    if identity not in world.files:
        raise bad("invalid file_id")
    name, content = world.files[identity]
    if len(content) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return sending.document_of(identity, name, content) | {"file_path": f"documents/{identity}"}


def _menu(params: dict[str, Any]) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    return json.dumps(scope, sort_keys=True), str(params.get("language_code", ""))


def set_commands(world: World, params: dict[str, Any]) -> Any:
    """A menu for a scope and a language; a chat's own needs the chat."""
    listed = markup.commands(params)
    if (scope := params.get("scope") or {}).get("chat_id"):
        world.chat(scope["chat_id"])
    world.menus[_menu(params)] = listed
    return True


def delete_commands(world: World, params: dict[str, Any]) -> Any:
    """No menu for a scope and a language any more."""
    world.menus.pop(_menu(params), None)
    return True


def get_commands(world: World, params: dict[str, Any]) -> Any:
    """The menu of a scope and a language."""
    return world.menus.get(_menu(params), [])


def _describe(kind: str, longest: int) -> Callable[[World, dict[str, Any]], Any]:
    def described(world: World, params: dict[str, Any]) -> Any:
        text = str(params.get(kind, ""))
        if len(text) > longest:
            raise bad(f"BOT_{kind.upper()}_TOO_LONG")
        world.descriptions[kind, str(params.get("language_code", ""))] = text
        return True

    return described


def _described(kind: str) -> Callable[[World, dict[str, Any]], Any]:
    return lambda world, params: {
        kind: world.descriptions.get((kind, str(params.get("language_code", ""))), "")
    }


METHODS: dict[str, Callable[[World, dict[str, Any]], Any]] = {
    "getMe": lambda world, _params: world.me(),
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getFile": get_file,
    "setMyCommands": set_commands,
    "deleteMyCommands": delete_commands,
    "getMyCommands": get_commands,
    "setMyDescription": _describe("description", 512),
    "getMyDescription": _described("description"),
    "setMyShortDescription": _describe("short_description", 120),
    "getMyShortDescription": _described("short_description"),
    "sendMessage": sending.send_message,
    "sendContact": sending.send_contact,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendPoll": sending.send_poll,
    "stopPoll": sending.stop_poll,
    "sendChatAction": sending.chat_action,
    "editMessageText": sending.edit_text,
    "editMessageCaption": sending.edit_caption,
    "editMessageReplyMarkup": sending.edit_markup,
    "deleteMessage": sending.delete,
    "setMessageReaction": sending.react,
    "answerCallbackQuery": sending.answer_callback,
}
"""Everything but getUpdates and the webhook, which wait."""
