"""Kitt's web server: what it says of the process, and that it says nothing about anybody."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text

from bot import serving
from bot.config import load
from bot.ports import Hook
from bot.web.asking import Asked
from bot.web.listening import CannotListenError, listen
from bot.web.server import Web
from storage.errors import StoreBusyError
from storage.session import Store
from tests.bot.assembly import HandClock, play


@asynccontextmanager
async def served(
    store: Store,
    state: Callable[[], str] = str,
    hook: Hook | None = None,
    troubles: Callable[[], dict[str, str]] = dict,
) -> AsyncIterator[tuple[Web, httpx.AsyncClient]]:
    """A server that answers, and somebody who calls it."""
    web = Web("127.0.0.1", 0)
    if hook is not None:
        web.mount("/hook", hook)
    web.start(store, state, HandClock(), troubles)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{web.port}", timeout=60) as client:
        try:
            yield web, client
        finally:
            await web.stop()


async def told(client: httpx.AsyncClient, path: str) -> tuple[int, dict[str, object]]:
    answer = await client.get(path)
    return answer.status_code, json.loads(answer.text)


class Failing(Store):
    """A store that cannot be read."""

    def read(self):  # type: ignore[no-untyped-def]
        raise StoreBusyError


def test_a_process_that_is_well(store: Store) -> None:
    """200 and nothing more; no name of a server, nothing to be kept."""

    async def scene() -> None:
        async with served(store) as (_, client):
            for path in ("/health", "/ready"):
                assert await told(client, path) == (200, {"ok": True})
            headers = (await client.get("/health")).headers
            assert "server" not in headers
            assert headers["cache-control"] == "no-store"
            assert (await client.get("/")).status_code == 404

    play(scene)


def test_a_store_that_does_not_answer(store: Store) -> None:
    """503 with a constant code; the metrics say so too, and still tell what the process knows."""

    async def scene() -> None:
        async with served(Failing(store.engine)) as (web, client):
            web.metrics.measure("handled", result="done")
            for path in ("/health", "/ready"):
                assert await told(client, path) == (503, {"ok": False, "code": "store"})
            page = (await client.get("/metrics")).text
            assert "kitt_store_up 0.0" in page
            assert 'kitt_inbox_handled_total{result="done"} 1.0' in page
            assert "kitt_inbox_waiting" not in page

    play(scene)


@pytest.mark.parametrize("code", ["starting", "messenger", "stopping"])
def test_a_process_that_is_not_ready(store: Store, code: str) -> None:
    """It lives, but is not ready, and says why."""

    async def scene() -> None:
        async with served(store, lambda: code) as (_, client):
            assert await told(client, "/ready") == (503, {"ok": False, "code": code})
            assert await told(client, "/health") == (200, {"ok": True})

    play(scene)


def test_a_messenger_that_is_not_connected(store: Store) -> None:
    """Both pages name it; the process is ready for the others."""

    async def scene() -> None:
        said = {"ok": True, "messengers": {"matrix": "refused"}}
        async with served(store, troubles=lambda: {"matrix": "refused"}) as (_, client):
            assert await told(client, "/ready") == (200, said)
            assert await told(client, "/health") == (200, said)

    play(scene)


def test_a_store_of_another_revision(store: Store) -> None:
    """It answers, so the process lives; but the process is not the one for it."""
    with store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    async def scene() -> None:
        async with served(store) as (_, client):
            assert await told(client, "/ready") == (503, {"ok": False, "code": "migrations"})
            assert await told(client, "/health") == (200, {"ok": True})

    play(scene)


def test_a_question_that_hangs() -> None:
    """Nobody waits for ever, and it is not asked a second time meanwhile; later its answer counts."""
    goes_on, asked = threading.Event(), []

    def ask() -> str:
        asked.append(1)
        goes_on.wait(30)
        return "well"

    async def scene() -> None:
        with ThreadPoolExecutor(1) as pool:
            question = Asked(ask, pool, lasts=60, patience=0.02)
            assert [await question.answer(), await question.answer()] == [None, None]
            goes_on.set()
            while await question.answer() is None:
                pass
            assert await asyncio.gather(*(question.answer() for _ in range(5))) == ["well"] * 5

    play(scene)
    assert asked == [1]


async def answers(client: httpx.AsyncClient, url: str) -> bool:
    try:
        await client.get(url)
    except httpx.TransportError:
        return False
    return True


def test_a_stop_finishes_what_is_being_answered(store: Store) -> None:
    """Nothing more is taken in, and whoever called before gets their answer."""
    begun, goes_on = asyncio.Event(), asyncio.Event()

    async def hook(_headers: object, _body: bytes) -> int:
        begun.set()
        await goes_on.wait()
        return 200

    async def scene() -> None:
        async with served(store, hook=hook) as (web, client):
            calling = asyncio.create_task(client.post("/hook"))
            await begun.wait()
            stopping = asyncio.create_task(web.stop())
            async with httpx.AsyncClient() as other:
                while await answers(other, f"{client.base_url}/health"):
                    pass
            assert not stopping.done()
            goes_on.set()
            assert (await calling).status_code == 200
            await stopping

    play(scene)


def test_a_hook_that_crashes(store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    """500, so that the network offers it again; neither what came nor from where gets into the log."""

    async def hook(_headers: object, body: bytes) -> int:
        raise ValueError(body)

    async def scene() -> None:
        async with served(store, hook=hook) as (web, client):
            assert (await client.post("/hook", content=b"geheim")).status_code == 500
            reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
            writer.write(b"\x16\x03\x01 no HTTP at all geheim\r\n\r\n")
            await reader.read()
            writer.close()

    play(scene)
    shown = "".join(capfd.readouterr())
    assert "web.hook_failed" in shown
    assert "geheim" not in shown
    assert "127.0.0.1" not in shown


def test_signals_are_left_alone(store: Store) -> None:
    """Whoever runs the process has its own idea of how to end it."""

    async def scene() -> None:
        before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
        async with served(store) as (_, client):
            await client.get("/health")
            assert {name: signal.getsignal(name) for name in before} == before

    play(scene)


def test_a_port_in_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One clear sentence and the end, before anything else was begun."""
    monkeypatch.setenv("LANG", "en")
    (tmp_path / "config.yml").write_text("")
    with closing(listen("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environ = {
            "KITT_CONFIG": str(tmp_path / "config.yml"),
            "KITT_TELEGRAM_TOKEN": "1:nobody",
            "KITT_WEB__PORT": str(port),
            "KITT_LOG__FILE": "kitt.log",
        }
        assert serving.run(load(environ)) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert f"ort {port} of 127.0.0.1 is in use." in line
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_that_is_not_ours(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said as such; names are not looked up anywhere else than here."""
    monkeypatch.setattr(socket, "getaddrinfo", _offline)
    with pytest.raises(CannotListenError) as refused:
        listen(host, 0)
    assert "web.host" in refused.value.sentence.de


def _offline(host: str, port: int, **more: object) -> list[object]:
    if host.endswith(".invalid"):
        raise socket.gaierror(-2, "Name or service not known")
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
