"""What the bot sends, edits and deletes."""

from __future__ import annotations

import time
from typing import Any

from tests.servers.botapi import markup
from tests.servers.botapi.errors import bad
from tests.servers.botapi.faults import fault
from tests.servers.botapi.world import Chat, World

LARGEST_UPLOAD = 50_000_000
REACTIONS = frozenset("👍👎❤🔥🥰👏😁🤔🎉🙏👌👀💯✍🤝🤗")


def _into(world: World, params: dict[str, Any], **content: Any) -> dict[str, Any]:
    """Put the bot's message into the chat that a call names, as a reply or into a topic where it says so."""
    chat = world.open_to_bot(params.get("chat_id"))
    sender = None if chat.type == "channel" else world.bot
    return world.message(
        chat, sender, **content, **_thread(chat, params), **_reply(chat, params), **markup.keyboard(params)
    )


def _thread(chat: Chat, params: dict[str, Any]) -> dict[str, Any]:
    thread = params.get("message_thread_id")
    if not thread:
        return {}
    if int(thread) not in chat.topics:
        raise bad("message thread not found")
    return {"message_thread_id": int(thread), "is_topic_message": True}


def _reply(chat: Chat, params: dict[str, Any]) -> dict[str, Any]:
    reply = params.get("reply_parameters") or {}
    wanted = reply.get("message_id") or params.get("reply_to_message_id")
    if not wanted:
        return {}
    found = chat.messages.get(int(wanted))
    if found is None:
        if reply.get("allow_sending_without_reply") or params.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": {key: value for key, value in found.items() if key != "reply_to_message"}}


def send_message(world: World, params: dict[str, Any]) -> Any:
    """A text."""
    world.open_to_bot(params.get("chat_id"))
    return _into(world, params, **markup.text_of(params))


def send_contact(world: World, params: dict[str, Any]) -> Any:
    """A contact card."""
    if not params.get("phone_number") or not params.get("first_name"):
        raise bad("PHONE_NUMBER_INVALID" if params.get("first_name") else "first name must be non-empty")
    if len(str(params.get("vcard", "")).encode()) > 2048:
        raise bad("VCARD_INVALID")
    names = ("phone_number", "first_name", "last_name", "vcard")
    return _into(world, params, contact={key: str(params[key]) for key in names if params.get(key)})


def send_document(world: World, params: dict[str, Any]) -> Any:
    """A file."""
    kept = _upload(world, params, "document")
    caption = markup.text_of(params, "caption", "caption_entities")
    return _into(world, params, document=kept, **caption)


def send_photo(world: World, params: dict[str, Any]) -> Any:
    """A picture, in one size."""
    kept = _upload(world, params, "photo")
    size = {key: kept[key] for key in ("file_id", "file_unique_id", "file_size")} | {
        "width": 320,
        "height": 200,
    }
    return _into(world, params, photo=[size], **markup.text_of(params, "caption", "caption_entities"))


def _upload(world: World, params: dict[str, Any], key: str) -> dict[str, Any]:
    given = params.get(key)
    files = params.get("__files", {})
    if isinstance(given, str) and given.startswith("attach://"):
        given = files.get(given.removeprefix("attach://"))
    elif key in files:
        given = files[key]
    if isinstance(given, str) and given in world.files:
        name, content = world.files[given]
        return document_of(given, name, content)
    if not isinstance(given, tuple):
        raise bad("wrong file identifier/HTTP URL specified")
    name, content = given
    if not content:
        raise bad("file must be non-empty")
    if len(content) > LARGEST_UPLOAD:
        from tests.servers.botapi.errors import RefusedError

        raise RefusedError(413, "Request Entity Too Large")
    identity = f"file-{world.number()}"
    world.files[identity] = (name, content)
    return document_of(identity, name, content)


def document_of(identity: str, name: str, content: bytes) -> dict[str, Any]:
    return {
        "file_id": identity,
        "file_unique_id": f"u{identity}",
        "file_name": name,
        "file_size": len(content),
    }


def send_poll(world: World, params: dict[str, Any]) -> Any:
    """A poll; a channel takes anonymous ones only."""
    listed = markup.options(params)
    chat = world.open_to_bot(params.get("chat_id"))
    anonymous = params.get("is_anonymous", True)
    if chat.type == "channel" and not anonymous:
        raise bad("non-anonymous polls can't be sent to channel chats")
    identity = f"poll-{world.number()}"
    poll = {
        "id": identity,
        "question": params["question"],
        "options": [{"text": o, "voter_count": 0, "persistent_id": f"o{n}"} for n, o in enumerate(listed)],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": anonymous,
        "type": params.get("type", "regular"),
        "allows_multiple_answers": params.get("allows_multiple_answers", False),
        "allows_revoting": params.get("allows_revoting", True),
        "members_only": False,
    }
    message = _into(world, params, poll=poll)
    world.polls[identity] = (chat.id, message["message_id"])
    return message


def stop_poll(world: World, params: dict[str, Any]) -> Any:
    """Close a poll."""
    message = _own(world, params, "message with poll to stop not found")
    if "poll" not in message:
        raise bad("message with poll to stop not found")
    if message["poll"]["is_closed"]:
        raise bad("poll has already been closed")
    message["poll"]["is_closed"] = True
    return message["poll"]


def edit_text(world: World, params: dict[str, Any]) -> Any:
    """Another text for a message."""
    message = _own(world, params, "message to edit not found")
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    return _edited(message, {"entities": None} | markup.text_of(params) | _new_keyboard(params))


def edit_caption(world: World, params: dict[str, Any]) -> Any:
    """Another caption for a file or a picture."""
    message = _own(world, params, "message to edit not found")
    if "document" not in message and "photo" not in message:
        raise bad("there is no caption in the message to edit")
    caption = markup.text_of(params, "caption", "caption_entities")
    return _edited(message, {"caption": None, "caption_entities": None} | caption | _new_keyboard(params))


def edit_markup(world: World, params: dict[str, Any]) -> Any:
    """Other buttons for a message."""
    return _edited(_own(world, params, "message to edit not found"), _new_keyboard(params))


def _new_keyboard(params: dict[str, Any]) -> dict[str, Any]:
    return {"reply_markup": markup.keyboard(params).get("reply_markup")}


def _edited(message: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    if all(message.get(key) == value for key, value in changed.items()):
        refusal = fault("not modified").refusal
        assert refusal is not None
        raise refusal
    message |= changed | {"edit_date": int(time.time())}
    for key in [key for key, value in message.items() if value is None]:
        del message[key]
    return message


def delete(world: World, params: dict[str, Any]) -> Any:
    """Take a message away."""
    chat = world.open_to_bot(params.get("chat_id"))
    if chat.messages.pop(int(params.get("message_id", 0)), None) is None:
        raise bad("message to delete not found")
    return True


def _own(world: World, params: dict[str, Any], missing: str) -> dict[str, Any]:
    """The message of the bot that a call names."""
    chat = world.open_to_bot(params.get("chat_id"))
    message = chat.messages.get(int(params.get("message_id", 0)))
    if message is None:
        raise bad(missing)
    if chat.type != "channel" and message.get("from", {}).get("id") != world.bot["id"]:
        raise bad("message can't be edited")
    return message


def chat_action(world: World, params: dict[str, Any]) -> Any:
    """Typing, and the like."""
    chat = world.open_to_bot(params.get("chat_id"))
    if params.get("action") not in ("typing", "upload_document", "upload_photo"):
        raise bad("wrong parameter action in request")
    world.actions.append((chat.id, params["action"]))
    return True


def react(world: World, params: dict[str, Any]) -> Any:
    """The bot's reaction to a message."""
    chat = world.open_to_bot(params.get("chat_id"))
    number = int(params.get("message_id", 0))
    if number not in chat.messages:
        raise bad("message to react not found")
    emoji = [one.get("emoji", "") for one in params.get("reaction") or []]
    if len(emoji) > 1 or any(one.rstrip("\ufe0f") not in REACTIONS for one in emoji):
        raise bad("REACTION_INVALID")
    world.reactions[chat.id, number] = emoji
    return True


def answer_callback(world: World, params: dict[str, Any]) -> Any:
    """The answer to a button, once and in time."""
    identity = str(params.get("callback_query_id"))
    if identity not in world.queries or identity in world.answers:
        refusal = fault("stale button").refusal
        assert refusal is not None
        raise refusal
    if len(params.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    world.answers[identity] = {key: value for key, value in params.items() if not key.startswith("__")}
    return True
