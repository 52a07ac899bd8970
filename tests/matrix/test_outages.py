"""The homeserver is killed, refuses, or brings much at once: nothing is lost, doubled or out of order."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from storage.models import OutboxMessage
from storage.services import outbox
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock, play
from tests.matrix.device import Device
from tests.matrix.person import Person, until
from tests.matrix.scene import kitt, until_sent
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
BURST = 10
NEW = 25
"""New devices of each of two people."""

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


def test_killed_in_the_middle(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """Synapse dies with a question just asked and an answer on its way, and comes back after a while."""
    told: list[str] = []
    me, mara = account("kitt"), account("mara")

    async def scene() -> None:
        async with (
            Person(homeserver.address, mara, tmp_path / "mara") as person,
            kitt(homeserver, me, store, tmp_path / "home", told) as running,
        ):
            room = await person.opens(me)
            await person.with_member(room, me)
            await person.writes(room, "one")
            await person.reads(room, me)
            await person.writes(room, "just before")
            await asyncio.to_thread(homeserver.stop)
            where = {"messenger": "matrix", "conversation_address": room, "sender_address": mara}
            await running.say("while it is away", "$away", **where)
            await until(lambda: "unreachable" in told)
            await asyncio.to_thread(homeserver.start)
            await until_sent(running, lambda: len(person.messages(room, me)) == 3)
            await person.writes(room, "the end")
            await until_sent(running, lambda: "guest: the end" in person.texts(room, me))
        said = person.texts(room, me)
        assert len(said) == len(set(said)) == 4
        assert (said[0], said[-1]) == ("guest: one", "guest: the end")
        assert all(message.decrypted for message in person.messages(room, me))

    play(scene, minutes=3)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Homeserver]:
    """A homeserver with a limit of messages like Synapse's own, but of one in two seconds."""
    server = Homeserver(tmp_path / "strict", messages=0.5)
    yield server
    server.stop()


async def _announce(running: Assembly) -> None:
    """Something that answers nobody, for the first conversation."""

    def put() -> None:
        with running.store.write() as session:
            found = session.scalars(select(OutboxMessage).limit(1)).one()
            payload = {"texts": [{"key": "echo", "params": {"text": "news"}}], "options": []}
            draft = outbox.Draft("news", found.conversation_id, payload, "de")
            outbox.enqueue(session, draft, running.clock())

    await asyncio.to_thread(put)


def test_a_limit_of_messages(strict: Homeserver, store: Store, tmp_path: Path) -> None:
    """Trap 13: beyond the burst all wait as long as Synapse says, for it counts by account, not by room."""
    told: list[str] = []
    me, mara = strict.register("kitt"), strict.register("mara")
    clock = HandClock(datetime.now(UTC))

    async def scene() -> None:
        async with (
            Person(strict.address, mara, tmp_path / "mara") as person,
            kitt(strict, me, store, tmp_path / "home", told, clock=clock) as running,
        ):
            first, second = await person.opens(me), await person.opens(me)
            await person.with_member(first, me)
            await person.with_member(second, me)
            where = {"messenger": "matrix", "sender_address": mara}
            for number in range(BURST + 1):
                await running.say(f"{number}", f"k{number}", conversation_address=first, **where)
            await until(lambda: "limited" in told)
            login = json.loads((tmp_path / "home" / "login.json").read_text())
            where_else = f"{strict.address}/_matrix/client/v3/rooms/{second}/send/org.example"
            header = {"Authorization": f"Bearer {login['access_token']}"}
            async with httpx.AsyncClient(headers=header, timeout=60) as line:
                some = [line.put(f"{where_else}/{number}", json={}) for number in range(BURST)]
                answers = [answer.json() for answer in await asyncio.gather(*some)]
            assert "M_LIMIT_EXCEEDED" in [answer.get("errcode") for answer in answers]
            await _announce(running)
            await running.say("elsewhere", "e1", conversation_address=second, **where)
            await until_sent(running, lambda: len(person.messages(first, me)) == BURST + 2)
            await until_sent(running, lambda: len(person.messages(second, me)) == 1)
            expected = [f"guest: {number}" for number in range(BURST + 1)]
            assert person.texts(first, me) == [*expected, "news"]
            last = person.messages(second, me)[-1].server_timestamp
            assert person.messages(first, me)[-1].server_timestamp > last  # answers go first
            assert told.count("limited") == 1
        with store.read() as session:
            assert max(session.scalars(select(OutboxMessage.attempts))) <= 1

    play(scene)


def test_fifty_new_devices(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """While Kitt was away people got fifty new devices and asked: all of them can read the answer."""
    me, mara, jonas = account("kitt"), account("mara"), account("jonas")
    made: list[Device] = []

    async def scene() -> None:
        async with (
            Person(homeserver.address, mara, tmp_path / "mara") as first,
            Person(homeserver.address, jonas, tmp_path / "jonas") as second,
            httpx.AsyncClient(base_url=f"{homeserver.address}/_matrix/client/v3", timeout=60) as line,
        ):
            room = await first.opens(me, jonas)
            await second.client.join(room)
            async with kitt(homeserver, me, store, tmp_path / "home", []):
                await first.with_member(room, me)
                await first.with_member(room, jonas)
                await first.writes(room, "Kitt, one")
                await second.reads(room, me)
            for person in (mara, jonas):
                made.extend([await Device.made(line, person) for _ in range(NEW)])
            await first.writes(room, "Kitt, two")
            async with kitt(homeserver, me, store, tmp_path / "home", []) as running:
                await second.reads(room, me, 2)
                matrix: Any = running.messengers[0]
                shared = matrix._client.olm.outbound_group_sessions[room].users_shared_with
                assert {(one.user_id, one.device_id) for one in made} <= shared
            answer = first.messages(room, me)[-1].event_id
            for device in made[:: NEW // 2]:
                assert await device.reads(room, answer) == "guest: two"

    play(scene)
