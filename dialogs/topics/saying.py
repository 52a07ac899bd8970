"""What guests answer in the forms: names and organisations out of sentences, corrections, one question back.

Whatever is no answer gives None and is asked again; what is taken is shown before anything counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from storage.services.entry import (
    InvalidNameError,
    InvalidOrganisationError,
    full_name,
    organisation_name,
)

_FILLED = (
    r"^\W*(?:(?:hallo|hi|hey|hello|guten tag|moin|also|ja|yes|ok|nein|nee|no|doch|sorry|warte|halt|moment"
    r"|wait|ups|oops|quatsch)\b[\s,.!:-]+)*"
)
_I_AM = re.compile(
    _FILLED
    + r"(?:ich hei(?:ß|ss?)e|ich bin(?: (?:die|der))?|(?:mein|der) (?:voller |ganzer )?name (?:ist|lautet)"
    r"|i am|i['’]m|my (?:full )?name(?:['’]s| is)|name(?= ?:)|hier (?:ist|schreibt)|this is|call me"
    r"|nenn mich)\s*[:,]?\s+(?P<rest>.+)$",
    re.I | re.S,
)
_AM_I = re.compile(r"^(?P<rest>.+?),? (?:ist mein name|hei(?:ß|ss?)e ich|bin ich|is my name)\W*$", re.I)
_NEVER = frozenset(
    "hilfe help bitte please danke thanks hallo hello warum why wieso weshalb ich mein meine und and"
    " nicht not kein keine keinen einen einladungscode zurück zurueck abbrechen warte wait sorry okay möchte"
    " moechte zugang how arbeite datenschutz keiner niemand nobody heiße heisse you are".split()
)
"""Words of sentences, never of names."""
_ALONE = frozenset(
    "ja yes nein no doch ok was wer wie wo das ist soll geht hi hey so du my what the who is it nö nee jo"
    " gut egal code moment halt test keins nichts weiß weiss".split()
)
"""Words that may be part of a name, but make none by themselves."""

_NONE = re.compile(
    r"^\W*(?:(?:ich )?(?:arbeite |bin |habe? |gehöre )?(?:zu |bei |in |für )?(?:gar |noch |derzeit )*"
    r"(?:keine[rnms]?|nirgend(?:s|wo)|niemand(?:em)?|nix|nichts)(?: organisation| davon| verein| firma)?"
    r"|(?:i have |i am with |with |for )?(?:none|no organi[sz]ation|nowhere|no ?one|nobody)|n/a)\W*$",
    re.I,
)
_WORK_AT = re.compile(
    _FILLED + r"(?:(?:(?:ich (?:arbeite|bin|komme)(?: (?:jetzt|neu|derzeit|auch))*|i work|i['’]m|i am)"
    r"\s+(?:bei|beim|für|fuer|von|vom|an|in|at|for|with)|bei|beim)\s+(?:(?:der|dem|den|die|das|the)\s+)?"
    r"|(?:(?:meine|die|my|the) )?organi[sz]ation(?:\s*:|\s+(?:ist|heißt|is))\s*(?:(?:die|der|das|the) )?)"
    r"(?P<rest>.+)$",
    re.I | re.S,
)
_PLACE = re.compile(
    _FILLED + r"(?:(?:ich (?:arbeite|bin|wohne|komme)|i work|i['’]m|i am) (?:in|im|aus|at|from)"
    r"|(?:meine |die |my |the )?(?:region|ort|stadt|town|place|district)(?:\s*:|\s+(?:ist|is))|in|im|aus"
    r"|from)\s+(?:(?:der|dem|den) )?(?P<rest>.+)$",
    re.I | re.S,
)
_LABELLED_PLACE = re.compile(
    _FILLED + r"(?:region|ort|stadt|landkreis|town|district)\s*:?\s+(?P<rest>.+)$", re.I
)
_UNKNOWN = re.compile(
    r"^\W*(?:(?:das )?wei(?:ß|ss) ich (?:noch )?nicht|wei(?:ß|ss) (?:noch )?nicht|(?:noch )?keine ahnung|egal"
    r"|überall|(?:i )?don['’]?t know(?: yet)?|no idea|nirgend(?:s|wo)|nowhere|everywhere|noch unklar)\W*$",
    re.I,
)
_NO_ANSWER = re.compile(
    r"^\W*(?:ja|nein|yes|no|doch|ok(?:ay)?|jo|nee|nö|hm+|äh+|hä|was|wie|bitte|hilfe|danke|warum|why|what|moment|warte"
    r"|halt)(?:\W+(?:ja|nein|yes|no|ok|bitte|danke|please))*\W*$|\?\s*$"
    r"|^\W*(?:warum|wieso|weshalb|wozu|why|what for)\b|\b(?:bin ich nicht|not me|nicht ich|ist falsch"
    r"|stimmt nicht)\b",
    re.I,
)
_BACK = re.compile(
    r"^\W*(?:bitte )?(?:(?:einen? )?(?:schritt |frage )?(?:noch ?mal )?zur(?:ü|ue)ck"
    r"|(?:one (?:step|question) )?back|go back|vorherige frage|gehe? zur(?:ü|ue)ck)"
    r"(?: bitte| please)?\W*$",
    re.I,
)
_ELSE = re.compile(
    r"^\W*(?:nein|nee|nö|ne|warte|halt|moment|stopp?|sorry|quatsch|falsch|ups|oops|wait|no|actually|korrektur|ach"
    r"|correction|entschuldigung|doch nicht)\b[\s,.:;!-]+(?:sondern |ich meinte |i meant? )?(?P<rest>.+)$",
    re.I | re.S,
)
_NOT_ME = re.compile(
    r"\b(?:das bin ich nicht|bin ich nicht|bin nicht ich|(?:that['’]?s|that is|it['’]s) not me)\b", re.I
)
_WRONG = re.compile(
    r"\b(?:falsch|stimmt (?:so )?nicht|nicht richtig|wrong|not (?:right|correct)|ändern|korrigieren)\b", re.I
)
_PART = re.compile(
    r"^\W*(?:mein |der |my )?(?:(?P<family>nachname|familienname|last ?name|surname|family name)"
    r"|(?P<given>vorname|first ?name|given name))\s*(?:ist|is|lautet|:)?\s+(?P<rest>[^\W\d_][\w’'-]*)",
    re.I,
)
_SPELT = re.compile(
    r"^(?P<rest>[^\W\d_][\w’'-]*)(?:,? (?:aber )?(?:mit|with|ohne|without|wie|as in)\b.*)?\W*$", re.I
)
_NEAR = 0.6


def name_in(text: str) -> str | None:
    """Given and family name out of "Ich heiße …"; None if there is none."""
    bare = _bare_name(text)
    words = bare.casefold().split()
    if _NEVER.intersection(words) or all(word in _ALONE for word in words) or len({*words}) == 1 < len(words):
        return None
    try:
        return str(full_name(bare))
    except InvalidNameError:
        return None


def given_alone(text: str) -> str:
    """The one name that somebody gave where two are needed; empty if that is no name."""
    bare = _bare_name(text)
    fits = re.fullmatch(r"[^\W\d_][^\W\d_'’-]+", bare)
    return bare if fits and bare.casefold() not in _NEVER | _ALONE else ""


def organisation_in(text: str) -> str | None:
    """The organisation that a text names, empty for none; None if it answers something else."""
    if _NONE.match(text):
        return ""
    if _NO_ANSWER.search(text) or _UNKNOWN.match(text):
        return None
    found = _WORK_AT.match(text)
    try:
        return organisation_name(_unended(found["rest"] if found else text))
    except InvalidOrganisationError:
        return None


def place_in(text: str) -> str | None:
    """Where somebody works, empty if they do not know; None if a text answers something else."""
    if _UNKNOWN.match(text) or _NONE.match(text):
        return ""
    if _NO_ANSWER.search(text):
        return None
    found = _PLACE.match(text)
    try:
        return organisation_name(_unended(found["rest"] if found else text))
    except InvalidOrganisationError:
        return None


def goes_back(text: str) -> bool:
    """Whether somebody wants the question before."""
    return bool(_BACK.match(text))


def says_wrong(text: str) -> bool:
    """Whether a text says that something is wrong, and not what."""
    return bool(_WRONG.search(text))


def denies(text: str) -> bool:
    """ "nein, das bin ich nicht" """
    return bool(_NOT_ME.search(text))


def correction(text: str, form: Mapping[str, Any]) -> dict[str, str]:
    """What a text puts right of the answers before: name, organisation, place; empty if nothing."""
    begun = _ELSE.match(text)
    rest = begun["rest"].strip() if begun else text.strip()
    old = str(form.get("name") or "")
    if part := _PART.match(rest):
        return _replaced(old, part["rest"], 0 if part["given"] else -1)
    if _I_AM.match(rest) and (name := name_in(rest)):
        return {"name": name}
    if (found := _WORK_AT.match(rest)) and (said := organisation_in(rest)) is not None and found["rest"]:
        return {"organisation": said}
    if found := _LABELLED_PLACE.match(rest):
        return {"place": found["rest"].strip(" .!")}
    return _name_put_right(rest, old) if begun else _spelt(rest, old)


def _name_put_right(rest: str, old: str) -> dict[str, str]:
    name = name_in(rest.rpartition(":")[2])
    if name and (":" in rest or _near(name, old) or {*name.split()} & {*old.split()}):
        return {"name": name}
    found = _SPELT.match(rest)
    return _replaced(old, found["rest"]) if found else {}


def _spelt(rest: str, old: str) -> dict[str, str]:
    """ "Müller mit ü" without a no before it."""
    found = _SPELT.match(rest)
    return _replaced(old, found["rest"]) if found and found["rest"] != rest.strip(" .!") else {}


def _replaced(old: str, word: str, at: int | None = None) -> dict[str, str]:
    """The name with one part of it put right, the one that is most like the new one."""
    parts = old.split()
    if not parts:
        return {}
    if at is None:
        at = max(range(len(parts)), key=lambda number: _likeness(parts[number], word))
        if _likeness(parts[at], word) < _NEAR:
            return {}
    parts[at] = word
    return {"name": " ".join(parts)}


def _near(one: str, other: str) -> bool:
    return _likeness(one, other) >= _NEAR


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def _unended(text: str) -> str:
    """Without the full stop of a sentence; that of "e.V." stays."""
    bare = text.strip(" !")
    return bare[:-1] if bare.endswith(".") and bare.split()[-1].count(".") == 1 else bare


def _bare_name(text: str) -> str:
    found = _I_AM.match(text) or _AM_I.match(text)
    return " ".join((found["rest"] if found else text).strip(" .!").split())
