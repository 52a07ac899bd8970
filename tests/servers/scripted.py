"""A homeserver that says what a test wants it to say: what no real one sends, and each request is counted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from aiohttp import web

ME = "@kitt:localhost"
DEVICE = "KITTDEVICE"


class Scripted:
    """Answers a login and each sync; use it as a context manager inside the test's loop.

    ``syncs`` are the answers to give, one after another; then there is nothing new. ``refusals`` are answered
    instead, where the path holds this: (status, body) each once; ``answers`` always. ``cut`` is not answered
    at all, once. ``pages`` are those of a room's past, newest events first.
    """

    def __init__(self) -> None:
        self.syncs: list[Mapping[str, Any] | bytes] = []
        self.refusals: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
        self.answers: dict[str, Any] = {}
        self.cut: list[str] = []
        self.pages: dict[str, list[list[Any]]] = {}
        self.requests: list[tuple[str, str]] = []
        self.bodies: list[tuple[str, Any]] = []
        self.address = ""
        self._keys: dict[str, Any] = {}
        self._batch = 0
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Scripted:
        """Listen."""
        app = web.Application(client_max_size=2**20)
        app.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.address = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Stop."""
        assert self._runner is not None
        await self._runner.cleanup()

    def count(self, part: str) -> int:
        """How many requests had this in their path."""
        return sum(part in path for _, path in self.requests)

    def sent(self) -> list[Any]:
        """The contents that were sent into rooms, in order."""
        return [body for path, body in self.bodies if "/send/" in path]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = request.raw_path
        self.requests.append((request.method, path))
        body = await request.read()
        self.bodies.append((path, _json(body)))
        for part in self.cut:
            if part in path:
                self.cut.remove(part)
                assert request.transport is not None
                request.transport.abort()
                break
        for part, refusals in self.refusals.items():
            if part in path and refusals:
                status, refusal = refusals.pop(0)
                return web.json_response(dict(refusal), status=status)
        for part, answer in self.answers.items():
            if part in path:
                return web.json_response(answer)
        if "/messages?" in path:
            return web.json_response(self._page(path))
        if "/sync?" in path:
            return await self._sync(first="full_state=true" in path)
        return self._usual(path, _json(body))

    def _page(self, path: str) -> dict[str, Any]:
        """The page of a room that is asked for by its number; each names the next one."""
        pages = next((pages for name, pages in self.pages.items() if name in unquote(path)), [[]])
        number = int(path.partition("from=")[2].partition("&")[0])
        return {"chunk": pages[number], "start": str(number), "end": str(number + 1)}

    def _usual(self, path: str, body: Any) -> web.StreamResponse:
        if path.endswith("/keys/upload"):
            self._keys |= body.get("device_keys") or {}
        usual = {
            "/login": {"user_id": ME, "device_id": DEVICE, "access_token": "token"},
            "/account/whoami": {"user_id": ME, "device_id": DEVICE},
            "/keys/upload": {"one_time_key_counts": {"signed_curve25519": 50}},
            "/keys/query": {"device_keys": {ME: {DEVICE: self._keys}}},
        }
        if path.endswith("/state/m.room.encryption"):
            return web.json_response({"errcode": "M_NOT_FOUND"}, status=404)
        if "/send/" in path:
            return web.json_response({"event_id": f"${len(self.requests)}"})
        return web.json_response(next((usual[end] for end in usual if path.endswith(end)), {}))

    async def _sync(self, first: bool) -> web.StreamResponse:
        """What is next; where there is nothing, the request waits a little for it."""
        for _ in range(0 if first else 100):
            if not self.syncs:
                await asyncio.sleep(0.005)
        if not self.syncs:
            return web.json_response(self._new({}))
        said = self.syncs.pop(0)
        if isinstance(said, bytes):
            return web.Response(body=said, content_type="application/json")
        return web.Response(body=json.dumps(self._new(said)), content_type="application/json")

    def _new(self, said: Mapping[str, Any]) -> dict[str, Any]:
        self._batch += 1
        usual = {"next_batch": f"s{self._batch}", "device_one_time_keys_count": {"signed_curve25519": 50}}
        return usual | dict(said)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def room(
    *events: Any, state: tuple[Any, ...] = (), name: str = "!room:localhost", **more: Any
) -> dict[str, Any]:
    """A sync's answer with these events in a private chat of Kitt and Mara."""
    members = [member(ME), member("@mara:localhost")]
    timeline = {"events": list(events), "limited": False, "prev_batch": "p", **more}
    return {"rooms": {"join": {name: {"state": {"events": [*members, *state]}, "timeline": timeline}}}}


def member(user: str, membership: str = "join") -> dict[str, Any]:
    """Somebody's membership, as state."""
    return event("m.room.member", {"membership": membership}, user, state_key=user, event_id=f"${user[1:]}")


def event(
    sort: str, content: Any, sender: str = "@mara:localhost", *, event_id: str, **more: Any
) -> dict[str, Any]:
    """An event of a room."""
    return {
        "type": sort, "content": content, "sender": sender, "event_id": event_id, "origin_server_ts": 10**13,
    } | more  # fmt: skip


def text(body: Any, event_id: str, **content: Any) -> dict[str, Any]:
    """A text of Mara's."""
    return event("m.room.message", {"msgtype": "m.text", "body": body, **content}, event_id=event_id)
