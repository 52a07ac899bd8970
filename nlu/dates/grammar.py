"""The machine that applies rules to tokens: patterns of words, categories and other rules.

A rule is a function with the pattern that it reads: ``@rule("clock", "NUM OCLOCK NUM?")``. In a pattern

- ``NUM`` in capitals is a token of this category, and its value an argument of the function;
- ``um/gegen`` in small letters is one of these words, ``.`` and other signs are themselves: no argument;
- ``<day>`` is whatever the rules of that name read, an argument;
- ``|`` stands between patterns that mean the same;
- ``?`` at the end makes it optional (None), ``+`` at the beginning says that no blank stands before it.

A function that returns None refuses. What is read at a place is remembered: every rule runs once there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nlu.dates.token import Token

Action = Callable[..., Any]
_MOST_ALIKE = 4
"""Readings kept of one kind from one token to another."""


@dataclass(frozen=True, slots=True)
class _Element:
    kind: str  # "tag", "words" or "rule"
    name: str
    words: frozenset[str]
    optional: bool
    glued: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    elements: tuple[_Element, ...]
    action: Action


_RULES: dict[str, list[_Rule]] = {}
_NAMED: set[str] = set()
"""All words and categories that rules name: what others a text may hold, they are all the same."""

_FIRST: dict[str, frozenset[str]] = {}
_FITTING: dict[tuple[str, frozenset[str]], tuple[_Rule, ...]] = {}


def rule(name: str, *patterns: str) -> Callable[[Action], Action]:
    """Register a function as the action of patterns; it gets a value for each category and each rule."""

    def register(action: Action) -> Action:
        for pattern in " | ".join(patterns).split(" | "):
            elements = tuple(map(_element, pattern.split()))
            _RULES.setdefault(name, []).append(_Rule(elements, action))
            for element in elements:
                _NAMED.update(element.words or (element.name,))
        _FIRST.clear()
        _FITTING.clear()
        return action

    return register


def _element(said: str) -> _Element:
    glued = len(said) > 1 and said.startswith("+")
    said = said[1:] if glued else said
    optional = len(said) > 1 and said.endswith("?")
    said = said[:-1] if optional else said
    if said.startswith("<"):
        return _Element("rule", said[1:-1], frozenset(), optional, glued)
    if said.isupper() and said[0].isalpha():
        return _Element("tag", said, frozenset(), optional, glued)
    words = frozenset(said.split("/")) if len(said) > 1 else frozenset((said,))
    return _Element("words", "", words, optional, glued)


def _first(name: str) -> frozenset[str]:
    """The categories and words with which something of this name can begin."""
    known = _FIRST.get(name)
    if known is None:
        _FIRST[name] = frozenset()  # no rule begins with itself
        known = frozenset(key for each in _RULES[name] for key in _first_of(each.elements))
        _FIRST[name] = known
    return known


def _first_of(elements: Sequence[_Element]) -> Iterator[str]:
    for element in elements:
        if element.kind == "rule":
            yield from _first(element.name)
        elif element.kind == "tag":
            yield element.name
        else:
            yield from element.words
        if not element.optional:
            return


def _fitting(name: str, keys: frozenset[str]) -> tuple[_Rule, ...]:
    """The rules of this name that can begin with a token of these categories."""
    known = _FITTING.get((name, keys))
    if known is None:
        relevant = keys & _first(name)
        known = tuple(each for each in _RULES[name] if not relevant.isdisjoint(_first_of(each.elements)))
        _FITTING[name, keys] = known
    return known


class Parser:
    """Reads the tokens of one text; ``today`` is nobody's business here."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._known: dict[tuple[str, int], list[tuple[int, Any]]] = {}
        self._keys = [frozenset(_NAMED.intersection(token.keys)) for token in tokens]

    def read(self, name: str, at: int) -> list[tuple[int, Any]]:
        """All that rules of a name can read from a token on: the token after it, and what it means."""
        if at >= len(self.tokens):
            return []
        rules = _fitting(name, self._keys[at])
        if not rules:  # most rules at most words: nothing to remember
            return []
        place = (name, at)
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = []
            known.extend(self._first_ones(rules, at))
        return known

    def longest(self, name: str, at: int) -> tuple[int, Any] | None:
        """The longest of them, of several the first rule's."""
        found = self.read(name, at)
        return max(found, key=lambda each: each[0]) if found else None

    def _first_ones(self, rules: Sequence[_Rule], at: int) -> Iterator[tuple[int, Any]]:
        """A few readings of each length are enough; what nests itself would have thousands."""
        found: dict[int, int] = {}
        for end, value in self._all(rules, at):
            if found.get(end, 0) < _MOST_ALIKE:
                found[end] = found.get(end, 0) + 1
                yield end, value

    def _all(self, rules: Sequence[_Rule], at: int) -> Iterator[tuple[int, Any]]:
        for each in rules:
            for end, values in self._match(each.elements, 0, at, ()):
                value = each.action(*values)
                if value is not None:
                    yield end, value

    def _match(
        self, elements: tuple[_Element, ...], index: int, at: int, values: tuple[Any, ...]
    ) -> Iterator[tuple[int, tuple[Any, ...]]]:
        if index == len(elements):
            yield at, values
            return
        element = elements[index]
        counts = element.kind != "words"
        if at < len(self.tokens) and not (element.glued and not self.tokens[at].glued):
            for end, value in self._one(element, at):
                yield from self._match(elements, index + 1, end, (*values, value) if counts else values)
        if element.optional:
            yield from self._match(elements, index + 1, at, (*values, None) if counts else values)

    def _one(self, element: _Element, at: int) -> Iterator[tuple[int, Any]]:
        token = self.tokens[at]
        if element.kind == "rule":
            yield from self.read(element.name, at)
        elif element.kind == "tag":
            if element.name in token.tags:
                yield at + 1, token.tags[element.name]
        elif token.word in element.words:
            yield at + 1, None
