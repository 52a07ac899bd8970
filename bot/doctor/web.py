"""The web server: whether it answers, and whether it is Kitt that does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from typing import Any

import httpx

from bot.config import Settings
from bot.doctor.check import Check
from bot.wording import Sentence

PATIENCE = 5.0
"""Seconds to wait for an answer: longer than the server waits for the store."""

_OURS = (404, 429)
"""What Kitt answers for a calendar that nobody has."""

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (nothing listens here)
"""Addresses that mean all of a machine → the one to call."""


def check_web(settings: Settings) -> Iterator[Check]:
    """What /health says, where a web server is configured."""
    host, port = settings.web.host, settings.web.port
    if not port:
        return
    at = f"{host}:{port}"
    try:
        told = _health(_EVERYWHERE.get(host, host), port)
    except ConnectionRefusedError:
        silent = Sentence(f"{at}, dort läuft noch nichts", f"{at}, nothing runs there yet")
        yield Check("web", "ok", silent)
        return
    except (OSError, ValueError, HTTPException):
        told = None
    if told is None:
        yield Check(
            "web",
            "failed",
            Sentence(
                f"auf {at} antwortet etwas anderes als Kitt", f"something else than Kitt answers at {at}"
            ),
            Sentence("web.port und web.host prüfen", "look at web.port and web.host"),
        )
    elif told.get("ok") is True:
        yield Check("web", "ok", Sentence(at, at))
        yield from _troubles(told.get("messengers"))
        yield from _calendars(settings.web.url)
    else:
        yield Check(
            "web",
            "failed",
            Sentence(
                "Kitt läuft, aber die Datenbank antwortet nicht", "Kitt runs, but its database is silent"
            ),
            Sentence("`kitt db check`", "`kitt db check`"),
        )


def _troubles(messengers: object) -> Iterator[Check]:
    """The messengers that the running Kitt is not connected with."""
    if not isinstance(messengers, dict) or not messengers:
        return
    known = [(name, code) for name, code in sorted(messengers.items()) if _is_word(name) and _is_word(code)]
    shown = ", ".join(f"{name} ({code})" for name, code in known)
    yield Check(
        "messengers",
        "warning",
        Sentence(f"gerade nicht verbunden: {shown}", f"not connected right now: {shown}"),
        Sentence(
            "was Kitt beim Start dazu gesagt hat; docs/matrix.md und docs/telegram.md erklären es",
            "what Kitt has said about it at its start; docs/matrix.md and docs/telegram.md explain it",
        ),
    )


def _calendars(url: str) -> Iterator[Check]:
    """Whether what members subscribe to reaches Kitt from outside: an address that opens nothing says so."""
    if not url:
        return
    try:
        answer = httpx.get(f"{url.rstrip('/')}/calendar/doctor.ics", timeout=PATIENCE)
        ours = answer.status_code in _OURS and answer.headers.get("x-robots-tag") == "noindex"
    except (httpx.HTTPError, httpx.InvalidURL):
        ours = False
    if ours:
        yield Check("calendars", "ok", Sentence(url, url))
        return
    yield Check(
        "calendars",
        "warning",
        Sentence(
            f"unter {url}/calendar/ antwortet nicht Kitt", f"it is not Kitt that answers at {url}/calendar/"
        ),
        Sentence(
            "web.url und den Reverse Proxy prüfen (docs/treffen-kalender.md)",
            "look at web.url and the reverse proxy (docs/treffen-kalender.md)",
        ),
    )


def _is_word(code: object) -> bool:
    """Whether it is a code of ours: whatever answers there is not to write to the terminal."""
    return isinstance(code, str) and re.fullmatch(r"[a-z-]{1,40}", code) is not None


def _health(host: str, port: int) -> dict[str, Any] | None:
    """What /health says; None if that is not what Kitt says."""
    connection = HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/health")
        told = json.loads(connection.getresponse().read(1_000))
    finally:
        connection.close()
    return told if isinstance(told, dict) and "ok" in told else None
