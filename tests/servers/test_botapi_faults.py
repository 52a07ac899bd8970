"""Every fault of the fake Bot API server, as python-telegram-bot meets it."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.servers.botapi import NAMES, BotApi, Person
from tests.servers.library import with_bot

RAISED: dict[str, type[TelegramError]] = {
    "flood": RetryAfter, "blocked": Forbidden, "deactivated": Forbidden, "kicked": Forbidden,
    "cannot initiate": Forbidden, "not found": BadRequest, "upgraded": ChatMigrated, "silenced": BadRequest,
    "topic gone": BadRequest,
    "not modified": BadRequest, "not editable": BadRequest, "stale button": BadRequest,
    "server error": NetworkError,
    "token revoked": InvalidToken, "second poller": Conflict, "bad gateway": NetworkError,
    "reset": NetworkError, "a proxy's refusal": InvalidToken,
    "accepted then reset": NetworkError, "timeout": TimedOut, "accepted then timeout": TimedOut,
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_fault_is_raised_as_the_notes_say(server: BotApi, mara: Person, name: str) -> None:
    """For that chat, once; what was accepted is there although the library knows nothing of it."""
    server.fault(name, chat=mara.id)

    async def scene(bot: Bot) -> None:
        with pytest.raises(TelegramError) as raised:
            await bot.send_message(mara.id, "eins")
        assert type(raised.value) is RAISED[name]
        await bot.send_message(mara.id, "zwei")

    with_bot(server, scene, read=0.5 if "timeout" in name else 30)
    assert [sent.text for sent in server.sent(mara)] == (["eins"] if "accepted" in name else []) + ["zwei"]
    assert [call.outcome for call in server.called("sendMessage")][1] == 200


def test_an_update_that_does_not_parse(server: BotApi, mara: Person) -> None:
    """The library cannot read it, and nothing behind it: what Kitt has to get along with."""
    server.push({"message": {"message_id": "x"}})
    mara.writes("dahinter")

    async def scene(bot: Bot) -> None:
        with pytest.raises((KeyError, TypeError)):
            await bot.get_updates()
        assert server.waiting()[1]["message"]["text"] == "dahinter"

    with_bot(server, scene)
