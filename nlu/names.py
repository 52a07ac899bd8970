"""The index of known names: exact and bent forms in one look-up each, misspelt ones through their pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nlu import forms
from nlu.interface import LEAST_CORRECTED, KnownName
from nlu.spelling import Spelling
from nlu.text import fold, fold_plain, words_of

BENT = frozenset({"region", "place"})
"""Types whose names derive adjectives and names for people ("Magdeburger:innen")."""

WHOLE_WORDS = frozenset({"person"})
"""Types that form no compounds with everyday words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Known names that some words may stand for, and how well they fit (1.0: letter for letter)."""

    names: tuple[KnownName, ...]
    score: float


class Names:
    """An index over known names, by layers: those of the directory on top of those of the gazetteer.

    Building one costs about 10 µs a form; looking up costs the same with ten names or with 100,000.
    """

    def __init__(self, names: Iterable[KnownName] = (), *, base: Names | None = None) -> None:
        self._base = base
        self._exact: dict[str, list[KnownName]] = defaultdict(list)
        self.longest = 1
        for name in names:
            self._add(name)
        self._spelling: Spelling | None = None
        if base is not None:
            self.longest = max(self.longest, base.longest)

    @classmethod
    def filed(cls, names: Iterable[tuple[KnownName, Iterable[str]]], longest: int) -> Names:
        """An index of names whose keys (see ``keys_of``) are known already, as from a cache."""
        index = cls()
        index.longest = longest
        for name, keys in names:
            for key in keys:
                index._exact[key].append(name)
        return index

    def _add(self, name: KnownName) -> None:
        self.longest = max(self.longest, words_in(name))
        for key in keys_of(name):
            self._exact[key].append(name)

    def layers(self) -> Iterator[Names]:
        """This index and those below it."""
        yield self
        if self._base is not None:
            yield from self._base.layers()

    def exact(self, key: str) -> list[KnownName]:
        """All names with this compact form (see ``nlu.text.compact``)."""
        return [name for layer in self.layers() for name in layer._exact.get(key, ())]

    def bent(self, word: str) -> Hit | None:
        """Names that a folded word is an inflected, derived or compound form of."""
        for stems, kinds, score in (
            (forms.inflected, None, 0.97),
            (forms.derived, BENT, 0.95),
            (forms.speaking, frozenset({"language"}), 0.95),
            (forms.compounds, None, 0.9),
        ):
            for stem in stems(word):
                found = [n for n in self.exact(stem) if _may_bend(n, kinds, stem, score)]
                if found:
                    return Hit(tuple(found), score)
        return None

    def misspelt(self, word: str) -> list[tuple[KnownName, int]]:
        """Names whose compact form is within the allowed edits of a folded word, with the distance."""
        found: list[tuple[KnownName, int]] = []
        for layer in self.layers():
            for form, distance in layer._near(word):
                found.extend((name, distance) for name in layer._exact[form])
        return sorted(found, key=lambda pair: pair[1])

    def _near(self, word: str) -> Sequence[tuple[str, int]]:
        if self._spelling is None:
            self._spelling = Spelling(
                form for form, names in self._exact.items() if any(n.weight >= LEAST_CORRECTED for n in names)
            )
        return self._spelling.near(word)


def keys_of(name: KnownName) -> list[str]:
    """The compact forms (see ``nlu.text.compact``) under which a name is found, each once."""
    keys: dict[str, None] = {}
    for form in (name.value, *name.forms):
        words = words_of(form)
        if words:
            keys["".join(map(fold, words))] = None
            if not form.isascii():
                keys["".join(map(fold_plain, words))] = None
    return list(keys)


def words_in(name: KnownName) -> int:
    """How many words its longest form has; more than seven are never put together."""
    return min(max(len(words_of(form)) for form in (name.value, *name.forms)), 7)


def _may_bend(name: KnownName, kinds: frozenset[str] | None, stem: str, score: float) -> bool:
    if kinds is not None and name.entity not in kinds:
        return False
    if name.entity == "person" and score < 0.97:
        return False
    # A place of four letters has too many words that merely look derived from it.
    return name.entity != "place" or len(stem) >= 5 or score >= 0.97 and len(stem) >= 4


EMPTY = Names()
