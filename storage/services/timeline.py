"""Meetings that are over, for looking back: by time, group, number and words, page by page.

Somebody sees what ``calendar`` shows them; where others read along, only meetings of the group that the
conversation belongs to. Words are looked for in the newest dates, at most MOST_READ of them: their texts are
read along the index of starts, and compared without case and umlauts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from storage.models import (
    Answer,
    Attendance,
    Binding,
    Group,
    Meeting,
    MeetingState,
    Occurrence,
    Record,
    RecordLink,
)
from storage.services import audience, calendar
from storage.services.calendar import Held
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.viewer import Viewer

MOST_READ = 600
"""Dates whose texts are read for one question, the newest: ten years of one a week, or many groups' last."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NUMBERED = re.compile(
    r"\s*(\d{1,3})\s*(?:\.|st\b|nd\b|rd\b|th\b)"
    r"|.*(?:forum|treffen|sitzung|workshop|meeting)\s+(?:nr\.?\s*|no\.?\s*)?(\d{1,3})\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: from ``start`` up to before ``end`` (aware), of a group, with words.

    ``words``: alternatives, each of whose words has to stand in title, group, place, agenda or notes.
    ``named``: words that have to stand in the title or the group's name. ``room``: the conversation.
    """

    start: datetime | None = None
    end: datetime | None = None
    group_id: int | None = None
    words: tuple[str, ...] = ()
    named: str = ""
    room: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a date; shown as text."""

    id: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Past:
    """One date that is over. ``yes`` had said that they come, ``came`` were counted there, if anybody did."""

    held: Held
    yes: int
    came: int | None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some dates, the last first; ``more``: there are earlier ones; ``cut``: not all could be searched."""

    found: tuple[Past, ...] = field(default=())
    more: bool = False
    cut: bool = False


def page(
    session: Session, *, viewer: Viewer, now: datetime, sought: Sought, most: int, after: int | None = None
) -> Page:
    """Some of the dates that are looked for; ``after``: the number of the last one of the page before.

    Raises:
        NotAllowedError: the viewer is a guest.
        RefusedError: GONE: the last one of the page before is not there any more.
    """
    require(viewer, Right.ATTEND)
    query = _query(sought, now).order_by(Occurrence.starts_at.desc(), Occurrence.id.desc())
    if after is not None:
        last = session.get(Occurrence, after)
        if last is None:
            raise RefusedError(Reason.GONE)
        earlier = and_(Occurrence.starts_at == last.starts_at, Occurrence.id < last.id)
        query = query.where(or_(Occurrence.starts_at < last.starts_at, earlier))
    rows = _rows(session, viewer, query, sought)
    ids = []
    for row in _fitting(rows, sought):
        ids.append(row.id)
        if len(ids) > most:
            break
    cut = bool(sought.words) and len(ids) <= most and len(rows) == MOST_READ
    return Page(tuple(shown(session, viewer=viewer, ids=ids[:most])), len(ids) > most, cut)


def numbered(session: Session, *, viewer: Viewer, now: datetime, sought: Sought, number: int) -> int | None:
    """The date that is the first, second … of those looked for (1, 2, …), or the last, last but one (-1, -2).

    Where their titles say numbers ("7. Entwicklungsforum"), these count and not how many there are.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    newest = number < 0
    order = (Occurrence.starts_at.desc(), Occurrence.id.desc())
    if not newest:
        order = (Occurrence.starts_at.asc(), Occurrence.id.asc())
    rows = list(_fitting(_rows(session, viewer, _query(sought, now).order_by(*order), sought), sought))
    if newest:
        return rows[-number - 1].id if -number <= len(rows) else None
    said = {_number_of(row.title): row.id for row in reversed(rows)}
    said.pop(None, None)
    if said:
        return said.get(number)
    return rows[number - 1].id if 0 < number <= len(rows) else None


def shown(session: Session, *, viewer: Viewer, ids: Sequence[int]) -> list[Past]:
    """Dates by their numbers with all that is known of them, the last first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    yes = select(Attendance.occurrence_id, func.count()).where(
        Attendance.occurrence_id.in_(ids), Attendance.answer == Answer.YES, Attendance.stale.is_(False)
    )
    coming = {row[0]: row[1] for row in session.execute(yes.group_by(Attendance.occurrence_id))}
    counted = select(Record.occurrence_id, Record.came).where(Record.occurrence_id.in_(ids))
    came = {row[0]: row[1] for row in session.execute(counted)}
    links: dict[int, list[Link]] = {}
    kept = select(RecordLink).where(RecordLink.occurrence_id.in_(ids)).order_by(RecordLink.id)
    for link in session.scalars(kept):
        links.setdefault(link.occurrence_id, []).append(Link(link.id, link.title, link.url))
    return [
        Past(held, coming.get(held.id, 0), came.get(held.id), tuple(links.get(held.id, ())))
        for held in calendar.these(session, viewer=viewer, ids=ids)
    ]


def one(
    session: Session, *, viewer: Viewer, now: datetime, occurrence_id: int, room: int | None = None
) -> Past:
    """One date that is over, or going on.

    Raises:
        NotAllowedError: the viewer is a guest.
        RefusedError: GONE: there is none that they may see here.
    """
    require(viewer, Right.ATTEND)
    query = _query(Sought(), now, begun=True).where(Occurrence.id == occurrence_id)
    if not _rows(session, viewer, query, Sought(room=room)):
        raise RefusedError(Reason.GONE)
    return shown(session, viewer=viewer, ids=[occurrence_id])[0]


def fold(text: str) -> str:
    """The form in which texts are compared: without case, umlauts, accents."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def group_of_room(session: Session, *, viewer: Viewer, room: int) -> int | None:
    """The group that a conversation belongs to, if the viewer may see its meetings.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.ATTEND)
    group = session.scalar(select(Binding.group_id).where(Binding.conversation_id == room))
    seen = calendar.groups_of(session, viewer)
    return group if group is not None and (seen is None or group in seen) else None


_TITLE = func.coalesce(Occurrence.title, Meeting.title).label("title")
_PLACE = func.coalesce(Occurrence.place, Meeting.place).label("place")
_AGENDA = func.coalesce(Occurrence.agenda, Meeting.agenda).label("agenda")


def _query(sought: Sought, now: datetime, *, begun: bool = False) -> Select[Any]:
    over = Occurrence.starts_at <= now if begun else Occurrence.ends_at <= now
    columns = [Occurrence.id, Meeting.group_id, Meeting.audience, _TITLE, Group.name.label("group")]
    if sought.words:
        columns += [_AGENDA, _PLACE, Occurrence.notes]
    query: Select[Any] = (
        select(*columns)
        .join(Meeting, Meeting.id == Occurrence.meeting_id)
        .outerjoin(Group, Group.id == Meeting.group_id)
        .where(over, Occurrence.starts_at <= now, Occurrence.state == MeetingState.PLANNED)
        .limit(MOST_READ)
    )
    if sought.start is not None:
        query = query.where(Occurrence.starts_at >= sought.start)
    if sought.end is not None:
        query = query.where(Occurrence.starts_at < sought.end)
    if sought.group_id is not None:
        query = query.where(Meeting.group_id == sought.group_id)
    return query


def _rows(session: Session, viewer: Viewer, query: Select[Any], sought: Sought) -> list[Row[Any]]:
    """The rows that the viewer may see here."""
    seen = calendar.groups_of(session, viewer)
    if viewer.in_group:
        group = group_of_room(session, viewer=viewer, room=sought.room or 0)
        query, seen = query.where(Meeting.group_id == (group or 0)), None
    elif seen is not None:
        query = query.where(or_(Meeting.group_id.in_(seen), Meeting.group_id.is_(None)))
    rows = list(session.execute(query))
    person = viewer.person_id
    return [
        row
        for row in rows
        if seen is None
        or row.group_id is not None
        or (person is not None and audience.invites(session, None, row.audience, person))
    ]


def _fitting(rows: Sequence[Row[Any]], sought: Sought) -> Iterator[Row[Any]]:
    alternatives = [fold(words).split() for words in sought.words]
    named = fold(sought.named).split()
    for row in rows:
        name = fold(f"{row.title} {row.group or ''}")
        if not all(word in name for word in named):
            continue
        if alternatives:
            text = fold(f"{row.title}\n{row.group or ''}\n{row.place}\n{row.agenda}\n{row.notes}")
            if not any(all(word in text for word in words) for words in alternatives if words):
                continue
        yield row


def _number_of(title: str) -> int | None:
    found = _NUMBERED.match(title)
    return int(found[1] or found[2]) if found else None
