"""Kitt with its real inbox, without a network: events in, rows of the outbox out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from bot.composition import Parts, dialogue
from bot.config import Settings
from bot.handling import Handler, Manner, Outcome, Result
from dialogs.texts import LANGUAGES
from storage.models import Account, Conversation, ConversationKind, OutboxMessage
from storage.services import inbox, outbox
from storage.services.inbox import Arrival
from storage.session import Store
from tests.dialogue import interpreter, knowledge
from tests.factories import NOW
from tests.rights.changes import Rows, all_rows
from tests.rights.marks import Secret, Speaker, told
from tests.rights.world import MESSENGER, SPEAKERS, TOGETHER, conversation_of


@dataclass(frozen=True, slots=True)
class Said:
    """What came of one event: what was put into the outbox for whom, and the state that is kept."""

    outcome: Outcome
    messages: list[tuple[int, int, Mapping[str, Any]]]
    state: Mapping[str, Any]

    @property
    def keys(self) -> list[str]:
        """The texts that were said."""
        return [text["key"] for _, _, payload in self.messages for text in payload.get("texts", ())]

    @property
    def written(self) -> str:
        """Everything in what was said."""
        return json.dumps([payload for _, _, payload in self.messages], ensure_ascii=False)


class Attacked:
    """A store with everybody planted in it, and the handler of its inbox."""

    def __init__(self, store: Store, secrets: list[Secret]) -> None:
        self.store = store
        self.secrets = secrets
        settings = Settings()
        manner = Manner(settings.network.zone, LANGUAGES)
        answering = dialogue(Parts(store, knowledge(), interpreter(), settings))
        self._handler = Handler(store, answering, manner, clock=lambda: NOW)
        self._events = 0
        self._told = 0

    def say(self, who: Speaker, place: str, text: str = "", *, press: str = "", key: str = "") -> Said | None:
        """What comes of a text or a button; None if the event was known already."""
        self._events += 1
        kind = "press" if press else "text"
        arrival = Arrival(
            messenger=MESSENGER,
            event_key=key or f"event-{self._events}",
            conversation_address=_address(who, place),
            conversation_kind=ConversationKind(place),
            sender_address=f"adressquux-{who.number}",
            payload={"kind": kind, "text": text, "press": press},
        )
        with self.store.write() as session:
            stored = inbox.receive(session, arrival, NOW)
        if stored is None:
            return None
        outcome = self._handler.handle(stored.conversation_id)
        while outcome.result is Result.AGAIN:  # otherwise the next one would be answered with this one
            outcome = self._handler.handle(stored.conversation_id)
        return Said(outcome, *self._look(stored.conversation_id))

    def _look(self, conversation: int) -> tuple[list[tuple[int, int, Mapping[str, Any]]], Mapping[str, Any]]:
        with self.store.read() as session:
            rows = session.execute(
                select(OutboxMessage.id, OutboxMessage.account_id, OutboxMessage.conversation_id,
                       OutboxMessage.payload).where(OutboxMessage.id > self._told).order_by(OutboxMessage.id)
            ).all()  # fmt: skip
            state = session.scalar(select(Conversation.state).where(Conversation.id == conversation))
        self._told = max((row.id for row in rows), default=self._told)
        return [(row.account_id or 0, row.conversation_id, row.payload) for row in rows], state or {}

    def offer(self, who: Speaker, place: str, step: str, data: Mapping[str, Any]) -> str:
        """Put a message with one button into somebody's conversation, and return what it sends."""
        self._events += 1
        payload = {
            "texts": [],
            "options": [{"label": {"key": "label", "params": {}}, "step": step, "data": data}],
        }
        draft = outbox.Draft(
            dedupe_key=f"offered-{self._events}",
            conversation_id=conversation_of(who, place),
            payload=payload,
            language="de",
            account_id=who.account_id,
        )
        with self.store.write() as session:
            number = outbox.enqueue(session, draft, NOW)
            self._told = session.scalar(select(func.max(OutboxMessage.id))) or 0
        return f"{number}:0"

    def forget_states(self) -> None:
        """Let every conversation begin anew."""
        with self.store.write() as session:
            session.execute(update(Conversation).values(state={}, state_until=None))

    def rows(self) -> Rows:
        """Everything in the store except what passes."""
        with self.store.engine.connect() as connection:
            return all_rows(connection)

    def revealed(self, said: Said, who: Speaker, place: str, own: str) -> list[str]:
        """What was told or kept that should not have been; ``own`` is what they said."""
        wrong = [f"kept {what}" for what in told(_dump(said.state), who, place, self.secrets, own)]
        for account, conversation, payload in said.messages:
            here = place if account == who.account_id else _kind(conversation)
            wrong += [
                f"told {what}"
                for what in told(_dump(payload), self._reader(account), here, self.secrets, own)
            ]
        return wrong

    def _reader(self, account: int) -> Speaker:
        known = {who.account_id: who for who in SPEAKERS}
        if account in known:
            return known[account]
        with self.store.read() as session:
            person = session.scalar(select(Account.person_id).where(Account.id == account))
        return Speaker("another member" if person else "a guest", 1 if person else 0)


def _kind(conversation: int) -> str:
    return next((place for place, number in TOGETHER.items() if number == conversation), "private")


def _address(who: Speaker, place: str) -> str:
    return f"adressquux-{who.number}" if place == "private" else f"ortquux-{place}"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
