"""What invitations say, and what goes with them and with news: the calendar's file, and the question.

Keys and parameters, rendered when they are sent, as in ``nudge_texts``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from storage.models import Meeting, NudgeKind, Occurrence
from storage.services import nudge_texts
from storage.services.nudge_facts import Facts

SHOW = "calendars.show"
"""The step that shows one date of a list, with the question."""

MOST_LISTED = 12
"""Dates that one message lists; the others are to be found with the next meetings."""

LONGEST_AGENDA = 200
"""Signs of it that an invitation shows: all of it is in the file, and with the file it is one message (a
caption of at most 1,024 signs, https://core.telegram.org/bots/api#senddocument)."""

WITH_FILE = (NudgeKind.INVITED, NudgeKind.CHANGED, NudgeKind.CANCELLED)
FILE_NAMES = {"de": "treffen.ics", "en": "meeting.ics"}

Files = Mapping[int, str]
"""What is in a meeting's file, by the meeting's number."""


def files(session: Session, rows: Iterable[Row[Any]], facts: Facts) -> Files:
    """The files of all meetings that some nudges need."""
    dates = {row.occurrence_id for row in rows if row.kind in WITH_FILE}
    return files_of(session, sorted({facts.dates[number].meeting_id for number in dates}))


def files_of(session: Session, meetings: Sequence[int]) -> Files:
    """The files of these meetings, as they stand now."""
    if not meetings:
        return {}
    from storage.services import ics  # its library is not wanted by who only starts

    found = session.scalars(
        select(Meeting).where(Meeting.id.in_(meetings)).execution_options(populate_existing=True)
    )
    planned = {one.id: one for one in found}
    dates: dict[int, list[Occurrence]] = {}
    query = select(Occurrence).where(Occurrence.meeting_id.in_(meetings))
    ordered = query.order_by(Occurrence.starts_at, Occurrence.id).execution_options(populate_existing=True)
    for one in session.scalars(ordered):
        dates.setdefault(one.meeting_id, []).append(one)
    return {number: ics.message(ics.Planned(planned[number], some)) for number, some in dates.items()}


def file_of(content: str, language: str) -> dict[str, str]:
    """A meeting's file as a payload holds it."""
    name = FILE_NAMES.get(language, FILE_NAMES["en"])
    return {"name": name, "type": "text/calendar", "text": content}


def several(rows: Iterable[Row[Any]]) -> list[list[Row[Any]]]:
    """The invitations of whoever has more than one at a time, by date."""
    by_person: dict[int, list[Row[Any]]] = {}
    for row in rows:
        if row.kind is NudgeKind.INVITED:
            by_person.setdefault(row.person_id, []).append(row)
    return [sorted(some, key=lambda row: row.not_after) for some in by_person.values() if len(some) > 1]


def payload(row: Row[Any], facts: Facts, files: Files, *, late: bool) -> dict[str, Any]:
    """The message of a nudge, with its file, and the question where somebody's answer does not count."""
    if row.kind is NudgeKind.INVITED:
        made = _invitation(row, facts)
    else:
        made = nudge_texts.payload(row, facts, late=late)
        unanswered = (row.occurrence_id, row.person_id) not in facts.answers
        if row.kind is NudgeKind.CHANGED and unanswered and not made["options"]:
            texts = [*made["texts"], text("invite-ask")]
            made = {**made, "texts": texts, "options": nudge_texts.answer_options(row.occurrence_id)}
    if row.kind in WITH_FILE:
        content = files[facts.dates[row.occurrence_id].meeting_id]
        made["files"] = [file_of(content, facts.people[row.person_id].language)]
    return made


def _invitation(row: Row[Any], facts: Facts) -> dict[str, Any]:
    date = facts.dates[row.occurrence_id]
    zone = facts.people[row.person_id].zone
    own = date.created_by_id == row.person_id
    texts = [text("nudge-invited-own" if own else "nudge-invited", **when(date, zone))]
    texts += about(date)
    if zone and zone != date.zone:
        texts.append(text("nudge-zone", zone={"zone": zone}))
    # Who voted for a time that became the meeting has answered it.
    answer = facts.answers.get((row.occurrence_id, row.person_id))
    last = text("finddate-carried", answer=answer.value) if answer else text("invite-ask")
    return {"texts": [*texts, last], "options": nudge_texts.answer_options(row.occurrence_id)}


def list_payload(rows: Sequence[Row[Any]], facts: Facts) -> dict[str, Any]:
    """One message for several invitations: what and when, and a button for each to see and answer it."""
    shown = rows[:MOST_LISTED]
    zone = facts.people[rows[0].person_id].zone
    dates = [(row.occurrence_id, facts.dates[row.occurrence_id]) for row in shown]
    lines = [text("nudge-invited-line", **when(date, zone)) for _, date in dates]
    more = len(rows) - len(shown)
    last = [text("nudge-invited-more", count=more)] if more else []
    options = [
        {
            "label": text("invite-show", title=date.title, day=when(date, zone)["day"]),
            "step": SHOW,
            "data": {"occurrence": number},
        }
        for number, date in dates
    ]
    return {"texts": [text("nudge-invited-several"), *lines, *last], "options": options}


def about(date: Row[Any]) -> list[dict[str, Any]]:
    """What else is to be known of a date: where, what it is about, and that there are more of it."""
    texts = where(date)
    if date.agenda:
        whole = " ".join(date.agenda.split())
        agenda = whole if len(whole) <= LONGEST_AGENDA else f"{whole[: LONGEST_AGENDA - 1]}…"
        texts.append(text("meeting-agenda", agenda=agenda))
    return [*texts, text("nudge-invited-series")] if date.rrule else texts


def where(date: Row[Any]) -> list[dict[str, Any]]:
    """Where it is, and by which link."""
    texts = [text("nudge-place", place=date.place)] if date.place else []
    return [*texts, text("nudge-link", link=date.link)] if date.link else texts


def when(date: Row[Any], zone: str | None) -> dict[str, Any]:
    """What a meeting is called and when it is, on the wall of whoever reads; ``zone`` None: on its own."""
    place = ZoneInfo(zone or date.zone)
    start, end = date.starts_at.astimezone(place), date.ends_at.astimezone(place)
    day = start.date().isoformat()
    return {
        "title": date.title,
        "weekday": {"date": day, "style": "weekday"},
        "day": {"date": day, "style": "long"},
        "from": f"{start:%H:%M}",
        "to": f"{end:%H:%M}",
    }


def text(key: str, /, **params: Any) -> dict[str, Any]:
    """A text of a payload."""
    return {"key": key, "params": params}
