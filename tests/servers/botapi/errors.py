"""How the Bot API refuses: a status, a description, parameters."""

from __future__ import annotations

from typing import Any


class RefusedError(Exception):
    """An answer ``{"ok": false, …}``; the HTTP status is the same number."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body = {"ok": False, "error_code": self.status, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})


def bad(description: str) -> RefusedError:
    """400."""
    return RefusedError(400, f"Bad Request: {description}")


def forbidden(description: str) -> RefusedError:
    """403."""
    return RefusedError(403, f"Forbidden: {description}")


def conflict(description: str) -> RefusedError:
    """409."""
    return RefusedError(409, f"Conflict: {description}")
