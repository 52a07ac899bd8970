"""Conversations that belong to a group: bound, listed, let go by the group's coordinators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.models import (
    Binding,
    Conversation,
    ConversationKind,
    Group,
    OutboxMessage,
    OutboxState,
    Person,
    Standing,
)
from storage.services import audit, lookups
from storage.services.contacts import Named
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, Scope, require, scope_of
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Bound:
    """A conversation and the group it belongs to."""

    conversation_id: int
    messenger: str
    kind: ConversationKind
    group: Named
    bound_by: str
    bound_at: datetime
    title: str = ""
    standing: Standing = Standing.OPEN


def bindings(session: Session, *, viewer: Viewer) -> list[Bound]:
    """All bindings of the viewer's groups, by group and age.

    Raises:
        NotAllowedError: the viewer binds nothing.
    """
    require(viewer, Right.BIND)
    query = (
        select(Binding, Conversation, Group.name, Person)
        .join(Conversation, Conversation.id == Binding.conversation_id)
        .join(Group, Group.id == Binding.group_id)
        .outerjoin(Person, Person.id == Binding.bound_by_id)
        .order_by(Group.name, Binding.bound_at, Binding.conversation_id)
    )
    if scope_of(viewer.role, Right.BIND) is Scope.OWN:
        query = query.where(Binding.group_id.in_(viewer.group_ids))
    found = session.execute(query).all()
    lookups.shown(session, viewer, [by.id for *_, by in found if by])
    return [
        Bound(
            row.conversation_id, place.messenger, place.kind, Named(row.group_id, name),
            by.full_name if by else "", row.bound_at, place.title, place.standing,
        )
        for row, place, name, by in found
    ]  # fmt: skip


def groups_to_bind(session: Session, *, viewer: Viewer) -> list[Named]:
    """The groups that the viewer may bind conversations to, by name.

    Raises:
        NotAllowedError: the viewer binds nothing.
    """
    require(viewer, Right.BIND)
    query = select(Group.id, Group.name).order_by(Group.name)
    if scope_of(viewer.role, Right.BIND) is Scope.OWN:
        query = query.where(Group.id.in_(viewer.group_ids))
    return [Named(row.id, row.name) for row in session.execute(query)]


def bind(session: Session, *, viewer: Viewer, conversation_id: int, group_id: int, now: datetime) -> bool:
    """Let a conversation belong to a group; False if it does already. Another group lets go of it.

    Raises:
        NotAllowedError: the group, or the one that has the conversation, is none of the viewer's.
        RefusedError: a private chat (PRIVATE), or group or conversation are gone.
    """
    require(viewer, Right.BIND, group_id=group_id)
    conversation = session.get(Conversation, conversation_id)
    if conversation is None or session.get(Group, group_id) is None:
        raise RefusedError(Reason.GONE)
    if conversation.kind is ConversationKind.PRIVATE:
        raise RefusedError(Reason.PRIVATE)
    known = session.get(Binding, conversation_id, with_for_update=True)
    if known is not None and known.group_id == group_id:
        return False
    if known is not None:
        require(viewer, Right.BIND, group_id=known.group_id)
        session.delete(known)
        session.flush()
    session.add(
        Binding(
            conversation_id=conversation_id, group_id=group_id, bound_by_id=viewer.person_id, bound_at=now
        )
    )
    session.flush()
    audit.note(session, viewer, "conversation.bound", now, subject="conversation", subject_id=conversation_id)
    return True


def unbind(session: Session, *, viewer: Viewer, conversation_id: int, now: datetime) -> str:
    """Let a conversation go, and return the name of the group it belonged to.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: it belongs to none (NOTHING).
    """
    require(viewer, Right.BIND)
    known = session.get(Binding, conversation_id, with_for_update=True)
    if known is None:
        raise RefusedError(Reason.NOTHING)
    require(viewer, Right.BIND, group_id=known.group_id)
    name = session.scalar(select(Group.name).where(Group.id == known.group_id)) or ""
    session.delete(known)
    # What waits for it unasked was the group's; an answer to somebody there still comes.
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.conversation_id == conversation_id, OutboxMessage.inbox_event_id.is_(None))
        .where(OutboxMessage.state == OutboxState.WAITING)
        .values(state=OutboxState.HELD_BACK, error="unbound", payload={})
    )
    session.flush()
    audit.note(
        session, viewer, "conversation.unbound", now, subject="conversation", subject_id=conversation_id
    )
    return name
