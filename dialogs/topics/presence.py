"""When somebody can be reached: office hours, and until when they are away."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from dialogs.registry import followup
from dialogs.topics.cards import away
from dialogs.topics.saving import reach_options
from dialogs.turn import Reply, Text, Turn, say
from storage.services.contacts import PersonCard
from storage.services.directory import person_cards
from storage.services.rights import Right

MOST_WORDS = 8
"""A longer text after an answer says more than "wann ist sie wieder da?"."""

MOST_PEOPLE = 6

_HOURS = re.compile(
    r"(sprech|büro|buero|öffnungs|oeffnungs|dienst)(zeit|stunde)|\bwann\b.*\b(erreich|erwisch)"
    r"|(office|opening|working) hours|when can (i|we) (reach|call)",
    re.I,
)
_GONE = re.compile(
    r"wieder (da|hier|im|zu|erreichbar|zurück|zurueck|ansprechbar)|zurück\b|zurueck\b|urlaub|abwesen|\bweg\b"
    r"|\bback\b|holiday|on leave|\baway\b|vacation",
    re.I,
)
_HOW_LONG = re.compile(r"\b(wann|wie lange?|when|how long|until|noch|schon|still|already)\b", re.I)


def presence(turn: Turn, person_ids: Sequence[int]) -> Reply | None:
    """The answer about these people, if the text asks for hours or absence; else None."""
    say_line = _line_of(turn.text)
    if say_line is None:
        return None
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=person_ids, today=turn.today)
    if not cards:
        return None
    results = tuple(card.contact.person.id for card in cards)
    # No open question is left behind, but what was talked about stays.
    return Reply(
        tuple(say_line(card, turn) for card in cards[:MOST_PEOPLE]),
        reach_options(cards[:MOST_PEOPLE]),
        state=replace(turn.state, step=None, topic=turn.state.topic or "who_is", results=results),
    )


@followup(right=Right.LOOK_UP, early=True)
def of_those_shown(turn: Turn) -> Reply | None:
    """ "Sprechzeiten?", "wann ist sie wieder da?" after people were shown."""
    named = bool(turn.understanding and turn.understanding.entities)
    if named or not turn.state.results or len(turn.text.split()) > MOST_WORDS:
        return None
    return presence(turn, turn.state.results)


def _line_of(text: str) -> Callable[[PersonCard, Turn], Text] | None:
    """What is asked of each person; None if neither hours nor absence are."""
    if _GONE.search(text) and _HOW_LONG.search(text):
        return _absence
    return _hours if _HOURS.search(text) else None


def _hours(card: PersonCard, turn: Turn) -> Text:
    hours = card.contact.office_hours
    return say(
        "hours-line", name=card.contact.person.name, hours=hours or "none", known="yes" if hours else "no"
    )


def _absence(card: PersonCard, turn: Turn) -> Text:
    gone = card.contact.away
    if gone is None:
        return say("absence-none", name=card.contact.person.name)
    return say(
        "absence-line",
        name=card.contact.person.name,
        why=away(gone, turn),
        deputy=card.deputy.name if card.deputy else "none",
        hasdeputy="yes" if card.deputy else "no",
    )
