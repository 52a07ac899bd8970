"""Where an answer belongs: at the end of its conversation, or in the place of a message that is there.

A message of kind ``edit`` takes the place of another one that was sent as one part, where the messenger can
do that; else it is sent like any other. To edit twice is to edit once, so unlike sending it may be repeated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from storage.models import InboxEvent, InboxState, OutboxKind, OutboxMessage, OutboxPart, OutboxState
from storage.services.rows import table_of
from storage.services.sending import Claimed, PartToSend

ANSWER = "reply:"
"""How the dedupe keys of answers begin."""

SETTLING = "settle:"
"""How those of messages begin that take away buttons which count no more."""

NOT_EDITABLE = "not-editable"
"""What a messenger says of a message that is gone or too old: then the new one is sent."""

BARE = "bare"
"""What the payload says of a message that loses its buttons and keeps its text, which is forgotten by now."""

IN_PLACE = "in_place"
"""What the payload says of a message that is needless where it cannot take the place of the older one."""

_message = table_of(OutboxMessage)
_REPLACES = (OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.SENT)
_ANSWERED = ("text", "press", "edited")


class Heard(NamedTuple):
    """A message of somebody that was handled: its event, what came of it, and when it came."""

    id: int
    then: str
    received_at: datetime
    done: bool


def placed(session: Session, found: Claimed, edits: int | None, editing: frozenset[str]) -> Claimed:
    """The message with what the messenger calls the one whose place it takes; as a new one if it cannot."""
    if found.kind is not OutboxKind.EDIT:
        return found
    shown = _external_id(session, edits) if edits is not None and found.messenger in editing else None
    return replace(found, edits=shown) if shown else as_new(session, found)


def fits(parts: Sequence[PartToSend]) -> bool:
    """Whether this can take the place of one message: a text with its buttons, and nothing that hangs on."""
    return len(parts) == 1 and not (parts[0].body.get("files") or parts[0].body.get("contacts"))


def as_new(session: Session, claimed: Claimed) -> Claimed:
    """From now on this is a message like any other."""
    session.connection().execute(
        update(_message).where(_message.c.id == claimed.id).values(kind=OutboxKind.SEND, edits=None)
    )
    return replace(claimed, kind=OutboxKind.SEND, edits="")


def _external_id(session: Session, number: int) -> str | None:
    parts = session.execute(
        select(OutboxPart.external_id).where(OutboxPart.message_id == number, OutboxPart.sent_at.is_not(None))
    ).all()
    return parts[0].external_id if len(parts) == 1 else None


def is_replaced(session: Session, number: int) -> bool:
    """Whether another message takes this one's place, or its buttons: whoever presses them saw it before."""
    return _successor(session, number) is not None or _successor(session, number, SETTLING) is not None


def is_last(session: Session, conversation_id: int, number: int) -> bool:
    """Whether nothing was said in this conversation after this message."""
    later = exists().where(
        OutboxMessage.conversation_id == conversation_id,
        OutboxMessage.id > number,
        OutboxMessage.kind == OutboxKind.SEND,
    )
    return not session.scalar(select(later))


def asker_of(session: Session, number: int) -> int | None:
    """The account that a message was for."""
    return session.scalar(select(OutboxMessage.account_id).where(OutboxMessage.id == number))


def heard_before(session: Session, *, event_id: int, conversation_id: int, account_id: int) -> Heard | None:
    """What became of a message that was edited: the last event before this one that brought it, if any."""
    called = select(InboxEvent.external_id).where(InboxEvent.id == event_id).scalar_subquery()
    row = session.execute(
        select(InboxEvent.id, InboxEvent.payload, InboxEvent.received_at, InboxEvent.state)
        .where(
            InboxEvent.conversation_id == conversation_id,
            InboxEvent.external_id == called,
            InboxEvent.account_id == account_id,
            InboxEvent.id < event_id,
            # An edit that came while the message itself still waited has brought nothing of its own.
            InboxEvent.payload["then"].as_string().is_distinct_from("merged"),
        )
        .order_by(InboxEvent.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    return Heard(row.id, str(row.payload.get("then") or ""), row.received_at, row.state is InboxState.DONE)


def turns_between(session: Session, conversation_id: int, after: int, before: int) -> int:
    """How many events were handled in a conversation between these two."""
    rows = session.execute(
        select(InboxEvent.payload).where(
            InboxEvent.conversation_id == conversation_id, InboxEvent.id > after, InboxEvent.id < before
        )
    )
    return sum(row.payload.get("kind") in _ANSWERED and row.payload.get("then") != "merged" for row in rows)


def answer_to(session: Session, event_id: int) -> int | None:
    """The message that answers an event, or has taken its place since; None if there was no answer."""
    number = session.scalar(
        select(OutboxMessage.id)
        .where(OutboxMessage.inbox_event_id == event_id, OutboxMessage.dedupe_key.startswith(ANSWER))
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )
    while number is not None and (successor := _successor(session, number)) is not None:
        number = successor
    return number


def _successor(session: Session, number: int, called: str = ANSWER) -> int | None:
    return session.scalar(
        select(OutboxMessage.id)
        .where(
            OutboxMessage.edits == number,
            OutboxMessage.kind == OutboxKind.EDIT,
            OutboxMessage.state.in_(_REPLACES),
            OutboxMessage.dedupe_key.startswith(called),
        )
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    )
