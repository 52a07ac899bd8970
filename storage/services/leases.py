"""Leases: of several processes that share the store, one at a time does something; then another one.

A lease is taken by compare-and-set and ends by itself, so that a process which died holds up nobody for long.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from storage.models import Lease
from storage.services.rows import change, read, table_of

_table = table_of(Lease)
_HOLDER = select(_table.c.owner, _table.c.lasts_until).where(_table.c.name == bindparam("lease"))
_RELEASE = (
    update(_table)
    .where(_table.c.owner == bindparam("holder"), _table.c.lasts_until > bindparam("now"))
    .values(lasts_until=bindparam("now"))
)


class Holder(NamedTuple):
    """Whose a lease is, and until when."""

    owner: str
    until: datetime


def holder(session: Session, name: str) -> Holder | None:
    """Whose a lease is or was last; None if nobody ever had it."""
    row = read(session, _HOLDER, {"lease": name}).one_or_none()
    return None if row is None else Holder(row.owner, row.lasts_until)


def take(session: Session, name: str, *, owner: str, until: datetime, now: datetime, gone: str = "") -> bool:
    """Take a lease that is free, or over, or one's own already, or that of a process known to be gone.

    Of two that try at once one gets it.
    """
    values = {"name": name, "owner": owner, "lasts_until": until, "now": now, "gone": gone}
    statement = _take(session.connection().dialect.name)
    return session.connection().execute(statement, values).first() is not None


def release(session: Session, owner: str, now: datetime) -> None:
    """Let go of all that a process holds, for the next one to take at once."""
    change(session, _RELEASE, {"holder": owner, "now": now})


@cache
def _take(dialect: str) -> ReturningInsert[str]:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    first = insert(_table).values(
        name=bindparam("name"), owner=bindparam("owner"), lasts_until=bindparam("lasts_until")
    )
    free = or_(
        _table.c.owner.in_([bindparam("owner"), bindparam("gone")]), _table.c.lasts_until <= bindparam("now")
    )
    return first.on_conflict_do_update(
        index_elements=["name"],
        set_={"owner": first.excluded.owner, "lasts_until": first.excluded.lasts_until},
        where=free,
    ).returning(_table.c.owner)
