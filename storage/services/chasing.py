"""Whoever coordinates a meeting has those asked once more who have not answered: once a day at most."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from storage.models import MeetingState, Nudge, NudgeKind, NudgeState
from storage.services import attendance, audit
from storage.services.contacts import Named
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.rows import insert_once
from storage.services.viewer import Viewer

PAUSE = timedelta(hours=20)
"""Who was asked so lately is not asked again: once a day, wherever its hours lie."""


def to_ask(
    session: Session, *, viewer: Viewer, occurrence_id: int, now: datetime, today: date
) -> tuple[Named, ...]:
    """Who has not answered and was not asked today, but for whoever wants to know.

    Raises:
        NotAllowedError: the viewer does not coordinate the meeting, or others read along.
        RefusedError: GONE.
    """
    require(viewer, Right.PLAN_MEETINGS)
    silent = attendance.silent_people(
        session, viewer=viewer, occurrence_id=occurrence_id, today=today
    )  # fmt: skip
    lately = or_(
        Nudge.state == NudgeState.WAITING, and_(Nudge.state == NudgeState.DONE, Nudge.done_at > now - PAUSE)
    )
    asked = select(Nudge.person_id).where(
        Nudge.occurrence_id == occurrence_id,
        Nudge.kind == NudgeKind.RSVP,
        or_(Nudge.due_at <= now, Nudge.key.like("%:chase:%")),
        lately,
    )
    known = {*session.scalars(asked), viewer.person_id}
    return tuple(one for one in silent if one.id not in known)


def ask_again(session: Session, *, viewer: Viewer, occurrence_id: int, now: datetime, today: date) -> int:
    """Have them asked; returns how many. Mute and quiet hours count as for all that Kitt says by itself.

    Raises:
        NotAllowedError: as ``to_ask``.
        RefusedError: GONE, or OVER: it has begun, or is called off.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one, _ = attendance.seen(session, viewer=viewer, occurrence_id=occurrence_id)
    if one.starts_at <= now or one.state is MeetingState.CANCELLED:
        raise RefusedError(Reason.OVER)
    found = to_ask(session, viewer=viewer, occurrence_id=occurrence_id, now=now, today=today)
    count = 0
    for who in found:
        values = {
            "key": f"{occurrence_id}:{who.id}:chase:{today.isoformat()}", "kind": NudgeKind.RSVP,
            "occurrence_id": occurrence_id, "person_id": who.id, "wanted_at": now, "due_at": now,
            "not_after": one.starts_at, "created_at": now,
        }  # fmt: skip
        count += insert_once(session, Nudge, values) is not None
    if count:
        audit.note(session, viewer, "meeting.asked", now, subject="occurrence", subject_id=occurrence_id)
    return count
