"""Which of the suggested times somebody means, and whether they suit: "Di und Do passen, Mi nicht". Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from nlu.dates import Choice, read
from storage.models import Answer

VOTES = re.compile(
    r"\b(?:passt|passen|passte|geht|gehen|ginge[n]?|kann|könnte|koennte|können|klappt|klappen|suits?|works?|fits?|can"
    r"|could|außer|ausser|except|all but|kein problem|no problem|keiner|keine[rs]?|egal|vielleicht|maybe)\b"
    r"|^\W*(?:nur|only)\b",
    re.I,
)
"""A text without one of these words says nothing about what suits."""

SUGGESTS = re.compile(
    r"\bginge[n]?\b|\bauch\b|\bvorschlag\w*|\bschlag\w*\b.*\bvor\b|\bwie w(?:ä|ae)re?s?\b"
    r"|\bk(?:ö|oe)nnten? wir\b|\bstattdessen\b|\bwhat about\b|\bhow about\b|\bsuggest\w*|\bpropose\b"
    r"|\bcould (?:also )?do\b|\bas well\b|\btoo\b",
    re.I,
)
"""How somebody names a time that nobody has suggested yet."""

_ALL = r"(?:alle[sn]?|jede[rs]?|überall|ueberall|immer|all|any(?:thing)?|every(?:thing)?|whenever)"
_BUT = r"(?:außer|ausser|bis auf|nur nicht|except(?: for)?|but|apart from)"
_WORK = r"(?:passt|passen|geht|gehen|ginge[n]?|klappt|klappen|works?|suits?|fits?|kann|can)"
_OF_THEM = r"(?:davon|drei|vier|fünf|termine?|zeiten|der termine|of them|of these|times?|dates?)"
_TO_ME = r"(?:mir|bei mir|für mich|me|for me)"
_ALL_BUT = re.compile(rf"^.*\b{_ALL}\b.*?\b{_BUT}\b(?P<rest>.+)$", re.I)
_EVERY = re.compile(
    rf"^\W*(?:{_TO_ME}\s+)?(?:ist (?:es )?(?:mir )?egal|egal"
    rf"|(?:(?:i|ich)\s+)?{_WORK}?\s*(?:ich\s+)?(?:{_TO_ME}\s+)?"
    rf"{_ALL}(?:\s+{_OF_THEM})?(?:\s+{_WORK})?(?:\s+{_TO_ME})?)\W*$",
    re.I,
)
_NONE = re.compile(
    rf"^\W*(?:leider\s+)?(?:{_TO_ME}\s+|da\s+)?(?:leider\s+)?(?:{_WORK}\s+(?:{_TO_ME}\s+)?(?:leider\s+)?)?"
    rf"(?:keine[rs]?|nichts|none|nothing|no)(?:\s+(?:{_OF_THEM}|leider))*(?:\s+{_WORK})?(?:\s+{_TO_ME})?\W*$",
    re.I,
)
_REST = re.compile(
    rf"\b(?:sonst|ansonsten|otherwise|apart from that)\b.*\b(?:{_ALL}|fine|gern|immer)\b", re.I
)
_PIECE = re.compile(
    r"(\s*(?:[,;!\n]|(?<!\d)\.)\s*(?:und\s+|and\s+|aber\s+|but\s+)?|\s+(?:aber|but|jedoch)\s+"
    r"|\s+(?:und|oder|and|or|sowie)\s+)",
    re.I,
)
_DOUBLED = re.compile(r"(?<=tag|och|day)\s*,\s*(?=(?:den\s+|the\s+)?\d{1,2}\.)", re.I)
"""Between "Dienstag" and "8.12.", which are one day."""

_NOT = re.compile(
    r"\b(?:nicht|nich|nie|kein\w*|not|never|no|can't|cannot|won't|doesn't|don't)\b|n't\b|n’t\b", re.I
)
_FINE = re.compile(r"\b(?:kein|no) problem\b", re.I)
_MAYBE = re.compile(
    r"\b(?:vielleicht|eventuell|evtl|womöglich|zur not|notfalls|maybe|perhaps|if need be|might)\b", re.I
)
_YES = re.compile(
    rf"\b(?:{_WORK}|passend|ja|gut|prima|gern|gerne|super|könnte|könnt|koennte|am liebsten|nur|yes|fine"
    r"|good|great|could|only|just)\b",
    re.I,
)
_VERB_FIRST = re.compile(
    rf"\W*(?:(?:ich|{_TO_ME}|i|ja)\s+)?(?:{_WORK}|könnte|could|nur|only|am liebsten)\b", re.I
)
_ONLY = re.compile(r"\b(?:nur|only|just)\b(?!\s+(?:nicht|not|kurz))", re.I)
_DAY_ALONE = re.compile(
    r"^\W*(\d{1,2}\.)(?:\W*$|\s+(?=(?:nicht|auch|leider|passt|geht|ginge|ja|nein|gut|vielleicht|not|works)\b))",
    re.I,
)
_NUMBER = re.compile(
    r"(?:\b(?:vorschlag|termin|nr\.?|nummer|option|number|suggestion)\s*|^\W*(?:die |der |den |the )?)"
    r"(?P<n>\d{1,2})(?:\.(?=\s|$))?(?!\s*(?:uhr|[:.]|am\b|pm\b|h\b|st\b|nd\b|rd\b|th\b|\d))",
    re.I,
)
_DAYS = (
    r"mo(?:ntags?)?|mon(?:days?)?",
    r"di(?:enstags?)?|tue(?:s(?:days?)?)?",
    r"mi(?:ttwochs?)?|wed(?:nesdays?)?",
    r"do(?:nnerstags?)?|thu(?:rs(?:days?)?)?",
    r"fr(?:eitags?)?|fri(?:days?)?",
    r"sa(?:mstags?)?|sonnabends?|sat(?:urdays?)?",
    r"so(?:nntags?)?|sun(?:days?)?",
)
_WEEKDAYS = tuple(re.compile(rf"\b(?:{one})(?:vormittags?|nachmittags?|abends?)?\b", re.I) for one in _DAYS)


class UnclearError(Exception):
    """What is said fits several times that cannot all be meant."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How times are read: ``now`` is aware, ``walls`` are the times that can be meant, naive in ``zone``."""

    walls: Sequence[datetime]
    now: datetime
    zone: tzinfo
    language: str | None = None


def votes_in(text: str, scale: Scale) -> Mapping[int, Answer]:
    """What somebody says of the times, by their place in the list; empty if nothing.

    Raises:
        UnclearError: one of them may mean times on several days.
    """
    everything = range(len(scale.walls))
    text = _DOUBLED.sub(" ", text)
    if _NONE.match(text):
        return dict.fromkeys(everything, Answer.NO)
    if _EVERY.match(text):
        return dict.fromkeys(everything, Answer.YES)
    if but := _ALL_BUT.match(text):
        out = {place for piece in _PIECE.split(but["rest"])[::2] for place in meant(piece, scale)}
        return {place: Answer.NO if place in out else Answer.YES for place in everything} if out else {}
    said = _piecewise(text, scale)
    if _ONLY.search(text) and Answer.YES in said.values() and Answer.NO not in said.values():
        return {place: said.get(place, Answer.NO) for place in everything}
    if said and _REST.search(text):
        return {place: said.get(place, Answer.YES) for place in everything}
    return said


def _piecewise(text: str, scale: Scale) -> dict[int, Answer]:
    """Each time takes what is said in its own piece, else in the one that its "und" belongs to."""
    split = _PIECE.split(_FINE.sub("passt", text))
    pieces, joints = split[::2], ["", *split[1::2]]
    kinds = [_kind(piece) for piece in pieces]
    found: dict[int, Answer] = {}
    for number, piece in enumerate(pieces):
        places = meant(piece, scale)
        answer = kinds[number] or _borrowed(number, kinds, pieces, joints)
        if answer is not None:
            found |= dict.fromkeys(places, answer)
    return found


def _kind(piece: str) -> Answer | None:
    if _MAYBE.search(piece):
        return Answer.MAYBE
    if _NOT.search(piece):
        return Answer.NO
    return Answer.YES if _YES.search(piece) else None


def _borrowed(
    number: int, kinds: Sequence[Answer | None], pieces: Sequence[str], joints: Sequence[str]
) -> Answer | None:
    """ "Ich kann Di und Do, Mi nicht": "Do" goes with what stands before it, as the verb did already."""
    before = next((kind for kind in reversed(kinds[:number]) if kind is not None), None)
    after = next((kind for kind in kinds[number + 1 :] if kind is not None), None)
    led = next((n for n in range(number - 1, -1, -1) if kinds[n] is not None), None)
    verb_first = led is not None and bool(_VERB_FIRST.match(pieces[led]))
    if verb_first and not re.search(r"aber|but|jedoch", joints[number], re.I):
        return before
    return after or before


def meant(piece: str, scale: Scale) -> list[int]:
    """The places of the times that a piece of text names.

    Raises:
        UnclearError: only a weekday, which several days are.
    """
    if (match := _NUMBER.search(piece)) is not None and 1 <= int(match["n"]) <= len(scale.walls):
        return [int(match["n"]) - 1]
    if bare := _DAY_ALONE.match(piece):
        piece = f"am {bare[1]}"  # "am 9. und 10.": what stood before the first day holds for the second
    reading = read(piece, scale.now, scale.zone, scale.language)
    ways: list[Choice] = [one for one in (reading, *reading.alternatives) if one.start is not None]
    for one in ways:
        if found := _at(one, scale, has_day="day" not in reading.missing):
            return found
    clocked = any(one.grain == "minute" for one in ways)
    named = [day for day, form in enumerate(_WEEKDAYS) if form.search(piece)]
    if len(named) != 1 or (re.search(r"\d{1,2}\.", piece) and ways):
        return []
    found = [
        place
        for place, wall in enumerate(scale.walls)
        if wall.weekday() == named[0] and (not clocked or _same_clock(ways, wall, scale))
    ]
    if len({scale.walls[place].date() for place in found}) > 1:
        raise UnclearError
    return found


def _at(one: Choice, scale: Scale, *, has_day: bool) -> list[int]:
    assert one.start is not None
    start = one.start.astimezone(scale.zone).replace(tzinfo=None)
    if one.grain == "minute" and has_day:
        return [place for place, wall in enumerate(scale.walls) if wall == start]
    if one.grain == "minute":
        return [place for place, wall in enumerate(scale.walls) if wall.time() == start.time()]
    if one.grain == "day" and one.end is None and has_day:
        return [place for place, wall in enumerate(scale.walls) if wall.date() == start.date()]
    return []


def _same_clock(ways: Sequence[Choice], wall: datetime, scale: Scale) -> bool:
    return any(one.start and one.start.astimezone(scale.zone).time() == wall.time() for one in ways)
