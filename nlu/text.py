"""Tokens and folding: how a text is taken apart so that notations of one word come out alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MARKS = "\u0300-\u036f\u064b-\u065f\u0670"  # accents and Arabic vowels that stand as letters of their own
_UNSEEN = "\u00ad\u0640\u200b\u200c\u200d"  # soft hyphen, tatweel, and joiners of no width
_APOSTROPHES = "'’ʼ`´"

# A word keeps a closing plus ("JB+"); digits next to letters stay with them ("FG2").
_WORD = re.compile(rf"[^\W_]+(?:[\x01{_APOSTROPHES}{_UNSEEN}{_MARKS}]+[^\W_]+)*[{_MARKS}]*(?:\+(?![^\W_]))?")
_GENDER = re.compile(r"(?<=\w)[:*_/](?=innen\b|in\b|r\b|n\b)", re.IGNORECASE)
_DELETED = str.maketrans("", "", f"\x01{_APOSTROPHES}{_UNSEEN}")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe"})
_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "æ": "a", "œ": "o", "ø": "o"})
# Letters that Unicode does not take apart, and Arabic ones that keyboards mix up.
_ALIKE = str.maketrans("ıłđðþکیىةه", "ildðþكييهه")


FILLERS = frozenset("an am auf bei im in ob unter vor der dem den a b d i v".split())
"""Small words between a town and what tells it from others of its name: "Naumburg an der Saale"."""


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
    if word.isalnum() and word.isascii():
        return word.lower()
    lower = unicodedata.normalize("NFC", word.translate(_DELETED)).casefold().translate(umlauts)
    return lower if lower.isascii() else _without_marks(lower)


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_ALIKE)


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
    return [
        Token(text[m.start() : m.end()], m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(spaced)
    ]


def words_of(name: str) -> list[str]:
    """The surface words of a name."""
    return _WORD.findall(name)


def compact(name: str) -> str:
    """A name folded and without anything between its words: "Job-Brücke Plus" → "jobbrueckeplus"."""
    return "".join(fold(word) for word in words_of(name))


def core(name: str) -> str:
    """A name in compact form without the small words inside: "Frankfurt am Main" → "frankfurtmain"."""
    return "".join(folded for folded in map(fold, words_of(name)) if folded not in FILLERS)


def keys_of_form(form: str) -> tuple[tuple[str, ...], int]:
    """The compact keys of one way of writing a name, and how many words it has.

    With umlauts there are two keys: one with them written out, one with their dots dropped.
    """
    whole = form.replace(" ", "")
    if whole.isalpha():  # a short way for nearly all of them
        count = 1 if len(whole) == len(form) else len(form.split())
        if whole.isascii():
            return (whole.lower(),), count
        lower = whole.casefold()
        key = lower.translate(_UMLAUTS)
        if key.isascii():
            return (key, lower.translate(_PLAIN)), count
    words = words_of(form)
    if not words:
        return (), 0
    key = "".join(map(fold, words))
    plain = "".join(map(fold_plain, words))
    return ((key,) if key == plain or not key.isascii() else (key, plain)), len(words)
