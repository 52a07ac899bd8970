"""What is said of reminders: of what, how long before meetings, none any more. Pure."""
# ruff: noqa: E501 - patterns: alternatives that belong together stay together

from __future__ import annotations

import re

from nlu.dayparts import NUMBERS, fold

_HALF = {"halbe": 30, "halben": 30, "half": 30, "anderthalb": 90}
_UNIT = {"m": 1, "h": 60, "s": 60, "t": 24 * 60, "d": 24 * 60, "w": 7 * 24 * 60}
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_LEAD = re.compile(
    rf"\b(?:(?P<half>(?:eine |an? )?halbe[n]?|half(?: an?)?|anderthalb)|(?P<digits>\d{{1,3}})"
    rf"|(?P<word>{_NUMBER}))\s*"
    r"(?P<unit>min(?:ute[n]?|utes?)?|std|stunden?|hours?|h|tage?n?|days?|d|wochen?|weeks?|w)\b"
)
_BEFORE = re.compile(r"\b(?:vorher|davor|vor|before|in advance|ahead|zuvor)\b")
_ALWAYS = re.compile(
    r"\b(?:(?:soll|sollen|will|moechte)\b.*\berinnert werden|immer|generell|grundsaetzlich|jedes ?mal|stets|always|every time|by default)\b"
)
_NOUN = re.compile(r"\b(?:erinnerungen|erinnerung|reminders?)\b")
_OFF = re.compile(
    r"^\W*(?:bitte |please |ich (?:will|moechte) |i (?:want|do not want|don't want) )?"
    r"(?:keine?|no|ohne|nie(?:mals)?|stopp?e?|never)\s+(?:mehr\s+|more\s+|any\s+)?(?:meeting\s+)?"
    r"(?:erinnerungen?|reminders?)(?:\s+(?:mehr|an treffen|vor treffen|zu treffen|bitte|please"
    r"|any ?more))*\W*$"
    r"|\berinner\w* mich (?:bitte )?(?:gar |ueberhaupt )?(?:nicht|nie)(?: mehr)?"
    r"(?: an (?:(?:die|unsere|meine|keine) )?(?:treffen|termine|sitzungen|meetings))?\W*$"
    r"|\berinner\w* mich an (?:keine |nichts).*(?:treffen|termine|sitzungen|mehr)\W*$"
    r"|\b(?:don't|do not|stop|never|no longer) remind(?:ing)? me(?: any ?more)?(?: (?:of"
    r"|about) (?:the )?meetings)?"
    r"(?: any ?more)?\W*$"
    r"|\bich (?:will|moechte) (?:bitte )?(?:gar )?(?:nicht|nie) (?:mehr )?(?:an (?:treffen|termine) )?erinnert werden\W*$"
    r"|^\W*(?:erinnerungen|reminders) (?:aus|abschalten|ausschalten|weg|off)\W*$"
)
_USUAL = re.compile(
    r"\bwie (?:in|bei|von) (?:den|meinen|der) gruppen?\b|\bwie (?:es )?die gruppen?\b|\bas (?:in"
    r"|set by) (?:my|the) groups?\b"
    r"|\b(?:erinner\w*|reminders?|remind\w*)\b.*\b(?:wie (?:ueblich|normal|sonst|vorher eingestellt)"
    r"|as usual)\b"
)
_LIST = re.compile(
    r"\W*(?:(?:zeig\w*|show)(?: mir| me)? )?(?:(?:alle |all )?(?:meine|my) (?:offenen "
    r"|own )?(?:erinnerungen|reminders)"
    r"|(?:welche|was fuer) erinnerungen (?:habe?|hab) ich(?: (?:gestellt|noch|offen))*"
    r"|woran (?:erinnerst du mich|wirst du mich erinnern)|(?:what|which) reminders do i have"
    r"|what will you remind me (?:of|about))\W*"
)
_DELETE = re.compile(
    r"\b(?:loesch\w*|streich\w*|entfern\w*|vergiss|delete|remove|cancel)\b.*\b(?:erinnerung\w*|reminders?)\b"
    r"|\b(?:erinnerung\w*|reminders?)\b.*\b(?:loeschen|streichen|entfernen|weg)\b"
)
_REMEMBERS = re.compile(
    r"\berinner\w* (?:du )?dich\b|\b(?:du|dich) dich\b.*\berinnern\b|\bich erinnere mich\b|\bdo you remember\b"
)
_HEAD = re.compile(
    r"^\W*(?:(?:hi|hallo|hey|moin|kitt|bitte|please|ich|bin|doch|mal)[\s,]+)*"
    r"(?:(?:kannst|könntest|koenntest|can|could|würdest|wuerdest|magst) (?:du|you|sie)\s+)?(?:(?:bitte"
    r"|please)\s+)?"
    r"(?:erinner\w*|remind|denk\w*|stell\w*|setz\w*|merk\w*|reminder|erinnerung|ping|schubs|nerv|sag|meld\w*)?"
    r"(?:\s*(?:mir|mich|me|dich|dir|bitte|please|doch|mal|noch|nochmal|eine|ne|a|an|erinnerung|reminder|set|damit"
    r"|für|fuer|for|daran|dran|freundlicherweise|Sie)\b)*[\s,:]*",
    re.I,
)
_LINK = re.compile(
    r"^\W*(?:(?:daran|dran|darum),?\s+)?(?:dass|das|an|to|about|of|that|wegen|zu|zum|für|fuer|für)\s+", re.I
)
_THAT = re.compile(r"^\W*(?:daran|dran),?\s+|^\W*dass\s+|^\W*that\s+", re.I)
_TAIL = re.compile(
    r"(?:(?:^|[\s,]+)(?:bitte|please|bescheid|erinnern|erinnere|erinnerst du mich|zu erinnern|nochmal|dran|daran"
    r"|danke))*\W*$",
    re.I,
)
_SPLIT = re.compile(
    r"(?P<head>.*?)(?:\b(?:daran|dran),?\s+dass\s+|\b(?:an|wegen|to|about|that)\s+(?!(?:einem|ein|den \d"
    r"|\d|diesem)\b)|:\s+)"
    r"(?P<what>\S.*)$",
    re.I | re.S,
)
_A_MEETING = re.compile(
    r"\W*(?:an |about |of )?(?:(?:das|die|den|unser\w*|mein\w*|the|our|my)\s+)?(?:naechste[nrs]?\s+|next\s+)?"
    r"(?:treffen|sitzung|termin|besprechung|meeting|forum|fokusgruppe)\W*"
)


def leads_in(text: str) -> list[int]:
    """How long before, in minutes, each once, the longest first: "zwei Tage und eine Stunde vorher"."""
    found = set()
    for match in _LEAD.finditer(fold(text)):
        unit = _UNIT[match["unit"][0]]
        if match["half"]:
            number = _HALF.get(match["half"].split()[-1], _HALF["half"]) if unit == _UNIT["h"] else 0
            found.add(number or unit // 2)
        else:
            found.add(unit * (int(match["digits"]) if match["digits"] else NUMBERS[match["word"]]))
    return sorted(found, reverse=True)


def is_before(text: str) -> bool:
    """Whether a text speaks of a time before something."""
    return bool(_BEFORE.search(fold(text)))


def before_what(text: str) -> str:
    """What stands behind the "vor": the meeting, with its day perhaps."""
    match = re.search(r"\b(?:vorher|davor|vor|before)\b(?P<rest>.*)$", text, re.I | re.S)
    return match["rest"] if match else ""


def always(text: str) -> bool:
    """Whether a text sets how it is to be in general."""
    said = fold(text)
    return bool(leads_in(text)) and is_before(text) and bool(_ALWAYS.search(said) or _NOUN.search(said))


def wants_none(text: str) -> bool:
    """Whether somebody wants no reminders of meetings any more."""
    return bool(_OFF.search(fold(text)))


def as_usual(text: str) -> bool:
    """Whether somebody wants them as their groups have it."""
    return bool(_USUAL.search(fold(text)))


def asks_for_list(text: str) -> bool:
    """ "Meine Erinnerungen"."""
    return bool(_LIST.fullmatch(fold(text)))


def remembers(text: str) -> bool:
    """Whether a text speaks of remembering, and asks for no reminder: "erinnerst Du Dich an Jonas?"."""
    return bool(_REMEMBERS.search(fold(text)))


def deletes(text: str) -> bool:
    """Whether a reminder is to go."""
    return bool(_DELETE.search(fold(text)))


def head_and_what(text: str) -> tuple[str, str]:
    """Where the time stands, and what is to be reminded of; both the whole where that cannot be told."""
    match = _SPLIT.match(text)
    return (match["head"], match["what"]) if match else (text, "")


def without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """What is left of a text without these spans and the words around a reminder: of what, as said."""
    rest, at = [], 0
    for start, end in sorted(spans):
        rest.append(text[at:start])
        at = max(at, end)
    left = " ".join(" ".join([*rest, text[at:]]).split())
    left = _HEAD.sub("", left, count=1)
    left = _THAT.sub("", left, count=1) if _THAT.match(left) else _LINK.sub("", left, count=1)
    return tidied(left)


def tidied(text: str) -> str:
    """What is to be reminded of, without a please behind it."""
    return _TAIL.sub("", text).strip(" .,;:!–-")


def means_meeting(what: str) -> bool:
    """Whether what is to be reminded of is just the meeting."""
    return bool(_A_MEETING.fullmatch(fold(what)))
