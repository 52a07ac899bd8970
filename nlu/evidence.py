"""Whether words that equal a known name really mean it: "in Essen" does, "nach dem Essen" does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.interface import LEAST_CORRECTED, KnownName
from nlu.text import Token

TITLES = frozenset(
    {"frau", "herr", "herrn", "hr", "fr", "hrn", "mr", "mrs", "ms", "kollegin", "kollege", "dr"}
)
"""Words before a person's name."""

_TOWARDS = frozenset(
    "in aus nach bei um von fuer fur fuern ab bis richtung rund nahe naehe raum ort stadt gemeinde dorf "
    "region kreis landkreis lk zwischen ueber ausm im am vom auf wohnt lebt kommt arbeitet wohnhaft "
    "gegend umkreis from at near to around for between lives works living working und oder and or".split()
)
_INTO = frozenset("in aus nach richtung from near bei".split())
_SKIPPED = frozenset("der die das dem den des the hansestadt lutherstadt welterbestadt stadt ort".split())
_ABOUT = frozenset(
    "thema themen zu zum zur fuer fur wegen bei um beim ueber mit bereich im in about for with on topic "
    "regarding frage fragen sachen".split()
)
# Words that are names of places, but nearly always mean something else.
NEVER_PLACES = frozenset(
    "weil werden wer wo lage lagen wald see berg tal hof feld felde rose linde horn au aue auen brand "
    "stein wasser bach ruhe ende zelle kalt warm alt neu gross klein sie es er ich du wir ihr man frei "
    "hier dort da ab an zu so nun nur schon sehr viel mehr haben hat sein war waren will wollen kann muss "
    "soll ja nein ok okay danke bitte hallo hi hey moin kontakt name mail nummer termin treffen frage "
    "antwort gruppe projekt region team kurs arbeit heute morgen gestern montag dienstag mittwoch "
    "donnerstag freitag samstag sonntag januar februar maerz april mai juni juli august september oktober "
    "november dezember rom singen husten essen baden lachen wissen leben wohnen haus hausen heim schule "
    "kirche markt bahnhof platz tier tiere hund pferd rot blau gruen weiss schwarz bunt lauf laufen gehen "
    "stehen liegen suchen finden rufen hilfe help here is the and or not who what where news all any an "
    "am my me we us no yes new now can to be do go on of at it in so if up by out one two list lists das "
    "dies norden sueden osten westen mark anger born grund rain rath recht reich rein sand senden siegen "
    "spanien polen wanne wenden winden worms zell kamen kommen kauf lohne lohn leer bar bad elend sorge "
    "roth sonne stolzen regen wind wetter halt stadt dorf land kreis ort amt plan post rast rest rat "
    "rettung rinne schaden".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` up to but not including ``last`` that may stand for ``names``."""

    first: int
    last: int
    names: tuple[KnownName, ...]
    score: float

    @property
    def entity(self) -> str:
        """The type of the names (all of one)."""
        return self.names[0].entity

    @property
    def misspelt(self) -> bool:
        """Whether letters had to be corrected."""
        return self.score < 0.88


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text's words, and which of them are ordinary ones."""

    words: Sequence[Token]
    ordinary: frozenset[str]
    has_capitals: bool

    def before(self, index: int) -> str:
        """The folded word before ``index``, articles skipped; empty at the start."""
        index -= 1
        while index > 0 and self.words[index].folded in _SKIPPED:
            index -= 1
        return self.words[index].folded if index >= 0 else ""

    def titled(self, mention: Mention) -> bool:
        """Whether "Frau", "Herr" or the like stands before it."""
        return self.before(mention.first) in TITLES

    def everyday(self, mention: Mention) -> bool:
        """Whether all its words are ordinary ones."""
        return all(w.folded in self.ordinary for w in self.words[mention.first : mention.last])

    def credible(self, mention: Mention) -> bool:
        """Whether the mention is to be believed."""
        if mention.entity == "place":
            return self._place(mention)
        if mention.entity == "person":
            return self._person(mention)
        if mention.entity == "topic":
            return self._topic(mention)
        return self._other(mention)

    def _short_text(self, most: int = 3) -> bool:
        return len(self.words) <= most

    def _capital(self, mention: Mention) -> bool:
        word = self.words[mention.first]
        return word.capital and (mention.first > 0 or self._short_text(2))

    def _place(self, mention: Mention) -> bool:
        before = self.before(mention.first)
        word = self.words[mention.first].folded
        towards = before in _TOWARDS
        if mention.last - mention.first > 1:
            return not self.everyday(mention) or towards
        if mention.misspelt:
            important = max(n.weight for n in mention.names) >= LEAST_CORRECTED
            return important and word not in self.ordinary and (towards or self._short_text())
        if word in NEVER_PLACES:
            return before in _INTO and self._capital(mention)
        if word in self.ordinary:
            return towards and (self._capital(mention) or before in _INTO) or self._short_text(1)
        if len(word) <= 3:
            return towards and (self._capital(mention) or not self.has_capitals)
        if len(word) == 4 or mention.score < 0.96:
            return towards or self._capital(mention) or self._short_text()
        return True

    def _person(self, mention: Mention) -> bool:
        if mention.last - mention.first > 1 or self.titled(mention):
            return True
        word = self.words[mention.first].folded
        if word in self.ordinary:
            return False
        if mention.misspelt:
            return len(word) >= 5 and self.before(mention.first) not in _INTO
        return len(word) >= 3

    def _topic(self, mention: Mention) -> bool:
        word = self.words[mention.first]
        if mention.last - mention.first > 1 or word.folded not in self.ordinary:
            return not mention.misspelt or len(word.folded) >= 6
        if mention.misspelt:
            return False
        return word.capital or self.before(mention.first) in _ABOUT or self._short_text()

    def _other(self, mention: Mention) -> bool:
        word = self.words[mention.first].folded
        single = mention.last - mention.first == 1
        if mention.misspelt and single:
            if word in self.ordinary:
                return False
            return len(word) >= 5 or self._short_text() or self.before(mention.first) in _TOWARDS
        if single and len(word) <= 3:
            # "IQ", "JB", "MD", "HAL": short forms; an ordinary word of that length needs its capitals.
            return word not in self.ordinary or self.words[mention.first].text.isupper()
        return True
