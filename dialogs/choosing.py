"""Which of the options that were offered somebody means: by number, ordinal or label."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from dialogs.texts import markup, plain
from dialogs.turn import Reply, Turn

Option = Mapping[str, Any]
"""As it is stored: ``label``, if it may be kept, ``step``, ``data``."""

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


class Meant(NamedTuple):
    """The option that a text chooses, if any; ``told``: Kitt offered it while a question was open."""

    option: Option | None = None
    told: bool = False


def meant_option(turn: Turn) -> Meant:
    """Which option somebody means. What fits the open question belongs to the question.

    Raises:
        NoSuchOptionError: the text is a bare number that no option has.
    """
    offered, told = turn.state.options, turn.state.told

    def label(shown: Option) -> str:
        return plain(markup(shown, turn.language))

    try:
        option = chosen_option(turn.text, offered, label)
    except NoSuchOptionError:
        if not told:
            raise
        option = None
    if option is not None or not told:
        return Meant(option)
    return Meant(chosen_option(turn.text, told, label), told=True)


def still_told(turn: Turn) -> tuple[Option, ...]:
    """What Kitt offered by itself during a form, unless it was just chosen."""
    chosen = Meant()
    if turn.state.told and turn.choice is None:
        with suppress(NoSuchOptionError):
            chosen = meant_option(turn)
    return () if chosen.told and chosen.option is not None else turn.state.told


def ends_question(turn: Turn, reply: Reply, name: str, data: Mapping[str, Any]) -> bool:
    """Whether this option of the open question was its answer, and no question is open any more."""
    open_before = turn.state.step is not None
    if not open_before or reply.state is None or reply.state.step is not None:
        return False
    return any(o.get("step") == name and (o.get("data") or {}) == data for o in turn.state.options)


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
    named = [option for option in options if "label" in option]
    fits = [option for option in named if said and said == _words_of(label(option["label"]))]
    return fits[0] if len(fits) == 1 else None


def _words_of(label: str) -> str:
    return " ".join(_WORD.findall(label.casefold()))
