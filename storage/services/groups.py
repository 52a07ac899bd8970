"""Groups: made, filled, renamed, ended; who belongs to them and who coordinates them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Binding, Coordination, Group, Membership, Person, Project, Region, Role
from storage.queries.directory import present
from storage.services import audit, lookups, planned
from storage.services.contacts import Named
from storage.services.entry import alike
from storage.services.reach import groups_without
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, may, require
from storage.services.rows import insert_once, table_of
from storage.services.version import touch_directory
from storage.services.viewer import Viewer

LONGEST_NAME = 80
"""Of a group, in characters: it stands on buttons."""

MOST_SHOWN = 60

_NAMED = re.compile(r"[\w ,.:;&+/()'’!\-–·]+")
"""The signs of names; others are of other people's markup."""


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as members see it. ``mine``: the viewer may change it; ``inside``: they belong to it."""

    group: Named
    members: tuple[Named, ...]
    count: int
    coordinators: tuple[Named, ...]
    channels: int
    mine: bool
    inside: bool


def group_card(session: Session, *, viewer: Viewer, group_id: int, today: date) -> GroupCard | None:
    """Who belongs to a group and who coordinates it; None if there is none such.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    name = session.scalar(select(Group.name).where(Group.id == group_id))
    if name is None:
        return None
    members = _people(session, select(Membership.person_id).where(Membership.group_id == group_id), today)
    coordinators = _people(
        session, select(Coordination.person_id).where(Coordination.group_id == group_id), today
    )
    lookups.shown(session, viewer, [person.id for person in (*members, *coordinators)])
    channels = select(func.count()).select_from(Binding).where(Binding.group_id == group_id)
    return GroupCard(
        group=Named(group_id, name),
        members=members[:MOST_SHOWN],
        count=len(members),
        coordinators=coordinators,
        channels=session.scalar(channels) or 0,
        mine=may(viewer, Right.EDIT_GROUPS, group_id=group_id),
        inside=any(person.id == viewer.person_id for person in members),
    )


def make_group(
    session: Session, *, viewer: Viewer, name: str, now: datetime, members: Sequence[int] = ()
) -> int:
    """Make a group, which whoever makes it coordinates and belongs to, with ``members``; returns its id.

    Raises:
        NotAllowedError: the viewer makes no groups.
        RefusedError: no name, one too long, or one that a group has.
    """
    require(viewer, Right.MAKE_GROUPS)
    check_name(session, viewer=viewer, name=name)
    group_id = insert_once(session, Group, {"name": name, "aliases": []})
    if group_id is None:
        raise RefusedError(Reason.EXISTS, (name,))
    if viewer.person_id is not None:
        session.add(Membership(group_id=group_id, person_id=viewer.person_id))
        session.add(Coordination(group_id=group_id, person_id=viewer.person_id))
        session.flush()
    there = select(Person.id).where(Person.id.in_(list(members)), Person.left_on.is_(None))
    for person_id in session.scalars(there.order_by(Person.id)).all():
        _insert_member(session, group_id, person_id)
        audit.note(session, viewer, "group.joined", now, subject="person", subject_id=person_id)
    _changed(session, viewer, "group.made", group_id, now)
    return group_id


def rename_group(session: Session, *, viewer: Viewer, group_id: int, name: str, now: datetime) -> str:
    """Give a group another name, and return the old one.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: as ``make_group``, or the group is gone.
    """
    group = _group(session, viewer, group_id)
    check_name(session, viewer=viewer, name=name, but=group_id)
    old, group.name = group.name, name
    session.flush()
    _changed(session, viewer, "group.renamed", group_id, now)
    return old


def end_group(session: Session, *, viewer: Viewer, group_id: int, now: datetime) -> str:
    """End a group: memberships and bindings go with it, its people stay. Returns its name.

    Its meetings to come are called off, and who was invited is told.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: it is gone.
    """
    group = _group(session, viewer, group_id)
    name = group.name
    planned.call_off_of_group(session, viewer=viewer, group_id=group_id, now=now)
    session.execute(delete(Group).where(Group.id == group_id))
    session.expunge(group)
    _changed(session, viewer, "group.ended", group_id, now)
    return name


def add_members(
    session: Session, *, viewer: Viewer, group_id: int, person_ids: Sequence[int], now: datetime, today: date
) -> list[Named]:
    """Take people into a group; returns those who were not in it.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: the group is gone.
    """
    _group(session, viewer, group_id)
    there = set(session.scalars(select(Membership.person_id).where(Membership.group_id == group_id)))
    wanted = select(Person).where(Person.id.in_(list(person_ids)), present(today)).order_by(Person.id)
    come = [Named(person.id, person.full_name) for person in session.scalars(wanted)]
    come = [person for person in come if person.id not in there]
    for person in come:
        _insert_member(session, group_id, person.id)
        audit.note(session, viewer, "group.joined", now, subject="person", subject_id=person.id)
    if come:
        _changed(session, viewer, "group.filled", group_id, now)
    return come


def remove_member(session: Session, *, viewer: Viewer, group_id: int, person_id: int, now: datetime) -> None:
    """Take somebody out of a group, also as its coordinator; everybody may leave by themselves.

    Raises:
        NotAllowedError: neither oneself nor a group of the viewer's.
        RefusedError: the last coordinator (LAST), or not in the group (NOTHING).
    """
    own = person_id == viewer.person_id
    require(viewer, Right.SETTINGS if own else Right.EDIT_GROUPS, group_id=group_id)
    if alone := groups_without(session, person_id, [group_id]):
        raise RefusedError(Reason.LAST, tuple(group.name for group in alone))
    target = (Membership.group_id == group_id, Membership.person_id == person_id)
    gone = session.execute(delete(Membership).where(*target))
    reach = session.execute(
        delete(Coordination).where(Coordination.group_id == group_id, Coordination.person_id == person_id)
    )
    if not getattr(gone, "rowcount", 0) and not getattr(reach, "rowcount", 0):
        raise RefusedError(Reason.NOTHING)
    audit.note(session, viewer, "group.left", now, subject="person", subject_id=person_id)
    _changed(session, viewer, "group.thinned", group_id, now)


def name_coordinator(
    session: Session, *, viewer: Viewer, group_id: int, person_id: int, now: datetime, today: date
) -> bool:
    """Let somebody coordinate a group, too; False if they do already. A member becomes a coordinator.

    Whoever coordinates a group may hand it on, as its last coordinator cannot leave otherwise. It gives
    nothing beyond this group, and what every coordinator may.

    Raises:
        NotAllowedError: the group is none of the viewer's.
        RefusedError: the group or the person is gone.
    """
    _group(session, viewer, group_id)
    person = session.scalar(
        select(Person).where(Person.id == person_id, Person.left_on.is_(None)).with_for_update(key_share=True)
    )
    if person is None or person.role is Role.GUEST:
        raise RefusedError(Reason.GONE)
    known = select(Coordination.id).where(
        Coordination.group_id == group_id, Coordination.person_id == person_id
    )
    if session.scalar(known) is not None:
        return False
    session.add(Coordination(group_id=group_id, person_id=person_id))
    if person.role is Role.MEMBER:
        person.role = Role.COORDINATOR
    session.flush()
    _insert_member(session, group_id, person_id)
    audit.note(session, viewer, "group.coordinated", now, subject="person", subject_id=person_id)
    _changed(session, viewer, "group.handed_on", group_id, now)
    return True


def _group(session: Session, viewer: Viewer, group_id: int) -> Group:
    """The group, locked, that the viewer may change."""
    require(viewer, Right.EDIT_GROUPS, group_id=group_id)
    group = session.scalar(select(Group).where(Group.id == group_id).with_for_update(key_share=True))
    if group is None:
        raise RefusedError(Reason.GONE)
    return group


def check_name(session: Session, *, viewer: Viewer, name: str, but: int | None = None) -> None:
    """Refuse a name for a group that is none, or that something or somebody else bears, in whatever letters.

    Raises:
        NotAllowedError: the viewer changes no groups.
        RefusedError: no name (NAME), too long (TOO_LONG), or taken (EXISTS); ``but`` this group.
    """
    require(viewer, Right.EDIT_GROUPS)
    if not _NAMED.fullmatch(name) or not any(character.isalpha() for character in name):
        raise RefusedError(Reason.NAME)
    if len(name) > LONGEST_NAME:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_NAME))
    for model in (Group, Region, Project):
        for number, called, aliases in session.execute(select(model.id, model.name, model.aliases)):
            own = model is Group and number == but
            if not own and alike(name) in {alike(form) for form in (called, *(aliases or ()))}:
                raise RefusedError(Reason.EXISTS, (called,))
    for given, family in session.execute(select(Person.given_name, Person.family_name)):
        if alike(name) == alike(f"{given} {family}"):
            raise RefusedError(Reason.EXISTS, (f"{given} {family}",))


def bears(session: Session, *, viewer: Viewer, group_id: int, name: str) -> bool:
    """Whether a group is called that, by its name or another form of it, in whatever letters.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    group = session.get(Group, group_id)
    return group is not None and alike(name) in {alike(form) for form in (group.name, *(group.aliases or ()))}


def _people(session: Session, ids: Select[int], today: date) -> tuple[Named, ...]:
    query = select(Person).where(Person.id.in_(ids), present(today))
    people = session.scalars(query.order_by(Person.family_name, Person.given_name, Person.id))
    return tuple(Named(person.id, person.full_name) for person in people)


def _insert_member(session: Session, group_id: int, person_id: int) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(table_of(Membership)).values(group_id=group_id, person_id=person_id)
    session.execute(row.on_conflict_do_nothing())


def _changed(session: Session, viewer: Viewer, action: str, group_id: int, now: datetime) -> None:
    touch_directory(session)
    audit.note(session, viewer, action, now, subject="group", subject_id=group_id)
