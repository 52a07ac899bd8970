"""Asking back what was meant: "Meintest Du …?", and the reading that is chosen then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.registry import REGISTRY
from dialogs.topics.again import kept
from dialogs.topics.deleting import DELETES
from dialogs.topics.later import NOT_YET
from dialogs.turn import Data, Option, Reply, Turn, say
from nlu.interface import Decision, Entity, Understanding

MOST_MEANT = 3

# Understood, but no answer to "Meintest Du …?".
_NEVER_OFFERED = frozenset({"out_of_scope", "affirm", "deny", "cancel", "greet", "goodbye", "thanks"})


def did_you_mean(turn: Turn, read: Understanding) -> Reply | None:
    """ "Meintest Du …?" with at most three readings that this person may choose; None if there is none."""
    ranked = [read.intent, *(alternative.intent for alternative in read.alternatives)]
    offered = [
        name
        for name in ranked
        if name in REGISTRY.intents
        and name not in _NEVER_OFFERED
        and REGISTRY.intents[name].serves(turn.viewer)
        and (name != "delete_me" or DELETES.search(turn.text))
    ]
    # What Kitt can do stands before what it cannot do yet.
    offered = sorted(offered, key=NOT_YET.__contains__)[:MOST_MEANT]
    if not offered:
        return None
    entities = kept(read)
    options = [
        Option(
            say(f"intent-{name.replace('_', '-')}"), "engine.meant", {"intent": name, "entities": entities}
        )
        for name in offered
    ]
    options.append(Option(say("option-something-else"), "smalltalk.help"))
    return Reply((say("did-you-mean"),), tuple(options))


def as_meant(data: Data) -> Understanding:
    """The reading that an option stands for, with the names that the text held."""
    entities = tuple(_entity(stored) for stored in data.get("entities") or ())
    return Understanding("", str(data.get("intent")), 1.0, Decision.ACT, entities)


def _entity(stored: Mapping[str, Any]) -> Entity:
    value = str(stored["value"])
    return Entity(
        str(stored["entity"]), value, value, 0, 0, role=stored.get("role"),
        refs=tuple(map(str, stored.get("refs") or ())), score=float(stored.get("score", 1.0)),
    )  # fmt: skip
