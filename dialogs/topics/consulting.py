"""What needs a coordinator's yes is put to the first one who can be asked."""

from __future__ import annotations

from collections.abc import Collection

from dialogs.turn import Reply, State, Turn, say
from storage.services import limits
from storage.services.coordinating import in_turn
from storage.services.telling import Kind, tell


def put_to_coordinator(turn: Turn, asking: Reply, *, key: str, regions: Collection[int]) -> Reply:
    """Ask who may change something in these regions, and tell the person what happens now.

    ``key`` makes it once. Wishes of one account are limited.
    """
    if limits.exceeded(turn.session, turn.account_id, "request", turn.now):
        return Reply((say("limit-requests"),), state=State())
    limits.count(turn.session, turn.account_id, "request", turn.now)
    own = [turn.viewer.person_id] if turn.viewer.person_id is not None else []
    for other in in_turn(turn.session, region_ids=regions, today=turn.today, without=own, entitled=True):
        told = tell(
            turn.session, other, asking.as_json(), key=key, now=turn.now, zone=turn.network.zone,
            kind=Kind.REQUEST,
        )  # fmt: skip
        if told:
            return Reply((say("duty-sent"),), state=State())
    return Reply((say("duty-nobody"),), state=State())
