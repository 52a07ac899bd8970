"""That the homeserver limits Kitt's rate: said once, and kept for the doctor."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.messengers.matrix.connecting import Notice
from bot.messengers.matrix.home import DamagedError, Home
from bot.ports import Clock

FILE = "limited"
AGAIN = timedelta(hours=1)
"""So long after it was written down it is not written again: a limit comes in series."""


class Slowed:
    """Remembers when the homeserver last asked to wait (429)."""

    def __init__(self, home: Home, clock: Clock, notice: Notice) -> None:
        self._home = home
        self._clock = clock
        self._notice = notice
        self._noted: datetime | None = None

    def note(self) -> None:
        """It has asked to wait."""
        now = self._clock()
        if self._noted is None:
            self._notice("limited", "")
        if self._noted is None or now - self._noted >= AGAIN:
            self._noted = now
            self._home.write(FILE, {"at": now.isoformat()})


def last_limited(home: Home) -> datetime | None:
    """When the homeserver last asked to wait; None if it never did, as far as is known."""
    try:
        return datetime.fromisoformat(str((home.read(FILE) or {}).get("at", "")))
    except (DamagedError, ValueError):
        return None
