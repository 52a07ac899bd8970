"""Roles: who coordinates which regions and groups, and who administers; only administrators change that.

What changes counts from the next message on: rights are read anew with each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Coordination, Deletion, Group, Membership, Person, Region, Role
from storage.queries.directory import present
from storage.services import audit
from storage.services.reach import groups_without
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.version import touch_directory
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody with their role, and the regions and groups that they coordinate, by name."""

    name: str
    role: Role
    names: tuple[str, ...]


def standing(session: Session, *, viewer: Viewer, person_id: int, today: date) -> Standing:
    """What somebody is just now, for whoever may change it.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: the person has left or is no more (GONE).
    """
    require(viewer, Right.ROLES)
    person = _person(session, person_id, today)
    names: list[str] = []
    for model, column in ((Group, Coordination.group_id), (Region, Coordination.region_id)):
        mine = select(column).where(Coordination.person_id == person_id, column.is_not(None))
        names += session.scalars(select(model.name).where(model.id.in_(mine)).order_by(model.name))
    return Standing(person.full_name, person.role, tuple(names))


def let_coordinate(
    session: Session,
    *,
    viewer: Viewer,
    person_id: int,
    region_ids: tuple[int, ...],
    group_ids: tuple[int, ...] = (),
    now: datetime,
    today: date,
) -> None:
    """Let somebody coordinate regions and groups, too; a member becomes a coordinator.

    Raises:
        NotAllowedError: the viewer does not administer, or it is themselves.
        RefusedError: somebody or something is gone; NOWHERE: nothing is named; NOTHING: all of it is so.
    """
    require(viewer, Right.ROLES)
    _refuse_self(viewer, person_id)
    person = _person(session, person_id, today)
    if not (region_ids or group_ids):
        raise RefusedError(Reason.NOWHERE)
    for model, ids in ((Region, region_ids), (Group, group_ids)):
        if any(session.get(model, one) is None for one in ids):
            raise RefusedError(Reason.GONE)
    wanted: list[tuple[int | None, int | None]] = [(None, one) for one in region_ids]
    wanted += [(one, None) for one in group_ids]
    lacking = [pair for pair in dict.fromkeys(wanted) if pair not in _reach(session, person_id)]
    if not lacking and person.role is not Role.MEMBER:
        raise RefusedError(Reason.NOTHING)
    session.add_all(Coordination(person_id=person_id, group_id=g, region_id=r) for g, r in lacking)
    for group in group_ids:
        if session.get(Membership, (group, person_id)) is None:
            session.add(Membership(group_id=group, person_id=person_id))
    if person.role is Role.MEMBER:
        person.role = Role.COORDINATOR
    _changed(session, viewer, "role.coordinator", person_id, now)


def end_coordination(
    session: Session,
    *,
    viewer: Viewer,
    person_id: int,
    region_ids: tuple[int, ...] = (),
    group_ids: tuple[int, ...] = (),
    now: datetime,
    today: date,
) -> None:
    """Let somebody no longer coordinate these; with none named nothing at all. Who has none left is a member.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: the person is gone; LAST: a group would be without; NOTHING: they coordinate none of it.
    """
    require(viewer, Right.ROLES)
    person = _person(session, person_id, today)
    if alone := groups_without(session, person_id, None if not (group_ids or region_ids) else group_ids):
        raise RefusedError(Reason.LAST, tuple(group.name for group in alone))
    gone = delete(Coordination).where(Coordination.person_id == person_id)
    if region_ids or group_ids:
        gone = gone.where(Coordination.region_id.in_(region_ids) | Coordination.group_id.in_(group_ids))
    done = session.execute(gone.execution_options(synchronize_session=False))
    ends = person.role is Role.COORDINATOR and not _reach(session, person_id)
    if not getattr(done, "rowcount", 0) and not ends:
        raise RefusedError(Reason.NOTHING)
    if ends:
        person.role = Role.MEMBER
    _changed(session, viewer, "role.no_coordinator", person_id, now)


def let_administer(session: Session, *, viewer: Viewer, person_id: int, now: datetime, today: date) -> None:
    """Make somebody an administrator.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: the person is gone, or administers already (NOTHING).
    """
    require(viewer, Right.ROLES)
    person = _person(session, person_id, today)
    if person.role is Role.ADMINISTRATOR:
        raise RefusedError(Reason.NOTHING)
    person.role = Role.ADMINISTRATOR
    _changed(session, viewer, "role.administrator", person_id, now)


def end_administration(
    session: Session, *, viewer: Viewer, person_id: int, now: datetime, today: date
) -> None:
    """Let somebody no longer administer; what they coordinate they keep.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: the person is gone; NOTHING: no administrator; LAST_ADMINISTRATOR: nobody else is one.
    """
    require(viewer, Right.ROLES)
    # Two who end each other's at once wait here: the second one finds what the first has left.
    now_are = session.scalars(
        select(Person)
        .where(Person.role == Role.ADMINISTRATOR, present(today))
        .order_by(Person.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    if viewer.person_id not in {one.id for one in now_are}:
        raise NotAllowedError
    person = _person(session, person_id, today)
    if person.role is not Role.ADMINISTRATOR:
        raise RefusedError(Reason.NOTHING)
    going = set(session.scalars(select(Deletion.person_id).where(Deletion.person_id.is_not(None))))
    if not any(one.left_on is None and one.id not in {*going, person_id} for one in now_are):
        raise RefusedError(Reason.LAST_ADMINISTRATOR)
    person.role = Role.COORDINATOR if _reach(session, person_id) else Role.MEMBER
    _changed(session, viewer, "role.no_administrator", person_id, now)


def _person(session: Session, person_id: int, today: date) -> Person:
    """The person, locked, as long as they belong to the network."""
    person = session.scalar(
        select(Person)
        .where(Person.id == person_id, present(today), Person.role != Role.GUEST)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if person is None:
        raise RefusedError(Reason.GONE)
    return person


def _refuse_self(viewer: Viewer, person_id: int) -> None:
    """Nobody gives themselves more."""
    if person_id == viewer.person_id:
        raise NotAllowedError


def _reach(session: Session, person_id: int) -> set[tuple[int | None, int | None]]:
    rows = session.execute(
        select(Coordination.group_id, Coordination.region_id).where(Coordination.person_id == person_id)
    )
    return {(row.group_id, row.region_id) for row in rows}


def _changed(session: Session, viewer: Viewer, action: str, person_id: int, now: datetime) -> None:
    session.flush()
    touch_directory(session)
    audit.note(session, viewer, action, now, subject="person", subject_id=person_id)
