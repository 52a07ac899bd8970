"""Rows without the mapper: read as they are, inserted once, or changed only if they are still as expected.

The inbox and the outbox are read and written with every message, so they go past SQLAlchemy's unit of work,
which costs as much again as the statement itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import CursorResult, Select, Table, Update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from storage.models import Base


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    return cast(Table, model.__table__)


def insert_once(session: Session, model: type[Base], values: Mapping[str, Any]) -> int | None:
    """Insert a row unless a unique key forbids it, and return its ``id``; None if it was there already.

    On PostgreSQL it waits for another process that is just inserting the same row.
    """
    connection = session.connection()
    statement = _insert_once(connection.dialect.name, model)
    return connection.execute(statement, dict(values)).scalar_one_or_none()


def insert_many(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns, but for those that a unique key forbids."""
    if rows:
        connection = session.connection()
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table_of(model)).on_conflict_do_nothing()
        connection.execute(statement, [dict(row) for row in rows])


@cache
def _insert_once(dialect: str, model: type[Base]) -> ReturningInsert[int]:
    table = table_of(model)
    if dialect == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing().returning(table.c.id)
    return sqlite.insert(table).on_conflict_do_nothing().returning(table.c.id)


def read(
    session: Session, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]
) -> CursorResult[*tuple[Any, ...]]:
    """Run a select of columns; it sees nothing that was added to the session and not yet flushed."""
    return session.connection().execute(statement, values)


def change(session: Session, statement: Update, values: Mapping[str, Any]) -> int:
    """Run an update and return how many rows it changed."""
    result = cast("CursorResult[Any]", session.connection().execute(statement, dict(values)))
    return result.rowcount
