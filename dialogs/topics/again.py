"""A text that was written into a form, and plainly is another wish: offered to be answered after all."""

from __future__ import annotations

from typing import Any

from dialogs.registry import REGISTRY
from dialogs.topics.later import NOT_YET
from dialogs.turn import Option, Turn, say
from nlu.interface import Decision, Entity, Understanding

MOST_NAMES = 8
"""Names of one text that are kept with each reading: whoever lists more has pasted something."""

MOST_WORDS = 12
"""A longer text tells a story, and is meant for a human."""

_MEANT_FOR_HUMANS = frozenset(
    {"human", "affirm", "deny", "thanks", "goodbye", "greet", "cancel", "help", "out_of_scope", "privacy"}
)
_OWN = frozenset(
    {"own_words.works", "own_words.wrong", "own_words.guest", "deciding.plainly", "relaying.goes_on"}
)
"""What would only be passed on again."""


def another_wish(turn: Turn) -> tuple[Option, ...] | None:
    """The button that has a text answered; none for whom it is not; None if it is no wish of another kind."""
    read = turn.understanding
    if read is None or len(turn.text.split()) > MOST_WORDS:
        return None
    plain = read.decision is Decision.ACT and read.intent not in _MEANT_FOR_HUMANS | set(NOT_YET)
    if not plain and not _has_form(turn):
        return None
    if not turn.viewer.is_member:
        return ()
    data = {"intent": read.intent if plain else "out_of_scope", "entities": kept(read), "again": True}
    return (Option(say("option-relay-self"), "engine.meant", data),)


def _has_form(turn: Turn) -> bool:
    """Whether a form of some topic answers the text; nothing of what it does stays."""
    with turn.session.begin_nested() as tried:
        found = any(
            handled.name not in _OWN and handled.serves(turn.viewer) and handled.run(turn) is not None
            for handled in REGISTRY.phrases(early=False)
        )
        tried.rollback()
    return found


def kept(read: Understanding) -> list[dict[str, Any]]:
    """The names of a text as JSON; names that nobody here bears (a client's, say) are not kept."""
    named = [entity for entity in read.entities if entity.refs or entity.entity == "postcode"]
    return [_entity_data(entity) for entity in named[:MOST_NAMES]]


def _entity_data(entity: Entity) -> dict[str, Any]:
    return {
        "entity": entity.entity,
        "value": entity.value,
        "role": entity.role,
        "refs": list(entity.refs),
        "score": entity.score,
    }
