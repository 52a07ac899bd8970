"""Misspelt words of the calendar: "Donerstag", "Febuar", "tommorow". Pure.

Only long words that hardly resemble others are mended, and what is a word of its own stays what it is: a wrong
day is worse than none.
"""
# ruff: noqa: E501 - tables: one row a line, whatever its length

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from nlu.dates.words import MONTHS, TAGS, WEEKDAYS

_SHORTEST = 6
_LONG = 10
_MENDED = (
    tuple(word for line in (*WEEKDAYS, *MONTHS) for word in line.split() if len(word) >= _SHORTEST)
    + tuple(
        "uebermorgen vorgestern gestern tomorrow yesterday nachmittag vormittag wochenende weekend mitternacht midnight "
        "naechste naechsten naechster naechstes uebernaechste uebernaechsten kommende kommenden afternoon evening morning "
        "fortnight stunde stunden minuten viertel dreiviertel kalenderwoche woechentlich monatlich quartal januar "
        "montags dienstags mittwochs donnerstags freitags samstags sonntags zwanzigsten dreizehn vierzehn fuenfzehn "
        "sechzehn siebzehn achtzehn neunzehn zwanzig dreissig letzten letzte".split()
    )
    + tuple(
        word
        for word, tags in TAGS.items()
        if "DAYPART" in tags and word.endswith(("abend", "mittag", "morgen"))
    )
)

_WORDS_OF_THEIR_OWN = frozenset(
    "montage montagen naechte naechten mourning moaning freital freitaler diensten dienstes dienstplan gestoert augusta auguste augustin sontag dienst dienste tagen stunden stunde minuten juliane stande "
    "standen stunk gesten geste guestern western schwestern gestein kommen kommentar kommende viertels vierteln "
    "letztens letztlich letzter letztes setzten hetzten netzten hetzte setzte petzte nachmittagen morgan moring "
    "meaning warning mornings leaning learning burning evenings weekends fridays mondays samstage sonntage "
    "freitage mittwoche montagabend naechstens achtzehnt zwanziger dreissiger quartier quartiere bestern sundays "
    "letzen freitod marsch monate monaten august augusts stundet studen studien kunden runde runden sunde gesunde "
    "wunder wunden hunden viertes vierter fierte halbzeit letzteren februaren sonderstag montan mondo monaday "
    "mittwochskreis vierzig fuenfzig sechzig kommender kommendes tuesdays thursdays saturdays sommers winters "
    "vormittage verletzte verletzten jahreswechsel ersten".split()
) - {"letzen"}


_BARE = 4
_VOWELS = str.maketrans("", "", "aeiou")
_SHORTENED = frozenset(
    {"morgen", "abend", "vormittag", "nachmittag", "uebermorgen", "wochenende", "januar", "februar"}
)


def _skeletons() -> dict[str, str]:
    """Words of the calendar by their consonants: "mrgn", "dnstg"; only those that belong to one word."""
    found: dict[str, set[str]] = {}
    for word in (*(name for line in WEEKDAYS for name in line.split()), *_SHORTENED):
        found.setdefault(word.translate(_VOWELS), set()).add(word)
    return {
        bare: next(iter(words)) for bare, words in found.items() if len(words) == 1 and len(bare) >= _BARE
    }


_BY_CONSONANTS = _skeletons()


@lru_cache(maxsize=4096)
def corrected(word: str) -> str | None:
    """The word of the calendar that an unknown word was meant to be; None if there is none, or more than one."""
    if word in _BY_CONSONANTS:
        return _BY_CONSONANTS[word]
    if len(word) < _SHORTEST - 1 or not word.isalpha() or word in _WORDS_OF_THEIR_OWN:
        return None
    allowed = 2 if len(word) >= _LONG else 1
    near = extract(word, _MENDED, scorer=OSA.distance, score_cutoff=allowed, limit=4)
    near = [hit for hit in near if hit[0][0] == word[0] and len(hit[0]) >= _SHORTEST]
    if not near:
        return None
    best = min(hit[1] for hit in near)
    if best == 2 and len(word) < _LONG:
        return None
    means = {str(sorted(TAGS[hit[0]].items())): hit[0] for hit in near if hit[1] == best}
    return next(iter(means.values())) if len(means) == 1 else None
