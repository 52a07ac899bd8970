"""What Kitt understands but cannot do yet, said plainly. Later capabilities strike their line here."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.registry import intent
from dialogs.topics.introducing import named
from dialogs.turn import Option, Reply, Turn, say
from storage.services.rights import Right

NOT_YET = (
    "ask_group",
    "list_questions",
    "answer_question",
    "broadcast",
    "match_me",
    "my_dots",
)
"""Intents whose capability is not built yet."""


def _not_yet(name: str) -> Callable[[Turn], Reply]:
    def answer(turn: Turn) -> Reply:
        if name == "match_me" and (reply := named(turn)) is not None:
            return reply
        label = {"text": {"key": f"intent-{name.replace('_', '-')}", "params": {}}}
        return Reply((say("not-yet", what=label),), (Option(say("option-help"), "smalltalk.help"),))

    return answer


for _name in NOT_YET:
    intent(_name, right=Right.LOOK_UP)(_not_yet(_name))
