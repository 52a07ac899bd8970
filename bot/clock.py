"""What makes the process look up from time to time: APScheduler ticks, the database says what is due.

Nothing is kept in a job store. A tick may come late, come twice or be left out; whoever ticks must bear that.
"""

from __future__ import annotations

import asyncio
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


LOOKS = 1.0
"""After how many seconds it is seen that the machine's clock was put back."""

_SLACK = timedelta(seconds=1)


def machine_time() -> datetime:
    """What the machine's clock shows, in UTC."""
    return datetime.now(UTC)


class Ticker:
    """Runs ticks until it is stopped; one that still runs is not started a second time.

    A clock that is put back does not hold them up: APScheduler would wait until it shows the old time again.
    """

    def __init__(self, ticks: Iterable[Tick], *, now: Callable[[], datetime] = machine_time) -> None:
        self._now = now
        self._every: dict[str, timedelta] = {}
        self._watch: asyncio.TimerHandle | None = None
        # An explicit zone: else APScheduler looks for the machine's, and some machines have none.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for tick in ticks:
            job = self._scheduler.add_job(
                _guarded, "interval", args=[tick], seconds=tick.every.total_seconds(), id=tick.name
            )
            self._every[tick.name] = tick.every
            if tick.at_once:
                job.modify(next_run_time=now())

    def start(self) -> None:
        """Begin to tick; needs a running event loop."""
        self._scheduler.start()
        self._look()

    def stop(self) -> None:
        """Tick no more; a tick that runs goes on to its end."""
        if self._watch is not None:
            self._watch.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _look(self) -> None:
        """Let what is further away than it ever is come at once: then the clock was put back."""
        now, late = self._now(), []
        for job in self._scheduler.get_jobs():
            if job.next_run_time is not None and job.next_run_time - now > self._every[job.id] + _SLACK:
                late.append(job.next_run_time - now)
                job.modify(next_run_time=now)
        if late:
            logger().warning("clock.put_back", seconds=round(max(late).total_seconds()))
        self._watch = asyncio.get_running_loop().call_later(LOOKS, self._look)


async def _guarded(tick: Tick) -> None:
    """Run a tick; the next one comes whatever happens in this one."""
    try:
        await tick.run()
    except Exception as error:
        logger().error("clock.tick_failed", step=tick.name, exc_info=error)
