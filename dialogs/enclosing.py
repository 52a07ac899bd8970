"""Files that people send, as the dialogue gets them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that somebody sent: what its messenger calls it, its name, its size in bytes (0: unknown)."""

    id: str
    name: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was fetched for this turn and is kept nowhere.

    ``error`` says why there is no ``content``: "too-large" or "failed".
    """

    file: Enclosed
    content: bytes = b""
    error: str = ""
