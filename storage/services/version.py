"""The version of the directory: a number that every change of its tables raises.

Whoever keeps an index of names (the dialogues) reads the number with each message and builds the index anew
when it has moved.
"""

from __future__ import annotations

from sqlalchemy import Integer, Text, bindparam, cast, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import StoreInfo
from storage.services.rows import read

KEY = "directory_version"

WISHES = "wishes_version"
"""Raised by what people and groups set about being written to, which is no matter of names."""

_VERSION = select(StoreInfo.value).where(StoreInfo.key == bindparam("name"))


def directory_version(session: Session) -> int:
    """The version as this session sees it; 0 before the first change."""
    return _number(session, KEY)


def wishes_version(session: Session) -> int:
    """The version of what people and groups set about being written to; 0 before the first change."""
    return _number(session, WISHES)


def _number(session: Session, key: str) -> int:
    value = read(session, _VERSION, {"name": key}).scalar_one_or_none()
    return int(value) if value else 0


def touch_directory(session: Session) -> None:
    """Raise the version by one: to be called in the transaction of every change of the directory.

    One statement does it, so that two processes on one PostgreSQL never count the same number twice.
    """
    _raise(session, KEY)


def touch_wishes(session: Session) -> None:
    """Raise the version of what people and groups set, likewise."""
    _raise(session, WISHES)


def _raise(session: Session, key: str) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(StoreInfo).values(key=key, value="1")
    raised = cast(cast(StoreInfo.value, Integer) + 1, Text)
    session.execute(first.on_conflict_do_update(index_elements=["key"], set_={"value": raised}))
