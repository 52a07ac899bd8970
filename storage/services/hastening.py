"""What waits because nobody could be reached, tried at once when somebody can."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, literal_column, update
from sqlalchemy.orm import Session

from storage.models import OutboxMessage
from storage.queries.messages import IN_REACH, Reach
from storage.services.rows import change, table_of

LINE = ("network", "unreachable", "timeout", "server")
"""The codes of refusals that tell of the line or of the messenger as a whole, not of the message."""

_message = table_of(OutboxMessage)
_HASTEN = (
    update(_message)
    .where(
        _message.c.state == literal_column("'waiting'"),  # written out: the index over what is unfinished
        _message.c.error.in_(LINE),
        _message.c.due_at > bindparam("now"),
        _message.c.conversation_id.in_(IN_REACH),
    )
    .values(due_at=bindparam("now"))
)


def hasten(session: Session, reach: Reach, now: datetime) -> int:
    """Let what the line held up in these conversations be due now; returns how many messages."""
    return change(session, _HASTEN, {**reach.values, "now": now})
