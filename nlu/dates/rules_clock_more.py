"""Rules of clock times that are counted from others: "zwei Stunden nach Mitternacht", "half past six pm"."""

from __future__ import annotations

from nlu.dates.grammar import rule
from nlu.dates.rules_clock import NOON, before, clock, of_half
from nlu.dates.values import DAY, Clock, Length, SameTime, Wrong


@rule(
    "sametime",
    "zur/um selben/gleichen/dieselbe/gleiche/selbe zeit/uhrzeit"
    " | um die gleiche/selbe/dieselbe zeit/uhrzeit | same time | at the same time"
    " | gleiche uhrzeit/zeit | zur gleichen/selben zeit | selbe uhrzeit/zeit | dieselbe uhrzeit/zeit",
)
def _same_time() -> SameTime:
    return SameTime()


@rule("wrong", "<sametime> as/wie")
def _same_as(_same: SameTime) -> Wrong:
    return Wrong()


@rule("time", "<length> nach/after MIDNIGHT | <length> nach/after NOON | <length> nach/after <point>")
def _long_after(length: Length | Wrong, at: Clock | Wrong | int) -> Clock | Wrong | None:
    return _shifted(length, at, 1)


@rule("time", "<length> vor/before MIDNIGHT | <length> vor/before NOON | <length> vor/before <point>")
def _long_before(length: Length | Wrong, at: Clock | Wrong | int) -> Clock | Wrong | None:
    return _shifted(length, at, -1)


def _shifted(length: Length | Wrong, at: Clock | Wrong | int, sign: int) -> Clock | Wrong | None:
    """ "Zwei Stunden nach Mitternacht"."""
    if isinstance(length, Wrong) or isinstance(at, Wrong):
        return Wrong()
    known = Clock(at) if isinstance(at, int) else at
    return Clock((known.minute + sign * length.minutes) % DAY, known.kind) if length.minutes else None


@rule("time", "SHORT vor/before MIDNIGHT | SHORT vor/before NOON | SHORT vor mittag")
def _short_of(*values: int | str) -> Clock:
    middle = NOON if len(values) == 1 or values[-1] == NOON else DAY
    return Clock(middle - 5)


@rule("time", "SHORT nach/after MIDNIGHT | SHORT nach/after NOON | SHORT nach mittag")
def _short_past(*values: int | str) -> Clock:
    middle = NOON if len(values) == 1 or values[-1] == NOON else 0
    return Clock(middle + 5)


@rule("time", "ART? viertelstunde vor <hour> | a quarter of an hour before <hour>")
def _quarter_before(*values: int | str | None) -> Clock | Wrong | None:
    return before(int(values[-1] or 0), 15)


@rule("time", "ART? viertelstunde nach <hour> | a quarter of an hour after <hour>")
def _quarter_after(*values: int | str | None) -> Clock | Wrong:
    return clock(int(values[-1] or 0), 15)


def _register_spoken() -> None:
    """ "Half past six pm", "quarter to nine am"."""
    for words, minutes in (
        ("half past/after", 30), ("QUARTER past/after", 15), ("a quarter past/after", 15),
        ("QUARTER to/before", -15), ("a quarter to/before", -15),
    ):  # fmt: skip

        def spoken(*values: int | str, minutes: int = minutes) -> Clock | Wrong:
            hour, half = int(values[-2]), str(values[-1])
            found = of_half(hour, 0, half)
            return found if isinstance(found, Wrong) else Clock((found.minute + minutes) % DAY)

        rule("time", f"{words} <hour> AMPM")(spoken)


_register_spoken()
