"""How people say what is to be done with a group: forms of sentences, and names that may be inexact."""

from __future__ import annotations

import re

from dialogs.turn import Option, Reply, State, Turn, say
from nlu.interface import Entity
from storage.services.groups import bears
from storage.services.reach import groups_to_edit

STRICT = ("end", "rename", "remove", "lead")
"""What is done to a group only if it is named as it is called."""
MOST = 10

_NAME = r"[\s:„“\"'»]*(?P<name>[^\n]*?)[\s“”\"'«.!]*"
_A_NEW = r"(?:bitte\s+|mir\s+|mal\s+|uns\s+)*(?:(?:eine?|die)\s+)?(?:neue\s+)?"
_FOR = r"(?:\s+(?:für|fuer|namens|mit dem namen|zum thema|for|called|named)\b(?:\s+(?:die|den|das|the)\b)?)?"
MAKE = re.compile(
    rf"^\W*(?:(?:bitte\s+)?(?:mach|gründe|gruende|erstelle?|eröffne|eroeffne|leg)\w*\s+{_A_NEW}gruppe|neue\s+gruppe"
    r"|(?:ich|wir)\s+(?:brauch\w*|möchte\w*|moechte\w*|will|wollen|hätten?\s+gern)\s+(?:bitte\s+)?(?:eine\s+)?neue\s+gruppe"
    r"|(?:please\s+)?(?:make|create|start)\s+(?:a\s+)?(?:new\s+)?group|new\s+group"
    rf"|(?:i|we)\s+need\s+a\s+new\s+group)\b(?:\s+an\b)?{_FOR}{_NAME}(?:\s+an)?\W*$",
    re.I,
)
_FILLED = re.compile(
    r"[\s,]+(?:(?:und|and)\s+(?:bitte\s+)?(?:tu|nimm|nehm|pack|steck|füg|fueg|hol|add|put)\w*|mit|with)\b.*$",
    re.I,
)
RENAME = re.compile(
    rf"^\W*(?:(?:bitte\s+)?(?:benenne|nenne|rename)\b.*?\b(?:um\s+in|in|to)\s+{_NAME}(?:\s+um)?"
    rf"|.*?\b(?:heißt|heisst|soll|is)\s+(?:ab\s+)?(?:jetzt|nun|künftig|kuenftig|sofort|now)\b"
    rf"(?:\s+called)?{_NAME.replace('name', 'name2')}(?:\s+hei(?:ß|ss)en)?)\W*$",
    re.I,
)
DEEDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("end", re.compile(
        r"^\W*(?:bitte\s+)?(?:beende|lösch|loesch|lösche|löse|loese|schließ|schliess|end|close|dissolve|delete)e?\b",
        re.I,
    )),
    ("leave", re.compile(
        r"\bich\b.*\b(?:verlasse\w*|austreten|raus|nicht mehr (?:in|bei)\b)|\bi\b.*\bleave\b"
        r"|\b(?:nimm|nehmt|streich\w*|trag\w*|entfern\w*|take|remove)\s+(?:bitte\s+)?(?:mich|me)\b",
        re.I,
    )),
    ("lead", re.compile(
        r"\b(?:koordiniert|leitet|coordinates|leads|should (?:coordinate|lead))\b"
        r"|\b(?:soll|wird|darf|kann)\b.*\b(?:koordinieren|leiten)\b"
        r"|\b(?:koordination|leitung)\b.*\b(?:abgeben|abtreten|weitergeben|übergeben|uebergeben|loswerden)\b"
        r"|\b(?:hand (?:on|over)|give up)\b.*\bcoordinat",
        re.I,
    )),
    ("remove", re.compile(
        r"\b(?:raus|entfern\w*|nicht (?:mehr|länger)|verlässt|verlaesst|aus der|remove|no longer"
        r"|not .* any ?more|out of|leaves)\b",
        re.I,
    )),
    ("add", re.compile(r"\b(?:zu[rm]?|zu de[rm]|in de[rmn]|in die|i[mn]|ins|to|into|joins)\b", re.I)),
)  # fmt: skip
ANY = re.compile("|".join(form.pattern.replace("^", "") for _, form in DEEDS), re.I)
_UNKNOWN = re.compile(
    r"^\s*(?:(?:gehört|gehoert|kommt|soll|geht|gehören|kommen|joins?|to)\s+)?(?:zu(?:[mr]|\s+de[rm])?|in\s+(?:de[rmn]|die|das)|ins|to\s+the|into\s+the)\s+(?:gruppe\s+|group\s+)?"
    r"(?P<name>[\w\-]+(?:\s+[\w\-]+)?)\s*(?:rein|dazu|auf)?\W*$",
    re.I,
)
_UNKNOWN_END = re.compile(
    r"^\W*(?:bitte\s+)?(?:beende|lösche?|loesche?|schließe?|end|close|delete)\s+(?:bitte\s+)?(?:d(?:ie|en|as)\s+|the\s+)?"
    r"(?P<name>(?:gruppe\s+|group\s+)[^\n?]+|fg\s?\d+|\w*(?:gruppe|kreis|group)(?:\s+[\w\-]+)?)\s*\W*$",
    re.I,
)


def tidy(text: str) -> str:
    """A name without quotes and needless spaces."""
    return " ".join(text.split()).strip("„“”\"'»« .")


def name_to_make(turn: Turn) -> tuple[str, bool]:
    """The name of a group that is to be made, and whether the sentence also says who belongs to it."""
    match = MAKE.search(turn.text)
    name = tidy(match["name"]) if match else ""
    filled = _FILLED.search(name)
    if filled is None or not turn.understanding or not turn.understanding.of("person"):
        return name[:1].upper() + name[1:], False
    name = tidy(name[: filled.start()])
    return name[:1].upper() + name[1:], True


def deed_of(text: str, has_people: bool) -> str:
    """What is to be done; "lösche Mara aus der Gruppe" ends no group."""
    found = next((name for name, form in DEEDS if form.search(text)), "")
    if found == "end" and has_people:
        return "remove"
    return found if has_people or found in ("end", "leave", "lead") else ""


def is_meant(turn: Turn, group: Entity, deed: str) -> bool:
    """Whether a group is the one that was named: as it is called, or misspelt where that is no harm."""
    if bears(turn.session, viewer=turn.viewer, group_id=int(group.refs[0]), name=group.text):
        return True
    numbers = re.findall(r"\d+", group.text)
    return deed not in STRICT and (not numbers or numbers == re.findall(r"\d+", group.value))


def which_group(turn: Turn, said: str, draft: dict[str, object], only: Entity | None = None) -> Reply:
    """No group is called that: offer the one that is like it, or those that one coordinates."""
    if only is not None:
        offered = [(only.value, int(only.refs[0]))]
    else:
        offered = [(group.name, group.id) for group in groups_to_edit(turn.session, viewer=turn.viewer)]
    options = tuple(
        Option(say("label", label=name), "groups.meant", {**draft, "group": number})
        for name, number in offered[:MOST]
    )
    return Reply((say("group-unknown", name=tidy(said)[:60], count=len(options)),), options, State())


def unknown_group(turn: Turn) -> tuple[str, str] | None:
    """A deed and the name of a group that nobody knows: "Mara zum Kreis", "beende die fg3"."""
    read = turn.understanding
    if read is None:
        return None
    if (match := _UNKNOWN_END.search(turn.text)) and not read.of("person"):
        return "end", re.sub(r"^(?:gruppe|group)\s+", "", match["name"], flags=re.I)
    people = read.of("person")
    if not people or len(people) != len(read.entities) or turn.text[: people[0].start].strip():
        return None
    match = _UNKNOWN.search(turn.text[people[-1].end :])
    return ("add", match["name"]) if match else None
