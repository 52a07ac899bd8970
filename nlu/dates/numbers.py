"""Numbers in words, counting and ordering: "siebzehn", "einundzwanzigsten", "twenty", "third". Pure."""

from __future__ import annotations

from collections.abc import Iterator

_ONES = "null ein zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf".split()
_TEENS = "dreizehn vierzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn".split()
_TENS = {20: "zwanzig", 30: "dreissig", 40: "vierzig", 50: "fuenfzig", 60: "sechzig", 90: "neunzig"}
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 90: "ninety"}
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ODD_STEMS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_ENDINGS = ("e", "en", "er", "es", "em")
_FIRST_WITH_ST = 20


def _german(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    if number < _FIRST_WITH_ST:
        return _TEENS[number - 13]
    tens, ones = number // 10 * 10, number % 10
    return f"{_ONES[ones]}und{_TENS[tens]}" if ones else _TENS[tens]


def cardinals() -> Iterator[tuple[str, int, str]]:
    """Every number in words, with its language."""
    for number in (*range(60), 60, 90):
        if number != 1:  # "ein" is an article first of all
            yield _german(number), number, "de"
    yield from (("eins", 1, "de"), ("zwo", 2, "de"), ("hundert", 100, "de"), ("zweie", 2, "de"))
    yield from ((f"{_german(n)}e", n, "de") for n in (3, 4, 5, 6, 8, 9, 10, 11, 12))  # "um dreie"
    for number, word in enumerate(_ENGLISH):
        yield word, number, "en"
    yield from ((word, number, "en") for number, word in _ENGLISH_TENS.items())


def ordinals() -> Iterator[tuple[str, int, str]]:
    """Every ordinal up to the thirty-first, in all its endings."""
    for number in range(1, 32):
        stem = _ODD_STEMS.get(number) or f"{_german(number)}{'t' if number < _FIRST_WITH_ST else 'st'}"
        yield from ((stem + ending, number, "de") for ending in _ENDINGS)
    yield from ((f"siebent{ending}", 7, "de") for ending in _ENDINGS)
    yield from ((f"zwot{ending}", 2, "de") for ending in _ENDINGS)
    for number, word in enumerate(_ENGLISH_ORDINALS, 1):
        yield word, number, "en"
    yield "thirtieth", 30, "en"


def english_tens() -> dict[str, int]:
    """The words that another number may follow: "twenty-first"."""
    return {word: number for number, word in _ENGLISH_TENS.items()}
