"""Kitt and Synapse end at any moment while people ask on: each question is answered once, in order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.bot.assembly import play
from tests.matrix.installation import Installation
from tests.matrix.person import Person, until
from tests.servers.homeserver import Homeserver
from tests.soak.budget import Budget

pytestmark = pytest.mark.soak

LEAST_KILLS, LEAST_RESTARTS, LEAST_ASKED = 3, 1, 10
"""A storm has tested something when so often Kitt and Synapse were killed, and so much was asked."""

QUIETER = 0.8
"""After this share of the time nothing is asked and nobody is killed: what is left gets done."""

SORRY = "error-sorry/de"
"""Who was killed three times over one and the same question answers it with this."""


def test_storm(
    homeserver: Homeserver, account: Callable[[str], str], kitt: Installation, tmp_path: Path
) -> None:
    """Three encrypted private chats, judged by what the people see."""
    budget = Budget("matrix", parts=1)
    random = budget.random
    names = [account("person") for _ in range(3)]

    async def scene() -> None:
        async with AsyncExitStack() as stack:
            chats = []
            kitt.hurry()
            life = kitt.start()
            for name in names:
                person = Person(homeserver.address, name, tmp_path / name[1:8])
                await stack.enter_async_context(person)
                room = await person.opens(kitt.me)
                await person.with_member(room, kitt.me)
                chats.append((person, room))
            asked: dict[str, list[str]] = {room: [] for _, room in chats}
            kills = restarts = 0

            def enough() -> bool:
                so_many = sum(map(len, asked.values()))
                return kills >= LEAST_KILLS and restarts >= LEAST_RESTARTS and so_many >= LEAST_ASKED

            for _ in budget.until_enough(enough, share=QUIETER):
                await asyncio.sleep(random.choice((0, random.uniform(0, 0.5))))
                what = random.random()
                if what < 0.75:
                    person, room = random.choice(chats)
                    text = f"question {sum(map(len, asked.values()))}"
                    await person.writes(room, text)
                    asked[room].append(f"guest: {text}")
                elif what < 0.95:
                    await asyncio.to_thread(life.kill)
                    life, kills = kitt.start(), kills + 1
                else:
                    await asyncio.to_thread(homeserver.stop)
                    await asyncio.sleep(random.uniform(0, 1))
                    await asyncio.to_thread(homeserver.start)
                    restarts += 1
            for person, room in chats:
                await until(lambda p=person, r=room: len(p.texts(r, kitt.me)) >= len(asked[r]))
            assert await asyncio.to_thread(life.end) == 0
            sorry = 0
            for person, room in chats:
                said = person.texts(room, kitt.me)
                sorry += said.count(SORRY)
                due = [one if one == SORRY else text for one, text in zip(said, asked[room], strict=False)]
                assert said == due
                assert len(said) == len(asked[room])
            print(f"{kills} kills, {restarts} restarts, {sum(map(len, asked.values()))} asked, {sorry} sorry")

    play(scene, minutes=60)
