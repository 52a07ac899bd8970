"""What a plan is made of before it counts: for whom one may plan, how many are invited, how many come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Answer, Attendance, Group, Meeting, MeetingState, Occurrence, Person
from storage.queries.directory import present
from storage.services import audience, channel_posts, dating
from storage.services.contacts import Named
from storage.services.recurring import in_utc
from storage.services.rights import Right, Scope, may, require, scope_of
from storage.services.viewer import Viewer
from storage.services.wanted_nudges import REMINDERS


def groups_to_plan(session: Session, *, viewer: Viewer) -> list[Named]:
    """The groups that the viewer may plan meetings for, by name.

    Raises:
        NotAllowedError: none at all.
    """
    require(viewer, Right.PLAN_MEETINGS)
    query = select(Group.id, Group.name).order_by(Group.name, Group.id)
    if not plans_for_all(viewer):
        query = query.where(Group.id.in_(viewer.group_ids))
    return [Named(row.id, row.name) for row in session.execute(query)]


def plans_for_all(viewer: Viewer) -> bool:
    """Whether somebody who plans may plan what is for no group: for everybody, a region, a role.

    Raises:
        NotAllowedError: the viewer plans nothing.
    """
    require(viewer, Right.PLAN_MEETINGS)
    return scope_of(viewer.role, Right.PLAN_MEETINGS) is Scope.ALL


def require_plan(viewer: Viewer, group_id: int | None) -> None:
    """Refuse whoever plans nothing for a group; without one, whose right does not reach over all.

    Raises:
        NotAllowedError: they do not.
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=group_id)
    if group_id is None and not plans_for_all(viewer):
        raise NotAllowedError


def invited_count(
    session: Session, *, viewer: Viewer, group_id: int | None, invites: Mapping[str, Any], today: date
) -> int:
    """How many people a meeting is for, without those who have left.

    Raises:
        NotAllowedError: the viewer plans nothing for them.
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=group_id)
    require_plan(viewer, group_id)
    ids = audience.people_of(session, group_id, invites)
    return session.scalar(select(func.count()).where(Person.id.in_(ids), present(today))) or 0


def planned_as(session: Session, *, viewer: Viewer, uid: str) -> int | None:
    """The number of the meeting that was planned under this mark; None if none was, or not the viewer's.

    Raises:
        NotAllowedError: the viewer plans nothing.
    """
    require(viewer, Right.PLAN_MEETINGS)
    row = session.execute(select(Meeting.id, Meeting.group_id).where(Meeting.uid == uid)).one_or_none()
    if row is None or not (plans_for_all(viewer) or may(viewer, Right.PLAN_MEETINGS, group_id=row.group_id)):
        return None
    return int(row.id)


def first_date(session: Session, *, viewer: Viewer, meeting_id: int, now: datetime) -> int | None:
    """The number of the next date of a meeting; None if all are over.

    Raises:
        NotAllowedError: the viewer plans nothing.
    """
    require(viewer, Right.PLAN_MEETINGS)
    meeting = session.get(Meeting, meeting_id)
    found = dating.ahead(session, meeting, now) if meeting is not None else []
    return found[0].id if found else None


def next_of_series(session: Session, *, viewer: Viewer, meeting_id: int, now: datetime) -> datetime | None:
    """When, on the wall, a series would take place next if no date were called off or moved; None if never.

    Raises:
        NotAllowedError: the viewer plans nothing.
    """
    require(viewer, Right.PLAN_MEETINGS)
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    here = (Occurrence.meeting_id == meeting_id, Occurrence.starts_at > now)
    found = session.scalars(select(Occurrence.recurrence_id).where(*here).order_by(Occurrence.recurrence_id))
    zone = ZoneInfo(meeting.zone)
    return next((wall for wall in found if in_utc(wall, zone) > now), None)


def coming(session: Session, *, viewer: Viewer, occurrence_id: int) -> int:
    """How many have said that they come to a date of a meeting that the viewer may change.

    Raises:
        NotAllowedError: it is none of theirs, or there is none.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one = session.get(Occurrence, occurrence_id)
    if one is None:
        raise NotAllowedError
    require_plan(viewer, one.meeting.group_id)
    said = (Attendance.occurrence_id == occurrence_id, Attendance.answer == Answer.YES)
    count = select(func.count()).select_from(Attendance).where(*said, Attendance.stale.is_(False))
    return session.scalar(count) or 0


def count_of_group(session: Session, *, viewer: Viewer, group_id: int, now: datetime) -> int:
    """How many meetings of a group are to come; a series counts once.

    Raises:
        NotAllowedError: the group is none of the viewer's.
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=group_id)
    ahead = (Occurrence.ends_at > now, Occurrence.state == MeetingState.PLANNED)
    query = select(func.count(func.distinct(Meeting.id))).join(Occurrence)
    return session.scalar(query.where(Meeting.group_id == group_id, *ahead)) or 0


def call_off_of_group(session: Session, *, viewer: Viewer, group_id: int, now: datetime) -> int:
    """Call off all meetings to come of a group that is about to end; returns how many.

    Who is invited is kept with them, as nobody will belong to the group when it is told.

    Raises:
        NotAllowedError: the group is none of the viewer's.
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=group_id)
    people = list(audience.people_of(session, group_id, {}))
    theirs = select(Meeting).where(Meeting.group_id == group_id, Meeting.state == MeetingState.PLANNED)
    called_off: list[Occurrence] = []
    for meeting in session.scalars(theirs.order_by(Meeting.id).with_for_update(key_share=True)).all():
        found = dating.ahead(session, meeting, now)
        if not found:
            continue
        for number, one in enumerate(found):
            dating.call_off(one, now, viewer.person_id, silent=number > 0, series=bool(meeting.rrule))
        meeting.state, meeting.extend_at = MeetingState.CANCELLED, None
        meeting.group_id, meeting.audience = None, {audience.PEOPLE: people}
        dating.changed(meeting, now)
        called_off.append(found[0])
    session.flush()
    channel_posts.call_off(session, group_id, called_off, now)
    return len(called_off)


def usual_reminders(session: Session, *, viewer: Viewer, group_id: int | None) -> Sequence[int]:
    """When the people of a group are reminded unless they set something else, in minutes before.

    Raises:
        NotAllowedError: the viewer plans nothing.
    """
    require(viewer, Right.PLAN_MEETINGS)
    own = session.scalar(select(Group.reminders).where(Group.id == group_id))
    return REMINDERS if own is None else own


def invited_to(session: Session, *, viewer: Viewer, meeting_id: int, today: date) -> int:
    """How many people a meeting that there is is for.

    Raises:
        NotAllowedError: it is none of the viewer's meetings, or there is none.
    """
    require(viewer, Right.PLAN_MEETINGS)
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise NotAllowedError
    invites = meeting.audience
    return invited_count(session, viewer=viewer, group_id=meeting.group_id, invites=invites, today=today)
