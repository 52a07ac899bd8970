"""Encrypted messages whose key has not come yet: kept as they came, until it comes or nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nio import AsyncClient, Event, MegolmEvent
from nio.exceptions import EncryptionError

from bot.messengers.matrix.home import DamagedError, Home
from bot.ports import Clock

PATIENCE = timedelta(minutes=1)
"""After so long the sender is told that their message cannot be read."""

AT_MOST = timedelta(days=1)
"""After so long a key is not waited for any more: an answer would only surprise."""

AT_MOST_HELD = 1_000
"""More are not kept: whoever floods Kitt with what nobody can read fills nobody's disk."""

FILE = "waiting"


@dataclass(slots=True)
class Waiting:
    """One message: its room, what the homeserver sent, since when it waits, whether its sender was told."""

    room_id: str
    source: Mapping[str, Any]
    since: datetime
    told: bool = False

    @property
    def event(self) -> MegolmEvent:
        """The message as the library knows it."""
        event = MegolmEvent.from_dict(dict(self.source))
        event.room_id = self.room_id
        return event


class WaitingRoom:
    """All of them, on the disk as well: encrypted as they are, they tell nobody anything."""

    def __init__(self, home: Home, clock: Clock) -> None:
        self._home = home
        self._clock = clock
        self._held: dict[str, Waiting] = {}
        self._new: set[str] = set()
        try:
            kept = home.read(FILE) or {}
        except DamagedError:
            kept = {}
        for name, values in kept.items():
            since = datetime.fromisoformat(values["since"])
            self._held[name] = Waiting(values["room_id"], values["source"], since, values["told"])

    def __len__(self) -> int:
        return len(self._held)

    def add(self, room_id: str, event: MegolmEvent) -> None:
        """Wait for a message's key; it is kept at the next ``save``."""
        if event.event_id not in self._held:
            self._held[event.event_id] = Waiting(room_id, event.source, self._clock())
            while len(self._held) > AT_MOST_HELD:
                del self._held[next(iter(self._held))]
        self._new.add(event.event_id)

    def readable(self, client: AsyncClient, *, every: bool) -> Iterator[tuple[str, Event]]:
        """Those whose key has come: (room, message). They stay until ``done``.

        ``every``: keys have come. Otherwise only those are looked at that are new here: the library skips a
        sync that it has seen, which may be one that could not be stored the first time.
        """
        new, self._new = self._new, set()
        for name, waiting in list(self._held.items()):
            if not every and name not in new:
                continue
            try:
                yield waiting.room_id, client.decrypt_event(waiting.event)
            except EncryptionError:
                continue

    def overdue(self) -> Iterator[Waiting]:
        """Those whose senders are to be told; mark each as ``told`` once that is stored."""
        now = self._clock()
        yield from [one for one in self._held.values() if not one.told and now - one.since >= PATIENCE]

    def done(self, event_id: str) -> None:
        """Wait for it no more."""
        self._held.pop(event_id, None)

    def save(self) -> None:
        """Write down who waits, without those that waited too long."""
        now = self._clock()
        self._held = {name: one for name, one in self._held.items() if now - one.since < AT_MOST}
        values = {
            name: {
                "room_id": one.room_id,
                "source": dict(one.source),
                "since": one.since.isoformat(),
                "told": one.told,
            }
            for name, one in self._held.items()
        }
        if values or self._home.read(FILE):
            self._home.write(FILE, values)
