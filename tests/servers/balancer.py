"""One address before several processes, as a reverse proxy offers it: in turn, or (to try) to all at once."""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
from types import TracebackType

import aiohttp
from aiohttp import web


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Balancer:
    """Passes calls on to ``ports`` in turn, to the next one where nobody answers; use it as a context.

    ``to_all``: each call goes to all of them at once, and the first answer counts. ``answered`` tells which
    port answered with 200, in order.
    """

    def __init__(self, *ports: int, to_all: bool = False) -> None:
        self._ports = ports
        self._to_all = to_all
        self._turn = itertools.count()
        self.answered: list[int] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="balancer", daemon=True)
        self._ready = threading.Event()
        self._stop = asyncio.Event()

    def __enter__(self) -> Balancer:
        """Listen."""
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Listen no more."""
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)

    @property
    def url(self) -> str:
        """The address that is told outside."""
        return f"http://127.0.0.1:{self.port}/hook"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        app = web.Application()
        app.router.add_post("/hook", self._pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        async with aiohttp.ClientSession() as self._client:
            self._ready.set()
            await self._stop.wait()
            await runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), dict(request.headers)
        first = next(self._turn) % len(self._ports)
        ports = self._ports[first:] + self._ports[:first]
        if self._to_all:
            found = await asyncio.gather(*(self._call(port, body, headers) for port in ports))
            return web.Response(status=min(found))
        for port in ports:
            if (status := await self._call(port, body, headers)) != 502:
                return web.Response(status=status)
        return web.Response(status=502)

    async def _call(self, port: int, body: bytes, headers: dict[str, str]) -> int:
        try:
            async with self._client.post(
                f"http://127.0.0.1:{port}/hook", data=body, headers=headers
            ) as answer:
                if answer.status == 200:
                    self.answered.append(port)
                return answer.status
        except aiohttp.ClientError:
            return 502
