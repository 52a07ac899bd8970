"""The dates of meetings as rows: made, moved and called off; which of them are looked at for nudges, when.

Nobody is asked for rights here: ``meetings`` and ``dates`` do, and the clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import case, select, update
from sqlalchemy.orm import Session, object_session

from storage.models import Attendance, Meeting, MeetingState, NudgeKind, Occurrence
from storage.services.recurring import in_utc, walls

HORIZON = timedelta(days=400)
"""How far ahead the dates of a series are in the store: a year, and the next date after it."""

EXTEND = timedelta(days=30)
"""How often a series is extended."""

NIGHT = timedelta(hours=12)
"""How long news may wait for somebody whose quiet hours are: a night."""


def horizon(now: datetime, first: datetime) -> datetime:
    """Until when, on the wall, dates of a series that begins then are in the store."""
    return max(now.replace(tzinfo=None), first) + HORIZON


def extend(session: Session, meeting: Meeting, now: datetime) -> int:
    """Put the dates of a meeting into the store that are not yet, up to the horizon; returns how many."""
    there = select(Occurrence.recurrence_id, Occurrence.state).where(Occurrence.meeting_id == meeting.id)
    known = {row.recurrence_id: row.state for row in session.execute(there)}
    last = max((wall for wall, state in known.items() if state is MeetingState.PLANNED), default=None)
    after = last if last is not None and last >= meeting.starts_wall else None
    dates = walls(meeting.rrule, meeting.starts_wall, until=horizon(now, meeting.starts_wall), after=after)
    new = [wall for wall in dates if wall not in known]
    for wall in new:
        session.add(_made(meeting, wall, now))
    meeting.extend_at = now + EXTEND if meeting.rrule else None
    session.flush()
    session.expire(meeting, ["occurrences"])
    return len(new)


def to_extend(session: Session, now: datetime, most: int = 20) -> Sequence[int]:
    """The series whose next dates are to be put into the store."""
    due = select(Meeting.id).where(Meeting.extend_at <= now)
    return session.scalars(due.order_by(Meeting.extend_at, Meeting.id).limit(most)).all()


def extend_one(session: Session, meeting_id: int, now: datetime) -> int:
    """Extend a series, unless another process has just done it."""
    query = select(Meeting).where(Meeting.id == meeting_id, Meeting.extend_at <= now)
    meeting = session.scalar(query.with_for_update(key_share=True))
    return 0 if meeting is None else extend(session, meeting, now)


def ahead(session: Session, meeting: Meeting, now: datetime) -> list[Occurrence]:
    """The dates of a meeting that are not over or called off, by time."""
    query = select(Occurrence).where(
        Occurrence.meeting_id == meeting.id,
        Occurrence.ends_at > now,
        Occurrence.state == MeetingState.PLANNED,
    )
    return list(session.scalars(query.order_by(Occurrence.starts_at, Occurrence.id)))


def rearrange(
    session: Session,
    meeting: Meeting,
    found: Sequence[datetime],
    minutes: int,
    rule: str,
    now: datetime,
    *,
    by: int | None,
) -> None:
    """Let the dates that have not begun be these: those that stay stay, the others move in their order.

    What is left over is called off; what is new is made.
    """
    query = select(Occurrence).where(Occurrence.meeting_id == meeting.id, Occurrence.starts_at > now)
    zone = ZoneInfo(meeting.zone)
    # What was put off from before now has had its turn in the series: it is nobody's place any more.
    old = [
        one
        for one in session.scalars(query.order_by(Occurrence.recurrence_id))
        if in_utc(one.recurrence_id, zone) > now
    ]
    kept = {one.recurrence_id for one in old} & set(found)
    taken = set(session.scalars(select(Occurrence.recurrence_id).where(
        Occurrence.meeting_id == meeting.id, Occurrence.starts_at <= now)))  # fmt: skip
    places = [wall for wall in found if wall not in kept and wall not in taken]
    meeting.starts_wall, meeting.minutes, meeting.rrule = found[0], minutes, rule
    meeting.extend_at = now + EXTEND if rule else None
    told = False
    for one in old:
        if one.recurrence_id not in kept and not places:
            if one.state is MeetingState.PLANNED:
                call_off(one, now, by, silent=told, series=bool(rule))
                told = True
            continue
        own = one.starts_wall != one.recurrence_id  # it was moved by itself
        was = one.starts_at
        if one.recurrence_id not in kept:
            one.recurrence_id = places.pop(0)
        one.sequence += 1
        if own or one.state is MeetingState.CANCELLED:
            continue
        if put(session, meeting, one, one.recurrence_id, minutes, now) and not told:
            tell(one, NudgeKind.CHANGED, now, by, what=["time"], series=bool(rule), was=was)
            told = True
    for wall in places:
        session.add(_made(meeting, wall, now))
    session.flush()
    session.expire(meeting, ["occurrences"])


def put(
    session: Session, meeting: Meeting, one: Occurrence, wall: datetime, minutes: int, now: datetime
) -> bool:
    """Let a date be at another time; False if that is when it is already.

    Answers were for the old time: they are stale if the start moves.
    """
    starts_at = in_utc(wall, ZoneInfo(meeting.zone))
    if starts_at == one.starts_at and minutes == one.minutes:
        one.starts_wall = wall
        return False
    if starts_at != one.starts_at:
        one.timed_at = now
        mine = Attendance.occurrence_id == one.id
        session.execute(update(Attendance).where(mine).values(stale=True))
    one.starts_wall, one.minutes, one.starts_at = wall, minutes, starts_at
    one.ends_at = starts_at + timedelta(minutes=minutes)
    look_again(one, now)
    return True


def call_off(
    one: Occurrence, now: datetime, by: int | None, *, silent: bool, series: bool = False, reason: str = ""
) -> None:
    """Cancel a date; ``silent``: another one of the series tells of it. ``reason``: why, for people."""
    one.state = MeetingState.CANCELLED
    one.sequence += 1
    one.news = None
    look_again(one, now)
    if not silent:
        tell(one, NudgeKind.CANCELLED, now, by, series=series, reason=reason)


def tell(
    one: Occurrence,
    kind: NudgeKind,
    now: datetime,
    by: int | None,
    *,
    what: Sequence[str] = (),
    series: bool = False,
    reason: str = "",
    was: datetime | None = None,
) -> None:
    """Let everybody but ``by`` know of a date that it is not as it was. ``was``: when it was to be before."""
    before = one.news or {}
    if kind is NudgeKind.CHANGED and before.get("kind") == kind.value and _unheard(before, now):
        what = sorted({*what, *before["what"]})
        was = datetime.fromisoformat(before["was"]) if before.get("was") else was
    one.news = {
        "kind": kind.value, "at": now.isoformat(), "by": by, "number": one.sequence,
        "what": list(what), "series": series, **({"reason": reason} if reason else {}),
        **({"was": was.isoformat()} if was is not None and was != one.starts_at else {}),
    }  # fmt: skip
    look_again(one, now)


def _unheard(news: Mapping[str, Any], now: datetime) -> bool:
    """Whether somebody may not have heard of news, as whoever sleeps; the next ones then say it, too."""
    return now - datetime.fromisoformat(news["at"]) < NIGHT


def put_details(
    target: Meeting | Occurrence, title: str | None, place: str | None, link: str | None, agenda: str | None
) -> list[str]:
    """Change what is given and different; returns the names of what has changed."""
    given = {"title": title, "place": place, "link": link, "agenda": agenda}
    new = {
        name: value for name, value in given.items() if value is not None and value != getattr(target, name)
    }
    for name, value in new.items():
        setattr(target, name, value)
    return list(new)


def look_again(one: Occurrence, now: datetime) -> None:
    """Something has changed that matters to a date's nudges; what was overdue stays as long overdue.

    By a statement and not by the mapper: who plans nudges may just be writing when to look next, and of two
    that want the same moment the mapper would write nothing.
    """
    session = object_session(one)
    assert session is not None  # it was read
    session.flush()
    earlier = case((Occurrence.plan_at <= now, Occurrence.plan_at), else_=now)
    mark = update(Occurrence).where(Occurrence.id == one.id).values(plan_at=earlier)
    session.execute(mark.execution_options(synchronize_session=False))
    session.expire(one, ["plan_at"])


def changed(meeting: Meeting, now: datetime) -> None:
    """Whoever holds a card of the meeting, or has it in a calendar, has an old one."""
    meeting.sequence += 1
    meeting.revision += 1
    meeting.updated_at = now


def _made(meeting: Meeting, wall: datetime, now: datetime) -> Occurrence:
    starts_at = in_utc(wall, ZoneInfo(meeting.zone))
    return Occurrence(
        meeting_id=meeting.id,
        recurrence_id=wall,
        starts_wall=wall,
        minutes=meeting.minutes,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=meeting.minutes),
        timed_at=now,
        sequence=meeting.sequence,
        plan_at=now,
    )
