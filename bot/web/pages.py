"""What answers at which path: /health, /ready, /metrics, calendars, the hooks of networks that call us."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, tzinfo

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.log import logger
from bot.ports import Clock, Hook
from bot.web.asking import Asked
from bot.web.calendars import PATH, Calendars
from bot.web.metrics import CONTENT_TYPE, Metrics
from dialogs.topics.calendars import words
from storage import migrations
from storage.services import figures
from storage.session import Store

LARGEST = 1_000_000
"""Bytes of a body: Telegram's updates are far smaller (https://core.telegram.org/bots/api#update)."""

SLOWEST = 20.0
"""Seconds that a body may take to arrive."""

_HEADERS = {"Cache-Control": "no-store"}


class TooLargeError(Exception):
    """A body is larger than what anybody would send us in earnest."""


class Pages:
    """The answers about one process. ``state`` gives a code if the process is not ready, else "".

    ``troubles`` names the messengers that are not connected, each with a code that says why. ``zone`` is
    the network's.
    """

    def __init__(
        self,
        store: Store,
        metrics: Metrics,
        state: Callable[[], str],
        clock: Clock,
        troubles: Callable[[], Mapping[str, str]],
        zone: tzinfo = UTC,
    ) -> None:
        self._troubles = troubles
        self._store = store
        self._metrics = metrics
        self._state = state
        self._clock = clock
        self._pool = ThreadPoolExecutor(3, thread_name_prefix="web")
        self._calendars = Calendars(store, clock, words, zone)
        self._alive = Asked(self._is_alive, self._pool, lasts=1.0)
        self._current = Asked(self._is_current, self._pool, lasts=10.0)
        self._figures = Asked(self._count, self._pool, lasts=5.0)

    def application(self, hooks: Mapping[str, Hook]) -> Starlette:
        """The application for a server."""
        routes = [
            Route("/health", self._health),
            Route("/ready", self._ready),
            Route("/metrics", self._metrics_page),
            Route(PATH, self._calendars.answer),
            *(Route(path, _called(hook), methods=["POST"]) for path, hook in hooks.items()),
        ]
        made = Starlette(routes=routes)
        # Telegram follows no redirects, so a wrong path is to be seen as one.
        made.router.redirect_slashes = False
        return made

    def close(self) -> None:
        """Ask the store nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._calendars.close()

    async def _health(self, _request: Request) -> Response:
        """The process lives: its loop answers, and so does its store."""
        return self._told("" if await self._alive.answer() else "store")

    async def _ready(self, _request: Request) -> Response:
        """The process does all that it is there for."""
        code = self._state()
        if not code and not await self._alive.answer():
            code = "store"
        if not code and not await self._current.answer():
            code = "migrations"
        return self._told(code)

    async def _metrics_page(self, _request: Request) -> Response:
        page = self._metrics.page(await self._figures.answer(), self._clock())
        return Response(page, media_type=CONTENT_TYPE, headers=_HEADERS)

    def _told(self, code: str) -> JSONResponse:
        body: dict[str, object] = {"ok": False, "code": code} if code else {"ok": True}
        if troubles := self._troubles():
            body["messengers"] = dict(troubles)
        return JSONResponse(body, 503 if code else 200, _HEADERS)

    def _is_alive(self) -> bool:
        # The table that every start reads; that it is there says more than that a server answers.
        return migrations.current(self._store) is not None

    def _is_current(self) -> bool:
        return migrations.is_current(self._store)

    def _count(self) -> figures.Figures:
        with self._store.read() as session:
            return figures.figures(session)


def _called(hook: Hook) -> Callable[[Request], Awaitable[Response]]:
    """A page that hands a call to whom it is for, and answers with nothing but a status."""

    async def answer(request: Request) -> Response:
        try:
            async with asyncio.timeout(SLOWEST):
                body = await _body(request)
        except TooLargeError:
            return Response(status_code=413)
        except TimeoutError:
            return Response(status_code=408)
        except ClientDisconnect:
            return Response(status_code=400)
        try:
            return Response(status_code=await hook(dict(request.headers), body))
        except Exception as error:
            logger().error("web.hook_failed", exc_info=error)
            return Response(status_code=500)

    return answer


async def _body(request: Request) -> bytes:
    """The body, of which no more is read than it may have.

    Raises:
        TooLargeError: there is more of it.
    """
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > LARGEST:
        raise TooLargeError
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise TooLargeError
    return bytes(body)
