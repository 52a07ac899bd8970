"""What is kept no longer than its time, although nothing else made it go: the one place for all such terms.

Most texts are forgotten at once: a message with its answer, an answer when it is sent. Here go those that
were kept for a reason and have served it: of events that were parked, of messages that failed. Rows stay,
with what keeps the books: who, when, what became of it, what a button does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.orm import Session

from storage.models import Code, CodeKind, InboxEvent, InboxState, OutboxMessage, OutboxPart, OutboxState
from storage.services import continuing, keeping, limits
from storage.services.rows import table_of
from storage.services.sending import what_buttons_do

MOST_AT_ONCE = 500
"""How many rows one transaction clears: others want to write, too."""

_HANDLED = (InboxState.DONE, InboxState.PARKED)
_UNFINISHED = (OutboxState.WAITING, OutboxState.CLAIMED)

_event, _message, _part = (table_of(model) for model in (InboxEvent, OutboxMessage, OutboxPart))
_OLD_EVENTS = (
    select(InboxEvent.id)
    .where(
        InboxEvent.state.in_(_HANDLED),
        InboxEvent.done_at < bindparam("before"),
        InboxEvent.payload["text"].as_string().is_not(None),
    )
    .limit(bindparam("most"))
)
# A message was due when it was last tried.
_OLD_MESSAGES = (
    select(OutboxMessage.id)
    .where(
        OutboxMessage.state.not_in(_UNFINISHED),
        OutboxMessage.due_at < bindparam("before"),
        OutboxMessage.payload["texts"].as_string().is_not(None),
    )
    .limit(bindparam("most"))
)


_OLD_CODES = (Code.kind == CodeKind.LINK, Code.expires_at < bindparam("now"))


class Texts(NamedTuple):
    """Texts whose time is up, by the numbers of their rows."""

    events: Sequence[int]
    messages: Sequence[int]


def texts_before(session: Session, before: datetime, most: int = MOST_AT_ONCE) -> Texts:
    """The texts of up to ``most`` events and messages each that were finished before a moment."""
    values = {"before": before, "most": most}
    return Texts(session.scalars(_OLD_EVENTS, values).all(), session.scalars(_OLD_MESSAGES, values).all())


def forget_texts(session: Session, texts: Texts) -> None:
    """Clear these texts for good."""
    events = session.execute(
        select(InboxEvent.id, InboxEvent.payload).where(
            InboxEvent.id.in_(texts.events), InboxEvent.state.in_(_HANDLED)
        )
    ).all()
    _clear(session, [(row.id, {"kind": row.payload.get("kind")}) for row in events], of_messages=False)
    messages = session.execute(
        select(OutboxMessage.id, OutboxMessage.payload).where(
            OutboxMessage.id.in_(texts.messages), OutboxMessage.state.not_in(_UNFINISHED)
        )
    ).all()
    _clear(session, [(row.id, what_buttons_do(row.payload)) for row in messages], of_messages=True)
    session.connection().execute(
        update(_part).where(_part.c.message_id.in_([row.id for row in messages])).values(body={})
    )


def spent(session: Session, now: datetime) -> bool:
    """Whether there are counters, links' codes or ways into the private chat that mean nothing any more."""
    codes = session.scalar(select(exists().where(*_OLD_CODES)), {"now": now})
    others = (limits, continuing, keeping)
    return bool(codes) or any(other.any_old(session, now) for other in others)


def forget_spent(session: Session, now: datetime) -> None:
    """Delete them."""
    session.execute(delete(Code).where(*_OLD_CODES), {"now": now})
    limits.forget(session, now)
    continuing.forget(session, now)
    keeping.forget(session, now)


def _clear(session: Session, rests: Sequence[tuple[int, object]], *, of_messages: bool) -> None:
    """Leave of each payload what is given as its rest."""
    if not rests:
        return
    table = _message if of_messages else _event
    statement = update(table).where(table.c.id == bindparam("row")).values(payload=bindparam("rest"))
    session.connection().execute(statement, [{"row": row, "rest": rest} for row, rest in rests])
