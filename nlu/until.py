"""Until when, or for how long, as people say it: "bis Montag", "2 Stunden", "until 5 pm", "bis Ende Januar".

Only what muting needs. Pure: text and moment in, moment out. A day that is named is the first on which the
pause is over, unless the text says that it belongs to it ("bis einschließlich Mittwoch").
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from nlu.calendar import HOLIDAY, holiday
from nlu.dayparts import LONG_WEEKDAY, NUMBERS, WEEKDAY, fold, time_of_day, weekday

LONGEST = timedelta(days=730)
"""A longer pause is not believed."""

_MONTHS = (
    ("januar", "jan", "january", "jaenner"), ("februar", "feb", "february"), ("maerz", "mrz", "march", "mar"),
    ("april", "apr"), ("mai", "may"), ("juni", "jun", "june"), ("juli", "jul", "july"), ("august", "aug"),
    ("september", "sep", "sept"), ("oktober", "okt", "october", "oct"), ("november", "nov"),
    ("dezember", "dez", "december", "dec"),
)  # fmt: skip
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_WORD_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))

_DURATION = re.compile(
    rf"\b(?P<half>(?:ein(?:e|en)?\s+)?halbe[nrs]?|half\s+(?:an?\s+)?)?\s*"
    rf"(?:(?P<digits>\d{{1,3}})(?:[.,](?P<tenth>\d))?|(?P<word>{_WORD_NUMBER})"
    r"|(?P<few>(?:ein\s+)?paar|a few|a couple of))?"
    r"\s*-?(?P<unit>minuten?|mins?|minutes?|std|stunden?|stuendchen|hours?|hrs?|h|tagen?|tage|tag|days?|wochen?|weeks?"
    r"|monate?n?|months?)\b"
)
_UNTIL = re.compile(r"\b(?:bis|until|till|til|through)\b\s*(?P<rest>.+)")
_AGAIN_FROM = re.compile(
    r"\b(?:erst\s+(?:wieder\s+)?(?:ab|am)|wieder\s+(?:ab|am)|ab|not before|again (?:on|from))\s+(?P<rest>.+)"
)
_SAYS_AGAIN = re.compile(r"\b(?:erst|wieder|again|not before)\b")
_INCLUSIVE = re.compile(r"\b(?:einschliesslich|inklusive|inkl|einschl|inclusive|including|incl|through)\b")
_OPEN_ENDED = re.compile(
    r"\b(?:bis auf weiteres|bis ich\b|bis zum widerruf|fuer immer|dauerhaft|until further notice|until i\b"
    r"|forever|for good|bis du (?:wieder )?von mir|ohne ende|unbegrenzt)"
)
_END_OF_MONTH = re.compile(rf"\b(?:ende|end of)\s+(?P<month>{_MONTH})\b")
_END = re.compile(r"\b(?:ende|end of)\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DOTTED = re.compile(r"(?<![\d.:])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})\b)?(?!\d)")
_NAMED = re.compile(
    rf"\b(\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>\d{{4}}))?"
)
_BARE = re.compile(r"^(?:zum\s+|den\s+|the\s+)?(\d{1,2})(?:\.|st|nd|rd|th)(?=\s|,|$)(?!\s*\d)")
_HOLIDAY = re.compile(HOLIDAY)
_ENGLISH = re.compile(rf"\b(?P<month>{_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year>\d{{4}}))?")
_WEEKDAY = re.compile(rf"\b(?P<day>{LONG_WEEKDAY})\b|^(?:zum\s+|zu\s+)?(?P<short>{WEEKDAY})\b")
_PARTS_OF_DAY = (
    (re.compile(r"\b(?:abends?|evening|tonight)\b"), 18 * 60),
    (re.compile(r"\b(?:nachmittags?|afternoon)\b"), 14 * 60),
    (re.compile(r"\b(?:frueh|vormittags?|morning)\b"), 8 * 60),
)


def is_open_ended(text: str) -> bool:
    """Whether a text says that only a word of theirs ends it: "bis auf Weiteres", "bis ich mich melde"."""
    return bool(_OPEN_ENDED.search(fold(text)))


def end_of_pause(text: str, now: datetime) -> datetime | None:
    """When a pause that begins ``now`` (aware, local) ends; None if the text does not say, or too far off."""
    said = fold(text)
    end = _until(said, now) or _lasting(said, now) or _this_period(said, now)
    if end is None:
        return None
    lasts = end.astimezone(UTC) - now.astimezone(UTC)
    return end if timedelta() < lasts <= LONGEST else None


def _until(said: str, now: datetime) -> datetime | None:
    found = _UNTIL.search(said)
    if found is None:
        found = _AGAIN_FROM.search(said) if _SAYS_AGAIN.search(said) else None
    if found is None:
        return None
    rest = found["rest"]
    day, minutes = _day(rest, now.date()), _minutes(rest)
    if day is None and minutes is None:
        return None
    if day is None:
        return _next(minutes or 0, now)
    if _INCLUSIVE.search(said) and minutes is None:
        day += timedelta(days=1)
    return _at(day, minutes or 0, now)


def _minutes(rest: str) -> int | None:
    minutes = time_of_day(rest)
    if minutes is not None:
        return minutes
    return next((at for pattern, at in _PARTS_OF_DAY if pattern.search(rest)), None)


def _next(minutes: int, now: datetime) -> datetime:
    """The next time that the clock shows this."""
    end = _at(now.date(), minutes, now)
    return end if end > now else _at(now.date() + timedelta(days=1), minutes, now)


def _day(rest: str, today: date) -> date | None:
    """The day that a text names, after today or today itself where it says so."""
    return (
        _relative(rest, today)
        or _period(rest, today)
        or _dated(rest, today)
        or _on_weekday(rest, today)
        or _on_holiday(rest, today)
    )


def _relative(rest: str, today: date) -> date | None:
    if re.search(r"\b(?:uebermorgen|day after tomorrow)\b", rest):
        return today + timedelta(days=2)
    if re.search(r"\b(?:heute|heut|today|tonight)\b", rest):
        return today
    # "bis montag morgen" is Monday, in the morning.
    if re.search(r"\b(?:morgen|tomorrow)\b", rest) and not _WEEKDAY.search(rest):
        return today + timedelta(days=1)
    return None


def _period(rest: str, today: date) -> date | None:
    """The first day after, or of, a week, month or year that is named."""
    monday = today - timedelta(days=today.weekday())
    if found := _END_OF_MONTH.search(rest):
        month = _MONTH_NUMBER[found["month"]]
        year = today.year if month >= today.month else today.year + 1
        return _after_month(date(year, month, 1))
    following = bool(re.search(r"\b(?:naechste\w*|kommende\w*|next)\b", rest))
    if re.search(r"\b(?:woche|week)\b", rest) and (following or _END.search(rest)):
        return monday + timedelta(days=14 if following and _END.search(rest) else 7)
    if re.search(r"\b(?:ende|end of)\b.*\b(?:monats?|month)\b|\bmonatsende\b", rest):
        first = _after_month(today)
        return _after_month(first) if following else first
    if re.search(r"\b(?:ende|end of)\b.*\b(?:jahr(?:es)?|year)\b|\bjahresende\b", rest):
        return date(today.year + 1, 1, 1)
    return _following(5, today) if re.search(r"\b(?:wochenende|weekend)\b", rest) else None


def _dated(rest: str, today: date) -> date | None:
    if found := _ISO.search(rest):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTTED.search(rest):
        year = int(found[3]) if found[3] else None
        year = year + 2000 if year is not None and year < 100 else year
        return _coming(int(found[1]), int(found[2]), year, today)
    if found := _NAMED.search(rest):
        year = int(found["year"]) if found["year"] else None
        return _coming(int(found[1]), _MONTH_NUMBER[found["month"]], year, today)
    if found := _ENGLISH.search(rest):
        year = int(found["year"]) if found["year"] else None
        return _coming(int(found[2]), _MONTH_NUMBER[found["month"]], year, today)
    if found := _BARE.search(rest):
        return _next_bare(int(found[1]), today)
    return None


def _next_bare(day: int, today: date) -> date | None:
    """ "Bis 31.": the next month that has such a day after today."""
    month = today.replace(day=1)
    for _ in range(3):
        found = _date(month.year, month.month, day)
        if found is not None and found > today:
            return found
        month = _after_month(month)
    return None


def _on_holiday(rest: str, today: date) -> date | None:
    found = _HOLIDAY.search(rest)
    days = holiday(found["holiday"], today) if found else None
    if found and days and re.search(r"\b(?:nach|after)\s+$", rest[: found.start()]):
        return days[1] + timedelta(days=1)
    return None if days is None else days[0] if days[0] > today else days[1] + timedelta(days=1)


def _on_weekday(rest: str, today: date) -> date | None:
    found = _WEEKDAY.search(rest)
    return _following(weekday(found["day"] or found["short"]), today) if found else None


def _following(day: int, today: date) -> date:
    """The next such day of the week after today."""
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _coming(day: int, month: int, year: int | None, today: date) -> date | None:
    """A date; without a year the next one after today."""
    if year is not None:
        return _date(year, month, day)
    for candidate in range(today.year, today.year + 9):  # the 29th of February may be eight years off
        found = _date(candidate, month, day)
        if found is not None and found > today:
            return found
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _after_month(day: date) -> date:
    return day.replace(day=1) + timedelta(days=monthrange(day.year, day.month)[1])


def _lasting(said: str, now: datetime) -> datetime | None:
    """The end of a time span: hours by the clock, days and weeks by the calendar."""
    found = _DURATION.search(said)
    if found is None:
        return None
    tenths = 10
    if found["few"]:
        tenths = 30
    elif found["digits"]:
        tenths = int(found["digits"]) * 10 + int(found["tenth"] or 0)
    elif found["word"]:
        tenths = NUMBERS[found["word"]] * 10
    elif not found["half"]:
        return None
    if found["half"] and not found["digits"]:
        tenths = 5
    return _later(now, tenths, found["unit"])


def _later(now: datetime, tenths: int, unit: str) -> datetime | None:
    if unit.startswith(("min",)):
        minutes = tenths // 10
    elif unit.startswith(("st", "h")):
        minutes = tenths * 6
    else:
        days = tenths * (1 if unit.startswith(("t", "d")) else 7 if unit.startswith("w") else 30) // 10
        return now + timedelta(days=days)  # by the wall clock: the same time on another day
    return (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)


def _this_period(said: str, now: datetime) -> datetime | None:
    """ "heute nichts mehr": until the day, the week, the month is over."""
    today = now.date()
    if re.search(r"\b(?:heute|heut|today|tonight)\b", said):
        return _at(today + timedelta(days=1), 0, now)
    if re.search(r"\b(?:diese woche|this week)\b", said):
        return _at(today + timedelta(days=7 - today.weekday()), 0, now)
    if re.search(r"\b(?:diesen monat|this month)\b", said):
        return _at(_after_month(today), 0, now)
    return None


def _at(day: date, minutes: int, now: datetime) -> datetime:
    """This moment by the local clock; one that the clock skips in spring is the first one after it."""
    wanted = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=now.tzinfo)
    if wanted.astimezone(UTC).astimezone(now.tzinfo).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return wanted
    moment = wanted.replace(fold=1).astimezone(UTC)
    before = moment.astimezone(now.tzinfo).utcoffset()
    while moment.astimezone(now.tzinfo).utcoffset() == before:
        moment += timedelta(minutes=1)
    return moment.astimezone(now.tzinfo)
