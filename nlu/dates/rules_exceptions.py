"""Rules of what a series leaves out: "außer am 24.12. und an Ostern", "aber nicht im August"."""

from __future__ import annotations

from typing import Any

from nlu.dates.days import Weekday
from nlu.dates.grammar import rule
from nlu.dates.rules_days import dated
from nlu.dates.values import Except, Wrong


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
def _several(day: Any, _join: str, rest: tuple[Any, ...]) -> tuple[Any, ...]:
    return (day, *rest)


@rule(
    "exdays",
    "am/vom? <dayno> <exjoin> am? DET? <dayno> <month> <year>?"
    " | on? the? <dayno> <exjoin> <dayno> <month> <year>?"
    " | am/vom? <dayno> <exjoin> am? DET? <dayno> NUM +.",
)
def _of_one_month(*values: Any) -> tuple[Any, ...] | None:
    """ "Am 24. und 31.12."."""
    numbers = [each for each in values if isinstance(each, int)]
    if len(numbers) not in (3, 4):
        return None
    year = numbers[3] if len(numbers) > 3 else None
    days = tuple(dated(day, numbers[2], year) for day in numbers[:2])
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
