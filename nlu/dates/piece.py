"""A piece: what a stretch of a text means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """What a stretch of tokens means. ``start`` and ``end`` count tokens."""

    node: Any
    start: int
    end: int
