"""Texts made from the grammar itself: every pattern of every rule, filled with words of its categories."""

from __future__ import annotations

import random
from collections.abc import Iterator

from nlu.dates.grammar import _RULES, _Element
from nlu.dates.words import TAGS

_DEEPEST = 5
_NUMBERS = {
    "NUM": (0, 40),
    "D1": (0, 9),
    "D2": (10, 99),
    "D3": (100, 999),
    "D4": (1000, 2400),
    "LONG": (10_000, 99_999),
}
_BY_TAG: dict[str, list[str]] = {}
for _word, _tags in TAGS.items():
    for _tag in _tags:
        _BY_TAG.setdefault(_tag, []).append(_word)


def texts(seed: int, each: int) -> Iterator[str]:
    """So many texts of every pattern."""
    chance = random.Random(seed)
    for rules in list(_RULES.values()):
        for rule in rules:
            for _ in range(each):
                yield _text(rule.elements, chance, 0)


def _text(elements: tuple[_Element, ...], chance: random.Random, depth: int) -> str:
    told = ""
    for element in elements:
        if element.optional and chance.random() < 0.5:
            continue
        said = _one(element, chance, depth)
        told += said if element.glued or not told else f" {said}"
    return told


def _one(element: _Element, chance: random.Random, depth: int) -> str:
    if element.kind == "words":
        return chance.choice(sorted(element.words))
    if element.kind == "rule":
        if depth > _DEEPEST:
            return "x"
        return _text(chance.choice(_RULES[element.name]).elements, chance, depth + 1)
    if element.name in _NUMBERS:
        low, high = _NUMBERS[element.name]
        number = chance.randint(low, high)
        return f"{number:02d}" if element.name == "D2" and chance.random() < 0.3 else str(number)
    return chance.choice(_BY_TAG.get(element.name, ["pm"]))
