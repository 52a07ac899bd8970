"""Whose colleague somebody is: which coordinators may change a person.

A person belongs to their home region; without one to the regions of their responsibilities; without any
region to their groups. So nobody can take over somebody else's colleague by giving them a responsibility or
a group.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Coordination, Deletion, Group, Membership, Person, Region, Responsibility, Role
from storage.queries.directory import present
from storage.services import lookups
from storage.services.contacts import Named
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, Scope, may, require, scope_of
from storage.services.viewer import Viewer


class Home(NamedTuple):
    """Where somebody belongs: to regions, else to groups."""

    regions: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()


def home_of(session: Session, person_id: int, today: date) -> Home:
    """Where a person belongs today."""
    region = session.scalar(select(Person.home_region_id).where(Person.id == person_id))
    if region is not None:
        return Home(frozenset({region}))
    regions = session.scalars(
        select(Responsibility.region_id).where(
            Responsibility.person_id == person_id,
            Responsibility.region_id.is_not(None),
            or_(Responsibility.ends_on.is_(None), Responsibility.ends_on >= today),
        )
    )
    if found := frozenset(number for number in regions if number is not None):
        return Home(found)
    groups = session.scalars(select(Membership.group_id).where(Membership.person_id == person_id))
    return Home(groups=frozenset(groups))


def person_for_edit(
    session: Session,
    viewer: Viewer,
    person_id: int,
    today: date,
    *,
    region_id: int | None = None,
    any_role: bool = False,
) -> Person:
    """The person, locked, whom the viewer may change: of their regions or groups, and not above them.

    ``region_id`` asks for the right over this region instead of where the person belongs. ``any_role``
    leaves out the comparison of roles: a coordinator's absence may be entered by another one.

    Raises:
        NotAllowedError: the viewer may not change this person.
        RefusedError: the person has left or is no more (GONE).
    """
    require(viewer, Right.EDIT_PEOPLE)
    person = session.scalar(
        select(Person).where(Person.id == person_id, present(today)).with_for_update(key_share=True)
    )
    if person is None:
        raise RefusedError(Reason.GONE)
    if region_id is not None:
        require(viewer, Right.EDIT_PEOPLE, region_id=region_id)
    else:
        require_over(viewer, home_of(session, person_id, today))
    if not any_role and not _outranks(viewer, person):
        raise NotAllowedError
    return person


def own_person(session: Session, *, viewer: Viewer, today: date) -> Person:
    """The viewer's own person, locked.

    Raises:
        NotAllowedError: others would read along.
        RefusedError: they have left, or are nobody of the directory (GONE).
    """
    require(viewer, Right.SETTINGS)
    query = select(Person).where(Person.id == viewer.person_id, present(today))
    person = session.scalar(query.with_for_update(key_share=True))
    if person is None:
        raise RefusedError(Reason.GONE)
    return person


def editable(
    session: Session,
    *,
    viewer: Viewer,
    person_id: int,
    today: date,
    region_id: int | None = None,
    any_role: bool = False,
) -> Named:
    """The name of somebody whom the viewer may change; see ``person_for_edit``."""
    person = person_for_edit(session, viewer, person_id, today, region_id=region_id, any_role=any_role)
    lookups.shown(session, viewer, [person.id])
    return Named(person.id, person.full_name)


def require_over(viewer: Viewer, home: Home) -> None:
    """Refuse whoever may not change people of this home.

    Raises:
        NotAllowedError: none of its regions or groups is theirs.
    """
    require(viewer, Right.EDIT_PEOPLE)
    if scope_of(viewer.role, Right.EDIT_PEOPLE) is Scope.ALL:
        return
    over = any(may(viewer, Right.EDIT_PEOPLE, region_id=number) for number in home.regions)
    if not over and not any(may(viewer, Right.EDIT_PEOPLE, group_id=number) for number in home.groups):
        raise NotAllowedError


def regions_to_edit(session: Session, *, viewer: Viewer) -> list[Named]:
    """The regions whose people the viewer may change, by name.

    Raises:
        NotAllowedError: none at all.
    """
    require(viewer, Right.EDIT_PEOPLE)
    query = select(Region.id, Region.name).order_by(Region.name)
    if scope_of(viewer.role, Right.EDIT_PEOPLE) is Scope.OWN:
        query = query.where(Region.id.in_(viewer.region_ids))
    return [Named(row.id, row.name) for row in session.execute(query)]


def groups_to_edit(session: Session, *, viewer: Viewer) -> list[Named]:
    """The groups that the viewer may fill, by name.

    Raises:
        NotAllowedError: none at all.
    """
    require(viewer, Right.EDIT_GROUPS)
    query = select(Group.id, Group.name).order_by(Group.name)
    if scope_of(viewer.role, Right.EDIT_GROUPS) is Scope.OWN:
        query = query.where(Group.id.in_(viewer.group_ids))
    return [Named(row.id, row.name) for row in session.execute(query)]


def groups_without(session: Session, person_id: int, only: Iterable[int] | None = None) -> list[Named]:
    """The groups that would have no coordinator any more without this person; they stay locked.

    Whoever has a last day already does not count as somebody who stays.
    """
    query = select(Coordination.group_id).where(
        Coordination.person_id == person_id, Coordination.group_id.is_not(None)
    )
    if only is not None:
        query = query.where(Coordination.group_id.in_(list(only)))
    mine = (
        select(Group.id, Group.name)
        .where(Group.id.in_(query))
        .order_by(Group.id)
        .with_for_update(key_share=True)
    )
    found = [Named(row.id, row.name) for row in session.execute(mine).all()]
    others = set(
        session.scalars(
            select(Coordination.group_id)
            .join(Person, Person.id == Coordination.person_id)
            .where(
                Coordination.group_id.in_([group.id for group in found]),
                Person.id != person_id,
                Person.left_on.is_(None),
                Person.role != Role.GUEST,
            )
        )
    )
    return [group for group in found if group.id not in others]


def only_administrator(session: Session, person_id: int, today: date) -> bool:
    """Whether nobody would administer the network without this person; all who do stay locked.

    Whoever has a last day, or asked to be deleted, does not count as somebody who stays.
    """
    administrators = session.scalars(
        select(Person)
        .where(Person.role == Role.ADMINISTRATOR, present(today))
        .order_by(Person.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    going = set(session.scalars(select(Deletion.person_id).where(Deletion.person_id.is_not(None))))
    stay = {one.id for one in administrators if one.left_on is None} - going
    return person_id in {one.id for one in administrators} and not stay - {person_id}


def _outranks(viewer: Viewer, person: Person) -> bool:
    """Administrators change everybody, coordinators members and themselves."""
    return viewer.role is Role.ADMINISTRATOR or person.id == viewer.person_id or person.role is Role.MEMBER
