"""The calls that make a message: a text, a file, a contact card."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, LinkPreviewOptions, Message
from telegram.constants import ParseMode

from bot.messengers.telegram.groups import Place
from bot.ports import ContactCard

LONGEST_NAME = 64
"""In characters: what Telegram keeps of each of somebody's names (https://core.telegram.org/method/auth.signUp)."""

Step = Callable[[int | None], Awaitable[Message]]
"""One call that makes a message, in this topic."""


def text_message(bot: Bot, chat: int, place: Place, text: str, keys: Any) -> Step:
    """A text with its buttons."""
    return lambda topic: bot.send_message(
        chat,
        text,
        parse_mode=ParseMode.HTML,
        reply_markup=keys,
        reply_parameters=place.reply,
        message_thread_id=topic,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def contact_card(bot: Bot, chat: int, place: Place, contact: ContactCard) -> Step:
    """A native contact card; names are cut to what Telegram takes."""
    return lambda topic: bot.send_contact(
        chat,
        contact.phone,
        contact.first_name[:LONGEST_NAME],
        last_name=contact.last_name[:LONGEST_NAME] or None,
        vcard=contact.vcard or None,
        reply_parameters=place.reply,
        message_thread_id=topic,
    )


def document(bot: Bot, chat: int, place: Place, file: Any, caption: str | None, keys: Any) -> Step:
    """A file, perhaps with the text and its buttons."""
    return lambda topic: bot.send_document(
        chat,
        file,
        caption=caption or None,
        parse_mode=ParseMode.HTML,
        reply_markup=keys,
        reply_parameters=place.reply,
        message_thread_id=topic,
    )
