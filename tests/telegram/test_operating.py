"""What who looks after Kitt would be hurt by: a stop that takes too long, a proxy's page, a webhook left."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

import pytest
from telegram import Bot

from bot import delivery
from bot.messengers.telegram import messenger, polling
from bot.ports import Host
from storage.models import Conversation, ConversationKind
from storage.services import outbox
from storage.services.outbox import Draft
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, HandClock, events, play
from tests.bot.posting import rows
from tests.servers.botapi import BotApi
from tests.telegram.scene import talk, telegram_of, texts, until


def test_a_stop_does_not_wait_for_telegram(
    server: BotApi, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What hangs is not waited for: nobody knows what became of it, and it is not sent a second time."""
    assert polling.CONFIRMED + delivery.GOODBYE + messenger.LAST_ASIDES < 10
    for where, name in ((polling, "CONFIRMED"), (delivery, "GOODBYE"), (messenger, "LAST_ASIDES")):
        monkeypatch.setattr(where, name, 0.05)
    mara = server.user("Mara")

    async def stopped_late() -> None:
        telegram = telegram_of(server)
        kitt = Assembly(store, telegram, clock=HandClock())
        await telegram.start(kitt.host)
        mara.writes("options")
        await until(lambda: len(texts(server, mara)) == 1)
        for method in ("sendMessage", "answerCallbackQuery", "getUpdates"):
            server.fault("accepted then timeout", method=method, for_ever=True)
        mara.presses(server.sent(mara)[-1], "two")
        await until(lambda: len(texts(server, mara)) == 2 and server.called("answerCallbackQuery"))
        begun = monotonic()
        await telegram.stop()
        await kitt.stop()
        await telegram.stop()
        assert monotonic() - begun < 5

    play(stopped_late)
    assert [(state, code) for _, state, code in rows(store)][:2] == [("sent", ""), ("uncertain", "stopped")]
    assert texts(server, mara) == ["guest: options", "chosen pick 2"]


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
@pytest.mark.parametrize("fault", ["a proxy's refusal", "another server"])
def test_what_is_no_answer_of_telegram_is_waited_out(
    server: BotApi, store: Store, fault: str, method: str
) -> None:
    """The page of a proxy that is being mended says nothing about the token, and ends nothing."""
    told: list[str] = []
    mara = server.user("Mara")
    mara.writes("Hallo")
    server.fault(fault, method=method, times=2)

    async def through() -> None:
        telegram = telegram_of(server, told)
        kitt = Assembly(store, telegram, clock=HandClock())
        await telegram.start(kitt.host)
        await until(lambda: texts(server, mara))
        await telegram.stop()
        await kitt.stop()
        await telegram.stop()

    play(through)
    assert sorted(told) == ["connected https://t.me/kitt_test_bot", "unreachable"]
    assert texts(server, mara) == ["guest: Hallo"]


def test_a_webhook_that_somebody_sets_meanwhile(server: BotApi, store: Store) -> None:
    """It forbids polling, and would for ever: Kitt ends it, says so, and loses nothing."""
    told: list[str] = []
    mara = server.user("Mara")

    async def through() -> None:
        telegram = telegram_of(server, told)
        kitt = Assembly(store, telegram, clock=HandClock())
        await telegram.start(kitt.host)
        mara.writes("eins")
        await until(lambda: texts(server, mara))
        async with Bot(server.token, f"{server.address}/bot") as somebody:
            await somebody.set_webhook(f"{server.address}/nowhere")
        mara.writes("zwei")
        await until(lambda: len(texts(server, mara)) == 2)
        await telegram.stop()
        await kitt.stop()
        await telegram.stop()

    play(through)
    assert told == ["connected https://t.me/kitt_test_bot", "webhook-taken"]


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
def test_a_start_waits_as_long_as_telegram_asks(server: BotApi, method: str) -> None:
    """Who goes on asking during a flood only makes it longer."""
    server.fault("flood", method=method, retry_after=1)

    async def through() -> None:
        telegram = telegram_of(server)
        await telegram.start(Host(_nothing, _nothing, lambda _code: None))
        await until(lambda: server.called(method))
        begun = monotonic()
        await until(lambda: len(server.called(method)) == 2)
        assert monotonic() - begun > 0.9
        await telegram.stop()
        await telegram.stop()

    play(through)


async def _nothing(*_said: object) -> Any:
    """Nothing comes here."""


def test_a_group_upgraded_while_kitt_was_away_for_long(server: BotApi, store: Store) -> None:
    """Telegram keeps the news for a day; later the refusal of the old address says the new one."""
    mara, group = server.user("Mara"), server.group("Runde")
    with store.write() as session:
        kind = ConversationKind.GROUP
        place = Conversation(
            messenger="telegram",
            address=str(group.id),
            kind=kind,
            state={},
            created_at=NOON,
        )
        session.add(place)
        session.flush()
        said = {"texts": [{"key": "echo", "params": {"text": "für alle"}}], "options": []}
        assert outbox.enqueue(session, Draft("key:all", place.id, said, "de"), NOON)
    mara.adds_bot(group)
    new = mara.upgrades(group)
    server.world.updates.clear()

    async def scene(kitt: Assembly) -> None:
        while not texts(server, new):
            await kitt.delivery.sweep()
            await asyncio.sleep(0.01)
            kitt.clock.turn(seconds=5)
        await until(lambda: rows(store) == [("key:all", "sent", "")])

    talk(server, store, scene)
    assert (texts(server, group), texts(server, new)) == ([], ["für alle"])
    assert [event.payload["kind"] for event in events(store)] == ["moved"]
