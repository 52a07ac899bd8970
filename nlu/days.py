"""Days as people name them in a sentence: "seit Montag", "zum 31.", "vom 3. bis 14. August", "tomorrow".

Pure functions of a text and today's date. A day without a year is the next one, after "seit" the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlu.day_forms import DAY, MONTHS, Edge, day_of, last_of, lasts, valid

__all__ = [
    "FURTHEST",
    "Day",
    "Edge",
    "Period",
    "days_in",
    "impossible_in",
    "period_in",
    "periods_in",
    "without_days",
]

FURTHEST = timedelta(days=366 * 5)
"""Days further away are a slip of the finger, not a plan."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names. ``start`` and ``end`` are offsets in characters, with the preposition.

    ``last`` is the last day of a week, a holiday …, else the day itself; ``long`` says that it is a duration.
    """

    day: date
    edge: Edge
    start: int
    end: int
    last: date | None = None
    long: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day; None where the text names none."""

    first: date | None = None
    last: date | None = None


def days_in(text: str, today: date, *, spans: bool = False) -> list[Day]:
    """The days that a text names, in its order; what is no day of the calendar is left out.

    With ``spans`` also whole months and durations: "im Januar", "für zwei Wochen".
    """
    found: list[Day] = []
    for match in DAY.finditer(text):
        edge, long = _edge(match), lasts(match)
        wide = long or match["whole"] or match["nmonth"]
        if wide and not spans and not match["in"]:
            continue
        day = day_of(match, edge, today)
        if day is None or abs(day - today) > FURTHEST or (long and _TIMES.search(text[: match.start()])):
            continue
        if long and spans:
            found.append(Day(day, Edge.UNTIL, match.start(), match.end(), day, long=True))
        else:
            last = last_of(match, day, today) if edge is Edge.ON else day
            found.append(Day(day, edge, match.start(), match.end(), last))
    return list(_pairs(found, text, today))


_TIMES = re.compile(r"\b(?:alle|vor|nach|in|every|after|jeweils)\s+$", re.IGNORECASE)
"""Before a duration: then it is none."""


def _edge(match: re.Match[str]) -> Edge:
    return next((edge for edge in Edge if match[edge.value]), Edge.ON)


def period_in(text: str, today: date) -> Period:
    """The first and the last day of what a text says: "vom 3. bis 14. August", "seit Montag", "am 12.1."."""
    periods = periods_in(text, today)
    return periods[0] if periods else Period()


def periods_in(text: str, today: date) -> list[Period]:
    """All times that a text names; days one after the other are one: "Dienstag und Mittwoch"."""
    found: list[Period] = []
    for day in days_in(text, today, spans=True):
        before = found[-1] if found else None
        if day.edge is Edge.UNTIL:
            if before is None or before.last is not None:
                found.append(Period(None, day.day))
            else:
                found[-1] = replace(before, last=day.day)
        elif day.edge is not Edge.ON:
            found.append(Period(day.day))
        elif before and before.first and before.last and day.day == before.last + timedelta(days=1):
            found[-1] = replace(before, last=day.last)
        else:
            found.append(Period(day.day, day.last))
    return found


def impossible_in(text: str, today: date) -> list[str]:
    """What is written like a day of the calendar and is none, or is out of reach: "30.2.", "29. Februar"."""
    wrong = []
    for match in DAY.finditer(text):
        dated = any(match[group] for group in ("iso", "mname", "ename", "month", "bare"))
        if not dated or _CLOCK.match(text[match.end() :]):
            continue
        day = day_of(match, _edge(match), today)
        year = match["iso"] or match["myear"] or match["eyear"] or match["year"]
        if day is None or abs(day - today) > (FURTHEST if year else timedelta(days=366)):
            wrong.append(match[0].strip())
    return wrong


_CLOCK = re.compile(r"\s*(?:uhr|h\b|[ap]\.?m\b)", re.IGNORECASE)


def without_days(text: str, today: date) -> str:
    """The text with the days taken out, for looking at the rest."""
    for found in reversed(days_in(text, today)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _pairs(found: list[Day], text: str, today: date) -> Iterator[Day]:
    """Days of a range, read together: the first of "3. bis 14. August" is of August too."""
    for index, day in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        before = found[index - 1] if index else None
        if after is not None and after.edge is Edge.UNTIL and day.edge in (Edge.ON, Edge.FROM):
            yield _start_of_range(day, after, text)
        elif day.edge is Edge.UNTIL and before is not None and before.edge is not Edge.UNTIL:
            yield _lasting(day, before.day, today) if day.long else _not_before(day, before.day, text)
        else:
            yield day


def _start_of_range(day: Day, after: Day, text: str) -> Day:
    start = replace(day, edge=Edge.FROM)
    bare = re.search(r"(\d{1,2})(?:\.|st|nd|rd|th)?\s*$", text[day.start : day.end])
    if bare is None or _has_month(text[day.start : day.end]):
        return start
    earlier = valid(after.day.year, after.day.month, int(bare[1]))
    if earlier is None or earlier > after.day:
        month = after.day.replace(day=1) - timedelta(days=1)
        earlier = valid(month.year, month.month, int(bare[1]))
    return replace(start, day=earlier) if earlier else start


def _lasting(day: Day, first: date, today: date) -> Day:
    """ "Ab Montag für zwei Wochen": counted from that Monday."""
    return replace(day, day=first + (day.day - today))


def _not_before(day: Day, first: date, text: str) -> Day:
    """ "Von Montag bis Freitag": the Friday after that Monday, the year after that December."""
    moved = day.day
    if re.search(r"\d", text[day.start : day.end]) and moved < first:
        return replace(day, day=valid(moved.year + 1, moved.month, moved.day) or moved)
    while moved < first and (first - moved).days < 7:
        moved += timedelta(days=7)
    if moved < first:
        moved = valid(moved.year + 1, moved.month, moved.day) or moved
    return replace(day, day=moved)


def _has_month(text: str) -> bool:
    return bool(re.search(rf"\d\.\s?\d|{'|'.join(MONTHS)}", text, re.IGNORECASE))
