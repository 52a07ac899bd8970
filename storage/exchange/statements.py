"""Statements over many rows at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.models import Base

T = TypeVar("T")
Record = dict[str, object]

BATCH = 500
"""Rows of one statement; far below the number of parameters that SQLite takes (32,766)."""


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Cut values into parts of at most BATCH."""
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def insert_rows(session: Session, table: type[Base], records: Sequence[Record]) -> None:
    """Insert rows, if there are any."""
    if records:
        session.execute(insert(table), records)


def update_rows(session: Session, table: type[Base], records: Sequence[Record]) -> None:
    """Update rows by the primary key that each record holds, if there are any."""
    if records:
        session.execute(update(table), records)


def delete_rows(
    session: Session, table: type[Base], column: InstrumentedAttribute[Any], values: Sequence[int]
) -> None:
    """Delete the rows in which a column has one of the values; nothing in memory is brought in line."""
    for part in batches(values):
        session.execute(
            delete(table).where(column.in_(part)), execution_options={"synchronize_session": False}
        )
