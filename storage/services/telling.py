"""Kitt writes by itself: one message to one person, at the address they prefer, once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Account, Person, Preference
from storage.services import outbox


class Kind(Enum):
    """Why Kitt writes."""

    ANSWER = "answer"  # to what this person asked of somebody: always, at once
    REQUEST = "request"  # somebody needs something of them: not while muted, after quiet hours
    NUDGE = "nudge"  # Kitt's own idea: likewise


class Address(NamedTuple):
    """Where a person is reached."""

    account_id: int
    conversation_id: int


def address_of(session: Session, person_id: int, *, without: int | None = None) -> Address | None:
    """The preferred address of a person, else the newest that can be reached; None if there is none.

    ``without`` is an account that was tried in vain.
    """
    preferred = select(Preference.account_id).where(Preference.person_id == person_id).scalar_subquery()
    row = session.execute(
        select(Account.id, Account.conversation_id)
        .where(
            Account.person_id == person_id,
            Account.conversation_id.is_not(None),
            Account.blocked_at.is_(None),
            Account.id != (without or 0),
        )
        .order_by((Account.id == preferred).desc().nulls_last(), Account.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None or row[1] is None else Address(row[0], row[1])


def tell(
    session: Session,
    person_id: int,
    payload: Mapping[str, Any],
    *,
    key: str,
    now: datetime,
    zone: tzinfo,
    kind: Kind = Kind.REQUEST,
    default_language: str = "de",
) -> bool:
    """Put a message for a person into the outbox; False if they cannot be reached or are muted.

    ``payload`` is what ``Reply.as_json`` gives. ``key`` makes it once: a second call with the same key does
    nothing. Options in it work for this person only. What is no answer is held back from who has left when it
    would be sent.
    """
    address = address_of(session, person_id)
    if address is None:
        return False
    language = session.scalar(select(Person.language).where(Person.id == person_id)) or default_language
    due_at = now
    if kind is not Kind.ANSWER:
        wanted = session.get(Preference, person_id)
        if wanted is not None and wanted.muted_until is not None and wanted.muted_until > now:
            return False
        due_at = after_quiet(wanted, now, zone) if wanted is not None else now
    draft = outbox.Draft(
        dedupe_key=key,
        conversation_id=address.conversation_id,
        payload=payload if kind is Kind.ANSWER else {**payload, outbox.MEANT_FOR: person_id},
        language=language,
        account_id=address.account_id,
        due_at=due_at,
    )
    outbox.enqueue(session, draft, now)
    return True


def after_quiet(wanted: Preference, now: datetime, zone: tzinfo) -> datetime:
    """The first moment from now on that is neither in somebody's quiet hours nor on a day off."""
    moment = now
    for _ in range(9):  # a week has seven days; quiet hours may push each into the next
        local = moment.astimezone(zone)
        if wanted.days_off >> local.weekday() & 1 and wanted.days_off != 0b1111111:
            moment = _at(local + timedelta(days=1), 0)
            continue
        minute = local.hour * 60 + local.minute
        start, end = wanted.quiet_from, wanted.quiet_until
        if start is None or end is None or start == end:
            return moment
        inside = start <= minute < end if start < end else minute >= start or minute < end
        if not inside:
            return moment
        moment = _at(local if minute < end else local + timedelta(days=1), end)
    return moment


def _at(local: datetime, minute: int) -> datetime:
    return local.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
