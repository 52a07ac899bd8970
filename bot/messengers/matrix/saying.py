"""One part as Matrix's events: a text with its signs, cards, files; or in the place of an older message."""

from __future__ import annotations

from nio import AsyncClient

from bot.messengers.matrix import content
from bot.messengers.matrix.line import BROKEN, AnswerError
from bot.messengers.matrix.mine import Mine
from bot.messengers.matrix.sending import Sending
from bot.messengers.matrix.signs import Signs
from bot.messengers.matrix.translating import kind_of
from bot.ports import Part, SendError

MESSAGE = "m.room.message"


class Saying:
    """Says what Kitt says; every event has a key of its own, so that none arrives twice."""

    def __init__(self, client: AsyncClient, sending: Sending, mine: Mine, signs: Signs) -> None:
        self._client = client
        self._sending = sending
        self._mine = mine
        self._signs = signs

    async def say(self, address: str, part: Part, *, key: str, sender: str) -> str:
        """Send a part and return the name of its event; ``sender`` asked what it answers.

        Raises:
            SendError: ``not-private`` where others read along by now; else as the homeserver's refusals say.
        """
        private = self._is_private(address)
        if part.private and not private:
            raise SendError("not-private", permanent=True)
        if part.edits:
            return await self._edit(address, part, key=key, private=private)
        place = content.place_of(part, private=private, sender=sender)
        event_id = ""
        if part.plain.strip() or part.options:
            text = content.text_of(part, place, self._client.user_id)
            event_id = await self._sending.send(address, text, sort=MESSAGE, key=f"kitt.{key}")
            self._mine.said(event_id, place.thread)
            await self._sign(address, event_id, part, key=key, private=private)
        shown = await self._attached(address, part, place, key=key)
        if not (event_id or shown):
            raise SendError("empty", permanent=True)
        return event_id or shown

    async def _attached(self, address: str, part: Part, place: content.Place, *, key: str) -> str:
        """Cards and files, each with a key of its own; the name of the first one's event."""
        relation, names = content.relation_of(place), []
        for number, contact in enumerate(part.contacts):
            card = content.card_of(contact) | relation
            names.append(await self._sending.send(address, card, sort=MESSAGE, key=f"kitt.{key}.c{number}"))
        for number, file in enumerate((*part.files, *(contact.as_file for contact in part.contacts))):
            file_key = f"kitt.{key}.{number}"
            names.append(await self._sending.send_file(address, file, relation, key=file_key))
        return names[0] if names else ""

    async def _edit(self, address: str, part: Part, *, key: str, private: bool) -> str:
        """Let a message of Kitt's say what this part says; without a text only its signs go.

        Raises:
            SendError: ``not-editable`` of one that is gone; else as ``say``.
        """
        await self._signs.take_away(address, part.edits)
        if not part.plain.strip():
            return part.edits
        try:
            shown = await self._mine.about(address, part.edits)
        except (AnswerError, *BROKEN) as error:
            raise SendError("network") from error
        if not shown.get("content") or shown.get("sender") != self._client.user_id:
            raise SendError("not-editable", permanent=True)
        text = content.text_of(part, content.Place(private), self._client.user_id)
        edit = content.edit_of(text, part.edits)
        await self._sending.send(address, edit, sort=MESSAGE, key=f"kitt.{key}")
        await self._sign(address, part.edits, part, key=key, private=private)
        return part.edits

    async def _sign(self, address: str, event_id: str, part: Part, *, key: str, private: bool) -> None:
        signs = [option.sign for option in part.options if option.sign]
        if signs and private:
            await self._signs.put(address, event_id, signs, key=key)

    def _is_private(self, address: str) -> bool:
        room = self._client.rooms.get(address)
        return room is None or kind_of(room) == "private"
