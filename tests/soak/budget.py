"""How long the soak may take, and the seed from which all its chance comes."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from random import Random

SHARES = {"storm": 0.3, "fuzz": 0.4, "simulation": 0.3}
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

    def rounds(self) -> Iterator[int]:
        """Numbers until the time is up, at least one."""
        number = 0
        yield number
        while not self.over():
            number += 1
            yield number
