"""What makes the process look up from time to time: APScheduler ticks, the database says what is due.

Nothing is kept in a job store. A tick may come late, come twice or be left out; whoever ticks must bear that.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.log import logger


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do regularly. ``name`` is a constant for the log.

    ``at_once``: also at the start, for what comes so seldom that many a process ends before its first turn.
    """

    name: str
    every: timedelta
    run: Callable[[], Awaitable[None]]
    at_once: bool = False


class Ticker:
    """Runs ticks until it is stopped; one that still runs is not started a second time."""

    def __init__(self, ticks: Iterable[Tick]) -> None:
        # An explicit zone: else APScheduler looks for the machine's, and some machines have none.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for tick in ticks:
            job = self._scheduler.add_job(
                _guarded, "interval", args=[tick], seconds=tick.every.total_seconds(), id=tick.name
            )
            if tick.at_once:
                job.modify(next_run_time=datetime.now(UTC))

    def start(self) -> None:
        """Begin to tick; needs a running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more; a tick that runs goes on to its end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


async def _guarded(tick: Tick) -> None:
    """Run a tick; the next one comes whatever happens in this one."""
    try:
        await tick.run()
    except Exception as error:
        logger().error("clock.tick_failed", step=tick.name, exc_info=error)
