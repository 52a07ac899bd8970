"""Where a nudge goes that would come in somebody's quiet hours or on a day off.

It waits for their end, if that leaves time before the meeting. Else it comes before they begin: a quarter of
an hour before, or at eight in the evening where a day off begins at midnight. Else it does not come.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from storage.models import Preference
from storage.services.interrupting import after_quiet

NO_DAYS, EVERY_DAY = 0, 0b1111111

ENOUGH = timedelta(minutes=15)
"""How long before a meeting a reminder that had to wait still helps."""

EARLIER = timedelta(minutes=15)
"""How long before quiet hours a nudge comes that cannot wait: so that sending does not run into them."""

EVENING = time(20)
"""When it comes on the eve of a day off, which begins at midnight."""

_MOST = 16
"""Nights and days off that follow each other: a week of both."""


class Quiet(NamedTuple):
    """Quiet hours in minutes after midnight, and days off as bits (Monday is 0), in the network's zone."""

    starts: int | None = None
    ends: int | None = None
    days_off: int = NO_DAYS

    @property
    def any(self) -> bool:
        """Whether there are any."""
        hours = self.starts is not None and self.ends is not None and self.starts != self.ends
        return hours or self.days_off not in (NO_DAYS, EVERY_DAY)


def of(wanted: Preference | None) -> Quiet:
    """What somebody set."""
    return Quiet() if wanted is None else Quiet(wanted.quiet_from, wanted.quiet_until, wanted.days_off)


def shifted(quiet: Quiet, moment: datetime, before: datetime | None, zone: tzinfo) -> datetime | None:
    """When a nudge that is wanted at a ``moment`` comes; ``before`` is the meeting's start, if it has to.

    None: there is no such time.
    """
    if not quiet.any:
        return moment
    later = free_from(quiet, moment, zone)
    if later == moment or before is None:
        return later
    if later <= before - min(ENOUGH, before - moment):
        return later
    return _earlier(quiet, moment, zone)


def free_from(quiet: Quiet, moment: datetime, zone: tzinfo) -> datetime:
    """The first moment from this one on that is free, in UTC."""
    if not quiet.any:
        return moment
    wanted = Preference(quiet_from=quiet.starts, quiet_until=quiet.ends, days_off=quiet.days_off)
    return after_quiet(wanted, moment, zone).astimezone(UTC)


def _earlier(quiet: Quiet, moment: datetime, zone: tzinfo) -> datetime | None:
    """A free moment before the quiet time that this one lies in."""
    begin = moment
    for _ in range(_MOST):
        begin = _begin(quiet, begin, zone)
        if _is_free(quiet, begin - timedelta(minutes=1), zone):
            break
        begin -= timedelta(minutes=1)
    local = begin.astimezone(zone)
    evening = datetime.combine(local.date() - timedelta(days=1), EVENING, zone).astimezone(UTC)
    if local.time() == time() and _is_free(quiet, evening, zone):
        return evening
    return begin - EARLIER if _is_free(quiet, begin - EARLIER, zone) else None


def _is_free(quiet: Quiet, moment: datetime, zone: tzinfo) -> bool:
    return free_from(quiet, moment, zone) == moment


def _begin(quiet: Quiet, moment: datetime, zone: tzinfo) -> datetime:
    """When the day off, or else the quiet hours, begin that a moment lies in."""
    local = moment.astimezone(zone)
    if quiet.days_off >> local.weekday() & 1:
        return datetime.combine(local.date(), time(), zone).astimezone(UTC)
    assert quiet.starts is not None  # it is quiet, and not for a day off
    yesterday = local.hour * 60 + local.minute < quiet.starts
    day = local.date() - timedelta(days=1) if yesterday else local.date()
    return datetime.combine(day, time(*divmod(quiet.starts, 60)), zone).astimezone(UTC)
