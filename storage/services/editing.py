"""Colleagues of one's regions and groups: added, changed, parted with.

Each function asks for the right first, touches the directory's version, and leaves a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.models import ContactWay, Membership, Organisation, Person, PersonLanguage
from storage.queries.directory import present
from storage.services import audit, lookups
from storage.services.contacts import Named, Way
from storage.services.entry import InvalidNameError, full_name
from storage.services.people import KeyMaker
from storage.services.reach import groups_without, only_administrator, own_person, person_for_edit
from storage.services.refusing import Reason, RefusedError
from storage.services.responsibilities import Post, write_post
from storage.services.rights import Right, require
from storage.services.rows import insert_once
from storage.services.version import touch_directory
from storage.services.viewer import Viewer

LONGEST = 200
"""Of a name, a function, office hours, in characters: the width of their columns."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who joins. ``key`` is their identifier, from ``free_key``: it makes them join once."""

    key: str
    given_name: str
    family_name: str
    function: str = ""
    organisation_id: int | None = None
    region_id: int | None = None
    group_id: int | None = None
    office_hours: str = ""
    languages: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    since: date | None = None
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What is to be different about somebody; None stays. Ways replace those of their kind."""

    function: str | None = None
    office_hours: str | None = None
    organisation_id: int | None = None
    home_region_id: int | None = None
    languages: tuple[str, ...] | None = None
    ways: tuple[Way, ...] = field(default=())


def free_key(session: Session, given_name: str, family_name: str) -> str:
    """An identifier that nobody has yet, made from a name."""
    base = KeyMaker(()).key_for(given_name, family_name)
    taken = session.scalars(select(Person.key).where(Person.key.startswith(base, autoescape=True)))
    return KeyMaker(taken).key_for(given_name, family_name)


def namesakes(
    session: Session, *, viewer: Viewer, given_name: str, family_name: str, today: date
) -> list[Named]:
    """Who of the network bears this name already.

    Raises:
        NotAllowedError: the viewer adds nobody.
    """
    require(viewer, Right.EDIT_PEOPLE)
    rows = session.scalars(
        select(Person).where(
            present(today),
            func.lower(Person.given_name) == given_name.lower(),
            func.lower(Person.family_name) == family_name.lower(),
        )
    )
    found = [Named(person.id, person.full_name) for person in rows]
    lookups.shown(session, viewer, [person.id for person in found])
    return found


def add_person(session: Session, *, viewer: Viewer, new: NewPerson, now: datetime, today: date) -> int:
    """Write somebody into the directory, and return their id.

    Raises:
        NotAllowedError: neither the region nor the group is the viewer's.
        RefusedError: no name or region, something too long, or the identifier is taken (EXISTS).
    """
    require(viewer, Right.EDIT_PEOPLE, region_id=new.region_id, group_id=new.group_id)
    _check(new)
    if new.organisation_id is not None and session.get(Organisation, new.organisation_id) is None:
        raise RefusedError(Reason.GONE)
    if new.post is not None and new.post.region_id not in (None, new.region_id):
        require(viewer, Right.EDIT_PEOPLE, region_id=new.post.region_id)
    person_id = insert_once(
        session,
        Person,
        {
            "key": new.key,
            "given_name": new.given_name,
            "family_name": new.family_name,
            "function": new.function,
            "organisation_id": new.organisation_id,
            "home_region_id": new.region_id,
            "office_hours": new.office_hours,
            "since": new.since or today,
            "confirmed_on": today,
        },
    )
    if person_id is None:
        raise RefusedError(Reason.EXISTS, (f"{new.given_name} {new.family_name}".strip(),))
    _parts(session, person_id, new)
    touch_directory(session)
    audit.note(session, viewer, "person.added", now, subject="person", subject_id=person_id)
    return person_id


def change_person(
    session: Session, *, viewer: Viewer, person_id: int, change: PersonChange, now: datetime, today: date
) -> None:
    """Change somebody's entry; who they are responsible for is another function's.

    Raises:
        NotAllowedError: the person is none of the viewer's, or the new home region is not.
        RefusedError: something is too long, or the person is gone.
    """
    person = person_for_edit(session, viewer, person_id, today)
    if change.home_region_id is not None:
        require(viewer, Right.EDIT_PEOPLE, region_id=change.home_region_id)
    if change.organisation_id is not None and session.get(Organisation, change.organisation_id) is None:
        raise RefusedError(Reason.GONE)
    _fits(change.function or "", change.office_hours or "")
    if change.function is not None:
        person.function = change.function
    if change.office_hours is not None:
        person.office_hours = change.office_hours
    person.organisation_id = change.organisation_id or person.organisation_id
    person.home_region_id = change.home_region_id or person.home_region_id
    if change.languages is not None:
        session.execute(delete(PersonLanguage).where(PersonLanguage.person_id == person_id))
        _languages(session, person_id, change.languages)
    _replace_ways(session, person_id, change.ways)
    touch_directory(session)
    audit.note(session, viewer, "person.changed", now, subject="person", subject_id=person_id)


def may_part(session: Session, *, viewer: Viewer, person_id: int, today: date) -> Named:
    """The name of somebody with whom the viewer may part; raises what ``part_with`` does."""
    person = _may_part(session, viewer, person_id, today)
    lookups.shown(session, viewer, [person.id])
    return Named(person.id, person.full_name)


def part_with(
    session: Session, *, viewer: Viewer, person_id: int, last_day: date | None, now: datetime, today: date
) -> date:
    """Somebody leaves after their last day, or at once (None); returns the first day without them.

    From that day's first moment on (in the network's zone; at once: from this transaction on) they are a
    guest. What they wrote stays.

    Everybody may leave by themselves.

    Raises:
        NotAllowedError: the person is none of the viewer's.
        RefusedError: a last day that is over, a group's last coordinator (LAST), the last administrator
            (LAST_ADMINISTRATOR), or gone already.
    """
    person = _may_part(session, viewer, person_id, today)
    if last_day is not None and last_day < today:
        raise RefusedError(Reason.DAYS)
    person.left_on = today if last_day is None else last_day + timedelta(days=1)
    touch_directory(session)
    audit.note(session, viewer, "person.parted", now, subject="person", subject_id=person_id)
    return person.left_on


def keep(session: Session, *, viewer: Viewer, person_id: int, now: datetime, today: date) -> None:
    """Somebody who was about to leave stays.

    Raises:
        NotAllowedError: the person is none of the viewer's.
        RefusedError: they were not about to leave (NOTHING), or have left.
    """
    person = person_for_edit(session, viewer, person_id, today)
    if person.left_on is None:
        raise RefusedError(Reason.NOTHING)
    person.left_on = None
    touch_directory(session)
    audit.note(session, viewer, "person.kept", now, subject="person", subject_id=person_id)


def _may_part(session: Session, viewer: Viewer, person_id: int, today: date) -> Person:
    own = person_id == viewer.person_id
    require(viewer, Right.SETTINGS if own else Right.EDIT_PEOPLE)
    # Before the person is locked: two administrators who part with each other wait for one another here.
    last = only_administrator(session, person_id, today)
    if own:
        person = own_person(session, viewer=viewer, today=today)
    else:
        person = person_for_edit(session, viewer, person_id, today)
    if last:
        raise RefusedError(Reason.LAST_ADMINISTRATOR)
    if alone := groups_without(session, person_id):
        raise RefusedError(Reason.LAST, tuple(group.name for group in alone))
    return person


def _check(new: NewPerson) -> None:
    if not new.given_name or not new.family_name or not new.key:
        raise RefusedError(Reason.NAME)
    if new.region_id is None and new.group_id is None:
        raise RefusedError(Reason.NOWHERE)
    _fits(new.given_name, new.family_name, new.function, new.office_hours)
    try:
        full_name(f"{new.given_name} {new.family_name}")
    except InvalidNameError:
        raise RefusedError(Reason.NAME) from None


def _fits(*texts: str) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST))


def _parts(session: Session, person_id: int, new: NewPerson) -> None:
    _languages(session, person_id, new.languages)
    session.add_all(ContactWay(person_id=person_id, kind=way.kind, value=way.value) for way in new.ways)
    if new.group_id is not None:
        session.add(Membership(group_id=new.group_id, person_id=person_id))
    if new.post is not None:
        write_post(session, person_id, new.post)
    session.flush()


def _languages(session: Session, person_id: int, codes: Sequence[str]) -> None:
    wanted = enumerate(dict.fromkeys(codes))
    session.add_all(PersonLanguage(person_id=person_id, code=code, position=i) for i, code in wanted)


def _replace_ways(session: Session, person_id: int, ways: Sequence[Way]) -> None:
    """New values for the kinds that are named; who may see the old one may see the new one."""
    for kind in {way.kind for way in ways}:
        old = session.scalars(
            select(ContactWay).where(ContactWay.person_id == person_id, ContactWay.kind == kind)
        ).all()
        seen = {"visibility": old[0].visibility} if old else {}
        for way in old:
            session.delete(way)
        session.add_all(
            ContactWay(person_id=person_id, kind=kind, value=way.value, **seen)
            for way in ways
            if way.kind is kind
        )
