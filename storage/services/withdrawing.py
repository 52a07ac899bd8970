"""What somebody takes back: a question that waits is not answered, what is kept of one is forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.models import Conversation, InboxEvent, InboxState
from storage.services.rows import table_of

_table = table_of(InboxEvent)
_REACTIONS = ("reaction", "press")


class Reaction(NamedTuple):
    """A reaction that was taken back: under which message it was."""

    under: str


def withdraw(session: Session, messenger: str, place: str, called: str, now: datetime) -> Reaction | None:
    """Forget what was ``called`` so by the messenger in this place; the reaction, if it was one.

    Twice is the same as once. What is just being answered is answered: nobody can say which came first.
    """
    rows = session.execute(
        select(_table.c.id, _table.c.event_key, _table.c.payload, _table.c.state)
        .join(Conversation, Conversation.id == _table.c.conversation_id)
        .where(
            _table.c.external_id == called, Conversation.messenger == messenger, Conversation.address == place
        )
    ).all()
    found: Reaction | None = None
    for row in rows:
        kind = row.payload.get("kind")
        if kind in _REACTIONS:
            found = Reaction(str(row.payload.get("message_id") or row.event_key.split(" ")[-1]))
        if row.state is InboxState.WAITING:
            values = {"state": InboxState.DONE, "done_at": now, "payload": {"kind": kind, "then": "merged"}}
        elif row.state is InboxState.PARKED:
            values = {"payload": {"kind": kind}}
        else:
            continue
        session.execute(update(_table).where(_table.c.id == row.id).values(values))
    return found
