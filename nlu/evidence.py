"""Whether words that equal a known name really mean it: "in Essen" does, "nach dem Essen" does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.forms import (
    ABOUT,
    ARTICLES,
    DEGREES,
    EVERYDAY,
    LANGUAGE_AFTER,
    NEVER_PLACES,
    PARTICLES,
    PERSONAL,
    POLITE,
    REACHING,
    TITLES,
    TOWARDS,
)
from nlu.interface import LEAST_CORRECTED
from nlu.names import AT_HOME, WELL_KNOWN, Mention
from nlu.text import Token, fold

_INTO = frozenset("in aus nach richtung from near bei".split())
_INTO_TOWN = frozenset("in aus nach richtung from wohnhaft".split())
_SKIPPED = frozenset("der die das dem den des the hansestadt lutherstadt welterbestadt stadt ort".split())
_STATES_OF_MIND = frozenset("sorge ruhe not eile lage leid stille liebe freude haft elend".split())
_BEING = frozenset("bin ist bist sind war waren seid sehr grosser immer noch am are is".split())
_DIRECTIONS = frozenset("haus hause norden sueden osten westen regen ende ostern".split())
_BESIDE = frozenset("von mit an bei fuer frag liebe lieber hallo kennt to with from".split())
_AT = frozenset("in an vor aus auf hinter bei durch neben".split())
_ENGLISH = frozenset("the a an my your his our their this that".split())
_HALLS = frozenset("halle hallen burg burgen".split())
_ARROW = re.compile(r" ?(?:–|—|→|➡️?|⇒|-*=*>+|/)+ ?| - ")
# Short forms that mean something else behind these words.
_PRECEDED = {"abi": frozenset("hat mit ohne macht kein das sein ihr nach haben".split())}
# Words that are no misspelt name before these.
_FOLLOWED = {"hartz": frozenset("iv vi 4 vier 5 reform reformen gesetz gesetze".split())}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text's words, and which of them are ordinary ones."""

    text: str
    words: Sequence[Token]
    ordinary: frozenset[str]
    has_capitals: bool

    def gap(self, index: int) -> str:
        """What stands between this word and the next one."""
        return self.text[self.words[index].end : self.words[index + 1].start]

    def polite(self, index: int) -> bool:
        """Whether "Frau" or "Herr" stands before it."""
        index -= 1
        while index > 0 and self.words[index].folded in DEGREES:
            index -= 1
        return index >= 0 and self.words[index].folded in POLITE

    def before(self, index: int) -> str:
        """The folded word before ``index``, articles skipped; empty at the start."""
        index -= 1
        while index > 0 and self.words[index].folded in _SKIPPED:
            index -= 1
        return self.words[index].folded if index >= 0 else ""

    def plain(self, index: int) -> bool:
        """Whether this is an everyday word."""
        word = self.words[index].folded
        return word in self.ordinary or word in EVERYDAY

    def titled(self, index: int) -> bool:
        """Whether "Frau", "Kollegin", "Dr." or the like stands before it."""
        return index > 0 and self.words[index - 1].folded in TITLES

    def everyday(self, first: int, last: int) -> bool:
        """Whether all these words are ordinary ones."""
        return all(self.plain(index) for index in range(first, last))

    def credible(self, mention: Mention) -> bool:
        """Whether the mention is to be believed."""
        if mention.entity == "place":
            return self._place(mention)
        if mention.entity == "person":
            return self._person(mention)
        if mention.entity == "topic":
            return self._topic(mention)
        if mention.entity == "language" and not self._language(mention):
            return False
        if mention.entity == "region" and not self._region(mention):
            return False
        return self._other(mention)

    def names_stranger(self, title: int, index: int) -> bool:
        """Whether a word belongs to the name of a person behind a title."""
        word, before = self.words[index], self.words[index - 1]
        if word.folded in PARTICLES:
            # Not the "von" of "die Frau von der Caritas".
            following = self.words[index + 1] if index + 1 < len(self.words) else word
            return not self.article(title) and (following.capital or following.folded in PARTICLES)
        if not word.text.isalpha() or len(word.text) < 3:
            return False
        if before.folded in TITLES or before.folded in PARTICLES:
            return word.capital or not self.words[title].capital and not self.plain(index)
        gap = self.gap(index - 1)
        return word.capital and (gap == "-" or gap == " " and not self.plain(index))

    def surname_follows(self, index: int) -> bool:
        """Whether a rare word in capitals stands right behind: "Mara Wiśniewska" is not our Mara."""
        following = index + 1
        if following >= len(self.words) or self.gap(index) != " ":
            return False
        word = self.words[following]
        return word.capital and word.text.isalpha() and len(word.text) > 2 and not self.plain(following)

    def article(self, index: int) -> bool:
        """Whether an article stands right before it."""
        return index > 0 and self.words[index - 1].folded in ARTICLES

    def _after(self, index: int) -> str:
        return self.words[index].folded if index < len(self.words) else ""

    def _short_text(self, most: int = 3) -> bool:
        return len(self.words) <= most

    def _capital(self, mention: Mention) -> bool:
        word = self.words[mention.first]
        return word.capital and (mention.first > 0 or self._short_text(2))

    def _on_route(self, mention: Mention) -> bool:
        """Whether an arrow or a dash leads to it: "Zeitz - Gera"."""
        return mention.first > 0 and bool(_ARROW.fullmatch(self.gap(mention.first - 1)))

    def _place(self, mention: Mention) -> bool:
        towards = self.before(mention.first) in TOWARDS or self._on_route(mention)
        if mention.last - mention.first > 1:
            return not self.everyday(mention.first, mention.last) or towards
        word = self.words[mention.first].folded
        if word in NEVER_PLACES or _only_a_kind(word, mention):
            return False
        if mention.misspelt:
            return self._misspelt_place(mention, towards)
        if _respelt(self.words[mention.first].text, mention):
            return self._everyday_place(mention)
        if word in EVERYDAY:
            return self._everyday_place(mention)
        return (self._bent_place if mention.score < 1.0 else self._spelt_place)(mention, towards)

    def _spelt_place(self, mention: Mention, towards: bool) -> bool:
        word = self.words[mention.first].folded
        capital = self._capital(mention)
        if self.article(mention.first) and mention.weight < WELL_KNOWN or self._hall(mention):
            return False
        if word in self.ordinary:
            return towards and (capital or self.before(mention.first) in _INTO) or self._short_text(1)
        if len(word) <= 3:
            return towards and (capital or not self.has_capitals)
        if mention.weight < LEAST_CORRECTED:
            return towards or self._short_text(2)
        if len(word) == 4:
            return towards or capital and mention.weight >= AT_HOME or self._short_text()
        return True

    def _misspelt_place(self, mention: Mention, towards: bool) -> bool:
        word = self.words[mention.first].folded
        if mention.weight < LEAST_CORRECTED or self.plain(mention.first):
            return False
        if self.article(mention.first) and mention.weight < WELL_KNOWN:
            return False
        close = mention.score > 0.8
        if towards:
            return close or len(word) >= 8
        if len(word) <= 5:
            return mention.weight >= AT_HOME and self._short_text(1)
        return close and (len(word) >= 7 and mention.weight >= AT_HOME or self._short_text(2))

    def _bent_place(self, mention: Mention, towards: bool) -> bool:
        word = self.words[mention.first].folded
        if mention.stem in NEVER_PLACES or word in self.ordinary:
            return False
        if mention.stem in EVERYDAY and word != f"{mention.stem}er":
            return False
        if mention.hamlet:
            return towards and self._capital(mention)
        if len(mention.stem) == 4 or mention.score < 0.96:
            capital = self._capital(mention) and mention.weight >= AT_HOME
            return towards or capital or self._short_text()
        return True

    def _everyday_place(self, mention: Mention) -> bool:
        """Towns that are called like everyday words: only behind a preposition without an article."""
        before = self._after(mention.first - 1) if mention.first else ""
        word = self.words[mention.first].folded
        if before not in _INTO_TOWN or before == "nach" and word in _DIRECTIONS:
            return False
        if word in _STATES_OF_MIND and mention.first > 1 and self._after(mention.first - 2) in _BEING:
            return False
        return self._capital(mention) or not self.has_capitals and mention.weight >= 0.4

    def _region(self, mention: Mention) -> bool:
        """Whether a region's name is no everyday word here."""
        if mention.last - mention.first > 1:
            return True
        token = self.words[mention.first]
        word = token.folded
        if word in EVERYDAY:
            return not mention.misspelt and self._everyday_place(mention)
        if mention.misspelt:
            return self._after(mention.last) not in _FOLLOWED.get(word, ())
        if mention.stem and len(mention.stem) <= 3 and not token.text[: len(mention.stem)].isupper():
            return False
        if mention.first and self.words[mention.first - 1].folded in _PRECEDED.get(word, ()):
            return token.text.isupper()
        return not self._hall(mention)

    def _hall(self, mention: Mention) -> bool:
        """ "in der Halle": no town, but the hall."""
        first = mention.first
        if first < 2 or self.words[first].folded not in _HALLS:
            return False
        article = self.words[first - 1].folded
        # "in the Halle team" is about the town: a hall is no "Halle" in English.
        return article in ARTICLES - _ENGLISH and self.words[first - 2].folded in _AT

    def _person(self, mention: Mention) -> bool:
        first = mention.first
        if mention.last - first > 1 or self.titled(first) or self._asked_who(mention):
            return True
        word = self.words[first]
        before = self._after(first - 1) if first else ""
        if self.plain(first):
            if mention.misspelt or not word.capital and self.has_capitals:
                return False
            if self._short_text(1):
                return not mention.misspelt
            nearer = before == "von" and first > 1 and self._after(first - 2) in REACHING
            rare = word.capital and word.folded not in EVERYDAY and before in _BESIDE
            return before in REACHING or nearer or rare
        if not mention.misspelt or before in _INTO_TOWN:
            return len(word.folded) >= 3 and before not in _INTO_TOWN
        looks = word.capital or not self.has_capitals
        return len(word.folded) >= 5 and looks and (self._short_text(4) or before in PERSONAL)

    def _asked_who(self, mention: Mention) -> bool:
        """ "wer ist nguyen?": a name that is a rare word too, but the question is about a person."""
        first = mention.first
        if mention.score < 1.0 or mention.last < len(self.words) or first < 2:
            return False
        asked = self.words[first - 2].folded, self.words[first - 1].folded
        return asked in {("wer", "ist"), ("who", "is")} and self.words[first].folded not in EVERYDAY

    def _topic(self, mention: Mention) -> bool:
        word = self.words[mention.first]
        about = self.before(mention.first) in ABOUT or self._short_text()
        if mention.misspelt and mention.last - mention.first == 1:
            long = len(word.folded) >= 8 and mention.score > 0.8 or len(word.folded) >= 11
            return not self.plain(mention.first) and (long or about and len(word.folded) >= 6)
        if mention.last - mention.first > 1 or not self.plain(mention.first):
            return True
        return word.capital or about

    def _language(self, mention: Mention) -> bool:
        word = self.words[mention.first].folded
        if not mention.misspelt or mention.last - mention.first > 1:
            return True
        if self.plain(mention.first) or mention.score < 0.8 and len(word) < 10:
            return False
        return len(word) >= 6 or self._short_text(1) or self.before(mention.first) in LANGUAGE_AFTER

    def _other(self, mention: Mention) -> bool:
        word = self.words[mention.first].folded
        single = mention.last - mention.first == 1
        if mention.misspelt and single:
            if self.plain(mention.first):
                return False
            return len(word) >= 5 or self._short_text() or self.before(mention.first) in TOWARDS
        if single and len(word) <= 3:
            # "IQ", "JB", "MD", "HAL": short forms; an ordinary word of that length needs its capitals.
            return not self.plain(mention.first) or self.words[mention.first].text.isupper()
        return True


def _respelt(written: str, mention: Mention) -> bool:
    """ "Füßen": an everyday word, which folds to the same as Füssen."""
    return "ß" in written and not any("ß" in form for n in mention.names for form in (n.value, *n.forms))


def _only_a_kind(word: str, mention: Mention) -> bool:
    """ "Stadthalle", "Kreisstadt": not "Stadt Halle" and "Kreis Stade" in one word."""
    return word.startswith(("stadt", "kreis")) and not fold(mention.names[0].value).startswith(word[:5])
