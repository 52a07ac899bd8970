"""The lines to the server, and what is no answer of a Bot API at their other end."""

from __future__ import annotations

from telegram._utils.types import JSONDict
from telegram.error import TelegramError
from telegram.request import HTTPXRequest


class Lines(HTTPXRequest):
    """So many lines to the server; the times, in seconds, together stay under a lease."""

    def __init__(self, connections: int) -> None:
        super().__init__(
            connections, connect_timeout=10.0, read_timeout=20.0, write_timeout=20.0, pool_timeout=5.0
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """The answer; the library stumbles over JSON that is somebody else's.

        Raises:
            TelegramError: it is none of a Bot API.
        """
        found = HTTPXRequest.parse_json_payload(payload)
        if not isinstance(found, dict) or "ok" not in found or (found["ok"] and "result" not in found):
            raise TelegramError("this is no answer of a Bot API")
        return found
