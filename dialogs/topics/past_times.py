"""Times that are over, as people name them looking back: "im November", "seit Mai", "2016 bis 2019".

``nlu.dates`` prefers what is to come. A time without a year is read again as of an earlier day, until it lies
behind: "am Dienstag" as of a week ago, "am 3." as of a month ago, "im September" as of a year ago.
Pure functions of a text and a moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nlu.dates import read

_BACK = (0, 7, 31, 92, 366, 731, 1096, 1462)
"""Days: a week, the longest month, a quarter, one to four years (the 29th of February)."""

_AHEAD = re.compile(
    r"\b(?:nächst\w*|naechst\w*|übernächst\w*|uebernaechst\w*|kommend\w*|künftig\w*|morgen|übermorgen|uebermorgen"
    r"|next|coming|upcoming|tomorrow)\b",
    re.I,
)
_SINCE = re.compile(r"\b(?:seit(?:dem)?|since|ab)\b\s*", re.I)
_UNTIL = re.compile(r"\b(?:bis(?:\s+(?:zum|zur|ende|einschließlich))?|until|till)\b\s*", re.I)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_ONLY_YEAR = re.compile(rf"(?:(?:im|in|um|anno|aus dem)\s+)?(?:jahre?\s+|year\s+)?(?P<year>{_YEAR})\W*", re.I)
_ANY_YEAR = re.compile(rf"(?<![\d.:/-])(?P<year>{_YEAR})(?![\d:/-])")
_BETWEEN = re.compile(
    r"\b(?:von|vom|zwischen|between|from)\s+(?P<one>.+?)\s+(?:bis(?:\s+(?:zum|zur))?|und|and|to|until|till)\s+"
    r"(?P<other>.+)$",
    re.I,
)
_TO = re.compile(
    rf"(?P<one>\b{_YEAR})\s*(?:bis|–|-|to|until)\s*(?P<other>{_YEAR}|heute|jetzt|today|now)\b", re.I
)
_DATED = re.compile(
    r"\d\.\s?\d|\b(?:jan|feb|mär|maer|mar|apr|mai|may|jun|jul|aug|sep|o[kc]t|nov|de[zc])\w*"
    r"|\b(?:sommer|herbst|frühling|frühjahr|fruehjahr|winter|ostern|pfingsten|weihnachten|summer|autumn|spring|easter"
    r"|christmas|kw)\b",
    re.I,
)
_RELATIVE = re.compile(
    rf"{_YEAR}|\b(?:letzt|vergangen|vorig|vorletzt|vor|dies|last|past|this|ago|previous)\w*", re.I
)
_NUMBERS = {
    "ein": 1, "einem": 1, "einer": 1, "a": 1, "one": 1, "zwei": 2, "two": 2, "drei": 3, "three": 3, "vier": 4,
    "four": 4, "fünf": 5, "fuenf": 5, "five": 5, "sechs": 6, "six": 6, "acht": 8, "zehn": 10, "ten": 10,
    "zwölf": 12, "zwoelf": 12, "twelve": 12,
}  # fmt: skip
_LASTING = re.compile(
    rf"\b(?:seit|(?:in\s+)?de[nr]\s+(?:letzten|vergangenen)|die\s+(?:letzten|vergangenen)|(?:letzten|vergangenen)"
    rf"|(?:in|for|over)?\s*the\s+(?:last|past)|(?:last|past)|for)\s+(?P<many>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+"
    r"(?P<unit>tag\w*|day\w*|woche\w*|week\w*|monat\w*|month\w*|jahr\w*|year\w*)",
    re.I,
)
_DAYS = {"t": 1, "d": 1, "w": 7, "m": 31, "j": 366, "y": 366}
_SPANS = {"minute": 0, "hour": 0, "day": 1, "week": 7, "month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start`` up to before ``end``, aware; None: open. ``yearless``: another year may be meant."""

    start: datetime | None = None
    end: datetime | None = None
    yearless: bool = False

    def a_year_before(self) -> Span:
        """The same time a year earlier."""
        return Span(_years(self.start, -1), _years(self.end, -1))


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was named lies ahead."""


def past_time(text: str, now: datetime, zone: ZoneInfo, language: str | None = None) -> Span | Ahead | None:
    """The time that a text names, looking back; None if it names none."""
    if (lasting := _LASTING.search(text)) and not _ANY_YEAR.search(text):
        return _lasting(lasting, now, zone)
    if found := _TO.search(text):
        last = None if not found["other"].isdecimal() else _new_year(int(found["other"]) + 1, zone)
        return Span(_new_year(int(found["one"]), zone), last)
    if found := _BETWEEN.search(text):
        both = _between(found, now, zone, language)
        if both is not None:
            return both
    since = _SINCE.search(text)
    if since is not None:
        rest = re.sub(r"^(?:dem|der)\s+(?=\d)", "am ", text[since.end() :], flags=re.I)
        one = _one(rest, now, zone, language)
        return Span(one.start) if isinstance(one, Span) else one
    until = _UNTIL.search(text)
    if until is not None:
        one = _one(text[until.end() :], now, zone, language)
        return Span(None, one.end) if isinstance(one, Span) else one
    return _one(text, now, zone, language)


def _one(text: str, now: datetime, zone: ZoneInfo, language: str | None) -> Span | Ahead | None:
    if only := _ONLY_YEAR.fullmatch(text.strip()):
        return _year(int(only["year"]), now, zone)
    found: Span | Ahead | None = None
    for back in (0,) if _AHEAD.search(text) else _BACK:
        reading = read(text, now - timedelta(days=back), zone, language)
        start = reading.start or next((each.start for each in reading.alternatives if each.start), None)
        grain = reading.grain or next((each.grain for each in reading.alternatives), None)
        if start is None or grain is None or (grain == "minute" and _ANY_YEAR.search(text)):
            break
        if start <= now:
            yearless = bool(_DATED.search(text)) and not _RELATIVE.search(text)
            return Span(start, _after(reading.end or start, grain), yearless=yearless)
        found = Ahead()
    if found is None and (year := _ANY_YEAR.search(text)):
        return _year(int(year["year"]), now, zone)
    return found


def _between(
    found: re.Match[str], now: datetime, zone: ZoneInfo, language: str | None
) -> Span | Ahead | None:
    """Both ends by themselves; the first lies before the other."""
    other = _one(found["other"], now, zone, language)
    if re.match(r"\s*(?:heute|jetzt|today|now)\b", found["other"], re.I):
        other = Span(now)
    if not isinstance(other, Span):
        return other
    one = _one(found["one"], now, zone, language)
    if one is None and (day := re.fullmatch(r"(?:dem\s+|the\s+)?(\d{1,2})\.?(?:st|nd|rd|th)?", found["one"])):
        first = other.start
        one = Span(first.replace(day=int(day[1]))) if first and 0 < int(day[1]) <= first.day else None
    if not isinstance(one, Span) or one.start is None or other.start is None:
        return None
    start = one.start
    if start > other.start and one.yearless:
        start = _years(start, -1) or start
    return Span(start, other.end, yearless=one.yearless and other.yearless) if start <= other.start else None


def _lasting(found: re.Match[str], now: datetime, zone: ZoneInfo) -> Span:
    many = int(found["many"]) if found["many"].isdecimal() else _NUMBERS[found["many"].casefold()]
    days = many * _DAYS[found["unit"][0].casefold()]
    day = (now - timedelta(days=days)).astimezone(zone)
    return Span(day.replace(hour=0, minute=0, second=0, microsecond=0))


def _after(last: datetime, grain: str) -> datetime:
    """The end of the last unit of a grain, on the clock of the wall; a time of the day means its day."""
    if grain in ("minute", "hour", "day"):
        return last.replace(hour=0, minute=0) + timedelta(days=1)
    if grain == "week":
        return last + timedelta(days=_SPANS[grain])
    months = last.year * 12 + last.month - 1 + _SPANS.get(grain, 1)
    return last.replace(year=months // 12, month=months % 12 + 1, day=1)


def _year(year: int, now: datetime, zone: ZoneInfo) -> Span | Ahead:
    start = _new_year(year, zone)
    return Ahead() if start > now else Span(start, _new_year(year + 1, zone))


def _new_year(year: int, zone: ZoneInfo) -> datetime:
    return datetime(year, 1, 1, tzinfo=zone)


def _years(moment: datetime | None, by: int) -> datetime | None:
    if moment is None:
        return None
    try:
        return moment.replace(year=moment.year + by)
    except ValueError:  # the 29th of February
        return moment.replace(year=moment.year + by, day=28)
