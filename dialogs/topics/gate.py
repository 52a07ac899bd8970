"""What all ways in share: the two buttons for guests, the private chat, where somebody works."""

from __future__ import annotations

from dialogs.topics.locating import locate
from dialogs.turn import Option, Reply, Turn, say
from nlu.interface import Decision
from storage.services.access import region_named
from storage.services.entry import (
    InvalidNameError,
    InvalidOrganisationError,
    full_name,
    organisation_name,
)

ENTER_CODE = Option(say("option-enter-code"), "entering.code")
ASK_ACCESS = Option(say("option-ask-access"), "asking.start")
HELP = Option(say("option-help"), "smalltalk.help")
PRIVACY = Option(say("option-privacy"), "smalltalk.privacy")
WAYS_IN = (ENTER_CODE, ASK_ACCESS, PRIVACY)

_ASIDE = frozenset({"privacy", "help", "human", "export_data", "delete_me", "set_language"})


def form_over() -> Reply:
    """A button of a form that is no longer open."""
    return Reply((say("form-over"),), WAYS_IN)


def is_aside(turn: Turn, *, most: int = 6) -> bool:
    """Whether a text of ``most`` words amid a form is no answer, but asks about help or privacy."""
    read = turn.understanding
    return bool(
        read and read.decision is Decision.ACT and read.intent in _ASIDE and len(turn.text.split()) <= most
    )


def name_said(turn: Turn) -> str | None:
    """The name that a text gives; None if it cannot be one, or asks something in small letters."""
    if is_aside(turn) and turn.text.islower():
        return None
    try:
        return str(full_name(turn.text))
    except InvalidNameError:
        return None


def organisation_said(turn: Turn) -> str | None:
    """The organisation that a text names; None if it cannot be one."""
    try:
        return organisation_name(turn.text)
    except InvalidOrganisationError:
        return None


def region_said(turn: Turn) -> int | None:
    """The region that a text means, by its name or by a place in it; None if none is known."""
    known = region_named(turn.session, viewer=turn.viewer, text=turn.text)
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
    """Whether somebody agreed, by a button or by a word; None if they said something else."""
    if turn.choice is not None:
        return turn.choice[1].get("agreed") == "yes"
    intent = turn.understanding.intent if turn.understanding else ""
    return intent == "affirm" if intent in ("affirm", "deny") else None
