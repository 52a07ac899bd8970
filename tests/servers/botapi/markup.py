"""The limits of texts, buttons, commands and polls."""

from __future__ import annotations

import re
from typing import Any

from tests.servers.botapi.entities import parse_html, units
from tests.servers.botapi.errors import bad

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_BUTTONS = 100
MOST_IN_ROW = 8
LONGEST_DATA = 64
"""In bytes."""


def text_of(params: dict[str, Any], key: str = "text", entities_key: str = "entities") -> dict[str, Any]:
    """The text of a message or a caption with its entities, as a message has them.

    Raises:
        RefusedError: it is empty, too long, or not what its parse mode says.
    """
    source = params.get(key)
    if not source or not str(source).strip():
        if key == "caption":
            return {}
        raise bad("message text is empty")
    mode = params.get("parse_mode", "")
    text, entities = str(source).strip(), params.get(entities_key) or []
    if mode == "HTML":
        text, entities = parse_html(str(source))
    elif mode:
        raise bad("unsupported parse_mode")  # the fake knows no Markdown
    if not text:
        raise bad("message text is empty")
    if key == "caption" and units(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    if key == "text" and units(text) > LONGEST_TEXT:
        raise bad("message is too long")
    named = {"text": "entities", "caption": "caption_entities"}[key]
    return {key: text} | ({named: entities} if entities else {})


def keyboard(params: dict[str, Any]) -> dict[str, Any]:
    """The inline keyboard of a message; stricter than Telegram, which breaks long rows by itself.

    Raises:
        RefusedError: too many buttons, a button without a text or with too much data.
    """
    markup = params.get("reply_markup")
    if not markup:
        return {}
    rows = markup.get("inline_keyboard")
    if rows is None:
        return {}
    if any(len(row) > MOST_IN_ROW for row in rows) or sum(map(len, rows)) > MOST_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        if not button.get("text"):
            raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        data = button.get("callback_data")
        if data is None and not ({"url", "copy_text", "switch_inline_query"} & button.keys()):
            raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
            raise bad("BUTTON_DATA_INVALID")
    rows = [row for row in rows if row]
    return {"reply_markup": {"inline_keyboard": rows}} if rows else {}


def commands(params: dict[str, Any]) -> list[dict[str, str]]:
    """A command menu.

    Raises:
        RefusedError: too many commands, or one that Telegram does not take.
    """
    listed: list[dict[str, str]] = params.get("commands") or []
    if len(listed) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in listed:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", one.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(one.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return listed


def options(params: dict[str, Any]) -> list[str]:
    """The options of a poll.

    Raises:
        RefusedError: the poll breaks a limit.
    """
    question = params.get("question", "")
    if not question:
        raise bad("poll question must be non-empty")
    if units(question) > 300:
        raise bad("poll question length must not exceed 300")
    listed = [one["text"] if isinstance(one, dict) else str(one) for one in params.get("options") or []]
    if len(listed) < 2:
        raise bad("poll must have at least 2 option")
    if len(listed) > 12:
        raise bad("poll can't have more than 12 options")
    if any(not one for one in listed):
        raise bad("poll options must be non-empty")
    if any(units(one) > 100 for one in listed):
        raise bad("poll options length must not exceed 100")
    return listed
