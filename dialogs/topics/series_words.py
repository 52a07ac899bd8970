"""A series of meetings in words: "jeden zweiten Dienstag im Monat, bis 30. Juni 2027"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dialogs.turn import Param, Text, say

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_MONDAY = date(2024, 1, 1)


def series_text(rule: str) -> Text:
    """How often a series takes place, from its RRULE; what has no words of its own is just a series."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    until, count = parts.get("UNTIL", "")[:8], parts.get("COUNT", "")
    nth, days = _days(parts.get("BYDAY", ""))
    monthday = parts.get("BYMONTHDAY", "")
    return say(
        "series",
        freq=parts.get("FREQ", "other").lower(),
        interval=_number(parts.get("INTERVAL", "1")),
        how="days" if days and not nth else "nth" if nth else "monthday" if monthday else "plain",
        nth=_number(nth),
        days={"list": days, "style": "and"},
        monthday=_number(monthday),
        end="until" if until.isdigit() and len(until) == 8 else "count" if count.isdigit() else "open",
        until={"date": _iso(until), "style": "long"},
        count=_number(count),
    )


def _days(codes: str) -> tuple[str, list[Param]]:
    """Which one of the month, if that is said and the same for all, and the days of the week."""
    found = [code for code in codes.split(",") if code[-2:] in _CODES]
    numbers = {code[:-2].lstrip("+") for code in found}
    nth = numbers.pop() if len(numbers) == 1 else ""
    days: list[Param] = [
        {"date": (_A_MONDAY + timedelta(days=_CODES.index(code[-2:]))).isoformat(), "style": "weekday"}
        for code in found
    ]
    return nth, days


def _number(text: str) -> int:
    digits = text.lstrip("-")
    return int(text) if digits.isdigit() and len(digits) < 6 else 1


def _iso(compact: str) -> str:
    try:
        return datetime.strptime(compact, "%Y%m%d").date().isoformat()  # noqa: DTZ007 (a day)
    except ValueError:
        return _A_MONDAY.isoformat()
