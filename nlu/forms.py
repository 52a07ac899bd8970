"""How German and English bend names: endings, derived adjectives, compounds.

Each function gives, for a folded word, the stems that it may be a form of, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterator

# Endings of nouns and adjectives, and of people of a place: "Harzes", "Magdeburger:innen".
_ENDINGS = ("s", "es", "n", "en", "e", "er", "em", "ns")
_PEOPLE = (
    "er", "ers", "ern", "erin", "erinnen", "erinn", "eri",
    "aner", "anern", "nser", "nsern", "nserin", "nserinnen",
    "sch", "sche", "schen", "scher", "sches", "schem",
    "isch", "ische", "ischen", "ischer", "isches", "ler", "lern", "lerin", "lerinnen",
)  # fmt: skip
_SPEAKING = (
    "sprachig", "sprachige", "sprachigen", "sprachiger", "sprachiges", "sprachigem",
    "sprechend", "sprechende", "sprechenden", "sprechender", "kenntnisse", "kenntnissen",
    "kundig", "kundige", "speaking", "speaker", "speakers", "muttersprachler", "muttersprachlerin",
    "dolmetscher", "dolmetscherin", "kurs",
)  # fmt: skip
_SECONDS = (
    "region", "regionen", "kreis", "kreises", "raum", "gebiet", "gegend", "team", "teams", "gruppe",
    "kontakt", "kontakte", "kolleg", "kollegin", "kollege", "kollegen", "kolleginnen", "leute", "seite",
    "stelle", "stellen", "beratung", "berater", "beraterin", "beraterinnen", "projekt", "ansprechpartner",
    "ansprechpartnerin", "ansprechperson", "fragen", "frage", "thema", "themen", "sache", "sachen",
    "verfahren", "angebot", "angebote", "platz", "plaetze", "suche", "vermittlung", "kreisen", "mensch",
    "menschen", "bereich", "anerkennung", "rand", "vorland",
)  # fmt: skip
_FIRSTS = ("nord", "sued", "ost", "west", "ober", "unter", "gross", "mittel", "hoch", "raum")


def inflected(word: str) -> Iterator[str]:
    """Stems of a noun or name with an ending: "harzes" → "harz", "lindners" → "lindner"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word[: -len(ending)]


def derived(word: str) -> Iterator[str]:
    """Places that an adjective or a name for people is derived from: "altmaerker" → "altmark"."""
    for ending in _PEOPLE:
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        stem = word[: -len(ending)]
        for end in ("", "e", "en"):
            yield stem + end
        for umlaut, plain in (("ae", "a"), ("oe", "o"), ("ue", "u")):
            place = stem.rfind(umlaut)
            if place >= 0:
                bare = stem[:place] + plain + stem[place + 2 :]
                yield bare
                yield bare + "e"
                yield bare + "en"


def speaking(word: str) -> Iterator[str]:
    """Languages in "arabischsprachig", "Russischkenntnisse"."""
    for ending in _SPEAKING:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            yield word[: -len(ending)]


def compounds(word: str) -> Iterator[str]:
    """First parts of a compound with an everyday second one: "harzregion" → "harz"."""
    for second in _SECONDS:
        if word.endswith(second) and len(word) - len(second) >= 4:
            first = word[: -len(second)]
            yield first
            if first.endswith("s") and len(first) >= 5:
                yield first[:-1]
    for first in _FIRSTS:
        if word.startswith(first) and len(word) - len(first) >= 4:
            yield word[len(first) :]
