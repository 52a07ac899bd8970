"""What suits whom: one vote a person and time, from whatever address, changed until it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Answer, DatePoll, Suggestion, Vote
from storage.services import polls
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.rows import table_of
from storage.services.viewer import Viewer

TWICE = timedelta(seconds=3)
"""Within so long a second press of the same button is the same press: a finger that trembles."""

SETTLED = timedelta(minutes=2)
"""So long after a vote Kitt looks whether it is enough: who chooses several times has chosen all by then."""


def vote(
    session: Session, *, viewer: Viewer, poll_id: int, answers: Mapping[int, Answer], now: datetime
) -> bool:
    """Say which times suit, by their numbers; the others stay as they were. False if nothing changed.

    Raises:
        NotAllowedError: the viewer is none of those who are asked.
        RefusedError: GONE (the poll, or such a time), OVER (decided, or the time is past).
    """
    require(viewer, Right.ATTEND)
    poll = _asked(session, viewer, poll_id)
    there = {one.id: one for one in _times(session, poll_id)}
    if not answers.keys() <= there.keys():
        raise RefusedError(Reason.GONE)
    if any(there[number].starts_at <= now for number in answers):
        raise RefusedError(Reason.OVER)
    return _write(session, poll, viewer.person_id or 0, answers, now)


def toggle(
    session: Session, *, viewer: Viewer, poll_id: int, suggestion_id: int, now: datetime
) -> Answer | None:
    """Say that a time suits, or, if one had said so, that it does not; None for the same press again.

    Raises:
        NotAllowedError: the viewer is none of those who are asked.
        RefusedError: GONE, OVER.
    """
    require(viewer, Right.ATTEND)
    _asked(session, viewer, poll_id)
    known = session.get(Vote, (suggestion_id, viewer.person_id), populate_existing=True)
    if known is not None and abs(now - known.voted_at) < TWICE:
        return None
    answer = Answer.NO if known is not None and known.answer is Answer.YES else Answer.YES
    vote(session, viewer=viewer, poll_id=poll_id, answers={suggestion_id: answer}, now=now)
    return answer


def finish(session: Session, *, viewer: Viewer, poll_id: int, now: datetime) -> int:
    """What one has said nothing about does not suit; returns how many times do (perhaps).

    Raises:
        NotAllowedError: the viewer is none of those who are asked.
        RefusedError: GONE, OVER.
    """
    require(viewer, Right.ATTEND)
    poll = _asked(session, viewer, poll_id)
    own = own_votes(session, poll_id, viewer.person_id or 0)
    rest = {
        one.id: Answer.NO for one in _times(session, poll_id) if one.id not in own and one.starts_at > now
    }
    _write(session, poll, viewer.person_id or 0, rest, now)
    return sum(answer is not Answer.NO for answer in own.values())


def none_suits(session: Session, *, viewer: Viewer, poll_id: int, now: datetime) -> None:
    """No time suits.

    Raises:
        NotAllowedError: the viewer is none of those who are asked.
        RefusedError: GONE, OVER.
    """
    require(viewer, Right.ATTEND)
    poll = _asked(session, viewer, poll_id)
    ahead = {one.id: Answer.NO for one in _times(session, poll_id) if one.starts_at > now}
    _write(session, poll, viewer.person_id or 0, ahead, now)


def own_votes(session: Session, poll_id: int, person_id: int) -> dict[int, Answer]:
    """What somebody said, by the number of the time; for Kitt itself."""
    query = (
        select(Vote.suggestion_id, Vote.answer)
        .join(Suggestion, Suggestion.id == Vote.suggestion_id)
        .where(Suggestion.poll_id == poll_id, Vote.person_id == person_id)
    )
    return {row.suggestion_id: row.answer for row in session.execute(query)}


def _asked(session: Session, viewer: Viewer, poll_id: int) -> DatePoll:
    """The open poll, locked, which the viewer is asked in."""
    poll = polls.locked(session, viewer=viewer, poll_id=poll_id)
    if not polls.belongs(session, viewer, poll.group_id):
        raise NotAllowedError
    polls.require_open(poll)
    return poll


def _times(session: Session, poll_id: int) -> list[Suggestion]:
    query = select(Suggestion).where(Suggestion.poll_id == poll_id)
    return list(session.scalars(query.order_by(Suggestion.starts_at)))


def _write(
    session: Session, poll: DatePoll, person_id: int, answers: Mapping[int, Answer], now: datetime
) -> bool:
    """Write votes; if any is new, Kitt looks at the poll soon: it may be enough."""
    own = own_votes(session, poll.id, person_id)
    new = {number: answer for number, answer in answers.items() if own.get(number) is not answer}
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    for number, answer in sorted(new.items()):
        row = {"suggestion_id": number, "person_id": person_id, "answer": answer, "voted_at": now}
        statement = insert(table_of(Vote)).values(row)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["suggestion_id", "person_id"], set_={"answer": answer, "voted_at": now}
            )
        )
    if new:
        poll.revision += 1
        soon = now + SETTLED
        poll.look_at = min(poll.look_at or soon, soon)
        session.flush()
        session.expire_all()
    return bool(new)
