"""What a service does not do although the right is there: the reason as a constant, for a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """Why something cannot be done as asked."""

    EXISTS = "exists"  # the same stands there already
    NAME = "name"  # no name, or one too long
    TOO_LONG = "too-long"
    NOWHERE = "nowhere"  # neither region nor group
    DAYS = "days"  # the last day before the first, or both past
    DEPUTY = "deputy"  # nobody can stand in for themselves, or the deputy has left
    LAST = "last"  # the last coordinator of a group
    LAST_ADMINISTRATOR = "last-administrator"
    PRIVATE = "private"  # a private chat is no channel
    GONE = "gone"  # what was meant is not there any more
    USED = "used"  # somebody still needs it
    NOTHING = "nothing"  # nothing would change
    CHANGED = "changed"  # somebody else has changed it since it was shown
    OVER = "over"  # it is past, or called off
    FULL = "full"  # so many suggestions that nobody could choose any more
    DEADLINE = "deadline"  # past, or after the last time that is suggested
    RULE = "rule"  # no such series, or one without end in a day


class RefusedError(Exception):
    """It cannot be done, and nothing has changed; ``names`` are what the reason is about."""

    def __init__(self, reason: Reason, names: tuple[str, ...] = (), **more: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.names = names
        self.more: Mapping[str, str] = more
