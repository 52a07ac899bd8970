"""Guests who asked to be let in and whom nobody has answered: who is asked again, and when, at most twice.

For the clock only: nothing here is shown to anybody but those who may decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.models import AccessRequest, RequestState, Role
from storage.services.coordinating import in_turn
from storage.services.rights import Right, may
from storage.services.viewer import viewer_for

PATIENCE = timedelta(days=1)
"""How long those who may decide have before they are asked again."""

NO_MORE = datetime(9999, 1, 1, tzinfo=UTC)
"""When a request was asked about again for the last time: those who may decide know it by now."""


def overdue(session: Session, now: datetime, most: int = 50) -> Sequence[int]:
    """Open requests that have waited a day since they were asked, or asked again."""
    return session.scalars(
        select(AccessRequest.id)
        .where(
            AccessRequest.state == RequestState.OPEN,
            AccessRequest.asked_at <= now - PATIENCE,
            or_(AccessRequest.nudged_at.is_(None), AccessRequest.nudged_at <= now - PATIENCE),
        )
        .order_by(AccessRequest.id)
        .limit(most)
    ).all()


def hold(session: Session, number: int, now: datetime) -> int:
    """Hold a request until the transaction ends; returns which time to ask about it again it is, 0: none."""
    session.flush()
    found = session.get(AccessRequest, number, with_for_update={"key_share": True}, populate_existing=True)
    if found is None or found.state is not RequestState.OPEN:
        return 0
    if (found.nudged_at or found.asked_at) > now - PATIENCE:
        return 0
    return 1 if found.nudged_at is None else 2


def whom(session: Session, number: int, time: int, today: date) -> list[list[int]]:
    """Who may decide and is there, in the order in which to try: each list at once, if the one before fails.

    Coordinators of the region knew from the beginning; so the first time it is the administrators' turn, the
    second time everybody's.
    """
    region = session.get_one(AccessRequest, number).region_id
    people = in_turn(session, region_ids=[region] if region else [], today=today)
    viewers = [viewer_for(session, one, today=today) for one in people]
    able = [one for one in viewers if may(one, Right.INVITE, region_id=region or 0)]
    above = [one.person_id or 0 for one in able if one.role is Role.ADMINISTRATOR]
    near = [one.person_id or 0 for one in able if one.role is not Role.ADMINISTRATOR]
    return [above, near] if time == 1 else [[*near, *above]]


def asked_again(session: Session, number: int, time: int, now: datetime) -> None:
    """Note that a request, which is held, was asked about again."""
    session.get_one(AccessRequest, number).nudged_at = now if time == 1 else NO_MORE


def days_waited(session: Session, number: int, now: datetime) -> int:
    """For how many whole days a request has waited."""
    return (now - session.get_one(AccessRequest, number).asked_at).days
