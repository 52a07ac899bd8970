"""What is asked while a meeting is planned, one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dialogs.topics.drafting import Draft, asking
from dialogs.topics.planning_draft import clock_of, day_of, minutes_of, readings_of
from dialogs.topics.planning_times import HOUR, wall_of
from dialogs.topics.series_words import series_text
from dialogs.turn import Option, Param, Reply, Text, Turn, say
from storage.services.contacts import Named

MOST_GROUPS = 10
OFFERED = (9, 10, 14, 16)
"""Hours at which offices meet."""

_OFFERED_IN = {8: (8, 9, 10), 9: (9, 10, 11), 12: (12, 13), 14: (14, 15, 16), 18: (18, 19, 20)}
"""The same for a part of the day that was said, by the hour at which it begins (nlu.dates)."""


def ask_group(turn: Turn, draft: Draft, groups: Sequence[Named], text: Text, *, for_all: bool) -> Reply:
    """For whom? Only what the viewer may plan for is offered."""
    options = [
        Option(say("label", label=group.name), "planning.group", {"group": group.id})
        for group in groups[:MOST_GROUPS]
    ]
    if for_all:
        options.append(Option(say("option-planning-all"), "planning.group", {"everybody": True}))
    return asking(turn, "planning.group", draft, text, options)


def ask_when(turn: Turn, draft: Draft, step: str = "planning.when", problem: str = "") -> Reply:
    """When? With what was wrong about the time that was said."""
    known = {"past": "planning-past", "vague": "planning-vague", "unclear": "planning-unclear"}
    key = known.get(problem, "planning-ask-when")
    if not problem and clock_of(draft) is not None and day_of(draft) is None:
        key = "planning-ask-day"
    return asking(turn, step, {**draft, "problem": ""}, say(key))


def ask_reading(turn: Turn, draft: Draft, step: str = "planning.reading") -> Reply:
    """Which of the readings of a time?"""
    readings = readings_of(draft)
    options = [
        Option(_label(turn, one, draft), step, {"reading": number}) for number, one in enumerate(readings)
    ]
    return asking(turn, step, draft, say("planning-which-time"), options)


def ask_clock(turn: Turn, draft: Draft, step: str = "planning.clock") -> Reply:
    """At what time? The hours of meetings are offered, as far as they are to come."""
    day = day_of(draft) or turn.today
    part = draft.get("part")
    hours = _OFFERED_IN.get(part, OFFERED) if isinstance(part, int) else OFFERED
    now = turn.now.astimezone(turn.network.zone)
    ahead = [hour for hour in hours if day > now.date() or hour > now.hour]
    options = [Option(say("option-clock", time=f"{hour}:00"), step, {"clock": hour * HOUR}) for hour in ahead]
    return asking(turn, step, draft, say("planning-ask-clock", **_day(day)), options)


def _label(turn: Turn, reading: Mapping[str, Any], draft: Draft) -> Text:
    """One reading as a button, with what is known otherwise."""
    day = day_of(reading) or day_of(draft)
    clock = clock_of(reading)
    if day is None and clock is not None:
        return say("option-clock", time=f"{clock // HOUR}:{clock % HOUR:02}")
    if day is None:
        return say("option-clock", time="")
    series = reading.get("rrule")
    every: Param = {"text": series_text(str(series)).as_json()} if series else "none"
    shown = f"{clock // HOUR}:{clock % HOUR:02}" if clock is not None else "none"
    return say("option-planning-time", time=shown, series=every, **_day(day))


def _day(day: date) -> dict[str, Param]:
    iso = day.isoformat()
    return {"weekday": {"date": iso, "style": "weekday"}, "day": {"date": iso, "style": "long"}}


def is_past(turn: Turn, draft: Draft) -> bool:
    """Whether what is planned would be over already."""
    day, clock = day_of(draft), clock_of(draft)
    if day is None or clock is None or draft.get("rrule"):
        return False
    end = wall_of(day, clock) + timedelta(minutes=minutes_of(draft))
    return end <= turn.now.astimezone(turn.network.zone).replace(tzinfo=None)
