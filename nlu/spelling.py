"""Finding misspelt words among many known ones by index, without comparing with each of them.

A word with at most k edits has at least one of k + 1 pieces intact (the pigeonhole principle; cf.
Navarro, "A guided tour to approximate string matching", ACM Computing Surveys 33, 2001, section 8).
So each known word is filed under its pieces, and a query compares only with words that share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 4
"""Words below this length are never corrected: one edit turns them into another word."""

TWO_EDITS_FROM = 9
"""From this length two edits are forgiven, below it one."""

_FEW = 8
"""Up to this many candidates are compared one by one, which is quicker than all at once."""

_REMEMBERED = 4_096
"""So many answers are kept: people repeat their words, also those that are no names."""


def edits_allowed(length: int) -> int:
    """How many edits (insertion, deletion, substitution, swap of neighbours) a word may have."""
    if length < SHORTEST:
        return 0
    return 2 if length >= TWO_EDITS_FROM else 1


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The known words of one length by first, middle and last piece; with one edit there is no middle."""

    edits: int
    middle: int  # where the middle piece begins, or the last one if there is no middle
    last: int  # where the last piece begins
    firsts: dict[str, list[str]] = field(default_factory=dict)
    middles: dict[str, list[str]] = field(default_factory=dict)
    lasts: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, length: int) -> _Pieces:
        if edits_allowed(length) == 1:
            return cls(1, length // 2, length // 2)
        return cls(2, length // 3, length - length // 3)

    def add(self, word: str) -> None:
        self.firsts.setdefault(word[: self.middle], []).append(word)
        self.lasts.setdefault(word[self.last :], []).append(word)
        if self.edits == 2:
            self.middles.setdefault(word[self.middle : self.last], []).append(word)

    def sharing(self, word: str, shift: int) -> set[str]:
        """Known words that have a piece where ``word``, which is longer by ``shift``, has it.

        Counting edits from both ends leaves the first piece in its place, the last one at its distance
        from the end, and the middle one at most one letter off. A swap of neighbours across a cut damages
        two pieces; undoing it gives the piece before or behind the cut back.
        """
        middle, last = self.middle, self.last
        behind = last + shift
        found = [
            self.firsts.get(word[:middle]),
            self.lasts.get(word[behind:]),
            self.firsts.get(word[: middle - 1] + word[middle : middle + 1]),
        ]
        if self.edits == 2:
            found.append(self.lasts.get(word[behind - 1] + word[behind + 1 :]))
            for move in range(max(-1, shift - 1), min(1, shift + 1) + 1):
                found.append(self.middles.get(word[middle + move : last + move]))
        return {known for words in found if words for known in words}


class Spelling:
    """Known words, found again when misspelt."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._pieces: dict[int, _Pieces] = {}
        self._answers: dict[str, list[tuple[str, int]]] = {}
        for word in set(words):
            length = len(word)
            if length >= SHORTEST:
                pieces = self._pieces.get(length)
                if pieces is None:
                    pieces = self._pieces[length] = _Pieces.of(length)
                pieces.add(word)

    def near(self, word: str) -> Sequence[tuple[str, int]]:
        """Known words within the allowed edits of ``word``, the nearest first, with their distance.

        The known word's length decides how many edits are allowed; a query that is too short has none.
        """
        if not self._pieces or len(word) < SHORTEST:
            return ()
        answer = self._answers.get(word)
        if answer is None:
            answer = self._near(word)
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            self._answers[word] = answer
        return answer

    def _near(self, word: str) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        for shift in (0, -1, 1, -2, 2):
            pieces = self._pieces.get(len(word) - shift)
            if pieces is not None and abs(shift) <= pieces.edits:
                candidates = pieces.sharing(word, shift)
                if candidates:
                    found.extend(_compared(word, candidates, pieces.edits))
        return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _compared(word: str, candidates: set[str], edits: int) -> Iterator[tuple[str, int]]:
    if len(candidates) > _FEW:
        for known, distance, _ in extract(
            word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None
        ):
            yield known, int(distance)
        return
    for known in candidates:
        distance = OSA.distance(word, known, score_cutoff=edits)
        if distance <= edits:
            yield known, distance
