"""The one door to other people's data: contacts, cards, newcomers, lists, cut to what a viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from storage.models import (
    Absence,
    Coordination,
    Group,
    Membership,
    Person,
    PersonLanguage,
    Project,
    Rank,
    Region,
    Responsibility,
    ResponsibilityTopic,
    Role,
    Topic,
)
from storage.queries.directory import Wanted, in_force, person_relations, present, responsibilities
from storage.services.contacts import (
    Away,
    Contact,
    Named,
    PersonCard,
    StandIn,
    absence_on,
    contact_of,
)
from storage.services.viewer import Viewer, require_member

MOST_CONTACTS = 60
"""Responsibilities read for one answer: more than one screen of a phone can ever show."""

NEWCOMER_DAYS = 92
"""Somebody counts as new for about a quarter (the networks of domain.md meet a few times a year)."""

LISTED: dict[str, type[Region] | type[Project] | type[Topic] | type[Group]] = {
    "region": Region,
    "project": Project,
    "topic": Topic,
    "group": Group,
}
"""What can be listed by name."""


def contacts_for(session: Session, *, viewer: Viewer, wanted: Wanted, today: date) -> list[Contact]:
    """Whom to contact: per project the first contacts, or who stands in for them with the reason.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    found = session.scalars(responsibilities(wanted, today).limit(MOST_CONTACTS)).unique().all()
    ordered = sorted(found, key=lambda r: (r.project.name if r.project else "", r.project_id or 0))
    contacts: list[Contact] = []
    for _, rows in groupby(ordered, key=lambda r: (r.project_id, r.region_id)):
        contacts.extend(_of_one_team(list(rows), viewer, today))
    return contacts


def deputies_for(session: Session, *, viewer: Viewer, wanted: Wanted, today: date) -> list[Contact]:
    """Who stands in, whether or not the first contact is away.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    query = responsibilities(wanted, today).where(Responsibility.rank == Rank.DEPUTY).limit(MOST_CONTACTS)
    found = session.scalars(query).unique().all()
    return [contact_of(row.person, viewer, today=today, responsibility=row) for row in found]


def _of_one_team(team: Sequence[Responsibility], viewer: Viewer, today: date) -> list[Contact]:
    """The contacts of one project in one region: who is first and there, or a stand-in."""
    firsts = [row for row in team if row.rank is Rank.FIRST] or list(team)
    there = [row for row in firsts if absence_on(row.person, today) is None]
    if there:
        return [contact_of(row.person, viewer, today=today, responsibility=row) for row in there]
    return _stand_ins(firsts, team, viewer, today)


def _stand_ins(
    away: Sequence[Responsibility], team: Sequence[Responsibility], viewer: Viewer, today: date
) -> list[Contact]:
    contacts: list[Contact] = []
    shown: set[int] = set()
    for row in away:
        absence = absence_on(row.person, today)
        stand_in = _stand_in_for(row, absence, team, today)
        if stand_in is None or absence is None:
            contacts.append(contact_of(row.person, viewer, today=today, responsibility=row))
        elif stand_in.id not in shown:
            shown.add(stand_in.id)
            reason = StandIn(
                Named(row.person.id, row.person.full_name), Away(absence.reason, absence.ends_on)
            )
            contacts.append(
                contact_of(stand_in, viewer, today=today, responsibility=row, stands_in_for=reason)
            )
    return contacts


def _stand_in_for(
    row: Responsibility, absence: Absence | None, team: Sequence[Responsibility], today: date
) -> Person | None:
    """The deputy that the absence names, else the team's deputy; only somebody who is there."""
    named = [absence.deputy] if absence and absence.deputy else []
    candidates = named + [r.person for r in team if r.rank is Rank.DEPUTY]
    for person in candidates:
        belongs = person.left_on is None or person.left_on > today
        if person.id != row.person_id and belongs and absence_on(person, today) is None:
            return person
    return None


def person_cards(
    session: Session, *, viewer: Viewer, person_ids: Iterable[int], today: date
) -> list[PersonCard]:
    """The cards of people who belong to the network today, in the order of the ids.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    ids = list(dict.fromkeys(person_ids))
    people = {
        person.id: person
        for person in session.scalars(
            select(Person)
            .where(Person.id.in_(ids), present(today))
            .options(
                *person_relations(),
                selectinload(Person.responsibilities).options(
                    joinedload(Responsibility.project),
                    joinedload(Responsibility.region),
                    selectinload(Responsibility.topics).joinedload(ResponsibilityTopic.topic),
                ),
            )
        )
    }
    groups = _groups_of(session, list(people))
    return [_card(people[i], viewer, groups.get(i, ()), today) for i in ids if i in people]


def _card(person: Person, viewer: Viewer, groups: tuple[str, ...], today: date) -> PersonCard:
    absence = absence_on(person, today)
    deputy = absence.deputy if absence else None
    current = [
        row
        for row in person.responsibilities
        if (row.starts_on is None or row.starts_on <= today) and (row.ends_on is None or row.ends_on >= today)
    ]
    return PersonCard(
        contact=contact_of(person, viewer, today=today),
        responsibilities=tuple(
            contact_of(person, viewer, today=today, responsibility=row) for row in current
        ),
        groups=groups,
        deputy=Named(deputy.id, deputy.full_name) if deputy else None,
    )


def _groups_of(session: Session, person_ids: list[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(Membership.person_id, Group.name)
        .join(Group, Group.id == Membership.group_id)
        .where(Membership.person_id.in_(person_ids))
        .order_by(Membership.person_id, Group.name)
    ).all()
    return {
        person: tuple(row.name for row in part) for person, part in groupby(rows, key=lambda r: r.person_id)
    }


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
    require_member(viewer)
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
    return person_cards(session, viewer=viewer, person_ids=ids, today=today)


def coordinators(
    session: Session, *, viewer: Viewer, today: date, region_ids: Iterable[int] = (), limit: int = 6
) -> list[PersonCard]:
    """The coordinators whom a member can turn to: those of the given regions first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    wanted = set(region_ids)
    rows = session.execute(
        select(Person.id, Coordination.region_id)
        .outerjoin(Coordination, Coordination.person_id == Person.id)
        .where(present(today), Person.role == Role.COORDINATOR)
        .order_by(Person.family_name, Person.id)
    ).all()
    ids = sorted({r.id for r in rows}, key=lambda i: not any(r.id == i and r.region_id in wanted for r in rows))
    return person_cards(session, viewer=viewer, person_ids=ids[:limit], today=today)


def people_of_project(
    session: Session, *, viewer: Viewer, project_id: int, today: date
) -> list[tuple[str, tuple[str, ...]]]:
    """A project's people as (region or "", names), for "was macht …".

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    rows = session.execute(
        select(Region.name, Person.given_name, Person.family_name)
        .select_from(Responsibility)
        .join(Person, Person.id == Responsibility.person_id)
        .outerjoin(Region, Region.id == Responsibility.region_id)
        .where(Responsibility.project_id == project_id, present(today), in_force(today))
        .order_by(Region.name, Responsibility.rank.desc(), Responsibility.id)
        .limit(MOST_CONTACTS)
    ).all()
    return [
        (region or "", tuple(dict.fromkeys(f"{row.given_name} {row.family_name}" for row in part)))
        for region, part in groupby(rows, key=lambda r: r.name)
    ]


def project_description(session: Session, *, viewer: Viewer, project_id: int) -> str:
    """What a project says about itself; empty if nothing.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    return session.scalar(select(Project.description).where(Project.id == project_id)) or ""


def people_of_organisation(
    session: Session, *, viewer: Viewer, organisation_id: int, today: date, limit: int = 20
) -> list[Named]:
    """Who works for an organisation.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    people = session.scalars(
        select(Person)
        .where(Person.organisation_id == organisation_id, present(today))
        .order_by(Person.family_name, Person.given_name)
        .limit(limit)
    ).all()
    return [Named(person.id, person.full_name) for person in people]


def listing(session: Session, *, viewer: Viewer, kind: str) -> list[Named]:
    """All regions, projects, topics or groups (``kind``), by name.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    model = LISTED[kind]
    rows = session.execute(select(model.id, model.name).order_by(func.lower(model.name))).all()
    return [Named(row.id, row.name) for row in rows]


def languages_spoken(session: Session, *, viewer: Viewer) -> list[str]:
    """The languages that anybody in the directory speaks (ISO 639), the most spoken first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
    rows = session.execute(
        select(PersonLanguage.code)
        .group_by(PersonLanguage.code)
        .order_by(func.count().desc(), PersonLanguage.code)
    )
    return list(rows.scalars())


def example_contacts(session: Session, *, viewer: Viewer, today: date) -> dict[str, str]:
    """Names of this directory for the examples of the help: region, other, topic, person, as far as any.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require_member(viewer)
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
