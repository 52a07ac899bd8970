"""What Kitt says to people by itself, taken from the outbox into their conversations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from dialogs.texts import markup, plain
from dialogs.turn import State
from storage.models import OutboxMessage
from storage.session import Store
from tests.dialogue import Talk


def told(store: Store, account: int) -> list[dict[str, Any]]:
    """What Kitt said by itself to an account, in order."""
    with store.read() as session:
        query = select(OutboxMessage.payload).where(
            OutboxMessage.account_id == account, OutboxMessage.inbox_event_id.is_(None)
        )
        return list(session.scalars(query.order_by(OutboxMessage.id)))


def words(message: dict[str, Any], language: str = "de") -> str:
    """A message as its reader sees it, without options."""
    return "\n".join(plain(markup(text, language)) for text in message["texts"])


def press(talk: Talk, message: dict[str, Any], number: int) -> str:
    """What Kitt answers when somebody presses a button of a message, counted from 1."""
    talk.state = State(options=tuple(message["options"]))
    return talk.press(number)
