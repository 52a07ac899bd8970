"""The login: everything that can be wrong with it ends in one clear code, and never in a loop."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.messengers import create
from bot.messengers.matrix.connecting import Account as Known
from bot.messengers.matrix.connecting import connect
from bot.messengers.matrix.home import Home, Login
from bot.ports import Part, SendError, Span
from storage.session import Store
from tests.bot.assembly import Assembly, HandClock, play
from tests.matrix.element import Element
from tests.matrix.person import Person, until
from tests.matrix.scene import QUICK, kitt
from tests.servers.balancer import free_port
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


def codes(told: list[str]) -> list[str]:
    """What was said, without the details."""
    return [word.partition(" ")[0] for word in told]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"password": "wrong"}, "refused"),
        ({"password": None, "token": "wrong"}, "unauthorized"),
    ],
)
def test_a_way_in_that_is_none(
    homeserver: Homeserver,
    account: Account,
    store: Store,
    tmp_path: Path,
    settings: dict[str, str | None],
    code: str,
) -> None:
    """It is said once, and Kitt ends here."""
    told: list[str] = []

    async def scene() -> None:
        async with kitt(homeserver, account("kitt"), store, tmp_path / "home", told, **settings):
            await until(lambda: told)
        assert told == [code]

    play(scene)


def test_a_homeserver_that_is_away(store: Store, tmp_path: Path) -> None:
    """It is said once and waited for; a stop does not wait for it."""
    told: list[str] = []
    reached: list[bool] = []

    async def scene() -> None:
        settings = {"homeserver": f"http://127.0.0.1:{free_port()}", "user": "kitt", "password": "password"}
        notice = {"notice": lambda code, _detail: told.append(code)}
        matrix = create("matrix", settings | notice | {"folder": tmp_path / "home", "pauses": QUICK})
        host = Assembly(store, matrix, clock=HandClock()).host
        await matrix.start(replace(host, connected=reached.append))
        await until(lambda: reached)
        with pytest.raises(SendError) as refused:
            await matrix.send("!room:localhost", Part(1, (Span("hello"),)), key="1.1")
        assert refused.value.retry_after is not None
        await matrix.stop()
        await matrix.stop()

    play(scene)
    assert (told, reached) == (["unreachable"], [False])


def test_a_folder_that_cannot_be_used(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """Something lies where the keys belong: that is no homeserver that is away."""
    told: list[str] = []
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "keys").write_text("")

    async def scene() -> None:
        async with kitt(homeserver, account("kitt"), store, tmp_path / "home", told):
            await until(lambda: told)
        assert told == ["folder"]

    play(scene)


def test_killed_before_the_login_is_kept(
    homeserver: Homeserver, account: Account, tmp_path: Path, dialect: str
) -> None:
    """The login is made once more, and leaves no second device on the account."""
    assert dialect
    who = Known(homeserver.address, account("kitt"), "password")

    class Killed(Home):
        """Dies before it has kept anything."""

        def keep_login(self, login: Login) -> None:
            raise RuntimeError("killed")

    async def log_in(home: Home) -> str:
        client, login = await connect(who, home, lambda: datetime.now(UTC), lambda _code, _detail: None)
        await client.close()
        return login.access_token

    def devices(token: str) -> int:
        header = {"Authorization": f"Bearer {token}"}
        found = httpx.get(f"{homeserver.address}/_matrix/client/v3/devices", headers=header).json()
        return len(found["devices"]) - 1  # one came with the registration

    home = Home(tmp_path / "home")
    home.take()
    with pytest.raises(RuntimeError, match="killed"):
        asyncio.run(log_in(Killed(home.folder)))
    assert devices(asyncio.run(log_in(home))) == 1
    home.forget_login()
    assert devices(asyncio.run(log_in(home))) == 2
    home.give_back()


def test_one_folder_one_process(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """A second Kitt with the same keys would destroy them, so it does not begin."""
    first: list[str] = []
    second: list[str] = []
    me = account("kitt")

    async def scene() -> None:
        async with kitt(homeserver, me, store, tmp_path / "home", first):
            await until(lambda: "connected" in codes(first))
            async with kitt(homeserver, me, store, tmp_path / "home", second):
                await until(lambda: second)
        assert second == ["in-use"]

    play(scene)


def test_a_login_that_was_ended(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """Kitt stops and says so; started again with its password it is there as a new device."""
    told: list[str] = []
    me, mara = account("kitt"), account("mara")

    async def scene() -> None:
        async with kitt(homeserver, me, store, tmp_path / "home", told):
            await until(lambda: "connected" in codes(told))
            token = json.loads((tmp_path / "home" / "login.json").read_text())["access_token"]
            await asyncio.to_thread(
                httpx.post,
                f"{homeserver.address}/_matrix/client/v3/logout",
                headers={"Authorization": f"Bearer {token}"},
            )
            await until(lambda: "logged-out" in told)
        told.clear()
        async with (
            kitt(homeserver, me, store, tmp_path / "home", told),
            Element(homeserver.address, mara) as person,
        ):
            await until(lambda: "connected" in codes(told))
            room = await person.opens(me)
            await person.writes(room, "hello")
            assert await person.reads(room, me) == ["guest: hello"]
        assert not {"foreign-identity", "unsigned", "logged-out"} & set(codes(told))

    play(scene)


def test_lost_keys(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """It is said, and Kitt is there as a new device of the same identity."""
    told: list[str] = []
    me, mara = account("kitt"), account("mara")

    async def scene() -> None:
        async with kitt(homeserver, me, store, tmp_path / "home", told):
            await until(lambda: "fingerprint" in codes(told))
        before = [word for word in told if word.startswith("fingerprint")]
        for file in (tmp_path / "home" / "keys").glob("*"):
            file.unlink()
        told.clear()
        async with (
            kitt(homeserver, me, store, tmp_path / "home", told),
            Element(homeserver.address, mara) as person,
        ):
            await until(lambda: "fingerprint" in codes(told))
            room = await person.opens(me)
            await person.writes(room, "hello")
            assert await person.reads(room, me) == ["guest: hello"]
        assert codes(told) == ["keys-lost", "connected", "fingerprint"]
        assert [word for word in told if word.startswith("fingerprint")] == before

    play(scene)


def test_an_identity_of_somebody_else(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """Whoever used the account with Element before has an identity there: it is reported, never replaced."""
    told: list[str] = []
    me, mara = account("kitt"), account("mara")

    async def scene() -> None:
        async with Element(homeserver.address, me):
            pass  # has made its identity
        async with (
            kitt(homeserver, me, store, tmp_path / "home", told),
            Person(homeserver.address, mara, tmp_path / "mara") as person,
        ):
            await until(lambda: "connected" in codes(told))
            room = await person.opens(me)
            await person.with_member(room, me)
            await person.writes(room, "hello")
            assert await person.reads(room, me) == ["guest: hello"]
        assert "foreign-identity" in codes(told)
        assert not (tmp_path / "home" / "identity.json").exists()

    play(scene)


def test_nobody_else_may_read_it(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """Login, identity and keys are for Kitt's user alone."""
    told: list[str] = []

    async def scene() -> None:
        async with kitt(homeserver, account("kitt"), store, tmp_path / "home", told):
            await until(lambda: "connected" in codes(told))

    play(scene)
    kept = [tmp_path / "home", *(tmp_path / "home").rglob("*")]
    assert len(kept) > 5
    assert [path.name for path in kept if path.stat().st_mode & 0o077 and path.name != "lock"] == []
