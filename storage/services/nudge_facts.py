"""All that has to be known of a batch of nudges before they are said, read in sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from storage.models import (
    Account,
    Answer,
    Attendance,
    Coordination,
    Group,
    Meeting,
    Nudge,
    NudgeKind,
    NudgeState,
    Occurrence,
    Person,
    Preference,
)
from storage.queries.directory import present
from storage.services import audience
from storage.services.invited_nudges import GOING
from storage.services.quiet import Quiet
from storage.services.setting_up import chosen
from storage.services.telling import Address


class Reader(NamedTuple):
    """Somebody who belongs to the network, and how they want to be written to."""

    language: str
    muted_until: datetime | None
    quiet: Quiet
    zone: str | None


@dataclass(frozen=True, slots=True)
class Facts:
    """By id; pairs are (occurrence, person). ``language``: of who has chosen none.

    ``newest``: the last reminder of a date that is due for somebody, by the id of its row; ``coming``: how
    many said yes.
    """

    people: Mapping[int, Reader]
    addresses: Mapping[int, Address]
    dates: Mapping[int, Row[Any]]
    invited: Mapping[int, frozenset[int]]  # by meeting
    coordinators: Mapping[int, frozenset[int]]  # by meeting
    answers: Mapping[tuple[int, int], Answer]
    newest: Mapping[tuple[int, int], int]
    coming: Mapping[int, int]
    language: str


def read(session: Session, rows: Sequence[Row[Any]], *, now: datetime, zone: tzinfo, language: str) -> Facts:
    """Read it for some nudges."""
    today = now.astimezone(zone).date()
    ids = sorted({row.person_id for row in rows})
    occurrences = sorted({row.occurrence_id for row in rows if row.occurrence_id is not None})
    language = chosen(session)[1] or language
    dates = {row.id: row for row in session.execute(_DATES.where(Occurrence.id.in_(occurrences)))}
    return Facts(
        people=_people(session, ids, today, now, language),
        addresses=addresses_of(session, ids),
        dates=dates,
        invited=_invited(session, dates.values()),
        coordinators=_coordinators(session, dates.values()),
        answers=_answers(session, occurrences, ids),
        newest=_newest(session, occurrences, ids, now),
        coming=_coming(session, occurrences),
        language=language,
    )


_DATES = (
    select(
        Occurrence.id, Occurrence.meeting_id, Occurrence.starts_at, Occurrence.ends_at, Occurrence.state,
        Occurrence.news, Meeting.group_id, Meeting.audience, Meeting.zone, Meeting.created_by_id,
        func.coalesce(Occurrence.title, Meeting.title).label("title"),
        func.coalesce(Occurrence.place, Meeting.place).label("place"),
        func.coalesce(Occurrence.link, Meeting.link).label("link"),
        func.coalesce(Occurrence.agenda, Meeting.agenda).label("agenda"), Meeting.rrule,
        Group.name.label("group"),
    )
    .join(Meeting, Meeting.id == Occurrence.meeting_id)
    .outerjoin(Group, Group.id == Meeting.group_id)
)  # fmt: skip


def _people(
    session: Session, ids: Sequence[int], today: Any, now: datetime, language: str
) -> dict[int, Reader]:
    query = (
        select(
            Person.id, Person.language, Preference.muted_until, Preference.quiet_from, Preference.quiet_until,
            Preference.days_off, Preference.zone,
        )
        .outerjoin(Preference, Preference.person_id == Person.id)
        .where(Person.id.in_(ids), present(today), Person.id.not_in(GOING))
    )  # fmt: skip
    return {
        row.id: Reader(
            row.language or language,
            row.muted_until if row.muted_until is not None and row.muted_until > now else None,
            Quiet(row.quiet_from, row.quiet_until, row.days_off or 0),
            row.zone,
        )
        for row in session.execute(query)
    }


def addresses_of(session: Session, ids: Sequence[int]) -> dict[int, Address]:
    """Where people are reached, as ``telling.address_of`` finds it for one: preferred, else the newest."""
    query = (
        select(Account.person_id, Account.id, Account.conversation_id)
        .outerjoin(Preference, Preference.account_id == Account.id)
        .where(Account.person_id.in_(ids), Account.conversation_id.is_not(None), Account.blocked_at.is_(None))
        # The last one stays.
        .order_by((Preference.person_id == Account.person_id).asc().nulls_first(), Account.id)
    )
    found: dict[int, Address] = {}
    for person_id, account_id, conversation_id in session.execute(query):
        if person_id is not None and conversation_id is not None:
            found[person_id] = Address(account_id, conversation_id)
    return found


def _invited(session: Session, dates: Any) -> dict[int, frozenset[int]]:
    meetings = {row.meeting_id: row for row in dates}
    groups = sorted({row.group_id for row in meetings.values() if row.group_id is not None})
    members = audience.people_of_groups(session, groups)
    return {
        number: frozenset(
            audience.people_of(session, None, row.audience) if row.group_id is None else members[row.group_id]
        )
        for number, row in meetings.items()
    }


def _coordinators(session: Session, dates: Any) -> dict[int, frozenset[int]]:
    """Who coordinates the group of each meeting, or else planned it."""
    meetings = {row.meeting_id: row for row in dates}
    groups = [row.group_id for row in meetings.values()]
    by_group: dict[int | None, set[int]] = {}
    query = select(Coordination.group_id, Coordination.person_id).where(Coordination.group_id.in_(groups))
    for group_id, person_id in session.execute(query):
        by_group.setdefault(group_id, set()).add(person_id)
    return {
        number: frozenset(by_group.get(row.group_id) or {row.created_by_id} - {None})
        for number, row in meetings.items()
    }


def _answers(session: Session, occurrences: Sequence[int], ids: Sequence[int]) -> dict[Any, Answer]:
    query = select(Attendance.occurrence_id, Attendance.person_id, Attendance.answer).where(
        Attendance.occurrence_id.in_(occurrences), Attendance.person_id.in_(ids), ~Attendance.stale
    )
    return {(row.occurrence_id, row.person_id): row.answer for row in session.execute(query)}


def _newest(
    session: Session, occurrences: Sequence[int], ids: Sequence[int], now: datetime
) -> dict[Any, int]:
    query = (
        select(Nudge.occurrence_id, Nudge.person_id, Nudge.id)
        .where(
            Nudge.occurrence_id.in_(occurrences),
            Nudge.person_id.in_(ids),
            Nudge.kind == NudgeKind.REMINDER,
            Nudge.state == NudgeState.WAITING,
            Nudge.due_at <= now,
        )
        .order_by(Nudge.due_at, Nudge.wanted_at)  # the last one stays
    )
    return {(row.occurrence_id, row.person_id): row.id for row in session.execute(query)}


def _coming(session: Session, occurrences: Sequence[int]) -> dict[int, int]:
    query = (
        select(Attendance.occurrence_id, func.count())
        .where(Attendance.occurrence_id.in_(occurrences), Attendance.answer == Answer.YES, ~Attendance.stale)
        .group_by(Attendance.occurrence_id)
    )
    return {row.occurrence_id: row[1] for row in session.execute(query)}
