"""The line to the homeserver: the library's client, set so that it neither sleeps nor repeats by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError
from nio import AsyncClient, AsyncClientConfig
from nio.store import SqliteStore

from bot.messengers.matrix.careful import Client
from bot.messengers.matrix.home import Home, Login

REQUEST_TIMEOUT = 30.0
"""Seconds for one request; several of them, as for keys and a message, stay under a lease."""

UNREADABLE = "KITT_UNREADABLE"
"""Our own code for an answer that is not what it must be."""

BROKEN = (ClientError, TimeoutError, OSError)
"""What a line that is down raises."""


class AnswerError(Exception):
    """The homeserver refused; ``code`` is Matrix's, ``body`` all that it said."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("errcode") or "M_UNKNOWN")
        self.body = body
        # The body may name people: what is printed or logged holds numbers and constants only.
        super().__init__(f"{status} {self.code}")


DEFAULT_WAIT = timedelta(seconds=5)
"""Where a homeserver names no time: Synapse's own limit allows one message in five seconds."""

LONGEST_WAIT = timedelta(hours=1)
"""Longer no homeserver is believed."""


def wait_of(error: AnswerError) -> timedelta:
    """How long the homeserver asks to wait."""
    if error.code != "M_LIMIT_EXCEEDED":
        return timedelta(0)
    asked = error.body.get("retry_after_ms")
    if isinstance(asked, bool) or not isinstance(asked, int | float) or not 0 <= asked < float("inf"):
        return DEFAULT_WAIT
    return timedelta(milliseconds=min(asked, LONGEST_WAIT.total_seconds() * 1000))


def client_for(homeserver: str, user: str, home: Home, login: Login | None) -> AsyncClient:
    """The library's client; with a login its keys are loaded, or made if there are none yet."""
    config = AsyncClientConfig(
        # 0 means: give the answer back. Whoever asked decides when to try again.
        max_limit_exceeded=0,
        max_timeouts=0,
        request_timeout=REQUEST_TIMEOUT,
        # We keep the position ourselves, after what came is stored.
        store_sync_tokens=False,
        store=SqliteStore,
        store_name=home.key_file(login).name if login else "none.db",
        pickle_key=login.pickle_key if login else "",
    )
    client = Client(homeserver, user, store_path=str(home.keys), config=config)
    if login is not None:
        client.restore_login(login.user_id, login.device_id, login.access_token)
        home.key_file(login).chmod(0o600)
    return client


async def ask(
    client: AsyncClient,
    method: str,
    path: str,
    body: Mapping[str, Any] | None = None,
    *,
    wait: float = 0.0,
) -> dict[str, Any]:
    """Call the homeserver; ``path`` is what stands behind /_matrix/client/v3.

    ``wait`` says how many seconds the homeserver may take its time because nothing is there.

    Raises:
        AnswerError: the homeserver refused.
        ClientError, TimeoutError, OSError: the line is down.
    """
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"}
    data = json.dumps(body) if body is not None else None
    answer = await client.send(
        method, f"/_matrix/client/v3{path}", data, headers, timeout=REQUEST_TIMEOUT + wait
    )
    async with answer:
        try:
            found = json.loads(await answer.text())
        except (ValueError, RecursionError):  # a thousand brackets are too deep for Python
            found = {}
        if not isinstance(found, dict):
            found = {}
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise AnswerError(answer.status, found)
        return found


def part(text: str) -> str:
    """A room's or event's name as a part of a path."""
    return quote(text, safe="")
