"""How long is kept what Kitt said about meetings by itself, people's remarks, and how a date was found."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from storage.models import Attendance, DatePoll, Nudge, NudgeKind, NudgeState, Occurrence

KEPT = timedelta(days=30)
"""After a meeting: long enough to be asked why somebody was not told."""

SNOOZABLE = timedelta(days=3)
"""How long what somebody was reminded of is kept: so long they may want to be told once more."""


def any_old(session: Session, now: datetime) -> bool:
    """Whether something is older than that."""
    nudges, remarks = exists().where(_old_nudges(now)), exists().where(*_old_remarks(now))
    told = exists().where(*_told(now))
    return bool(session.scalar(select(or_(nudges, remarks, told, exists().where(_old_polls(now))))))


def forget(session: Session, now: datetime) -> None:
    """Delete it; who came stays, and so does the meeting that a poll has led to."""
    quietly = {"synchronize_session": False}
    session.execute(delete(DatePoll).where(_old_polls(now)), execution_options=quietly)
    session.execute(delete(Nudge).where(_old_nudges(now)), execution_options=quietly)
    session.execute(
        update(Attendance).where(*_old_remarks(now)).values(comment=""), execution_options=quietly
    )
    session.execute(update(Nudge).where(*_told(now)).values(text=""), execution_options=quietly)


def _told(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Nudge.text != "", Nudge.state != NudgeState.WAITING, Nudge.done_at < now - SNOOZABLE)


def _over(now: datetime) -> ColumnElement[bool]:
    return Occurrence.ends_at < now - KEPT


def _old_polls(now: datetime) -> ColumnElement[bool]:
    return DatePoll.closed_at < now - KEPT


def _old_nudges(now: datetime) -> ColumnElement[bool]:
    """Those that are over; while their date is not, their keys keep them from being said again."""
    still = select(Occurrence.id).where(~_over(now))
    # Nobody is invited to a series again as long as it goes on.
    ahead = select(Occurrence.meeting_id).where(~_over(now))
    going_on = select(Occurrence.id).where(Occurrence.meeting_id.in_(ahead))
    invites = (Nudge.kind == NudgeKind.INVITED) & Nudge.occurrence_id.in_(going_on)
    over = or_(Nudge.occurrence_id.is_(None), Nudge.occurrence_id.not_in(still))
    return (Nudge.state != NudgeState.WAITING) & (Nudge.due_at < now - KEPT) & over & ~invites


def _old_remarks(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (Attendance.comment != "", Attendance.occurrence_id.in_(select(Occurrence.id).where(_over(now))))
