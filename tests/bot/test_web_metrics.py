"""What is counted and measured: the numbers, what they cost, and that they tell nothing about anybody."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.services import figures
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, FakeMessenger, play
from tests.bot.posting import conversation_with_event, put
from tests.bot.test_web import served


def test_figures(store: Store) -> None:
    """What waits, for how long, what was laid aside, and every state but sent."""
    conversation = conversation_with_event(store)
    put(store, conversation, "waits")
    with store.write() as session:
        events = (("parked", 0), ("parked", 0), ("waiting", 5), ("waiting", 90))
        for number, (state, seconds) in enumerate(events):
            session.execute(
                text(
                    "INSERT INTO inbox_event (messenger, event_key, conversation_id, account_id, payload, "
                    "received_at, state, attempts) SELECT messenger, :key, conversation_id, account_id, "
                    "payload, :at, :state, 0 FROM inbox_event WHERE event_key = 'e1'"
                ),
                {"key": f"k{number}", "at": f"{NOON - timedelta(seconds=seconds):%F %T}", "state": state},
            )

    async def scene() -> None:
        async with served(store) as (_, client):
            page = (await client.get("/metrics")).text.splitlines()
            assert "kitt_inbox_waiting 2.0" in page
            assert "kitt_inbox_parked 2.0" in page
            assert 'kitt_outbox_messages{state="waiting"} 1.0' in page
            assert 'kitt_outbox_messages{state="uncertain"} 0.0' in page
            assert "kitt_inbox_oldest_waiting_seconds 90.0" in page

    play(scene)


def test_figures_cost_nothing_where_all_is_done(store: Store) -> None:
    """Each is counted along an index over the few, not through all that ever came."""
    if store.dialect != "sqlite":
        pytest.skip("PostgreSQL reads a small table as a whole, whatever the index")
    statements = (figures._WAITING, figures._PARKED, figures._NOT_SENT)
    with store.read() as session:
        for statement in statements:
            sql = str(statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
            plan = " ".join(str(row) for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
            assert "INDEX ix_" in plan, plan


PRIVATE = ("Mara", "Lindner", "mara@example.org", "0391 5556677", "77665544", "geheimer Text")


def test_metrics_tell_nothing_about_anybody(store: Store) -> None:
    """After conversations with people whose names, numbers and words are known, none of them is there."""
    network = FakeMessenger()

    async def scene() -> None:
        async with served(store) as (web, client):
            kitt = Assembly(store, network, measure=web.metrics.measure)
            for number, said in enumerate(PRIVATE):
                await kitt.say(
                    said, f"key-77665544-{number}", sender_address="77665544", conversation_address=said
                )
            while len(network.arrived) < len(PRIVATE):
                await asyncio.sleep(0)
            for wrong in (*PRIVATE, "77665544", "a" * 41, "", "Sent", "x{y}"):
                web.metrics.measure("sends", messenger=wrong, outcome=wrong)
                web.metrics.measure(wrong, 1.0, messenger=wrong)
            page = (await client.get("/metrics")).text
            await kitt.stop()
        for private in PRIVATE:
            assert private not in page
        assert f'kitt_sends_total{{messenger="fake",outcome="sent"}} {len(PRIVATE)}.0' in page
        assert f"kitt_answer_seconds_count {len(PRIVATE)}.0" in page
        assert 'messenger="other",outcome="other"' in page

    play(scene)


def test_there_are_never_too_many_series(store: Store) -> None:
    """A label that is no constant after all cannot fill the memory."""

    async def scene() -> None:
        async with served(store) as (web, client):
            letters = "abcdefghijklmnopqrst"
            for one in letters:
                for other in letters:
                    web.metrics.measure("sends", messenger=one, outcome=other)
            page = (await client.get("/metrics")).text
            assert 100 <= page.count("kitt_sends_total{") <= 101
            assert 'kitt_sends_total{messenger="other",outcome="other"} 300.0' in page

    play(scene)
