"""What coordinators keep of a meeting afterwards: what was agreed, links, how many really came.

A change says what was shown to whoever makes it (``revision``), so that of two who write at once the second
is told. Nobody but the coordinators of the meeting's group writes, and administrators.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import MeetingState, Occurrence, Person, Record, RecordLink
from storage.services import audit, dates
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, Scope, require, scope_of
from storage.services.viewer import Viewer

LONGEST_TITLE = 120
LONGEST_LINK = 500
MOST_LINKS = 12
"""Links of one date: more are a folder, and a folder is one link."""

MOST_CAME = 9_999


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a date: ``by`` wrote the notes last (a name, or nothing), ``own`` if the viewer did."""

    notes: str
    revision: int
    by: str = ""
    own: bool = False
    came: int | None = None


def kept(session: Session, *, viewer: Viewer, occurrence_id: int, now: datetime) -> Kept:
    """What is kept of a date that has begun, for whoever may write it.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: GONE, or called off; DAYS: it has not begun.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one = _date(session, viewer, occurrence_id, now)
    record = session.get(Record, occurrence_id, populate_existing=True)
    if record is None:
        return Kept(one.notes, 0)
    by = session.get(Person, record.noted_by_id) if record.noted_by_id else None
    own = viewer.person_id is not None and record.noted_by_id == viewer.person_id
    return Kept(one.notes, record.revision, by.full_name if by else "", own, record.came)


def write(
    session: Session, *, viewer: Viewer, occurrence_id: int, revision: int, notes: str, now: datetime
) -> None:
    """Keep what was agreed, in place of what was kept before; empty: nothing any more.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: as ``kept``; CHANGED by somebody else, NOTHING would change, TOO_LONG.
    """
    require(viewer, Right.PLAN_MEETINGS)
    one = _date(session, viewer, occurrence_id, now, lock=True)
    record = _record(session, occurrence_id)
    if record.revision != revision:
        raise RefusedError(Reason.CHANGED)
    if one.notes == notes.strip():
        raise RefusedError(Reason.NOTHING)
    dates.note_down(session, viewer=viewer, occurrence_id=occurrence_id, notes=notes, now=now)
    record.noted_by_id, record.noted_at = viewer.person_id, now
    record.revision += 1
    session.flush()


def count(session: Session, *, viewer: Viewer, occurrence_id: int, came: int | None, now: datetime) -> None:
    """Keep how many really came; None: nobody has counted.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: as ``kept``; RULE: no such number; NOTHING would change.
    """
    require(viewer, Right.PLAN_MEETINGS)
    _date(session, viewer, occurrence_id, now, lock=True)
    if came is not None and not 0 <= came <= MOST_CAME:
        raise RefusedError(Reason.RULE)
    record = _record(session, occurrence_id)
    if record.came == came:
        raise RefusedError(Reason.NOTHING)
    record.came = came
    session.flush()
    audit.note(session, viewer, "meeting.counted", now, subject="occurrence", subject_id=occurrence_id)


def add_link(
    session: Session, *, viewer: Viewer, occurrence_id: int, url: str, title: str, now: datetime
) -> None:
    """Keep a link; without a title it is called like its host.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: as ``kept``; RULE: no link of the web; TOO_LONG; EXISTS; USED: too many.
    """
    require(viewer, Right.PLAN_MEETINGS)
    _date(session, viewer, occurrence_id, now, lock=True)
    link, host = checked_link(url)
    named = " ".join(title.split()) or host
    if len(named) > LONGEST_TITLE:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_TITLE))
    here = RecordLink.occurrence_id == occurrence_id
    if session.scalar(select(RecordLink.id).where(here, RecordLink.url == link)) is not None:
        raise RefusedError(Reason.EXISTS, (link,))
    if (session.scalar(select(func.count()).select_from(RecordLink).where(here)) or 0) >= MOST_LINKS:
        raise RefusedError(Reason.USED)
    session.add(RecordLink(occurrence_id=occurrence_id, title=named, url=link))
    session.flush()
    audit.note(session, viewer, "meeting.linked", now, subject="occurrence", subject_id=occurrence_id)


def remove_link(session: Session, *, viewer: Viewer, link_id: int, now: datetime) -> int:
    """Forget a link; returns the number of its date.

    Raises:
        NotAllowedError: it is none of the viewer's meetings.
        RefusedError: as ``kept``; GONE: it is not there.
    """
    require(viewer, Right.PLAN_MEETINGS)
    link = session.get(RecordLink, link_id, populate_existing=True)
    if link is None:
        raise RefusedError(Reason.GONE)
    number = link.occurrence_id
    _date(session, viewer, number, now, lock=True)
    session.delete(link)
    session.flush()
    audit.note(session, viewer, "meeting.unlinked", now, subject="occurrence", subject_id=number)
    return number


def checked_link(url: str) -> tuple[str, str]:
    """A link of the web (http or https) and its host.

    Raises:
        RefusedError: RULE: it is none, or holds a name and password; TOO_LONG.
    """
    plain = url.strip().strip("<>")
    if len(plain) > LONGEST_LINK:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_LINK))
    try:
        parts = urlsplit(plain)
        host = parts.hostname or ""
    except ValueError as error:
        raise RefusedError(Reason.RULE) from error
    printable = plain.isprintable() and not any(character in plain for character in ' "<>\\')
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc or not printable:
        raise RefusedError(Reason.RULE)
    return plain, host.removeprefix("www.")


def _date(
    session: Session, viewer: Viewer, occurrence_id: int, now: datetime, *, lock: bool = False
) -> Occurrence:
    """A date that has begun and whose notes the viewer may write."""
    one = session.get(
        Occurrence, occurrence_id, populate_existing=True,
        with_for_update={"key_share": True} if lock else None,
    )  # fmt: skip
    if one is None or one.state is MeetingState.CANCELLED:
        raise RefusedError(Reason.GONE)
    group = one.meeting.group_id
    if group is None and scope_of(viewer.role, Right.PLAN_MEETINGS) is not Scope.ALL:
        raise NotAllowedError
    require(viewer, Right.PLAN_MEETINGS, group_id=group)
    if one.starts_at > now:
        raise RefusedError(Reason.DAYS)
    return one


def _record(session: Session, occurrence_id: int) -> Record:
    """The row of a date that is locked."""
    record = session.get(Record, occurrence_id, populate_existing=True)
    if record is None:
        record = Record(occurrence_id=occurrence_id, revision=0)
        session.add(record)
    return record
