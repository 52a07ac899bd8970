"""Somebody's meetings as a calendar that programs subscribe to, at a private address that only they know.

The address holds a token of 256 bits, of which only a digest is kept: whoever reads the store can fetch no
calendar, and a token is found along the index of digests, which tells nothing by how long it takes. Who has
left, or asked to be deleted, has none from then on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Feed, Meeting, MeetingState, Membership, Occurrence, Person, Role
from storage.queries.directory import present
from storage.services import audience, audit, calendar
from storage.services.invited_nudges import GOING
from storage.services.invited_texts import files_of
from storage.services.rights import Right, require
from storage.services.rows import table_of
from storage.services.viewer import Viewer

if TYPE_CHECKING:
    from storage.services.ics import Planned

PAST = timedelta(days=60)
"""How far back a calendar reaches."""

MOST = 500
"""Meetings of one calendar: who belongs to more sees the newest."""

_SECOND = timedelta(seconds=1)
_feed = table_of(Feed)


class Words(NamedTuple):
    """Words of a calendar in its owner's language: its name, and what stands before what was called off."""

    name: str
    called_off: str


class Found(NamedTuple):
    """Whose calendar a token opens; ``content`` and ``content_at`` are of what was fetched last."""

    person_id: int
    language: str | None
    content: str
    content_at: datetime | None


def digest(text: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(text.encode()).hexdigest()


def made_at(session: Session, *, viewer: Viewer) -> datetime | None:
    """Since when the viewer's calendar can be subscribed to; None if it cannot.

    Raises:
        NotAllowedError: a guest, or others read along.
    """
    require(viewer, Right.ATTEND)
    return session.scalar(select(Feed.made_at).where(Feed.person_id == _alone(viewer)))


def make(session: Session, *, viewer: Viewer, token: str, now: datetime) -> None:
    """Let a token open the viewer's calendar, in place of the one before; it is random.

    Raises:
        NotAllowedError: a guest, or others read along.
    """
    require(viewer, Right.ATTEND)
    person_id = _alone(viewer)
    session.execute(delete(_feed).where(_feed.c.person_id == person_id))
    session.add(Feed(person_id=person_id, digest=digest(token), made_at=now))
    session.flush()
    audit.note(session, viewer, "calendar.shared", now, subject="person", subject_id=person_id)


def stop(session: Session, *, viewer: Viewer, now: datetime) -> bool:
    """Let nothing open the viewer's calendar any more; False if nothing did.

    Raises:
        NotAllowedError: a guest, or others read along.
    """
    require(viewer, Right.ATTEND)
    person_id = _alone(viewer)
    gone = session.execute(delete(_feed).where(_feed.c.person_id == person_id))
    if not getattr(gone, "rowcount", 0):
        return False
    audit.note(session, viewer, "calendar.closed", now, subject="person", subject_id=person_id)
    return True


def own_file(session: Session, *, viewer: Viewer, words: Words, now: datetime) -> str:
    """The viewer's calendar as a file; empty if there is no meeting.

    Raises:
        NotAllowedError: a guest, or others read along.
    """
    require(viewer, Right.ATTEND)
    return content(session, _alone(viewer), words, now)


def date_file(session: Session, *, viewer: Viewer, occurrence_id: int) -> str:
    """The file of the meeting of one date.

    Raises:
        NotAllowedError: it is none that the viewer may see, or there is none.
    """
    require(viewer, Right.ATTEND)
    held = calendar.one_date(session, viewer=viewer, occurrence_id=occurrence_id)
    return files_of(session, [held.meeting_id])[held.meeting_id]


def opened(session: Session, token: str, today: date) -> Found | None:
    """Whose calendar a token opens; None if it opens none. ``today`` is in the network's zone.

    For the web server, which knows nothing of who asks but the token.
    """
    row = session.execute(
        select(Feed.person_id, Person.language, Feed.content, Feed.content_at)
        .join(Person, Person.id == Feed.person_id)
        .where(
            Feed.digest == digest(token),
            Person.role != Role.GUEST,
            Person.id.not_in(GOING),
            present(today),
        )
    ).one_or_none()
    return None if row is None else Found(*row)


def content(session: Session, person_id: int, words: Words, now: datetime) -> str:
    """Somebody's meetings as a calendar; empty if there is none. Whoever calls it knows whose it is to be."""
    planned = _planned(session, person_id, now)
    if not planned:
        return ""
    from storage.services import ics  # its library is not wanted by who only starts

    return ics.written(planned, name=words.name, called_off=words.called_off)


def empty(words: Words) -> str:
    """A calendar without meetings."""
    from storage.services import ics

    return ics.written([], name=words.name, called_off=words.called_off)


def note(session: Session, found: Found, written: str, now: datetime) -> datetime:
    """Note that a calendar is like this now; returns since when, in full seconds, as HTTP tells times.

    Two states never have the same time.
    """
    at = now.replace(microsecond=0)
    if found.content_at is not None and at <= found.content_at:
        at = found.content_at + _SECOND
    mine = (_feed.c.person_id == found.person_id, _feed.c.content == found.content)
    session.execute(update(_feed).where(*mine).values(content=written, content_at=at))
    return at


def _planned(session: Session, person_id: int, now: datetime) -> list[Planned]:
    from storage.services.ics import Planned

    since = now - PAST
    mine = select(Membership.group_id).where(Membership.person_id == person_id)
    shown = select(Occurrence.meeting_id).where(Occurrence.ends_at > since)
    query = (
        select(Meeting)
        .where(Meeting.id.in_(shown), Meeting.group_id.in_(mine) | Meeting.group_id.is_(None))
        .order_by(Meeting.id.desc())
        .limit(MOST)
    )
    meetings = [
        one
        for one in session.scalars(query)
        if one.group_id is not None or audience.invites(session, None, one.audience, person_id)
    ]
    dates: dict[int, list[Occurrence]] = {}
    known = select(Occurrence).where(Occurrence.meeting_id.in_([one.id for one in meetings]))
    for day in session.scalars(known.order_by(Occurrence.starts_at, Occurrence.id)):
        dates.setdefault(day.meeting_id, []).append(day)
    found = [Planned(one, _within(one, dates.get(one.id, []), since)) for one in reversed(meetings)]
    return [one for one in found if one.dates]


def _within(meeting: Meeting, dates: Sequence[Occurrence], since: datetime) -> list[Occurrence]:
    """The dates that are new enough; of a series that goes on, also those that differ from its rule."""
    goes_on = meeting.rrule and meeting.state is MeetingState.PLANNED
    return [
        one for one in dates if one.ends_at > since or (goes_on and one.recurrence_id >= meeting.starts_wall)
    ]


def _alone(viewer: Viewer) -> int:
    if viewer.person_id is None or viewer.in_group:
        raise NotAllowedError
    return viewer.person_id
