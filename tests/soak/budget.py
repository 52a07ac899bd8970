"""How long the soak may take, and the seed from which all its chance comes."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from random import Random

SHARES = {"storm": 0.25, "fuzz": 0.35, "simulation": 0.25, "matrix": 0.15}
"""What part of the minutes each kind of soak gets; the databases share it evenly."""


class Budget:
    """The time of one part. Its seed is printed, so that KITT_SOAK_SEED can bring the same chances again."""

    def __init__(self, kind: str, *, parts: int) -> None:
        minutes = float(os.environ.get("KITT_SOAK_MINUTES", "10"))
        self.seconds = minutes * 60 * SHARES[kind] / parts
        self.seed = int(os.environ.get("KITT_SOAK_SEED") or secrets.randbelow(10**9))
        self.random = Random(f"{kind} {self.seed}")
        self._end = time.monotonic() + self.seconds
        print(f"\n{kind}: {self.seconds:.0f} s, KITT_SOAK_SEED={self.seed}", flush=True)

    def over(self, *, share: float = 1.0) -> bool:
        """Whether the time is up, or this share of it."""
        return time.monotonic() > self._end - (1 - share) * self.seconds

    def rounds(self, *, at_least: int = 1) -> Iterator[int]:
        """Numbers until the time is up, and at least so many: a slow machine must not test nothing."""
        number = 0
        while number < at_least or not self.over():
            yield number
            number += 1

    def until_enough(self, enough: Callable[[], bool], *, share: float) -> Iterator[None]:
        """Go on for this share of the time, and beyond until there was enough of what is to be tested.

        Raises:
            AssertionError: there was not, in twice the time and a minute.
        """
        latest = self._end + self.seconds + 60
        while not self.over(share=share) or not enough():
            assert time.monotonic() < latest, "it ended without having tested anything"
            yield
