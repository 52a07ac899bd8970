"""Kitt's own reactions under its messages: one tap answers. Nice to have, so nothing waits for them for long.

They go out right after the message, with transaction ids of its key; killed in between, the message is sent
again (and arrives once), and so are they. What was refused is kept in the folder and tried later.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from nio import AsyncClient

from bot.log import logger
from bot.messengers.matrix.home import DamagedError, Home
from bot.messengers.matrix.line import BROKEN, AnswerError, ask, part
from bot.messengers.matrix.sending import Sending
from bot.ports import Probe, SendError

FILE = "signs"
MOST_OWED = 100
"""Of so many messages; of older ones nobody misses them."""

MOST_TRIES = 20
MOST_KNOWN = 1_000
"""Of so many messages it is remembered what is under them, to take it away when the question is over."""


class Signs:
    """Puts them and takes them away."""

    def __init__(self, home: Home, client: AsyncClient, sending: Sending, probe: Probe) -> None:
        self._home = home
        self._client = client
        self._sending = sending
        self._probe = probe
        self._put: OrderedDict[str, list[str]] = OrderedDict()
        try:
            self._owed: dict[str, Any] = home.read(FILE) or {}
        except DamagedError:
            self._owed = {}

    async def put(self, room_id: str, event_id: str, signs: Sequence[str], *, key: str) -> None:
        """Put these under a message, if the homeserver leaves room for that; never raises."""
        if self._sending.is_tight:
            return
        self._probe("signing")
        for number, sign in enumerate(signs):
            try:
                await self._one(room_id, event_id, sign, f"kitt.{key}.s{number}")
            except SendError as error:
                if not error.permanent:
                    self._owe(event_id, {"room": room_id, "signs": list(signs), "key": key, "tries": 1})
                    return
                # One that is there already, from before a restart, is refused; the others are not.

    async def put_owed(self) -> None:
        """Try again what was refused; each at most twenty times."""
        if self._sending.is_tight:
            return
        for event_id, owed in list(self._owed.items()):
            try:
                for number, sign in enumerate(owed["signs"]):
                    await self._one(owed["room"], event_id, sign, f"kitt.{owed['key']}.s{number}")
            except SendError as error:
                owed["tries"] += 1
                if not error.permanent and owed["tries"] < MOST_TRIES:
                    return  # the others would meet the same
            del self._owed[event_id]
            self._home.write(FILE, self._owed)

    async def take_away(self, room_id: str, event_id: str) -> None:
        """Leave no sign of Kitt's under a message, as far as they are known; never raises."""
        if self._owed.pop(event_id, None) is not None:
            self._home.write(FILE, self._owed)
        for name in self._put.pop(event_id, ()):
            path = f"/rooms/{part(room_id)}/redact/{part(name)}/{part(f'kitt.{name}.away')}"
            with suppress(AnswerError, *BROKEN):
                await ask(self._client, "PUT", path, {})

    async def _one(self, room_id: str, event_id: str, sign: str, key: str) -> None:
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": sign}
        name = await self._sending.send(room_id, {"m.relates_to": relation}, sort="m.reaction", key=key)
        self._probe("signed")
        known = self._put.setdefault(event_id, [])
        if name not in known:
            known.append(name)
        while len(self._put) > MOST_KNOWN:
            self._put.popitem(last=False)

    def _owe(self, event_id: str, what: dict[str, Any]) -> None:
        logger().info("matrix.signs_later")
        self._owed[event_id] = what
        while len(self._owed) > MOST_OWED:
            del self._owed[next(iter(self._owed))]
        self._home.write(FILE, self._owed)
