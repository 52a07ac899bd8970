"""One sentence about a meeting, read as a whole: when, where, what about, and what is left of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from dialogs.topics.planning_times import When, read_when
from dialogs.topics.planning_words import Words, after_times, before_times
from nlu.interface import Entity

_FILLERS = frozenset(
    "doch lieber bitte nein und auch mit am um im in der die das den dem es ist sind soll sollte sein "
    "dauert nur statt besser eher noch machen mach mache wir ab bis zum zur uhr treffen termin meeting "
    "sitzung runde please instead rather make it s its at on the of to actually no not for lasts heißt "
    "heisst ja ok okay na gut also dann jetzt nun nehmen nimm lass uns let us einen eine ein einem a an "
    "is should be with and but only later später ende endet beginn beginnt start starts begins ends wird "
    "einfach ach sorry korrektur änder ändere change geht so nicht sondern verschieb verschiebe verleg "
    "verlege verlegen move auf von titel thema ort link raum wann wo neu neuer neue ".split()
)
_LENGTHS = frozenset(
    "stunde stunden std h hour hours halbe half minute minuten minutes min zwei drei two three".split()
)
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence says of a meeting."""

    words: Words
    when: When

    @property
    def says_something(self) -> bool:
        """Whether anything of a meeting was said, clear or not."""
        said = self.words.details or self.words.minutes is not None
        return bool(said) or self.when.says_something or self.when.problem == "vague"

    @property
    def left(self) -> tuple[str, ...]:
        """The words that nothing was made of, without those that say nothing."""
        known = _FILLERS | _LENGTHS if self.when.minutes is not None else _FILLERS
        words = _WORD.findall(self.words.rest.casefold())
        return tuple(w for w in words if w not in known and not (known is not _FILLERS and w.isdecimal()))


def read_sentence(
    text: str,
    entities: Sequence[Entity],
    now: datetime,
    zone: tzinfo,
    language: str | None = None,
    anchor: datetime | None = None,
) -> Sentence:
    """Read a sentence; ``entities`` are the known names in it, ``anchor`` is what "später" counts from."""
    words = before_times(text, entities)
    when = read_when(words.rest, now, zone, language, anchor)
    places = [one for one in entities if one.entity in ("place", "region") and one.score >= 1]
    return Sentence(after_times(words, when.spans, places), when)
