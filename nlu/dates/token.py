"""A token: a number, a word or a sign of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Tag = str | int
"""The value of a tag."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word or a sign. ``start`` and ``end`` are offsets in characters.

    ``tags`` says what it can be, by name of the category; ``glued`` that no blank stands before it.
    """

    text: str
    word: str
    start: int
    end: int
    glued: bool
    tags: Mapping[str, Tag]

    @property
    def number(self) -> bool:
        """Whether it is written in digits."""
        return "NUM" in self.tags

    @property
    def keys(self) -> Iterator[str]:
        """By what a rule may begin with it: its categories and itself."""
        yield from self.tags
        yield self.word
