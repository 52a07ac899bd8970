"""Invitations that were given out: who sees and ends which, and that what is ended gives nothing any more."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.models import Code, Membership, Person, Role
from storage.services import codes, deletion, invitations, joining
from storage.services.codes import Invitation, Made, NoSuchCodeError, Terms
from storage.services.viewer import GUEST
from storage.session import Session, Store
from tests import coordinated
from tests.coordinated import Network
from tests.factories import NOW, TODAY


@pytest.fixture
def net(store: Store) -> Network:
    return coordinated.network(store)


def made(session: Session, net: Network, by: str | None, **terms: object) -> Made:
    viewer = net.viewer(session, by) if by else None
    given = Terms(**{"group_ids": (net.group,), **terms})  # type: ignore[arg-type]
    return codes.make(session, viewer=viewer, terms=given, choose=secrets.choice, now=NOW)


def looked_up(session: Session, net: Network, code: str, by: str = "Gast") -> Invitation:
    return codes.invitation(
        session, viewer=net.viewer(session, by), account_id=net.accounts[by], digest=codes.digest_of(code),
        now=NOW, today=TODAY,
    )  # fmt: skip


def test_who_may(store: Store, net: Network) -> None:
    """One's own; administrators all; everybody else, and a number that is none, is refused."""
    with store.write() as session:
        of_nele, of_nobody = made(session, net, "Nele").code_id, made(session, net, None).code_id
    with store.write() as session:
        nele, kim, mara = (net.viewer(session, name) for name in ("Nele", "Kim", "Mara"))
        seen = invitations.open_ones(session, viewer=nele, now=NOW, today=TODAY)
        assert [(one.id, one.own, one.names) for one in seen] == [(of_nele, True, ("Fokusgruppe 2",))]
        everything = invitations.open_ones(session, viewer=kim, now=NOW, today=TODAY)
        assert [(one.id, one.by != "") for one in everything] == [(of_nobody, False), (of_nele, True)]
        for viewer in (mara, GUEST):
            with pytest.raises(NotAllowedError):
                invitations.open_ones(session, viewer=viewer, now=NOW, today=TODAY)
        for viewer, code in ((nele, of_nobody), (mara, of_nele), (GUEST, of_nele), (kim, 10**6)):
            with pytest.raises(NotAllowedError):
                invitations.take_back(session, viewer=viewer, code_id=code, now=NOW)
        assert invitations.take_back(session, viewer=kim, code_id=of_nele, now=NOW)
        assert not invitations.take_back(session, viewer=kim, code_id=of_nele, now=NOW)
        assert invitations.one_open(session, viewer=kim, code_id=of_nele, now=NOW, today=TODAY) is None


def test_what_is_over_is_not_listed(store: Store, net: Network) -> None:
    """Used up or too old: not listed, and nothing to take back."""
    with store.write() as session:
        kim = net.viewer(session, "Kim")
        old = made(session, net, "Nele", lasts=timedelta(days=1)).code_id
        later = NOW + timedelta(days=1)
        assert invitations.open_ones(session, viewer=kim, now=later, today=TODAY) == []
        assert not invitations.take_back(session, viewer=kim, code_id=old, now=later)


def test_taken_back_at_the_very_moment(store: Store, net: Network) -> None:
    """A member who has seen it count gets nothing of it once it was taken back."""
    with store.write() as session:
        new = made(session, net, "Kim", role=Role.COORDINATOR)
        invited = looked_up(session, net, new.code, "Heike")
    with store.write() as session:
        invitations.take_back(session, viewer=net.viewer(session, "Kim"), code_id=new.code_id, now=NOW)
    with store.write() as session:
        with pytest.raises(NoSuchCodeError):
            joining.accept(session, viewer=net.viewer(session, "Heike"), invited=invited, now=NOW)
        session.commit()
    with store.read() as session:
        heike = net.people["Heike"]
        assert session.get_one(Person, heike).role is Role.MEMBER
        assert session.get(Membership, (net.group, heike)) is None


def test_deleted_makers_leave_no_code(store: Store, net: Network) -> None:
    """What a deleted person gave out ends; what the command line made stays, though nobody made it either."""
    with store.write() as session:
        of_nele, of_nobody = made(session, net, "Nele"), made(session, net, None)
    with store.write() as session:
        deletion.forget_person(session, net.people["Nele"])
    with store.write() as session:
        assert session.scalars(select(Code.id)).all() == [of_nobody.code_id]
        assert looked_up(session, net, of_nobody.code).created_by_id is None
        with pytest.raises(NoSuchCodeError):
            looked_up(session, net, of_nele.code)
