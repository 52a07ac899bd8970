"""What an invitation would give somebody of the network that they lack; nothing is changed here."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Group, Membership, Person, Region, Role
from storage.services.codes import Invitation
from storage.services.joining import RANKS, AlreadyInError
from storage.services.rights import Right, require
from storage.services.viewer import Viewer, require_member


@dataclass(frozen=True, slots=True)
class Gains:
    """A higher role (else GUEST), groups to belong to, a home region, what they coordinate from then on."""

    role: Role = Role.GUEST
    groups: tuple[str, ...] = ()
    region: str = ""
    coordinates: tuple[str, ...] = ()


def of(session: Session, *, viewer: Viewer, invited: Invitation) -> Gains:
    """What a member lacks of what an invitation gives.

    Raises:
        AlreadyInError: nothing.
    """
    require(viewer, Right.REDEEM)
    require_member(viewer)
    person = session.get_one(Person, viewer.person_id)
    joined = set(session.scalars(select(Membership.group_id).where(Membership.person_id == person.id)))
    region = session.get(Region, invited.region_ids[0]) if invited.region_ids else None
    found = Gains(
        role=invited.role if RANKS.index(invited.role) > RANKS.index(person.role) else Role.GUEST,
        groups=_names(session, Group, {*invited.group_ids} - joined),
        region=region.name if region and person.home_region_id is None else "",
        coordinates=_coordinates(session, viewer, invited),
    )
    if found == Gains():
        raise AlreadyInError
    return found


def _coordinates(session: Session, viewer: Viewer, invited: Invitation) -> tuple[str, ...]:
    if invited.role is not Role.COORDINATOR:
        return ()
    return (
        *_names(session, Group, {*invited.group_ids} - viewer.group_ids),
        *_names(session, Region, {*invited.region_ids} - viewer.region_ids),
    )


def _names(session: Session, model: type[Group | Region], ids: set[int]) -> tuple[str, ...]:
    return tuple(session.scalars(select(model.name).where(model.id.in_(ids)).order_by(model.name)))
