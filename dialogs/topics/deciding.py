"""A yes or no in words, where exactly one question with buttons is the last thing that Kitt said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.registry import REGISTRY, phrase
from dialogs.turn import Reply, Turn, say
from nlu.interface import Decision

YES = frozenset({"introducing.yes", "own_duties.grant", "own_duties.ask", "correcting.yes", "renaming.grant",
                 "renaming.send", "relaying.pass"})  # fmt: skip
NO = frozenset({"introducing.no", "own_duties.refuse", "correcting.no", "renaming.refuse", "relaying.leave",
                "deleting.keep"})  # fmt: skip
MOST_WORDS = 4
"""More words than these say something else beside the yes or no."""

_YES = re.compile(
    r"^\W*(?:ja|jo|jep|yes|yep|ok|okay|gern|gerne|sure|gladly|klar|passt|einverstanden)\b", re.I
)
_BARE = re.compile(r"^\W*(?:ja|jo|jep|yes|yep|ja bitte|yes please)\W*$", re.I)
_MERE = frozenset({"affirm", "deny", "thanks", "cancel", "out_of_scope"})
_NO = re.compile(r"^\W*(?:nein|nee|nö|no|nope|lieber nicht|rather not|not now|nicht)\b", re.I)


@phrase("deciding.plainly", re.compile(f"{_YES.pattern}|{_NO.pattern}", re.I))
def plainly(turn: Turn) -> Reply | None:
    """ "Ja gern", "nein danke", "lieber nicht": whatever understanding makes of them."""
    return decided(turn, YES if _YES.match(turn.text) else NO)


def decided(turn: Turn, steps: frozenset[str]) -> Reply | None:
    """Do what a plain yes or no chooses; None where nothing was asked that has one.

    To be deleted takes the very words; a yes with conditions is left to a button.
    """
    offered = turn.state.options
    if turn.state.step is not None or not offered or turn.viewer.in_group:
        return None
    named = [str(option.get("step")) for option in offered]
    if "deleting.do" in named and steps is YES:
        return Reply((say("deletion-choose"),))
    if not any(name in YES | NO for name in named):
        return Reply((say("choose-one"),)) if steps is YES and _BARE.match(turn.text) else None
    if len(turn.text.split()) > MOST_WORDS:
        return None if _says_something(turn) else Reply((say("choose-one"),))
    fits = [option for option in offered if option.get("step") in steps]
    return _chosen(turn, fits[0]) if len(fits) == 1 else Reply((say("choose-one"),))


def _says_something(turn: Turn) -> bool:
    """Whether a long text asks for something else."""
    read = turn.understanding
    acts = read is not None and read.decision is Decision.ACT and read.intent not in _MERE
    return acts or turn.text.rstrip().endswith("?")


def _chosen(turn: Turn, option: Mapping[str, Any]) -> Reply | None:
    """As if the button had been pressed, by whoever may."""
    handled = REGISTRY.steps.get(str(option["step"]))
    if handled is None or not handled.serves(turn.viewer):
        return None
    return handled.run(replace(turn, choice=(str(option["step"]), option.get("data") or {}), text=""))
