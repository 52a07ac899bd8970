"""Finding a date, known by how it is said: a new poll, and those that are open."""
# ruff: noqa: E501 - patterns: alternatives that belong together stay together

from __future__ import annotations

import re

from dialogs.registry import phrase
from dialogs.topics.finding_date import find
from dialogs.topics.finding_date_status import overview
from dialogs.topics.in_private import private_instead
from dialogs.turn import Reply, Turn
from storage.services.rights import Right

_POLL = r"(?:\w*umfrage|\w*abstimmung|\w*terminfindung|poll|doodle)"
_FINDS = re.compile(
    r"^\W*(?:(?:hallo|hi|kitt|bitte|please|kannst du|könntest du|can you|could you|lass uns|let us|let's)\W+)*"
    r"(?:find\w*|such\w*)\b[^:]{0,40}?\b(?:termin|zeitpunkt|date|time)\b(?! (?:von|of|in|bei)\b)"
    rf"|^\W*(?:\w+\s+)?(?:mach\w*|start\w*|leg\w*|erstell\w*|create|make)\b[^:]{{0,20}}\b{_POLL}\b"
    rf"|^\W*(?:terminumfrage|terminabstimmung|doodle)\b.*\d",
    re.I | re.S,
)
_OPEN = re.compile(
    rf"\b(?:stand|steht|status|ergebnis\w*|result\w*)\b.{{0,30}}\b{_POLL}\b|\b{_POLL}\b.{{0,20}}\b(?:stand|status)\b"
    r"|\bwer\b.{0,30}\babgestimmt\b|\bwho\b.{0,20}\bvoted\b"
    rf"|\b(?:beend\w*|schlie(?:ß|ss)\w*|entscheid\w*|stopp?e?|close|end|decide)\b.{{0,15}}\b{_POLL}\b"
    rf"|^\W*(?:die\s+)?{_POLL} (?:beenden|abbrechen|schließen|entscheiden)\W*$"
    r"|^\W*(?:bitte )?leg\w* (?:den|einen) (?:termin|\d{1,2}\.\s?(?:\d{1,2}\.|\w+)?) fest\W*$|\btermin festlegen\b"
    r"|^\W*(?:ich )?(?:will |möchte |moechte )?(?:noch )?(?:mit)?abstimmen\W*$|\bnoch nicht abgestimmt\b"
    rf"|^\W*(?:i want to )?vote\b|\bmeine stimmen? (?:ändern|aendern)\b|\bchange my vote\b|^\W*{_POLL}\W*$",
    re.I | re.S,
)


@phrase("finding_date.open", _OPEN, right=Right.ATTEND)
def open_ones(turn: Turn) -> Reply | None:
    """ "Wie steht die Umfrage?", "leg den Termin fest": the polls that are open, to vote and decide in."""
    return private_instead(turn) or overview(turn)


@phrase("finding_date.asked", _FINDS, right=Right.ATTEND)
def asked(turn: Turn) -> Reply | None:
    """ "Finde einen Termin für die Fokusgruppe 2: …"; members hear who may ask a group."""
    return find(turn)
