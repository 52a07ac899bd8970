"""Who is invited to a meeting: the people of its group, or those that its audience describes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from storage.models import Meeting, Membership, Person, Responsibility, Role

EVERYBODY = "everybody"
REGIONS, PROJECTS, ROLES, PEOPLE = "regions", "projects", "roles", "people"
"""What an audience may name, each a list of ids (or of roles); who fits one of them is invited."""

Audience = Mapping[str, Any]


def people_of(session: Session, group_id: int | None, audience: Audience) -> Sequence[int]:
    """The ids of everybody who is invited, whoever of them has left."""
    if group_id is not None:
        return session.scalars(select(Membership.person_id).where(Membership.group_id == group_id)).all()
    return session.scalars(select(Person.id).where(_fits(audience))).all()


def people_of_groups(session: Session, group_ids: Sequence[int]) -> dict[int, list[int]]:
    """The people of several groups."""
    found: dict[int, list[int]] = {number: [] for number in group_ids}
    if group_ids:
        rows = select(Membership.group_id, Membership.person_id).where(Membership.group_id.in_(group_ids))
        for group_id, person_id in session.execute(rows):
            found[group_id].append(person_id)
    return found


def invites(session: Session, group_id: int | None, audience: Audience, person_id: int) -> bool:
    """Whether somebody is invited."""
    if group_id is not None:
        target = (Membership.group_id == group_id, Membership.person_id == person_id)
        return session.scalar(select(Membership.person_id).where(*target)) is not None
    return session.scalar(select(Person.id).where(Person.id == person_id, _fits(audience))) is not None


def forget_person(session: Session, person_id: int) -> None:
    """Strike somebody from the audiences that name them: a number may become somebody else's."""
    for meeting in session.scalars(select(Meeting).where(Meeting.group_id.is_(None))):
        if person_id in _ids(meeting.audience, PEOPLE):
            left = [number for number in meeting.audience[PEOPLE] if number != person_id]
            meeting.audience = {**meeting.audience, PEOPLE: left}
    session.flush()


def _fits(audience: Audience) -> ColumnElement[bool]:
    regions, projects = _ids(audience, REGIONS), _ids(audience, PROJECTS)
    roles = [Role(name) for name in audience.get(ROLES) or () if name in set(Role)]
    responsible = select(Responsibility.person_id)
    return or_(
        Person.role != Role.GUEST if audience.get(EVERYBODY) else Person.id.is_(None),
        Person.id.in_(_ids(audience, PEOPLE)),
        Person.role.in_(roles),
        Person.home_region_id.in_(regions),
        Person.id.in_(responsible.where(Responsibility.region_id.in_(regions))),
        Person.id.in_(responsible.where(Responsibility.project_id.in_(projects))),
    )


def _ids(audience: Audience, name: str) -> list[int]:
    return [number for number in audience.get(name) or () if isinstance(number, int)]
