"""What an import of meetings that were would do, and doing it: nobody is invited, reminded or asked by it.

A date is known again by what its file calls it (a calendar's UID, a table's key), or as the same day and
title in the same group. What came by import is kept as digests: a later file changes only what nobody has
changed by hand since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.exchange.folding import fold
from storage.exchange.meetings_file import MeetingsRead, PastDate
from storage.exchange.meetings_known import TEXTS, Known, digest, digests, texts_of, uid_of
from storage.exchange.problems import Code, FileRefusedError, Problem
from storage.models import Group, Meeting, Occurrence, Record, RecordLink
from storage.services import audit
from storage.services.contacts import Named
from storage.services.records import MOST_LINKS
from storage.services.rights import Right, Scope, may, require, scope_of
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Step:
    """A date that is new, or the fields of one that change; ``occurrence_id`` None: new."""

    date: PastDate
    group_id: int
    occurrence_id: int | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingsPlan:
    """What would be done with the dates of a file; ``unplaced``: those without a group."""

    read: MeetingsRead
    new: tuple[Step, ...] = ()
    changed: tuple[Step, ...] = ()
    unchanged: int = 0
    unplaced: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.new and not self.changed


def groups_for(session: Session, *, viewer: Viewer) -> list[Named]:
    """The groups that somebody may import meetings for, by name.

    Raises:
        NotAllowedError: none.
    """
    require(viewer, Right.PLAN_MEETINGS)
    query = select(Group.id, Group.name).order_by(Group.name, Group.id)
    if scope_of(viewer.role, Right.PLAN_MEETINGS) is not Scope.ALL:
        query = query.where(Group.id.in_(viewer.group_ids))
    return [Named(number, name) for number, name in session.execute(query)]


def plan_meetings(
    session: Session,
    *,
    viewer: Viewer,
    read: MeetingsRead,
    group_id: int | None,
    only: str = "",
    zone: ZoneInfo,
) -> MeetingsPlan:
    """Compare the dates of a file with the store; nothing is written.

    ``group_id``: of the dates that name no group; ``only``: words of the titles that are meant.

    Raises:
        NotAllowedError: the viewer plans nothing for the group.
        FileRefusedError: a row names a group that is none of theirs.
    """
    require(viewer, Right.PLAN_MEETINGS)
    if group_id is not None:
        require(viewer, Right.PLAN_MEETINGS, group_id=group_id)
        if session.get(Group, group_id) is None:
            raise NotAllowedError
    words = fold(only).split()
    dates = [one for one in read.dates if all(word in fold(one.title) for word in words)]
    placed = _placed(session, viewer, dates, group_id)
    known = Known(session, {number for _, number in placed if number is not None}, zone)
    new: list[Step] = []
    changed: list[Step] = []
    unchanged = unplaced = 0
    for date, number in placed:
        if number is None:
            unplaced += 1
            continue
        there = known.find(date, number)
        if there is None:
            new.append(Step(date, number))
        elif fields := known.differences(there, date):
            changed.append(Step(date, number, there.id, fields))
        else:
            unchanged += 1
    return MeetingsPlan(read, tuple(new), tuple(changed), unchanged, unplaced)


def apply_meetings(
    session: Session, *, viewer: Viewer, plan: MeetingsPlan, zone: ZoneInfo, now: datetime
) -> None:
    """Write what a plan says, in the transaction in which it was made.

    Raises:
        NotAllowedError: the viewer plans nothing for one of the groups.
    """
    require(viewer, Right.PLAN_MEETINGS)
    for number in {one.group_id for one in (*plan.new, *plan.changed)}:
        require(viewer, Right.PLAN_MEETINGS, group_id=number)
    meetings: dict[str, Meeting] = {}
    for step in plan.new:
        _add(session, step, meetings, viewer, zone, now)
    for step in plan.changed:
        _change(session, step, zone)
    session.flush()
    audit.note(session, viewer, "meetings.imported", now)


def _placed(
    session: Session, viewer: Viewer, dates: Sequence[PastDate], group_id: int | None
) -> list[tuple[PastDate, int | None]]:
    """Each date with its group; None where it names none."""
    names: dict[str, int] = {}
    for number, name, aliases in session.execute(select(Group.id, Group.name, Group.aliases)):
        if may(viewer, Right.PLAN_MEETINGS, group_id=number):
            names |= dict.fromkeys((fold(form) for form in (*(aliases or ()), name)), number)
    problems = [
        Problem(one.row, one.column, Code.UNKNOWN_GROUP, {"name": one.group}, one.part)
        for one in dates
        if one.group and fold(one.group) not in names
    ]
    if problems:
        raise FileRefusedError(problems)
    return [(one, names[fold(one.group)] if one.group else group_id) for one in dates]


def _add(
    session: Session,
    step: Step,
    meetings: dict[str, Meeting],
    viewer: Viewer,
    zone: ZoneInfo,
    now: datetime,
) -> None:
    date, uid = step.date, uid_of(step.date, step.group_id)
    meeting = meetings.get(uid) or session.scalar(select(Meeting).where(Meeting.uid == uid))
    if meeting is None:
        meeting = Meeting(
            uid=uid, group_id=step.group_id, audience={}, title=date.title, place=date.place, link=date.link,
            agenda="", zone=zone.key, starts_wall=date.starts_wall, minutes=date.minutes, rrule="",
            created_by_id=viewer.person_id, created_at=now, updated_at=now,
        )  # fmt: skip
        session.add(meeting)
        session.flush()
    meetings[uid] = meeting
    starts_at = date.starts_at(zone)
    # plan_at stays empty, so that nothing is ever said of it; it was over (timed_at) when it became known.
    one = Occurrence(
        meeting_id=meeting.id, recurrence_id=date.recurrence or date.starts_wall,
        starts_wall=date.starts_wall, minutes=date.minutes, starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=date.minutes), timed_at=now, title=date.title,
        place=date.place, link=date.link, agenda=date.agenda, notes=date.notes, plan_at=None,
    )  # fmt: skip
    session.add(one)
    session.flush()
    session.add(Record(occurrence_id=one.id, revision=1, came=date.came, imported=digests(date)))
    _link(session, one.id, date, set())


def _change(session: Session, step: Step, zone: ZoneInfo) -> None:
    one = session.get_one(Occurrence, step.occurrence_id, populate_existing=True)
    record = session.get(Record, one.id)
    if record is None:
        record = Record(occurrence_id=one.id, revision=0)
        session.add(record)
    date = step.date
    for name in set(step.fields) & set(TEXTS):
        setattr(one, name, getattr(date, name))
    if "notes" in step.fields:
        record.revision += 1
    if "when" in step.fields:
        one.starts_wall, one.minutes, one.starts_at = date.starts_wall, date.minutes, date.starts_at(zone)
        one.ends_at = one.starts_at + timedelta(minutes=date.minutes)
    if "came" in step.fields:
        record.came = date.came
    before = dict(record.imported or {})
    if "links" in step.fields:
        _link(session, one.id, date, set(texts_of(before.get("links"))))
    told = digests(date, before)
    kept = {name: value for name, value in told.items() if name in step.fields}
    record.imported = {**before, **kept}


def _link(session: Session, occurrence_id: int, date: PastDate, seen: set[str]) -> None:
    here = RecordLink.occurrence_id == occurrence_id
    there = set(session.scalars(select(RecordLink.url).where(here)))
    for title, url in date.links[: MOST_LINKS - len(there)]:
        if url not in there and digest(url) not in seen:
            session.add(RecordLink(occurrence_id=occurrence_id, title=title, url=url))
