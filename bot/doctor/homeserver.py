"""What the doctor asks a homeserver: without the library, so that nothing is kept or changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Any

import httpx

from bot.doctor.check import Check
from bot.wording import Sentence

PATIENCE = 10.0
"""Seconds for one answer."""

OLDEST = (1, 1)
"""The first version of Matrix with the addresses that Kitt asks (https://spec.matrix.org/v1.1/)."""

CLOCK_OFF = timedelta(minutes=2)
"""From here on a difference to the homeserver's clock is said."""


class Homeserver:
    """A line to a homeserver, to be closed."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._client = httpx.Client(base_url=address, timeout=PATIENCE, trust_env=True)
        self.date = ""

    def __enter__(self) -> Homeserver:
        """Open."""
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Close."""
        self._client.close()

    def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, token: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """The status and what the homeserver says; nothing if that is no JSON object.

        Raises:
            httpx.HTTPError: it cannot be reached.
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._client.request(method, path, json=body, headers=headers)
        self.date = answer.headers.get("date", "")
        try:
            told = answer.json()
        except ValueError:
            told = {}
        return answer.status_code, told if isinstance(told, dict) else {}


def unreachable(server: Homeserver) -> Check:
    """It does not answer."""
    return Check(
        "matrix-server",
        "failed",
        Sentence(f"{server.address} ist nicht erreichbar", f"{server.address} cannot be reached"),
        Sentence(
            "matrix.homeserver, Netz und Firewall prüfen",
            "look at matrix.homeserver, the network and the firewall",
        ),
    )


def check_versions(server: Homeserver, now: Callable[[], datetime]) -> list[Check]:
    """Whether it is there, speaks Matrix as Kitt needs it, and shows our time."""
    try:
        status, told = server.ask("GET", "/_matrix/client/versions")
    except (httpx.HTTPError, httpx.InvalidURL):
        return [unreachable(server)]
    versions = told.get("versions")
    if status != HTTPStatus.OK or not isinstance(versions, list):
        other = Sentence(f"{server.address} spricht kein Matrix", f"{server.address} does not speak Matrix")
        remedy = Sentence("matrix.homeserver berichtigen", "correct matrix.homeserver")
        return [Check("matrix-server", "failed", other, remedy)]
    newest = max((_version(one) for one in versions), default=(0, 0))
    if newest < OLDEST:
        old = Sentence("spricht nur ein sehr altes Matrix", "speaks a very old Matrix only")
        return [Check("matrix-server", "failed", old, Sentence("den Homeserver aktualisieren", "update it"))]
    said = f"{server.address}, Matrix {newest[0]}.{newest[1]}"
    return [Check("matrix-server", "ok", Sentence(said, said)), *_clock(server.date, now)]


def _version(name: object) -> tuple[int, int]:
    found = re.fullmatch(r"v(\d{1,4})\.(\d{1,4})", name) if isinstance(name, str) else None
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _clock(date: str, now: Callable[[], datetime]) -> list[Check]:
    try:
        theirs = parsedate_to_datetime(date).replace(tzinfo=UTC)
    except ValueError:
        return []
    difference = round((now() - theirs).total_seconds())
    if abs(difference) <= CLOCK_OFF.total_seconds():
        return []
    off = Sentence(
        f"geht {difference} s anders als die des Homeservers", f"{difference} s off the homeserver's"
    )
    return [Check("matrix-clock", "failed", off, Sentence("beide mit NTP stellen", "set both by NTP"))]
