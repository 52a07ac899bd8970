"""The one door to other people's data: contacts and cards, cut to what a viewer may see.

``network`` is its second leaf: newcomers, coordinators, lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from storage.models import (
    Absence,
    Group,
    Membership,
    Person,
    Rank,
    Responsibility,
    ResponsibilityTopic,
)
from storage.queries.directory import Wanted, person_relations, present, responsibilities
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
        contacts.extend(_of_one_team(list(rows), viewer, today, wanted.language))
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


def _of_one_team(
    team: Sequence[Responsibility], viewer: Viewer, today: date, language: str | None
) -> list[Contact]:
    """The contacts of one project in one region: who is first and there, or a stand-in."""
    firsts = [row for row in team if row.rank is Rank.FIRST] or list(team)
    there = [row for row in firsts if absence_on(row.person, today) is None]
    if there:
        return [contact_of(row.person, viewer, today=today, responsibility=row) for row in there]
    return _stand_ins(firsts, team, viewer, today, language)


def _stand_ins(
    away: Sequence[Responsibility],
    team: Sequence[Responsibility],
    viewer: Viewer,
    today: date,
    language: str | None,
) -> list[Contact]:
    contacts: list[Contact] = []
    shown: set[int] = set()
    for row in away:
        absence = absence_on(row.person, today)
        stand_in = _stand_in_for(row, absence, team, today)
        if stand_in is not None and language and language not in {s.code for s in stand_in.languages}:
            stand_in = None  # better to know when the one who speaks it is back
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
