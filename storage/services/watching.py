"""Whether something was changed while a turn was answered: then it is not to be answered a second time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Insert, Table, Update, event
from sqlalchemy.orm import Session

_NO_EFFECTS = frozenset({"usage", "continuation"})
"""Tables that count what is read, and that keep the way on with what a group is not shown."""


@dataclass(slots=True)
class Watch:
    """What was seen."""

    wrote: bool = False


@contextmanager
def watched(session: Session) -> Iterator[Watch]:
    """Look whether anything but those is written inside the block, even if it is undone halfway."""
    watch = Watch()
    connection = session.connection()

    def note(_connection: Any, statement: Any, *_rest: Any) -> None:
        if isinstance(statement, Insert | Update | Delete):
            table = statement.table
            watch.wrote |= not (isinstance(table, Table) and table.name in _NO_EFFECTS)

    event.listen(connection, "before_execute", note)
    try:
        yield watch
        session.flush()
    finally:
        event.remove(connection, "before_execute", note)
