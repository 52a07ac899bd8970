"""The dates of groups as they are in the store, for comparing a file with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.exchange.folding import fold
from storage.exchange.meetings_file import PastDate
from storage.models import Meeting, MeetingState, Occurrence, Record, RecordLink

TEXTS = ("title", "place", "link", "agenda", "notes")
"""The fields of a date that are texts."""


@dataclass
class Known:
    """The dates of some groups as they are in the store."""

    session: Session
    groups: set[int]
    zone: ZoneInfo
    by_key: dict[tuple[int, str, datetime | None], Occurrence] = field(default_factory=dict)
    by_day: dict[tuple[int, str, str], Occurrence] = field(default_factory=dict)
    records: dict[int, Record] = field(default_factory=dict)
    urls: dict[int, set[str]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Read them."""
        query = (
            select(Occurrence, Meeting, Record)
            .join(Meeting, Meeting.id == Occurrence.meeting_id)
            .outerjoin(Record, Record.occurrence_id == Occurrence.id)
            .where(Meeting.group_id.in_(self.groups))
            .execution_options(populate_existing=True)
        )
        for one, meeting, record in self.session.execute(query):
            group = meeting.group_id or 0
            self.by_key[group, meeting.uid, one.recurrence_id] = one
            self.by_key.setdefault((group, meeting.uid, None), one)
            day = one.starts_at.astimezone(self.zone).date().isoformat()
            self.by_day.setdefault((group, day, fold(one.title or meeting.title)), one)
            if record is not None:
                self.records[one.id] = record
        for link in self.session.scalars(
            select(RecordLink)
            .join(Occurrence, Occurrence.id == RecordLink.occurrence_id)
            .join(Meeting, Meeting.id == Occurrence.meeting_id)
            .where(Meeting.group_id.in_(self.groups))
        ):
            self.urls.setdefault(link.occurrence_id, set()).add(link.url)

    def find(self, date: PastDate, group: int) -> Occurrence | None:
        """The date in the store that one of the file is; each is found once."""
        day = date.starts_wall.date().isoformat()
        for found in (
            self.by_key.get((group, uid_of(date, group), date.recurrence)),
            self.by_day.get((group, day, fold(date.title))),
        ):
            if found is not None and found.id not in self.used:
                self.used.add(found.id)
                return found
        return None

    def differences(self, one: Occurrence, date: PastDate) -> tuple[str, ...]:
        """What changes of a date: what the file says otherwise than before, and nobody has changed since."""
        if one.state is MeetingState.CANCELLED:
            return ()
        record = self.records.get(one.id)
        before = (record.imported if record else None) or {}
        now, new = _values(one, record, self.zone), _told(date)
        changed = [
            name
            for name, value in new.items()
            if value and digest(value) != before.get(name, digest(""))
            and digest(now[name]) == before.get(name, digest(""))
        ]  # fmt: skip
        seen = set(before.get("links") or ())
        fresh = [url for _, url in date.links if digest(url) not in seen]
        if any(url not in self.urls.get(one.id, set()) for url in fresh):
            changed.append("links")
        return tuple(changed)


def uid_of(date: PastDate, group: int) -> str:
    """What the meeting of a date is called in the store: the same file in two groups is two meetings."""
    return f"import-{group}-{date.uid}"


def digest(value: str) -> str:
    """What tells one text from another, without keeping it twice."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _told(date: PastDate) -> dict[str, str]:
    """The fields of a date of the file, as texts."""
    when = f"{date.starts_wall.isoformat()} {date.minutes}"
    came = "" if date.came is None else str(date.came)
    return {name: getattr(date, name) for name in TEXTS} | {"when": when, "came": came}


def _values(one: Occurrence, record: Record | None, zone: ZoneInfo) -> dict[str, str]:
    """The same fields as they are in the store."""
    meeting = one.meeting
    said = {
        name: str(getattr(meeting, name) if getattr(one, name) is None else getattr(one, name))
        for name in ("title", "place", "link", "agenda")
    }
    wall = one.starts_at.astimezone(zone).replace(tzinfo=None)
    came = "" if record is None or record.came is None else str(record.came)
    return said | {"notes": one.notes, "when": f"{wall.isoformat()} {one.minutes}", "came": came}


def digests(date: PastDate, before: Mapping[str, object] | None = None) -> dict[str, object]:
    """What is kept of a date that came by import: a digest of each field that says something."""
    told = {name: digest(value) for name, value in _told(date).items() if value}
    links = [digest(url) for _, url in date.links]
    return {**(before or {}), **told, "links": sorted({*texts_of((before or {}).get("links")), *links})}


def texts_of(value: object) -> Iterable[str]:
    """The texts of a list; none of anything else."""
    return [str(one) for one in value] if isinstance(value, list) else []
