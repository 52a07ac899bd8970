"""Days as people name them in a sentence: "seit Montag", "zum 31.", "vom 3. bis 14. August", "tomorrow".

Pure functions of a text and today's date. A day without a year is the next one, after "seit" the last one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

FURTHEST = timedelta(days=366 * 5)
"""Days further away are a slip of the finger, not a plan."""


class Edge(StrEnum):
    """Which end of a period a day is."""

    ON = "on"
    FROM = "from"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names. ``start`` and ``end`` are offsets in characters, with the preposition."""

    day: date
    edge: Edge
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day; None where the text names none."""

    first: date | None = None
    last: date | None = None


_MONTHS = (
    "januar|jänner|january|jan", "februar|february|feb", "märz|maerz|march|mär|mar", "april|apr", "mai|may",
    "juni|june|jun", "juli|july|jul", "august|aug", "september|sept|sep", "oktober|october|okt|oct",
    "november|nov", "dezember|december|dez|dec",
)  # fmt: skip
_WEEKDAYS = (
    "montag|monday", "dienstag|tuesday", "mittwoch|wednesday", "donnerstag|thursday", "freitag|friday",
    "samstag|sonnabend|saturday", "sonntag|sunday",
)  # fmt: skip
_WORDS = {
    "vorgestern": -2, "gestern": -1, "yesterday": -1, "heute": 0, "today": 0, "sofort": 0, "übermorgen": 2,
    "uebermorgen": 2, "day after tomorrow": 2, "morgen": 1, "tomorrow": 1,
}  # fmt: skip
_NUMBERS = {word: number for number, words in enumerate((
    "", "einem|einer|ein|eine|one|a", "zwei|two", "drei|three", "vier|four", "fünf|fuenf|five", "sechs|six",
    "sieben|seven", "acht|eight", "neun|nine", "zehn|ten",
)) for word in words.split("|") if word}  # fmt: skip

_MONTH = "|".join(_MONTHS)
_WEEKDAY = "|".join(_WEEKDAYS)
_PERIODS = "des monats|diesen monats|the month|this month|des jahres|the year|der woche|the week"
_EDGE = (
    r"(?P<until>(?:bis(?: einschließlich| inkl\.?)?(?: zum)?|zum|until|till|through|by|(?<=\.)\s?[-–])\s*"
    r"(?:the )?)"
    r"|(?P<since>(?:seit|since)\s+(?:dem |the )?)"
    r"|(?P<from>(?:ab|vom|von|from|starting|as of)\s+(?:dem |the )?)"
    r"|(?P<on>(?:am|on|den)\s+(?:the )?)"
)
_FORMS = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})\b",
    rf"(?P<dm>\d{{1,2}})(?:\.|st|nd|rd|th)?\s*(?P<mname>{_MONTH})\b\.?(?:\s*(?P<myear>\d{{4}})\b)?",
    rf"(?P<ename>{_MONTH})\s+(?P<eday>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s*(?P<eyear>\d{{4}})\b)?",
    r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\b\.?(?:\s?(?P<year>\d{4}|\d{2})\b)?",
    rf"(?:das )?(?:ende|end of) (?P<eom>{_MONTH}|{_PERIODS})\b|(?P<eow>monatsende|jahresende)\b",
    rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?P<unit>tag|woche|monat|day|week|month)(?:e?n|s|e)?\b",
    r"(?P<word>" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b",
    rf"(?:(?:kommende|nächste|naechste|diese|letzte|next|this|last)[nmrs]? )?(?P<weekday>{_WEEKDAY})s?\b",
    r"(?P<week>(?:nächste|naechste|kommende|diese|next|this)[nrs]? (?:woche|week))\b",
    rf"(?<= )(?P<only>{_MONTH})\b(?:\s+(?P<oyear>\d{{4}})\b)?",
    r"(?P<bare>\d{1,2})(?:\.(?!\d)|(?:st|nd|rd|th)\b|(?=\s*(?:bis|–|-)\s*\d))",
)
_DAY = re.compile(
    rf"(?:(?<![\w.])|(?=\s?[-–]))(?:{_EDGE})?(?P<in>(?:in|für|fuer|for)\s+)?(?:(?:{_WEEKDAY}),?\s+(?:(?:dem|den)\s+)?(?=\d))?"
    rf"(?:{'|'.join(_FORMS)})",
    re.IGNORECASE,
)


def days_in(text: str, today: date) -> list[Day]:
    """The days that a text names, in its order; what is no day of the calendar is left out."""
    found: list[Day] = []
    for match in _DAY.finditer(text):
        edge = next((edge for edge in Edge if match[edge.value]), Edge.ON)
        day = _day(match, edge, today)
        if day is not None and abs(day - today) <= FURTHEST:
            found.append(Day(day, edge, match.start(), match.end()))
    return list(_pairs(found, text))


def period_in(text: str, today: date) -> Period:
    """The first and the last day of what a text says: "vom 3. bis 14. August", "seit Montag", "am 12.1."."""
    first: date | None = None
    last: date | None = None
    for found in days_in(text, today):
        if found.edge is Edge.UNTIL:
            last = last or found.day
        elif first is None:
            first = found.day
            last = found.day if found.edge is Edge.ON else last
    return Period(first, last)


def without_days(text: str, today: date) -> str:
    """The text with the days taken out, for looking at the rest."""
    for found in reversed(days_in(text, today)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text


def _pairs(found: list[Day], text: str) -> Iterator[Day]:
    """Days of a range, read together: the first of "3. bis 14. August" is of August too."""
    for index, day in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        before = found[index - 1] if index else None
        if after is not None and after.edge is Edge.UNTIL and day.edge in (Edge.ON, Edge.FROM):
            yield _start_of_range(day, after, text)
        elif day.edge is Edge.UNTIL and before is not None and before.edge is not Edge.UNTIL:
            yield _not_before(day, before.day)
        else:
            yield day


def _start_of_range(day: Day, after: Day, text: str) -> Day:
    start = replace(day, edge=Edge.FROM)
    bare = re.search(r"(\d{1,2})(?:\.|st|nd|rd|th)?\s*$", text[day.start : day.end])
    if bare is None or _has_month(text[day.start : day.end]):
        return start
    earlier = _valid(after.day.year, after.day.month, int(bare[1]))
    if earlier is None or earlier > after.day:
        month = after.day.replace(day=1) - timedelta(days=1)
        earlier = _valid(month.year, month.month, int(bare[1]))
    return replace(start, day=earlier) if earlier else start


def _not_before(day: Day, first: date) -> Day:
    """ "Von Montag bis Freitag": the Friday after that Monday, the year after that December."""
    moved = day.day
    while moved < first and (first - moved).days < 7:
        moved += timedelta(days=7)
    if moved < first:
        moved = _valid(moved.year + 1, moved.month, moved.day) or moved
    return replace(day, day=moved)


def _has_month(text: str) -> bool:
    return bool(re.search(rf"\d\.\s?\d|{_MONTH}", text, re.IGNORECASE))


def _day(match: re.Match[str], edge: Edge, today: date) -> date | None:
    past = edge is Edge.SINCE
    for group, read in _READERS.items():
        if match[group]:
            return read(match, today, past, edge)
    return None


def _iso(match: re.Match[str], *_: object) -> date | None:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return _valid(year, month, day)


def _named(match: re.Match[str], today: date, past: bool, _edge: Edge) -> date | None:
    name, day, year = ("mname", "dm", "myear") if match["mname"] else ("ename", "eday", "eyear")
    return _of_month(_index(_MONTHS, match[name]) + 1, int(match[day]), match[year], today, past)


def _numeric(match: re.Match[str], today: date, past: bool, _edge: Edge) -> date | None:
    return _of_month(int(match["month"]), int(match["day"]), match["year"], today, past)


def _end_of(match: re.Match[str], today: date, past: bool, _edge: Edge) -> date | None:
    said = (match["eom"] or match["eow"]).lower()
    if "jahr" in said or "year" in said:
        return date(today.year, 12, 31)
    if "woche" in said or "week" in said:
        return today + timedelta(days=4 - today.weekday() if today.weekday() < 5 else 6 - today.weekday())
    if "monat" in said or "month" in said:
        return today.replace(day=monthrange(today.year, today.month)[1])
    month = _index(_MONTHS, said) + 1
    year = today.year + (month < today.month) - (past and month > today.month)
    return date(year, month, monthrange(year, month)[1])


def _count(match: re.Match[str], today: date, past: bool, edge: Edge) -> date | None:
    """ "In zwei Wochen", "seit drei Tagen"; without such a word it is a duration and no day."""
    if not match["in"] and edge is not Edge.SINCE:
        return None
    said = match["count"].lower()
    number = int(said) if said.isdigit() else _NUMBERS[said]
    unit = match["unit"].lower()
    if unit in ("monat", "month"):
        months = today.year * 12 + today.month - 1 + (-number if past else number)
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1]))
    days = number * (7 if unit in ("woche", "week") else 1)
    return today + timedelta(days=-days if past else days)


def _word(match: re.Match[str], today: date, *_: object) -> date:
    return today + timedelta(days=_WORDS[match["word"].lower()])


def _weekday(match: re.Match[str], today: date, past: bool, _edge: Edge) -> date:
    wanted = _index(_WEEKDAYS, match["weekday"])
    if past or re.search(r"letzte|last", match[0], re.IGNORECASE):
        return today - timedelta(days=(today.weekday() - wanted) % 7)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _week(match: re.Match[str], today: date, _past: bool, edge: Edge) -> date:
    monday = today - timedelta(days=today.weekday())
    if not re.match(r"diese|this", match["week"], re.IGNORECASE):
        monday += timedelta(days=7)
    return monday + timedelta(days=6) if edge is Edge.UNTIL else monday


def _month_only(match: re.Match[str], today: date, past: bool, edge: Edge) -> date | None:
    """ "Ab Januar" is its first day, "bis Januar" its last; without such a word it is no day."""
    if edge is Edge.ON:
        return None
    month = _index(_MONTHS, match["only"]) + 1
    first = _of_month(month, 1, match["oyear"], today, past)
    if first is None or edge is not Edge.UNTIL:
        return first
    year = today.year if month == today.month and not match["oyear"] else first.year
    return date(year, month, monthrange(year, month)[1])


def _bare(match: re.Match[str], today: date, past: bool, _edge: Edge) -> date | None:
    """ "Zum 31.": the next month that has such a day, today's included; after "seit" the last one."""
    wanted = int(match["bare"])
    for step in range(13):
        months = today.year * 12 + today.month - 1 + (-step if past else step)
        day = _valid(months // 12, months % 12 + 1, wanted)
        if day is not None and (day <= today if past else day >= today):
            return day
    return None


_READERS: dict[str, Callable[[re.Match[str], date, bool, Edge], date | None]] = {
    "iso": _iso, "mname": _named, "ename": _named, "month": _numeric, "eom": _end_of, "eow": _end_of,
    "count": _count, "word": _word, "weekday": _weekday, "week": _week, "only": _month_only, "bare": _bare,
}  # fmt: skip


def _of_month(month: int, day: int, year: str | None, today: date, past: bool) -> date | None:
    if year:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for offset in (0, -1, -2, -3, -4) if past else (0, 1, 2, 3, 4):  # 29 February
        found = _valid(today.year + offset, month, day)
        if found is not None and (found <= today if past else found >= today):
            return found
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(words: tuple[str, ...], said: str) -> int:
    return next(number for number, forms in enumerate(words) if said.lower() in forms.split("|"))
