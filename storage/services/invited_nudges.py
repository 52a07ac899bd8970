"""Who is to be invited to a meeting and has not been: once each, with the next date of it.

Whoever is in the group when the meeting is planned is invited at once, whoever comes into it later when they
come. Who has no address yet, or has muted Kitt, is invited as soon as they can be told. Who planned the
meeting is invited, too: they have said when it is, not that they come.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, ScalarSelect, or_, select, update
from sqlalchemy.orm import Session

from storage.models import Account, Deletion, Meeting, MeetingState, Nudge, NudgeKind, NudgeState, Occurrence
from storage.services.nudge_rows import AT_ONCE
from storage.services.rows import table_of

_occurrence = table_of(Occurrence)

GOING = select(Deletion.person_id).where(Deletion.person_id.is_not(None)).scalar_subquery()
"""Who asked to be deleted."""


@dataclass(frozen=True, slots=True)
class Inviting:
    """What is known of invitations to some meetings. ``told`` are pairs of meeting and person."""

    now: datetime
    next: Mapping[int, int]  # the next date of each meeting
    told: frozenset[tuple[int, int]]
    reached: frozenset[int]

    def at(self, meeting_id: int, who: Row[Any]) -> datetime | None:
        """When somebody is to be invited at the earliest; None: they are not to be, or cannot be told."""
        if not self.unheard(meeting_id, who.id) or who.id not in self.reached:
            return None
        return self.now if who.muted_until is None else max(self.now, who.muted_until)

    def unheard(self, meeting_id: int, person_id: int) -> bool:
        """Whether somebody has not been told of the meeting."""
        return (meeting_id, person_id) not in self.told

    def left_over(self, seen: Iterable[Occurrence], open_ones: Container[int]) -> list[int]:
        """Dates to look at, too: they have come to be the next of meetings to which not all are invited.

        ``seen`` were looked at just now, ``open_ones`` are those meetings.
        """
        ids = {one.id for one in seen}
        found = {self.next.get(one.meeting_id) for one in seen if one.meeting_id in open_ones}
        return sorted(number for number in found if number is not None and number not in ids)


def read(session: Session, meetings: Sequence[int], people: Sequence[int], now: datetime) -> Inviting:
    """Read it for some meetings and people."""
    told = (
        select(Occurrence.meeting_id, Nudge.person_id)
        .join(Nudge, Nudge.occurrence_id == Occurrence.id)
        .where(
            Occurrence.meeting_id.in_(meetings),
            Nudge.kind == NudgeKind.INVITED,
            Nudge.state == NudgeState.DONE,
        )
    )
    return Inviting(
        now=now,
        next=_next(session, meetings, now),
        told=frozenset((row.meeting_id, row.person_id) for row in session.execute(told)),
        reached=frozenset(_reached(session, people)),
    )


def _next(session: Session, meetings: Sequence[int], now: datetime) -> dict[int, int]:
    found = session.execute(select(Meeting.id, _first(now)).where(Meeting.id.in_(meetings)))
    return {meeting: date for meeting, date in found if date is not None}


def _first(now: datetime) -> ScalarSelect[int]:
    """The next date of a meeting, for a select of meetings."""
    return (
        select(Occurrence.id)
        .where(
            Occurrence.meeting_id == Meeting.id,
            Occurrence.starts_at > now,
            Occurrence.state == MeetingState.PLANNED,
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(1)
        .correlate(Meeting)
        .scalar_subquery()
    )


def _reached(session: Session, people: Sequence[int]) -> Iterable[int]:
    """Who of these can be written to."""
    for start in range(0, len(people), AT_ONCE):
        some = Account.person_id.in_(people[start : start + AT_ONCE])
        usable = (Account.conversation_id.is_not(None), Account.blocked_at.is_(None))
        yield from (
            number for number in session.scalars(select(Account.person_id).where(some, *usable)) if number
        )


def mark(session: Session, dates: Sequence[int], now: datetime) -> None:
    """Let these dates be looked at."""
    if dates:
        marked = update(_occurrence).where(_occurrence.c.id.in_(dates)).where(_later(now))
        session.execute(marked.values(plan_at=now))


def mark_far(session: Session, now: datetime) -> None:
    """Let the next date of every meeting be looked at, however far it is: the directory has changed."""
    first = select(_first(now)).select_from(Meeting).where(Meeting.state == MeetingState.PLANNED)
    session.execute(update(_occurrence).where(_occurrence.c.id.in_(first), _later(now)).values(plan_at=now))


def _later(now: datetime) -> Any:
    return or_(_occurrence.c.plan_at.is_(None), _occurrence.c.plan_at > now)
