"""What is new in a room, in order: also what the homeserver left out because too much came at once."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from nio import AsyncClient, RoomMemberEvent
from nio.responses import RoomInfo

from bot.log import logger
from bot.messengers.matrix.line import UNREADABLE, AnswerError, ask, part
from bot.messengers.matrix.sound import page

PAGE = 100
"""Events a page; no homeserver gives more at a time."""

MOST_PAGES = 100
"""In one room after one absence: 10,000 events. What lies before that is not answered any more."""


async def new_events(client: AsyncClient, room_id: str, info: RoomInfo, since: str) -> Sequence[Any]:
    """The events of a room since a position, oldest first, from Kitt's invitation or entry on.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: not this time.
    """
    events = list(info.timeline.events)
    if info.timeline.limited and since and _entry(events, client.user_id) is None:
        events = [*await _left_out(client, room_id, info.timeline.prev_batch or "", since), *events]
    entry = _entry(events, client.user_id)
    return events if entry is None else events[entry:]


async def _left_out(client: AsyncClient, room_id: str, start: str, since: str) -> list[Any]:
    found: list[Any] = []
    for _ in range(MOST_PAGES):
        query = f"?dir=b&limit={PAGE}&from={part(start)}&to={part(since)}"
        try:
            answer = await ask(client, "GET", f"/rooms/{part(room_id)}/messages{query}")
        except AnswerError as error:
            if error.status in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
                break  # Kitt is not in this room any more
            raise
        response = page(answer, room_id)
        if response is None:
            raise AnswerError(HTTPStatus.OK, {"errcode": UNREADABLE})
        # The library decrypts what it can, in place.
        await client.receive_response(response)
        for event in response.chunk:
            event.room_id = room_id
        found += response.chunk
        end = response.end
        if not answer.get("chunk") or not end or _entry(found, client.user_id) is not None:
            break
        start = end
    else:
        logger().warning("matrix.gap_too_long")
    return found[::-1]


def _entry(events: Sequence[Any], user_id: str) -> int | None:
    """Where Kitt was invited or, without that, came in; None if it was there all the time.

    Who invites Kitt often writes before it has come in; what was said before that is not its business.
    """
    found = None
    for number, event in enumerate(events):
        if not isinstance(event, RoomMemberEvent) or event.state_key != user_id:
            continue
        before = (event.source.get("unsigned") or {}).get("prev_content") or {}
        if (
            event.membership == "invite"
            or (event.membership == "join" and before.get("membership") not in ("join", "invite"))
            or event.membership == "join"
            and before.get("membership") == "invite"
            and found is None
        ):
            found = number
    return found
