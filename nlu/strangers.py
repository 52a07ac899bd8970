"""People whom nobody knows: "Frau Zwiebelhuber", "wer ist Max Mustermann?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.evidence import Surroundings
from nlu.forms import ARTICLES, DEGREES, EVERYDAY, PARTICLES, POLITE
from nlu.interface import Entity

MOST_NAMES = 3
"""So many words make a name; more of them are a sentence."""

_ASKED = frozenset({("wer", "ist"), ("who", "is"), ("kennst", "du"), ("kennt", "ihr")})
_SMALL = frozenset("denn eigentlich bitte nochmal gleich".split())
_DESCRIBING = ("bar", "ig", "lich", "isch", "los", "sam", "end", "ung", "able")
"""Endings of what somebody is rather than of names: "wer ist verantwortlich?"."""


def strangers(around: Surroundings, entities: Sequence[Entity]) -> Iterator[Entity]:
    """People who are named and whom nobody knows: each a person without a reference."""
    taken = {start for entity in entities for start in range(entity.start, entity.end)}
    titled = list(_titled(around, taken))
    yield from titled
    if not entities and not titled:
        yield from _asked_about(around)


def _titled(around: Surroundings, taken: set[int]) -> Iterator[Entity]:
    """Who has "Frau" or "Herr" before the name."""
    words = around.words
    last = 0
    for title, word in enumerate(words):
        if word.folded in POLITE and title >= last:
            first = title + 1
            while first < len(words) and words[first].folded in DEGREES:
                first += 1
            last = first
            while last < len(words) and words[last].start not in taken and around.names_stranger(title, last):
                last += 1
            if last > first and words[last - 1].folded not in PARTICLES:
                yield _stranger(around, first, last)


def _asked_about(around: Surroundings) -> Iterator[Entity]:
    """The name that is all of "wer ist …?"."""
    words = around.words
    if len(words) < 3 or (words[0].folded, words[1].folded) not in _ASKED:
        return
    first = 2
    while first < len(words) and words[first].folded in _SMALL:
        first += 1
    named = range(first, len(words))
    if not 0 < len(named) <= MOST_NAMES or not all(_names(around, index) for index in named):
        return
    if any(not around.plain(index) for index in named):
        yield _stranger(around, first, len(words))


def _names(around: Surroundings, index: int) -> bool:
    word = around.words[index]
    if not word.text.replace("-", "").isalpha() or len(word.text) < 3 or word.folded in ARTICLES:
        return False
    if around.plain(index):
        return word.capital and word.folded not in EVERYDAY
    return not word.folded.endswith(_DESCRIBING)


def _stranger(around: Surroundings, first: int, last: int) -> Entity:
    start, end = around.words[first].start, around.words[last - 1].end
    name = around.text[start:end]
    return Entity("person", name, name, start, end, score=0.5)
