"""What people see of Kitt's account: a name and a picture of its own, unless somebody gave it others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.messengers.matrix.introducing import PICTURE
from storage.session import Store
from tests.bot.assembly import play
from tests.matrix.person import until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])


def profile(homeserver: Homeserver, user_id: str) -> Any:
    return httpx.get(f"{homeserver.address}/_matrix/client/v3/profile/{user_id}").json()


def start_once(homeserver: Homeserver, me: str, store: Store, folder: Path) -> None:
    told: list[str] = []

    async def scene() -> None:
        async with kitt(homeserver, me, store, folder, told):
            await until(lambda: any(word.startswith("fingerprint") for word in told))

    play(scene)


def token_of(homeserver: Homeserver, user_id: str) -> str:
    login = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user_id},
        "password": "password",
    }
    return str(httpx.post(f"{homeserver.address}/_matrix/client/v3/login", json=login).json()["access_token"])


def test_a_new_account(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """It gets a name and a picture; the next start leaves both alone."""
    me = account("kitt")
    start_once(homeserver, me, store, tmp_path / "home")
    shown = profile(homeserver, me)
    assert shown["displayname"] == "Kitt"
    picture = shown["avatar_url"].removeprefix("mxc://")
    header = {"Authorization": f"Bearer {token_of(homeserver, me)}"}
    found = httpx.get(f"{homeserver.address}/_matrix/client/v1/media/download/{picture}", headers=header)
    assert (found.headers["content-type"], found.content) == ("image/png", PICTURE.read_bytes())
    start_once(homeserver, me, store, tmp_path / "home")
    assert profile(homeserver, me) == shown


def test_an_account_with_a_face(
    homeserver: Homeserver, account: Account, store: Store, tmp_path: Path
) -> None:
    """What somebody chose stays."""
    me = account("kitt")
    header = {"Authorization": f"Bearer {token_of(homeserver, me)}"}
    chosen = {"displayname": "Harzbot", "avatar_url": f"mxc://{homeserver.name}/chosen"}
    for name, value in chosen.items():
        where = f"{homeserver.address}/_matrix/client/v3/profile/{me}/{name}"
        httpx.put(where, json={name: value}, headers=header).raise_for_status()
    start_once(homeserver, me, store, tmp_path / "home")
    assert profile(homeserver, me) == chosen
