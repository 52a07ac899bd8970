"""Which of the names in a text are not wanted: "nicht Harz, sondern Halle"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from nlu.interface import Entity
from nlu.text import Token

_NOT = frozenset("nicht nich ned net statt anstatt anstelle weder not except instead than".split())
_NONE = frozenset("kein keine keinen no".split())
"""These negate what follows right away only: "kein Deutsch", but not "kenne keinen aus Halle"."""

_BETWEEN = frozenset(
    "in im aus von vom der die das dem den des bei fuer fur mehr nach am auf mit wegen ins of in from "
    "the for to at with mein meine ich meinte mehr wieder schon aber etwa frau herr herrn "
    "kollegin kollege".split()
)
_PREPOSITIONS = frozenset("in im von vom bei fuer fur nach am auf mit to from for at".split())
_JOINING = frozenset("und oder noch or and nor bzw".split())
_RATHER = frozenset("lieber eher".split())
_SORRY = frozenset("quatsch sorry korrektur vielmehr pardon ups oops correction nee wait aeh aehm".split())
_I_MEAN = frozenset({("ich", "meine"), ("ich", "mein"), ("ich", "meinte"), ("meinte", "ich"), ("i", "mean"),
                     ("i", "meant"), ("meine", "ich")})  # fmt: skip
_MOVED = frozenset(
    "gezogen umgezogen verzogen zieht umzieht ziehen ziehe zog umzug "
    "moved moves moving move relocates relocating relocated".split()
)
_ENDS = re.compile(r"\s*(?:[,.;:!?–—-]|$)")
_STOP = re.compile(r"[,.;:!?]")
_ALIKE = {"region": "where", "place": "where", "postcode": "where"}
_FAR = 4


class _Reading:
    """A text's words by position, and the entities that are not wanted."""

    def __init__(self, text: str, words: Sequence[Token], entities: Sequence[Entity]) -> None:
        self.text = text
        self.words = words
        self.entities = entities
        self.starts = [word.start for word in words]
        self.kinds = Counter(map(_kind, entities))

    def before(self, start: int) -> Sequence[Token]:
        """The few words before an offset."""
        end = bisect_left(self.starts, start)
        return self.words[max(0, end - _FAR) : end]

    def after(self, end: int) -> Sequence[Token]:
        """The few words from an offset on."""
        first = bisect_left(self.starts, end)
        return self.words[first : first + _FAR]

    def between(self, first: Entity, second: Entity) -> list[str]:
        """The folded words between two entities; a few at most."""
        start, end = bisect_left(self.starts, first.end), bisect_right(self.starts, second.start - 1)
        return [word.folded for word in self.words[start : min(end, start + _FAR + 1)]]


def unwanted(text: str, words: Sequence[Token], entities: Sequence[Entity]) -> set[int]:
    """Numbers of the entities that are negated or corrected where another of their kind is wanted."""
    if len(entities) < 2:
        return set()
    reading = _Reading(text, words, entities)
    dropped: set[int] = set()
    for number, entity in enumerate(entities):
        negated = _negated(reading, entity) or _denied_after(reading, number)
        if negated and reading.kinds[_kind(entity)] > 1:
            dropped.add(number)
    dropped |= _joined(reading, dropped)
    for kind, count in reading.kinds.items():
        alike = {number for number, entity in enumerate(entities) if _kind(entity) == kind}
        if count and alike <= dropped:
            dropped -= alike
    return dropped | _corrected(reading, dropped) | _left_behind(reading)


def _kind(entity: Entity) -> str:
    return _ALIKE.get(entity.entity, entity.entity)


def _negated(reading: _Reading, entity: Entity) -> bool:
    """Whether a negation stands right before it, small words between them apart."""
    before = reading.before(entity.start)
    for place in range(len(before) - 1, -1, -1):
        word = before[place]
        if word.folded in _NOT:
            return not _STOP.search(
                reading.text, word.end, before[-1].end if place < len(before) - 1 else entity.start
            )
        if word.folded in _NONE:
            return place == len(before) - 1
        if word.folded == "als":
            return any(w.folded in _RATHER for w in reading.before(word.start))
        following = before[place + 1].folded if place + 1 < len(before) else ""
        if word.folded not in _BETWEEN or word.folded in ("aus", "auf") and following in _PREPOSITIONS:
            return False
    return False


def _denied_after(reading: _Reading, number: int) -> bool:
    """ "Halle nicht, Magdeburg": the negation stands behind, where the clause ends."""
    entity = reading.entities[number]
    after = reading.after(entity.end)
    if not after or after[0].folded not in ("nicht", "nich", "not"):
        return False
    if reading.text[entity.end : after[0].start].strip() or not _ENDS.match(reading.text, after[0].end):
        return False
    return not (number and _negated(reading, entity))


def _joined(reading: _Reading, dropped: set[int]) -> set[int]:
    """ "weder Halle noch Magdeburg, sondern Harz": what is joined to a negated name is negated too."""
    more: set[int] = set()
    for number, (first, second) in enumerate(pairwise(reading.entities)):
        between = reading.between(first, second)
        if (
            (number in dropped or number in more)
            and _kind(first) == _kind(second)
            and between
            and between[0] in _JOINING
            and all(word in _BETWEEN for word in between[1:])
            and not _STOP.search(reading.text, first.end, second.start)
        ):
            more.add(number + 1)
    return more


def _corrected(reading: _Reading, dropped: set[int]) -> set[int]:
    """ "Burg, quatsch, Genthin": the first of two of a kind with a word of correction between them."""
    corrected = set()
    for number, (first, second) in enumerate(pairwise(reading.entities)):
        if _kind(first) != _kind(second) or number + 1 in dropped:
            continue
        between = reading.between(first, second)
        if len(between) <= _FAR and not _JOINING.intersection(between) and _says_sorry(between):
            corrected.add(number)
    return corrected


def _says_sorry(between: Sequence[str]) -> bool:
    if any(word in _SORRY for word in between) or "nein" in between[:2]:
        return True
    return any(pair in _I_MEAN for pair in pairwise(between))


def _left_behind(reading: _Reading) -> set[int]:
    """ "von Burg nach Halle gezogen": where somebody lived before."""
    left = set()
    for number, (first, second) in enumerate(pairwise(reading.entities)):
        if _kind(first) == _kind(second) == "where" and reading.between(first, second)[-1:] in (
            ["nach"],
            ["to"],
        ):
            before = reading.before(first.start)
            came = bool(before) and before[-1].folded in ("von", "aus", "from")
            moved = any(w.folded in _MOVED for w in (*before, *reading.after(second.end)))
            if came and moved:
                left.add(number)
    return left
