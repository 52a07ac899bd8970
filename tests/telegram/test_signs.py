"""Kitt types while it works, if that takes a moment, and never instead of working."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.messengers.telegram.signs import Rhythm
from bot.placing import Option
from dialogs.turn import Reply
from storage.session import Store
from tests.bot.assembly import Assembly, Dialogue, HandClock, echo, play, understood
from tests.servers.botapi import BotApi
from tests.telegram.scene import telegram_of, texts, until

Scene = Callable[[threading.Event], Awaitable[None]]


def thinking(server: BotApi, store: Store, rhythm: Rhythm, scene: Scene) -> None:
    """Let a scene play with a Kitt that thinks until it is told to answer."""
    answer = threading.Event()

    def respond(session: Any, asked: Any, viewer: Any, state: Any, read: Any, choice: Option | None) -> Reply:
        answer.wait(60)
        return echo(session, asked, viewer, state, read, choice)

    async def whole() -> None:
        telegram = telegram_of(server, signs=rhythm)
        dialogue = Dialogue(lambda _session, _viewer: None, understood, respond)
        kitt = Assembly(store, telegram, clock=HandClock(), dialogue=dialogue)
        await telegram.start(kitt.host)
        try:
            await scene(answer)
        finally:
            answer.set()
            await telegram.stop()
            await kitt.stop()
            await telegram.stop()

    play(whole)


def test_it_types_while_it_thinks(server: BotApi, store: Store) -> None:
    """Again and again, until the answer is out; an answer that is out needs no sign."""
    mara = server.user("Mara")

    async def scene(answer: threading.Event) -> None:
        mara.writes("Hallo")
        await until(lambda: len(server.world.actions) >= 2)
        answer.set()
        await until(lambda: texts(server, mara))
        signs = len(server.world.actions)
        mara.writes("noch etwas")
        await until(lambda: len(texts(server, mara)) == 2)
        assert len(server.world.actions) <= signs + 1

    thinking(server, store, Rhythm(after=0.0, every=0.01, times=1_000), scene)
    assert set(server.world.actions) == {(mara.id, "typing")}


@pytest.mark.parametrize("fault", ["flood", "blocked", "server error", "reset"])
def test_a_sign_that_fails(server: BotApi, store: Store, fault: str) -> None:
    """It is not repeated, and the answer comes all the same; after a flood there is none at all."""
    mara = server.user("Mara")
    server.fault(fault, method="sendChatAction", retry_after=1)

    async def scene(answer: threading.Event) -> None:
        mara.writes("Hallo")
        await until(lambda: server.called("sendChatAction"))
        answer.set()

    thinking(server, store, Rhythm(after=0.0, every=60.0), scene)
    assert len(server.called("sendChatAction")) == 1


def test_quick_answers_need_no_sign(server: BotApi, store: Store) -> None:
    """They are there before it would be seen."""
    mara = server.user("Mara")

    async def scene(answer: threading.Event) -> None:
        answer.set()
        mara.writes("Hallo")
        await until(lambda: texts(server, mara))

    thinking(server, store, Rhythm(after=60.0), scene)
    assert server.world.actions == []
