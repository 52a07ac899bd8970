"""What all processes on one store have to know alike, such as a secret that one of them made."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import StoreInfo
from storage.services.rows import read

_VALUE = select(StoreInfo.value).where(StoreInfo.key == bindparam("name"))


def keep(session: Session, name: str, value: str) -> str:
    """Keep a value under a name, unless there is one already; returns the one that counts for all."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(StoreInfo).values(key=name, value=value).on_conflict_do_nothing())
    return str(read(session, _VALUE, {"name": name}).scalar_one())
