"""Meetings of two groups that were, as everybody of the lead network knows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from storage.models import (
    Answer,
    Attendance,
    Coordination,
    Group,
    Membership,
    Occurrence,
    Person,
    Record,
    RecordLink,
)
from storage.services import meetings
from storage.services.meetings import Plan
from storage.services.version import touch_directory
from storage.session import Session
from tests.factories import NOW

ZONE = "Europe/Berlin"
HELD = (
    ("Entwicklungsforum", "1. Entwicklungsforum", "2016-10-12T10:00", "Magdeburg",
     "Jede Region hat eine Farbe."),
    ("Entwicklungsforum", "7. Entwicklungsforum", "2019-11-28T10:00", "Halle",
     "Die Arbeitserlaubnis prüft künftig der Wohnort.\noffen: Wer übersetzt den Leitfaden?\n- [x] Protokoll"),
    ("Fokusgruppe 2", "1. Treffen der Fokusgruppe 2", "2026-09-03T10:00", "online",
     "Wir fragen zwischen den Treffen.\nTodo: Liste der Fragen\nOffen:\n- Raum für Januar\n- Moderation"),
    ("Fokusgruppe 2", "2. Treffen der Fokusgruppe 2", "2026-11-05T14:00", "online", ""),
    ("Fokusgruppe 2", "3. Treffen der Fokusgruppe 2", "2027-01-14T14:00", "online", ""),
    ("Leitungskreis", "Klausur", "2026-11-10T14:00", "Burg", "Geheimes zur Arbeitserlaubnis"),
)  # fmt: skip
"""Group, title, start on the wall, place, notes. Nobody whom a test speaks for is in the last group."""


def plant_past(session: Session, people: Mapping[str, Person]) -> dict[str, int]:
    """Put them in: Heike and Nele are in the first two groups, Nele coordinates them. Numbers by title."""
    groups: dict[str, int] = {}
    dates: dict[str, int] = {}
    for name, title, start, place, notes in HELD:
        if name not in groups:
            groups[name] = _group(session, name, people)
        plan = Plan(title, datetime.fromisoformat(start), 90, ZONE, groups[name], place)
        made = meetings.add(session, plan, uid=f"{title}@test", now=NOW)
        one = session.scalars(select(Occurrence).where(Occurrence.meeting_id == made)).one()
        one.notes, dates[title] = notes, one.id
    september = dates["1. Treffen der Fokusgruppe 2"]
    for name, answer in (("Heike", Answer.YES), ("Nele", Answer.YES), ("Mara", Answer.NO)):
        session.add(Attendance(occurrence_id=september, person_id=people[name].id, answer=answer,
                               comment="", answered_at=NOW))  # fmt: skip
    session.add(Record(occurrence_id=dates["7. Entwicklungsforum"], revision=1, came=41))
    session.add(
        RecordLink(
            occurrence_id=dates["7. Entwicklungsforum"], title="Fotos", url="https://example.org/fotos"
        )
    )
    touch_directory(session)
    session.flush()
    return dates


def _group(session: Session, name: str, people: Mapping[str, Person]) -> int:
    group = Group(name=name, aliases=["FG 2", "FG2"] if "2" in name else [])
    session.add(group)
    session.flush()
    if name != "Leitungskreis":
        session.add_all(
            Membership(group_id=group.id, person_id=people[who].id) for who in ("Heike", "Nele", "Mara")
        )
        session.add(Coordination(group_id=group.id, person_id=people["Nele"].id))
    return group.id
