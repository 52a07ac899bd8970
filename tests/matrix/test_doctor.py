"""`kitt doctor` about Matrix: what is wrong and what to do, against a real homeserver; it changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.doctor import TITLES, examine
from bot.messengers.matrix.home import Home
from bot.messengers.matrix.slowed import Slowed
from storage.session import Store
from tests.bot.assembly import play
from tests.matrix.element import Element
from tests.matrix.person import until
from tests.matrix.scene import kitt
from tests.matrix.test_connecting import codes
from tests.servers.balancer import free_port
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]
once = pytest.mark.parametrize("dialect", ["sqlite"])


@pytest.fixture
def environ(homeserver: Homeserver, account: Account, tmp_path: Path) -> dict[str, str]:
    """An installation with Matrix that was never started."""
    (tmp_path / "config.yml").write_text("")
    return {
        "KITT_CONFIG": str(tmp_path / "config.yml"),
        "KITT_MATRIX_HOMESERVER": homeserver.address,
        "KITT_MATRIX_USER": account("kitt"),
        "KITT_MATRIX_PASSWORD": "password",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "matrix"


def states(environ: dict[str, str], now: datetime | None = None) -> dict[str, str]:
    """What the doctor says of Matrix; whatever is not well comes with what to do."""
    found = {}
    for check in examine(environ, lambda: now or datetime.now(UTC)):
        assert check.name in TITLES
        assert check.state == "ok" or (check.finding and check.remedy)
        if check.name.startswith("matrix"):
            found[check.name.removeprefix("matrix-")] = check.state
    return found


def run_once(homeserver: Homeserver, environ: dict[str, str], store: Store, folder: Path) -> None:
    """Let Kitt log in and stop again."""
    told: list[str] = []

    async def scene() -> None:
        async with kitt(homeserver, environ["KITT_MATRIX_USER"], store, folder, told):
            await until(lambda: any(word.startswith("fingerprint") for word in told))

    folder.parent.mkdir(mode=0o700, exist_ok=True)
    play(scene)


ALL = dict.fromkeys(("library", "folder", "server", "login", "device"), "ok")


@once
def test_before_and_after_the_first_start(
    homeserver: Homeserver, environ: dict[str, str], store: Store, folder: Path
) -> None:
    """Everything is well, and the doctor leaves neither a folder nor a device behind."""
    assert states(environ) == {name: state for name, state in ALL.items() if name != "device"}
    assert not folder.exists()
    run_once(homeserver, environ, store, folder)
    assert states(environ) == ALL
    (folder / "login.json").chmod(0o644)
    assert states(environ) == ALL | {"folder": "failed"}
    (folder / "login.json").chmod(0o600)
    late = datetime.now(UTC) + timedelta(minutes=5)
    assert states(environ, late) == ALL | {"clock": "failed"}
    now = datetime.now(UTC)
    Slowed(Home(folder), lambda: now, lambda _code, _detail: None).note()
    assert states(environ) == ALL | {"limits": "warning"}
    assert "limits" not in states(environ, now + timedelta(days=31))
    kept = json.loads((folder / "login.json").read_text())
    (folder / "keys" / f"{kept['device_id']}.db").rename(folder / "aside")
    assert states(environ)["folder"] == "failed"
    header = {"Authorization": f"Bearer {kept['access_token']}"}
    httpx.post(f"{homeserver.address}/_matrix/client/v3/logout", headers=header)
    assert states(environ)["login"] == "failed"


@once
def test_an_identity_of_somebody_else(
    homeserver: Homeserver, environ: dict[str, str], store: Store, folder: Path
) -> None:
    """Kitt and the doctor name it until somebody with that identity has confirmed Kitt's device."""
    me, told = environ["KITT_MATRIX_USER"], list[str]()
    folder.parent.mkdir(mode=0o700)

    async def scene() -> None:
        async with Element(homeserver.address, me) as own:
            async with kitt(homeserver, me, store, folder, told):
                await until(lambda: "fingerprint" in codes(told))
            assert codes(told) == ["foreign-identity", "connected", "fingerprint"]
            assert states(environ) == ALL | {"device": "warning"}
            device = told[0].split()[1]
            assert device in await own.do("devices", user=me)
            await own.do("confirm", device=device)
            assert states(environ) == ALL
            told.clear()
            async with kitt(homeserver, me, store, folder, told):
                await until(lambda: "fingerprint" in codes(told))
            assert codes(told) == ["connected", "fingerprint"]

    play(scene)


@pytest.mark.parametrize("told", ["nobody", "the web server"])
def test_no_homeserver(environ: dict[str, str], told: str, homeserver: Homeserver) -> None:
    """Nobody there, or somebody who does not speak Matrix."""
    where = f"http://127.0.0.1:{free_port()}" if told == "nobody" else f"{homeserver.address}/nowhere"
    found = states(environ | {"KITT_MATRIX_HOMESERVER": where})
    assert found == {"library": "ok", "folder": "ok", "server": "failed"}


def test_a_wrong_token(environ: dict[str, str]) -> None:
    """It can be tried without a login."""
    assert states(environ | {"KITT_MATRIX_TOKEN": "syt_wrong"})["login"] == "failed"
