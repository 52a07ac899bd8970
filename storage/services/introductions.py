"""Somebody wants to be introduced to somebody: asked with a reason, answered by a button, forgotten after.

Why is kept until the other person has decided. Declining is theirs alone: whoever asked is never told, and
sees the same as while nobody has answered.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.models import (
    ContactWay,
    Introduction,
    OutboxMessage,
    OutboxState,
    Person,
    RequestState,
    Visibility,
)
from storage.services import audit, limits
from storage.services.contacts import Way
from storage.services.rights import Right, require
from storage.services.viewer import Viewer, belongs_on

LONGEST = 300
"""Of the reason, in characters: one line."""


class TooManyError(Exception):
    """Somebody asked for introductions too often in this hour."""


class Wish(NamedTuple):
    """A wish to be introduced. ``is_new`` is False where the same was open already."""

    id: int
    asker_id: int
    asked_id: int
    reason: str
    is_new: bool = True


def key_of(number: int) -> str:
    """The dedupe key of the message that asks the other person."""
    return f"introduction:{number}:ask"


def ask(
    session: Session,
    *,
    viewer: Viewer,
    account_id: int,
    asked_id: int,
    reason: str,
    today: date,
    now: datetime,
) -> Wish | None:
    """Note that the viewer wants to be introduced; None if the other person is gone, or is themself.

    Asking again while it is open, or once it was declined, is the same wish.

    Raises:
        NotAllowedError: the viewer may not.
        TooManyError: too often in this hour.
    """
    require(viewer, Right.INTRODUCE)
    if viewer.person_id is None or asked_id == viewer.person_id or not _there(session, asked_id, today):
        return None
    found = session.scalars(
        select(Introduction).where(
            Introduction.asker_id == viewer.person_id,
            Introduction.asked_id == asked_id,
            Introduction.state.in_([RequestState.OPEN, RequestState.DECLINED]),
        )
    ).first()
    if found is not None:
        return Wish(found.id, found.asker_id, asked_id, found.reason, is_new=False)
    if limits.exceeded(session, account_id, "request", now):
        raise TooManyError
    limits.count(session, account_id, "request", now)
    made = Introduction(
        asker_id=viewer.person_id, asked_id=asked_id, reason=reason.strip()[:LONGEST], asked_at=now
    )
    session.add(made)
    session.flush()
    return Wish(made.id, made.asker_id, asked_id, made.reason)


def too_many(session: Session, *, viewer: Viewer, account_id: int, count: int, now: datetime) -> bool:
    """Whether so many more wishes would be more than somebody may have within the hour.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.INTRODUCE)
    return limits.used(session, account_id, "request", now) + count > limits.HOURLY["request"]


def way_to(session: Session, *, viewer: Viewer, number: int, person_id: int) -> Way | None:
    """One way of reaching one of two people who were introduced: the yes gives it, whoever sees it else.

    What more people may see comes first. None if they were not introduced, or there is none.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.INTRODUCE)
    found = session.get(Introduction, number)
    if found is None or found.state is not RequestState.GRANTED:
        return None
    if not {viewer.person_id, person_id} <= {found.asker_id, found.asked_id}:
        return None
    ways = session.scalars(
        select(ContactWay).where(ContactWay.person_id == person_id).order_by(ContactWay.id)
    ).all()
    order = (Visibility.NETWORK, Visibility.PRIVATE, Visibility.COORDINATORS)
    first = min(ways, key=lambda way: order.index(way.visibility), default=None)
    return None if first is None else Way(first.kind, first.value)


def decide(
    session: Session, *, viewer: Viewer, number: int, yes: bool, today: date, now: datetime
) -> Wish | None:
    """The person who was asked decides; None if it is not theirs to, is decided, or the asker is gone.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.INTRODUCE)
    found = session.get(Introduction, number, with_for_update={"key_share": True})
    if found is None or viewer.person_id is None or found.asked_id != viewer.person_id:
        return None
    if found.state is not RequestState.OPEN:
        return None
    wish = Wish(found.id, found.asker_id, found.asked_id, found.reason)
    if not _there(session, found.asker_id, today):
        _end(found, RequestState.WITHDRAWN, now)
        return None
    _end(found, RequestState.GRANTED if yes else RequestState.DECLINED, now)
    if yes:
        audit.note(session, viewer, "introduce", now, subject="introduction", subject_id=number)
    return wish


def withdraw(session: Session, *, viewer: Viewer, number: int, now: datetime) -> bool:
    """Whoever asked takes it back; False if it is not theirs, or they were introduced.

    A wish that was declined is taken back like one that is open, so that nobody can tell.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.INTRODUCE)
    found = session.get(Introduction, number, with_for_update={"key_share": True})
    if found is None or viewer.person_id is None or found.asker_id != viewer.person_id:
        return False
    if found.state not in (RequestState.OPEN, RequestState.DECLINED):
        return False
    if found.state is RequestState.OPEN:
        # What has not been sent yet need not be sent any more.
        held = update(OutboxMessage).where(
            OutboxMessage.dedupe_key == key_of(number), OutboxMessage.state == OutboxState.WAITING
        )
        session.execute(
            held.values(state=OutboxState.HELD_BACK, error="withdrawn", payload={}).execution_options(
                synchronize_session=False
            )
        )
    _end(found, RequestState.WITHDRAWN, now)
    return True


def _there(session: Session, person_id: int, today: date) -> bool:
    person = session.get(Person, person_id)
    return person is not None and belongs_on(person.left_on, today)


def _end(found: Introduction, state: RequestState, now: datetime) -> None:
    found.state, found.decided_at, found.reason = state, now, ""
