"""A text as tokens: numbers, words, signs, each with its place and what the word book says of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from nlu.dates.context import in_context
from nlu.dates.spelling import corrected
from nlu.dates.token import Tag, Token
from nlu.dates.words import TAGS, TENS

_TOKEN = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[@#]\w[\w.:-]*|\d+|[^\W\d_]+|[^\w\s]|_")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'", "–": "-", "—": "-", "‑": "-"})
_MOST = 2000
"""Tokens that are looked at: more than people write in 8,000 characters, the longest message."""


def fold(text: str) -> str:
    """A word in the form of the word book."""
    return text.casefold().translate(_FOLDED)


def tokens(text: str, language: str | None = None) -> tuple[Token, ...]:
    """The tokens of a text; of a very long one the first. What a word is also depends on those around it."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if len(found) >= _MOST:
            break
        glued = bool(found) and found[-1].end == match.start()
        word = fold(match[0])
        token = Token(match[0], word, match.start(), match.end(), glued, {})
        found.append(replace(token, tags=_tags(word)))
    return in_context(tuple(_joined(found)), language)


@lru_cache(maxsize=4096)
def _tags(word: str) -> Mapping[str, Tag]:
    if word.isdecimal() and word.isascii():
        if len(word) > 4:
            return {"LONG": 0}
        led = {"LED": int(word)} if len(word) == 2 and word[0] == "0" else {}
        return {"NUM": int(word), f"D{len(word)}": int(word), **led}
    known = TAGS.get(word)
    if known is not None:
        return known
    better = corrected(word)
    if better:
        return TAGS[better]
    if word.startswith(("zweitausend", "neunzehnhundert")):
        return {"TIMEISH": 0}
    return {"OTHER": 0} if word.isalpha() else {}


def _joined(found: list[Token]) -> Iterator[Token]:
    """English numbers of two words as one: "twenty-first", "forty five"."""
    index = 0
    while index < len(found):
        token = found[index]
        step = 2 if index + 2 < len(found) and found[index + 1].word == "-" else 1
        if token.word in TENS and index + step < len(found):
            last = found[index + step]
            for tag in ("CARD", "ORD"):
                value = last.tags.get(tag)
                if isinstance(value, int) and 0 < value < 10 and last.word.isalpha():
                    yield replace(
                        token,
                        text=f"{token.text}-{last.text}",
                        word=f"{token.word}-{last.word}",
                        end=last.end,
                        tags={tag: TENS[token.word] + value, "EN": 1},
                    )
                    index += step + 1
                    break
            else:
                yield token
                index += 1
        else:
            yield token
            index += 1
