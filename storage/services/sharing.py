"""A private chat in which others read along is a group at once, and what was private stays so.

Its state is forgotten, what waits to be said there is said elsewhere or not at all, and nothing that Kitt
says by itself to one person goes there any more. Rooms can go both ways; what is bound to a group stays one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from storage.models import (
    Account,
    Binding,
    Conversation,
    ConversationKind,
    OutboxMessage,
    OutboxPart,
    OutboxState,
    Person,
    Standing,
)
from storage.services import conversations, outbox, telling
from storage.services.rows import table_of
from storage.services.sending import saying, what_buttons_do
from storage.services.setting_up import chosen

SHARED_TEXT = "now-shared"
"""Said in what was a private chat."""

NOT_PRIVATE = "not-private"
"""Why a message is held back, and what a messenger says of one."""

_table = table_of(Conversation)


def is_now(session: Session, messenger: str, place: str, kind: ConversationKind, now: datetime) -> bool:
    """Note of what kind a conversation is by now; whether that leaves something to be said there."""
    row = session.execute(
        select(_table.c.id, _table.c.kind).where(
            _table.c.messenger == messenger, _table.c.address == place, _table.c.kind != kind
        )
    ).one_or_none()
    if row is None or ConversationKind.CHANNEL in (row.kind, kind):
        return False
    conversations.lock(session, row.id)
    if kind is ConversationKind.GROUP:
        return shared(session, row.id, now)
    if session.scalar(select(exists().where(Binding.conversation_id == row.id))):
        return False
    _becomes(session, row.id, kind)
    return False


def shared(session: Session, conversation_id: int, now: datetime) -> bool:
    """Others read along here from now on; False if that was known."""
    changed = session.execute(
        update(_table)
        .where(_table.c.id == conversation_id, _table.c.kind == ConversationKind.PRIVATE)
        .values(kind=ConversationKind.GROUP, state={}, state_until=None)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        return False
    language = _language(session, conversation_id)
    accounts = session.scalars(select(Account.id).where(Account.conversation_id == conversation_id)).all()
    for account in accounts:
        telling.move_waiting(session, account, now)
    session.execute(
        update(Account).where(Account.conversation_id == conversation_id).values(conversation_id=None)
    )
    _hold_back(session, conversation_id)
    draft = outbox.Draft(
        dedupe_key=f"shared:{conversation_id}:{now.isoformat()}",
        conversation_id=conversation_id,
        payload=saying(SHARED_TEXT),
        language=language,
    )
    outbox.enqueue(session, draft, now)
    return True


def _becomes(session: Session, conversation_id: int, kind: ConversationKind) -> None:
    change = update(_table).where(_table.c.id == conversation_id)
    # Who speaks there in private is heard, whatever became of the group before.
    session.execute(change.values(kind=kind, state={}, state_until=None, standing=Standing.OPEN))


def _hold_back(session: Session, conversation_id: int) -> None:
    """What waits here was meant for one person; what is just being sent, the messenger looks at itself."""
    waiting = session.execute(
        select(OutboxMessage.id, OutboxMessage.payload).where(
            OutboxMessage.conversation_id == conversation_id, OutboxMessage.state == OutboxState.WAITING
        )
    ).all()
    for message in waiting:
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message.id)
            .values(state=OutboxState.HELD_BACK, error=NOT_PRIVATE, payload=what_buttons_do(message.payload))
        )
        session.execute(update(OutboxPart).where(OutboxPart.message_id == message.id).values(body={}))


def _language(session: Session, conversation_id: int) -> str:
    """That of whom this was the private chat of."""
    row = session.execute(
        select(Account.language, Person.language.label("own"))
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.conversation_id == conversation_id)
        .limit(1)
    ).one_or_none()
    return (row and (row.own or row.language)) or chosen(session)[1] or "de"
