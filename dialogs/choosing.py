"""Which of the options that were offered somebody means: by number, ordinal or label."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

ORDINALS = (
    ("erste", "ersten", "erster", "erstes", "1te", "first", "eins", "one"),
    ("zweite", "zweiten", "zweiter", "zweites", "2te", "second", "zwei", "two"),
    ("dritte", "dritten", "dritter", "drittes", "3te", "third", "drei", "three"),
    ("vierte", "vierten", "vierter", "viertes", "4te", "fourth", "vier", "four"),
    ("fünfte", "fünften", "fünfter", "fünftes", "fuenfte", "5te", "fifth", "fünf", "five"),
    ("sechste", "sechsten", "sechster", "sechstes", "6te", "sixth", "sechs", "six"),
    ("siebte", "siebten", "siebter", "siebtes", "7te", "seventh", "sieben", "seven"),
    ("achte", "achten", "achter", "achtes", "8te", "eighth", "acht", "eight"),
)
LAST = frozenset({"letzte", "letzten", "letzter", "letztes", "last"})
_SMALL = frozenset(
    "die der das den dem bitte nehme nimm ich option nr nummer number no the one please und na dann "
    "also ja gern gerne lieber mal zeig zeige mir show me take from of in aus davon".split()
)
_BARE = re.compile(r"^\s*[\[(#]?\s*([0-9]{1,2})\s*[.)\]]?\s*$")
_NEGATIVE = re.compile(r"-\s*\d")
_WORD = re.compile(r"\w+")


class NoSuchOptionError(LookupError):
    """A number was given that no option has; it holds how many there are."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def chosen_option(
    text: str, options: Sequence[Mapping[str, Any]], label: Callable[[Mapping[str, Any]], str]
) -> Mapping[str, Any] | None:
    """The option that a text chooses; None if it says something else. ``label`` renders an option's label.

    Raises:
        NoSuchOptionError: the text is a bare number beyond the options.
    """
    if not options:
        return None
    if _NEGATIVE.search(text):
        return None
    bare = _BARE.match(text)
    if bare:
        number = int(bare[1])
        if 1 <= number <= len(options):
            return options[number - 1]
        raise NoSuchOptionError(len(options))
    words = [word.casefold() for word in _WORD.findall(text)]
    telling = [word for word in words if word not in _SMALL]
    if len(words) <= 6 and len(telling) == 1:
        alike = [option for option in options if option.get("step") == options[0].get("step")]
        # "die letzte" means the last of the people, not "another region" below them.
        place = _ordinal(telling[0], len(alike if telling[0] in LAST else options))
        if place is not None:
            return options[place]
    return _labelled(words, options, label)


def _ordinal(word: str, count: int) -> int | None:
    if word in LAST:
        return count - 1
    if word.isdecimal() and 1 <= int(word) <= count:
        return int(word) - 1
    for number, forms in enumerate(ORDINALS[:count]):
        if word in forms:
            return number
    return None


def _labelled(
    words: Sequence[str],
    options: Sequence[Mapping[str, Any]],
    label: Callable[[Mapping[str, Any]], str],
) -> Mapping[str, Any] | None:
    """The option whose label's own words are just what was said."""
    said = " ".join(words)
    fits = [option for option in options if said and said == _words_of(label(option["label"]))]
    return fits[0] if len(fits) == 1 else None


def _words_of(label: str) -> str:
    return " ".join(_WORD.findall(label.casefold()))
