"""Meetings that were, from a calendar file (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545).

Whoever takes part is not read: neither names nor addresses. Events of class private or confidential are left
alone, also those called off. A rule is looked at before the library follows it: so that no rule holds more
dates than a file may, and none is looked for until the end of the calendar.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar
from recurring_ical_events import of

from storage.exchange.folding import tidy, tidy_lines
from storage.exchange.meetings_file import (
    EARLIEST,
    MOST_DATES,
    USUAL,
    WHOLE_DAY,
    MeetingsRead,
    PastDate,
    without_addresses,
)
from storage.exchange.meetings_lines import places_of
from storage.exchange.problems import Code, FileRefusedError, Part, PartKind, Problem
from storage.exchange.reading import decode, refused
from storage.services.records import checked_link
from storage.services.refusing import RefusedError

LARGEST = 5_000_000
"""In bytes; ten years of a busy calendar have about two million."""

MOST_RULES = 300
"""Rules of one file: each may take a twentieth of a second to look at."""
_FAR = 7_600
"""Years, nineteen times four hundred: there the calendar is the same, and it ends four centuries later."""

_PARTS = {
    "DAILY": {"INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"},
    "WEEKLY": {"INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH"},
    "MONTHLY": {"INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {
        "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYWEEKNO",
        "BYYEARDAY",
    },
}  # fmt: skip
_MONTHS = re.compile(r"(?:0?[1-9]|1[0-2])(?:,(?:0?[1-9]|1[0-2]))*")


@dataclass(frozen=True, slots=True)
class _Event:
    """One event as it stands in the file, with its place there."""

    part: Part
    line: int
    component: Any


def read_meetings_ics(data: bytes, *, now: datetime, zone: ZoneInfo) -> MeetingsRead:
    """Read the events that are over; times are turned into those of ``zone``, which floating ones mean.

    Raises:
        FileRefusedError: anything is wrong, with event and property.
    """
    if len(data) > LARGEST:
        raise refused(Code.TOO_LARGE, megabytes=str(LARGEST // 1_000_000))
    text = decode(data)
    places = places_of(text)
    events = _events(text, places)
    read = MeetingsRead()
    _check(events, now, zone, read)
    if read.problems:
        raise FileRefusedError(read.problems)
    parts = {str(event.component.get("UID", "")): event.part for event in events}
    for found, recurring in _expanded(events, text, now):
        _add(read, found, recurring, parts, now, zone)
    if len(read.dates) > MOST_DATES:
        raise refused(Code.TOO_MANY_DATES, most=str(MOST_DATES))
    if read.problems:
        raise FileRefusedError(read.problems)
    read.dates.sort(key=lambda one: one.starts_wall)
    return read


def _events(text: str, places: list[tuple[int, str]]) -> list[_Event]:
    try:
        calendars = Calendar.from_ical(text.strip("\ufeff\r\n "), multiple=True)
        found = [event for one in calendars for event in one.walk("VEVENT")]
    except Exception as error:  # the library meets whatever a file holds
        raise refused(Code.BAD_CALENDAR) from error
    if len(found) != len(places):
        raise refused(Code.BAD_CALENDAR)
    return [
        _Event(Part(PartKind.EVENT, number, title), line, component)
        for number, ((line, title), component) in enumerate(zip(places, found, strict=True), 1)
    ]


def _check(events: list[_Event], now: datetime, zone: ZoneInfo, read: MeetingsRead) -> None:
    """Complain of each event that cannot be read, or whose rule cannot be followed."""
    total, rules = 0, 0
    for event in events:
        broken = {str(name): None for name, _ in event.component.errors}
        for name in broken:
            read.problems.append(Problem(event.line, name, Code.BAD_EVENT_VALUE, {}, event.part))
        start = _value(event.component, "DTSTART")
        if start is None:
            if not event.component.errors:
                read.problems.append(Problem(event.line, None, Code.NO_EVENT_START, {}, event.part))
            continue
        ends = _value(event.component, "DTEND")
        if ends is not None and _wall(start, zone) - _wall(ends, zone) > timedelta(days=1):
            read.problems.append(Problem(event.line, "DTEND", Code.ENDS_BEFORE, {}, event.part))
        for rule in [] if "RRULE" in broken else _list(event.component.get("RRULE")):
            rules += 1
            readable = rules <= MOST_RULES and not isinstance(rule, str)  # a broken one is a text
            many = _dates_of(rule, _wall(start, zone), now) if readable else None
            total += many or 0
            if many is None:
                value = rule if isinstance(rule, str) else rule.to_ical().decode("utf-8", "replace")
                params = {"value": value}
                read.problems.append(Problem(event.line, "RRULE", Code.BAD_EVENT_RULE, params, event.part))
        total += sum(len(one.dts) for one in _list(event.component.get("RDATE")) if hasattr(one, "dts"))
        if total > MOST_DATES:
            raise FileRefusedError(
                [Problem(event.line, "RRULE", Code.TOO_MANY_DATES, {"most": str(MOST_DATES)}, event.part)]
            )


def _dates_of(rule: Any, start: datetime, now: datetime) -> int | None:
    """How many dates a rule has until now, at most a few more than a file may hold; None if none can follow.

    It is followed in a year far away, where a rule that never holds ends soon.
    """
    parts = {str(name).upper(): rule[name] for name in rule}
    freq = "".join(str(one).upper() for one in _list(parts.pop("FREQ", None)))
    if freq not in _PARTS or set(parts) - _PARTS[freq] or not EARLIEST - 20 <= start.year <= now.year + 20:
        return None
    text = rule.to_ical().decode("ascii", "replace").upper()
    given = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    every = int(given.get("INTERVAL", "1")) if given.get("INTERVAL", "1").isdecimal() else 0
    months = given.get("BYMONTH")
    seldom = freq == "DAILY" and every > 1 and (months or "BYDAY" in given)
    if not 0 < every <= 400 or seldom or (months and not _MONTHS.fullmatch(months)):
        return None
    plain = ";".join(f"{name}={value}" for name, value in given.items() if name not in ("COUNT", "UNTIL"))
    last = now.replace(tzinfo=None) + timedelta(days=2)
    if (until := re.match(r"(\d{4})(\d\d)(\d\d)", given.get("UNTIL", ""))) is not None:
        try:
            day = datetime(int(until[1]), int(until[2]), int(until[3]))  # noqa: DTZ001 - on the wall
            last = day + timedelta(days=2) if day < last - timedelta(days=2) else last  # 9999 is no end
        except ValueError:
            return None
    try:
        dates = rrulestr(plain, dtstart=start.replace(year=start.year + _FAR))
        found = list(islice(dates, MOST_DATES + 1))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        return None
    if not found:
        return None
    many: int = sum(one <= last.replace(year=last.year + _FAR) for one in found)
    return min(many, int(given["COUNT"])) if given.get("COUNT", "").isdecimal() else many


def _expanded(events: list[_Event], text: str, now: datetime) -> list[tuple[Any, bool]]:
    """Each date until now, and whether it is one of several of its event."""
    several: dict[str, bool] = {}
    for event in events:
        uid = str(event.component.get("UID", ""))
        named = any(name in event.component for name in ("RRULE", "RDATE", "RECURRENCE-ID"))
        several[uid] = several.get(uid, False) or named
    try:
        calendars = Calendar.from_ical(text.strip("\ufeff\r\n "), multiple=True)
        start, end = datetime(EARLIEST - 20, 1, 1, tzinfo=UTC), now.astimezone(UTC) + timedelta(days=1)
        found = [one for calendar in calendars for one in of(calendar).between(start, end)]
    except Exception as error:  # the library meets whatever a file holds
        raise refused(Code.BAD_CALENDAR) from error
    return [(one, several.get(str(one.get("UID", "")), False)) for one in found]


def _add(
    read: MeetingsRead, event: Any, recurring: bool, parts: dict[str, Part], now: datetime, zone: ZoneInfo
) -> None:
    start, end = _value(event, "DTSTART"), _value(event, "DTEND")
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        read.cancelled += 1
        return
    if str(event.get("CLASS", "")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        read.private += 1
        return
    uid, wall = str(event.get("UID", "")), _wall(start, zone)
    lasts = _wall(end, zone) - wall if end is not None else getattr(event.get("DURATION"), "td", None)
    if isinstance(start, datetime) and isinstance(end, datetime) and start.tzinfo and end.tzinfo:
        lasts = end - start
    minutes = USUAL if isinstance(start, datetime) else WHOLE_DAY
    if lasts is not None and lasts < timedelta():
        read.problems.append(Problem(None, "DTEND", Code.ENDS_BEFORE, {}, parts.get(uid)))
        return
    minutes = int(lasts.total_seconds() // 60) or minutes if lasts else minutes
    title = read.cut(tidy(without_addresses(str(event.get("SUMMARY", "")))), "title")
    recurrence = _value(event, "RECURRENCE-ID") if recurring else None
    named = uid or f"{wall.isoformat()} {title}"
    date = PastDate(
        uid=f"ics-{hashlib.sha256(named.encode('utf-8', 'replace')).hexdigest()[:32]}",
        starts_wall=wall, minutes=minutes, title=title or "Treffen",
        recurrence=_wall(recurrence, zone) if recurrence is not None else wall if recurring else None,
        place=read.cut(tidy(without_addresses(str(event.get("LOCATION", "")))), "place"),
        link=_link(str(event.get("URL", ""))),
        agenda=read.cut(tidy_lines(without_addresses(str(event.get("DESCRIPTION", "")))), "agenda"),
        part=parts.get(uid),
    )  # fmt: skip
    read.add(date, now, zone)


def _link(url: str) -> str:
    try:
        return checked_link(url)[0] if url else ""
    except RefusedError:
        return ""


def _value(component: Any, name: str) -> Any:
    """A day or moment of an event; None if it has none."""
    held = component.get(name)
    found = None if isinstance(held, str) else getattr(held, "dt", None)  # a broken one is a text
    return found if isinstance(found, date) else None


def _list(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _wall(value: date, zone: ZoneInfo) -> datetime:
    """What the clock in ``zone`` showed; a whole day begins at midnight."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - on the wall
    try:
        local = value.astimezone(zone) if value.tzinfo else value
    except OverflowError:  # the first or the last day of all
        local = value
    return local.replace(tzinfo=None, second=0, microsecond=0)
