"""A meeting of a group that nobody belongs to: what is kept of it is for administrators in private."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Group, Occurrence, Record, RecordLink
from storage.services import meetings
from storage.services.meetings import Plan
from tests.factories import NOW
from tests.rights.marks import Secret, administrators


def plant_past(session: Session) -> list[Secret]:
    """Put it in; returns what is recognisable of it."""
    group = Group(id=8_890_001, name="Zirkelquast", aliases=[])
    session.add(group)
    session.flush()
    start = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - on the wall
    plan = Plan("Sitzungsquork", start, 60, "Europe/Berlin", group.id, "Ortsquabbel", "", "Tagesquiek")
    made = meetings.add(session, plan, uid="quork@kitt", now=NOW)
    one = session.scalars(select(Occurrence).where(Occurrence.meeting_id == made)).one()
    one.notes = "Notizquark\noffen: Restquark"
    session.add(Record(occurrence_id=one.id, revision=1, came=7))
    session.add(RecordLink(occurrence_id=one.id, title="Linkquast", url="https://quast.example.org/x"))
    session.flush()
    marks = (
        "Sitzungsquork",
        "Ortsquabbel",
        "Tagesquiek",
        "Notizquark",
        "Restquark",
        "Linkquast",
        "quast.example.org",
    )
    return [Secret("meeting of others", mark, administrators) for mark in marks]
