"""A person for somebody's telephone: what the viewer may see, in a vCard that every messenger takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
import vobject
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.exchange.contact_card import LARGEST, ContactToKeep, contact_to_keep
from storage.models import ContactWay, Person, Visibility, WayKind
from storage.session import Store
from tests.coordinated import Network, network
from tests.factories import TODAY


def card_of(
    store: Store, net: Network, name: str, viewer: str = "Tarek", **more: bool
) -> ContactToKeep | None:
    with store.read() as session:
        seen = replace(net.viewer(session, viewer), **more)
        return contact_to_keep(session, viewer=seen, person_id=net.people[name], today=TODAY)


def test_what_it_holds(store: Store) -> None:
    """Names, numbers, organisation; others can read it."""
    net = network(store)
    found = card_of(store, net, "Mara")
    assert found is not None
    assert (found.given_name, found.family_name, found.phone) == ("Mara", "Lindner", "+493023125001")
    read = vobject.readOne(found.vcard)
    assert read.fn.value == "Mara Lindner"
    assert read.tel.value.replace(" ", "") in ("+493023125001", "03023125001")


def test_what_the_viewer_may_not_see_is_not_in_it(store: Store) -> None:
    """A number for coordinators is none for members, a private one is none in groups; guests get nothing."""
    net = network(store)
    with store.write() as session:
        (way,) = session.scalars(
            select(ContactWay).where(
                ContactWay.person_id == net.people["Mara"], ContactWay.kind == WayKind.PHONE
            )
        )
        way.visibility = Visibility.PRIVATE
    assert card_of(store, net, "Mara") is not None
    assert card_of(store, net, "Mara", in_group=True) is None
    with store.write() as session:
        for way in session.scalars(select(ContactWay).where(ContactWay.person_id == net.people["Mara"])):
            way.visibility = Visibility.COORDINATORS
    assert card_of(store, net, "Mara") is None
    assert card_of(store, net, "Mara", "Nele") is not None
    with pytest.raises(NotAllowedError):
        card_of(store, net, "Mara", "Gast")


@pytest.mark.parametrize(("length", "has_card"), [(30, True), (150, True), (200, False)])
def test_it_stays_small(store: Store, length: int, has_card: bool) -> None:
    """What fits is kept, the most useful first; a name too long even alone leaves the number only."""
    net = network(store)
    with store.write() as session:
        person = session.get_one(Person, net.people["Mara"])
        person.given_name = person.family_name = "ℵ" * length
        person.function = "\n;,\\" * 50
    found = card_of(store, net, "Mara")
    assert found is not None
    assert len(found.vcard.encode()) <= LARGEST
    assert bool(found.vcard) is has_card
    assert found.phone
