"""The index of known names: exact and bent forms in one look-up each, misspelt ones through their pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from nlu import forms
from nlu.interface import LEAST_CORRECTED, KnownName
from nlu.spelling import Spelling
from nlu.text import fold, keys_of_form, words_of

BENT = frozenset({"region", "place"})
"""Types whose names derive adjectives and names for people ("Magdeburger:innen")."""

EDGE = 4
"""So many letters of its first and last word tell whether words may be a misspelt name at all."""

MOST_WORDS = 7
"""More words than these are never put together."""

WELL_KNOWN = 0.7
"""From this weight on, a place may follow an article: districts and municipalities at home."""

AT_HOME = 0.9
"""From this weight on, a place is a municipality of the home state."""

_STEMS: tuple[tuple[Callable[[str], Iterator[str]], frozenset[str] | None, float], ...] = (
    (forms.inflected_place, BENT, 0.97),
    (forms.inflected, frozenset({"project", "group", "topic", "organisation"}), 0.97),
    (forms.possessive, frozenset({"person"}), 0.97),
    (forms.inflected_language, frozenset({"language"}), 0.97),
    (forms.derived, BENT, 0.95),
    (forms.speaking, frozenset({"language"}), 0.95),
    (forms.compounds, None, 0.9),
    (forms.parts_of, frozenset({"region"}), 0.9),
)
"""How stems are found, the types that have such forms (None: all), and how well they fit."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` up to but not including ``last`` that may stand for ``names``."""

    first: int
    last: int
    names: tuple[KnownName, ...]
    score: float
    stem: str = ""

    @property
    def entity(self) -> str:
        """The type of the names (all of one)."""
        return self.names[0].entity

    @property
    def misspelt(self) -> bool:
        """Whether letters had to be corrected."""
        return self.score < 0.88

    def covers(self, other: Mention) -> bool:
        """Whether all names that the other one may stand for are among these."""
        return set(map(id, other.names)) <= set(map(id, self.names))

    @property
    def hamlet(self) -> bool:
        """Whether it is a small place far away."""
        return self.entity == "place" and self.weight < LEAST_CORRECTED

    @property
    def doubtful(self) -> bool:
        """Whether it is a place that hardly anybody means."""
        corrected = self.misspelt and (self.score < 0.8 or self.weight < AT_HOME)
        return self.hamlet or self.entity == "place" and corrected

    @property
    def weight(self) -> float:
        """How likely the likeliest of the names is meant at all."""
        return self.names[0].weight if len(self.names) == 1 else max(name.weight for name in self.names)


@dataclass(frozen=True, slots=True)
class Hit:
    """Known names that a word is a form of, how well they fit (1.0: letter for letter), and the stem."""

    names: tuple[KnownName, ...]
    score: float
    stem: str = ""


class Near(NamedTuple):
    """A known form that a text may be a misspelling of, the names that have it, and the distance."""

    form: str
    names: Sequence[KnownName]
    distance: int


class Among(Enum):
    """Which names a misspelt text is compared with."""

    ALL = auto()
    SEVERAL_WORDS = auto()
    THINGS = auto()  # of several words, neither people nor places


@dataclass(frozen=True, slots=True)
class Layer:
    """Names by their compact forms: all forms, those of several words, and those they are shortened to."""

    exact: dict[str, list[KnownName]] = field(default_factory=dict)
    several: dict[str, list[KnownName]] = field(default_factory=dict)
    loose: dict[str, list[KnownName]] = field(default_factory=dict)
    begins: set[str] = field(default_factory=set)  # how names of several words begin
    ends: set[str] = field(default_factory=set)  # and how they end
    plates: dict[str, list[KnownName]] = field(default_factory=dict)
    turned: set[str] = field(default_factory=set)  # "Lindner Mara"
    spelling: dict[Among, Spelling] = field(default_factory=dict)

    def file(self, name: KnownName, keys: Iterable[str] | None = None) -> int:
        """Add a name under its forms (and ``keys``, if known); returns the words of its longest form."""
        longest = 1
        for key in keys or ():
            _file(self.exact, key, name)
        for form in (name.value, *name.forms):
            if keys is not None and form.isalpha():
                continue
            found, count = keys_of_form(form)
            longest = max(longest, count)
            for key in found:
                _file(self.exact, key, name)
                if count > 1:
                    _file(self.several, key, name)
            if count > 1:
                self._file_words(name, form, found)
        self._file_plates(name)
        for form in forms.shortened(name):
            for key in keys_of_form(form)[0]:
                _file(self.loose, key, name)
        return min(longest, MOST_WORDS)

    def _file_plates(self, name: KnownName) -> None:
        for plate in name.plates:
            _file(self.plates, fold(plate), name)

    def _file_words(self, name: KnownName, form: str, keys: Iterable[str]) -> None:
        if name.entity == "person" and form != name.value and len(form) == len(name.value):
            self.turned.update(keys)
            return
        words = words_of(form)
        self.begins.add(fold(words[0])[:EDGE])
        self.ends.add(fold(words[-1])[-EDGE:])

    def among(self, among: Among) -> dict[str, list[KnownName]]:
        """The forms that a misspelt text may be compared with."""
        return self.exact if among is Among.ALL else self.several

    def near(self, word: str, among: Among) -> Sequence[tuple[str, int]]:
        """Forms within the allowed edits, with their distance; indexed when first asked for."""
        spelling = self.spelling.get(among)
        if spelling is None:
            spelling = Spelling(
                form
                for form, names in self.among(among).items()
                if _corrected(form, names, among, form in self.turned)
            )
            self.spelling[among] = spelling
        return spelling.near(word)


class Names:
    """An index over known names, by layers: those of the directory on top of those of the gazetteer.

    Building one costs about 10 µs a name; looking up costs the same with ten names or with 100,000.
    """

    def __init__(self, names: Iterable[KnownName] = (), *, base: Names | None = None) -> None:
        layer = Layer()
        self.layers: tuple[Layer, ...] = (layer, *base.layers) if base is not None else (layer,)
        self.longest: int = base.longest if base is not None else 1
        for name in names:
            self.longest = max(self.longest, layer.file(name))

    @classmethod
    def filed(cls, names: Iterable[tuple[KnownName, Iterable[str]]], longest: int) -> Names:
        """An index of names whose keys (see ``keys_of``) are known already, as from a cache."""
        index = cls()
        index.longest = longest
        for name, keys in names:
            index.layers[0].file(name, keys)
        return index

    def exact(self, key: str) -> Sequence[KnownName]:
        """All names with this compact form (see ``nlu.text.compact``)."""
        return _together([layer.exact.get(key) for layer in self.layers])

    def several(self, key: str) -> Sequence[KnownName]:
        """All names with this compact form in several words."""
        return _together([layer.several.get(key) for layer in self.layers])

    def plates(self, key: str) -> Sequence[KnownName]:
        """What a licence plate in compact form stands for."""
        return _together([layer.plates.get(key) for layer in self.layers])

    def framed(self, first: str, last: str) -> bool:
        """Whether names of several words begin and end with these letters ("": any)."""
        begins = not first or any(first in layer.begins for layer in self.layers)
        return begins and (not last or any(last in layer.ends for layer in self.layers))

    def loose(self, key: str) -> Sequence[KnownName]:
        """Names that are shortened to this: "Lauchstädt", "Anna" for "Anna-Lena", "Werkhof" for its e. V."""
        return _together([layer.loose.get(key) for layer in self.layers])

    def bent(self, word: str) -> Hit | None:
        """Names that a folded word is an inflected, derived or compound form of."""
        for stems, kinds, score in _STEMS:
            for stem in stems(word):
                found = tuple(n for n in self.exact(stem) if _may_bend(n, kinds, stem, score))
                if found:
                    return Hit(found, score, stem)
        return None

    def knows(self, word: str) -> bool:
        """Whether a folded word may be any name, as it is, bent or misspelt."""
        return bool(self.exact(word) or self.bent(word) or self.misspelt(word))

    def bent_several(self, key: str) -> Hit | None:
        """Names of several words that this key is an inflected form of: "Mara Lindners", "IQ Netzwerks"."""
        for stem in forms.inflected(key):
            found = tuple(self.several(stem))
            if found:
                return Hit(found, 0.97, stem)
        return None

    def misspelt(self, word: str, among: Among = Among.ALL) -> list[Near]:
        """Names whose compact form is within the allowed edits of a folded word, the nearest first."""
        found = [
            Near(form, layer.among(among)[form], distance)
            for layer in self.layers
            for form, distance in layer.near(word, among)
        ]
        return sorted(found, key=lambda near: near.distance)


def _file(index: dict[str, list[KnownName]], key: str, name: KnownName) -> None:
    names = index.get(key)
    if names is None:
        index[key] = [name]
    elif names[-1] is not name:
        names.append(name)


def _together(found: Iterable[list[KnownName] | None]) -> Sequence[KnownName]:
    together: Sequence[KnownName] = ()
    for names in found:
        if names:
            together = [*together, *names]
    return together


def keys_of(name: KnownName) -> list[str]:
    """The compact forms (see ``nlu.text.compact``) under which a name is found, each once."""
    return list(dict.fromkeys(key for form in (name.value, *name.forms) for key in keys_of_form(form)[0]))


def words_in(name: KnownName) -> int:
    """How many words its longest form has; more than seven are never put together."""
    return min(max(keys_of_form(form)[1] for form in (name.value, *name.forms)), MOST_WORDS)


def _corrected(form: str, names: Sequence[KnownName], among: Among, turned: bool) -> bool:
    """Whether a misspelt word may be taken for this form; "Lindner Mara" is corrected word by word only."""
    for name in names:
        if name.entity == "person":
            if among is not Among.THINGS and (not turned or form in keys_of_form(name.value)[0]):
                return True
        elif name.weight >= LEAST_CORRECTED and (among is not Among.THINGS or name.entity != "place"):
            return True
    return False


def _may_bend(name: KnownName, kinds: frozenset[str] | None, stem: str, score: float) -> bool:
    if kinds is not None and name.entity not in kinds:
        return False
    if name.entity == "person" and score < 0.97:
        return False
    # A place of four letters has too many words that merely look derived from it.
    return name.entity != "place" or len(stem) >= 5 or score >= 0.97 and len(stem) >= 4


EMPTY = Names()
