"""What is asked about one meeting by its title: "wann ist das Plenum?", "findet der Jour fixe statt?"."""
# ruff: noqa: E501 - patterns: alternatives that belong together stay together

from __future__ import annotations

import re

from dialogs.registry import phrase
from dialogs.topics.attending_which import firsts, to_come, windows_of
from dialogs.topics.meeting_named import named_in
from dialogs.topics.next_meeting import asked, shown
from dialogs.turn import Reply, Turn
from storage.services.rights import Right

_ASKS = re.compile(
    r"^\W*(?:(?:hallo|hi|hey|kitt|und|and|sag mal)\W+)*(?:wan+|wo|um wie\s?viel|wie lange|wie spät|wie (?:ist|heißt|heisst) der"
    r"|worum|was steht|welche tagesordnung|findet|fällt|faellt|ist|gibt es|when|where|what time|how long|is|does|what(?:'s| is) on)\b"
    r"|^\W*(?:link|ort|raum|adresse|uhrzeit|tagesordnung|agenda|place|room|address)\b[^:]*$",
    re.I,
)
_WAS = re.compile(r"\b(?:war\w*|letzt\w*|vorig\w*|last|were|wer|who)\b", re.I)
_HAPPENS = re.compile(
    r"^\W*(?:fällt|faellt|findet|ist|gibt es)\b.*\b(?:aus|statt|was|treffen|termine?|sitzung)\W*$", re.I
)


@phrase("next_meeting.titled", _ASKS, right=Right.ATTEND)
def by_title(turn: Turn) -> Reply | None:
    """The next date of the meeting that is named; of its dates the one on a day that is named, too."""
    if _WAS.search(turn.text):
        return None
    if windows_of(turn, turn.text) and _HAPPENS.search(turn.text):
        return asked(turn)
    found = firsts(named_in(turn.text, to_come(turn)))
    if not found:
        return None
    return asked(turn) if len(found) > 1 or windows_of(turn, turn.text) else shown(turn, found[0])
