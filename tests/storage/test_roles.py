"""Who gives and takes roles, and what never goes: the last administrator, a group's last coordinator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storage.errors import NotAllowedError
from storage.models import Deletion, Membership, Person, Role
from storage.services import roles
from storage.services.refusing import Reason, RefusedError
from storage.services.viewer import GUEST, Viewer
from storage.session import Session, Store
from tests import coordinated
from tests.coordinated import Network, noted
from tests.factories import NOW, TODAY

Deed = Callable[[Session, Viewer, int], object]


@pytest.fixture
def net(store: Store) -> Network:
    return coordinated.network(store)


def coordinate(session: Session, viewer: Viewer, person: int, region: int = 1) -> None:
    roles.let_coordinate(session, viewer=viewer, person_id=person, region_ids=(region,), now=NOW, today=TODAY)


def no_coordination(session: Session, viewer: Viewer, person: int) -> None:
    roles.end_coordination(session, viewer=viewer, person_id=person, now=NOW, today=TODAY)


def administer(session: Session, viewer: Viewer, person: int) -> None:
    roles.let_administer(session, viewer=viewer, person_id=person, now=NOW, today=TODAY)


def no_administration(session: Session, viewer: Viewer, person: int) -> None:
    roles.end_administration(session, viewer=viewer, person_id=person, now=NOW, today=TODAY)


def look(session: Session, viewer: Viewer, person: int) -> None:
    roles.standing(session, viewer=viewer, person_id=person, today=TODAY)


DEEDS = (coordinate, no_coordination, administer, no_administration, look)


@pytest.mark.parametrize("deed", DEEDS)
def test_administrators_only(store: Store, net: Network, deed: Deed) -> None:
    """Nobody else, not about themselves either; and nothing about who has left or never was."""
    with store.write() as session:
        for name in ("Nele", "Mara"):
            for person in (net.people["Lena"], net.people[name]):
                with pytest.raises(NotAllowedError):
                    deed(session, net.viewer(session, name), person)
        with pytest.raises(NotAllowedError):
            deed(session, GUEST, net.people["Lena"])
        session.get_one(Person, net.people["Lena"]).left_on = TODAY
        session.flush()
        for person in (net.people["Lena"], 10**6):
            with pytest.raises(RefusedError) as refused:
                deed(session, net.viewer(session, "Kim"), person)
            assert refused.value.reason is Reason.GONE
    assert noted(store) == []


def test_what_would_change_nothing(store: Store, net: Network) -> None:
    """Given twice, or taken from who has it not: refused, and noted once."""
    with store.write() as session:
        kim = net.viewer(session, "Kim")
        mara, nele = net.people["Mara"], net.people["Nele"]
        coordinate(session, kim, mara)
        for deed, person in ((coordinate, mara), (no_administration, nele), (administer, net.people["Kim"])):
            with pytest.raises(RefusedError) as refused:
                deed(session, kim, person)
            assert refused.value.reason is Reason.NOTHING
        no_coordination(session, kim, mara)
        with pytest.raises(RefusedError):
            no_coordination(session, kim, mara)
        with pytest.raises(RefusedError) as gone:
            coordinate(session, kim, mara, 10**6)
        assert gone.value.reason is Reason.GONE
    assert noted(store) == ["role.coordinator", "role.no_coordinator"]


def test_groups_too(store: Store, net: Network) -> None:
    """Who coordinates a group belongs to it; it is never left without anybody."""
    with store.write() as session:
        kim, heike = net.viewer(session, "Kim"), net.people["Heike"]
        with pytest.raises(RefusedError) as last:
            no_coordination(session, kim, net.people["Nele"])
        assert (last.value.reason, last.value.names) == (Reason.LAST, (coordinated.GROUP,))
        roles.let_coordinate(
            session,
            viewer=kim,
            person_id=heike,
            region_ids=(1,),
            group_ids=(net.group,),
            now=NOW,
            today=TODAY,
        )
        assert session.get(Membership, (net.group, heike)) is not None
        no_coordination(session, kim, net.people["Nele"])
        assert session.get_one(Person, net.people["Nele"]).role is Role.MEMBER


def test_an_administrator_is_left(store: Store, net: Network) -> None:
    """Somebody who leaves or has asked to be deleted does not count as one who stays."""
    with store.write() as session:
        kim, lena = net.viewer(session, "Kim"), net.people["Lena"]
        administer(session, kim, lena)
        going = Deletion(person_id=lena, asked_at=NOW, due_at=NOW)
        session.add(going)
        session.flush()
        with pytest.raises(RefusedError) as refused:
            no_administration(session, kim, net.people["Kim"])
        assert refused.value.reason is Reason.LAST_ADMINISTRATOR
        session.delete(going)
        session.flush()
        no_administration(session, kim, net.people["Kim"])
        # Of two who end each other's at once, the second one has nothing to say any more.
        with pytest.raises(NotAllowedError):
            no_administration(session, kim, lena)
