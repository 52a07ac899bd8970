"""The HTTP side: a thread with an event loop of its own, which answers as api.telegram.org does."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.servers.botapi import asking
from tests.servers.botapi.errors import RefusedError
from tests.servers.botapi.faults import Fault
from tests.servers.botapi.receiving import Receiving
from tests.servers.botapi.world import World

JSON_PARAMETERS = frozenset({
    "reply_markup", "entities", "caption_entities", "allowed_updates", "commands", "scope", "options",
    "reaction", "reply_parameters", "link_preview_options", "message_ids",
})  # fmt: skip
LONGEST_HANG = 120.0
"""Seconds after which a call is let go that is never to be answered."""


@dataclass
class Call:
    """One call of the bot: ``outcome`` is 200, the status of a refusal, or the fault's name."""

    method: str
    params: dict[str, Any]
    outcome: int | str = 0
    chat: int | None = field(default=None)


class HttpServer:
    """Listens on 127.0.0.1; ``changed`` guards the world and is notified after every call."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.changed = threading.Condition()
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="bot-api", daemon=True)
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self.receiving: Receiving

    def start(self) -> None:
        """Listen; returns when calls may come."""
        self._thread.start()
        if not self._ready.wait(30):
            raise RuntimeError("the fake Bot API did not start")

    def stop(self) -> None:
        """Listen no more."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    def wake(self) -> None:
        """Tell whoever waits for updates. From any thread."""
        self._loop.call_soon_threadsafe(self.receiving.arrived)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self.receiving = Receiving(self.world)
        app = web.Application(client_max_size=60_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/{folder}/{name}", self._file)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self._stop.wait()
        await self.receiving.stop()
        await runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        wanted = request.match_info["method"]
        token = request.match_info["token"]
        if ":" not in token:
            return _answer(RefusedError(404, "Not Found"))
        if token != self.world.token:
            return _answer(RefusedError(401, "Unauthorized"))
        params = await _params(request)
        known = {name.lower(): name for name in (*asking.METHODS, *_WAITING)}
        name = known.get(wanted.lower())
        if name is None:
            return _answer(RefusedError(404, "Not Found"))
        call = Call(name, {key: value for key, value in params.items() if key != "__files"})
        with self.changed:
            self.calls.append(call)
            call.chat = _number(params.get("chat_id"))
            failing = next((one for one in self.faults if one.hits(name, call.chat)), None)
            # Here too: a call for updates may wait for half a minute before it ends.
            self.changed.notify_all()
        if failing is not None:
            return await self._fail(request, call, params, failing)
        return await self._do(call, params)

    async def _do(self, call: Call, params: dict[str, Any]) -> web.Response:
        try:
            if call.method in _WAITING:
                result = await _WAITING[call.method](self.receiving, params)
            else:
                with self.changed:
                    result = asking.METHODS[call.method](self.world, params)
        except RefusedError as error:
            result = error
        with self.changed:
            call.outcome = result.status if isinstance(result, RefusedError) else 200
            response = _answer(result)
            self.changed.notify_all()
        return response

    async def _fail(
        self, request: web.Request, call: Call, params: dict[str, Any], failing: Fault
    ) -> web.StreamResponse:
        if failing.accepted:
            await self._do(call, params)
        with self.changed:
            call.outcome = failing.name
            self.changed.notify_all()
        if failing.how == "refuse":
            assert failing.refusal is not None
            return _answer(failing.refusal)
        if failing.how == "html":
            page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
            return web.Response(status=502, text=page, content_type="text/html")
        if failing.how == "proxy":
            return web.Response(status=404, text="<html>nginx</html>", content_type="text/html")
        if failing.how == "foreign":
            return web.json_response(["hello"])
        if failing.how == "reset":
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        stopped = asyncio.create_task(self._stop.wait())
        await asyncio.wait({stopped}, timeout=LONGEST_HANG)
        stopped.cancel()
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if request.match_info["token"] != self.world.token or name not in self.world.files:
            return _answer(RefusedError(404, "Not Found"))
        return web.Response(body=self.world.files[name][1], content_type="application/octet-stream")


_WAITING: dict[str, Callable[[Receiving, dict[str, Any]], Any]] = {
    "getUpdates": Receiving.get_updates,
    "setWebhook": Receiving.set_webhook,
    "deleteWebhook": Receiving.delete_webhook,
    "getWebhookInfo": Receiving.webhook_info,
}


async def _params(request: web.Request) -> dict[str, Any]:
    """The parameters of a call, however they come; files under ``__files``."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        params |= await request.json()
    elif request.can_read_body:
        files: dict[str, tuple[str, bytes]] = {}
        for key, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[key] = (value.filename, value.file.read())
            else:
                params[key] = value
        params["__files"] = files
    return {key: _value(key, value) for key, value in params.items()}


def _value(key: str, value: Any) -> Any:
    if isinstance(value, str) and key in JSON_PARAMETERS:
        return json.loads(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _number(value: object) -> int | None:
    return int(str(value)) if str(value).lstrip("-").isdigit() else None


def _answer(result: Any) -> web.Response:
    if not isinstance(result, RefusedError):
        return web.json_response({"ok": True, "result": result})
    headers = {}
    if "retry_after" in result.parameters:
        headers["Retry-After"] = str(result.parameters["retry_after"])
    return web.json_response(result.as_json(), status=result.status, headers=headers)
