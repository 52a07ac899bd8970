"""How often an account may do something within an hour: nobody shall guess codes or copy the directory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Usage
from storage.services.rows import table_of

HOURLY: Mapping[str, int] = {
    "code": 10,  # wrong codes; a right one has 80 bits, so that nobody finds it in this life
    "lookup": 120,  # answers with people in them; a busy day has some forty
    "request": 3,  # wishes to be let in, introductions, calls for a human
}
"""The most per account and hour."""


_LOOKED_AT = timedelta(hours=2)


def used(session: Session, account_id: int, what: str, now: datetime) -> int:
    """How often an account did something in this hour and the one before."""
    hours = (_hour(now), _hour(now) - timedelta(hours=1))
    counted = session.scalar(
        select(func.coalesce(func.sum(Usage.count), 0)).where(
            Usage.account_id == account_id, Usage.what == what, Usage.hour.in_(hours)
        )
    )
    return int(counted or 0)


def exceeded(session: Session, account_id: int, what: str, now: datetime) -> bool:
    """Whether an account has done something as often as it may."""
    return used(session, account_id, what, now) >= HOURLY[what]


def count(session: Session, account_id: int, what: str, now: datetime) -> int:
    """Count one more time and return how often it was in this hour."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    table = table_of(Usage)
    statement = (
        insert(table)
        .values(account_id=account_id, what=what, hour=_hour(now), count=1)
        .on_conflict_do_update(
            index_elements=["account_id", "what", "hour"], set_={"count": table.c.count + 1}
        )
        .returning(table.c.count)
    )
    return int(session.execute(statement).scalar_one())


def forget(session: Session, now: datetime) -> int:
    """Delete what no limit looks at any more; returns how many rows."""
    done = session.execute(delete(Usage).where(Usage.hour < _hour(now) - _LOOKED_AT))
    return int(getattr(done, "rowcount", 0))


def any_old(session: Session, now: datetime) -> bool:
    """Whether there is something to forget."""
    return bool(session.scalar(select(exists().where(Usage.hour < _hour(now) - _LOOKED_AT))))


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
