"""Which hour is meant: "um 3" is in the afternoon, "um 8" in the morning, "um 7 abends" is 19:00. Pure.

Meetings are held between 7 and 20 o'clock; where people would disagree, there is a second reading.
"""

from __future__ import annotations

from nlu.dates.values import DAY, Clock, ClockSpan, Part

_HALF = 720
_HOUR = 60
_WINDOWS = {
    "morning": (180, 719), "forenoon": (300, 779), "noon": (660, 899), "afternoon": (720, 1139),
    "evening": (960, DAY), "lunch": (660, 899),
}  # fmt: skip
"""From which to which minute a time can be in this part of the day."""

_STARTS = {
    "morning": 480,
    "forenoon": 540,
    "noon": 720,
    "afternoon": 840,
    "evening": 1080,
    "night": 1320,
    "lunch": 720,
}
_EARLY = {"morning": 360, "forenoon": 540, "afternoon": 780, "evening": 1020, "lunch": 660, "night": 1260}
_LATE = {
    "morning": 600,
    "forenoon": 660,
    "afternoon": 960,
    "evening": 1260,
    "lunch": 780,
    "noon": 780,
    "night": 1380,
}
_NIGHT_FROM, _NIGHT_TO = 20 * 60, 6 * 60


def start_of(part: Part) -> int:
    """When a part of the day begins, in minutes."""
    table = _LATE if part.late > 0 else _EARLY if part.late < 0 else _STARTS
    return table.get(part.name, _STARTS[part.name])


def minutes_of(clock: Clock, part: Part | None, *, today: bool = False, english: bool = False) -> list[int]:
    """The readings of a time, the likeliest first; from 1440 on of the next day. Empty if none fits."""
    if clock.kind == "midnight":
        return [DAY] if today or (part and part.name == "night") else [DAY, 0]
    if part is not None:
        if clock.kind == "exact":
            return _within([clock.minute], part)
        said = (clock.minute, *clock.also)
        return [found for each in said for found in _within([each % _HALF, each % _HALF + _HALF], part)]
    if clock.kind == "exact":
        return [clock.minute, *clock.also]
    return [
        *_of_twelve(clock, english=english),
        *((minute + _HALF if minute < 6 * _HOUR else minute) for minute in clock.also),
    ]


def _of_twelve(clock: Clock, *, english: bool) -> list[int]:
    minute = clock.minute
    hour = minute // _HOUR
    if hour < 6:
        literal = clock.kind == "written" and not english
        return [minute + _HALF, minute] if literal else [minute + _HALF]
    if hour == 6:
        return [minute, minute + _HALF] if clock.kind == "written" else [minute + _HALF, minute]
    if hour == 7 and clock.kind != "written":
        return [minute, minute + _HALF]
    return [minute]


def _within(minutes: list[int], part: Part) -> list[int]:
    if part.name == "night":
        return [m if m >= _NIGHT_FROM else m + DAY for m in minutes if m >= _NIGHT_FROM or m <= _NIGHT_TO]
    first, last = _WINDOWS[part.name]
    if part.name == "evening" and DAY not in minutes and 0 in minutes:
        minutes = [*minutes, DAY]
    return [minute for minute in minutes if first <= minute <= last]


def span_of(span: ClockSpan, part: Part | None, *, english: bool = False) -> list[tuple[int, int]]:
    """The readings of a range of times; an end before the start is on the next day."""
    first, last = span.first, span.last
    if last.kind == "exact" and first.kind != "exact" and part is None:
        end = last.minute if last.minute else DAY
        return _towards(first, end)
    found = []
    for start in minutes_of(first, part, today=True, english=english):
        after = _end_after(start, last)
        if after is not None:
            found.append((start, after))
    return found


def _towards(first: Clock, end: int) -> list[tuple[int, int]]:
    """The start of twelve hours that fits an end that is sure: "2 and 4pm", "11 to 1pm", "9 bis 17 Uhr"."""
    starts = [minute for minute in (first.minute % _HALF, first.minute % _HALF + _HALF) if minute < end]
    if first.minute == _HALF:
        starts = [_HALF] if end > _HALF else []
    if not starts:
        return []
    usual = [start for start in minutes_of(first, None, english=True) if start in starts]
    afternoon = [start for start in starts if start >= _HALF and end - start <= 6 * _HOUR]
    if afternoon and first.kind == "said" and first.minute // _HOUR < 10:
        return [(afternoon[0], end)]
    return [((usual or starts)[0], end)]


def _end_after(start: int, last: Clock) -> int | None:
    if last.kind == "midnight" or last.minute == DAY or (last.kind == "exact" and last.minute == 0):
        return DAY
    if last.kind == "exact":
        return last.minute if last.minute > start else last.minute + DAY
    ends = [last.minute % _HALF + shift for shift in (0, _HALF, DAY)]
    return next((end for end in ends if end > start), None)
