"""Rules of times in a sentence: "so um 10 rum", "von 10 bis 12", "10 oder 11 Uhr"."""

from __future__ import annotations

from typing import Any

from nlu.dates.grammar import rule
from nlu.dates.rules_clock import LAST_HOUR, clock
from nlu.dates.values import Clock, ClockSpan, Edge, Wrong

_MONTHS = 12


@rule(
    "at",
    "AT | so um/gegen | so AT | um AT | um ca . | AT um | ca . | ca . um | at about/around"
    " | at AT | immer um | jeweils um | ab um | am AT | um so",
)
def _at(*_values: str | None) -> str:
    return "at"


@rule("bare", "NUM | CARD | eins")
def _bare(value: int | str = 1) -> Clock | Wrong | None:
    return clock(int(value)) if int(value) <= LAST_HOUR else Wrong()


@rule("bare", "D3 | D4")
def _bare_digits(value: int) -> Clock | None:
    found = clock(value // 100, value % 100, "exact")
    return found if isinstance(found, Clock) and value >= 100 else None


@rule("clock", "<at>? <time> <about>? | <at> <bare> <about>?")
def _clock(_at: str | None, found: Clock | Wrong, _about: str | None) -> Clock | Wrong:
    return found


@rule(
    "about",
    "rum | herum | sharp | ish | - ish | oder so | puenktlich | or so | genau | oclock | s . t . | c . t .",
)
def _about() -> str:
    return "about"


@rule("clockspan", "<end> <to> <end> | FROM <end> <to> <end> | BETWEEN <end> AND <end> | um <end> <to> <end>")
def _clockspan(*values: Any) -> ClockSpan | Wrong | None:
    ends: list[Any] = [each for each in values if isinstance(each, Clock | Wrong | tuple)]
    first, last = ends
    if isinstance(first, Wrong) or isinstance(last, Wrong):
        return Wrong()
    prefixed = isinstance(values[0], str)
    first, first_bare = first if isinstance(first, tuple) else (first, False)
    last, last_bare = last if isinstance(last, tuple) else (last, False)
    if isinstance(first, Wrong) or isinstance(last, Wrong):
        return None
    if first_bare and last_bare and not prefixed:
        return None
    return ClockSpan(first, last)


@rule("end", "<time> | um <time>")
def _end_time(found: Clock | Wrong) -> Clock | Wrong:
    return found


@rule("end", "<bare> | um <bare>")
def _end_bare(found: Clock | Wrong) -> tuple[Clock | Wrong, bool]:
    return found, True


@rule("barespan", "<bare> <to> <bare> | <bare> <to> <barehalf>")
def _bare_span(first: Clock | Wrong, _to: str, last: Clock | Wrong) -> ClockSpan | None:
    """ "10-11", where a day stands before it."""
    return ClockSpan(first, last) if isinstance(first, Clock) and isinstance(last, Clock) else None


@rule("barehalf", "D1 +. +D2 | D2 +. +D2")
def _bare_half(hour: int, minute: int) -> Clock | Wrong | None:
    """ "11.30" as an end: what is no date."""
    return clock(hour, minute) if minute > _MONTHS else None


@rule("openspan", "NUM bis/to/until/till <bare> | CARD bis/until/till <bare>")
def _open_span(hour: int, last: Clock | Wrong) -> ClockSpan | None:
    """ "10 bis 12", said alone or beside a day."""
    first = clock(hour)
    return ClockSpan(first, last) if isinstance(first, Clock) and isinstance(last, Clock) else None


@rule(
    "clockspan",
    "beginn/start/anfang :? <end> , <close> <end> | beginn/start/anfang :? <end> <close> <end>"
    " | beginn/start/anfang :? <end> und/and/& <close> <end> | <end> beginn/start , <end> ende/schluss",
)
def _begin_end(*values: Any) -> ClockSpan | Wrong | None:
    """ "Beginn 10, Ende 12 Uhr"."""
    ends = [each[0] if isinstance(each, tuple) else each for each in values if not isinstance(each, str)]
    clocks = [each for each in ends if isinstance(each, Clock)]
    if any(isinstance(each, Wrong) for each in ends):
        return Wrong()
    return ClockSpan(*clocks) if len(clocks) == 2 else None


@rule("close", "ende/schluss/bis/end/finish :? | ende/schluss gegen/um")
def _close(*_values: object) -> str:
    return "close"


@rule(
    "clock",
    "lieber/eher/besser <bare> statt/anstatt <clock> | <bare> statt/anstatt <time>"
    " | <bare> instead of <time>",
)
def _rather(found: Clock | Wrong, *_old: object) -> Clock | Wrong:
    """ "Lieber 17 statt 16 Uhr"."""
    return found


@rule("to", "bis/until/till/til/to/-/through/~ | bis um | bis ca .? | bis etwa/gegen/circa")
def _to_word(*_values: str) -> str:
    return "to"


@rule(
    "either",
    "<at>? <bare> oder/or <time> | <at>? <bare> oder/or <bare> OCLOCK | <at> <bare> oder/or <at>? <bare>",
)
def _either(*values: object) -> tuple[object, ...] | None:
    """ "10 oder 11 Uhr"."""
    clocks = [each for each in values if isinstance(each, Clock)]
    return (clocks[0], Edge("or"), clocks[1]) if len(clocks) == 2 else None
