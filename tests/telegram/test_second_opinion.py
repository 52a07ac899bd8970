"""The webhook against another emulator than ours (lo-bot-api-emulator): not our own misunderstanding."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from storage.models import InboxState
from storage.session import Store
from tests.bot.assembly import events, play
from tests.servers.botapi import TOKEN, BotApi
from tests.telegram.hooked import hooked
from tests.telegram.scene import until
from tests.telegram.test_webhook import update


def handled(store: Store) -> list[str]:
    """The keys of what was taken in and handled."""
    return [event.event_key for event in events(store) if event.state is InboxState.DONE]


@pytest.mark.parametrize("dialect", ["sqlite"])
def test_the_webhook(store: Store) -> None:
    """It takes the address and the secret, calls, and gets its 200; what it posts is handled.

    Answers it does not take: it knows no link_preview_options.
    """
    mara: Any = SimpleNamespace(id=700_001)

    async def whole() -> None:
        emulator = LoBotApiEmulator(allow_insecure_loopback_webhooks=True)
        runner = web.AppRunner(emulator.app(), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        there = SimpleNamespace(token=TOKEN, address=f"http://127.0.0.1:{runner.addresses[0][1]}")
        try:
            async with hooked(cast("BotApi", there), store) as here:
                await until(lambda: here.connected[-1:] == [True] and len(here.connected) > 1)
                for number, text in enumerate(("eins", "zwei"), start=1):
                    await emulator.enqueue_update(update(mara, number, text), token=TOKEN)
                await until(lambda: handled(store) == ["1.m1", "2.m2"])
                info = f"{there.address}/bot{TOKEN}/getWebhookInfo"
                while (await here.client.post(info)).json()["result"]["pending_update_count"]:
                    pass
                assert "kitt_webhook_refused_total{" not in (await here.page("/metrics"))[1]
        finally:
            await runner.cleanup()

    play(whole)
