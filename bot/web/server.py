"""The server: uvicorn inside our event loop, without its signals, its log and its lines about who called."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, tzinfo

import uvicorn

from bot.ports import Clock, Hook
from bot.web.listening import listen
from bot.web.metrics import Metrics
from bot.web.pages import Pages
from storage.session import Store

MOST_AT_ONCE = 200
"""Calls at a time; more are told to come later (503). Telegram makes at most 100."""

LONGEST_GRACE = 10
"""Seconds that calls may take to end when the server stops: longer than a store is waited for."""


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs the process."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Web:
    """Listens from the moment it is made; answers from ``start`` on."""

    def __init__(self, host: str, port: int, zone: tzinfo = UTC) -> None:
        self._zone = zone
        self._socket = listen(host, port)
        self._hooks: dict[str, Hook] = {}
        self._pages: Pages | None = None
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None
        self.metrics = Metrics()

    @property
    def port(self) -> int:
        """The port, also where any free one was asked for."""
        return int(self._socket.getsockname()[1])

    def mount(self, path: str, hook: Hook) -> None:
        """Let a hook answer what is posted to a path; before ``start``."""
        self._hooks[path] = hook

    def start(
        self,
        store: Store,
        state: Callable[[], str],
        clock: Clock,
        troubles: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """Begin to answer; ``state`` gives the code of why the process is not ready, or "".

        ``troubles`` names the messengers that are not connected, with a code each.
        """
        self._pages = Pages(store, self.metrics, state, clock, troubles, self._zone)
        config = uvicorn.Config(
            self._pages.application(self._hooks),
            log_config=None,
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            http="h11",
            proxy_headers=False,
            server_header=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_graceful_shutdown=LONGEST_GRACE,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))

    async def stop(self) -> None:
        """Take nothing more in; calls that are being answered are finished."""
        if self._server is not None and self._task is not None and self._pages is not None:
            self._server.should_exit = True
            await self._task
            self._pages.close()
        self.close()

    def close(self) -> None:
        """Give the port back; for a start that did not come to be."""
        self._socket.close()
