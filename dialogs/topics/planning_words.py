"""What a sentence about a meeting says besides its time: title, place, link, agenda, how long. Pure.

What was understood is blanked (commas of the same length), so that the rest is read for the time: a room
"3.14" is no day, and a title with a year no year.
"""
# ruff: noqa: E501 - patterns: alternatives that belong together stay together

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlu.interface import Entity

MASKED = frozenset({"group", "project", "organisation", "region"})
"""Names that may hold numbers, and are no times."""

GROUP_NAME = re.compile(
    r"\b(?P<name>(?:(?:fokus|arbeits|projekt)?gruppe|fg|ag|focus group|working group)\s?\d+)\b", re.I
)
"""What looks like the name of a group, whether anybody knows it or not: its number is no time."""

_LINK = re.compile(r"\bhttps?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)]", re.I)
_AGENDA = re.compile(
    r"(?:\b(?:mit|with|die|the|neue|new)\s+)*\b(?:tagesordnung|agenda|tops?|worum es geht|es geht um)\b"
    r"\s*(?:ist|sind|is|:|-|–)?\s*(?P<said>.+)$",
    re.I | re.S,
)
_QUOTED = re.compile(
    r"(?:\b(?:mit|with|zum|zu|about|on|unter|under)\s+)?(?:\b(?:dem|den|der|the|neuer?n?)\s+)?"
    r"(?:\b(?:thema|titel|namen|title|topic|name|called|namens|es heißt|heißt|heisst)\b\s*(?:ist|is|:)?\s*)?"
    r"(?:„(?P<a>[^“”\"\n]{1,200})[“”\"]|“(?P<b>[^”\n]{1,200})”|\"(?P<c>[^\"\n]{1,200})\"|»(?P<d>[^«\n]{1,200})«)",
    re.I,
)
_TITLE = re.compile(
    r"\b(?:(?:(?:mit|with|zum|zu|unter|under|neuer?n?|the|dem|den|der|new)\s+)*(?:thema|titel|title|topic)"
    r"\b(?:\s+(?:fürs?|vo[nm]|des|der|of|for)\s[^:,;|\n]{1,60}?(?:\s*:|\s(?:in|zu|auf|to)\s))?\s*(?:ist|lautet|is|jetzt|now|:)*|namens|(?:heißt|heisst|heiße|is called)(?:\s+(?:ab jetzt|jetzt|nun|now|bitte))*|called|about)\s*(?P<said>[^,;|\n]+)",
    re.I,
)
_ROOM = re.compile(
    r"\b(?:(?:anderer|neuer|new|other|wrong|im|in)\s+)*(?P<said>(?:\w*raum|zimmer|saal|room|etage|stock|haus)(?:\s*[,:]\s*|\s+)(?:it's |it is |ist |jetzt )*"
    r"[\w.\-/]*\d[\w\-/]*(?:\.\d+)*)(?:\s+(?:statt|instead of|not|nicht)\s+\d[\d.]*)?",
    re.I,
)
_MINUTES = re.compile(
    r"(?<!in )(?<!um )(?<!by )(?<!um ca )\b(?:dauert|dauer:?|lasts?|for|für)?\s*"
    r"(?P<said>\d{1,3})[\s-]*(?:min\b\.?|minuten\b|minutes?\b|mins\b|minütig\w*)"
    r"(?!\s*(?:später|spaeter|früher|frueher|eher|nach|vor|later|earlier|before|after|back|forward))",
    re.I,
)
_ONLINE = re.compile(
    r"\b(?:online|onlien|onlinetreffen|virtuell|digital|remote|videokonferenz|videocall|video call|via zoom"
    r"|per (?:zoom|video|teams|jitsi|bbb)|(?:in|auf|über|ueber|on) (?:zoom|teams|jitsi|bbb)|zoom|teams|jitsi)\b",
    re.I,
)
_LABELLED_PLACE = re.compile(
    r"\b(?:(?:neuer?|anderer|new|der|the)\s+)*(?:treffpunkt|ort|raum|place|location|venue|room)\b"
    r"(?:\s+(?:fürs|für das|für|for the|for)\s+(?:treffen|meeting))?"
    r"(?:\s*(?:\bist\b|\bis\b|:|\bjetzt\b|\bnun\b|\bnow\b))+\s*(?:(?:das|der|die|the)\s+)?(?P<said>[^,;|\n]+)",
    re.I,
)
_PLACE = re.compile(
    r"(?<!\w)(?:(?P<near>bei|beim)|im|ins|in(?:\s+(?:der|dem|den|die|das|the|unserem|unserer))?|auf dem|at(?:\s+the)?"
    r"|nach)\s+(?P<said>[^\W\d][^,;|\n]*?)"
    r"(?=\s*(?:$|[,;|\n!?]|\.(?:\s|$)|\s(?:mit|für|fuer|zum|zur|und|statt|als|with|for|about|to|and|instead|auf"
    r"|verschieben|verlegen|planen|planst|bitte|please|ab|an|ein|aus|statt|stattfinden|machen|treffen)\b))",
    re.I,
)
_NO_PLACE = re.compile(
    r"^(?:\W*$|d(?:er|ie|as|em|en|iese\w*)\b|gruppe|group|fokusgruppe|monat|month|ruhe|woche|week|jahr|year|kitt|zukunft"
    r"|future|ein\w*|an?\b|one\b|zwei|drei|two|three|acht|welche\w*|kürze|bälde|general|regel|person|präsenz|praesenz|mir\b|dir\b|uns\b"
    r"|it\b|alle\w*|hour|stunde|half|noon|night|least|all\b|hinten|vorne?|earlier|later|früh\w*|spät\w*|nächste\w*"
    r"|chat|kalender|calendar|serie|series|ort|place|thema|titel|title)",
    re.I,
)
_WITHOUT = re.compile(
    r"\b(?:ohne|kein\w*|without|no|lösch\w*|entfern\w*|remove)\s+(?:(?:den|die|das|the|einen|eine|a|an)\s+)?"
    r"(?P<what>link|ort|place|raum|room|tagesordnung|agenda)\b",
    re.I,
)
_CLEARED = {
    "link": "link", "ort": "place", "place": "place", "raum": "place", "room": "place",
    "tagesordnung": "agenda", "agenda": "agenda",
}  # fmt: skip

_LOOSE_END = re.compile(r"\s+(?:am|um|ab|im|in|on|at|from|von|für|for)$", re.I)
"""What belongs to the time that stood behind an unquoted title."""
_ROOM_COMMA = re.compile(r"(?<=\w)\s*[,:]\s*(?=\d)")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a meeting; None was not said, empty: it is to have none. ``minutes``: how long.

    ``rest`` is the text with all this blanked; ``spans`` are where it stood.
    """

    rest: str
    title: str | None = None
    place: str | None = None
    link: str | None = None
    agenda: str | None = None
    minutes: int | None = None
    online: bool = False
    spans: tuple[Span, ...] = ()

    @property
    def details(self) -> dict[str, str]:
        """What was said of title, place, link and agenda."""
        given = {"title": self.title, "place": self.place, "link": self.link, "agenda": self.agenda}
        return {name: value for name, value in given.items() if value is not None}


def before_times(text: str, entities: Sequence[Entity] = ()) -> Words:
    """What must be taken out before times are read; ``entities`` are the names in the text."""
    words = Words(text)
    words = _take(words, _LINK, "link")
    words = _without(words)
    words = _quoted(words)
    words = _take(words, _AGENDA, "agenda")
    words = _take(words, _ROOM, "place")
    words = _minutes(words)
    named = [
        (one.start, one.end)
        for one in entities
        if one.entity in MASKED and (one.score >= 1 or one.entity == "group") and one.start < one.end
    ]
    named += [match.span() for match in GROUP_NAME.finditer(words.rest)]
    return replace(words, rest=blanked(words.rest, named))


def after_times(words: Words, spans: Iterable[Span], places: Sequence[Entity] = ()) -> Words:
    """What stands between the times: a title without quotes, where, whether online.

    ``places`` are names of towns and regions: "in Magdeburg" is where it is.
    """
    found = replace(words, rest=blanked(words.rest, spans))
    if found.title is None:
        found = _take(found, _TITLE, "title")
    if found.place is None:
        found = _take(found, _LABELLED_PLACE, "place")
    match = _ONLINE.search(found.rest)
    if match:
        rest = blanked(found.rest, [match.span()])
        found = replace(found, rest=rest, online=True, spans=(*found.spans, match.span()))
    if found.place is None:
        found = _place(found, places)
    return replace(found, place="online") if found.online and found.place is None else found


def blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with these spans as commas: as long, and nothing that stood apart becomes one."""
    for start, end in spans:
        text = text[:start] + "," * (end - start) + text[end:]
    return text


def _take(words: Words, form: re.Pattern[str], name: str) -> Words:
    match = form.search(words.rest)
    if match is None:
        return words
    said = match["said"] if "said" in form.groupindex else match[0]
    value = tidy(said)
    if not value:
        return words
    if name == "title":
        value = _LOOSE_END.sub("", value)
    if name == "place":
        value = _ROOM_COMMA.sub(" ", value[:1].upper() + value[1:])
    rest = blanked(words.rest, [match.span()])
    return replace(words, rest=rest, spans=(*words.spans, match.span()), **{name: value})  # type: ignore[arg-type]


def _quoted(words: Words) -> Words:
    match = _QUOTED.search(words.rest)
    if match is None:
        return words
    value = tidy(next(part for part in match.groups() if part is not None))
    rest = blanked(words.rest, [match.span()])
    return replace(words, rest=rest, title=value or None, spans=(*words.spans, match.span()))


def _without(words: Words) -> Words:
    for match in _WITHOUT.finditer(words.rest):
        name = _CLEARED[match["what"].lower()]
        rest = blanked(words.rest, [match.span()])
        words = replace(words, rest=rest, spans=(*words.spans, match.span()), **{name: ""})  # type: ignore[arg-type]
    return words


def _minutes(words: Words) -> Words:
    match = _MINUTES.search(words.rest)
    if match is None:
        return words
    rest = blanked(words.rest, [match.span()])
    return replace(words, rest=rest, minutes=int(match["said"]), spans=(*words.spans, match.span()))


def _place(words: Words, places: Sequence[Entity]) -> Words:
    for match in _PLACE.finditer(words.rest):
        said = tidy(match["said"])
        if not said or _NO_PLACE.match(said):
            continue
        value = f"{match['near'].lower()} {said}" if match["near"] else said[:1].upper() + said[1:]
        rest = blanked(words.rest, [match.span()])
        return replace(words, rest=rest, place=value, spans=(*words.spans, match.span()))
    for one in places:
        if re.search(r"\b(?:im|in)\s+$", words.rest[: one.start]):
            return replace(words, place=one.text[:1].upper() + one.text[1:])
    return words


def tidy(text: str) -> str:
    """Without quotes, needless spaces and signs around it."""
    return " ".join(text.replace(",,", ",").split()).strip("„“”\"'»« ,;:!–-").rstrip(".")
