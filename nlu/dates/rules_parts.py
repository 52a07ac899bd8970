"""Rules of parts of the day: "früh am Morgen", "am späten Nachmittag", "nach dem Mittag"."""

from __future__ import annotations

from typing import Any

from nlu.dates.days import Shifted, Weekday
from nlu.dates.grammar import rule
from nlu.dates.rules_clock import clock
from nlu.dates.values import Clock, Length, Part, Wrong
from nlu.dates.words import PARTS


@rule("part", "nachts")
def _at_night() -> Part:
    return Part("night", adverb=True)


@rule("part", "PART | am/zum/gegen/zur PART | in der PART | in the PART | at PART | ON DET PART")
def _part(*values: str) -> Part:
    return Part(values[-1])


@rule("part", "am MORGEN | an diesem MORGEN | am fruehen MORGEN | in den MORGEN | gegen MORGEN")
def _in_the_morning(*_values: int) -> Part:
    return Part("morning")


@rule(
    "part",
    "frueh am MORGEN | in aller frueh/fruehe | frueh morgens | early in the morning | very early"
    " | early morning",
)
def _early_morning(*_values: int | str) -> Part:
    return Part("morning", -1)


@rule(
    "part",
    "am? spaeten PART | spaet am PART | late in the PART | in the late PART | late PART"
    " | spaet PART | spaeter PART",
)
def _late(*values: str | None) -> Part:
    return Part(str(values[-1]), 1)


@rule(
    "part",
    "am? fruehen PART | frueh am PART | early in the PART | in the early PART | early PART | frueher PART",
)
def _early(*values: str | None) -> Part:
    return Part(str(values[-1]), -1)


@rule(
    "part",
    "nach dem? mittag | nachm mittag | nach dem? mittagessen | after lunch"
    " | nach der mittagspause | nachm essen | nach dem essen",
)
def _after_lunch(*_values: str) -> Part:
    return Part("lunch", 1)


@rule(
    "part",
    "vor dem? mittag | vor dem? mittagessen | vor der mittagspause | before lunch | vorm mittag"
    " | vorm mittagessen",
)
def _before_lunch(*_values: str) -> Part:
    return Part("lunch", -1)


@rule(
    "part",
    "in der mittagspause | ueber mittag | over lunch | zum mittagessen | at lunch"
    " | beim mittagessen | zu mittag",
)
def _lunch(*_values: str) -> Part:
    return Part("noon")


@rule(
    "part",
    "nach der arbeit/schule | nach feierabend | after work | after school | zum feierabend"
    " | nach der fruehschicht",
)
def _unsure(*_values: str) -> Wrong:
    return Wrong()


@rule("morning", "am/an? DET? PART vor DET? <day> | on? DET? PART before DET? <day>")
def _part_before(*values: object) -> tuple[object, Part] | None:
    """ "Am Abend vor Heiligabend"."""
    return _beside(values, -1)


@rule("morning", "am DET? PART nach DET? <feast> | on DET? PART after DET? <feast>")
def _part_after(*values: object) -> tuple[object, Part] | None:
    return _beside(values, 1)


def _beside(values: tuple[object, ...], sign: int) -> tuple[object, Part] | None:
    base: Any = values[-1]
    part = next((str(each) for each in values if each in PARTS), None)
    if part is None or not hasattr(base, "resolve"):
        return None
    return Shifted(base, Length(days=1, unit="day"), sign), Part(part)


@rule(
    "morning",
    "NUM in the PART | CARD in the PART | NUM at PART",
)
def _hour_of_part(hour: int, part: str | None = None) -> tuple[Clock, Part] | Wrong | None:
    """ "8 in the morning"."""
    found = clock(hour)
    return (found, Part(part)) if isinstance(found, Clock) and part else None


def _register_adverbs() -> None:
    for word, part in (("abends", "evening"), ("morgens", "morning"), ("nachmittags", "afternoon"),
                       ("vormittags", "forenoon"), ("mittags", "noon")):  # fmt: skip

        def adverb(hour: int, part: str = part) -> tuple[Clock, Part] | None:
            found = clock(hour)
            return (found, Part(part)) if isinstance(found, Clock) else None

        rule("morning", f"NUM {word} | CARD {word}")(adverb)


_register_adverbs()


@rule(
    "morning",
    "in der nacht von/vom <weekday> auf/zu/zum DET? <weekday> | nacht von/vom <weekday> auf/zu/zum <weekday>",
)
def _night_between(*values: object) -> tuple[object, Part] | Wrong:
    first, last = [each for each in values if isinstance(each, Weekday)]
    return (first, Part("night")) if (last.day - first.day) % 7 == 1 else Wrong()


@rule("morning", "in der nacht zum/auf/zu DET? <weekday> | nacht zum/auf <weekday>")
def _night_before(*values: object) -> tuple[object, Part]:
    """The night to Saturday begins on Friday."""
    day = next(each for each in values if isinstance(each, Weekday))
    return Weekday((day.day - 1) % 7, day.which), Part("night")
