"""A part in the place of an older message: its text and its buttons."""

from __future__ import annotations

from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.messengers.telegram.errors import NO_TEXT, NOT_MODIFIED, is_not_editable, meaning, says, wait_of
from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.parts import html_of, keyboard
from bot.ports import Part, SendError


async def edit(bot: Bot, pace: Pace, address: str, part: Part, username: str) -> str:
    """Let a message say what this part says and return its number, which stays; that it says so is fine too.

    ``username`` is the bot's.

    Raises:
        SendError: ``not-editable`` of a message that is gone or too old; else as for any part, but what a
            timeout leaves open may be done again.
    """
    try:
        return await _edited(bot, address, part, username)
    except RetryAfter as error:
        pace.flooded(address, wait_of(error))
        raise meaning(error) from error
    except TelegramError as error:
        if says(error, NOT_MODIFIED):
            return part.edits
        if is_not_editable(error):
            raise SendError("not-editable", permanent=True) from error
        raise meaning(error) from error


async def _edited(bot: Bot, address: str, part: Part, username: str) -> str:
    """The same, with the library's errors. What has a file, as an invitation, has a caption for its text."""
    text, keys = html_of(part), keyboard(part.options, username)
    if not text:
        # Of what it says nothing is known any more: only its buttons change.
        await bot.edit_message_reply_markup(int(address), int(part.edits), reply_markup=keys)
        return part.edits
    try:
        await bot.edit_message_text(
            text,
            int(address),
            int(part.edits),
            parse_mode=ParseMode.HTML,
            reply_markup=keys,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
    except BadRequest as error:
        if not says(error, NO_TEXT):
            raise
        await bot.edit_message_caption(
            int(address), int(part.edits), caption=text, parse_mode=ParseMode.HTML, reply_markup=keys
        )
    return part.edits
