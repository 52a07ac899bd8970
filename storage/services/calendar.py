"""Which meetings there are for somebody: to come, past, in the way of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Answer, Attendance, Group, Meeting, MeetingState, Membership, Occurrence
from storage.services import audience
from storage.services.rights import Right, Scope, may, require, scope_of
from storage.services.viewer import Viewer

MOST = 60
"""How many dates are read at once, at most."""


@dataclass(frozen=True, slots=True)
class Held:
    """One date of a meeting as somebody sees it.

    ``starts_wall`` is in ``zone``; ``answer`` is the viewer's own; ``mine``: they may change it; ``inside``:
    they are invited. ``moved``: not when its series says.
    """

    id: int
    meeting_id: int
    uid: str
    group_id: int | None
    group: str
    title: str
    place: str
    link: str
    agenda: str
    notes: str
    zone: str
    starts_wall: datetime
    starts_at: datetime
    ends_at: datetime
    rrule: str
    recurrence_id: datetime
    cancelled: bool
    revision: int
    sequence: int
    answer: Answer | None = None
    stale: bool = False
    mine: bool = False
    inside: bool = False

    @property
    def moved(self) -> bool:
        """Whether it was moved by itself."""
        return self.starts_wall != self.recurrence_id


def between(
    session: Session, *, viewer: Viewer, start: datetime, end: datetime, group_id: int | None = None
) -> list[Held]:
    """The dates that the viewer may see in a time, by time, those called off too; of one group if given.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    query = _SEEN.where(Occurrence.ends_at > start, Occurrence.starts_at < end)
    return _held(session, viewer, query.order_by(Occurrence.starts_at, Occurrence.id), group_id)


def next_dates(
    session: Session, *, viewer: Viewer, now: datetime, group_id: int | None = None, most: int = 1
) -> list[Held]:
    """The next dates to come that the viewer may see.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    query = _SEEN.where(Occurrence.ends_at > now, Occurrence.state == MeetingState.PLANNED)
    return _held(session, viewer, query.order_by(Occurrence.starts_at, Occurrence.id), group_id)[:most]


def next_of_each(
    session: Session, *, viewer: Viewer, now: datetime, group_id: int | None = None
) -> list[Held]:
    """The next date to come of each meeting that the viewer may see, by time.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    by_time = func.row_number().over(
        partition_by=Occurrence.meeting_id, order_by=(Occurrence.starts_at, Occurrence.id)
    )
    ahead = (Occurrence.ends_at > now, Occurrence.state == MeetingState.PLANNED)
    counted = select(Occurrence.id, by_time.label("nth")).where(*ahead).subquery()
    first = select(counted.c.id).where(counted.c.nth == 1)
    query = _SEEN.where(Occurrence.id.in_(first)).order_by(Occurrence.starts_at, Occurrence.id)
    return _held(session, viewer, query, group_id)


def past_dates(
    session: Session, *, viewer: Viewer, now: datetime, group_id: int | None = None, most: int = 10
) -> list[Held]:
    """The dates that are over, the last first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    query = _SEEN.where(Occurrence.ends_at <= now, Occurrence.state == MeetingState.PLANNED)
    ordered = query.order_by(Occurrence.starts_at.desc(), Occurrence.id.desc())
    return _held(session, viewer, ordered, group_id)[:most]


def one_date(session: Session, *, viewer: Viewer, occurrence_id: int) -> Held:
    """One date.

    Raises:
        NotAllowedError: it is none that the viewer may see, or there is none.
    """
    require(viewer, Right.ATTEND)
    found = _held(session, viewer, _SEEN.where(Occurrence.id == occurrence_id), None)
    if not found:
        raise NotAllowedError
    return found[0]


def these(session: Session, *, viewer: Viewer, ids: Sequence[int]) -> list[Held]:
    """Dates by their numbers, as far as the viewer may see them, the last first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    wanted = _SEEN.where(Occurrence.id.in_(ids))
    return _held(session, viewer, wanted.order_by(Occurrence.starts_at.desc(), Occurrence.id.desc()), None)


@dataclass(frozen=True, slots=True)
class Clash:
    """A date at the same time, and how many people are invited to both. Not named: it may be secret."""

    starts_at: datetime
    ends_at: datetime
    shared: int
    title: str = ""


def clashes(
    session: Session,
    *,
    viewer: Viewer,
    group_id: int | None,
    starts_at: datetime,
    minutes: int,
    but: int | None = None,
    invites: audience.Audience = MappingProxyType({}),
) -> list[Clash]:
    """Other meetings of the same people at a time; ``but`` is the meeting that is asked for itself.

    ``invites`` says who is invited where there is no group.

    A title is told where the viewer may see that meeting.

    Raises:
        NotAllowedError: the viewer plans nothing for the group.
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=group_id)
    if group_id is None and scope_of(viewer.role, Right.PLAN_MEETINGS) is not Scope.ALL:
        raise NotAllowedError
    invited = set(audience.people_of(session, group_id, invites))
    ends_at = starts_at + timedelta(minutes=minutes)
    query = (
        select(Occurrence.starts_at, Occurrence.ends_at, Meeting.group_id, Meeting.audience, Meeting.title)
        .join(Meeting, Meeting.id == Occurrence.meeting_id)
        .where(Occurrence.starts_at < ends_at, Occurrence.ends_at > starts_at)
        .where(Occurrence.starts_at > starts_at - timedelta(days=15))  # the longest; along the index
        .where(Occurrence.state == MeetingState.PLANNED, Meeting.id != (but or 0))
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    seen = groups_of(session, viewer)
    found = []
    for row in session.execute(query.limit(MOST)):
        shared = len(invited & set(audience.people_of(session, row.group_id, row.audience)))
        if shared:
            visible = seen is None or row.group_id in seen
            found.append(Clash(row.starts_at, row.ends_at, shared, row.title if visible else ""))
    return found


_SEEN: Select[Occurrence, Meeting, str] = (
    select(Occurrence, Meeting, Group.name)
    .join(Meeting, Meeting.id == Occurrence.meeting_id)
    .outerjoin(Group, Group.id == Meeting.group_id)
)


def groups_of(session: Session, viewer: Viewer) -> set[int] | None:
    """The groups whose meetings somebody may see; None: all.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    if scope_of(viewer.role, Right.PLAN_MEETINGS) is Scope.ALL:
        return None
    mine = select(Membership.group_id).where(Membership.person_id == viewer.person_id)
    return set(session.scalars(mine)) | viewer.group_ids


def _held(
    session: Session,
    viewer: Viewer,
    query: Select[Occurrence, Meeting, str],
    group_id: int | None,
) -> list[Held]:
    seen = groups_of(session, viewer)
    if group_id is not None:
        query = query.where(Meeting.group_id == group_id)
    elif seen is not None:
        query = query.where(or_(Meeting.group_id.in_(seen), Meeting.group_id.is_(None)))
    if group_id is not None and seen is not None and group_id not in seen:
        return []
    rows = session.execute(query.limit(MOST)).all()
    own = _own_answers(session, viewer, [one.id for one, *_ in rows])
    inside = {
        meeting.id: viewer.person_id is not None
        and audience.invites(session, meeting.group_id, meeting.audience, viewer.person_id)
        for meeting in {meeting.id: meeting for _, meeting, _ in rows}.values()
    }
    return [
        _shown(viewer, one, meeting, group or "", own.get(one.id), inside[meeting.id])
        for one, meeting, group in rows
        if seen is None or meeting.group_id in seen or inside[meeting.id]
    ]


def _own_answers(session: Session, viewer: Viewer, ids: Sequence[int]) -> dict[int, Attendance]:
    mine: ColumnElement[bool] = Attendance.person_id == viewer.person_id
    found = session.scalars(select(Attendance).where(mine, Attendance.occurrence_id.in_(ids)))
    return {one.occurrence_id: one for one in found}


def _shown(
    viewer: Viewer, one: Occurrence, meeting: Meeting, group: str, own: Attendance | None, inside: bool
) -> Held:
    over_all = scope_of(viewer.role, Right.PLAN_MEETINGS) is Scope.ALL
    in_reach = meeting.group_id is not None and may(viewer, Right.PLAN_MEETINGS, group_id=meeting.group_id)
    return Held(
        id=one.id, meeting_id=meeting.id, uid=meeting.uid, group_id=meeting.group_id, group=group,
        title=_own(one.title, meeting.title), place=_own(one.place, meeting.place),
        link=_own(one.link, meeting.link), agenda=_own(one.agenda, meeting.agenda), notes=one.notes,
        zone=meeting.zone, starts_wall=one.starts_wall, starts_at=one.starts_at, ends_at=one.ends_at,
        rrule=meeting.rrule, recurrence_id=one.recurrence_id,
        cancelled=one.state is MeetingState.CANCELLED, revision=meeting.revision, sequence=one.sequence,
        answer=own.answer if own else None, stale=bool(own and own.stale),
        mine=over_all or in_reach, inside=inside,
    )  # fmt: skip


def _own(value: str | None, otherwise: str) -> str:
    return otherwise if value is None else value


def count_ahead(session: Session, *, viewer: Viewer, meeting_id: int, now: datetime) -> int:
    """How many dates of a meeting are to come, for "one or all?".

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    query = select(func.count()).select_from(Occurrence)
    here = (Occurrence.meeting_id == meeting_id, Occurrence.ends_at > now)
    return session.scalar(query.where(*here, Occurrence.state == MeetingState.PLANNED)) or 0
