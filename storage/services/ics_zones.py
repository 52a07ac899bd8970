"""Time zones as calendars want them: VTIMEZONE with the rules by which clocks are put forward and back.

Source: https://www.rfc-editor.org/rfc/rfc5545#section-3.6.5. Rules are found by looking at the transitions of
some years: most zones change on the same weekday of the same months. Where they do not, the transitions
themselves are listed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

YEARS = 6
"""So many years have to agree on a rule: in six, a month begins on nearly every day of the week."""

FURTHEST = date(2038, 1, 1)
"""Until when transitions are listed that follow no rule."""

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class _Change(NamedTuple):
    """A transition: ``wall`` is what the clocks show when they are put, offsets before and after."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=64)
def definition(key: str, year: int) -> Timezone:
    """The VTIMEZONE of a zone, for all that is in this year or later."""
    changes = [_changes(ZoneInfo(key), one) for one in range(year - 1, year - 1 + YEARS)]
    rules = _rules(changes)
    if rules is None:
        return Timezone.from_tzid(key, first_date=date(year - 1, 1, 1), last_date=FURTHEST)
    zone = Timezone()
    zone.add("tzid", key)
    for change, rule in zip(changes[0], rules, strict=True):
        part = TimezoneDaylight() if change.summer else TimezoneStandard()
        part.add("dtstart", change.wall)
        part.add("rrule", rule)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        zone.add_component(part)
    return zone


def _rules(years: list[list[_Change]]) -> list[vRecur] | None:
    """A rule for each of the two changes of a year, if all these years follow it."""
    if any(len(found) != 2 for found in years):
        return None
    rules = []
    for place in range(2):
        alike = [found[place] for found in years]
        first = alike[0]
        if len({(one.wall.month, one.wall.weekday(), one.wall.time(), one.after) for one in alike}) != 1:
            return None
        last = {(one.wall + timedelta(days=7)).month != one.wall.month for one in alike}
        nth = {(one.wall.day - 1) // 7 + 1 for one in alike}
        if last != {True} and len(nth) != 1:
            return None
        which = "-1" if last == {True} else str(nth.pop())
        day = f"{which}{_WEEKDAYS[first.wall.weekday()]}"
        rules.append(vRecur({"freq": "yearly", "bymonth": first.wall.month, "byday": day}))
    return rules


def _changes(zone: ZoneInfo, year: int) -> list[_Change]:
    """The transitions of a year, to the minute."""
    found = []
    moment, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        following = moment + timedelta(days=1)
        if _offset(zone, moment) != _offset(zone, following):
            found.append(_change(zone, moment, following))
        moment = following
    return found


def _change(zone: ZoneInfo, start: datetime, end: datetime) -> _Change:
    before = _offset(zone, start)
    while end - start > timedelta(minutes=1):
        middle = start + (end - start) // 2
        middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
        start, end = (middle, end) if _offset(zone, middle) == before else (start, middle)
    there = end.astimezone(zone)
    wall = (end + before).replace(tzinfo=None)
    return _Change(wall, before, _offset(zone, end), there.tzname() or "", bool(there.dst()))


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
