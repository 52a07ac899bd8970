"""Finding a date: a group is asked which of some times suit, until a coordinator makes one the meeting.

Every change locks the poll first, so that of two who vote, decide or call off at once one comes second and
sees what the first has left. Nothing is ever decided by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Answer, Attendance, DatePoll, Group, Occurrence, PollState, Suggestion, Vote
from storage.services import audience, audit, meetings
from storage.services.meetings import LONGEST_MINUTES, Details, Plan, check_details
from storage.services.recurring import in_utc
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, may, require
from storage.services.viewer import Viewer

MOST = 10
"""So many times can be suggested: they fit on a phone's screen, and Telegram's polls hold hardly more."""

FEWEST = 2
"""One time is a meeting to be planned, and nothing to choose."""

MOST_OPEN = 5
"""So many polls may be open in one group at once."""

CHASE = timedelta(days=1)
"""So long before the deadline whoever has not voted is asked once more; at half the time if it is shorter."""

NEWS = timedelta(minutes=15)
"""After so long everybody is told of suggestions that came later: once for all that came until then."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked: ``times`` are naive, what a clock in ``zone`` shows; ``deadline`` is aware."""

    group_id: int
    title: str
    minutes: int
    zone: str
    times: tuple[datetime, ...]
    deadline: datetime
    quorum: int | None = None
    place: str = ""
    link: str = ""


def open_poll(session: Session, *, viewer: Viewer, wanted: Wanted, now: datetime) -> int:
    """Ask a group when it can meet; returns the poll's number.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: GONE, NAME, TOO_LONG, DAYS (no duration), OVER (a time is past), NOTHING (less than two
            times), FULL (too many times, or polls of the group), DEADLINE.
    """
    require(viewer, Right.PLAN_MEETINGS, group_id=wanted.group_id)
    found = select(Group).where(Group.id == wanted.group_id).with_for_update(key_share=True)
    if session.scalar(found) is None:
        raise RefusedError(Reason.GONE)
    check_details(Details(wanted.title, wanted.place, wanted.link, ""))
    if not 0 < wanted.minutes <= LONGEST_MINUTES or (wanted.quorum is not None and wanted.quorum < 1):
        raise RefusedError(Reason.DAYS)
    times = _checked_times(wanted, now)
    theirs = select(DatePoll.id).where(DatePoll.group_id == wanted.group_id, DatePoll.state == PollState.OPEN)
    if len(session.scalars(theirs).all()) >= MOST_OPEN:
        raise RefusedError(Reason.FULL)
    poll = DatePoll(
        group_id=wanted.group_id, title=wanted.title, minutes=wanted.minutes, place=wanted.place,
        link=wanted.link, zone=wanted.zone, created_by_id=viewer.person_id, created_at=now,
        deadline=wanted.deadline, quorum=wanted.quorum, look_at=now,
    )  # fmt: skip
    session.add(poll)
    session.flush()
    for moment, wall in times.items():
        session.add(_suggestion(poll, wall, moment, viewer.person_id, now))
    session.flush()
    audit.note(session, viewer, "poll.opened", now, subject="date_poll", subject_id=poll.id)
    return poll.id


def suggest(session: Session, *, viewer: Viewer, poll_id: int, starts_wall: datetime, now: datetime) -> int:
    """Add a time that suits the viewer; returns its number. Who was there already is told later, at once.

    Raises:
        NotAllowedError: the viewer does not belong to the group.
        RefusedError: GONE, OVER (decided, or past), EXISTS, FULL.
    """
    require(viewer, Right.ATTEND)
    poll = locked(session, viewer=viewer, poll_id=poll_id)
    require_open(poll)
    moment = in_utc(starts_wall, ZoneInfo(poll.zone))
    if moment <= now:
        raise RefusedError(Reason.OVER)
    there = session.scalars(select(Suggestion).where(Suggestion.poll_id == poll_id)).all()
    if any(one.starts_at == moment for one in there):
        raise RefusedError(Reason.EXISTS)
    if len(there) >= MOST:
        raise RefusedError(Reason.FULL)
    one = _suggestion(poll, starts_wall, moment, viewer.person_id, now)
    one.added = True
    session.add(one)
    session.flush()
    if belongs(session, viewer, poll.group_id):
        session.add(Vote(suggestion_id=one.id, person_id=viewer.person_id, answer=Answer.YES, voted_at=now))
    poll.news_at = poll.news_at or now + NEWS
    poll.revision += 1
    poll.look_at = min(poll.look_at or poll.news_at, poll.news_at)
    session.flush()
    return one.id


def cancel(session: Session, *, viewer: Viewer, poll_id: int, now: datetime) -> None:
    """Ask no more, without a date.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: GONE, OVER.
    """
    require(viewer, Right.PLAN_MEETINGS)
    poll = locked(session, viewer=viewer, poll_id=poll_id)
    require(viewer, Right.PLAN_MEETINGS, group_id=poll.group_id)
    require_open(poll)
    end(poll, PollState.CANCELLED, now)
    audit.note(session, viewer, "poll.cancelled", now, subject="date_poll", subject_id=poll.id)


def decide(
    session: Session, *, viewer: Viewer, poll_id: int, suggestion_id: int, uid: str, now: datetime
) -> int:
    """Make a time the meeting; returns the number of its date. What people said of that time is their answer.

    ``uid`` is random, for calendars.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: GONE, OVER (decided already, or the time is past).
    """
    require(viewer, Right.PLAN_MEETINGS)
    # The group first, as whoever ends it does: the meeting needs it, and nobody waits for each other.
    its_group = select(DatePoll.group_id).where(DatePoll.id == poll_id).scalar_subquery()
    session.execute(select(Group.id).where(Group.id == its_group).with_for_update(key_share=True))
    poll = locked(session, viewer=viewer, poll_id=poll_id)
    require(viewer, Right.PLAN_MEETINGS, group_id=poll.group_id)
    require_open(poll)
    one = session.get(Suggestion, suggestion_id)
    if one is None or one.poll_id != poll_id:
        raise RefusedError(Reason.GONE)
    if one.starts_at <= now:
        raise RefusedError(Reason.OVER)
    plan = Plan(
        title=poll.title, starts_wall=one.starts_wall, minutes=poll.minutes, zone=poll.zone,
        group_id=poll.group_id, place=poll.place, link=poll.link,
    )  # fmt: skip
    poll.meeting_id = meetings.plan(session, viewer=viewer, plan=plan, uid=uid, now=now)
    found = select(Occurrence.id).where(Occurrence.meeting_id == poll.meeting_id)
    date = session.scalars(found.order_by(Occurrence.id)).one()
    _carry_over(session, poll, one, date)
    end(poll, PollState.DECIDED, now)
    audit.note(session, viewer, "poll.decided", now, subject="date_poll", subject_id=poll.id)
    session.flush()
    return date


def locked(session: Session, *, viewer: Viewer, poll_id: int) -> DatePoll:
    """The poll, locked, of a group that the viewer belongs to or coordinates.

    Raises:
        NotAllowedError: neither.
        RefusedError: GONE.
    """
    require(viewer, Right.ATTEND)
    poll = session.scalar(
        select(DatePoll)
        .where(DatePoll.id == poll_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if poll is None:
        raise RefusedError(Reason.GONE)
    if not (belongs(session, viewer, poll.group_id) or coordinates(viewer, poll.group_id)):
        raise NotAllowedError
    return poll


def require_open(poll: DatePoll) -> None:
    """Refuse what comes too late.

    Raises:
        RefusedError: OVER.
    """
    if poll.state is not PollState.OPEN:
        raise RefusedError(Reason.OVER)


def belongs(session: Session, viewer: Viewer, group_id: int) -> bool:
    """Whether the viewer is one of those who are asked."""
    require(viewer, Right.ATTEND)
    own = viewer.person_id
    return own is not None and audience.invites(session, group_id, {}, own)


def coordinates(viewer: Viewer, group_id: int) -> bool:
    """Whether the viewer may decide."""
    require(viewer, Right.ATTEND)
    return may(viewer, Right.PLAN_MEETINGS, group_id=group_id)


def end(poll: DatePoll, state: PollState, now: datetime) -> None:
    """Take no more votes."""
    poll.state, poll.closed_at = state, now
    poll.look_at = poll.news_at = None
    poll.revision += 1


def chase_at(poll: DatePoll) -> datetime:
    """When whoever has not voted is asked once more."""
    return poll.deadline - min(CHASE, (poll.deadline - poll.created_at) / 2)


def _checked_times(wanted: Wanted, now: datetime) -> dict[datetime, datetime]:
    """The times by moment, each once; see ``open_poll`` for what is refused."""
    zone = ZoneInfo(wanted.zone)
    times = {in_utc(wall, zone): wall for wall in sorted(wanted.times)}
    if len(times) < FEWEST:
        raise RefusedError(Reason.NOTHING)
    if len(times) > MOST:
        raise RefusedError(Reason.FULL)
    if min(times) <= now:
        raise RefusedError(Reason.OVER)
    if not now < wanted.deadline < max(times):
        raise RefusedError(Reason.DEADLINE)
    return times


def _suggestion(
    poll: DatePoll, wall: datetime, moment: datetime, by: int | None, now: datetime
) -> Suggestion:
    return Suggestion(poll_id=poll.id, starts_wall=wall, starts_at=moment, by_id=by, created_at=now)


def _carry_over(session: Session, poll: DatePoll, one: Suggestion, date: int) -> None:
    """Whoever said that the time suits comes, and so on, until they say something else."""
    members = set(audience.people_of(session, poll.group_id, {}))
    for vote in session.scalars(select(Vote).where(Vote.suggestion_id == one.id)):
        if vote.person_id in members:
            session.add(
                Attendance(
                    occurrence_id=date, person_id=vote.person_id, answer=vote.answer,
                    answered_at=vote.voted_at, ask_again_at=None,
                )
            )  # fmt: skip
    session.flush()
