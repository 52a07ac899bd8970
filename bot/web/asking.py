"""Questions to the store for whoever looks at Kitt from outside: few at a time, and none waits for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

from bot.log import logger
from storage.errors import StoreError

R = TypeVar("R")

PATIENCE = 2.0
"""After so many seconds a store that has not answered counts as one that does not: monitorings wait five."""


class Asked(Generic[R]):
    """One question: asked once at a time, and its answer counts for ``lasts`` seconds, whoever asks.

    ``patience`` is for how many seconds each asker waits.
    """

    def __init__(
        self, ask: Callable[[], R], pool: ThreadPoolExecutor, *, lasts: float, patience: float = PATIENCE
    ) -> None:
        self._patience = patience
        self._ask = ask
        self._pool = pool
        self._lasts = lasts
        self._asked_at = 0.0
        self._answer: asyncio.Future[R | None] | None = None

    async def answer(self) -> R | None:
        """The answer; None if the store does not answer in time, or not at all."""
        loop = asyncio.get_running_loop()
        old = self._answer is not None and self._answer.done() and loop.time() - self._asked_at > self._lasts
        if self._answer is None or old:
            self._asked_at = loop.time()
            self._answer = loop.run_in_executor(self._pool, self._guarded)
        done, _ = await asyncio.wait({self._answer}, timeout=self._patience)
        return self._answer.result() if done else None

    def _guarded(self) -> R | None:
        try:
            return self._ask()
        except StoreError as error:
            logger().warning("web.store_failed", exc_info=error)
        except Exception as error:
            logger().error("web.crashed", exc_info=error)
        return None
