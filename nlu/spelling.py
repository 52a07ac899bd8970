"""Finding misspelt words among many known ones by index, without comparing with each of them.

A word with at most k edits has at least one of k + 1 pieces intact (the pigeonhole principle; cf.
Navarro, "A guided tour to approximate string matching", ACM Computing Surveys 33, 2001, section 8).
So each known word is filed under its pieces, and a query compares only with words that share one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Words below this length are never corrected: one edit turns them into another word."""

TWO_EDITS_FROM = 9
"""From this length two edits are forgiven, below it one."""


def edits_allowed(length: int) -> int:
    """How many edits (insertion, deletion, substitution, swap of neighbours) a word may have."""
    if length < SHORTEST:
        return 0
    return 2 if length >= TWO_EDITS_FROM else 1


def _pieces(word: str, count: int) -> Iterable[tuple[int, str]]:
    """Cut a word into ``count`` pieces: (start, piece)."""
    size, rest = divmod(len(word), count)
    start = 0
    for number in range(count):
        end = start + size + (1 if number < rest else 0)
        yield start, word[start:end]
        start = end


class Spelling:
    """Known words, found again when misspelt."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._by_piece: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        self._lengths: set[int] = set()
        for word in set(words):
            self._add(word)

    def _add(self, word: str) -> None:
        edits = edits_allowed(len(word))
        if not edits:
            return
        self._lengths.add(len(word))
        for start, piece in _pieces(word, edits + 1):
            self._by_piece[len(word), start, piece].append(word)
        # A swap of neighbours may damage two pieces; it keeps the letters.
        self._by_letters["".join(sorted(word))].append(word)

    def near(self, word: str) -> list[tuple[str, int]]:
        """Known words within the allowed edits of ``word``, the nearest first, with their distance.

        The known word's length decides how many edits are allowed, less one where the query itself is
        too short for two.
        """
        if len(word) < SHORTEST:
            return []
        candidates: set[str] = set(self._by_letters.get("".join(sorted(word)), ()))
        for length in range(len(word) - 2, len(word) + 3):
            if length in self._lengths:
                candidates.update(self._sharing(word, length))
        found = []
        for known in candidates:
            most = min(edits_allowed(len(known)), edits_allowed(len(word)) + (len(known) >= TWO_EDITS_FROM))
            distance = OSA.distance(word, known, score_cutoff=most)
            if distance <= most:
                found.append((known, distance))
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def _sharing(self, word: str, length: int) -> Iterable[str]:
        edits = edits_allowed(length)
        if abs(length - len(word)) > edits:
            return
        size, rest = divmod(length, edits + 1)
        start = 0
        for number in range(edits + 1):
            end = start + size + (1 if number < rest else 0)
            for shift in range(-edits, edits + 1):
                begin = start + shift
                if begin >= 0:
                    piece = word[begin : begin + end - start]
                    yield from self._by_piece.get((length, start, piece), ())
            start = end
