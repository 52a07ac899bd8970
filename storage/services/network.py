"""The network at large: who is new, who coordinates, who works where, what there is.

The same door as ``directory``: guests are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import (
    Coordination,
    Group,
    Person,
    PersonLanguage,
    Project,
    Region,
    Responsibility,
    Role,
    Topic,
)
from storage.queries.directory import Wanted, in_force, present
from storage.services import lookups
from storage.services.contacts import Named, PersonCard
from storage.services.directory import person_cards
from storage.services.posts import MOST_POSTS
from storage.services.rights import Right, require
from storage.services.viewer import Viewer

NEWCOMER_DAYS = 92
"""Somebody counts as new for about a quarter (the networks of domain.md meet a few times a year)."""

LISTED: dict[str, type[Region] | type[Project] | type[Topic] | type[Group]] = {
    "region": Region,
    "project": Project,
    "topic": Topic,
    "group": Group,
}
"""What can be listed by name."""


def newcomers(
    session: Session,
    *,
    viewer: Viewer,
    today: date,
    days: int = NEWCOMER_DAYS,
    wanted: Wanted | None = None,
    limit: int = 20,
) -> list[PersonCard]:
    """Who joined in the last ``days`` days, the latest first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    query = select(Person.id).where(
        present(today), Person.since > today - timedelta(days=days), Person.since <= today
    )
    if wanted is not None and (wanted.region_id or wanted.project_id):
        matching = select(Responsibility.person_id).where(in_force(today))
        if wanted.region_id:
            matching = matching.where(Responsibility.region_id == wanted.region_id)
        if wanted.project_id:
            matching = matching.where(Responsibility.project_id == wanted.project_id)
        query = query.where(Person.id.in_(matching))
    ids = session.scalars(query.order_by(Person.since.desc(), Person.id).limit(limit)).all()
    cards = person_cards(session, viewer=viewer, person_ids=ids, today=today)
    return [
        card for card in cards if card.contact.since is not None
    ]  # who keeps it to themselves is left out


def coordinators(
    session: Session, *, viewer: Viewer, today: date, region_ids: Iterable[int] = (), limit: int = 6
) -> list[PersonCard]:
    """The coordinators whom a member can turn to: those of the given regions first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    wanted = set(region_ids)
    rows = session.execute(
        select(Person.id, Coordination.region_id)
        .outerjoin(Coordination, Coordination.person_id == Person.id)
        .where(present(today), Person.role == Role.COORDINATOR)
        .order_by(Person.family_name, Person.id)
    ).all()
    ids = sorted(
        {r.id for r in rows}, key=lambda i: not any(r.id == i and r.region_id in wanted for r in rows)
    )
    return person_cards(session, viewer=viewer, person_ids=ids[:limit], today=today)


def people_of_project(
    session: Session, *, viewer: Viewer, project_id: int, today: date
) -> list[tuple[str, tuple[str, ...]]]:
    """A project's people as (region or "", names), for "was macht …".

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    rows = session.execute(
        select(Region.name, Person.id, Person.given_name, Person.family_name)
        .select_from(Responsibility)
        .join(Person, Person.id == Responsibility.person_id)
        .outerjoin(Region, Region.id == Responsibility.region_id)
        .where(Responsibility.project_id == project_id, present(today), in_force(today))
        .order_by(Region.name, Responsibility.rank.desc(), Responsibility.id)
        .limit(MOST_POSTS)
    ).all()
    lookups.shown(session, viewer, [row.id for row in rows])
    return [
        (region or "", tuple(dict.fromkeys(f"{row.given_name} {row.family_name}" for row in part)))
        for region, part in groupby(rows, key=lambda r: r.name)
    ]


def project_description(session: Session, *, viewer: Viewer, project_id: int) -> str:
    """What a project says about itself; empty if nothing.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    return session.scalar(select(Project.description).where(Project.id == project_id)) or ""


def people_of_organisation(
    session: Session, *, viewer: Viewer, organisation_id: int, today: date, limit: int = 20
) -> list[Named]:
    """Who works for an organisation.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    people = session.scalars(
        select(Person)
        .where(Person.organisation_id == organisation_id, present(today))
        .order_by(Person.family_name, Person.given_name)
        .limit(limit)
    ).all()
    lookups.shown(session, viewer, [person.id for person in people])
    return [Named(person.id, person.full_name) for person in people]


def listing(session: Session, *, viewer: Viewer, kind: str) -> list[Named]:
    """All regions, projects, topics or groups (``kind``), by name.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    model = LISTED[kind]
    rows = session.execute(select(model.id, model.name).order_by(func.lower(model.name))).all()
    return [Named(row.id, row.name) for row in rows]


def languages_spoken(session: Session, *, viewer: Viewer) -> list[str]:
    """The languages that anybody in the directory speaks (ISO 639), the most spoken first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    rows = session.execute(
        select(PersonLanguage.code)
        .group_by(PersonLanguage.code)
        .order_by(func.count().desc(), PersonLanguage.code)
    )
    return list(rows.scalars())


def example_contacts(session: Session, *, viewer: Viewer, today: date) -> dict[str, str]:
    """Names of this directory for the examples of the help: region, other, topic, person, as far as any.

    It counts as no lookup: the one person is always the same.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    regions = session.scalars(
        select(Region.name)
        .where(Region.id.in_(select(Responsibility.region_id).where(in_force(today))))
        .order_by(Region.name.desc())
        .limit(2)
    ).all()
    found = dict(zip(("other", "region"), reversed(regions), strict=False)) if len(regions) > 1 else {}
    if len(regions) == 1:
        found["region"] = regions[0]
    topic = session.scalar(select(Topic.name).order_by(Topic.name).limit(1))
    person = session.execute(
        select(Person.given_name, Person.family_name)
        .where(present(today), Person.id != (viewer.person_id or 0))
        .order_by(Person.id)
        .limit(1)
    ).first()
    if topic and regions:
        found["topic"] = topic
    if person:
        found["person"] = f"{person.given_name} {person.family_name}"
    return found
