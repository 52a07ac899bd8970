"""Expressions as people write them, with answers worked out by hand: all are read, none wrongly."""

from __future__ import annotations

import pytest

from tests.nlu.dates.gold import answer_to, cases

BATCHES = (1, 2, 3, 4, 5, 6)
LEAST, LEAST_REFUSED = 600, 120


@pytest.mark.parametrize("batch", BATCHES)
def test_gold(batch: int) -> None:
    """Every expression of a batch gets its answer."""
    answers = [(text, wanted, answer_to(text)) for text, wanted in cases(batch)]
    assert [each for each in answers if each[1] != each[2]] == []


def test_there_are_enough() -> None:
    """Hundreds of different expressions, many of which are no time or none that exists."""
    every = [case for batch in BATCHES for case in cases(batch)]
    assert len({text for text, _ in every}) == len(every) >= LEAST
    assert sum(answer == "null" for _, answer in every) >= LEAST_REFUSED
