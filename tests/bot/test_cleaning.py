"""Texts from outside: whatever comes in, what is stored is harmless and means the same."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning import MOST_CHARACTERS, clean

NASTY = st.sampled_from([
    "\x00", "\r\n", "\r", "\u2028", "\u200b", "\u200c", "\u200d", "\u202e", "\u2066", "\ufeff", "\u00ad",
    "\ud800", "\udfff", "\u0301", "\u0308", "e", "A", "ö", "\u0915", "\u094d", "\u0937", "\u0647", "👨", "👩",
    "🏽", "\ufe0f", "❤", "\U000e0041", "\u1100", "\u1161", "\u11a8", "\u0344", "\u212b", "\ufb1d", " ", "\n",
    "\t", "\u0f71", "\u0f72", "\u05bc",
])  # fmt: skip
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=200), st.lists(NASTY, max_size=60).map("".join)
)


@given(ANY_TEXT)
def test_result_is_harmless(text: str) -> None:
    """No control characters, nothing that turns the direction, no halves of characters; normal form C."""
    result, _ = clean(text)
    assert unicodedata.is_normalized("NFC", result)
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in result)
    assert not any("\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in result)
    assert not any(c in "\u200b\u2060\ufeff\u00ad\u200e\u200f" for c in result)
    result.encode("utf-8")
    json.dumps(result)


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What was cleaned is clean."""
    once = clean(text).text
    assert clean(once) == (once, False)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], max_codepoint=0x17F)))
def test_ordinary_text_stays(text: str) -> None:
    """Letters, digits, signs and blanks of European languages pass as they are, in normal form C."""
    assert clean(text) == (unicodedata.normalize("NFC", text), False)


@pytest.mark.parametrize(
    "text",
    [
        "👨‍👩‍👧‍👦 alle da",  # a family is one sign: people joined
        "🏳️‍🌈",
        "❤️‍🔥",
        "👩🏽‍🔬",
        "می‌خواهم",  # Persian: the non-joiner belongs to the spelling
        "क्‍ष",  # Hindi: the joiner chooses a form
        "ශ්‍රී ලංකා",
        "½ Straße – „so“ … €",
    ],
)
def test_joiners_stay_where_they_belong(text: str) -> None:
    """Scripts and emoji that need joiners keep them."""
    assert clean(text).text == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qued\u00adlinburg", "Quedlinburg"),
        ("Har\u200bz", "Harz"),
        ("Ha\u200drz\u200d", "Harz"),
        ("\ufeffhallo", "hallo"),
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ("ko\u0308then", "köthen"),
        ("o\u200b\u0308", "ö"),
        ("x\ud83dy", "x\ufffdy"),
        ("hi\U000e0067\U000e0062", "hi"),
        ("a" + "\u0300" * 50, unicodedata.normalize("NFC", "a" + "\u0300" * 8)),
        ("", ""),
    ],
)
def test_examples(text: str, expected: str) -> None:
    """What people really paste."""
    assert clean(text) == (expected, False)


@given(st.integers(0, 3))
def test_long_text_is_cut_and_flagged(more: int) -> None:
    """8,000 characters are taken; of a longer text the first 8,000, and it is said."""
    text = "ä" * (MOST_CHARACTERS + more)
    assert clean(text) == ("ä" * MOST_CHARACTERS, more > 0)


@pytest.mark.parametrize(
    "unit", ["a\u0316\u0301" * 10, "\u0301\u0316", "\u200d👨", "क्‍ष", "\x00", "\u200b", "e\u0301"]
)
def test_cleaning_ends_soon(unit: str) -> None:
    """A megabyte of anything takes no noticeable time (normalisation alone would take minutes for some)."""
    text = unit * (1_000_000 // len(unit))
    result = clean(text)
    assert result.too_long
    assert len(result.text) <= MOST_CHARACTERS
