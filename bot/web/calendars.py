"""Calendars that programs subscribe to: fetched again and again, and mostly unchanged.

An address that opens nothing is answered alike, whether it never did or does no longer. What is asked for is
neither logged nor counted: the address is the key.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, tzinfo
from email.utils import format_datetime, parsedate_to_datetime
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from bot.log import logger
from bot.ports import Clock
from storage.errors import StoreError
from storage.services import feeds
from storage.session import Store

PATH = "/calendar/{name}"
LASTS = 15 * 60
"""For how many seconds a program may keep what it fetched without asking: it asks every hour or so."""

WINDOW = 600.0
"""Seconds in which calls are counted."""

MOST_OF_ONE = 60
"""Calls for one address in a window: a telephone, a computer and a web calendar, all impatient."""

MOST_OF_ALL = 6000
"""Calls in a window for addresses that have not opened anything so far: ten a second, far more than 500 make.
What has opened something is answered however much somebody guesses."""

MOST_KNOWN = 5000
"""Addresses whose calls are counted at a time."""

_NAME = re.compile(r"([A-Za-z0-9_-]{20,100})\.ics")
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


class Page(NamedTuple):
    """A calendar, and since when it is like this."""

    content: bytes
    tag: str
    since: datetime


class Rate:
    """How often something is asked for; what is counted is a digest."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._all: deque[float] = deque()
        self._by_key: OrderedDict[str, deque[float]] = OrderedDict()
        self._right: OrderedDict[str, None] = OrderedDict()

    def opened(self, key: str) -> None:
        """It was a right one: it does not count among those of all any more."""
        self._right[key] = None
        self._right.move_to_end(key)
        while len(self._right) > MOST_KNOWN:
            self._right.popitem(last=False)

    def admits(self, key: str) -> bool:
        """Whether another call is answered; it is counted if so."""
        now = self._now()
        own = self._by_key.setdefault(key, deque())
        self._by_key.move_to_end(key)
        while len(self._by_key) > MOST_KNOWN:
            self._by_key.popitem(last=False)
        counted = (
            [(own, MOST_OF_ONE)] if key in self._right else [(self._all, MOST_OF_ALL), (own, MOST_OF_ONE)]
        )
        for calls, most in counted:
            # Those to come are of a clock that was put back since.
            while calls and not now - WINDOW < calls[0] <= now:
                calls.popleft()
            if len(calls) >= most:
                return False
        for calls, _ in counted:
            calls.append(now)
        return True


class Calendars:
    """Answers for calendars. ``words`` are those of a language; ``zone``: in which people leave on a day."""

    def __init__(
        self, store: Store, clock: Clock, words: Callable[[str | None], feeds.Words], zone: tzinfo = UTC
    ) -> None:
        self._store = store
        self._clock = clock
        self._words = words
        self._zone = zone
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="calendars")
        self._rate = Rate(lambda: clock().timestamp())

    async def answer(self, request: Request) -> Response:
        """The calendar at an address, or that nothing has changed."""
        named = _NAME.fullmatch(request.path_params["name"])
        token = named[1] if named else ""
        key = feeds.digest(token)
        if not self._rate.admits(key):
            return Response(status_code=429, headers={"Retry-After": str(int(WINDOW)), **_ALWAYS})
        page = None
        if token:
            try:
                page = await asyncio.get_running_loop().run_in_executor(self._pool, self.page, token)
            except StoreError as error:
                logger().warning("web.store_failed", exc_info=error)
                return Response(status_code=503, headers={"Retry-After": "60", **_ALWAYS})
        if page is None:
            return Response(status_code=404, headers={"Cache-Control": "no-store", **_ALWAYS})
        self._rate.opened(key)
        headers = {
            "ETag": page.tag,
            "Last-Modified": format_datetime(page.since, usegmt=True),
            "Cache-Control": f"private, max-age={LASTS}",
            "Content-Disposition": 'inline; filename="kitt.ics"',
            **_ALWAYS,
        }
        if _unchanged(request, page):
            return Response(status_code=304, headers=headers)
        return Response(page.content, media_type="text/calendar; charset=utf-8", headers=headers)

    def page(self, token: str) -> Page | None:
        """What a token opens; None if it opens nothing."""
        now = self._clock()
        with self._store.read() as session:
            found = feeds.opened(session, token, now.astimezone(self._zone).date())
            if found is None:
                return None
            words = self._words(found.language)
            text = feeds.content(session, found.person_id, words, now) or feeds.empty(words)
        written = feeds.digest(text)
        since = found.content_at
        if since is None or written != found.content:
            with self._store.write() as session:
                since = feeds.note(session, found, written, now)
        return Page(text.encode(), f'"{written[:32]}"', since)

    def close(self) -> None:
        """Ask the store nothing more."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _unchanged(request: Request, page: Page) -> bool:
    """Whether who asks has it like this (RFC 9110 13.1: a tag goes before a time)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return page.tag in known or "*" in known
    asked = request.headers.get("if-modified-since")
    if asked is None:
        return False
    try:
        moment = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):  # numbers that no calendar has
        return False
    return moment.tzinfo is not None and page.since <= moment
