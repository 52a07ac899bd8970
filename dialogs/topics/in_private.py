"""What is nobody else's business is settled in the private chat."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from dialogs.turn import Reply, Turn, say


def private_instead(turn: Turn) -> Reply | None:
    """Where others read along, the offer to go on in private; None in private. What is open there stays."""
    return Reply((say("only-private"),)) if turn.viewer.in_group else None


def only_in_private(handler: Callable[[Turn], Reply | None]) -> Callable[[Turn], Reply | None]:
    """Where others read along, point to the private chat instead of answering."""

    @wraps(handler)
    def answered(turn: Turn) -> Reply | None:
        return private_instead(turn) or handler(turn)

    return answered
