"""A wish for a human goes from coordinator to coordinator: whose turn it is, and who has let a day pass.

For relaying only, by the turn that asks and by the clock: nothing here is shown to anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.models import AccessRequest, Account, HelpRequest, Person, RequestState
from storage.services import outbox
from storage.services.coordinating import in_turn, regions_of
from storage.services.office_hours import is_open

PATIENCE = timedelta(days=1)
"""How long one coordinator has before the next is asked."""


def candidates(session: Session, number: int, today: date) -> list[int]:
    """Whom to ask for a request, in turn: who had it last comes last."""
    found = session.get_one(HelpRequest, number)
    owner = session.scalar(select(Account.person_id).where(Account.id == found.account_id))
    regions = regions_of(session, owner, today) if owner is not None else _wished(session, found.account_id)
    people = in_turn(session, region_ids=regions, today=today, without=[owner] if owner else ())
    if found.with_id in people:
        place = people.index(found.with_id) + 1
        people = [*people[place:], *people[:place]]
    return people


def take_turn(session: Session, number: int, person_id: int, now: datetime) -> None:
    """Note whose turn it is, of a request that ``is_due`` holds."""
    found = session.get_one(HelpRequest, number)
    found.with_id, found.nudged_at = person_id, now


def waiting(session: Session, now: datetime, most: int = 50) -> Sequence[int]:
    """Open requests whose coordinator has let a day pass, and those that nobody has got yet."""
    return session.scalars(
        select(HelpRequest.id)
        .where(
            HelpRequest.state == RequestState.OPEN,
            or_(HelpRequest.nudged_at.is_(None), HelpRequest.nudged_at <= now - PATIENCE),
        )
        .order_by(HelpRequest.id)
        .limit(most)
    ).all()


def is_due(session: Session, number: int, now: datetime) -> bool:
    """Hold a request until the transaction ends, and say whether somebody is to be asked (again) for it."""
    session.flush()
    found = session.get(HelpRequest, number, with_for_update={"key_share": True}, populate_existing=True)
    if found is None or found.state is not RequestState.OPEN:
        return False
    return found.nudged_at is None or found.nudged_at <= now - PATIENCE


def contents(session: Session, number: int) -> HelpRequest:
    """A request as it is stored."""
    return session.get_one(HelpRequest, number)


def in_hours(session: Session, person_id: int, now: datetime, zone: tzinfo) -> bool:
    """Whether a coordinator can be asked now: office hours where a machine can read them, else daytime."""
    hours = session.scalar(select(Person.office_hours).where(Person.id == person_id)) or ""
    return is_open(hours, now.astimezone(zone))


def _wished(session: Session, account_id: int) -> frozenset[int]:
    """The region that a guest named when they asked to be let in."""
    rows = session.scalars(select(AccessRequest.region_id).where(AccessRequest.account_id == account_id))
    return frozenset(row for row in rows if row is not None)


def tell_account(
    session: Session, account_id: int, payload: Mapping[str, Any], *, key: str, now: datetime, language: str
) -> bool:
    """Answer a guest where they wrote; False if they cannot be reached. Members are told by ``telling``."""
    account = session.get(Account, account_id)
    if account is None or account.conversation_id is None or account.blocked_at is not None:
        return False
    draft = outbox.Draft(
        dedupe_key=key,
        conversation_id=account.conversation_id,
        payload=payload,
        language=account.language or language,
        account_id=account_id,
    )
    outbox.enqueue(session, draft, now)
    return True
