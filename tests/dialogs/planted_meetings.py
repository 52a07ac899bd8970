"""A focus group with meetings, for transcripts that say ``meetings``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from storage.models import Coordination, Group, Membership, Person, Role
from storage.services import meetings
from storage.services.meetings import Plan
from storage.services.version import touch_directory
from storage.services.viewer import Viewer
from storage.session import Session
from tests.factories import NOW


def plant(session: Session, people: Mapping[str, Person], wanted: Sequence[Mapping[str, Any]]) -> None:
    """Nele coordinates Fokusgruppe 2, to which Heike, Mara and Jonas belong; and what it has planned."""
    group = Group(name="Fokusgruppe 2", aliases=["FG 2"])
    session.add(group)
    session.flush()
    nele = people["Nele"].id
    session.add(Coordination(person_id=nele, group_id=group.id))
    for name in ("Nele", "Heike", "Mara", "Jonas"):
        session.add(Membership(group_id=group.id, person_id=people[name].id))
    touch_directory(session)
    session.flush()
    viewer = Viewer(Role.COORDINATOR, nele, "Nele", group_ids=frozenset({group.id}))
    for number, one in enumerate(wanted):
        plan = Plan(
            title=one["title"], starts_wall=datetime.fromisoformat(one["starts"]),
            minutes=one.get("minutes", 90), zone="Europe/Berlin", group_id=group.id,
            place=one.get("place", ""), link=one.get("link", ""), agenda=one.get("agenda", ""),
            rrule=one.get("rrule", ""),
        )  # fmt: skip
        made = meetings.plan(session, viewer=viewer, plan=plan, uid=f"t{number}@kitt", now=NOW)
        if one.get("cancelled"):
            meetings.cancel(session, viewer=viewer, meeting_id=made, revision=1, now=NOW)
