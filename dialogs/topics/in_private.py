"""What is nobody else's business is settled in the private chat."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from dialogs.turn import Reply, Turn, say


def only_in_private(handler: Callable[[Turn], Reply | None]) -> Callable[[Turn], Reply | None]:
    """Where others read along, point to the private chat instead of answering."""

    @wraps(handler)
    def answered(turn: Turn) -> Reply | None:
        if turn.viewer.in_group:
            return Reply((say("only-in-private"),))
        return handler(turn)

    return answered
