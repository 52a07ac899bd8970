"""Somebody wants a human: relayed to one coordinator after the other, until one of them has answered.

What was asked is kept while the request is open, and forgotten when it is closed. Coordinators see a
person's name, of a guest the name that they gave; a guest sees the given name of whoever answers.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import AccessRequest, Account, HelpRequest, Person, RequestState
from storage.services import audit, handing_on, limits, lookups
from storage.services.coordinating import name_for
from storage.services.own_data import accounts_of, person_of
from storage.services.rights import Right, require
from storage.services.viewer import Viewer

LONGEST = 1_000
"""Of what somebody writes, in characters."""

ANSWERED = datetime(9999, 1, 1, tzinfo=UTC)
"""Stands for "was answered" where else the moment of the last nudge stands: nobody is asked any more, until
the person writes again."""

MOST_LISTED = 20


class TooManyError(Exception):
    """Somebody asked for a human too often in this hour."""


class Request(NamedTuple):
    """A wish to speak with a human. ``name`` is empty for a guest who gave none."""

    id: int
    account_id: int
    name: str
    is_guest: bool
    message: str
    asked_at: datetime
    with_id: int | None
    is_open: bool


class Asked(NamedTuple):
    """A request that was made or added to, and with whom it is, if with anybody."""

    number: int
    with_id: int | None
    is_new: bool


def ask(session: Session, *, viewer: Viewer, account_id: int, message: str, now: datetime) -> Asked:
    """Note that whoever writes wants a human. Who has an open request adds to it: asking twice is once.

    Raises:
        NotAllowedError: the viewer may not.
        TooManyError: too often in this hour.
    """
    require(viewer, Right.ASK_HUMAN)
    message = message.strip()[:LONGEST]
    found = _open_of(session, account_id)
    if found is not None:
        _add(found, message)
        return Asked(found.id, found.with_id, is_new=False)
    if limits.exceeded(session, account_id, "request", now):
        raise TooManyError
    limits.count(session, account_id, "request", now)
    made = HelpRequest(account_id=account_id, message=message, asked_at=now)
    session.add(made)
    session.flush()
    return Asked(made.id, None, is_new=True)


def pending(session: Session, *, viewer: Viewer, account_id: int) -> int | None:
    """The request of whoever writes that is open, by number; None if none is.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.ASK_HUMAN)
    found = _open_of(session, account_id)
    return None if found is None else found.id


def _open_of(session: Session, account_id: int) -> HelpRequest | None:
    return session.scalars(
        select(HelpRequest)
        .where(
            HelpRequest.account_id.in_(accounts_of(session, account_id)),
            HelpRequest.state == RequestState.OPEN,
        )
        .order_by(HelpRequest.id)
        .limit(1)
    ).one_or_none()


def _add(found: HelpRequest, message: str) -> None:
    if message and message not in found.message.split("\n"):
        found.message = f"{found.message}\n{message}".strip()[-LONGEST:]


def read(session: Session, *, viewer: Viewer, number: int) -> Request | None:
    """A request, for whoever may answer it; None if it is gone.

    Raises:
        NotAllowedError: the viewer coordinates nothing, or others would read along.
    """
    _require_relay(viewer)
    found = session.get(HelpRequest, number)
    if found is None:
        return None
    lookups.shown(session, viewer, [person_of(session, found.account_id)])
    return request_of(session, found)


def listed(session: Session, *, viewer: Viewer) -> list[Request]:
    """The open requests, the oldest first.

    Raises:
        NotAllowedError: the viewer coordinates nothing, or others would read along.
    """
    _require_relay(viewer)
    rows = session.scalars(
        select(HelpRequest)
        .where(HelpRequest.state == RequestState.OPEN)
        .order_by(HelpRequest.asked_at, HelpRequest.id)
        .limit(MOST_LISTED)
    ).all()
    lookups.shown(session, viewer, [person_of(session, row.account_id) for row in rows])
    return [request_of(session, row) for row in rows]


def answered(session: Session, *, viewer: Viewer, number: int, now: datetime) -> Request | None:
    """Note that the viewer answers: the request is with them, and waits a day again; None if it is closed.

    Raises:
        NotAllowedError: the viewer coordinates nothing, or others would read along.
    """
    _require_relay(viewer)
    found = session.get(HelpRequest, number)
    if found is None or found.state is not RequestState.OPEN:
        return None
    request = request_of(session, found)
    found.with_id, found.nudged_at, found.message = viewer.person_id, ANSWERED, ""
    audit.note(session, viewer, "answer_help", now, subject="help_request", subject_id=number)
    return request


def close(session: Session, *, viewer: Viewer, number: int, now: datetime) -> Request | None:
    """A coordinator says that it is done; what was asked is forgotten. None if it was closed before.

    Raises:
        NotAllowedError: the viewer coordinates nothing, or others would read along.
    """
    _require_relay(viewer)
    found = session.get(HelpRequest, number)
    if found is None or found.state is not RequestState.OPEN:
        return None
    request = request_of(session, found)
    _end(found, RequestState.GRANTED, now)
    audit.note(session, viewer, "close_help", now, subject="help_request", subject_id=number)
    return request


def withdraw(session: Session, *, viewer: Viewer, account_id: int, now: datetime) -> bool:
    """Whoever asked needs nobody any more; False if nothing of theirs is open.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.ASK_HUMAN)
    rows = session.scalars(
        select(HelpRequest).where(
            HelpRequest.account_id.in_(accounts_of(session, account_id)),
            HelpRequest.state == RequestState.OPEN,
        )
    ).all()
    for row in rows:
        _end(row, RequestState.WITHDRAWN, now)
    return bool(rows)


def replied(
    session: Session,
    *,
    viewer: Viewer,
    account_id: int,
    number: int,
    message: str,
    today: date,
    now: datetime,
) -> Asked | None:
    """Somebody writes on to their coordinator; None if the request is closed or not theirs.

    If the coordinator is away or gone, the request has nobody and is relayed anew.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.ASK_HUMAN)
    found = session.get(HelpRequest, number)
    if found is None or found.state is not RequestState.OPEN:
        return None
    if found.account_id not in accounts_of(session, account_id):
        return None
    _add(found, message.strip()[:LONGEST])
    there = found.with_id in handing_on.candidates(session, number, today)
    found.nudged_at = now if there else None
    session.flush()
    return Asked(number, found.with_id if there else None, is_new=False)


def request_of(session: Session, found: HelpRequest) -> Request:
    """A request as whoever may answer it sees it."""
    owner = session.scalar(select(Account.person_id).where(Account.id == found.account_id))
    left_on = session.scalar(select(Person.left_on).where(Person.id == (owner or 0)))
    is_guest = owner is None or left_on is not None  # who leaves learns no more than a guest
    given = session.scalar(
        select(AccessRequest.name)
        .where(AccessRequest.account_id == found.account_id)
        .order_by(AccessRequest.id.desc())
        .limit(1)
    )
    name = given if owner is None else name_for(session, owner)
    is_open_now = found.state is RequestState.OPEN
    return Request(
        found.id,
        found.account_id,
        name or "",
        is_guest,
        found.message,
        found.asked_at,
        found.with_id,
        is_open_now,
    )


def _end(found: HelpRequest, state: RequestState, now: datetime) -> None:
    found.state, found.decided_at, found.message = state, now, ""


def _require_relay(viewer: Viewer) -> None:
    require(viewer, Right.RELAY)
    if viewer.in_group:
        raise NotAllowedError
