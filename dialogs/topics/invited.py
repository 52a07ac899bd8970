"""Somebody whom the network does not know has invited Kitt to a room: coordinators say yes or no."""

from __future__ import annotations

from dialogs.registry import COORDINATORS, step
from dialogs.topics.drafting import inner, stale
from dialogs.topics.in_private import private_instead
from dialogs.turn import Reply, State, Turn, say
from storage.services import invited
from storage.services.standing import named


@step("invited.decide", roles=COORDINATORS)
def decide(turn: Turn) -> Reply:
    """Let Kitt come or not; who is second learns what was decided."""
    if elsewhere := private_instead(turn):
        return elsewhere
    done = invited.decide(
        turn.session, viewer=turn.viewer, conversation_id=int(turn.data.get("conversation") or 0),
        answer=str(turn.data.get("answer")), now=turn.now,
    )  # fmt: skip
    if done is None:
        return stale()
    where = inner("place-named", **named(done.place))
    key = "invited-decided" if done.first else "invited-before"
    return Reply((say(key, place=where, answer=done.answer),), state=State())
