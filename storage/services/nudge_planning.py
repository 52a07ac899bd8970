"""Which nudges wait: what is wanted of the dates that are near is compared with the rows, and put right.

Every change that matters to a date marks it (``Occurrence.plan_at``); changes of the directory and of what
people set mark all that are near; and what is near is looked at again from time to time anyway. A nudge is
made only if its time came after the moment of the mark: so nobody is reminded of what was wanted before they
joined, and after however long a downtime nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from storage.models import (
    Attendance,
    Coordination,
    Group,
    Meeting,
    MeetingState,
    Nudge,
    NudgeKind,
    Occurrence,
    Person,
    Preference,
    StoreInfo,
)
from storage.queries.directory import present
from storage.services import audience, channel_posts, invited_nudges, quiet, shared
from storage.services.invited_nudges import GOING
from storage.services.nudge_rows import AT_ONCE, HORIZON, Changes
from storage.services.rows import table_of
from storage.services.version import directory_version, wishes_version
from storage.services.wanted_nudges import (
    NOTES_HELP,
    REMINDERS,
    Date,
    Invited,
    News,
    Wanted,
    asked_for,
    wanted,
)

NEAR = timedelta(days=17)
"""How long before a date it is looked at: eight days for the earliest reminder, and the horizon."""

REGULARLY = timedelta(hours=6)
"""How often a date that is near is looked at although nothing is known to have changed."""

MOST_DATES = 50
"""How many dates one transaction looks at."""

BROKEN = timedelta(hours=1)
"""When a date that cannot be looked at is tried again."""

_SEEN = "nudges_seen"
_occurrence = table_of(Occurrence)


def notice(session: Session, now: datetime) -> bool:
    """Mark what is near if the directory, or what people set, has changed since this was last asked."""
    versions = f"{directory_version(session)}:{wishes_version(session)}"
    if shared.keep(session, _SEEN, "") == versions:
        return False
    session.execute(update(StoreInfo).where(StoreInfo.key == _SEEN).values(value=versions))
    near = (_occurrence.c.plan_at > now, _occurrence.c.starts_at < now + NEAR)
    session.execute(update(_occurrence).where(*near).values(plan_at=now))
    invited_nudges.mark_far(session, now)
    return True


def changed(session: Session) -> bool:
    """Whether ``notice`` has something to do; only reads."""
    seen = session.scalar(select(StoreInfo.value).where(StoreInfo.key == _SEEN))
    return seen != f"{directory_version(session)}:{wishes_version(session)}"


def to_plan(session: Session, now: datetime) -> bool:
    """Whether there are dates to look at; only reads, along the index."""
    return session.scalar(select(Occurrence.id).where(Occurrence.plan_at <= now).limit(1)) is not None


def first_to_plan(session: Session, now: datetime) -> Sequence[int]:
    """The numbers of the dates that ``plan_some`` would look at next."""
    query = select(Occurrence.id).where(Occurrence.plan_at <= now)
    return session.scalars(query.order_by(Occurrence.plan_at, Occurrence.id).limit(MOST_DATES)).all()


def put_off(session: Session, occurrence_id: int, now: datetime) -> None:
    """Let a date that cannot be looked at wait, so that no other waits behind it for ever."""
    session.execute(update(Occurrence).where(Occurrence.id == occurrence_id).values(plan_at=now + BROKEN))


def plan_some(
    session: Session, now: datetime, zone: tzinfo, *, language: str = "de", only: int | None = None
) -> int:
    """Look at the dates that were marked longest ago, or at ``only`` one; returns how many.

    ``zone``: that of quiet hours; ``language``: of channels, if nobody has chosen one.
    """
    query = (
        select(Occurrence, Meeting)
        .join(Meeting, Meeting.id == Occurrence.meeting_id)
        .where(Occurrence.plan_at <= now)
        .order_by(Occurrence.plan_at, Occurrence.id)
        .limit(MOST_DATES)
        .with_for_update(of=Occurrence, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if only is not None:
        query = query.where(Occurrence.id == only)
    rows = [(one, meeting) for one, meeting in session.execute(query)]
    if not rows:
        return 0
    known = _read(session, rows, now, zone)
    changes = Changes()
    uninvited: set[int] = set()
    looked: list[channel_posts.Looked] = []
    for one, meeting in rows:
        assert one.plan_at is not None  # asked for above
        since = one.plan_at
        date = date_of(one, meeting)._replace(next=known.inviting.next.get(meeting.id) == one.id)
        people = known.invited(one, meeting)
        found = [item for who in people for item in wanted(date, who, zone)]
        found += [item for who in known.organisers(meeting) for item in asked_for(date, who, zone)]
        if any(who.invite_at is not None for who in people):
            uninvited.add(meeting.id)
        later = changes.compare(found, known.nudges.get(one.id, {}), since=since, now=now)
        looked.append((one, meeting, date, since))
        one.plan_at = _next(date, later, now)
    session.flush()
    changes.write(session, now)
    channel_posts.post(session, looked, now, language)
    invited_nudges.mark(session, known.inviting.left_over([one for one, _ in rows], uninvited), now)
    return len(rows)


def date_of(one: Occurrence, meeting: Meeting) -> Date:
    """A date as the rules know it."""
    news = None
    if one.news:
        at = datetime.fromisoformat(one.news["at"])
        news = News(NudgeKind(one.news["kind"]), at, one.news["by"], one.news["number"])
    agenda = meeting.agenda if one.agenda is None else one.agenda
    return Date(
        id=one.id, starts_at=one.starts_at, ends_at=one.ends_at, timed_at=one.timed_at,
        cancelled=one.state is MeetingState.CANCELLED, news=news, has_agenda=bool(agenda),
        has_notes=bool(one.notes),
    )  # fmt: skip


def _next(date: Date, later: Iterable[Wanted], now: datetime) -> datetime | None:
    """When to look at a date again; None if there is nothing left to say."""
    over = date.starts_at if date.cancelled else date.ends_at + NOTES_HELP
    if now >= over:
        return None
    near = max(date.starts_at - NEAR, now + REGULARLY)
    begins = [date.starts_at] if date.next else []  # then another one is the next
    return min(
        [near, *begins, *channel_posts.next_look(date, now), *(item.due_at - HORIZON for item in later)]
    )


@dataclass
class _Known:
    """What the rules need of the store, for several dates at once."""

    members: Mapping[int, Sequence[int]]
    people: Mapping[int, Row[Any]]
    reminders: Mapping[int, Sequence[int] | None]
    coordinators: Mapping[int, set[int]]
    answers: Mapping[int, Mapping[int, Row[Any]]]
    nudges: Mapping[int, Mapping[str, Row[Any]]]
    others: Mapping[int, Sequence[int]]  # by meeting, where there is no group
    inviting: invited_nudges.Inviting

    def invited(self, one: Occurrence, meeting: Meeting) -> list[Invited]:
        """Everybody who is invited to a date and belongs to the network."""
        group = meeting.group_id
        ids = self.others[meeting.id] if group is None else self.members[group]
        usual = self.reminders.get(group or 0)
        answers = self.answers.get(one.id, {})
        coordinate = self.coordinators.get(group or 0, set())
        return [
            _invited(self.people[number], usual, answers.get(number), number in coordinate)._replace(
                invite_at=self.inviting.at(meeting.id, self.people[number]),
                unheard=self.inviting.unheard(meeting.id, number),
            )
            for number in ids
            if number in self.people
        ]

    def organisers(self, meeting: Meeting) -> list[Invited]:
        """Who coordinates the group, or planned what is for no group, without being invited."""
        group = meeting.group_id
        if group is None:
            inside, ids = self.others[meeting.id], {meeting.created_by_id or 0}
        else:
            inside, ids = self.members[group], self.coordinators.get(group, set())
        found = sorted(number for number in ids - {*inside} if number in self.people)
        return [_invited(self.people[number], None, None, coordinates=True) for number in found]


def _invited(
    who: Row[Any], usual: Sequence[int] | None, answered: Row[Any] | None, coordinates: bool
) -> Invited:
    own = usual if who.reminders is None else who.reminders
    stale = answered is None or answered.stale
    return Invited(
        id=who.id,
        reminders=REMINDERS if own is None else own,
        quiet=quiet.Quiet(who.quiet_from, who.quiet_until, who.days_off or 0),
        answer=None if stale or answered is None else answered.answer,
        ask_again_at=None if stale or answered is None else answered.ask_again_at,
        coordinates=coordinates,
    )


def _read(
    session: Session, rows: Sequence[tuple[Occurrence, Meeting]], now: datetime, zone: tzinfo
) -> _Known:
    ids = [one.id for one, _ in rows]
    meetings = {meeting.id: meeting for _, meeting in rows}.values()
    groups = sorted({meeting.group_id for meeting in meetings if meeting.group_id is not None})
    members = audience.people_of_groups(session, groups)
    others = {
        meeting.id: audience.people_of(session, None, meeting.audience)
        for meeting in meetings
        if meeting.group_id is None
    }
    coordinators = _coordinators(session, groups)
    everybody = {number for found in (*members.values(), *others.values()) for number in found}
    organisers = {number for found in coordinators.values() for number in found}
    organisers |= {meeting.created_by_id or 0 for meeting in meetings if meeting.group_id is None}
    return _Known(
        members=members,
        people=_people(session, sorted(everybody | organisers), now.astimezone(zone).date()),
        reminders={
            row.id: row.reminders
            for row in session.execute(select(Group.id, Group.reminders).where(Group.id.in_(groups)))
        },
        coordinators=coordinators,
        answers=_answers(session, ids),
        nudges=_nudges(session, ids),
        others=others,
        inviting=invited_nudges.read(session, [meeting.id for meeting in meetings], sorted(everybody), now),
    )


def _people(session: Session, ids: Sequence[int], today: Any) -> dict[int, Row[Any]]:
    columns = select(
        Person.id, Preference.reminders, Preference.quiet_from, Preference.quiet_until, Preference.days_off,
        Preference.muted_until,
    )  # fmt: skip
    known = columns.outerjoin(Preference, Preference.person_id == Person.id)
    query = known.where(present(today), Person.id.not_in(GOING))
    found: dict[int, Row[Any]] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = query.where(Person.id.in_(ids[start : start + AT_ONCE]))
        found |= {row.id: row for row in session.execute(some)}
    return found


def _coordinators(session: Session, groups: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    query = select(Coordination.group_id, Coordination.person_id).where(Coordination.group_id.in_(groups))
    for group_id, person_id in session.execute(query):
        found.setdefault(group_id or 0, set()).add(person_id)
    return found


def _answers(session: Session, ids: Sequence[int]) -> dict[int, dict[int, Any]]:
    found: dict[int, dict[int, Any]] = {}
    columns = select(
        Attendance.occurrence_id, Attendance.person_id, Attendance.answer, Attendance.ask_again_at,
        Attendance.stale,
    )  # fmt: skip
    for row in session.execute(columns.where(Attendance.occurrence_id.in_(ids))):
        found.setdefault(row.occurrence_id, {})[row.person_id] = row
    return found


def _nudges(session: Session, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    columns = select(Nudge.id, Nudge.key, Nudge.occurrence_id, Nudge.state, Nudge.due_at, Nudge.not_after)
    # What a coordinator had asked (``chasing``) is no rule's, and stays.
    ruled = (Nudge.kind != NudgeKind.OWN, Nudge.key.not_like("%:chase:%"))
    query = columns.where(Nudge.occurrence_id.in_(ids), *ruled)
    for row in session.execute(query):
        found.setdefault(row.occurrence_id or 0, {})[row.key] = row
    return found
