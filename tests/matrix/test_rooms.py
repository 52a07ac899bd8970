"""Rooms: Kitt answers whoever speaks to it, where they spoke, and nobody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from storage.session import Store
from tests.bot.assembly import play
from tests.matrix.person import Person, until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
Scene = Callable[[Person, Person, str, str], Awaitable[None]]

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


@pytest.fixture
def in_room(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> Callable[..., None]:
    """Let a scene play in a room of Mara, Jonas and Kitt: (mara, jonas, room, kitt's name)."""
    me, mara, jonas = account("kitt"), account("mara"), account("jonas")

    async def whole(scene: Scene, *, encrypted: bool) -> None:
        async with (
            Person(homeserver.address, mara, tmp_path / "mara") as first,
            Person(homeserver.address, jonas, tmp_path / "jonas") as second,
        ):
            room = await first.opens(me, jonas, encrypted=encrypted, direct=True, name="Beratung")
            await second.client.join(room)
            async with kitt(homeserver, me, store, tmp_path / "home", []):
                await first.with_member(room, me)
                await first.with_member(room, jonas)
                await scene(first, second, room, me)

    return lambda scene, *, encrypted=False: play(lambda: whole(scene, encrypted=encrypted))


@pytest.mark.parametrize("encrypted", [False, True])
def test_who_speaks_to_kitt_is_answered(in_room: Callable[..., None], encrypted: bool) -> None:
    """Mentioned, by name, by command, in a reply; in a reply that mentions whoever asked."""

    async def scene(mara: Person, _jonas: Person, room: str, me: str) -> None:
        await mara.writes(room, "not for Kitt")
        await mara.writes(room, "Kitt: by name")
        await mara.reads(room, me, 1)
        asked = await mara.writes(room, "hey Kitt there", **{"m.mentions": {"user_ids": [me]}})
        await mara.reads(room, me, 2)
        await mara.writes(room, "!kontakt")
        await mara.reads(room, me, 3)
        answer = mara.messages(room, me)[1]
        await mara.writes(
            room, "> <x> y\n\na reply", **{"m.relates_to": {"m.in_reply_to": {"event_id": answer.event_id}}}
        )
        assert await mara.reads(room, me, 4) == [
            "guest: by name", "guest: hey Kitt there", "guest: !kontakt", "guest: a reply",
        ]  # fmt: skip
        said = answer.source["content"]
        assert said["msgtype"] == "m.notice"
        assert said["m.relates_to"]["m.in_reply_to"]["event_id"] == asked
        assert said["m.mentions"] == {"user_ids": [mara.user_id]}
        assert answer.decrypted == encrypted

    in_room(scene, encrypted=encrypted)


def test_threads(in_room: Callable[..., None]) -> None:
    """Asked in a thread, Kitt answers there; what follows there is said to Kitt, other threads are not."""

    async def scene(mara: Person, jonas: Person, room: str, me: str) -> None:
        root = await mara.writes(room, "something")
        other = await mara.writes(room, "something else")

        def inside(thread: str) -> dict[str, object]:
            relation = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": True}
            return {"m.relates_to": relation | {"m.in_reply_to": {"event_id": thread}}}

        await mara.writes(room, "first in a thread without Kitt", **inside(other))
        await mara.writes(room, "Kitt, hello", **inside(root))
        await mara.reads(room, me)
        await jonas.writes(room, "and now", **inside(root))
        assert await mara.reads(room, me, 2) == ["guest: hello", "guest: and now"]
        for message in mara.messages(room, me):
            assert message.source["content"]["m.relates_to"]["event_id"] == root

    in_room(scene)


def test_notices_are_no_questions(in_room: Callable[..., None]) -> None:
    """Other bots' notices are not answered (they would answer back); an edited question is the same one."""

    async def scene(mara: Person, _jonas: Person, room: str, me: str) -> None:
        await mara.writes(room, "Kitt: from a bot", msgtype="m.notice")
        first = await mara.writes(room, "Kitt: a question")
        await mara.reads(room, me)
        edit = {"rel_type": "m.replace", "event_id": first}
        new = {"msgtype": "m.text", "body": "Kitt: another question"}
        await mara.writes(room, "* Kitt: another question", **{"m.new_content": new, "m.relates_to": edit})
        await mara.writes(room, "Kitt: the last")
        await until(lambda: "guest: the last" in mara.texts(room, me))
        assert mara.texts(room, me) == ["guest: a question", "* guest: another question", "guest: the last"]

    in_room(scene)
