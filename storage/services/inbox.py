"""What came in: stored once, handed out in order per conversation, finished or parked.

There is no lease. Whoever handles an event does so in one transaction that locks the conversation and asks
again for its first waiting event, so that of two processes the second finds it done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.orm import Session

from storage.models import ConversationKind, InboxEvent, InboxState
from storage.queries.messages import ANY_WAITING, FIRST_WAITING, NEXT_WAITING, UNSETTLED, Reach
from storage.services import conversations
from storage.services.rows import change, insert_once, read, table_of

_table = table_of(InboxEvent)
_OF_EVENT = (_table.c.id == bindparam("event"), _table.c.state == InboxState.WAITING)
_FINISH = (
    update(_table)
    .where(*_OF_EVENT)
    .values(state=InboxState.DONE, payload=bindparam("rest"), done_at=bindparam("now"))
)
_PARK = update(_table).where(*_OF_EVENT).values(state=InboxState.PARKED, done_at=bindparam("now"))
_BUMP = update(_table).where(*_OF_EVENT).values(attempts=_table.c.attempts + 1).returning(_table.c.attempts)


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event as it comes from a messenger; ``payload`` is JSON without control characters.

    ``external_id`` is what the messenger calls the message that it brings.
    """

    messenger: str
    event_key: str
    conversation_address: str
    conversation_kind: ConversationKind
    sender_address: str
    payload: Mapping[str, Any]
    language: str = ""
    external_id: str = ""


class Stored(NamedTuple):
    """A new event."""

    event_id: int
    conversation_id: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first waiting event of a conversation, and where that conversation stands."""

    id: int
    conversation_id: int
    conversation_kind: ConversationKind
    account_id: int
    payload: Mapping[str, Any]
    attempts: int
    state: Mapping[str, Any]
    state_until: datetime | None
    language: str | None
    received_at: datetime


def receive(session: Session, arrival: Arrival, now: datetime) -> Stored | None:
    """Store an event, with its account and its conversation if they are new; None for a known event.

    Two processes may store the same event at once: one of them gets None. The conversation is locked, so
    that the numbers of its events grow in the order in which they are committed.
    """
    account_id = conversations.account_for(
        session,
        messenger=arrival.messenger,
        address=arrival.sender_address,
        language=arrival.language,
        now=now,
    )
    conversation_id = conversations.conversation_for(
        session,
        messenger=arrival.messenger,
        address=arrival.conversation_address,
        kind=arrival.conversation_kind,
        now=now,
    )
    conversations.lock(session, conversation_id)
    if arrival.conversation_kind is ConversationKind.PRIVATE:
        conversations.reached_at(session, account_id, conversation_id)
    values = {
        "messenger": arrival.messenger,
        "event_key": arrival.event_key,
        "conversation_id": conversation_id,
        "account_id": account_id,
        "payload": dict(arrival.payload),
        "received_at": now,
        "external_id": arrival.external_id[:255] or None,
    }
    event_id = insert_once(session, InboxEvent, values)
    return None if event_id is None else Stored(event_id, conversation_id)


def first_waiting(session: Session, conversation_id: int) -> Waiting | None:
    """The oldest waiting event of a conversation; None if nothing waits there."""
    row = read(session, FIRST_WAITING, {"conversation": conversation_id}).one_or_none()
    if row is None:
        return None
    return Waiting(
        id=row.id,
        conversation_id=conversation_id,
        conversation_kind=row.kind,
        account_id=row.account_id,
        payload=row.payload,
        attempts=row.attempts,
        state=row.state,
        state_until=row.state_until,
        language=row.person_language or row.account_language,
        received_at=row.received_at,
    )


def any_waiting(session: Session, conversation_id: int) -> bool:
    """Whether a conversation has a waiting event."""
    return bool(read(session, ANY_WAITING, {"conversation": conversation_id}).scalar_one())


def next_waiting(session: Session, *, reach: Reach, before: datetime, limit: int) -> list[int]:
    """The conversations in reach whose first waiting event came before a moment, oldest first.

    On PostgreSQL a conversation that another process is just writing to is left out.
    """
    values = {**reach.values, "now": before}
    return list(session.scalars(NEXT_WAITING.limit(limit), values))


def rewrite(session: Session, stored: Stored, arrival: Arrival) -> bool:
    """Let an event that still waits bring the text that its message has now; False if none does."""
    own = select(_table.c.account_id).where(_table.c.id == stored.event_id).scalar_subquery()
    earlier = session.execute(
        select(_table.c.id, _table.c.payload)
        .where(
            _table.c.conversation_id == stored.conversation_id,
            _table.c.external_id == arrival.external_id[:255],
            # On some networks whoever likes may say that they edit somebody else's message.
            _table.c.account_id == own,
            _table.c.id < stored.event_id,
            _table.c.state == InboxState.WAITING,
        )
        .order_by(_table.c.id)
        .limit(1)
    ).one_or_none()
    if earlier is None or earlier.payload.get("kind") not in ("text", "edited"):
        return False
    payload = {**earlier.payload, "text": arrival.payload["text"], "too_long": arrival.payload["too_long"]}
    session.execute(update(_table).where(_table.c.id == earlier.id).values(payload=payload))
    return True


def finish(session: Session, event: Waiting, now: datetime, *, then: str = "") -> None:
    """An event is done: what it said is forgotten; ``then`` is a word for what came of it."""
    rest = {"kind": event.payload.get("kind"), **({"then": then} if then else {})}
    change(session, _FINISH, {"event": event.id, "rest": rest, "now": now})


def finish_at_once(
    session: Session, event_id: int, kind: str, now: datetime, rest: Mapping[str, str] = MappingProxyType({})
) -> None:
    """An event whose effects are all in the transaction that stores it is done; ``rest`` of it is kept."""
    change(session, _FINISH, {"event": event_id, "rest": {"kind": kind, **rest}, "now": now})


def came_before(session: Session, stored: Stored, kind: str, since: datetime) -> bool:
    """Whether another event of this kind came from the same account in this conversation since a moment."""
    own = select(_table.c.account_id).where(_table.c.id == stored.event_id).scalar_subquery()
    earlier = exists().where(
        _table.c.account_id == own,
        _table.c.conversation_id == stored.conversation_id,
        _table.c.id < stored.event_id,
        _table.c.received_at >= since,
        _table.c.payload["kind"].as_string() == kind,
    )
    return bool(session.scalar(select(earlier)))


def bump_attempts(session: Session, event_id: int) -> int:
    """Count one more try of a waiting event and return how many there were; 0 if it no longer waits."""
    return session.connection().execute(_BUMP, {"event": event_id}).scalar_one_or_none() or 0


def park(session: Session, event_id: int, now: datetime) -> bool:
    """Lay an event aside that cannot be handled, with what it said; False if it no longer waits."""
    return change(session, _PARK, {"event": event_id, "now": now}) == 1


def settled(session: Session, messenger: str, event_key: str) -> bool:
    """Whether an event is handled and all that answers it is sent or given up; an unknown one is."""
    values = {"messenger": messenger, "event_key": event_key}
    return not read(session, UNSETTLED, values).scalar_one()
