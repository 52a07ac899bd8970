"""Whoever wants to be deleted is, with everything about them, after the day on which they asked.

What stays is without them: numbers in the audit ("somebody did this, then"), and what others own. Until
midnight of the network's zone they may change their mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from storage.models import (
    Account,
    Conversation,
    ConversationKind,
    Coordination,
    Deletion,
    Group,
    InboxEvent,
    OutboxMessage,
    OutboxPart,
    OutboxState,
    Person,
    Role,
)
from storage.services import audience, audit, conversations, invitations, numbering
from storage.services.own_data import person_of, require_alone
from storage.services.rows import insert_once
from storage.services.version import touch_directory
from storage.services.viewer import Viewer


class Needed(NamedTuple):
    """What would be without anybody: groups by name, and whether the network would have no administrator."""

    groups: tuple[str, ...] = ()
    administrator: bool = False

    @property
    def anything(self) -> bool:
        """Whether somebody else is to be named first."""
        return bool(self.groups) or self.administrator


def next_midnight(now: datetime, zone: tzinfo) -> datetime:
    """The end of the day of ``now`` in a zone."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=zone)


def pending(session: Session, *, viewer: Viewer, account_id: int) -> datetime | None:
    """When whoever writes will be deleted; None if they have not asked for it.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    return session.scalar(select(Deletion.due_at).where(_own(session, account_id)))


def needed(session: Session, *, viewer: Viewer) -> Needed:
    """What nobody else cares for: whoever goes has to name somebody before.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    if viewer.person_id is None:
        return Needed()
    going = select(Deletion.person_id).where(Deletion.person_id.is_not(None))
    others = (Person.id != viewer.person_id, Person.id.not_in(going), Person.left_on.is_(None))
    groups = session.scalars(
        select(Group.name)
        .where(
            Group.id.in_(viewer.group_ids),
            Group.id.not_in(
                select(Coordination.group_id)
                .join(Person, Person.id == Coordination.person_id)
                .where(*others, Coordination.group_id.is_not(None))
            ),
        )
        .order_by(Group.name)
    ).all()
    alone = viewer.role is Role.ADMINISTRATOR and not session.scalar(
        select(func.count()).select_from(Person).where(*others, Person.role == Role.ADMINISTRATOR)
    )
    return Needed(tuple(groups), alone)


def ask(session: Session, *, viewer: Viewer, account_id: int, now: datetime, zone: tzinfo) -> datetime | None:
    """Note that somebody wants to be deleted, and return when; None if others are to be named first.

    Asking again changes nothing.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    if needed(session, viewer=viewer).anything:
        return None
    person_id = person_of(session, account_id)
    target = {"account_id": account_id} if person_id is None else {"person_id": person_id}
    values = {**target, "asked_at": now, "due_at": next_midnight(now, zone)}
    if insert_once(session, Deletion, values) is not None:
        subject = ("account", account_id) if person_id is None else ("person", person_id)
        audit.note(session, viewer, "ask_deletion", now, subject=subject[0], subject_id=subject[1])
    return session.scalar(select(Deletion.due_at).where(_own(session, account_id)))


def undo(session: Session, *, viewer: Viewer, account_id: int, now: datetime) -> bool:
    """Keep whoever asked to be deleted; False if nothing was asked, or the day is over.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    done = session.execute(delete(Deletion).where(_own(session, account_id), Deletion.due_at > now))
    if not int(getattr(done, "rowcount", 0)):
        return False
    person_id = person_of(session, account_id)
    subject = ("account", account_id) if person_id is None else ("person", person_id)
    audit.note(session, viewer, "undo_deletion", now, subject=subject[0], subject_id=subject[1])
    return True


def _own(session: Session, account_id: int) -> ColumnElement[bool]:
    person_id = person_of(session, account_id)
    mine = Deletion.account_id == account_id
    return mine if person_id is None else or_(mine, Deletion.person_id == person_id)


def due(session: Session, now: datetime, most: int = 100) -> Sequence[int]:
    """The deletions whose day is over, by number."""
    return session.scalars(
        select(Deletion.id).where(Deletion.due_at <= now).order_by(Deletion.id).limit(most)
    ).all()


def carry_out(session: Session, deletion_id: int, now: datetime) -> bool:
    """Delete whoever asked for it; False if that was undone, or another process did it.

    For the clock only: there is no viewer, and nothing of the viewer would be left.
    """
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
    # Taking the row is the lock: of two processes the second finds none.
    taken = session.execute(
        delete(Deletion)
        .where(Deletion.id == deletion_id, Deletion.due_at <= now)
        .returning(Deletion.person_id, Deletion.account_id)
    ).one_or_none()
    if taken is None:
        return False
    person_id, account_id = taken
    if person_id is None:
        assert account_id is not None  # the table's check
        if person_of(session, account_id) is not None:
            return False  # a guest who asked, and then joined: that was their last word
        forget_accounts(session, [account_id])
        return True
    forget_person(session, person_id)
    audit.note(session, None, "delete_person", now, subject="person", subject_id=person_id)
    return True


def forget_person(session: Session, person_id: int) -> None:
    """Delete a person with all that belongs to them; the directory no longer knows them."""
    forget_accounts(session, session.scalars(select(Account.id).where(Account.person_id == person_id)).all())
    invitations.forget_of(session, person_id)
    audience.forget_person(session, person_id)
    session.execute(delete(Person).where(Person.id == person_id))
    touch_directory(session)


def forget_accounts(session: Session, accounts: Sequence[int]) -> None:
    """Delete accounts with their private conversations, and what was said to them elsewhere."""
    own = OutboxMessage.account_id.in_(accounts)
    places = _private_places(session, accounts)
    for place in places:
        conversations.lock(session, place)  # what is being handled there is finished first
    for part in (own, OutboxMessage.conversation_id.in_(places)):
        numbers = select(OutboxMessage.id).where(part)
        session.execute(_quietly(delete(OutboxPart).where(OutboxPart.message_id.in_(numbers))))
    # Where others read along, the row stays and keeps the order; nothing of what it said, and no button.
    elsewhere = (own, OutboxMessage.conversation_id.not_in(places))
    waiting = OutboxMessage.state.in_([OutboxState.WAITING, OutboxState.CLAIMED])
    session.execute(
        _quietly(
            update(OutboxMessage)
            .where(*elsewhere, waiting)
            .values(state=OutboxState.HELD_BACK, error="deleted")
        )
    )
    session.execute(_quietly(update(OutboxMessage).where(*elsewhere).values(payload={})))
    session.execute(_quietly(delete(OutboxMessage).where(OutboxMessage.conversation_id.in_(places))))
    session.execute(_quietly(delete(InboxEvent).where(InboxEvent.account_id.in_(accounts))))
    session.execute(_quietly(delete(Conversation).where(Conversation.id.in_(places))))
    session.execute(_quietly(delete(Account).where(Account.id.in_(accounts))))


def _private_places(session: Session, accounts: Sequence[int]) -> Sequence[int]:
    """The private conversations of accounts: where they write now, and where they once did."""
    return session.scalars(
        select(Conversation.id).where(
            Conversation.kind == ConversationKind.PRIVATE,
            or_(
                Conversation.id.in_(select(Account.conversation_id).where(Account.id.in_(accounts))),
                Conversation.id.in_(
                    select(InboxEvent.conversation_id).where(InboxEvent.account_id.in_(accounts))
                ),
            ),
        )
    ).all()


def _quietly(statement: Any) -> Any:
    """Without telling the mapper: it knows none of these rows."""
    return statement.execution_options(synchronize_session=False)


def stale_contexts(session: Session, now: datetime, most: int = 500) -> Sequence[int]:
    """Conversations whose context no longer counts; it may hold names of people who are gone."""
    return session.scalars(select(Conversation.id).where(Conversation.state_until < now).limit(most)).all()


def forget_contexts(session: Session, numbers: Sequence[int], now: datetime) -> None:
    """Clear where these conversations stood, unless somebody has written there since."""
    stale = select(Conversation).where(Conversation.id.in_(numbers), Conversation.state_until < now)
    for one in session.scalars(stale.order_by(Conversation.id).with_for_update(key_share=True)):
        one.state, one.state_until = numbering.kept(one.state), None
    session.flush()
