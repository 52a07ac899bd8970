"""What was encrypted once stays so: nothing goes out in plain, and whoever has left reads no more."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nio import MegolmEvent, RoomPutStateResponse

from storage.session import Store
from tests.bot.assembly import Assembly, play
from tests.matrix.person import ENCRYPTED, Person, until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


async def sets(person: Person, room: str, content: dict[str, Any]) -> None:
    """Say something about the room's encryption."""
    done = await person.client.room_put_state(room, ENCRYPTED["type"], content)  # type: ignore[arg-type]
    assert isinstance(done, RoomPutStateResponse), done


async def asked(person: Person, room: str, me: str, text: str) -> bool:
    """Ask, and return whether the answer was encrypted."""
    before = len(person.messages(room, me))
    await person.writes(room, text)
    await until(lambda: f"guest: {text}" in person.texts(room, me)[before:])
    return bool(person.messages(room, me)[-1].decrypted)


def test_switched_on_while_kitt_has_an_answer_ready(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """Between the question and its answer the room becomes encrypted, which no sync has told yet."""
    me, mara = account("kitt"), account("mara")

    async def scene() -> None:
        async with (
            Person(homeserver.address, mara, tmp_path / "mara") as person,
            kitt(homeserver, me, store, tmp_path / "home", []) as running,
        ):
            room = await person.opens(me, encrypted=False)
            await person.with_member(room, me)
            assert not await asked(person, room, me, "in plain")
            matrix: Any = running.messengers[0]
            matrix._task.cancel()  # nothing comes any more: what Kitt knows of the room grows old
            await sets(person, room, ENCRYPTED["content"])  # type: ignore[arg-type]
            await _says(running, room, "m1")
            await until(lambda: len(person.messages(room, me)) == 2)
            assert person.messages(room, me)[-1].decrypted

    play(scene)


async def _says(running: Assembly, room: str, key: str) -> None:
    """A question that came before the room was encrypted, and is answered now."""
    where = {"messenger": "matrix", "conversation_address": room, "sender_address": "@mara:localhost"}
    assert await running.say("claimed for the plain room", key, **where)


def test_taken_away(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """Somebody with power takes the encryption away, and Kitt's keys are lost, and then all of its folder."""
    me, mara = account("kitt"), account("mara")
    home = tmp_path / "home"

    async def scene() -> None:
        async with Person(homeserver.address, mara, tmp_path / "mara") as person:
            room = await person.opens(me)
            async with kitt(homeserver, me, store, home, []):
                await person.with_member(room, me)
                assert await asked(person, room, me, "first")
                await sets(person, room, {})
                assert await asked(person, room, me, "second")
            shutil.rmtree(home / "keys")
            async with kitt(homeserver, me, store, home, []):
                await person.with_new_devices(me)
                assert await asked(person, room, me, "third")
            await person.writes(room, "nobody can read this any more")
            shutil.rmtree(home)
            async with kitt(homeserver, me, store, home, []):
                await person.with_new_devices(me)
                assert await asked(person, room, me, "fourth")

    play(scene)


def test_who_has_left(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """What Kitt says after somebody has gone they cannot read, even if the homeserver gives it to them."""
    me, mara, jonas = account("kitt"), account("mara"), account("jonas")

    async def scene() -> None:
        async with (
            Person(homeserver.address, mara, tmp_path / "mara") as first,
            Person(homeserver.address, jonas, tmp_path / "jonas") as second,
            kitt(homeserver, me, store, tmp_path / "home", []) as running,
        ):
            room = await first.opens(me, jonas)
            await second.client.join(room)
            await first.with_member(room, jonas)
            await first.with_member(room, me)
            await first.writes(room, "Kitt, one")
            await second.reads(room, me, 1)
            matrix: Any = running.messengers[0]
            before = matrix._client.olm.outbound_group_sessions[room].id
            await second.client.room_leave(room)
            await until(lambda: jonas not in first.client.rooms[room].users)
            await first.writes(room, "Kitt, two")
            await first.reads(room, me, 2)
            event = await first.client.room_get_event(room, first.messages(room, me)[-1].event_id)
            sealed = event.event.source["content"] if isinstance(event.event, MegolmEvent) else None
            after = matrix._client.olm.outbound_group_sessions[room].id
            assert after != before
            assert sealed is None or sealed["session_id"] == after
            shared = matrix._client.olm.outbound_group_sessions[room].users_shared_with
            assert mara in {user for user, _ in shared}
            assert jonas not in {user for user, _ in shared}

    play(scene)
