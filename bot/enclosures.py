"""Files that people send: fetched from their messenger for the one turn that needs them, and kept nowhere.

The inbox keeps what the messenger calls the file. It is fetched outside of any transaction, in the thread
that handles the event; whoever is killed meanwhile fetches it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import CancelledError
from typing import Any

from bot.abilities import FetchError, Fetching
from bot.cleaning import clean
from bot.log import logger
from bot.ports import LARGEST_FILE, Incoming, Messenger
from dialogs.enclosing import Enclosed, Received

WITHIN = 60.0
"""In seconds: so long a file may take; the messengers give up sooner by themselves."""

LONGEST_NAME = 120
"""Of a file, in characters; what is longer is cut in front, so that its ending stays."""

Fetch = Callable[[Enclosed], Received]


def nothing(enclosed: Enclosed) -> Received:
    """The fetching of a process without messengers that could."""
    return Received(enclosed, error="failed")


def as_payload(incoming: Incoming) -> dict[str, Any]:
    """What the inbox keeps of a file: where it is, not what is in it."""
    if incoming.file is None:
        return {}
    name = " ".join(clean(incoming.file.name).text.split())[-LONGEST_NAME:]
    kept = {"id": f"{incoming.messenger}:{clean(incoming.file.id).text}", "name": name}
    return {"file": {**kept, "size": incoming.file.size}}


def enclosed_in(payload: Mapping[str, Any]) -> Enclosed | None:
    """The file that came with an event."""
    kept = payload.get("file")
    return Enclosed(kept["id"], kept["name"], kept["size"]) if kept else None


class Fetcher:
    """Fetches files of these messengers; ``bind`` says in which loop they live."""

    def __init__(self, messengers: Iterable[Messenger]) -> None:
        self._messengers = {one.name: one for one in messengers if isinstance(one, Fetching)}
        self._loop: asyncio.AbstractEventLoop | None = None

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        """Fetch in this loop from now on."""
        self._loop = loop

    def __call__(self, enclosed: Enclosed) -> Received:
        """The file, or why there is none. From a thread that is not the loop's; never raises."""
        name, _, number = enclosed.id.partition(":")
        messenger = self._messengers.get(name)
        if enclosed.size > LARGEST_FILE:
            return Received(enclosed, error="too-large")
        if messenger is None or self._loop is None:
            return nothing(enclosed)
        fetching = asyncio.run_coroutine_threadsafe(messenger.fetch(number, LARGEST_FILE), self._loop)
        try:
            return Received(enclosed, fetching.result(WITHIN))
        except FetchError as error:
            logger().warning("inbox.not_fetched", messenger=name, code=error.code)
            return Received(enclosed, error=error.code)
        except (TimeoutError, CancelledError):
            fetching.cancel()
            logger().warning("inbox.not_fetched", messenger=name, code="timeout")
            return nothing(enclosed)
