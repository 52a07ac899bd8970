"""An announcement to thousands keeps nobody waiting who has asked something."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

from bot.ports import Part
from storage import migrations
from storage.models import Conversation, OutboxMessage
from storage.queries.messages import ANSWERS, CLAIMABLE, Reach
from storage.services import outbox
from storage.services.sending import Claimed
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, FakeMessenger, play, texts
from tests.bot.posting import CLOCK, conversation_with_event, put

MANY = 5_000
REACH = Reach(("fake",))
TERMS = outbox.Terms(
    "one", timedelta(minutes=1), 8, REACH, frozenset({"fake"}), lambda *_: [{"spans": [], "options": []}]
)


@pytest.fixture
def conversation(store: Store) -> int:
    """A private conversation with an event in it."""
    return conversation_with_event(store)


def announce(store: Store, own: int, many: int = MANY) -> None:
    """An announcement to this conversation and to many others; its own comes last."""
    with store.write() as session:
        numbers = range(100, 100 + many)
        session.execute(
            insert(Conversation),
            [
                {"id": n, "messenger": "fake", "address": f"m{n}", "state": {}, "created_at": NOON}
                for n in numbers
            ],
        )
        session.execute(
            insert(OutboxMessage),
            [
                {
                    "dedupe_key": f"all:{place}", "conversation_id": place, "language": "de",
                    "payload": {"texts": [{"key": "echo", "params": {"text": f"all {place}"}}]},
                    "created_at": NOON, "due_at": NOON,
                }
                for place in (*numbers, own)
            ],
        )  # fmt: skip


def claim(store: Store) -> Claimed | None:
    with store.write() as session:
        return outbox.claim(session, CLOCK(), TERMS)


def test_an_answer_goes_out_next(store: Store, conversation: int) -> None:
    """5,000 wait, one of them to whoever asks: that one goes first, then the answer, then the others."""
    announce(store, conversation)
    put(store, conversation, "answer")
    keys = [claimed.dedupe_key if (claimed := claim(store)) else "" for _ in range(2)]
    assert keys == [f"all:{conversation}", "all:100"]  # what is being sent there holds the answer up
    with store.write() as session:
        first = session.query(OutboxMessage).filter_by(dedupe_key=f"all:{conversation}").one()
        session.delete(first)
    assert (next_one := claim(store)) is not None
    assert next_one.dedupe_key == "key:answer"


def test_the_next_is_found_along_an_index(tmp_path: Path) -> None:
    """However many wait, none but the first is looked at: nothing is sorted, no table is walked through.

    On SQLite; PostgreSQL plans by what it has counted. And as the migrations make it: of two indexes that
    look alike to it, SQLite takes the newer one.
    """
    store = Store.open(f"sqlite:///{tmp_path / 'kitt.db'}")
    migrations.upgrade(store)
    asked: list[tuple[str, Any]] = []
    event.listen(
        store.engine, "before_cursor_execute", lambda _c, _k, sql, values, *_: asked.append((sql, values))
    )
    with store.read() as session:
        for query in (ANSWERS, CLAIMABLE):
            session.execute(query, {**REACH.values, "now": NOON, "owner": "one"})
            sql, values = asked[-1]
            plan = [
                row[-1] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            ]
            assert not any("TEMP B-TREE" in line for line in plan)
            scanned = [line for line in plan if line.startswith("SCAN outbox")]
            name = "ix_outbox_message_answers" if query is ANSWERS else "ix_outbox_message_due"
            assert [line.endswith(name) for line in scanned] == [True]
    store.close()


class Gate(FakeMessenger):
    """A network in which nothing arrives that answers nobody, until ``opened``."""

    opened: asyncio.Event
    held = 0

    async def send(self, address: str, part: Part, *, key: str) -> str:
        if not part.answers:
            self.held += 1
            await self.opened.wait()
        return await super().send(address, part, key=key)


def test_a_worker_is_kept_for_answers(store: Store, conversation: int) -> None:
    """While an announcement hangs in as many chats as may be written to at once, an answer goes out."""
    announce(store, conversation, many=8)
    network = Gate()

    async def scene() -> None:
        network.opened = asyncio.Event()
        kitt = Assembly(store, network, clock=CLOCK, workers=4)
        await kitt.delivery.sweep()
        while network.held < 3:
            await asyncio.sleep(0)
        await kitt.say("hi", "e2", conversation_address="c9", sender_address="a9")
        while not network.arrived:
            await asyncio.sleep(0)
        assert (network.held, texts(network)) == (3, ["guest: hi"])
        network.opened.set()
        while len(network.arrived) < 10:
            await asyncio.sleep(0)
        await kitt.stop()

    play(scene)
