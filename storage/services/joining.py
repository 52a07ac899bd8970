"""Somebody comes in: a guest becomes a person of the network, a member gets more by an invitation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from storage.errors import UnknownReferenceError
from storage.models import (
    AccessRequest,
    Account,
    Coordination,
    Group,
    Membership,
    Organisation,
    Person,
    Region,
    RequestState,
    Responsibility,
    Role,
)
from storage.queries.directory import in_force, present
from storage.services import audit, codes, consent, lookups
from storage.services.codes import Invitation
from storage.services.contacts import Named
from storage.services.entry import Entry, alike, full_name, organisation_name
from storage.services.people import KeyMaker
from storage.services.rights import Right, require
from storage.services.version import touch_directory
from storage.services.viewer import Viewer, belongs_on, require_member

RANKS = (Role.GUEST, Role.MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR)


class AlreadyInError(Exception):
    """The account belongs to somebody of the network already."""


class Candidate(NamedTuple):
    """Somebody of the directory whom nobody writes as yet, or who has left (the first day without them)."""

    id: int
    name: str
    organisation: str
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What whoever comes in gets: a role, groups, regions."""

    role: Role = Role.MEMBER
    group_ids: Sequence[int] = ()
    region_ids: Sequence[int] = ()

    @classmethod
    def by(cls, invited: Invitation) -> Given:
        """What an invitation gives."""
        return cls(invited.role, invited.group_ids, invited.region_ids)


def candidates(
    session: Session, *, viewer: Viewer, invited: Invitation, name: str, today: date
) -> list[Candidate]:
    """Who of the directory the holder of an invitation may be, by their exact name."""
    require(viewer, Right.REDEEM)
    found = people_named(session, name, Given.by(invited), today)
    lookups.shown(session, viewer, [one.id for one in found])
    return found


def people_named(session: Session, name: str, given: Given, today: date) -> list[Candidate]:
    """Who of the directory somebody of exactly this name may be. Whoever calls it has asked for the right.

    Only who has no address yet, no higher role than is given, and belongs to the groups or regions if any
    are: so one learns of nobody whose name one does not know, and nobody takes another one's place.
    """
    wanted = alike(name)
    rows = session.execute(
        select(Person.id, Person.given_name, Person.family_name, Organisation.name)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .where(
            present(today),
            Person.role.in_(RANKS[: RANKS.index(given.role) + 1]),
            ~exists().where(Account.person_id == Person.id),
        )
        .order_by(Person.id)
    )
    found = [
        Candidate(row[0], f"{row[1]} {row[2]}", row[3] or "")
        for row in rows
        if alike(f"{row[1]} {row[2]}") == wanted
    ]
    return [one for one in found if _belongs(session, one.id, given, today)]


def regions_of(session: Session, *, viewer: Viewer, invited: Invitation) -> list[Named]:
    """The regions to choose from with an invitation: those that it names, else all."""
    require(viewer, Right.REDEEM)
    query = select(Region.id, Region.name).order_by(Region.name)
    if invited.region_ids:
        query = query.where(Region.id.in_(invited.region_ids))
    return [Named(row.id, row.name) for row in session.execute(query)]


def join(
    session: Session,
    *,
    viewer: Viewer,
    account_id: int,
    invited: Invitation,
    entry: Entry,
    now: datetime,
    today: date,
) -> int:
    """A guest redeems an invitation, having agreed to the privacy notice; returns the person.

    Raises:
        NoSuchCodeError: somebody else was faster with the last use.
        AlreadyInError: the account is somebody's already; nothing is used up.
        UnknownReferenceError: the person of the directory is somebody else's by now.
    """
    require(viewer, Right.REDEEM)
    given = Given.by(invited)
    account = writer(session, account_id, today)
    known = {one.id for one in people_named(session, entry.name, given, today)}
    if entry.person_id is not None and entry.person_id not in known:
        raise UnknownReferenceError
    codes.take(session, invited, now)
    person = enter(session, account, entry, given, agreed_at=now, today=today)
    _withdraw(session, account_id, now)
    audit.note(session, viewer, "join", now, subject="person", subject_id=person.id)
    return person.id


def accept(session: Session, *, viewer: Viewer, invited: Invitation, now: datetime) -> list[str]:
    """A member redeems an invitation: they get what it gives and they lack. Returns the groups' names.

    Raises:
        NoSuchCodeError: somebody else was faster with the last use.
        AlreadyInError: there is nothing new in it; nothing is used up.
    """
    require(viewer, Right.REDEEM)
    require_member(viewer)
    person = session.get_one(Person, viewer.person_id)
    joined = set(session.scalars(select(Membership.group_id).where(Membership.person_id == person.id)))
    # Whoever finds it taken back at this very moment keeps nothing of what it gave.
    with session.begin_nested():
        if not grant(session, person, Given.by(invited)):
            raise AlreadyInError
        codes.take(session, invited, now)
    audit.note(session, viewer, "join", now, subject="code", subject_id=invited.code_id)
    new = [group for group in invited.group_ids if group not in joined]
    return list(session.scalars(select(Group.name).where(Group.id.in_(new)).order_by(Group.name)))


def writer(session: Session, account_id: int, today: date) -> Account:
    """The account of somebody who is to come in, kept from others until the transaction ends.

    Raises:
        AlreadyInError: it is somebody's who belongs to the network.
    """
    account = session.scalars(
        select(Account)
        .where(Account.id == account_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    owner = session.get(Person, account.person_id) if account.person_id else None
    if owner is not None and owner.role is not Role.GUEST and belongs_on(owner.left_on, today):
        raise AlreadyInError
    return account


def enter(
    session: Session, account: Account, entry: Entry, given: Given, *, agreed_at: datetime, today: date
) -> Person:
    """Make an account that of a person, old or new. Whoever calls it has asked for the right.

    Raises:
        UnknownReferenceError: the person of the directory has an address by now.
    """
    person = (
        _claimed(session, entry.person_id, account.id) if entry.person_id else _new(session, entry, today)
    )
    account.person_id = person.id
    if entry.language:
        person.language = entry.language
    grant(session, person, given)
    consent.give(session, person.id, agreed_at)
    touch_directory(session)
    session.flush()
    return person


def grant(session: Session, person: Person, given: Given) -> bool:
    """Give somebody a role, groups and regions as far as they lack them; returns whether they lacked any."""
    changed = RANKS.index(given.role) > RANKS.index(person.role)
    if changed:
        person.role = given.role
    if given.region_ids and person.home_region_id is None:
        person.home_region_id = given.region_ids[0]
        changed = True
    for group in given.group_ids:
        if session.get(Membership, (group, person.id)) is None:
            session.add(Membership(group_id=group, person_id=person.id))
            changed = True
    if given.role is Role.COORDINATOR:
        changed |= _coordinates(session, person, given)
    if changed:
        touch_directory(session)
    session.flush()
    return changed


def _coordinates(session: Session, person: Person, given: Given) -> bool:
    rows = session.execute(
        select(Coordination.group_id, Coordination.region_id).where(Coordination.person_id == person.id)
    ).all()
    wanted: list[tuple[int | None, int | None]] = [(group, None) for group in given.group_ids]
    wanted += [(None, region) for region in given.region_ids]
    lacking = [pair for pair in wanted if pair not in {(row.group_id, row.region_id) for row in rows}]
    session.add_all(Coordination(person_id=person.id, group_id=g, region_id=r) for g, r in lacking)
    return bool(lacking)


def _claimed(session: Session, person_id: int, account_id: int) -> Person:
    person = session.scalars(
        select(Person)
        .where(Person.id == person_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    others = exists().where(Account.person_id == person_id, Account.id != account_id)
    if person is None or session.scalar(select(others)):
        raise UnknownReferenceError
    return person


def _new(session: Session, entry: Entry, today: date) -> Person:
    name = full_name(entry.name)
    region = session.get(Region, entry.region_id) if entry.region_id else None
    person = Person(
        key=KeyMaker(session.scalars(select(Person.key))).key_for(name.given, name.family),
        given_name=name.given,
        family_name=name.family,
        organisation=_organisation(session, entry.organisation) if entry.organisation else None,
        home_region=region,
        since=today,
    )
    session.add(person)
    session.flush()
    return person


def _organisation(session: Session, text: str) -> Organisation:
    """The organisation of this name or short form; a new one if there is none."""
    name = organisation_name(text)
    for known in session.scalars(select(Organisation).order_by(Organisation.id)):
        if alike(name) in (alike(known.name), *map(alike, known.aliases)):
            return known
    return Organisation(name=name, aliases=[])


def _belongs(session: Session, person_id: int, given: Given, today: date) -> bool:
    if not (given.group_ids or given.region_ids):
        return True
    of_group = exists().where(
        Membership.person_id == person_id, Membership.group_id.in_(list(given.group_ids))
    )
    at_home = exists().where(Person.id == person_id, Person.home_region_id.in_(list(given.region_ids)))
    responsible = exists().where(
        Responsibility.person_id == person_id,
        Responsibility.region_id.in_(list(given.region_ids)),
        in_force(today),
    )
    return bool(session.scalar(select(of_group | at_home | responsible)))


def _withdraw(session: Session, account_id: int, now: datetime) -> None:
    """Who came in needs no request any more."""
    session.execute(
        update(AccessRequest)
        .where(AccessRequest.account_id == account_id, AccessRequest.state == RequestState.OPEN)
        .values(state=RequestState.WITHDRAWN, decided_at=now)
    )
