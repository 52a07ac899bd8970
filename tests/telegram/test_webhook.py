"""The webhook: who does not know the secret learns nothing, and 200 means that it is stored."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.messengers.telegram.polling import ALLOWED_UPDATES
from bot.ports import Host, Incoming, NotStoredError
from bot.web.pages import LARGEST
from storage.models import InboxState
from storage.session import Store
from tests.bot.assembly import Assembly, events, play
from tests.servers.botapi import BotApi
from tests.telegram.hooked import HEADER, SECRET, hooked
from tests.telegram.scene import talk, texts, until

REFUSED = "kitt_webhook_refused_total"


def update(person: Any, number: int = 1, text: str = "Hallo") -> dict[str, Any]:
    """A message as Telegram posts it."""
    chat = {"id": person.id, "type": "private", "first_name": "Mara"}
    sender = {"id": person.id, "is_bot": False, "first_name": "Mara", "language_code": "de"}
    message = {"message_id": number, "date": 1_795_345_248, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}


def test_a_conversation(server: BotApi, store: Store) -> None:
    """Told to Telegram with all kinds and the secret, nothing dropped; texts and buttons are answered."""
    mara = server.user("Mara")
    mara.writes("vor dem Start")

    async def whole() -> None:
        async with hooked(server, store) as here:
            await until(lambda: texts(server, mara))
            mara.writes("options")
            await until(lambda: len(server.sent(mara)) == 2)
            query = mara.presses(server.sent(mara)[-1], "two")
            await until(lambda: len(server.sent(mara)) == 3 and server.answer_to(query))
            await until(lambda: not server.waiting())
            assert here.connected[-1]
            assert await here.figure('kitt_updates_total{kind="received",messenger="telegram"}') == 3

    play(whole)
    assert texts(server, mara) == ["guest: vor dem Start", "guest: options", "chosen pick 2"]
    (call,) = server.called("setWebhook")
    assert call.params["allowed_updates"] == list(ALLOWED_UPDATES)
    assert call.params["secret_token"] == SECRET
    assert call.params.get("drop_pending_updates") is not True
    assert server.called("getUpdates") == server.called("deleteWebhook") == []


def test_a_wrong_secret(server: BotApi, store: Store) -> None:
    """Refused without a word, counted, and nothing is kept of it."""
    mara = server.user("Mara")
    wrong = ("", "falsch", SECRET[:-1], f"{SECRET}x", SECRET.upper(), "ein_Kennwort-12ä")

    async def whole() -> None:
        async with hooked(server, store) as here:
            await until(lambda: server.called("setWebhook"))
            for secret in (None, *wrong):
                headers = {} if secret is None else {HEADER: secret.encode()}
                answer = await here.client.post("/hook", headers=headers, json=update(mara))
                assert (answer.status_code, answer.content) == (403, b"")
            assert await here.figure(f'{REFUSED}{{code="secret",messenger="telegram"}}') == len(wrong) + 1
            assert await here.post(update(mara, 2, "echt")) == 200
            await until(lambda: server.called("sendMessage"))

    play(whole)
    assert [event.event_key for event in events(store)] == ["2.m2"]


def test_what_is_no_update(server: BotApi, store: Store) -> None:
    """Refused by its status alone, also from somebody who knows the secret; nothing is kept."""
    none = (
        b"", b"{", b"[]", b"null", b"{}", b'{"update_id": "1"}', b'{"update_id": true}', b"\xff\xfe",
        b"[" * 100_000,
    )  # fmt: skip

    async def whole() -> None:
        async with hooked(server, store) as here:
            await until(lambda: server.called("setWebhook"))
            assert [await here.post(body) for body in none] == [400] * len(none)
            assert await here.post(b" " * (LARGEST + 1)) == 413

    play(whole)
    assert events(store) == []


def test_a_body_without_an_end(server: BotApi, store: Store) -> None:
    """Of a body that does not say its length no more is read than it may have."""

    async def whole() -> None:
        async def endless() -> Any:
            for _ in range(3):
                yield b" " * LARGEST

        async with hooked(server, store) as here:
            answer = await here.client.post("/hook", headers={HEADER: SECRET}, content=endless())
            assert answer.status_code == 413
            assert (await here.client.get("/hook")).status_code == 405
            assert (await here.client.post("/other")).status_code == 404

    play(whole)


def test_an_update_that_does_not_parse(server: BotApi, store: Store) -> None:
    """It is kept as it came, laid aside and counted; what comes behind it is answered."""
    mara = server.user("Mara")
    broken = {"message": {"message_id": "x", "text": "kaputt", "chat": {"id": mara.id}}}

    async def whole() -> None:
        async with hooked(server, store) as here:
            server.push(broken)
            mara.writes("dahinter")
            await until(lambda: texts(server, mara) and not server.waiting())
            assert await here.figure('kitt_updates_total{kind="unreadable",messenger="telegram"}') == 1
            assert await here.figure("kitt_inbox_parked") == 1

    play(whole)
    parked, done = sorted(events(store), key=lambda event: event.state.value, reverse=True)
    assert (parked.state, done.state) == (InboxState.PARKED, InboxState.DONE)
    assert "kaputt" in parked.payload["text"]


def test_while_the_store_takes_nothing(server: BotApi, store: Store) -> None:
    """Telegram hears 503, keeps the update and offers it again; then it is answered once."""
    mara = server.user("Mara")
    tries: list[Incoming] = []

    def host(kitt: Assembly) -> Host:
        async def keep(incoming: Incoming) -> bool:
            tries.append(incoming)
            if len(tries) < 3:
                raise NotStoredError
            return await kitt.inbox.store(incoming)

        return replace(kitt.host, store=keep)

    async def whole() -> None:
        async with hooked(server, store, host=host) as here:
            mara.writes("Hallo")
            await until(lambda: texts(server, mara) and not server.waiting())
            assert await here.figure(f'{REFUSED}{{code="store",messenger="telegram"}}') == 2

    play(whole)
    assert texts(server, mara) == ["guest: Hallo"]
    assert len({incoming.event_key for incoming in tries}) == 1


def test_what_comes_twice(server: BotApi, store: Store) -> None:
    """Telegram repeats what it got no answer to; the second one is told that it is well, and nothing else."""
    mara = server.user("Mara")
    mara.starts()

    async def whole() -> None:
        async with hooked(server, store) as here:
            await until(lambda: texts(server, mara))
            assert [await here.post(update(mara, 7)) for _ in range(3)] == [200] * 3
            await until(lambda: len(texts(server, mara)) > 1)

    play(whole)
    assert len(events(store)) == len(texts(server, mara)) == 2


def test_from_polling_to_the_webhook_and_back(server: BotApi, store: Store) -> None:
    """What came while Kitt was switched over is answered, each once, both ways."""
    mara = server.user("Mara")

    def polled(text: str) -> None:
        async def scene(_kitt: Assembly) -> None:
            mara.writes(text)
            await until(lambda: texts(server, mara)[-1:] == [f"guest: {text}"])

        talk(server, store, scene)

    async def called() -> None:
        async with hooked(server, store):
            await until(lambda: texts(server, mara)[-1:] == ["guest: dazwischen 1"])

    polled("eins")
    mara.writes("dazwischen 1")
    play(called)
    mara.writes("dazwischen 2")
    mara.writes("dazwischen 3")
    polled("zwei")
    said = ["eins", "dazwischen 1", "dazwischen 2", "dazwischen 3", "zwei"]
    assert texts(server, mara) == [f"guest: {text}" for text in said]
    assert server.waiting() == []


def test_somebody_else_changed_it(server: BotApi, store: Store) -> None:
    """It is taken back, and whoever looks after Kitt is told: somebody knows the token."""
    told: list[str] = []
    mara = server.user("Mara")

    async def whole() -> None:
        async with hooked(server, store, told=told) as here:
            await until(lambda: server.called("setWebhook"))
            theirs = {"url": "http://127.0.0.1:9/theirs"}
            await here.client.post(f"{server.base_url}{server.token}/setWebhook", json=theirs)
            mara.writes("Hallo")
            await until(lambda: texts(server, mara))

    play(whole)
    assert told[:2] == ["connected https://t.me/kitt_test_bot", "webhook-taken"]
    assert len(server.called("setWebhook")) == 3
    assert texts(server, mara) == ["guest: Hallo"]


def test_telegram_cannot_reach_it(server: BotApi, store: Store) -> None:
    """That Telegram calls in vain is said, once."""
    told: list[str] = []
    mara = server.user("Mara")

    async def whole() -> None:
        async with hooked(server, store, told=told, url="http://127.0.0.1:9/hook"):
            await until(lambda: server.called("setWebhook"))
            mara.writes("Hallo")
            await until(lambda: "webhook-failing" in told)
            looks = len(server.called("getWebhookInfo"))
            await until(lambda: len(server.called("getWebhookInfo")) > looks + 2)

    play(whole)
    assert told.count("webhook-failing") == 1


@pytest.mark.parametrize(
    ("fault", "notice"), [("not found", "webhook-refused"), ("server error", "unreachable")]
)
def test_faults_of_setting_it(server: BotApi, store: Store, fault: str, notice: str) -> None:
    """Said once and tried again; meanwhile Kitt is not ready, and nothing is lost."""
    told: list[str] = []
    mara = server.user("Mara")
    server.fault(fault, method="setWebhook", times=3)
    mara.writes("Hallo")

    async def whole() -> None:
        async with hooked(server, store, told=told) as here:
            await until(lambda: texts(server, mara))
            assert here.connected[:4] == [True, False, False, False]
            await until(lambda: here.connected[-1])

    play(whole)
    assert told == ["connected https://t.me/kitt_test_bot", notice]


def test_a_revoked_token_ends_it(server: BotApi, store: Store) -> None:
    """As with polling: said once."""
    told: list[str] = []
    server.fault("token revoked", method="getWebhookInfo", for_ever=True)

    async def whole() -> None:
        async with hooked(server, store, told=told) as here:
            await until(lambda: "unauthorized" in told)
            assert json.loads((await here.page("/health"))[1]) == {"ok": True}

    play(whole)
    assert len(server.called("getWebhookInfo")) == 1
