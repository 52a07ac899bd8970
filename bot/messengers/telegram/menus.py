"""Telegram's menus of commands and what stands in the bot's profile."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.abilities import Introduction, Menu
from bot.messengers.telegram.errors import meaning
from bot.ports import SendError

LONGEST_DESCRIPTION = 512
LONGEST_SHORT = 120
"""In characters (https://core.telegram.org/bots/api#setmydescription, #setmyshortdescription)."""


async def introduce(bot: Bot, introduction: Introduction) -> None:
    """Set the menus of all private chats and all groups, and the profile, in every language.

    The first language is also that of whoever uses Telegram in one that Kitt does not speak.

    Raises:
        SendError: something was refused; what was set stays, and setting it again does no harm.
    """
    for code, told in (("", introduction[0][1]), *introduction):
        language = code or None
        private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
        await _call(bot.set_my_commands(_listed(told.private), private, language))
        await _call(bot.set_my_commands(_listed(told.groups), groups, language))
        description = told.description[:LONGEST_DESCRIPTION]
        await _call(bot.set_my_description(description, language))
        await _call(bot.set_my_short_description(told.short[:LONGEST_SHORT], language))


async def set_menu(bot: Bot, address: str, menu: Menu | None) -> None:
    """Give one chat a menu of its own, or take it away.

    Raises:
        SendError: as for a message; doing it again does no harm.
    """
    scope = BotCommandScopeChat(int(address))
    if menu is None:
        await _call(bot.delete_my_commands(scope))
    else:
        await _call(bot.set_my_commands(_listed(menu), scope))


def _listed(menu: Menu) -> Sequence[BotCommand]:
    return [BotCommand(name, description) for name, description in menu]


async def _call(call: Awaitable[Any]) -> None:
    try:
        await call
    except TelegramError as error:
        found = meaning(error)
        # Unlike a message, a menu may be set twice: nothing of it is ever unknown.
        raise SendError(found.code, permanent=found.permanent, retry_after=found.retry_after) from error
