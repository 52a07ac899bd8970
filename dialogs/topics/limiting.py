"""Somebody has asked for more people within an hour than anybody needs."""

from __future__ import annotations

from dialogs.turn import Reply, Turn, say
from storage.services import lookups, telling
from storage.services.limits import HOURLY


def too_many(turn: Turn) -> Reply:
    """Say so kindly, and tell the coordinators once per account and day, unless it is a guest with a code."""
    if not turn.viewer.is_member:
        return Reply((say("lookups-too-many"),))
    name = lookups.who_asks(turn.session, viewer=turn.viewer)
    note = Reply((say("lookups-note", name=name, count=HOURLY["lookup"]),)).as_json()
    for person_id in lookups.watchers(turn.session, viewer=turn.viewer, today=turn.today):
        telling.tell(
            turn.session,
            person_id,
            note,
            key=f"lookups:{turn.account_id}:{turn.today.isoformat()}:{person_id}",
            now=turn.now,
            zone=turn.network.zone,
        )
    return Reply((say("lookups-too-many"),))
