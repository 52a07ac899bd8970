"""What all ways in share: the two buttons for guests, the questions, where somebody works."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialogs.topics.locating import locate
from dialogs.topics.saying import denies, given_alone, goes_back, name_in, says_wrong
from dialogs.turn import Option, Param, Reply, State, Turn, say
from nlu.interface import Decision
from storage.services import consent
from storage.services.access import region_named

ENTER_CODE = Option(say("option-enter-code"), "entering.code")
ASK_ACCESS = Option(say("option-ask-access"), "asking.start")
HELP = Option(say("option-help"), "smalltalk.help")
PRIVACY = Option(say("option-privacy"), "smalltalk.privacy")
WAYS_IN = (ENTER_CODE, ASK_ACCESS, PRIVACY)

_BUT = re.compile(r"\b(?:aber|sondern|but|außer|ausser|except)\b", re.I)
_ASIDE = frozenset({"privacy", "help", "human", "export_data", "delete_me", "set_language"})


def one_back(turn: Turn) -> bool:
    """Whether a text asks for the question before, in one of the forms."""
    return (turn.state.step or "").startswith(("entering.", "asking.")) and goes_back(turn.text)


def form_over() -> Reply:
    """A button of a form that is no longer open."""
    return Reply((say("form-over"),), WAYS_IN)


def is_aside(turn: Turn, *, most: int = 6) -> bool:
    """Whether a text of ``most`` words amid a form is no answer, but asks about help or privacy."""
    read = turn.understanding
    return bool(
        read and read.decision is Decision.ACT and read.intent in _ASIDE and len(turn.text.split()) <= most
    )


def name_said(turn: Turn, form: Mapping[str, Any]) -> str | None:
    """The name that a text gives; None if it cannot be one, or asks something in small letters.

    Whoever gave one name before, and was asked for the other, may give that alone.
    """
    if is_aside(turn) and turn.text.islower():
        return None
    given, alone = str(form.get("given") or ""), given_alone(turn.text)
    return name_in(turn.text) or (name_in(f"{given} {alone}") if given and alone else None)


def name_again(turn: Turn, following: str, form: Mapping[str, Any]) -> Reply:
    """Ask again for the name, or for the part of it that is missing."""
    alone = given_alone(turn.text)
    if alone:
        return asked("join-name-half", following, {**form, "given": alone}, name=alone)
    return asked("join-name-again", following, form)


def asked(
    key: str, following: str, form: Mapping[str, Any], options: tuple[Option, ...] = (), **params: Param
) -> Reply:
    """The next question of a form."""
    state = State(step=following, data=dict(form))
    return Reply((say(key, **params),), options, state, str(form.get("language") or "") or None)


def asked_agreement(
    key: str, following: str, form: Mapping[str, Any], about: Sequence[str], *, unclear: bool = False
) -> Reply:
    """What is to be entered or sent, the notice of privacy, and whether both is right."""
    options = (
        Option(say("option-agree"), following, {"agreed": "yes"}),
        Option(say("option-disagree"), following, {"agreed": "no"}),
    )
    parts: list[Param] = [part for part in about if part]
    shown = form if unclear else {**form, "notice": consent.VERSION}
    first = asked(
        key, following, shown, options, name=str(form["name"]), about={"list": parts, "style": "dots"}
    )
    notice = say("join-correct") if unclear else say("privacy-notice", version=consent.VERSION)
    return replace(first, texts=(*first.texts, notice))


def region_said(turn: Turn, place: str) -> int | None:
    """The region that a text means, by its name or by a place in it; None if none is known."""
    known = region_named(turn.session, viewer=turn.viewer, text=place)
    if known is not None or turn.understanding is None:
        return known
    for entity in turn.understanding.of("region", "place", "postcode"):
        if entity.entity == "postcode" or entity.refs:
            spot = locate(entity, turn.network)
            for one in (spot, *spot.choices):
                if one.region_ids:
                    return one.region_ids[0]
    return None


def agreed(turn: Turn) -> bool | None:
    """Whether somebody agreed, by a button or by a word; None if they said something else as well."""
    if turn.choice is not None:
        return turn.choice[1].get("agreed") == "yes"
    if _BUT.search(turn.text) or says_wrong(turn.text) or denies(turn.text):
        return None
    intent = turn.understanding.intent if turn.understanding else ""
    return intent == "affirm" if intent in ("affirm", "deny") else None
