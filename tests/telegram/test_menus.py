"""Menus and the bot's profile on the fake server: what people see before and after they are let in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.composition import menus_of
from bot.config import Settings
from bot.messengers import create
from bot.ports import SendError
from dialogs.commands import commands_for
from storage.models import Role
from tests.servers.botapi import BotApi

MENUS = menus_of(Settings.model_validate({"network": {"name": "N" * 80}}), ("de", "en"))


def with_telegram(server: BotApi, told: list[str], scene: Callable[[Any], Awaitable[None]]) -> None:
    async def play() -> None:
        values = {"token": server.token, "base_url": server.address}
        telegram = create("telegram", values | {"notice": lambda code, _detail: told.append(code)})
        try:
            await scene(telegram)
        finally:
            await telegram.stop()

    asyncio.run(play())


def listed(server: BotApi, language: str, **scope: Any) -> list[str]:
    found = server.world.menus.get((json.dumps(scope, sort_keys=True), language), [])
    return [command["command"] for command in found]


def test_what_everybody_sees(server: BotApi) -> None:
    """Menus and descriptions in each language, the first for all others; a hint at the picture, once."""
    told: list[str] = []

    async def scene(telegram: Any) -> None:
        await telegram.introduce(MENUS.introduction, first=True)
        await telegram.introduce(MENUS.introduction, first=False)

    with_telegram(server, told, scene)
    assert told == ["picture"]
    for language, help_me, contact in (
        ("", "hilfe", "kontakt"),
        ("de", "hilfe", "kontakt"),
        ("en", "help", "contact"),
    ):
        assert help_me in listed(server, language, type="all_private_chats")
        assert contact not in listed(server, language, type="all_private_chats")
        assert contact in listed(server, language, type="all_group_chats")
        assert "N" * 80 in server.world.descriptions["description", language]
        assert "N" * 80 in server.world.descriptions["short_description", language]


def test_a_chats_own_menu(server: BotApi) -> None:
    """It is set, replaced and taken away."""
    mara = server.user("Mara")
    mara.starts()

    async def scene(telegram: Any) -> None:
        for role in (Role.MEMBER, Role.ADMINISTRATOR):
            await telegram.set_menu(str(mara.id), commands_for(role, "de"))
            shown = listed(server, "", type="chat", chat_id=mara.id)
            assert ("einladen" in shown) == (role is Role.ADMINISTRATOR)
        await telegram.set_menu(str(mara.id), None)
        assert listed(server, "", type="chat", chat_id=mara.id) == []

    with_telegram(server, [], scene)


@pytest.mark.parametrize(
    ("fault", "code"),
    [("flood", "flood"), ("reset", "cut-off"), ("not found", "gone"), ("blocked", "blocked")],
)
def test_what_is_refused(server: BotApi, fault: str, code: str) -> None:
    """It says whether to wait, to try again, or to leave it; answers do not wait for it."""
    mara = server.user("Mara")
    mara.starts()
    server.fault(fault, method="setMyCommands")

    async def scene(telegram: Any) -> None:
        with pytest.raises(SendError) as refused:
            await telegram.set_menu(str(mara.id), commands_for(Role.MEMBER, "de"))
        assert (refused.value.code, refused.value.unknown) == (code, False)

    with_telegram(server, [], scene)
