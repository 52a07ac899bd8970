"""Colleagues are changed by those whose colleagues they are, once, and with a note."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.models import ContactWay, Coordination, Person, Responsibility, Role, Visibility, WayKind
from storage.queries.directory import Wanted
from storage.services import absences, bindings, editing, groups, responsibilities
from storage.services.absences import Leave
from storage.services.contacts import Way
from storage.services.directory import contacts_for
from storage.services.editing import NewPerson, PersonChange
from storage.services.refusing import Reason, RefusedError
from storage.services.responsibilities import Post
from storage.services.version import directory_version
from storage.services.viewer import Viewer, viewer_of
from storage.session import Session, Store
from tests.coordinated import Network, network, noted
from tests.factories import NOW, TODAY

WHEN = {"now": NOW, "today": TODAY}


def new(net: Network, where: str, **more: object) -> NewPerson:
    return NewPerson("paul-okoye", "Paul", "Okoye", region_id=net.regions[where], **more)  # type: ignore[arg-type]


Deed = Callable[[Session, Viewer, Network], object]
DEEDS: dict[str, Deed] = {
    "add": lambda s, v, n: editing.add_person(s, viewer=v, new=new(n, "Halle"), **WHEN),
    "namesakes": lambda s, v, n: editing.namesakes(
        s, viewer=v, given_name="Tarek", family_name="Hamdan", today=TODAY
    ),
    "change": lambda s, v, n: editing.change_person(
        s, viewer=v, person_id=n.people["Tarek"], change=PersonChange(function="Berater"), **WHEN
    ),
    "part": lambda s, v, n: editing.part_with(
        s, viewer=v, person_id=n.people["Tarek"], last_day=None, **WHEN
    ),
    "keep": lambda s, v, n: editing.keep(s, viewer=v, person_id=n.people["Tarek"], **WHEN),
    "give": lambda s, v, n: responsibilities.give_responsibility(
        s, viewer=v, person_id=n.people["Lena"], post=Post(region_id=n.regions["Halle"]), **WHEN
    ),
    "end": lambda s, v, n: responsibilities.end_responsibility(
        s, viewer=v, person_id=n.people["Tarek"], post=Post(region_id=n.regions["Halle"]), last_day=TODAY,
        **WHEN,
    ),
    "absence": lambda s, v, n: absences.enter(
        s, viewer=v, person_id=n.people["Tarek"], leave=Leave(TODAY, None), **WHEN
    ),
    "absences": lambda s, v, n: absences.absences_of(s, viewer=v, person_id=n.people["Tarek"], today=TODAY),
    "back": lambda s, v, n: absences.end(s, viewer=v, person_id=n.people["Tarek"], **WHEN),
    "make group": lambda s, v, n: groups.make_group(s, viewer=v, name="Pflege", now=NOW),
    "rename group": lambda s, v, n: groups.rename_group(
        s, viewer=v, group_id=n.group, name="Pflege", now=NOW
    ),
    "end group": lambda s, v, n: groups.end_group(s, viewer=v, group_id=n.group, now=NOW),
    "add members": lambda s, v, n: groups.add_members(
        s, viewer=v, group_id=n.group, person_ids=[n.people["Tarek"]], **WHEN
    ),
    "remove member": lambda s, v, n: groups.remove_member(
        s, viewer=v, group_id=n.group, person_id=n.people["Tarek"], now=NOW
    ),
    "hand on": lambda s, v, n: groups.name_coordinator(
        s, viewer=v, group_id=n.group, person_id=n.people["Tarek"], **WHEN
    ),
    "bind": lambda s, v, n: bindings.bind(s, viewer=v, conversation_id=1, group_id=n.group, now=NOW),
    "bindings": lambda s, v, n: bindings.bindings(s, viewer=v),
    "unbind": lambda s, v, n: bindings.unbind(s, viewer=v, conversation_id=1, now=NOW),
}  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_who_may(deed: str, store: Store) -> None:
    """Guests and members are refused everything here, and nothing changes; coordinators and administrators
    are not refused the right."""
    net = network(store)
    for name in ("Gast", "Heike"):
        with store.write() as session:
            before = directory_version(session)
            with pytest.raises(NotAllowedError):
                DEEDS[deed](session, net.viewer(session, name), net)
            assert directory_version(session) == before
    assert noted(store) == []
    for name in ("Nele", "Kim"):
        # The right is there, but what is to be changed may not be.
        with suppress(RefusedError), store.write() as session:
            DEEDS[deed](session, net.viewer(session, name), net)


def test_somebody_else_coordinates_elsewhere(store: Store) -> None:
    """A coordinator has no right over other regions and groups, administrators and other coordinators."""
    net = network(store)
    with store.write() as session:
        nele = net.viewer(session, "Nele")
        heike = session.get_one(Person, net.people["Heike"])
        heike.role = Role.COORDINATOR
        session.add(Coordination(person_id=heike.id, region_id=net.regions["Harz"]))
        other = groups.make_group(session, viewer=net.viewer(session, "Kim"), name="Andere", now=NOW)
        for refused in (
            lambda: editing.add_person(session, viewer=nele, new=new(net, "Magdeburg"), **WHEN),
            lambda: editing.part_with(
                session, viewer=nele, person_id=net.people["Lena"], last_day=None, **WHEN
            ),
            lambda: editing.part_with(
                session, viewer=nele, person_id=net.people["Kim"], last_day=None, **WHEN
            ),
            lambda: editing.part_with(session, viewer=nele, person_id=heike.id, last_day=None, **WHEN),
            lambda: groups.end_group(session, viewer=nele, group_id=other, now=NOW),
            lambda: groups.add_members(
                session, viewer=nele, group_id=other, person_ids=[net.people["Tarek"]], **WHEN
            ),
            lambda: responsibilities.give_responsibility(
                session, viewer=nele, person_id=net.people["Tarek"],
                post=Post(region_id=net.regions["Magdeburg"]), **WHEN,
            ),
        ):  # fmt: skip
            with pytest.raises(NotAllowedError):
                refused()


def test_nobody_takes_over_a_colleague(store: Store) -> None:
    """Neither a responsibility in one's region nor a place in one's group makes somebody one's own."""
    net = network(store)
    with store.write() as session:
        nele, lena = net.viewer(session, "Nele"), net.people["Lena"]
        groups.add_members(session, viewer=nele, group_id=net.group, person_ids=[lena], **WHEN)
        post = Post(region_id=net.regions["Halle"])
        responsibilities.give_responsibility(session, viewer=nele, person_id=lena, post=post, **WHEN)
        assert session.get_one(Person, lena).home_region_id == net.regions["Magdeburg"]
        with pytest.raises(NotAllowedError):
            editing.part_with(session, viewer=nele, person_id=lena, last_day=None, **WHEN)


def test_somebody_joins_once(store: Store) -> None:
    """A new colleague is found at once, with all that was said; a second time nothing is added."""
    net = network(store)
    ways = (Way(WayKind.PHONE, "+493023125099"), Way(WayKind.EMAIL, "paul@example.org"))
    with store.write() as session:
        nele, before = net.viewer(session, "Nele"), directory_version(session)
        added = new(net, "Halle", ways=ways, post=Post(region_id=net.regions["Halle"]), group_id=net.group)
        who = editing.add_person(session, viewer=nele, new=added, **WHEN)
        assert directory_version(session) > before
        found = contacts_for(session, viewer=nele, wanted=Wanted(region_id=net.regions["Halle"]), today=TODAY)
        assert who in {contact.person.id for contact in found}
        assert editing.free_key(session, "Paul", "Okoye") == "paul-okoye-2"
        with pytest.raises(RefusedError):
            editing.add_person(session, viewer=nele, new=added, **WHEN)
        assert len(session.scalars(select(Person).where(Person.family_name == "Okoye")).all()) == 1
    assert noted(store) == ["person.added"]


def test_numbers_keep_who_may_see_them(store: Store) -> None:
    """A new number is as private as the one that it replaces."""
    net = network(store)
    with store.write() as session:
        tarek = net.people["Tarek"]
        way = session.scalars(select(ContactWay).where(ContactWay.person_id == tarek)).one()
        way.visibility = Visibility.COORDINATORS
        change = PersonChange(ways=(Way(WayKind.PHONE, "+493023125098"),))
        editing.change_person(
            session, viewer=net.viewer(session, "Nele"), person_id=tarek, change=change, **WHEN
        )
        session.flush()
        way = session.scalars(select(ContactWay).where(ContactWay.person_id == tarek)).one()
        assert (way.value, way.visibility) == ("+493023125098", Visibility.COORDINATORS)


@pytest.mark.parametrize("last_day", [None, TODAY, TODAY + timedelta(days=38)])
def test_who_leaves_is_a_guest_from_then_on(last_day: date | None, store: Store) -> None:
    """At once, or from the first moment after the last day; until then nothing changes."""
    net = network(store)
    with store.write() as session:
        nele, tarek = net.viewer(session, "Nele"), net.people["Tarek"]
        gone = editing.part_with(session, viewer=nele, person_id=tarek, last_day=last_day, **WHEN)
        assert gone == (TODAY if last_day is None else last_day + timedelta(days=1))
        account = net.accounts["Tarek"]
        assert viewer_of(session, account, today=gone).role is Role.GUEST
        assert viewer_of(session, account, today=gone - timedelta(days=1)).role is Role.MEMBER
        assert session.get(Person, tarek) is not None


def test_responsibilities_begin_and_end(store: Store) -> None:
    """Given once, in force within their days, and ended by their last one."""
    net = network(store)
    with store.write() as session:
        nele, lena, halle = net.viewer(session, "Nele"), net.people["Lena"], net.regions["Halle"]
        post = Post(region_id=halle, starts_on=TODAY)
        responsibilities.give_responsibility(session, viewer=nele, person_id=lena, post=post, **WHEN)
        with pytest.raises(RefusedError):
            responsibilities.give_responsibility(session, viewer=nele, person_id=lena, post=post, **WHEN)
        ended = responsibilities.end_responsibility(
            session, viewer=nele, person_id=lena, post=post, last_day=TODAY + timedelta(days=7), **WHEN
        )
        assert ended == 1
        rows = session.scalars(select(Responsibility).where(Responsibility.person_id == lena)).all()
        assert {row.ends_on for row in rows} == {None, TODAY + timedelta(days=7)}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (NewPerson("x", "Paul", "", region_id=1), Reason.NAME),
        (NewPerson("x", "Paul", "O" * 201, region_id=1), Reason.TOO_LONG),
        (NewPerson("x", "Paul", "Okoye"), Reason.NOWHERE),
        (NewPerson("x", "Paul", "Okoye", region_id=1, organisation_id=99), Reason.GONE),
        (NewPerson("x", "Paul", "Okoye", region_id=1, post=Post(project_id=99)), Reason.GONE),
    ],
)
def test_what_does_not_fit(wrong: NewPerson, reason: Reason, store: Store) -> None:
    """What cannot be written is refused with its reason."""
    net = network(store)
    with store.write() as session, pytest.raises(RefusedError) as refused:
        editing.add_person(session, viewer=net.viewer(session, "Kim"), new=wrong, **WHEN)
    assert refused.value.reason is reason
