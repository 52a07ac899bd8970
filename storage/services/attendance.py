"""Who comes to a date: answered by themselves, changed until its end, counted for all, named for some."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Answer, Attendance, Meeting, MeetingState, Occurrence, Person
from storage.queries.directory import present
from storage.services import audience, dating, lookups
from storage.services.contacts import Named
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, Scope, may, require, scope_of
from storage.services.rows import table_of
from storage.services.viewer import Viewer

LONGEST_COMMENT = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answered; ``stale``: to a time that is no longer the date's."""

    who: Named
    answer: Answer
    comment: str
    stale: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """How many come, and to coordinators who. Those who answered for another time count as open."""

    yes: int
    no: int
    maybe: int
    open: int
    own: Answer | None
    said: tuple[Said, ...] = ()
    silent: tuple[Named, ...] = ()


def answer(
    session: Session,
    *,
    viewer: Viewer,
    occurrence_id: int,
    answer: Answer,
    comment: str | None = None,
    ask_again_at: datetime | None = None,
    now: datetime,
) -> Answer | None:
    """Say whether one comes; returns what one had said before. A comment stays unless another is given.

    Raises:
        NotAllowedError: the viewer is not invited.
        RefusedError: GONE, OVER (or called off), or a comment too long (TOO_LONG).
    """
    require(viewer, Right.ATTEND)
    one, meeting = seen(session, viewer=viewer, occurrence_id=occurrence_id)
    if not _is_invited(session, viewer, meeting):
        raise NotAllowedError
    if one.ends_at <= now or one.state is MeetingState.CANCELLED:
        raise RefusedError(Reason.OVER)
    if comment is not None and len(comment) > LONGEST_COMMENT:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_COMMENT))
    key = {"occurrence_id": occurrence_id, "person_id": viewer.person_id}
    before = session.scalar(select(Attendance.answer).filter_by(**key, stale=False))
    values = {"answer": answer, "answered_at": now, "ask_again_at": ask_again_at, "stale": False}
    if comment is not None:
        values["comment"] = comment.strip()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(table_of(Attendance))
        .values(**key, **{"comment": "", **values})
        .on_conflict_do_update(index_elements=["occurrence_id", "person_id"], set_=values)
    )
    dating.look_again(one, now)
    session.flush()
    session.expire_all()
    return before


def remark(session: Session, *, viewer: Viewer, occurrence_id: int, comment: str, now: datetime) -> None:
    """Add a remark to one's own answer, in place of another one; empty: none.

    Raises:
        NotAllowedError: the viewer is not invited.
        RefusedError: GONE (or not answered yet), OVER, TOO_LONG.
    """
    require(viewer, Right.ATTEND)
    one, meeting = seen(session, viewer=viewer, occurrence_id=occurrence_id)
    if not _is_invited(session, viewer, meeting):
        raise NotAllowedError
    if one.ends_at <= now or one.state is MeetingState.CANCELLED:
        raise RefusedError(Reason.OVER)
    if len(comment) > LONGEST_COMMENT:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_COMMENT))
    mine = (Attendance.occurrence_id == occurrence_id, Attendance.person_id == viewer.person_id)
    said = session.execute(update(Attendance).where(*mine).values(comment=comment.strip()))
    if not getattr(said, "rowcount", 0):
        raise RefusedError(Reason.GONE)


def summary(session: Session, *, viewer: Viewer, occurrence_id: int, today: date) -> Summary:
    """Who comes to a date: numbers and one's own answer; names for whoever may change the meeting.

    Raises:
        NotAllowedError: the viewer is neither invited nor coordinates it.
        RefusedError: GONE.
    """
    require(viewer, Right.ATTEND)
    _, meeting = seen(session, viewer=viewer, occurrence_id=occurrence_id)
    invited = audience.people_of(session, meeting.group_id, meeting.audience)
    there = select(Person).where(Person.id.in_(invited), present(today))
    people = {
        person.id: Named(person.id, person.full_name)
        for person in session.scalars(there.order_by(Person.family_name, Person.given_name, Person.id))
    }
    rows = session.scalars(select(Attendance).where(Attendance.occurrence_id == occurrence_id)).all()
    by_person = {row.person_id: row for row in rows if row.person_id in people}
    counted = [row.answer for row in by_person.values() if not row.stale]
    own = by_person.get(viewer.person_id or 0)
    names = not viewer.in_group and _plans(viewer, meeting)
    said, silent = _names(people, by_person) if names else ((), ())
    if names:
        lookups.shown(session, viewer, list(people))
    return Summary(
        yes=counted.count(Answer.YES),
        no=counted.count(Answer.NO),
        maybe=counted.count(Answer.MAYBE),
        open=len(people) - len(counted),
        own=own.answer if own and not own.stale and not viewer.in_group else None,
        said=said,
        silent=silent,
    )


def silent_people(session: Session, *, viewer: Viewer, occurrence_id: int, today: date) -> tuple[Named, ...]:
    """Who has not answered, by name.

    Raises:
        NotAllowedError: the viewer does not coordinate the meeting, or others read along.
        RefusedError: GONE.
    """
    require(viewer, Right.PLAN_MEETINGS)
    _, meeting = seen(session, viewer=viewer, occurrence_id=occurrence_id)
    if viewer.in_group or not _plans(viewer, meeting):
        raise NotAllowedError
    return summary(session, viewer=viewer, occurrence_id=occurrence_id, today=today).silent


def _names(
    people: dict[int, Named], by_person: dict[int, Attendance]
) -> tuple[tuple[Said, ...], tuple[Named, ...]]:
    said = tuple(
        Said(who, row.answer, row.comment, row.stale)
        for number, who in people.items()
        if (row := by_person.get(number)) is not None
    )
    silent = (who for number, who in people.items() if number not in by_person or by_person[number].stale)
    return said, tuple(silent)


def _plans(viewer: Viewer, meeting: Meeting) -> bool:
    if meeting.group_id is None:
        return scope_of(viewer.role, Right.PLAN_MEETINGS) is Scope.ALL
    return may(viewer, Right.PLAN_MEETINGS, group_id=meeting.group_id)


def seen(session: Session, *, viewer: Viewer, occurrence_id: int) -> tuple[Occurrence, Meeting]:
    """A date that the viewer is invited to, or whose meeting they may change.

    Raises:
        NotAllowedError: neither.
        RefusedError: GONE.
    """
    require(viewer, Right.ATTEND)
    one = session.get(Occurrence, occurrence_id, populate_existing=True)
    if one is None:
        raise RefusedError(Reason.GONE)
    meeting = one.meeting
    if not _is_invited(session, viewer, meeting) and not _plans(viewer, meeting):
        raise NotAllowedError
    return one, meeting


def _is_invited(session: Session, viewer: Viewer, meeting: Meeting) -> bool:
    return viewer.person_id is not None and audience.invites(
        session, meeting.group_id, meeting.audience, viewer.person_id
    )
