"""Syncing that moves on only after what came is stored.

The library's own loop keeps its position before anybody has seen what came, and ends with the first
exception. Here the position moves when every event is stored; after a kill in between they come again, and
their keys (the events' names) say that they are known.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlencode

from nio import AsyncClient, MegolmEvent, SyncResponse

from bot.log import logger
from bot.messengers.matrix.connecting import ConnectError
from bot.messengers.matrix.device import upload_fallback_key, upload_keys
from bot.messengers.matrix.home import Home, Login
from bot.messengers.matrix.keys import claim_keys, query_keys
from bot.messengers.matrix.line import UNREADABLE, AnswerError, ask, wait_of
from bot.messengers.matrix.sound import has_fallback_key, keys_left, sync_response
from bot.messengers.matrix.timeline import PAGE, new_events
from bot.messengers.matrix.waiting import Waiting, WaitingRoom
from bot.ports import Clock, NotStoredError, Probe, no_probe

FILTER = json.dumps(
    {
        "presence": {"not_types": ["*"]},
        "account_data": {"not_types": ["*"]},
        "room": {
            "timeline": {"limit": PAGE},
            "ephemeral": {"not_types": ["*"]},
            "account_data": {"not_types": ["*"]},
        },
    }
)
"""Nobody's presence, typing or settings are Kitt's business."""


class Came(NamedTuple):
    """Something that came: ``room_id`` and the library's event; ``waited``: its key came late."""

    room_id: str
    event: Any
    waited: bool = False


@dataclass(frozen=True, slots=True)
class Keep:
    """Where what came goes: an event, a message that nobody can read, an invitation (room, state).

    ``around`` gets the whole answer, for what is no event: rooms that were left.
    Each raises NotStoredError if it could not be kept. ``rooms`` is called as soon as the rooms' state is
    known, ``between`` after each round.
    """

    event: Callable[[Came], Awaitable[None]]
    unread: Callable[[Waiting], Awaitable[None]]
    invitation: Callable[[str, Sequence[Any]], Awaitable[None]]
    around: Callable[[dict[str, Any]], Awaitable[None]]
    between: Callable[[], Awaitable[None]]
    rooms: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Pauses:
    """In seconds: how long one call waits for events, the first and the longest pause after a failure."""

    poll: float = 25.0
    first: float = 1.0
    longest: float = 30.0

    def after(self, failures: int) -> float:
        """The pause after so many failures in a row."""
        return min(self.first * float(2 ** min(failures - 1, 10)), self.longest)


@dataclass(frozen=True, slots=True)
class Terms:
    """How to sync: by which clock, with which pauses; who is told whether the homeserver can be reached."""

    clock: Clock
    pauses: Pauses
    reached: Callable[[bool], None]
    probe: Probe = no_probe


class Syncing:
    """Fetches what is new with ``client`` and hands it to ``keep``."""

    def __init__(self, client: AsyncClient, login: Login, home: Home, keep: Keep, terms: Terms) -> None:
        self._client = client
        self._login = login
        self._home = home
        self._keep = keep
        self._pauses = terms.pauses
        self._reached = terms.reached
        self._probe = terms.probe
        self._waiting = WaitingRoom(home, terms.clock)
        self._round = 0
        self.ready = asyncio.Event()
        """Set as soon as the rooms are known, so that something can be sent."""

    async def run(self) -> None:
        """Fetch and keep until cancelled.

        Raises:
            ConnectError: the login is not valid any more.
        """
        failures = 0
        while True:
            try:
                await self._once()
            except AnswerError as error:
                if error.code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"):
                    raise ConnectError("unauthorized") from error
                failures = await self._pause(failures, error)
            except Exception as error:
                # A mistake of ours or of the library's, too: no single event may end Kitt on Matrix.
                failures = await self._pause(failures, error)
            else:
                if failures or not self._round:
                    self._reached(True)
                failures, self._round = 0, self._round + 1

    async def _pause(self, failures: int, error: Exception) -> int:
        logger().warning("matrix.not_synced", exc_info=error)
        if failures == 0:
            self._reached(False)
        asked = wait_of(error).total_seconds() if isinstance(error, AnswerError) else 0.0
        await asyncio.sleep(max(asked, self._pauses.after(failures + 1)))
        return failures + 1

    async def _once(self) -> None:
        since = self._home.position()
        raw = await self._fetch(since)
        response = sync_response(raw)
        if response is None:
            raise AnswerError(HTTPStatus.OK, {"errcode": UNREADABLE})
        await self._client.receive_response(response)
        self._keep.rooms()
        self.ready.set()
        self._probe("synced")
        came = await self._came(response, since)
        for one in came:
            await self._stored(self._keep.event, one)
        for room_id, invitation in response.rooms.invite.items():
            await self._stored(self._keep.invitation, room_id, invitation.invite_state)
        await self._stored(self._keep.around, raw)
        await self._late(keys_came=bool(response.to_device_events) or not self._round)
        self._waiting.save()
        self._probe("kept")
        self._home.keep_position(response.next_batch)
        self._probe("moved")
        await self._keys(raw)
        await self._keep.between()

    async def _fetch(self, since: str) -> dict[str, Any]:
        first = not self.ready.is_set()
        query = {
            "filter": FILTER,
            "timeout": 0 if first else int(self._pauses.poll * 1000),
            # The rooms' state lives in memory only, so a start needs all of it.
            "full_state": "true" if first else "false",
        }
        if since:
            query["since"] = since
        return await ask(self._client, "GET", f"/sync?{urlencode(query)}", wait=self._pauses.poll)

    async def _came(self, response: SyncResponse, since: str) -> list[Came]:
        """All events in the order of their rooms; those that cannot be read yet wait."""
        found = []
        for room_id, info in response.rooms.join.items():
            for event in await new_events(self._client, room_id, info, since):
                if not since and event.server_timestamp < self._login.since_ms:
                    continue  # from before Kitt's time on this account
                if isinstance(event, MegolmEvent):
                    self._waiting.add(room_id, event)
                else:
                    found.append(Came(room_id, event))
        return found

    async def _late(self, *, keys_came: bool) -> None:
        """Messages whose keys have come by now, and those whose senders are to be told that they have not."""
        for room_id, event in self._waiting.readable(self._client, every=keys_came):
            await self._stored(self._keep.event, Came(room_id, event, waited=True))
            self._waiting.done(event.event_id)
        for waiting in self._waiting.overdue():
            await self._stored(self._keep.unread, waiting)
            waiting.told = True

    async def _stored(self, keep: Callable[..., Awaitable[None]], *what: Any) -> None:
        """Keep it, however often that takes: fetched again it would look known to the library."""
        failures = 0
        while True:
            try:
                await keep(*what)
            except NotStoredError:
                failures += 1
                await asyncio.sleep(self._pauses.after(failures))
            else:
                return

    async def _keys(self, raw: dict[str, Any]) -> None:
        """Do what the devices of both sides need."""
        client = self._client
        await client.send_to_device_messages()
        await upload_keys(client, keys_left(raw), self._probe)
        if not has_fallback_key(raw):
            await upload_fallback_key(client, self._login)
        await query_keys(client)
        if client.should_claim_keys:
            await claim_keys(client, client.get_users_for_key_claiming())
