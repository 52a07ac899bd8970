"""Misspelt words are found by index: exactly those that a scan over all of them would find."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from nlu.spelling import SHORTEST, TWO_EDITS_FROM, Spelling, edits_allowed


def scanned(words: set[str], query: str) -> list[tuple[str, int]]:
    """What comparing with each word finds."""
    if len(query) < SHORTEST:
        return []
    near = ((word, OSA.distance(query, word)) for word in words if len(word) >= SHORTEST)
    return sorted(
        (pair for pair in near if pair[1] <= edits_allowed(len(pair[0]))), key=lambda p: (p[1], p[0])
    )


def edited(word: str, rng: random.Random, letters: str = string.ascii_lowercase) -> str:
    """The word with one random edit: a letter more, less, another one, or two swapped."""
    place = rng.randrange(len(word))
    letter = rng.choice(letters)
    return rng.choice(
        (
            word[:place] + letter + word[place:],
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
        )
    )


WORDS = st.text(alphabet="abcд", min_size=1, max_size=14)


@settings(max_examples=300, deadline=None)
@given(st.sets(WORDS, max_size=25), WORDS)
def test_it_finds_what_a_scan_finds(words: set[str], query: str) -> None:
    """Few letters, so that words are near to each other."""
    assert list(Spelling(words).near(query)) == scanned(words, query)


@pytest.mark.parametrize("seed", range(30))
def test_it_finds_edited_words(seed: int) -> None:
    """Words with up to three edits, among many alike."""
    rng = random.Random(seed)
    words = {"".join(rng.choices("abc", k=rng.randint(3, 14))) for _ in range(80)}
    spelling = Spelling(words)
    for word in sorted(words):
        query = word
        for _ in range(rng.randint(0, 3)):
            query = edited(query, rng, "abcd") or "a"
        assert list(spelling.near(query)) == scanned(words, query)


def test_how_much_is_forgiven() -> None:
    """Nothing in the shortest words, one edit in short ones, two in long ones."""
    lengths = (1, SHORTEST - 1, SHORTEST, TWO_EDITS_FROM - 1, TWO_EDITS_FROM, 30)
    assert [edits_allowed(length) for length in lengths] == [0, 0, 1, 1, 2, 2]
    spelling = Spelling(["harz", "magdeburg", "abc"])
    assert list(spelling.near("hars")) == [("harz", 1)]
    assert list(spelling.near("magdebruk")) == [("magdeburg", 2)]
    assert list(spelling.near("hasr")) == []
    assert list(spelling.near("abd")) == []
    assert list(Spelling().near("harz")) == []


def test_many_questions_do_not_fill_the_memory() -> None:
    """Answers are kept for words that come again, but not for ever."""
    spelling = Spelling(["magdeburg"])
    for number in range(10_000):
        spelling.near(f"wort{number}")
    assert list(spelling.near("magdebrug")) == [("magdeburg", 1)]
    assert len(spelling._answers) <= 4_096
