"""Private chats, encrypted as Element makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from storage.session import Store
from tests.bot.assembly import play
from tests.matrix.person import Person, until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]


def test_an_encrypted_private_chat(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """Kitt comes when invited, reads and answers encrypted, and stays the same device over restarts."""
    told: list[str] = []
    me, mara = account("kitt"), account("mara")

    async def scene() -> None:
        async with kitt(homeserver, me, store, tmp_path / "home", told):
            await until(lambda: told)
        async with Person(homeserver.address, mara, tmp_path / "mara") as person:
            room = await person.opens(me)
            async with kitt(homeserver, me, store, tmp_path / "home", told):
                await person.with_member(room, me)
                await person.writes(room, "hello")
                assert await person.reads(room, me) == ["guest: hello"]
                answer = person.messages(room, me)[-1]
                assert answer.decrypted
                assert answer.source["content"]["msgtype"] == "m.text"
                await until(lambda: me in person.client.rooms[room].read_receipts)
            await person.writes(room, "while it was away")
            async with kitt(homeserver, me, store, tmp_path / "home", told):
                await until(lambda: "guest: while it was away" in person.texts(room, me))
                await person.writes(room, "again")
                await until(lambda: "guest: again" in person.texts(room, me))
        assert len(person.messages(room, me)) == 3
        assert f"connected https://matrix.to/#/{me}" in told
        assert not [word for word in told if word.startswith(("keys", "unsigned", "foreign"))]

    play(scene)
