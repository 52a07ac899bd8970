"""How days are written, and which ones are meant: what ``days`` finds one by one.

Pure functions of a match and today's date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from nlu.calendar import HOLIDAY, holiday


class Edge(StrEnum):
    """Which end of a period a day is."""

    ON = "on"
    FROM = "from"
    SINCE = "since"
    UNTIL = "until"


MONTHS = (
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
    "", "einem|einen|einer|ein|eine|one|a", "zwei|two", "drei|three", "vier|four", "fünf|fuenf|five",
    "sechs|six",    "sieben|seven", "acht|eight", "neun|nine", "zehn|ten",
)) for word in words.split("|") if word}  # fmt: skip

_MONTH = "|".join(MONTHS)
_WEEKDAY = "|".join(_WEEKDAYS)
_PERIODS = "des monats|diesen monats|the month|this month|des jahres|the year|der woche|the week"
_EDGE = (
    r"(?P<until>(?:bis(?: einschließlich| inkl\.?)?(?: zum)?|zum|until|till|through|by"
    r"|(?:(?<=\.)|(?<=\b(?:mo|di|mi|do|fr)))\s?[-–])\s*"
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
    r"(?P<week>(?:(?:[uü]e?ber)?n(?:ä|ae)chste|kommende|diese|next|this)[nrs]? (?:woche|week))\b",
    r"(?:kw|kalenderwoche|calendar week)\s?(?P<kw>\d{1,2})\b|(?P<kw2>\d{1,2})\.?\s?(?:kw|kalenderwoche)\b",
    r"(?:(?:[uü]e?bers|das|dieses|nächstes|kommendes|this|next|the) )?(?P<weekend>wochenende|weekend)\b",
    rf"(?P<after>(?:nach|after) )?{HOLIDAY}",
    rf"(?:im|in|den ganzen|all of)\s+(?P<whole>{_MONTH})\b(?:\s+(?P<wyear>\d{{4}})\b)?",
    r"(?P<nmonth>(?:nächsten|naechsten|kommenden|diesen|next|this)\s+(?:monat|month))\b",
    r"(?P<short>(?-i:Mo|Di|Mi|Fr|Sa)\b|(?:(?<=bis )|(?<=am )|(?<=ab )|(?<=von ))(?:mo|di|mi|do|fr|sa)\b)\.?",
    rf"(?<= )(?P<only>{_MONTH})\b(?:\s+(?P<oyear>\d{{4}})\b)?",
    r"(?P<bare>\d{1,2})(?:\.(?!\d)|(?:st|nd|rd|th)\b|(?=\s*(?:bis|–|-)\s*\d))",
)
_SHORT = ("mo", "di", "mi", "do", "fr", "sa", "so")
DAY = re.compile(
    rf"(?:(?<![\w.])|(?=\s?[-–]))(?:{_EDGE})?(?P<in>(?:in|für|fuer|for)\s+(?!(?:{_MONTH})\b))?(?:(?:{_WEEKDAY}),?\s+(?:(?:dem|den)\s+)?(?=\d))?"
    rf"(?:{'|'.join(_FORMS)})",
    re.IGNORECASE,
)
"""A day, a week, a holiday … with the preposition before it."""


def day_of(match: re.Match[str], edge: Edge, today: date) -> date | None:
    """The day that a match of ``DAY`` means; None if there is no such day, or it is none without its word."""
    past = edge is Edge.SINCE
    for group, read in _READERS.items():
        if match[group]:
            return read(match, today, past, edge)
    return None


def _iso(match: re.Match[str], *_: object) -> date | None:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return valid(year, month, day)


def _named(match: re.Match[str], today: date, past: bool, _edge: Edge) -> date | None:
    name, day, year = ("mname", "dm", "myear") if match["mname"] else ("ename", "eday", "eyear")
    return _of_month(_index(MONTHS, match[name]) + 1, int(match[day]), match[year], today, past)


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
    month = _index(MONTHS, said) + 1
    year = today.year + (month < today.month) - (past and month > today.month)
    return date(year, month, monthrange(year, month)[1])


def _count(match: re.Match[str], today: date, past: bool, edge: Edge) -> date | None:
    """ "In zwei Wochen", "seit drei Tagen"; "für zwei Wochen" is a duration, from today on."""
    if not match["in"] and edge is not Edge.SINCE and not lasts(match):
        return None
    said = match["count"].lower()
    number = int(said) if said.isdigit() else _NUMBERS[said]
    unit = match["unit"].lower()
    if unit in ("monat", "month"):
        months = today.year * 12 + today.month - 1 + (-number if past else number)
        year, month = months // 12, months % 12 + 1
        found = date(year, month, min(today.day, monthrange(year, month)[1]))
        return found - timedelta(days=1) if lasts(match) else found
    days = number * (7 if unit in ("woche", "week") else 1) - (1 if lasts(match) else 0)
    return today + timedelta(days=-days if past else days)


def _word(match: re.Match[str], today: date, *_: object) -> date:
    return today + timedelta(days=_WORDS[match["word"].lower()])


def _weekday(match: re.Match[str], today: date, past: bool, _edge: Edge) -> date:
    wanted = _index(_WEEKDAYS, match["weekday"]) if match["weekday"] else _SHORT.index(match["short"].lower())
    if past or re.search(r"letzte|last", match[0], re.IGNORECASE):
        return today - timedelta(days=(today.weekday() - wanted) % 7)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _week(match: re.Match[str], today: date, _past: bool, edge: Edge) -> date:
    monday = today - timedelta(days=today.weekday())
    if not re.match(r"diese|this", match["week"], re.IGNORECASE):
        monday += timedelta(days=14 if re.match(r"[üu]e?ber", match["week"], re.IGNORECASE) else 7)
    return monday + timedelta(days=6) if edge is Edge.UNTIL else monday


def _month_only(match: re.Match[str], today: date, past: bool, edge: Edge) -> date | None:
    """ "Ab Januar" is its first day, "bis Januar" its last; without such a word it is no day."""
    if edge is Edge.ON:
        return None
    month = _index(MONTHS, match["only"]) + 1
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
        day = valid(months // 12, months % 12 + 1, wanted)
        if day is not None and (day <= today if past else day >= today):
            return day
    return None


def _kw(match: re.Match[str], today: date, _past: bool, edge: Edge) -> date | None:
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, int(match["kw"] or match["kw2"]), 1)
        except ValueError:
            return None
        if monday + timedelta(days=6) >= today:
            return monday + timedelta(days=6) if edge is Edge.UNTIL else monday
    return None


def _weekend(_match: re.Match[str], today: date, _past: bool, edge: Edge) -> date:
    saturday = today + timedelta(days=5 - min(today.weekday(), 5))
    return saturday + timedelta(days=1) if edge is Edge.UNTIL else saturday


def _holiday(match: re.Match[str], today: date, _past: bool, _edge: Edge) -> date | None:
    found = holiday(match["holiday"], today)
    return found[1 if match["after"] else 0] if found else None


def _whole_month(match: re.Match[str], today: date, past: bool, edge: Edge) -> date | None:
    if match["whole"]:
        month = _index(MONTHS, match["whole"]) + 1
        if month == today.month and not match["wyear"]:
            return today
        first = _of_month(month, 1, match["wyear"], today, past)
    else:
        following = not re.match(r"diesen|this", match["nmonth"], re.IGNORECASE)
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1) if following else today
    return end_of_month(first) if first and edge is Edge.UNTIL else first


def lasts(match: re.Match[str]) -> bool:
    """Whether it is a duration: "für zwei Wochen", "zwei Wochen"; not "in zwei Wochen", "seit zwei Tagen"."""
    said = (match["in"] or "").strip().lower()
    return bool(match["count"]) and said != "in" and not match["since"]


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def last_of(match: re.Match[str], first: date, today: date) -> date:
    """The last day of what was read as beginning on ``first``: a week has seven days, a holiday its own."""
    if match["week"] or match["kw"] or match["kw2"]:
        return first + timedelta(days=6)
    if match["weekend"]:
        return first + timedelta(days=6 - first.weekday())
    if match["whole"] or match["nmonth"]:
        return end_of_month(first)
    found = holiday(match["holiday"], today) if match["holiday"] else None
    return found[1] if found else first


_READERS: dict[str, Callable[[re.Match[str], date, bool, Edge], date | None]] = {
    "iso": _iso, "mname": _named, "ename": _named, "month": _numeric, "eom": _end_of, "eow": _end_of,
    "count": _count, "word": _word, "weekday": _weekday, "week": _week, "kw": _kw, "kw2": _kw,
    "weekend": _weekend, "holiday": _holiday, "whole": _whole_month, "nmonth": _whole_month,
    "short": _weekday, "only": _month_only, "bare": _bare,
}  # fmt: skip


def _of_month(month: int, day: int, year: str | None, today: date, past: bool) -> date | None:
    if year:
        return valid(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for offset in (0, -1, -2, -3, -4) if past else (0, 1, 2, 3, 4):  # 29 February
        found = valid(today.year + offset, month, day)
        if found is not None and (found <= today if past else found >= today):
            return found
    return None


def valid(year: int, month: int, day: int) -> date | None:
    """The day, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _index(words: tuple[str, ...], said: str) -> int:
    return next(number for number, forms in enumerate(words) if said.lower() in forms.split("|"))
