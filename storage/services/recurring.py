"""When a meeting takes place: series on the clock of the wall, and what that clock means in UTC.

The rule of a series is RFC 5545's RRULE (https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10), read by
dateutil. It is reckoned on the wall time, so that ten o'clock stays ten o'clock when the clocks change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulebase, rrulestr

LONGEST_RULE = 300
"""Of a rule, in characters."""

MOST_DATES = 800
"""Of a series, in one go: a daily one has 400 within the horizon."""

SOON = timedelta(days=366 * 9)
"""A series has a date within this time, or it is none: even the 29th of February comes every eight years."""

_MINUTE = timedelta(minutes=1)
_LONGEST_GAP = 24 * 60
"""Clocks were never put forward by more than a day (Samoa in 2011), in minutes."""

_RULE = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[A-Z0-9,+-]+)*")
_TOO_OFTEN = re.compile(r";(?:BYHOUR|BYMINUTE|BYSECOND)=")


class RuleError(ValueError):
    """Not a rule that meetings can follow."""


def checked(rule: str, first: datetime) -> str:
    """The rule of a series as it is kept: without its prefix, in capital letters. Empty stays empty.

    Raises:
        RuleError: it cannot be read, holds more than once a day, or never.
    """
    plain = rule.strip().upper().removeprefix("RRULE:").rstrip(";")
    if not plain:
        return ""
    if len(plain) > LONGEST_RULE or not _RULE.fullmatch(plain) or _TOO_OFTEN.search(plain):
        raise RuleError("no such series")
    if not walls(plain, first, until=first + SOON):
        raise RuleError("it never takes place")
    return plain


def walls(
    rule: str, first: datetime, *, until: datetime, after: datetime | None = None
) -> Sequence[datetime]:
    """The wall times of a series from ``first`` (or later than ``after``) to ``until``; once without a rule.

    Raises:
        RuleError: the rule cannot be read.
    """
    if not rule:
        return [first] if after is None or first > after else []
    dates = _read(rule, first).xafter(first if after is None else after, inc=after is None)
    within: list[datetime] = []
    for wall in islice(dates, MOST_DATES):
        if wall > until:
            break
        within.append(wall)
    return within


def ends(rule: str) -> bool:
    """Whether a series has a last date."""
    return not rule or ";COUNT=" in rule or ";UNTIL=" in rule


def _read(rule: str, first: datetime) -> rrulebase:
    # What people mean by the last day is a day of theirs, not of UTC.
    local = re.sub(
        r"(;UNTIL=\d{8}T\d{6})Z", r"\1", re.sub(r";UNTIL=(\d{8})(?=;|$)", r";UNTIL=\1T235959", rule)
    )
    try:
        return rrulestr(local, dtstart=first)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise RuleError("no such series") from error


def in_utc(wall: datetime, zone: ZoneInfo) -> datetime:
    """When a clock on a wall shows this.

    What it leaves out when it is put forward is the next minute that it shows; what it shows twice when it
    is put back is the first time.
    """
    for late in range(_LONGEST_GAP + 1):
        meant = (wall + late * _MINUTE).replace(tzinfo=zone, fold=0)
        moment = meant.astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == meant.replace(tzinfo=None):
            return moment
    raise ValueError("no such time")  # pragma: no cover
