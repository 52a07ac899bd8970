"""Rules of what a series leaves out: "außer am 24.12. und an Ostern", "aber nicht im August"."""

from __future__ import annotations

from typing import Any

from nlu.dates.days import DayRange, MonthDay, Weekday
from nlu.dates.grammar import rule
from nlu.dates.rules_days import dated
from nlu.dates.values import Except, Wrong

_MONTHS = 12


@rule(
    "but",
    "ausser/except/excluding/ausgenommen/ohne/nicht/not | nur/aber/jedoch nicht | but not | nicht aber"
    " | except for/on/in | mit ausnahme von/vom/des/der | apart from | ausser jeweils | without",
)
def _but(*_values: object) -> str:
    return "but"


@rule("exday", "am/on? <weekday> ,? DET? <date>")
def _named_twice(*values: Any) -> tuple[Any, ...] | None:
    """ "Montag, 29. März": both have to be true."""
    found = tuple(each for each in values if hasattr(each, "resolve"))
    return found if len(found) == 2 else None


@rule("exday", "<day> | <monthday> | <dayrange> | an/am/in/im/on/von/vom/zu/zum/ueber <day> | am <dayrange>")
def _one(*values: Any) -> Any:
    return values[-1]


@rule("exday", "WEEKLY | on WEEKLY")
def _weekly(*values: Any) -> Weekday:
    return Weekday(int(values[-1]))


@rule("exjoin", "und/and/,/&/oder/or/sowie | , und/and/oder")
def _join(*_values: object) -> str:
    return "and"


@rule("exdays", "<exday>")
def _last(day: Any) -> tuple[Any, ...]:
    return (day,)


@rule("exdays", "<exday> <exjoin> <exdays>")
def _several(day: Any, _join: str, rest: tuple[Any, ...]) -> tuple[Any, ...] | None:
    open_ended = isinstance(day, MonthDay) and day.month is None
    if open_ended and any(isinstance(other, DayRange) or getattr(other, "month", None) for other in rest):
        return None  # "24., 25. … und 26.12.": of which month the first ones are, is said at the end
    return (day, *rest)


@rule(
    "exdays",
    "am/vom? <dayno> <exjoin> am? DET? <dayno> <month> <year>?"
    " | on? the? <dayno> <exjoin> <dayno> <month> <year>?"
    " | am/vom? <dayno> <exjoin> am? DET? <dayno> NUM +."
    " | am? <dayno> , <dayno> <exjoin> <dayno> NUM +. | am? <dayno> , <dayno> <exjoin> <dayno> <month>",
)
def _of_one_month(*values: Any) -> tuple[Any, ...] | None:
    """ "Am 24. und 31.12."."""
    numbers = [each for each in values if isinstance(each, int)]
    year = numbers.pop() if numbers[-1] > _MONTHS else None
    *named, month = numbers
    days = tuple(dated(day, month, year) for day in named)
    return None if any(isinstance(day, Wrong) for day in days) else days


@rule("except", "<but> <exdays>")
def _except(_but: str, days: tuple[Any, ...]) -> Except | None:
    return None if any(isinstance(day, Wrong) for day in days) else Except(days)


@rule(
    "holidays",
    "ferien/schulferien/sommerferien/herbstferien/winterferien/osterferien/weihnachtsferien/pfingstferien"
    " | feiertagen/feiertags/feiertage/feiertag | holidays/vacation/vacations | school/public/bank holidays"
    " | gesetzlichen feiertagen | urlaub",
)
def _holidays() -> str:
    return "holidays"


@rule("except", "<but> an/in/im/am/on/during/zu? DET? <holidays>")
def _holiday(*_values: object) -> Except:
    """ "Außer in den Ferien": when these are is not known here."""
    return Except()
