"""From an update to a stored event and back: nothing is confirmed before it is stored, none twice."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from bot.messengers.telegram.polling import ALLOWED_UPDATES
from bot.ports import Host, Incoming, NotStoredError
from storage.models import Account, InboxState
from storage.services import retention
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock, events, play
from tests.servers.botapi import BotApi
from tests.telegram.scene import talk, telegram_of, texts, until


def test_a_conversation(server: BotApi, store: Store) -> None:
    """Texts, commands with the bot's name, links, captions and buttons come as what they mean."""
    mara = server.user("Mara", language="en")
    said = [
        lambda: mara.starts("ABCD-EFGH"),
        lambda: mara.writes("Hallo 👍"),
        lambda: mara.writes("/hilfe@kitt_test_bot bitte"),
        lambda: mara.sends_file("a.csv", b"a", "das ist die Liste"),
        lambda: mara.writes("options"),
    ]

    async def scene(_kitt: Assembly) -> None:
        for number, one in enumerate(said):
            one()
            await until(lambda n=number: len(server.sent(mara)) > n)
        query = mara.presses(server.sent(mara)[-1], "two")
        await until(lambda: len(server.sent(mara)) == len(said) + 1 and server.answer_to(query))

    talk(server, store, scene)
    assert texts(server, mara) == [
        "guest: ABCD-EFGH", "guest: Hallo 👍", "guest: /hilfe bitte", "guest: das ist die Liste",
        "guest: options", "chosen pick 2",
    ]  # fmt: skip
    assert server.waiting() == []


def test_what_is_listened_to(server: BotApi, store: Store) -> None:
    """All kinds are named, an earlier webhook is ended, and nothing that waits is dropped."""
    mara = server.user("Mara")
    mara.writes("vor dem Start")

    async def scene(_kitt: Assembly) -> None:
        await until(lambda: texts(server, mara))

    talk(server, store, scene)
    assert server.world.allowed == list(ALLOWED_UPDATES)
    assert server.called("deleteWebhook")[0].params.get("drop_pending_updates") is not True
    assert texts(server, mara) == ["guest: vor dem Start"]


def test_repeated_and_disordered_updates(server: BotApi, store: Store) -> None:
    """What comes twice is answered once; a number out of order neither repeats nor loses anything."""
    mara = server.user("Mara")
    mara.writes("eins")
    server.repeat()
    mara.writes("zwei")
    late = server.waiting()[-1]
    message = {**late["message"], "message_id": 900, "text": "spät"}
    server.push({"update_id": late["update_id"] - 50, "message": message})

    async def scene(_kitt: Assembly) -> None:
        await until(lambda: len(server.sent(mara)) == 3)
        mara.writes("drei")
        await until(lambda: len(server.sent(mara)) == 4)

    talk(server, store, scene)
    assert texts(server, mara) == ["guest: eins", "guest: zwei", "guest: spät", "guest: drei"]


def test_an_update_that_does_not_parse(server: BotApi, store: Store, now: Any) -> None:
    """It is kept as it came, laid aside, and what comes behind it is answered; its text has its time."""
    mara = server.user("Mara")
    broken = {"message": {"message_id": "x", "text": "ä" * 9_000, "chat": {"id": mara.id}}}

    async def scene(_kitt: Assembly) -> None:
        server.push(broken)
        mara.writes("dahinter")
        await until(lambda: texts(server, mara))

    talk(server, store, scene)
    parked, done = events(store)
    assert parked.state is InboxState.PARKED
    assert parked.payload["kind"] == "unreadable"
    assert "\\u00e4" * 9_000 in parked.payload["text"]
    assert done.state is InboxState.DONE
    assert server.waiting() == []
    with store.write() as session:
        found = retention.texts_before(session, parked.done_at.replace(year=2030))
        assert found.events == [parked.id]


def test_what_kitt_does_not_serve(server: BotApi, store: Store) -> None:
    """Other bots, service messages, groups and polls are confirmed and left alone."""
    mara, group = server.user("Mara"), server.supergroup("Runde")

    async def scene(_kitt: Assembly) -> None:
        mara.adds_bot(group, "administrator")
        mara.writes("unter uns", group)
        server.push({"poll": {"id": "1"}})
        server.push({"something_new": {"id": 1}})
        mara.writes("Hallo")
        await until(lambda: texts(server, mara))

    talk(server, store, scene)
    assert texts(server, mara) == ["guest: Hallo"]
    assert server.sent(group) == []


def test_nothing_is_confirmed_before_it_is_stored(server: BotApi) -> None:
    """While the store takes nothing, Telegram keeps it, and is not asked in a hot loop."""
    mara = server.user("Mara")
    mara.writes("Hallo")
    tries: list[Incoming] = []
    full = [True]

    async def whole() -> None:
        async def store(incoming: Incoming) -> bool:
            tries.append(incoming)
            if full[0]:
                raise NotStoredError
            return True

        telegram = telegram_of(server)
        await telegram.start(Host(store, _settled, lambda _code: None))
        await until(lambda: len(tries) == 3)
        assert server.waiting()
        full[0] = False
        await until(lambda: not server.waiting())
        await telegram.stop()
        await telegram.stop()

    play(whole)
    assert len({incoming.event_key for incoming in tries}) == 1


def test_blocked_and_unblocked(server: BotApi, store: Store) -> None:
    """Who blocks Kitt is not written to any more, until they let it again; nobody is answered for that."""
    mara, jonas = server.user("Mara"), server.user("Jonas")

    async def scene(_kitt: Assembly) -> None:
        for person in (mara, jonas):
            person.writes("Hallo")
            await until(lambda p=person: texts(server, p))
            person.blocks()
        jonas.unblocks()
        await until(lambda: len(events(store)) == 5 and not server.waiting())

    talk(server, store, scene)
    with store.read() as session:
        rows = session.execute(select(Account.address, Account.blocked_at)).all()
    assert {address: blocked is not None for address, blocked in rows} == {
        str(mara.id): True,
        str(jonas.id): False,
    }
    assert {event.state for event in events(store)} == {InboxState.DONE}
    assert texts(server, mara) == texts(server, jonas) == ["guest: Hallo"]


@pytest.mark.parametrize(
    ("fault", "notice"),
    [("second poller", "second-poller"), ("server error", "unreachable"), ("bad gateway", "unreachable"),
     ("reset", "unreachable")],
)  # fmt: skip
def test_faults_of_polling(server: BotApi, store: Store, fault: str, notice: str) -> None:
    """They are said once, waited out, and nothing is lost."""
    mara = server.user("Mara")
    told: list[str] = []
    server.fault(fault, method="getUpdates", times=3)
    mara.writes("Hallo")

    async def whole() -> None:
        telegram = telegram_of(server, told)
        kitt = Assembly(store, telegram, clock=HandClock())
        await telegram.start(kitt.host)
        await until(lambda: texts(server, mara))
        await telegram.stop()
        await kitt.stop()
        await telegram.stop()

    play(whole)
    assert told == ["connected https://t.me/kitt_test_bot", notice]
    assert texts(server, mara) == ["guest: Hallo"]
    assert [call.outcome for call in server.called("getUpdates")[:4]] == [fault] * 3 + [200]


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
def test_a_revoked_token_ends_it(server: BotApi, method: str) -> None:
    """Whether it was never valid or is not any more: said once, and no further call."""
    told: list[str] = []
    ended: list[str] = []
    server.fault("token revoked", method=method, for_ever=True)

    async def whole() -> None:
        telegram = telegram_of(server, told)
        await telegram.start(Host(_never, _settled, ended.append))
        await until(lambda: ended)
        await telegram.stop()
        await telegram.stop()

    play(whole)
    assert ended == ["unauthorized"]
    assert told[-1] == "unauthorized"
    assert len(server.called(method)) == 1


def test_telegram_may_come_later(server: BotApi, store: Store) -> None:
    """A start while Telegram is away says so once and goes on by itself; then also, that it reads groups."""
    told: list[str] = []
    mara = server.user("Mara")
    mara.writes("Hallo")
    server.fault("bad gateway", method="getMe", times=3)

    server.world.privacy = False

    async def whole() -> None:
        telegram = telegram_of(server, told)
        kitt = Assembly(store, telegram, clock=HandClock())
        await telegram.start(kitt.host)
        await until(lambda: texts(server, mara))
        await telegram.stop()
        await kitt.stop()
        await telegram.stop()

    play(whole)
    assert told == ["unreachable", "connected https://t.me/kitt_test_bot", "privacy-off"]


async def _settled(_messenger: str, _key: str) -> None:
    """Nobody waits for an answer here."""


async def _never(_incoming: Incoming) -> bool:
    raise AssertionError("nothing may come")
