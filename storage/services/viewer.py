"""Who is looking or acting: the one argument that every service about people takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, Row, bindparam, select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Account, Coordination, Person, Role
from storage.services.rows import read


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks, and where the answer will be seen.

    ``in_group`` is true where others read along, so that only what groups may see is shown.
    ``region_ids`` and ``group_ids`` are what a coordinator coordinates; both empty for everybody else.
    ``language`` is the one that they chose for good; empty if none.
    """

    role: Role
    person_id: int | None = None
    given_name: str = ""
    in_group: bool = False
    region_ids: frozenset[int] = frozenset()
    group_ids: frozenset[int] = frozenset()
    language: str = ""

    @property
    def is_member(self) -> bool:
        """Whether this is anybody but a guest."""
        return self.role is not Role.GUEST

    @property
    def coordinates(self) -> bool:
        """Whether this is a coordinator or an administrator."""
        return self.role in (Role.COORDINATOR, Role.ADMINISTRATOR)


GUEST = Viewer(role=Role.GUEST)


def require_member(viewer: Viewer) -> None:
    """Refuse guests.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    if not viewer.is_member:
        raise NotAllowedError


def belongs_on(left_on: date | None, day: date) -> bool:
    """Whether somebody who left on ``left_on`` still belonged to the network on ``day``."""
    return left_on is None or left_on > day


_WHO = select(Person.id, Person.role, Person.given_name, Person.left_on, Person.language)
_PERSON = _WHO.join(Account, Account.person_id == Person.id).where(
    Account.id == bindparam("account", type_=Integer())
)
_BY_ID = _WHO.where(Person.id == bindparam("person", type_=Integer()))
_REACH = select(Coordination.region_id, Coordination.group_id).where(
    Coordination.person_id == bindparam("person", type_=Integer())
)


def viewer_of(session: Session, account_id: int, *, today: date, in_group: bool = False) -> Viewer:
    """Who writes from an account; a person who has left is a guest from that day on."""
    return _viewer(session, read(session, _PERSON, {"account": account_id}).one_or_none(), today, in_group)


def viewer_for(session: Session, person_id: int, *, today: date) -> Viewer:
    """What somebody may do who is not there just now, such as whoever made an invitation."""
    found = read(session, _BY_ID, {"person": person_id}).one_or_none()
    return _viewer(session, found, today, in_group=False)


def _viewer(session: Session, row: Row[Any] | None, today: date, in_group: bool) -> Viewer:
    if row is None or not belongs_on(row.left_on, today) or row.role is Role.GUEST:
        return Viewer(role=Role.GUEST, in_group=in_group)
    regions: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    if row.role is Role.COORDINATOR:
        reach = read(session, _REACH, {"person": row.id}).all()
        regions = frozenset(r.region_id for r in reach if r.region_id is not None)
        groups = frozenset(r.group_id for r in reach if r.group_id is not None)
    return Viewer(row.role, row.id, row.given_name, in_group, regions, groups, row.language)
