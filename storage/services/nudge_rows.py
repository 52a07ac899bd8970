"""The rows of nudges that wait: what is wanted compared with what is there, and written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, or_, update
from sqlalchemy.orm import Session

from storage.models import Nudge, NudgeState
from storage.services.rows import insert_many, table_of
from storage.services.wanted_nudges import Wanted

HORIZON = timedelta(days=9)
"""How far ahead nudges are rows: longer than a week's downtime."""

AT_ONCE = 5000
"""How many ids one statement names: SQLite takes 32,766."""

_nudge = table_of(Nudge)


@dataclass
class Changes:
    """What is to be written of nudges."""

    new: list[Wanted] = field(default_factory=list)
    put: list[dict[str, Any]] = field(default_factory=list)  # to wait (again), at this time
    gone: list[int] = field(default_factory=list)

    def compare(
        self, found: Iterable[Wanted], rows: Mapping[str, Row[Any]], *, since: datetime, now: datetime
    ) -> list[Wanted]:
        """Note what differs; returns what is too far ahead to be a row.

        Only what is wanted ``since`` then is made, or wanted again.
        """
        later = []
        left = {key for key, row in rows.items() if row.state is NudgeState.WAITING}
        for item in found:
            row = rows.get(item.key)
            fresh = item.wanted_at >= since and item.due_at >= since
            if row is None:
                if fresh and item.due_at <= now + HORIZON:
                    self.new.append(item)
                elif fresh:
                    later.append(item)
            elif row.state is NudgeState.SUPERSEDED and fresh:
                self._put(row, item)
            elif row.state is NudgeState.WAITING and self._stays(row, item, since):
                left.discard(item.key)
        self.gone += [rows[key].id for key in left]
        return later

    def _stays(self, row: Row[Any], item: Wanted, since: datetime) -> bool:
        """Whether a row goes on waiting, perhaps until another time.

        Not if quiet hours that were set since want it in a time that is past.
        """
        if item.due_at >= since:
            if (row.due_at, row.not_after) != (item.due_at, item.not_after):
                self._put(row, item)
            return True
        return row.due_at == item.due_at or item.wanted_at < since

    def _put(self, row: Row[Any], item: Wanted) -> None:
        self.put.append({"row": row.id, "due": item.due_at, "until": item.not_after})

    def write(self, session: Session, now: datetime) -> None:
        """Write it, a statement each."""
        connection = session.connection()
        if self.new:
            # By person: what is due for somebody at once stands together, and is one message (invitations).
            ordered = sorted(self.new, key=lambda item: item.person_id)
            insert_many(session, Nudge, [_row(item, now) for item in ordered])
        if self.put:
            connection.execute(_PUT, self.put)
        for start in range(0, len(self.gone), AT_ONCE):
            some = self.gone[start : start + AT_ONCE]
            gone = update(_nudge).where(_nudge.c.id.in_(some), _nudge.c.state == NudgeState.WAITING)
            connection.execute(gone.values(state=NudgeState.SUPERSEDED))


_PUT = (
    update(_nudge)
    .where(
        _nudge.c.id == bindparam("row"),
        or_(_nudge.c.state == NudgeState.WAITING, _nudge.c.state == NudgeState.SUPERSEDED),
    )
    .values(due_at=bindparam("due"), not_after=bindparam("until"), state=NudgeState.WAITING)
)


def _row(item: Wanted, now: datetime) -> dict[str, Any]:
    return {
        **item._asdict(), "text": "", "state": NudgeState.WAITING, "reason": "", "created_at": now,
    }  # fmt: skip
