"""One date of a meeting: changed, moved, called off, and what was agreed; the others of its series stay."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import MeetingState, NudgeKind, Occurrence
from storage.services import audit, dating
from storage.services.meetings import LONGEST_MINUTES, Details, check_details, of_date
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, Scope, require, scope_of
from storage.services.viewer import Viewer

LONGEST_NOTES = 4000


def change_date(
    session: Session, *, viewer: Viewer, occurrence_id: int, sequence: int, details: Details, now: datetime
) -> None:
    """Change what one date is about and where.

    ``sequence`` is what was shown to whoever changes it.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, OVER, CHANGED by somebody else, NOTHING would change, NAME, TOO_LONG.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one = _seen(session, viewer, occurrence_id, sequence, now)
    check_details(details)
    what = dating.put_details(one, details.title, details.place, details.link, details.agenda)
    if not what:
        raise RefusedError(Reason.NOTHING)
    one.sequence += 1
    dating.look_again(one, now)
    if what != ["agenda"]:
        dating.tell(one, NudgeKind.CHANGED, now, viewer.person_id, what=what)
    _changed(session, viewer, "meeting.date_changed", one, now)


def move_date(
    session: Session,
    *,
    viewer: Viewer,
    occurrence_id: int,
    sequence: int,
    starts_wall: datetime,
    minutes: int,
    now: datetime,
) -> None:
    """Let one date be at another time; who had answered is asked anew.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, OVER (also of the new time), CHANGED by somebody else, NOTHING, DAYS.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one = _seen(session, viewer, occurrence_id, sequence, now)
    if not 0 < minutes <= LONGEST_MINUTES or starts_wall.tzinfo is not None:
        raise RefusedError(Reason.DAYS)
    was = one.starts_at
    if not dating.put(session, one.meeting, one, starts_wall, minutes, now):
        raise RefusedError(Reason.NOTHING)
    if one.starts_at <= now:
        raise RefusedError(Reason.OVER)  # whoever asked rolls back
    one.sequence += 1
    dating.tell(one, NudgeKind.CHANGED, now, viewer.person_id, what=["time"], was=was)
    _changed(session, viewer, "meeting.date_moved", one, now)


def cancel_date(
    session: Session, *, viewer: Viewer, occurrence_id: int, sequence: int, now: datetime, reason: str = ""
) -> None:
    """Call one date off; who was to come is told, with the reason if there is one.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, OVER, CHANGED by somebody else.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one = _seen(session, viewer, occurrence_id, sequence, now)
    dating.call_off(one, now, viewer.person_id, silent=False, reason=reason)
    _changed(session, viewer, "meeting.date_cancelled", one, now)


def note_down(session: Session, *, viewer: Viewer, occurrence_id: int, notes: str, now: datetime) -> None:
    """Keep what was agreed at a meeting, in place of what was kept before.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, or TOO_LONG.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one = session.get(Occurrence, occurrence_id, with_for_update={"key_share": True})
    if one is None or one.state is MeetingState.CANCELLED:
        raise RefusedError(Reason.GONE)
    require(viewer, Right.PLAN_MEETINGS, group_id=one.meeting.group_id)
    if one.meeting.group_id is None and scope_of(viewer.role, Right.PLAN_MEETINGS) is not Scope.ALL:
        raise NotAllowedError
    if len(notes) > LONGEST_NOTES:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_NOTES))
    one.notes = notes.strip()
    if one.plan_at is not None:
        dating.look_again(one, now)
    session.flush()
    audit.note(session, viewer, "meeting.noted", now, subject="occurrence", subject_id=one.id)


def _seen(session: Session, viewer: Viewer, occurrence_id: int, sequence: int, now: datetime) -> Occurrence:
    one = of_date(session, viewer=viewer, occurrence_id=occurrence_id, now=now)
    if one.sequence != sequence:
        raise RefusedError(Reason.CHANGED)
    return one


def _changed(session: Session, viewer: Viewer, action: str, one: Occurrence, now: datetime) -> None:
    dating.changed(one.meeting, now)
    ended = not one.meeting.rrule and one.state is MeetingState.CANCELLED
    if ended:
        one.meeting.state = MeetingState.CANCELLED
    session.flush()
    audit.note(session, viewer, action, now, subject="occurrence", subject_id=one.id)
