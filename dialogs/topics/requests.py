"""What waits for a coordinator: people who want a human, and guests who want to come in."""

from __future__ import annotations

from dialogs.registry import COORDINATORS, command, step
from dialogs.topics import admitting, relaying
from dialogs.topics.in_private import private_instead
from dialogs.turn import Reply, State, Turn, say


@command("anfragen", "requests", roles=COORDINATORS)
@step("requests.list", roles=COORDINATORS)
def listed(turn: Turn) -> Reply:
    """All open requests, those for a human first, the oldest first."""
    if elsewhere := private_instead(turn):
        return elsewhere
    found = [reply for reply in (relaying.waiting(turn), admitting.waiting(turn)) if reply is not None]
    if not found:
        return Reply((say("requests-none"),), state=State())
    texts = tuple(text for reply in found for text in reply.texts)
    return Reply(texts, tuple(option for reply in found for option in reply.options), State())
