"""The homeserver's limit of messages: one for all that Kitt sends, in whichever room.

Synapse counts by account (its ``rc_message``): where one message has to wait, all have to. So after a refusal
nothing is asked until the time that it named, and the delivery decides what goes first then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.messengers.matrix.line import AnswerError, wait_of
from bot.ports import Clock, SendError


class Rate:
    """Knows until when nothing is to be sent; ``limited`` is called at the first refusal."""

    def __init__(self, clock: Clock, limited: Callable[[], None]) -> None:
        self._clock = clock
        self._limited = limited
        self._told = False
        self._free_at: datetime | None = None

    def check(self) -> None:
        """Whether something may be sent now.

        Raises:
            SendError: not yet; that is nobody's fault and counts as no try.
        """
        if self._free_at is None:
            return
        left = self._free_at - self._clock()
        if left > timedelta(0):
            raise SendError("flood", retry_after=left)
        self._free_at = None

    def exceeded(self, error: AnswerError) -> SendError:
        """The homeserver wants nothing more for a while."""
        wait = wait_of(error)
        self._free_at = self._clock() + wait
        if not self._told:
            self._told = True
            self._limited()
        return SendError("flood", retry_after=wait)
