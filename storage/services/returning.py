"""Somebody who has left comes back: a coordinator takes them back, with the row that they had."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from storage.models import Account, Coordination, Organisation, Person, Responsibility, Role
from storage.queries.directory import present
from storage.services.entry import alike
from storage.services.joining import Candidate


def left_named(
    session: Session, name: str, *, account_id: int, region_id: int | None, today: date
) -> list[Candidate]:
    """Who of exactly this name has left the region (None: any), was a member, and has no other's account.

    For other services only, which ask for the right.
    """
    query = (
        select(Person.id, Person.given_name, Person.family_name, Organisation.name, Person.left_on)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .where(
            ~present(today),
            Person.role == Role.MEMBER,
            ~exists().where(Account.person_id == Person.id, Account.id != account_id),
        )
        .order_by(Person.id)
    )
    if region_id is not None:
        worked = exists().where(Responsibility.person_id == Person.id, Responsibility.region_id == region_id)
        query = query.where(or_(Person.home_region_id == region_id, worked))
    return [
        Candidate(row[0], f"{row[1]} {row[2]}", row[3] or "", row[4])
        for row in session.execute(query)
        if alike(f"{row[1]} {row[2]}") == alike(name)
    ]


def revive(session: Session, person_id: int, today: date) -> None:
    """Somebody who has left belongs to the network again. What they were responsible for stays ended.

    Whoever calls it has asked for the right. Somebody who is there stays as they are.
    """
    person = session.get_one(Person, person_id, with_for_update={"key_share": True}, populate_existing=True)
    if person.left_on is None or person.left_on > today:
        return
    last = person.left_on - timedelta(days=1)
    mine = Responsibility.person_id == person_id
    unbound = {"synchronize_session": False}
    session.execute(
        delete(Responsibility).where(mine, Responsibility.starts_on > last), execution_options=unbound
    )
    session.execute(
        update(Responsibility)
        .where(mine, or_(Responsibility.ends_on.is_(None), Responsibility.ends_on > last))
        .values(ends_on=last),
        execution_options=unbound,
    )
    session.execute(
        delete(Coordination).where(Coordination.person_id == person_id), execution_options=unbound
    )
    person.left_on = None
    session.flush()
