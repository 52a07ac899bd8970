"""How a poll stands: its times with how many they suit, one's own votes, which times lead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from storage.models import (
    Answer,
    DatePoll,
    Group,
    Membership,
    Occurrence,
    Person,
    PollState,
    Suggestion,
    Vote,
)
from storage.queries.directory import present
from storage.services import poll_votes, polls
from storage.services.rights import Right, Scope, require, scope_of
from storage.services.viewer import Viewer

MOST = 20
"""How many polls are shown at once, at most."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One time of a poll. ``own`` is what the reader said; ``over``: it is past."""

    id: int
    starts_wall: datetime
    starts_at: datetime
    ends_at: datetime
    yes: int
    maybe: int
    no: int
    own: Answer | None
    over: bool
    added: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A poll; ``voted`` of ``invited`` people have said something. ``date``: what it was decided for.

    ``asked``: the reader is one of them; ``mine``: they may decide.
    """

    id: int
    group_id: int
    group: str
    title: str
    minutes: int
    place: str
    link: str
    zone: str
    deadline: datetime
    quorum: int | None
    state: PollState
    revision: int
    offered: tuple[Offered, ...]
    voted: frozenset[int]
    invited: frozenset[int]
    date: tuple[int, datetime, datetime] | None
    asked: bool = False
    mine: bool = False

    @property
    def ahead(self) -> tuple[Offered, ...]:
        """The times that are not past."""
        return tuple(one for one in self.offered if not one.over)

    @property
    def ranked(self) -> tuple[Offered, ...]:
        """The times that can still be chosen, the best first: most can, then perhaps, the earlier one."""
        return tuple(sorted(self.ahead, key=lambda one: (-one.yes, -one.maybe, one.starts_at)))

    @property
    def leading(self) -> tuple[Offered, ...]:
        """The best time, or those that are equally good; none as long as nobody can."""
        best = [one for one in self.ranked if one.yes or one.maybe]
        return tuple(one for one in best if (one.yes, one.maybe) == (best[0].yes, best[0].maybe))

    @property
    def enough(self) -> bool:
        """Whether as many can as were wanted."""
        return self.quorum is not None and any(one.yes >= self.quorum for one in self.ahead)

    @property
    def all_voted(self) -> bool:
        """Whether everybody has said something."""
        return bool(self.invited) and self.voted >= self.invited


def one_poll(session: Session, *, viewer: Viewer, poll_id: int, now: datetime) -> Shown:
    """A poll as the viewer sees it; where others read along without anybody's own votes.

    Raises:
        NotAllowedError: neither do they belong to the group, nor coordinate it.
        RefusedError: GONE.
    """
    require(viewer, Right.ATTEND)
    poll = polls.locked(session, viewer=viewer, poll_id=poll_id)
    found = as_it_stands(session, poll_id, now, reader=None if viewer.in_group else viewer.person_id)
    asked, mine = polls.belongs(session, viewer, poll.group_id), polls.coordinates(viewer, poll.group_id)
    return replace(found, asked=asked, mine=mine)


def open_polls(
    session: Session, *, viewer: Viewer, now: datetime, group_id: int | None = None
) -> list[Shown]:
    """The open polls of the groups that the viewer belongs to or coordinates, the newest first.

    Raises:
        NotAllowedError: a guest.
    """
    require(viewer, Right.ATTEND)
    mine = select(Membership.group_id).where(Membership.person_id == viewer.person_id)
    query = select(DatePoll.id).where(DatePoll.state == PollState.OPEN)
    if scope_of(viewer.role, Right.PLAN_MEETINGS) is not Scope.ALL:
        query = query.where(DatePoll.group_id.in_(mine) | DatePoll.group_id.in_(viewer.group_ids))
    if group_id is not None:
        query = query.where(DatePoll.group_id == group_id)
    numbers = session.scalars(query.order_by(DatePoll.id.desc()).limit(MOST)).all()
    return [one_poll(session, viewer=viewer, poll_id=number, now=now) for number in numbers]


def as_it_stands(session: Session, poll_id: int, now: datetime, *, reader: int | None = None) -> Shown:
    """A poll, for Kitt itself; ``reader`` is whose own votes are marked."""
    poll = session.get_one(DatePoll, poll_id, populate_existing=True)
    today = now.astimezone(ZoneInfo(poll.zone)).date()
    there: ColumnElement[bool] = and_(Membership.group_id == poll.group_id, present(today))
    members = select(Person.id).join(Membership, Membership.person_id == Person.id).where(there)
    invited = frozenset(session.scalars(members))
    times = session.scalars(
        select(Suggestion).where(Suggestion.poll_id == poll_id).order_by(Suggestion.starts_at)
    ).all()
    votes = session.execute(
        select(Vote.suggestion_id, Vote.person_id, Vote.answer).where(
            Vote.suggestion_id.in_([one.id for one in times])
        )
    ).all()
    counts: Counter[tuple[int, Answer]] = Counter()
    voted = {person for _, person, _ in votes} & invited
    for number, person, answer in votes:
        if person in invited:
            counts[number, answer] += 1
    own = poll_votes.own_votes(session, poll_id, reader) if reader is not None else {}
    ahead = {one.id for one in times if one.starts_at > now}
    length = timedelta(minutes=poll.minutes)
    return Shown(
        id=poll.id, group_id=poll.group_id,
        group=session.scalar(select(Group.name).where(Group.id == poll.group_id)) or "",
        title=poll.title, minutes=poll.minutes, place=poll.place, link=poll.link, zone=poll.zone,
        deadline=poll.deadline, quorum=poll.quorum, state=poll.state, revision=poll.revision,
        offered=tuple(
            Offered(
                one.id, one.starts_wall, one.starts_at, one.starts_at + length,
                counts[one.id, Answer.YES], counts[one.id, Answer.MAYBE], counts[one.id, Answer.NO],
                own.get(one.id), one.id not in ahead, one.added,
            )
            for one in times
        ),
        voted=frozenset(voted),
        invited=invited, date=_date(session, poll),
    )  # fmt: skip


def _date(session: Session, poll: DatePoll) -> tuple[int, datetime, datetime] | None:
    if poll.meeting_id is None:
        return None
    query = select(Occurrence.id, Occurrence.starts_at, Occurrence.ends_at)
    row = session.execute(
        query.where(Occurrence.meeting_id == poll.meeting_id).order_by(Occurrence.id).limit(1)
    ).one_or_none()
    return None if row is None else (row.id, row.starts_at, row.ends_at)


def for_one(poll: Shown, own: Mapping[int, Answer]) -> Shown:
    """The same for one of those who are asked; ``own`` is what they said, by the number of the time."""
    offered = tuple(replace(one, own=own.get(one.id)) for one in poll.offered)
    return replace(poll, offered=offered, asked=True)


def votes_of(session: Session, poll_id: int) -> dict[int, dict[int, Answer]]:
    """All votes by person and number of the time, for Kitt itself."""
    query = (
        select(Vote.person_id, Vote.suggestion_id, Vote.answer)
        .join(Suggestion, Suggestion.id == Vote.suggestion_id)
        .where(Suggestion.poll_id == poll_id)
    )
    found: dict[int, dict[int, Answer]] = {}
    for row in session.execute(query):
        found.setdefault(row.person_id, {})[row.suggestion_id] = row.answer
    return found
