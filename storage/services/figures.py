"""How much waits, was laid aside or did not arrive: numbers for a monitoring, nothing about anybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from storage.models import InboxEvent, InboxState, OutboxMessage, OutboxState

# The states are written out: a database uses an index over a part of a table only where it sees that it may.
_WAITING = select(func.count(), func.min(InboxEvent.received_at)).where(
    InboxEvent.state == literal_column(f"'{InboxState.WAITING.value}'")
)
_PARKED = select(func.count()).where(InboxEvent.state == literal_column(f"'{InboxState.PARKED.value}'"))
_NOT_SENT = (
    select(OutboxMessage.state, func.count())
    .where(OutboxMessage.state != literal_column(f"'{OutboxState.SENT.value}'"))
    .group_by(OutboxMessage.state)
)


class Figures(NamedTuple):
    """What the store counts. ``outbox`` has a number for every state but that of what was sent."""

    waiting: int
    oldest: datetime | None
    parked: int
    outbox: Mapping[str, int]


def figures(session: Session) -> Figures:
    """Count; each along an index, so that millions of rows that are done cost nothing."""
    waiting, oldest = session.execute(_WAITING).one()
    parked = session.execute(_PARKED).scalar_one()
    counted = {state.value: count for state, count in session.execute(_NOT_SENT)}
    states = [state.value for state in OutboxState if state is not OutboxState.SENT]
    return Figures(waiting, oldest, parked, {state: counted.get(state, 0) for state in states})
