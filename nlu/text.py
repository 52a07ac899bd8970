"""Tokens and folding: how a text is taken apart so that notations of one word come out alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# A word keeps a closing plus ("JB+"); digits next to letters stay with them ("FG2").
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?\+?")
_GENDER = re.compile(r"(?<=\w)[:*_/](?=innen\b|in\b|r\b|n\b)", re.IGNORECASE)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "ø": "o"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its offsets in the text as given, and its folded form."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


def _folded(word: str, umlauts: dict[int, str]) -> str:
    if word.isascii():
        return word.lower()
    lower = unicodedata.normalize("NFC", word).casefold().translate(umlauts)
    return lower if lower.isascii() else _without_marks(lower)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Lower case, umlauts written out (ä → ae), no other marks: the form in which words are compared."""
    return _folded(word, _UMLAUTS)


@lru_cache(maxsize=50_000)
def fold_plain(word: str) -> str:
    """Like ``fold``, but umlauts lose their dots (ä → a), as people without the keys type them."""
    return _folded(word, _PLAIN)


def tokens(text: str) -> list[Token]:
    """The words of a text; "Kolleg:innen", "Kolleg*in" and "KollegInnen" are one word each."""
    spaced = _GENDER.sub("\x01", text)  # one character for one, so that offsets hold
    found: list[Token] = []
    for match in re.finditer(r"[^\W_]+(?:[\x01'’][^\W_]+)*\+?", spaced):
        surface = text[match.start() : match.end()]
        found.append(Token(surface, match.start(), match.end(), fold(match.group().replace("\x01", ""))))
    return found


def words_of(name: str) -> list[str]:
    """The surface words of a name."""
    return _WORD.findall(name)


def compact(name: str) -> str:
    """A name folded and without anything between its words: "Job-Brücke Plus" → "jobbrueckeplus"."""
    return "".join(fold(word) for word in words_of(name))
