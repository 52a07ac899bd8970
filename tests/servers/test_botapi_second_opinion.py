"""The same script on our fake and on an independent one (lo-bot-api-emulator): they must tell the same.

It knows polling, offsets, webhooks, buttons, edits, files and size checks; no polls, no getChat, no topics,
no faults, no rights, no names of files. Its getMe gives no username, and it hands out only
what ``allowed_updates`` names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from tests.servers.botapi import TOKEN, BotApi

Call = Callable[..., Awaitable[Any]]
Enqueue = Callable[[dict[str, Any]], Awaitable[Any]]
Script = Callable[[Call, Enqueue, int], Awaitable[list[Any]]]


async def on_ours(script: Script) -> list[Any]:
    """Play a script on our fake."""
    with BotApi() as server:
        mara = server.user("Mara")
        mara.starts()
        server.world.updates.clear()

        async def enqueue(update: dict[str, Any]) -> None:
            server.push(update)

        async with httpx.AsyncClient(timeout=60) as client:
            return await script(_caller(client, server.base_url), enqueue, mara.id)


async def on_theirs(script: Script) -> list[Any]:
    """Play a script on the other one."""
    emulator = LoBotApiEmulator(allow_insecure_loopback_webhooks=True)
    runner = web.AppRunner(emulator.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()

    async def enqueue(update: dict[str, Any]) -> None:
        await emulator.enqueue_update(update, token=TOKEN)

    try:
        async with httpx.AsyncClient(timeout=60) as client:
            url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
            return await script(_caller(client, url), enqueue, 700_001)
    finally:
        await runner.cleanup()


def _caller(client: httpx.AsyncClient, url: str) -> Call:
    async def call(method: str, files: Any = None, **params: Any) -> Any:
        if method == "file":
            return (await client.get(f"{url.removesuffix('bot')}file/bot{TOKEN}/{params['path']}")).content
        sent = {"data": params, "files": files} if files else {"json": params}
        return (await client.post(f"{url}{TOKEN}/{method}", **sent)).json()

    return call


def _update(text: str) -> dict[str, Any]:
    somebody = {"id": 700_001, "is_bot": False, "first_name": "Mara"}
    chat = {"id": 700_001, "type": "private", "first_name": "Mara"}
    return {"message": {"message_id": 1, "date": 1_795_345_248, "chat": chat, "from": somebody, "text": text}}


async def polling(call: Call, enqueue: Enqueue, _chat: int) -> list[Any]:
    """What is offered, how it is confirmed, and that a call waits for what comes."""
    await call("getUpdates", allowed_updates=["message", "callback_query"])
    for text in ("eins", "zwei", "drei"):
        await enqueue(_update(text))
    seen: list[Any] = []

    async def poll(**params: Any) -> list[dict[str, Any]]:
        updates: list[dict[str, Any]] = (await call("getUpdates", **params))["result"]
        seen.append([update["message"]["text"] for update in updates])
        return updates

    first = await poll()
    assert first[1]["update_id"] == first[0]["update_id"] + 1
    await poll(limit=2)
    await poll(offset=first[0]["update_id"] + 1)
    await poll()
    await poll(offset=-1)
    await poll(offset=first[2]["update_id"] + 1)
    waiting = asyncio.create_task(poll(offset=first[2]["update_id"] + 1, timeout=50))
    await asyncio.sleep(0)
    await enqueue(_update("vier"))
    await waiting
    return seen


async def webhook(call: Call, enqueue: Enqueue, _chat: int) -> list[Any]:
    """Whoever polls while a webhook is set is refused; what came is there afterwards."""
    await call("getUpdates", allowed_updates=["message"])
    seen: list[Any] = []
    (await call("setWebhook", url="http://127.0.0.1:9/hook", secret_token="geheim_1"))["ok"]
    refused = await call("getUpdates")
    seen.append((refused["ok"], refused["error_code"]))
    await enqueue(_update("eins"))
    info = (await call("getWebhookInfo"))["result"]
    seen.append((info["url"], info["pending_update_count"]))
    seen.append((await call("setWebhook", url="http://127.0.0.1:9/hook", secret_token="ä!"))["error_code"])
    seen.append((await call("deleteWebhook"))["ok"])
    seen.append([update["message"]["text"] for update in (await call("getUpdates"))["result"]])
    return seen


async def sending(call: Call, _enqueue: Enqueue, chat: int) -> list[Any]:
    """Texts, buttons, files and edits; what is too long is refused with the same status."""
    sent = await call("sendMessage", chat_id=chat, text="Hallo")
    seen: list[Any] = [(sent["ok"], sent["result"]["text"], sent["result"]["chat"]["id"] == chat)]
    number = sent["result"]["message_id"]

    def keys(data: str) -> dict[str, Any]:
        return {"inline_keyboard": [[{"text": "a", "callback_data": data}]]}

    tries = [
        ("sendMessage", {"text": "x" * 4_096}), ("sendMessage", {"text": "x" * 4_097}),
        ("sendMessage", {"text": "👍" * 2_049}), ("sendMessage", {"text": ""}),
        ("sendMessage", {"text": "a", "reply_markup": keys("a" * 64)}),
        ("sendMessage", {"text": "a", "reply_markup": keys("a" * 65)}),
        ("sendMessage", {"text": "a", "reply_markup": keys("ä" * 33)}),
        ("editMessageText", {"text": "Hallo!", "message_id": number}),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}),
    ]  # fmt: skip
    for method, params in tries:
        answer = await call(method, chat_id=chat, **params)
        seen.append((method, answer["ok"], answer.get("error_code")))
    file = {"document": ("termin.ics", b"BEGIN:VCALENDAR", "text/calendar")}
    sent = await call("sendDocument", files=file, chat_id=str(chat), caption="Dein Termin")
    seen.append(("document" in sent["result"], sent["result"]["caption"]))
    found = await call("getFile", file_id=sent["result"]["document"]["file_id"])
    seen.append(await call("file", path=found["result"]["file_path"]))
    return seen


@pytest.mark.parametrize("script", [polling, webhook, sending])
def test_both_tell_the_same(script: Script) -> None:
    """Where the two agree, it is not our own misunderstanding."""
    ours = asyncio.run(on_ours(script))
    theirs = asyncio.run(on_theirs(script))
    assert ours == theirs
    assert len(ours) > 4
