"""How people say that somebody is new in the team, or that a new one is called otherwise."""

from __future__ import annotations

import re

_WHO = r"(?:kolleg(?:e|in|:in)|mitarbeiter(?:in|:in)?|teammitglied|person|colleague|team member)"
NEW_COLLEAGUE = re.compile(
    r"^\W*(?:neu(?:e[rsn]?)?\s+(?:bei\s+uns\s+)?(?:im|in\s+unserem)\s+team(?:\s+ist\b|\s*[:,–-])"
    rf"|(?:wir\s+haben\s+|we\s+have\s+)?(?:eine?n?\s+|a\s+|unsere?\s+|our\s+)?(?:neue[rn]?|new)\s+{_WHO}"
    r"(?:\s+(?:ist|heißt|heisst|is|is called)\b|\s*[:,–-]"
    r"|(?=\s+(?!eintragen|anlegen|aufnehmen|hinzuf|bitte)\w+\s+\w))"
    r"|new\s+(?:in|on)\s+the\s+team(?:\s+is\b|\s*[:,–-])"
    r"|(?:please\s+)?add\s+(?:a\s+)?(?:new\s+)?colleague\s*[:,–-]?(?=\s+\w+\s+\w))\s*(?P<rest>.*)",
    re.I | re.S,
)
START = re.compile(
    rf"\bneue[nrs]?\s+{_WHO}\w*\s+(?:bitte\s+)?(?:eintragen|anlegen|aufnehmen|hinzufügen|hinzufuegen)"
    r"|\badd\s+a\s+(?:new\s+)?colleague\W*$",
    re.I,
)
RENAMED = re.compile(
    r"^\W*(?:(?:nein|no|und|and|ach|also|doch|sorry)\b\W*)*(?:sie|er|die person|she|he)?\s*"
    r"(?:heißt|heisst|schreibt sich|is called)\s+(?:aber\s+|richtig\s+|jetzt\s+)?"
    r"(?P<name>[^\W\d_][\w'’.\-]*(?:\s+(?!mit\b|with\b|in\b|nur\b)[^\W\d_][\w'’.\-]*){0,3})"
    r"(?:[\s,]+(?:mit|with|nur)\b.*)?\W*$",
    re.I,
)
ALSO = re.compile(r"^\W*(?:(?:und|and|ach|auch|noch|also|bitte)\b[\s,]*)+", re.I)
TAKE = re.compile(
    r"^\W*(?:(?:kannst|könntest|koenntest|magst)\s+du\s+|can you\s+"
    r"|ich\s+(?:möchte|moechte|will)\s+|please\s+)?"
    r"(?:bitte\s+)?(?P<rest>[^?\n]+?)\s+(?:bitte\s+)?(?:neu\s+(?:aufnehmen|eintragen|anlegen)"
    r"|(?:ins\s+(?:verzeichnis|netzwerk|team)|als\s+neue[nr]?\s+\w+)\s+(?:aufnehmen|eintragen))\W*$"
    r"|^\W*(?:bitte\s+)?(?:nimm|trag)\s+(?:bitte\s+)?(?P<rest2>[^?\n]+?)\s+(?:neu\s+(?:auf|ein)"
    r"|ins\s+(?:verzeichnis|netzwerk|team)\s+(?:auf|ein))\W*$",
    re.I,
)
