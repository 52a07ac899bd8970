"""Meetings: planned, changed, moved, called off, as a whole; see ``dates`` for one date of a series.

A change says what was shown to whoever made it (``revision``), so that of two coordinators who change the
same at once the second is told. Everybody is told of a change once for a series: with its next date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Group, Meeting, MeetingState, NudgeKind, Occurrence
from storage.services import audit, dating
from storage.services.recurring import SOON, RuleError, checked, in_utc, walls
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, Scope, require, scope_of
from storage.services.viewer import Viewer

LONGEST_TITLE = 120
LONGEST_MINUTES = 14 * 24 * 60
"""Two weeks: longer is no meeting."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting as it was meant: ``starts_wall`` is naive, what a clock in ``zone`` shows.

    ``audience`` counts where there is no group (``services/audience``). ``rrule`` empty: once.
    """

    title: str
    starts_wall: datetime
    minutes: int
    zone: str
    group_id: int | None = None
    place: str = ""
    link: str = ""
    agenda: str = ""
    rrule: str = ""
    audience: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Details:
    """What is changed of a meeting without moving it; None stays as it is."""

    title: str | None = None
    place: str | None = None
    link: str | None = None
    agenda: str | None = None


def plan(session: Session, *, viewer: Viewer, plan: Plan, uid: str, now: datetime) -> int:
    """Plan a meeting and return its number; ``uid`` is random, for calendars, and makes it once.

    Raises:
        NotAllowedError: the group is none of the viewer's, or it is for others than a group.
        RefusedError: no title (NAME), too long (TOO_LONG), past (OVER), no such series (RULE), zone or
            duration (DAYS), or the group is gone (GONE).
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=plan.group_id)
    _reach(viewer, plan.group_id)
    if plan.group_id is not None and session.get(Group, plan.group_id) is None:
        raise RefusedError(Reason.GONE)
    planned = session.scalar(
        select(Meeting.id).where(Meeting.uid == uid, Meeting.group_id.is_not_distinct_from(plan.group_id))
    )
    if planned is not None:
        return planned
    number = add(session, plan, uid=uid, now=now, created_by=viewer.person_id)
    if all(one.ends_at <= now for one in session.get_one(Meeting, number).occurrences):
        raise RefusedError(Reason.OVER)
    audit.note(session, viewer, "meeting.planned", now, subject="meeting", subject_id=number)
    return number


def add(session: Session, plan: Plan, *, uid: str, now: datetime, created_by: int | None = None) -> int:
    """Store a meeting, also one that is past: for imports and the demo, where nobody looks.

    Raises:
        RefusedError: as ``plan``, but for OVER and GONE.
    """
    check_details(Details(plan.title, plan.place, plan.link, plan.agenda))
    _check_time(plan)
    try:
        rule = checked(plan.rrule, plan.starts_wall)
        first = walls(rule, plan.starts_wall, until=plan.starts_wall + SOON)[:1]
    except RuleError as error:
        raise RefusedError(Reason.RULE) from error
    meeting = Meeting(
        uid=uid, group_id=plan.group_id, audience=dict(plan.audience), title=plan.title, place=plan.place,
        link=plan.link, agenda=plan.agenda, zone=plan.zone, starts_wall=first[0], minutes=plan.minutes,
        rrule=rule, created_by_id=created_by, created_at=now, updated_at=now,
    )  # fmt: skip
    session.add(meeting)
    session.flush()
    dating.extend(session, meeting, now)
    return meeting.id


def change(
    session: Session, *, viewer: Viewer, meeting_id: int, revision: int, details: Details, now: datetime
) -> None:
    """Change what a meeting is about and where, for all dates that do not say something else.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, OVER, CHANGED by somebody else, NOTHING would change, NAME, TOO_LONG.
    """
    meeting = _meeting(session, viewer, meeting_id, revision)
    check_details(details)
    what = dating.put_details(meeting, details.title, details.place, details.link, details.agenda)
    if not what:
        raise RefusedError(Reason.NOTHING)
    ahead = dating.ahead(session, meeting, now)
    for one in ahead:
        one.sequence += 1
        dating.look_again(one, now)
    if ahead and what != ["agenda"]:
        dating.tell(ahead[0], NudgeKind.CHANGED, now, viewer.person_id, what=what)
    _changed(session, viewer, "meeting.changed", meeting, now)


def move(
    session: Session,
    *,
    viewer: Viewer,
    meeting_id: int,
    revision: int,
    starts_wall: datetime,
    minutes: int,
    rrule: str,
    now: datetime,
) -> None:
    """Let a meeting take place at other times from now on: its first date to come, and the series anew.

    Answers stay for dates that stay; for the others they have to be given again. A date that was moved or
    called off by itself stays so.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: as ``change``, and RULE, DAYS or OVER for times that cannot be.
    """
    meeting = _meeting(session, viewer, meeting_id, revision)
    plan = Plan(meeting.title, starts_wall, minutes, meeting.zone, rrule=rrule)
    _check_time(plan)
    try:
        rule = checked(rrule, starts_wall)
        found = walls(rule, starts_wall, until=dating.horizon(now, starts_wall))
    except RuleError as error:
        raise RefusedError(Reason.RULE) from error
    if not found or in_utc(found[0], ZoneInfo(meeting.zone)) <= now:
        raise RefusedError(Reason.OVER)
    dating.rearrange(session, meeting, found, minutes, rule, now, by=viewer.person_id)
    _changed(session, viewer, "meeting.moved", meeting, now)


def cancel(
    session: Session, *, viewer: Viewer, meeting_id: int, revision: int, now: datetime, reason: str = ""
) -> None:
    """Call a meeting off, with all its dates to come; who was to come is told, and why if that is known.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, OVER, CHANGED by somebody else.
    """
    meeting = _meeting(session, viewer, meeting_id, revision)
    ahead = dating.ahead(session, meeting, now)
    if not ahead:
        raise RefusedError(Reason.OVER)
    for number, one in enumerate(ahead):
        dating.call_off(
            one, now, viewer.person_id, silent=number > 0, series=bool(meeting.rrule), reason=reason
        )
    meeting.state = MeetingState.CANCELLED
    meeting.extend_at = None
    _changed(session, viewer, "meeting.cancelled", meeting, now)


def of_date(session: Session, *, viewer: Viewer, occurrence_id: int, now: datetime) -> Occurrence:
    """A date to come, with its meeting locked, that the viewer may change.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, or OVER.
    """
    require(viewer, Right.PLAN_MEETINGS)
    number = session.scalar(select(Occurrence.meeting_id).where(Occurrence.id == occurrence_id))
    if number is None:
        raise RefusedError(Reason.GONE)
    _meeting(session, viewer, number, None)
    one = session.get_one(Occurrence, occurrence_id, populate_existing=True)
    if one.ends_at <= now or one.state is MeetingState.CANCELLED:
        raise RefusedError(Reason.OVER)
    return one


def _meeting(session: Session, viewer: Viewer, meeting_id: int, revision: int | None) -> Meeting:
    """The meeting, locked, that the viewer may change and has seen as it is."""
    require(viewer, Right.PLAN_MEETINGS)
    meeting = session.scalar(
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if meeting is None:
        raise RefusedError(Reason.GONE)
    require(viewer, Right.PLAN_MEETINGS, group_id=meeting.group_id)
    _reach(viewer, meeting.group_id)
    if revision is not None and meeting.revision != revision:
        raise RefusedError(Reason.CHANGED)
    if meeting.state is MeetingState.CANCELLED:
        raise RefusedError(Reason.OVER)
    return meeting


def _reach(viewer: Viewer, group_id: int | None) -> None:
    """What is for no group is for those whose right reaches over all."""
    if group_id is None and scope_of(viewer.role, Right.PLAN_MEETINGS) is not Scope.ALL:
        raise NotAllowedError


def check_details(details: Details) -> None:
    """Refuse what cannot be shown.

    Raises:
        RefusedError: an empty title (NAME), or something too long (TOO_LONG).
    """
    if details.title is not None and not details.title.strip():
        raise RefusedError(Reason.NAME)
    longest = {"title": LONGEST_TITLE, "place": 200, "link": 500, "agenda": 4000}
    for name, most in longest.items():
        if len(getattr(details, name) or "") > most:
            raise RefusedError(Reason.TOO_LONG, longest=str(most))


def _check_time(plan: Plan) -> None:
    try:
        ZoneInfo(plan.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise RefusedError(Reason.DAYS) from error
    if not 0 < plan.minutes <= LONGEST_MINUTES or plan.starts_wall.tzinfo is not None:
        raise RefusedError(Reason.DAYS)


def _changed(session: Session, viewer: Viewer, action: str, meeting: Meeting, now: datetime) -> None:
    dating.changed(meeting, now)
    session.flush()
    audit.note(session, viewer, action, now, subject="meeting", subject_id=meeting.id)
