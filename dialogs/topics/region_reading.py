"""Regions out of a sentence: "Harz, Altmark", "Süden: Halle, Saalekreis"; each linked to the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from dialogs.turn import Turn
from storage.places.normal import normal
from storage.places.regions import Meaning, districts_of, label, meanings, state_named
from storage.services.regions import MOST_AT_ONCE

LONGEST = 80
"""A region's name, in characters: it stands on buttons."""

_LEAD = re.compile(
    r"^\W*(?:(?:ja|ok|okay|gern|also|und|auch|noch|dazu|plus|and|also|neue?|new|unsere?|our|die|the|wir|we|ich|i|haben"
    r"|have|sind|are|brauchen|möchten?|will|need|arbeiten|work|in|im|den|der|dem|regionen?|regions?|heißen|namely"
    r"|nämlich|eintragen|hinzufügen|add)\b[\s,:]*)+",
    re.I,
)
_KINDS = re.compile(
    r"^(?:(?:die|der|das|den|dem|im|in|the|region)\s+)+(?=\w)|\s+(?:bitte|please|dazu|eintragen|hinzufügen)$",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:,|;|/|\n|\s(?:und|sowie|and|&|\+)\s)\s*(?:(?:und|sowie|and)\s+)?", re.I)
_DEFINED = re.compile(r"^(?P<before>.*?[,;]\s*)?(?P<name>[^,;:=]+?)\s*[:=]\s*(?P<parts>.+)$", re.S)
_BRACKETS = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<parts>[^()]+)\)$")
_OUTER = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Named:
    """A region that somebody named, with what it may cover: nothing, one thing, or several to choose from."""

    name: str
    meanings: tuple[Meaning, ...]


def regions_in(turn: Turn, text: str) -> list[Named]:
    """The regions of a text, in its order, each name once; no more than are written at once."""
    read = (one for line in text.splitlines() for one in _of_line(turn, line))
    return list({normal(one.name): one for one in islice(read, MOST_AT_ONCE)}.values())


def of_state(turn: Turn, state: str) -> list[Named]:
    """A region for each district of a state."""
    return [
        Named(district.short_name, (Meaning((district.key,), (district.name,)),))
        for district in districts_of(turn.network.gazetteer, state)
    ]


def labels(turn: Turn, keys: tuple[str, ...]) -> list[str]:
    """What districts and municipalities are called."""
    return [label(turn.network.gazetteer, key) for key in keys]


def _of_line(turn: Turn, line: str) -> Iterator[Named]:
    defined = _DEFINED.match(line)
    if defined and not _LEAD.fullmatch(defined["name"] + " "):
        for name in _names(defined["before"] or ""):
            yield _named(turn, name)
        yield _as_defined(turn, defined["name"], defined["parts"])
        return
    for name in _names(line):
        yield _named(turn, name)


def _names(text: str) -> Iterator[str]:
    """The names in a row; what stands in brackets stays together."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match.group())
        return f"\0{len(held) - 1}\0"

    rest = _LEAD.sub("", _OUTER.sub(hold, text)) if not state_named(text.strip()) else text
    for part in _BETWEEN.split(rest):
        whole = re.sub("\0(\\d+)\0", lambda match: held[int(match[1])], part)
        name = _KINDS.sub("", " ".join(whole.strip(" .!„“\"'").split()))
        if name:
            yield name[:LONGEST]


def _named(turn: Turn, name: str) -> Named:
    found = _meanings(turn, name)
    if not found and (inside := _BRACKETS.match(name)):
        return _as_defined(turn, inside["name"], inside["parts"])
    return Named(_as_written(turn, name, found), found)


def _as_defined(turn: Turn, name: str, parts: str) -> Named:
    """A region that is said to consist of these; unknown if one of them is, or may be several."""
    name = _LEAD.sub("", name).strip() or name.strip()
    found = [_meanings(turn, part) for part in _names(parts)]
    if not found or any(not each for each in found):
        return Named(name[:LONGEST], ())
    meant = [each[0] for each in found]
    keys = tuple(dict.fromkeys(key for each in meant for key in each.keys))
    names = tuple(dict.fromkeys(called for each in meant for called in each.names))
    return Named(name[:LONGEST], (Meaning(keys, names),))


def _meanings(turn: Turn, name: str) -> tuple[Meaning, ...]:
    gazetteer = turn.network.gazetteer
    found = meanings(gazetteer, name, turn.network.home_state)
    if not found and (state := state_named(name)):
        districts = districts_of(gazetteer, state)
        return (Meaning(tuple(d.key for d in districts), tuple(d.name for d in districts)),)
    return found


def _as_written(turn: Turn, name: str, found: tuple[Meaning, ...]) -> str:
    """The name as it was typed; in capitals where it was typed small."""
    if name != name.lower():
        return name
    gazetteer = turn.network.gazetteer
    for key in found[0].keys if found else ():
        short = gazetteer.district(key[:5]).short_name if len(key) == 5 else label(gazetteer, key)
        if normal(short) == normal(name):
            return short
    return name.title()
