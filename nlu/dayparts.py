"""Times of a day and days of the week as people say them: "zwischen 22 und 7 uhr", "am Wochenende".

Only what settings need; German and English, spelt with or without umlauts. Pure: text in, numbers out.
"""

from __future__ import annotations

import re

DAY = 24 * 60
"""Minutes of a day."""

EVENING, MORNING = 22 * 60, 7 * 60
"""What "nachts" means, and until when "nach 18 Uhr" lasts."""

WEEKEND = 0b1100000
ALL_WEEK = 0b1111111

NUMBERS = {
    "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eins": 1, "zwei": 2, "drei": 3, "vier": 4,
    "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwoelf": 12,
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
"""Numbers in words, folded."""

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "’": "'", "–": "-", "—": "-"})

WEEKDAYS = (
    ("montag", "mo", "monday", "mon"),
    ("dienstag", "di", "tuesday", "tue", "tues"),
    ("mittwoch", "mi", "wednesday", "wed"),
    ("donnerstag", "do", "thursday", "thu", "thurs"),
    ("freitag", "fr", "friday", "fri"),
    ("samstag", "sa", "saturday", "sat", "sonnabend"),
    ("sonntag", "so", "sunday", "sun"),
)
_SHORTEST = 3  # "so", "do" and "mi" are words of their own
_DAY_NUMBER = {name: number for number, names in enumerate(WEEKDAYS) for name in names}
WEEKDAY = "|".join(sorted(_DAY_NUMBER, key=len, reverse=True))
LONG_WEEKDAY = "|".join(
    sorted((name for name in _DAY_NUMBER if len(name) >= _SHORTEST), key=len, reverse=True)
)

_NUMBER = "|".join(sorted((word for word in NUMBERS if word not in ("a", "an")), key=len, reverse=True))
CLOCK = (
    rf"(?:(?P<half{{0}}>halb)\s+)?(?:(?P<hour{{0}}>\d{{{{1,2}}}})(?:[:.](?P<minute{{0}}>\d{{{{2}}}}))?"
    rf"(?!\d)(?!\.?\d)|(?P<word{{0}}>{_NUMBER})\b|(?P<name{{0}}>mitternacht|midnight|mittags?|noon))"
    r"\s*(?P<unit{0}>uhr|h\b|a\.?m\b\.?|p\.?m\b\.?|o'clock)?"
    r"(?:(?<=uhr)\s*(?P<past{0}>\d{{2}})(?![\d.:])(?!\s*(?:uhr|min|std|stunde|tag|woche)))?"
)
"""A time of the day; ``{0}`` makes the names of its groups differ where two stand in one pattern."""

_ALONE = re.compile(CLOCK.format(""))
_RANGE = re.compile(
    rf"(?P<said>zwischen|between|von|from)?\s*\b{CLOCK.format(1)}\s*"
    rf"(?:-|bis|und|and|to|until|till)\s*(?:um\s+)?{CLOCK.format(2)}"
)
_FROM_ON = re.compile(rf"\b(?:nach|ab|after|from)\s+{CLOCK.format('')}")
_BEFORE = re.compile(rf"\b(?:vor|before)\s+{CLOCK.format('')}")
_NIGHT = re.compile(r"\b(?:nachts|in der nacht|ueber nacht|at night|nights|overnight)\b")
_QUIET = re.compile(r"ruhezeit|ruhe|quiet|uhr|\dh\b")
_WEEKEND = re.compile(r"\b(?:wochenenden?|weekends?)\b")
_THIS_WEEKEND = re.compile(
    r"\b(?:dies\w*|this|nur dieses?|naechst\w*|kommend\w*|next) (?:wochenende|weekend)\b"
)
_EACH = re.compile(
    rf"\b(?P<adverb>{LONG_WEEKDAY})s\b|\b(?:jede[nrs]?|immer|every|each)\s+(?:am\s+|on\s+)?(?P<each>{LONG_WEEKDAY})s?\b"
)
_ONLY = re.compile(
    rf"\b(?:nur|bloss|only)\s+(?:noch\s+)?(?:von\s+|from\s+)?(?P<first>{WEEKDAY})s?\s*(?:-|bis|to|till|until)\s*"
    rf"(?P<last>{WEEKDAY})s?\b"
)


def fold(text: str) -> str:
    """A text in the form in which the patterns here read it."""
    return " ".join(text.casefold().translate(_FOLDED).split())


def weekday(word: str) -> int:
    """The number of a day of the week, Monday 0, by one of its folded names."""
    return _DAY_NUMBER[word]


def clock_of(found: re.Match[str], suffix: str = "") -> int | None:
    """The minutes after midnight of a match of ``CLOCK``; None if there is no such time."""
    unit = (found[f"unit{suffix}"] or "").replace(".", "")
    if found[f"name{suffix}"]:
        return 12 * 60 if found[f"name{suffix}"].startswith(("mittag", "noon")) else 0
    word = found[f"word{suffix}"]
    hour = NUMBERS[word] if word else int(found[f"hour{suffix}"])
    minute = int(found[f"minute{suffix}"] or found[f"past{suffix}"] or 0)
    if unit in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if unit == "pm" else 0)
    if found[f"half{suffix}"]:
        hour, minute = hour - 1, 30
    if minute > 59 or not 0 <= hour <= 24 or (hour == 24 and minute):
        return None
    return (hour * 60 + minute) % DAY


def time_of_day(text: str) -> int | None:
    """The one time that a folded text says plainly ("14 uhr", "5 pm", "9:30", "mittag"); else None."""
    for found in _ALONE.finditer(text):
        plain = found["unit"] or found["minute"] or found["name"] or found["half"]
        if plain and (minutes := clock_of(found)) is not None:
            return minutes
    return None


def quiet_hours(text: str) -> tuple[int, int] | None:
    """Between which times of each day somebody wants quiet, in minutes after midnight; else None."""
    said = fold(text)
    for found in _RANGE.finditer(said):
        hours = _range(found, told=bool(_QUIET.search(said)))
        if hours is not None:
            return hours
    if _NIGHT.search(said):
        return EVENING, MORNING
    if (found_from := _FROM_ON.search(said)) and (start := _plain(found_from)) is not None:
        return None if start == MORNING else (start, MORNING)
    if (found_before := _BEFORE.search(said)) and (end := _plain(found_before)):
        return 0, end
    return None


def _range(found: re.Match[str], *, told: bool) -> tuple[int, int] | None:
    start, end = clock_of(found, "1"), clock_of(found, "2")
    units = found["unit1"] or found["unit2"] or found["minute1"] or found["minute2"]
    if start is None or end is None or start == end or not (units or told or found["said"] in _BETWEEN):
        return None
    first, second = found["unit1"], found["unit2"]
    if second and not first and second.startswith("p") and 0 < start < end - 12 * 60 and start <= 12 * 60:
        start += 12 * 60  # "from 3 to 5 pm"
    return start, end


_BETWEEN = ("zwischen", "between")


def _plain(found: re.Match[str]) -> int | None:
    """A time that says that it is one: "nach 18 uhr", but not "nach 3 tagen"."""
    if not (found["unit"] or found["minute"] or found["name"] or found["half"]):
        return None
    return clock_of(found)


def only_days(text: str) -> bool:
    """Whether a text names all days that are left: "nur Montag bis Mittwoch"."""
    return bool(_ONLY.search(fold(text)))


def days_off(text: str) -> int | None:
    """On which days of each week somebody wants to hear nothing, bit 0 Monday to bit 6 Sunday; else None."""
    said = fold(text)
    if only := _ONLY.search(said):
        first, last = weekday(only["first"]), weekday(only["last"])
        working = {(first + step) % 7 for step in range((last - first) % 7 + 1)}
        off = sum(1 << day for day in range(7) if day not in working)
        return off or None
    off = WEEKEND if _WEEKEND.search(said) and not _THIS_WEEKEND.search(said) else 0
    for found in _EACH.finditer(said):
        off |= 1 << weekday(found["adverb"] or found["each"])
    return off if 0 < off < ALL_WEEK else None
