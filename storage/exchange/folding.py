"""Two ways of bringing texts to one form, so that spellings can be compared.

``fold`` is for names of things: case, umlauts, accents and spaces do not count, everything else does ("JB" is
not "JB+"). ``plain_word`` is for headers and the words of a fixed vocabulary: only letters and digits count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Koordinator:in, Koordinator*innen, Koordinator/-in, Koordinator(in) and KoordinatorIn alike
_GENDER = re.compile(r"[:*_/·]-?in(?:nen)?\b|\(in(?:nen)?\)|(?<=[a-zäöü])In(?:nen)?\b")
_NO_WORD = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """One line without needless spaces, in Unicode's composed form (NFC)."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(unicodedata.normalize("NFC", text).split())


def tidy_lines(text: str) -> str:
    """The same for each line of a text that may have several."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The form in which two spellings of a name are equal: "JOBBRUECKE  plus" and "Jobbrücke Plus"."""
    text = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(text.split())


def fold_name(given_name: str, family_name: str) -> str:
    """The form in which two people are called the same; "" for nobody."""
    return f"{fold(given_name)}\n{fold(family_name)}" if given_name or family_name else ""


def plain_word(text: str) -> str:
    """Only the letters and digits of a text, gender forms left away: "E-Mail (Büro)" becomes "emailbuero"."""
    return _NO_WORD.sub("", fold(_GENDER.sub("", text)))


def without_dots(text: str) -> str:
    """The same for people who only drop the dots of umlauts: "Zustandig ab" stands for "Zuständig ab"."""
    return plain_word(text.translate(str.maketrans("äöüÄÖÜ", "aouAOU")))
