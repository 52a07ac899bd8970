"""A flood of updates: the order inside every chat is kept, none is lost, none is answered twice."""

from __future__ import annotations

import pytest

from storage.session import Store
from tests.bot.assembly import Assembly
from tests.servers.botapi import BotApi
from tests.telegram.scene import talk, texts, until


@pytest.mark.parametrize(
    ("chats", "each"), [(40, 15), pytest.param(500, 20, marks=pytest.mark.soak, id="500-20")]
)
def test_a_flood(server: BotApi, store: Store, chats: int, each: int) -> None:
    """600 updates of 40 chats, in the soak 10,000 of 500; every tenth is offered twice.

    Once: it is about the order, which both databases keep by the same queries.
    """
    if store.dialect != "sqlite":
        pytest.skip("once is enough")
    people = [server.user(f"Person {number}") for number in range(chats)]
    for turn in range(each):
        for person in people:
            person.writes(f"{turn}")
            if (turn + person.id) % 10 == 0:
                server.repeat()

    async def scene(_kitt: Assembly) -> None:
        for person in people:
            await until(lambda p=person: len(server.sent(p)) >= each, pause=0.05)
        await until(lambda: not server.waiting())

    talk(server, store, scene, minutes=20)
    for person in people:
        assert texts(server, person) == [f"guest: {turn}" for turn in range(each)]
