"""The draft of a meeting: what is known of it so far, as plain values in the conversation's state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.topics.drafting import Draft
from dialogs.topics.planning_reading import Sentence
from dialogs.topics.planning_times import DAY, When, adapted, wall_of
from dialogs.turn import Turn
from storage.services.meetings import LONGEST_TITLE, Plan
from storage.services.names import name_of

USUAL_MINUTES = 60
"""How long a meeting is planned where nobody says; the card says so."""

_MOST = 2**31
"""Numbers in the store are smaller."""

_FEMININE = re.compile(r"gruppe|\bag\b|arge|runde|initiative|konferenz|werkstatt|\bfg\b", re.I)


def with_sentence(draft: Draft, said: Sentence) -> Draft:
    """The draft with what a further sentence says; a time of which a part was said keeps the other part."""
    changed = {**draft, **said.words.details}
    if said.words.online and said.words.link is None and draft.get("place") and said.words.place == "online":
        changed["place"] = "online"
    return with_when(changed, said.when, said.words.minutes)


def with_when(draft: Draft, when: When, minutes: int | None = None) -> Draft:
    """The draft with a time; ``readings`` to be asked among replace what was known of it."""
    changed = dict(draft)
    long = minutes if minutes is not None else when.minutes
    if when.readings:
        changed["readings"] = [one.as_json() for one in when.readings]
        changed["minutes"] = long if long is not None else draft.get("minutes")
        return changed
    if when.day is not None:
        changed |= {
            "day": when.day.isoformat(),
            "rrule": when.rrule or _kept_rule(draft, when.day),
            "part": when.part,
        }
        changed["readings"] = []
    if when.clock is not None:
        changed["clock"] = when.clock
    if long is not None:
        changed["minutes"] = long
    elif when.until is not None and isinstance(changed.get("clock"), int):
        changed["minutes"] = (when.until - int(changed["clock"])) % DAY or None
    return changed


def _kept_rule(draft: Draft, day: date) -> str:
    """A series whose first day is corrected keeps its rhythm from there on; else it has to be said anew."""
    before, rule = day_of(draft), str(draft.get("rrule") or "")
    return (adapted(rule, before, day) or "") if before is not None and rule else ""


def day_of(draft: Mapping[str, Any]) -> date | None:
    """The day of a draft, if it holds one that can be read."""
    try:
        return date.fromisoformat(str(draft.get("day") or ""))
    except ValueError:
        return None


def clock_of(draft: Mapping[str, Any]) -> int | None:
    """The time of the day of a draft in minutes, if it holds one."""
    clock = draft.get("clock")
    return clock if isinstance(clock, int) and 0 <= clock < DAY else None


def readings_of(draft: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The readings of a time among which is asked."""
    readings = draft.get("readings")
    return [one for one in readings if isinstance(one, Mapping)] if isinstance(readings, list) else []


def minutes_of(draft: Mapping[str, Any]) -> int:
    """How long the meeting is."""
    minutes = draft.get("minutes")
    return minutes if isinstance(minutes, int) and 0 < minutes < 15 * DAY else USUAL_MINUTES


def number_of(value: object) -> int | None:
    """A number of something in the store; None for what cannot be one."""
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 < value < _MOST
    return value if fits else None  # type: ignore[return-value]


def group_of(draft: Mapping[str, Any]) -> int | None:
    """For which group, if for one."""
    return number_of(draft.get("group"))


def audience_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """Who is invited where it is for no group."""
    invites = draft.get("audience")
    return dict(invites) if isinstance(invites, Mapping) else {}


def title_of(turn: Turn, draft: Mapping[str, Any]) -> str:
    """What it is called: as was said, else by whom it is for."""
    if said := str(draft.get("title") or "").strip():
        return said[:LONGEST_TITLE]
    english = turn.network.language == "en"
    group = group_of(draft)
    name = name_of(turn.session, "group", group) if group is not None else str(draft.get("named") or "")
    if not name:
        return "Meeting for everybody" if english else "Treffen für alle"
    if english:
        return f"Meeting: {name}"[:LONGEST_TITLE]
    return (
        f"Treffen der {name}"[:LONGEST_TITLE]
        if _FEMININE.search(name)
        else f"Treffen: {name}"[:LONGEST_TITLE]
    )


def plan_of(turn: Turn, draft: Mapping[str, Any]) -> Plan | None:
    """The plan that a draft describes; None if its time is not known."""
    day, clock = day_of(draft), clock_of(draft)
    if day is None or clock is None:
        return None
    return Plan(
        title=title_of(turn, draft),
        starts_wall=wall_of(day, clock),
        minutes=minutes_of(draft),
        zone=zone_name(turn),
        group_id=group_of(draft),
        place=str(draft.get("place") or ""),
        link=str(draft.get("link") or ""),
        agenda=str(draft.get("agenda") or ""),
        rrule=str(draft.get("rrule") or ""),
        audience=audience_of(draft),
    )


def zone_name(turn: Turn) -> str:
    """The network's zone by its name."""
    zone = turn.network.zone
    return zone.key if isinstance(zone, ZoneInfo) else "Europe/Berlin"
