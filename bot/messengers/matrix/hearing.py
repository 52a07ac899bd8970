"""What an event says to Kitt, as far as that takes a look at other events: replies, threads, edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from nio import MatrixRoom

from bot.log import logger
from bot.messengers.matrix import happening, translating
from bot.messengers.matrix.line import BROKEN, AnswerError
from bot.messengers.matrix.mine import Mine
from bot.ports import Incoming, NotStoredError


class Hearing:
    """Reads events for somebody who is called ``me``."""

    def __init__(self, mine: Mine, me: translating.Me) -> None:
        self._mine = mine
        self._me = me

    async def hear(self, event: Any, room: MatrixRoom) -> Incoming | None:
        """The event for Kitt; None if it is none.

        Raises:
            NotStoredError: that is not known right now, as the homeserver cannot be asked.
        """
        try:
            if (happened := happening.read(event, room, self._me)) is not None:
                return happened
            if (edit := happening.edit_of(event)) is not None:
                return await self._edited(edit, room)
            to_me = await self._to_me(event.source.get("content"), room)
        except (AnswerError, *BROKEN) as error:
            logger().warning("matrix.not_asked", exc_info=error)
            raise NotStoredError from error
        return translating.read(event, room, self._me, to_me=to_me)

    async def _edited(self, edit: happening.Edit, room: MatrixRoom) -> Incoming | None:
        """What somebody says now in the place of what they said before.

        Homeservers take whatever somebody says of other people's messages.
        """
        first = await self._mine.about(room.room_id, edit.target)
        if first.get("sender") != edit.event.sender:
            return None
        to_me = await self._to_me(first.get("content"), room)
        found = translating.read(edit.event, room, self._me, to_me=to_me)
        if found is None:
            return None
        thread = translating.related_of(first.get("content") or {}).thread
        key = happening.key_under(edit.event.event_id, edit.target, thread)
        return replace(found, kind="edited", message_id=edit.target, event_key=key)

    async def _to_me(self, said: Any, room: MatrixRoom) -> bool:
        """Whether something in a room refers to what Kitt said."""
        if not isinstance(said, Mapping) or translating.kind_of(room) == "private":
            return False
        return await self._mine.concerns(room.room_id, translating.related_of(said))
