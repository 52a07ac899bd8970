"""A reading said back in full: "Dienstag, 1. Dezember 2026, 14:00 Uhr". Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from nlu.dates.reading import Choice

_DAYS = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH = {
    "de": {
        1: "ersten",
        2: "zweiten",
        3: "dritten",
        4: "vierten",
        5: "fünften",
        -1: "letzten",
        -2: "vorletzten",
    },
    "en": {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"},
}
_UNITS = {
    "DAILY": {"de": ("jeden Tag", "alle {} Tage"), "en": ("every day", "every {} days")},
    "WEEKLY": {"de": ("jede Woche", "alle {} Wochen"), "en": ("every week", "every {} weeks")},
    "MONTHLY": {"de": ("jeden Monat", "alle {} Monate"), "en": ("every month", "every {} months")},
    "YEARLY": {"de": ("jedes Jahr", "alle {} Jahre"), "en": ("every year", "every {} years")},
}
_PARTS = {
    "de": ((5, "nachts"), (9, "morgens"), (12, "vormittags"), (14, "mittags"), (18, "nachmittags"),
           (22, "abends"), (24, "nachts")),
    "en": ((5, "at night"), (12, "in the morning"), (14, "around noon"), (18, "in the afternoon"),
           (22, "in the evening"), (24, "at night")),
}  # fmt: skip
_SPACE = {"de": " bis ", "en": " to "}
_WORKDAYS = "MO,TU,WE,TH,FR"


def spell(choice: Choice, language: str = "de") -> str:
    """A reading in full, with the day of the week and the year; empty if there is none."""
    if choice.start is None:
        return ""
    lang = "en" if language == "en" else "de"
    once = _once(choice, lang)
    if not choice.recurrence:
        return once
    first = "first on" if lang == "en" else "zum ersten Mal"
    told = f"{_series(choice.recurrence, lang)}, {first} {once}"
    if not choice.exceptions:
        return told
    but = ", except on " if lang == "en" else ", außer am "
    return told + but + _and([_day(each.date(), lang) for each in choice.exceptions], lang)


def _once(choice: Choice, lang: str) -> str:
    start, end = choice.start, choice.end
    assert start is not None
    if choice.grain == "minute" or (choice.grain == "hour" and end is not None):
        return _moments(start, end, lang)
    if choice.grain == "hour":
        return f"{_day(start.date(), lang)}, {_part(start.hour, lang)}"
    told = _period(start.date(), choice.grain or "day", lang)
    return told + _SPACE[lang] + _period(end.date(), choice.grain or "day", lang) if end else told


def _moments(start: datetime, end: datetime | None, lang: str) -> str:
    clock = " Uhr" if lang == "de" else ""
    told = f"{_day(start.date(), lang)}, {start:%H:%M}"
    if end is None:
        return told + clock
    if end.date() == start.date():
        return f"{told}–{end:%H:%M}{clock}"
    return f"{told}{clock}{_SPACE[lang]}{_day(end.date(), lang)}, {end:%H:%M}{clock}"


def _day(day: date, lang: str) -> str:
    dot = "." if lang == "de" else ""
    return f"{_DAYS[lang][day.weekday()]}, {day.day}{dot} {_MONTHS[lang][day.month - 1]} {day.year}"


def _part(hour: int, lang: str) -> str:
    return next(name for until, name in _PARTS[lang] if hour < until)


def _period(first: date, grain: str, lang: str) -> str:
    if grain == "week":
        year, week, _ = first.isocalendar()
        sunday = first + timedelta(days=6)
        name = f"Woche {week}/{year}" if lang == "de" else f"week {week}/{year}"
        return f"{name} ({_day(first, lang)}{_SPACE[lang]}{_day(sunday, lang)})"
    if grain == "month":
        return f"{_MONTHS[lang][first.month - 1]} {first.year}"
    if grain == "quarter":
        number = (first.month + 2) // 3
        return f"{number}. Quartal {first.year}" if lang == "de" else f"quarter {number} of {first.year}"
    return str(first.year) if grain == "year" else _day(first, lang)


def _series(recurrence: str, lang: str) -> str:
    """An RRULE in words."""
    rule = dict(part.split("=", 1) for part in recurrence.split(";"))
    told = _rhythm(rule, lang)
    if "COUNT" in rule:
        told += f", {rule['COUNT']} Mal" if lang == "de" else f", {rule['COUNT']} times"
    if "UNTIL" in rule:
        last = datetime.strptime(rule["UNTIL"][:8], "%Y%m%d").date()  # noqa: DTZ007 (a day)
        told += (", bis " if lang == "de" else ", until ") + _day(last, lang)
    return told


def _rhythm(rule: Mapping[str, str], lang: str) -> str:  # noqa: PLR0911 (one for each kind)
    every, every_so_many = _UNITS[rule["FREQ"]][lang]
    step = int(rule.get("INTERVAL", "1"))
    told = every if step == 1 else every_so_many.format(step)
    if rule["FREQ"] == "WEEKLY" and "BYDAY" in rule:
        if rule["BYDAY"] == _WORKDAYS and step == 1:
            return (
                "jeden Werktag (Montag bis Freitag)" if lang == "de" else "every weekday (Monday to Friday)"
            )
        days = _and([_DAYS[lang][_CODES.index(code)] for code in rule["BYDAY"].split(",")], lang)
        if step == 1:
            return f"jeden {days}" if lang == "de" else f"every {days}"
        return f"{told} am {days}" if lang == "de" else f"{told} on {days}"
    if "BYSETPOS" in rule:
        place = int(rule["BYSETPOS"])
        name = _NTH[lang].get(place, f"{place}." if lang == "de" else f"{place}th")
        return f"{told} am {name} Werktag" if lang == "de" else f"{told} on the {name} workday"
    if "BYDAY" in rule:
        places = [(int(code[:-2]), _CODES.index(code[-2:])) for code in rule["BYDAY"].split(",")]
        names = _and([_NTH[lang].get(nth, str(nth)) for nth, _ in places], lang)
        if len({day for _, day in places}) == 1:
            names += f" {_DAYS[lang][places[0][1]]}"
        else:
            names = _and([f"{_NTH[lang].get(nth, str(nth))} {_DAYS[lang][day]}" for nth, day in places], lang)
        return f"{told} am {names}" if lang == "de" else f"{told} on the {names}"
    if "BYMONTHDAY" in rule:
        return f"{told} {_month_day(rule, lang)}"
    return told


def _month_day(rule: Mapping[str, str], lang: str) -> str:
    several = [int(each) for each in rule["BYMONTHDAY"].split(",")]
    day = several[0]
    if len(several) > 1:
        names = [f"{each}." if lang == "de" else str(each) for each in several]
        return f"am {_and(names, lang)}" if lang == "de" else f"on days {_and(names, lang)}"
    if day < 0:
        return "am letzten Tag" if lang == "de" else "on the last day"
    month = f" {_MONTHS[lang][int(rule['BYMONTH']) - 1]}" if "BYMONTH" in rule else ""
    return f"am {day}.{month}" if lang == "de" else f"on day {day}{' of' if month else ''}{month}"


def _and(names: list[str], lang: str) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + (" und " if lang == "de" else " and ") + names[-1]
