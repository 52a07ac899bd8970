"""What Kitt understands but cannot do yet, said plainly. Later capabilities strike their line here."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.registry import intent
from dialogs.turn import Option, Reply, Turn, say
from storage.services.rights import Right

NOT_YET = (
    "next_meeting",
    "past_meetings",
    "schedule_meeting",
    "change_meeting",
    "rsvp_yes",
    "rsvp_no",
    "rsvp_maybe",
    "remind_me",
    "find_date",
    "ask_group",
    "list_questions",
    "answer_question",
    "broadcast",
    "match_me",
    "my_dots",
    "export_data",
    "delete_me",
)
"""Intents whose capability is not built yet."""


OWN_DATA = frozenset({"export_data", "delete_me"})
"""Guests may ask for these too: what is kept of them is no secret of the network's."""


def _not_yet(name: str) -> Callable[[Turn], Reply]:
    def answer(turn: Turn) -> Reply:
        if not turn.viewer.is_member:
            return Reply((say("own-data-guest"),), (Option(say("option-privacy"), "smalltalk.privacy"),))
        label = {"text": {"key": f"intent-{name.replace('_', '-')}", "params": {}}}
        return Reply((say("not-yet", what=label),), (Option(say("option-help"), "smalltalk.help"),))

    return answer


for _name in NOT_YET:
    intent(_name, right=Right.OWN_DATA if _name in OWN_DATA else Right.LOOK_UP)(_not_yet(_name))
