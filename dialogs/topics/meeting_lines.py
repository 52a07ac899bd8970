"""How a date of a meeting is written, the same everywhere: what it is, when, where."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.turn import Param, Text, Turn, say
from storage.services.calendar import Held
from storage.services.reminders import zone_for


def zone_of(turn: Turn, held: Held) -> ZoneInfo:
    """In which zone its times are written: the viewer's own, unless others read along."""
    return ZoneInfo(zone_for(turn.session, viewer=turn.viewer) or held.zone)


def when(start: datetime, end: datetime, zone: ZoneInfo) -> dict[str, Param]:
    """Parameters weekday, day, from and to of a text; ``start`` and ``end`` are aware."""
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    day = begins.date().isoformat()
    return {
        "weekday": {"date": day, "style": "weekday"},
        "day": {"date": day, "style": "long"},
        "from": f"{begins:%H:%M}",
        "to": f"{ends:%H:%M}",
    }


def head(turn: Turn, held: Held) -> Text:
    """One line: what, and when; it says so if it is called off."""
    said = when(held.starts_at, held.ends_at, zone_of(turn, held))
    return say("meeting-cancelled" if held.cancelled else "meeting-head", title=held.title, **said)


def lines(turn: Turn, held: Held) -> tuple[Text, ...]:
    """All that is to be known of a date before it: head, group, place, link, agenda, and whose zone it is."""
    said = [head(turn, held)]
    if held.group:
        said.append(say("meeting-group", group=held.group))
    if held.place:
        said.append(say("nudge-place", place=held.place))
    if held.link:
        said.append(say("nudge-link", link=held.link))
    if held.agenda:
        said.append(say("meeting-agenda", agenda=held.agenda))
    zone = zone_of(turn, held).key
    if zone != held.zone:
        said.append(say("nudge-zone", zone={"zone": zone}))
    return tuple(said)
