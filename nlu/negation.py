"""Which of the names in a text are not wanted: "nicht Harz, sondern Halle"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.interface import Entity
from nlu.text import Token

_NOT = frozenset("nicht nich ned net statt anstatt anstelle kein keine keinen not except instead".split())
_BETWEEN = frozenset(
    "in im aus von vom der die das dem den bei fuer fur mehr nach am mit wegen ins of in from the for to "
    "at with mein meine ich meinte mehr".split()
)
_RATHER = frozenset("sondern lieber stattdessen but rather instead".split())
_SORRY = frozenset(
    "quatsch sorry korrektur vielmehr meinte meine pardon ups oops correction nee wait".split()
)
_ALIKE = {"region": "where", "place": "where", "postcode": "where"}


def unwanted(text: str, words: Sequence[Token], entities: Sequence[Entity]) -> set[int]:
    """Numbers of the entities that are negated or corrected where another of their kind is wanted."""
    dropped: set[int] = set()
    for number, entity in enumerate(entities):
        others = [o for n, o in enumerate(entities) if n != number and _kind(o) == _kind(entity)]
        if others and _negated(words, entity):
            dropped.add(number)
    if len(dropped) == len(entities):
        return set()
    return dropped | _corrected(words, entities)


def _kind(entity: Entity) -> str:
    return _ALIKE.get(entity.entity, entity.entity)


def _before(words: Sequence[Token], start: int) -> list[str]:
    return [word.folded for word in words if word.end <= start]


def _negated(words: Sequence[Token], entity: Entity) -> bool:
    """Whether a negation stands right before it, small words between them apart."""
    for word in reversed(_before(words, entity.start)[-4:]):
        if word in _NOT:
            return True
        if word not in _BETWEEN:
            return False
    return False


def _corrected(words: Sequence[Token], entities: Sequence[Entity]) -> set[int]:
    """ "Burg, quatsch, Genthin": the first of two of a kind with a word of correction between them."""
    dropped = set()
    for number, (first, second) in enumerate(zip(entities, entities[1:], strict=False)):
        between = [w.folded for w in words if first.end <= w.start and w.end <= second.start]
        corrects = any(word in _SORRY for word in between) or "nein" in between[:2]
        if _kind(first) == _kind(second) and len(between) <= 4 and corrects:
            dropped.add(number)
    return dropped
