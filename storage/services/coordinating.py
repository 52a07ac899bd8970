"""Whom of the coordinators to ask, in turn: those of the region first, nobody who is away."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.models import Absence, Account, Coordination, Person, Responsibility, Role
from storage.queries.directory import in_force, present


def in_turn(
    session: Session,
    *,
    region_ids: Collection[int],
    today: date,
    without: Iterable[int] = (),
    entitled: bool = False,
) -> list[int]:
    """Coordinators and administrators who can be reached, by number, in the order in which to ask them.

    Those of ``region_ids`` come first, then other coordinators, then administrators; ``without`` are left
    out. ``entitled``: only those who may change something in these regions.
    For other services only: it tells nothing about anybody.
    """
    away = select(Absence.person_id).where(
        Absence.starts_on <= today, or_(Absence.ends_on.is_(None), Absence.ends_on >= today)
    )
    reachable = select(Account.person_id).where(
        Account.conversation_id.is_not(None), Account.blocked_at.is_(None), Account.person_id.is_not(None)
    )
    rows = session.execute(
        select(Person.id, Person.role, Coordination.region_id)
        .outerjoin(Coordination, Coordination.person_id == Person.id)
        .where(
            present(today),
            Person.role.in_([Role.COORDINATOR, Role.ADMINISTRATOR]),
            Person.id.in_(reachable),
            Person.id.not_in(away),
            Person.id.not_in(list(without)),
        )
        .order_by(Person.id)
    ).all()
    near = {row.id for row in rows if row.region_id in region_ids}
    roles = {row.id: row.role for row in rows}
    if entitled and region_ids:
        roles = {one: role for one, role in roles.items() if one in near or role is Role.ADMINISTRATOR}
    return sorted(roles, key=lambda one: (one not in near, roles[one] is Role.ADMINISTRATOR, one))


def regions_of(session: Session, person_id: int, today: date) -> frozenset[int]:
    """The regions of a person: the home region, and those of their responsibilities."""
    home = session.scalar(select(Person.home_region_id).where(Person.id == person_id))
    others = session.scalars(
        select(Responsibility.region_id).where(Responsibility.person_id == person_id, in_force(today))
    )
    return frozenset(region for region in (home, *others) if region is not None)


def name_for(session: Session, person_id: int, *, given_only: bool = False) -> str:
    """What somebody is called; empty for who is gone. Guests learn given names only.

    For other services only, which know who may learn it.
    """
    row = session.execute(select(Person.given_name, Person.family_name).where(Person.id == person_id)).first()
    if row is None:
        return ""
    return row.given_name if given_only else f"{row.given_name} {row.family_name}".strip()
