"""A clock that was ahead and is right again: what was dropped, or put off, by the wrong time is put right.

A machine without a battery for its clock may start in another week. What Kitt said then is said; but what it
took for too late is not, and what it took for over is still to come.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select, update
from sqlalchemy.orm import Session

from storage.models import Nudge, NudgeKind, NudgeState, Occurrence
from storage.services.nudge_planning import NEAR, REGULARLY
from storage.services.nudge_rows import AT_ONCE
from storage.services.rows import table_of

SLACK = timedelta(minutes=5)
"""So much may the clocks of two machines differ."""

_nudge = table_of(Nudge)
_occurrence = table_of(Occurrence)


def was_ahead(session: Session, now: datetime) -> bool:
    """Whether something was done about nudges, or put off, at a time that is yet to come; only reads."""
    return bool(_put_off(session, now)) or session.scalar(_dropped(now).limit(1)) is not None


def put_right(session: Session, now: datetime) -> int:
    """Look anew at the dates that were put off; returns at how many, and of how many dropped nudges."""
    dropped = session.scalars(_dropped(now)).all()
    for start in range(0, len(dropped), AT_ONCE):
        # Who plans the dates next takes out what is not wanted any more.
        some = _nudge.c.id.in_(dropped[start : start + AT_ONCE])
        session.execute(update(_nudge).where(some).values(state=NudgeState.WAITING, reason="", done_at=None))
    dates = _put_off(session, now)
    for start in range(0, len(dates), AT_ONCE):
        some = _occurrence.c.id.in_(dates[start : start + AT_ONCE])
        session.execute(update(_occurrence).where(some).values(plan_at=now))
    return len(dropped) + len(dates)


def _dropped(now: datetime) -> Select[int]:
    return select(Nudge.id).where(
        or_(
            and_(Nudge.state == NudgeState.DROPPED, Nudge.reason == "late"),
            and_(Nudge.state == NudgeState.SUPERSEDED, Nudge.reason == "newer"),
        ),
        Nudge.kind != NudgeKind.OWN,  # what it was about is forgotten
        Nudge.done_at > now + SLACK,
        Nudge.not_after > now,
    )


def _put_off(session: Session, now: datetime) -> list[int]:
    """The dates to come that are to be looked at later than any that is planned by the right time."""
    soon = now + REGULARLY + SLACK
    query = select(Occurrence.id, Occurrence.starts_at, Occurrence.plan_at).where(
        Occurrence.starts_at > now, or_(Occurrence.plan_at.is_(None), Occurrence.plan_at > soon)
    )
    return [
        row.id
        for row in session.execute(query)
        if row.plan_at is None or row.plan_at > max(soon, row.starts_at - NEAR)
    ]
