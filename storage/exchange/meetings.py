"""Meetings that were as files: a calendar or a table is read, a table written."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import PurePath
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from storage.exchange.meetings_csv import Heading, is_of_meetings, read_meetings_csv
from storage.exchange.meetings_file import MeetingsRead
from storage.exchange.meetings_plan import MeetingsPlan, Step, apply_meetings, groups_for, plan_meetings
from storage.exchange.problems import FileRefusedError
from storage.exchange.reading import guarded, read_table
from storage.services import timeline
from storage.services.rights import Right, require
from storage.services.timeline import Past, Sought
from storage.services.viewer import Viewer

__all__ = [
    "MeetingsPlan", "MeetingsRead", "Step", "apply_meetings", "export_meetings", "groups_for",
    "holds_meetings", "meetings_csv", "plan_meetings", "read_meetings",
]  # fmt: skip

ENDINGS = (".ics", ".ical", ".ifb", ".csv", ".tsv", ".txt")
AT_ONCE = 50
MOST_EXPORTED = 2_000
"""Dates of one file that is written: as many as one that is read may hold."""


def holds_meetings(name: str, data: bytes) -> bool:
    """Whether a file is of meetings, by its name or the first of its content."""
    if PurePath(name).suffix.lower() in (".ics", ".ical") or b"BEGIN:VCALENDAR" in data[:2000].upper():
        return True
    if PurePath(name).suffix.lower() not in ENDINGS:
        return False
    try:
        return is_of_meetings(read_table(data).header)
    except FileRefusedError:
        return False


def read_meetings(name: str, data: bytes, *, now: datetime, zone: ZoneInfo) -> MeetingsRead:
    """Read a file of meetings that were; ``zone`` is that of times that name none.

    Raises:
        FileRefusedError: anything is wrong, with its place.
    """
    calendar = PurePath(name).suffix.lower() in (".ics", ".ical", ".ifb")
    if calendar or b"BEGIN:VCALENDAR" in data[:2000].upper():
        # Its libraries take a fifth of a second to import.
        from storage.exchange.meetings_ics import read_meetings_ics

        return read_meetings_ics(data, now=now, zone=zone)
    return read_meetings_csv(data, now=now, zone=zone)


def export_meetings(session: Session, *, viewer: Viewer, sought: Sought, now: datetime) -> list[Past]:
    """The dates that are looked for, of those that the viewer coordinates, the last first.

    Raises:
        NotAllowedError: the viewer plans nothing.
    """
    require(viewer, Right.PLAN_MEETINGS)
    found: list[Past] = []
    after: int | None = None
    while len(found) < MOST_EXPORTED:
        page = timeline.page(session, viewer=viewer, now=now, sought=sought, most=AT_ONCE, after=after)
        found += [past for past in page.found if past.held.mine]
        if not page.more:
            break
        after = page.found[-1].held.id
    return found[:MOST_EXPORTED]


def meetings_csv(dates: Iterable[Past]) -> bytes:
    """A table that Excel in Germany opens with a double click, and that the import reads again."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    columns = [heading for heading in Heading if heading not in (Heading.KEY, Heading.END)]
    writer.writerow([heading.value for heading in columns])
    for past in dates:
        cells = _cells(past)
        writer.writerow([guarded(cells.get(heading, "")) for heading in columns])
    return text.getvalue().encode("utf-8-sig")


def _cells(past: Past) -> dict[Heading, str]:
    held = past.held
    minutes = int((held.ends_at - held.starts_at) / timedelta(minutes=1))
    return {
        Heading.DATE: f"{held.starts_wall:%d.%m.%Y}",
        Heading.START: f"{held.starts_wall:%H:%M}",
        Heading.DURATION: str(minutes),
        Heading.TITLE: held.title,
        Heading.GROUP: held.group,
        Heading.PLACE: held.place,
        Heading.AGENDA: held.agenda,
        Heading.NOTES: held.notes,
        Heading.LINKS: "\n".join(f"{link.title}: {link.url}" for link in past.links),
        Heading.CAME: "" if past.came is None else str(past.came),
    }
