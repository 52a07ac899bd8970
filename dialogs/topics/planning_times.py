"""When a meeting is to be, as people say it: read whole, or what is missing is named. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from nlu import dates
from nlu.dates import Choice, Reading

HOUR, DAY = 60, 24 * 60

_SOME_TIME = re.compile(
    r"\d|uhr\b|o'clock|\b(?:halb\b|viertel|dreiviertel|mittag|abends?|morgens?|vormittags?|nachmittags?|noon|montag|dienstag"
    r"|mittwoch|donnerstag|freitag|samstag|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|bald|soon)",
    re.I,
)
_UNTIL_ONLY = re.compile(
    r"^\W*(?:(?:nur|doch|lieber|bitte|only|dann|und|es|soll|geht|dauert|verlängern|verlängere|kürzen)\s+)*"
    r"(?:bis|until|till|to|ende?t?(?:\s+(?:erst|schon|ist))?(?:\s+um)?|ends?(?:\s+at)?|end time is)\b",
    re.I,
)
_BARE = re.compile(r"^(\W*(?:(?:make it|doch|lieber|auf|nein|no|to|at|um|erst)\W+)*)(\d{1,2})(?=\W*$)", re.I)
"""Nothing but a number is an hour, where a time is talked about."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as far as it was said: ``day``, ``clock`` and ``minutes`` (how long), ``rrule`` of a series.

    ``part``: the hour at which the part of the day begins that was said. ``until``: a clock at which it ends,
    where nothing else was said. ``readings``: those among which to ask. ``problem`` is empty, "past", "vague"
    (a week, a month) or "unclear".
    """

    day: date | None = None
    clock: int | None = None
    minutes: int | None = None
    rrule: str = ""
    part: int | None = None
    until: int | None = None
    readings: tuple[When, ...] = ()
    problem: str = ""
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether a time was said at all, clear or not."""
        known = (self.day, self.clock, self.minutes, self.until)
        return any(one is not None for one in known) or bool(self.readings or self.rrule)

    def as_json(self) -> dict[str, Any]:
        """What a draft keeps of it."""
        return {
            "day": self.day.isoformat() if self.day else None, "clock": self.clock, "minutes": self.minutes,
            "rrule": self.rrule, "part": self.part,
        }  # fmt: skip


def read_when(
    text: str, now: datetime, zone: tzinfo, language: str | None = None, anchor: datetime | None = None
) -> When:
    """What a text says about when; ``anchor`` is what "eine Stunde später" counts from."""
    local = now.astimezone(zone)
    if bare := _BARE.match(text):
        read = read_when(f"um {bare[2]} Uhr", now, zone, language)
        return replace(read, spans=((0, len(text)),))
    ends = _UNTIL_ONLY.match(text)
    if ends and (until := _until(f"um {text[ends.end() :].strip()}", now, zone, language)) is not None:
        return replace(until, spans=((0, len(text)),))
    reading = dates.read(text, now, zone, language, anchor)
    if "day" in reading.missing:
        # An hour without a day is one of the day that is talked about, also where it is past today.
        local = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        reading = dates.read(text, local, zone, language, anchor)
    choices: tuple[Choice, ...] = (reading, *reading.alternatives) if reading.start else reading.alternatives
    minutes = int(reading.duration.total_seconds() // 60) if reading.duration else None
    if not choices:
        problem = "unclear" if minutes is None and _SOME_TIME.search(text) else ""
        return When(minutes=minutes, problem=problem)
    found = [_one(choice, reading, local, minutes) for choice in choices]
    found = _by_days(reading) if _several_days(reading) else found
    if len(found) > 1:
        return When(minutes=minutes, readings=tuple(found[:4]), spans=reading.spans)
    return found[0]


def _until(text: str, now: datetime, zone: tzinfo, language: str | None) -> When | None:
    reading = dates.read(re.sub(r"^um (?:um|at)\b", "um", text), now, zone, language)
    if reading.start is None or reading.grain != "minute" or "day" not in reading.missing:
        return None
    if reading.end is not None or reading.recurrence:
        return None
    start = reading.start.astimezone(zone)
    return When(until=start.hour * HOUR + start.minute, spans=((0, len(text)),))


def _one(choice: Choice, reading: Reading, now: datetime, minutes: int | None) -> When:
    start, end, grain = choice.start, choice.end, choice.grain
    assert start is not None  # it was asked for before
    rrule = tidy_rule(choice.recurrence or "", now.tzinfo)
    if end is not None and grain == "minute" and abs(start - now) < timedelta(minutes=1):
        last = end.astimezone(now.tzinfo)  # "bis 18 Uhr" is said of a meeting, and not from now on
        return When(until=last.hour * HOUR + last.minute, spans=reading.spans)
    day: date | None = start.date()
    clock = start.hour * HOUR + start.minute if grain == "minute" else None
    part = start.hour if grain == "hour" else None
    if end is not None and grain == "minute":
        minutes = int((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() // 60)
    problem = ""
    if grain not in ("minute", "hour", "day"):
        day, problem = None, "vague"
    elif "day" in reading.missing and not rrule:
        day = None
    elif not rrule and (start <= now if grain == "minute" else start.date() < now.date()):
        problem = "past"
    return When(day, clock, minutes, rrule, part, problem=problem, spans=reading.spans)


def _several_days(reading: Reading) -> bool:
    return bool(reading.grain == "day" and reading.start and reading.end and reading.end > reading.start)


def _by_days(reading: Reading) -> list[When]:
    """ "Am 2. und 3. April": which of the days is asked, as a meeting begins once."""
    assert reading.start is not None  # both were looked at before
    assert reading.end is not None
    count = min((reading.end.date() - reading.start.date()).days + 1, 3)
    days = [reading.start.date() + timedelta(days=number) for number in range(count)]
    return [When(day, spans=reading.spans) for day in days]


def tidy_rule(rule: str, zone: tzinfo | None) -> str:
    """A rule whose end is a day of the people, and not the last second of it in UTC."""
    match = re.search(r"UNTIL=(\d{8}T\d{6})Z", rule)
    if match is None:
        return rule
    moment = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).astimezone(zone)
    return rule.replace(match[0], f"UNTIL={moment:%Y%m%d}")


def with_end(rule: str, last: date) -> str:
    """A rule that has its last date on this day or before it."""
    parts = [part for part in rule.split(";") if not part.startswith(("UNTIL=", "COUNT="))]
    return ";".join([*parts, f"UNTIL={last:%Y%m%d}"])


def adapted(rule: str, old: date, new: date) -> str | None:
    """The rule of a series when one of its dates moves from a day to another: the same rhythm, from there on.

    None: the rhythm itself has to be said anew, as it has several days.
    """
    if not rule or old == new:
        return rule
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    code = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[new.weekday()]
    days, monthdays = parts.get("BYDAY", ""), parts.get("BYMONTHDAY", "")
    if "," in days or "," in monthdays or "BYSETPOS" in parts:
        return None
    if days:
        last = days.startswith("-")
        nth = -1 if last and (new + timedelta(days=7)).month != new.month else (new.day - 1) // 7 + 1
        if last and nth > 0:
            return None
        parts["BYDAY"] = f"{nth}{code}" if days[:-2] else code
    if monthdays:
        parts["BYMONTHDAY"] = str(new.day)
        if "BYMONTH" in parts:
            parts["BYMONTH"] = str(new.month)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def wall_of(day: date, clock: int) -> datetime:
    """What a clock on the wall shows: naive."""
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=clock)
