"""The card of a change: how it was and how it will be, who will be told, what is pointed out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.topics.drafting import Draft
from dialogs.topics.meeting_change_words import CANCEL, END
from dialogs.topics.meeting_lines import when
from dialogs.topics.planning_card import Asked, pointed_out
from dialogs.topics.planning_draft import clock_of, day_of
from dialogs.topics.planning_times import HOUR, adapted, wall_of, with_end
from dialogs.topics.series_words import series_text
from dialogs.turn import Text, Turn, say
from storage.services import calendar, planned
from storage.services.calendar import Held
from storage.services.recurring import in_utc
from storage.services.refusing import Reason, RefusedError

DETAILS = ("title", "place", "link", "agenda")


@dataclass(frozen=True, slots=True)
class New:
    """How a meeting, or one of its dates, will be. Of a series ``starts_wall`` is its first date to come.

    ``shown_wall``: when the date that was talked about will be. ``rhythm_missing``: a series on several days
    of the week, whose new rhythm has to be said. ``details`` holds what is different only.
    """

    starts_wall: datetime
    shown_wall: datetime
    minutes: int
    rrule: str
    details: Mapping[str, str] = field(default_factory=dict)
    timed: bool = False
    rhythm_missing: bool = False

    def differs(self, held: Held) -> bool:
        """Whether anything would change."""
        return self.timed or bool(self.details) or self.rrule != held.rrule


def minutes_of(held: Held) -> int:
    """How long a date is."""
    return int((held.ends_at - held.starts_at).total_seconds() // 60)


def new_of(turn: Turn, draft: Mapping[str, Any], held: Held) -> New:
    """What a draft makes of a date, or of all to come.

    Raises:
        RefusedError: it would be past (OVER), or the series would end before its next date (RULE).
    """
    minutes = draft.get("minutes")
    long = minutes if isinstance(minutes, int) and minutes > 0 else minutes_of(held)
    details = {
        name: str(draft[name]) for name in DETAILS if name in draft and draft[name] != getattr(held, name)
    }
    if draft.get("deed") == CANCEL:
        return New(held.starts_wall, held.starts_wall, minutes_of(held), held.rrule)
    if held.rrule and draft.get("scope") == "all":
        return _of_series(turn, draft, held, long, details)
    wall = _wall(draft, held.starts_wall)
    timed = wall != held.starts_wall or long != minutes_of(held)
    if timed and in_utc(wall, ZoneInfo(held.zone)) <= turn.now and wall != held.starts_wall:
        raise RefusedError(Reason.OVER)
    rrule = str(draft.get("rrule") or held.rrule)
    return New(wall, wall, long, rrule, details, timed or rrule != held.rrule)


def _wall(draft: Mapping[str, Any], old: datetime) -> datetime:
    clock = clock_of(draft)
    return wall_of(day_of(draft) or old.date(), old.hour * HOUR + old.minute if clock is None else clock)


def _of_series(
    turn: Turn, draft: Mapping[str, Any], held: Held, minutes: int, details: Mapping[str, str]
) -> New:
    """All dates to come: the first that has not begun moves like the one that was meant, and all others."""
    first = planned.next_of_series(turn.session, viewer=turn.viewer, meeting_id=held.meeting_id, now=turn.now)
    if first is None:
        raise RefusedError(Reason.OVER)
    if draft.get("deed") == END:
        last = day_of({"day": draft.get("last")}) or date.min
        if last < first.date():
            raise RefusedError(Reason.RULE)
        return New(first, held.starts_wall, minutes, with_end(held.rrule, last), details)
    rule: str | None
    if draft.get("rrule"):
        wall = _wall(draft, first)
        rule, shown = _with_old_end(str(draft["rrule"]), held.rrule), wall
    else:
        shown = _wall(draft, held.recurrence_id)
        days = shown.date() - held.recurrence_id.date()
        wall = wall_of(first.date() + days, shown.hour * HOUR + shown.minute)
        rule = adapted(held.rrule, first.date(), wall.date())
    timed = wall != first or minutes != minutes_of(held) or rule != held.rrule
    if rule is None:
        return New(wall, shown, minutes, held.rrule, details, timed, rhythm_missing=True)
    if timed and in_utc(wall, ZoneInfo(held.zone)) <= turn.now:
        raise RefusedError(Reason.OVER)
    return New(wall, shown, minutes, _with_count(turn, rule, held), details, timed)


def _with_old_end(rule: str, old: str) -> str:
    """A new rhythm ends when the old one would, unless it says otherwise."""
    ends = [part for part in old.split(";") if part.startswith("UNTIL=")]
    return rule if "UNTIL=" in rule or "COUNT=" in rule else ";".join([rule, *ends])


def _with_count(turn: Turn, rule: str, held: Held) -> str:
    """A series of so many dates has as many less as have been."""
    if "COUNT=" not in rule or "COUNT=" not in held.rrule:
        return rule
    left = calendar.count_ahead(turn.session, viewer=turn.viewer, meeting_id=held.meeting_id, now=turn.now)
    parts = [f"COUNT={max(left, 1)}" if part.startswith("COUNT=") else part for part in rule.split(";")]
    return ";".join(parts)


def about(turn: Turn, draft: Draft, held: Held, new: New) -> tuple[Text, ...]:
    """The lines of the card."""
    zone = ZoneInfo(held.zone)
    head = say("meeting-head", title=held.title, **when(held.starts_at, held.ends_at, zone))
    lines = (
        _cancelled(turn, draft, held) if draft["deed"] == CANCEL else _changed(turn, draft, held, new, zone)
    )
    return (head, *lines)


def _cancelled(turn: Turn, draft: Draft, held: Held) -> Iterator[Text]:
    yield say("changing-cancel", scope=_scope(draft, held), count=_ahead(turn, held))
    coming = planned.coming(turn.session, viewer=turn.viewer, occurrence_id=held.id)
    yield say("changing-coming", count=coming)
    if draft.get("reason"):
        yield say("changing-reason", reason=str(draft["reason"]))
    yield _told(turn, held)
    if not draft.get("reason"):
        yield say("changing-ask-reason")


def _changed(turn: Turn, draft: Draft, held: Held, new: New, zone: ZoneInfo) -> Iterator[Text]:
    if new.timed:
        start = in_utc(new.shown_wall, zone)
        end = start + timedelta(minutes=new.minutes)
        yield say("changing-to", **when(start, end, zone))
    for name, value in new.details.items():
        yield say("changing-detail", what=name, old=str(getattr(held, name)) or "none", new=value or "none")
    if held.rrule or new.rrule:
        yield say("changing-scope", scope=_scope(draft, held), count=_ahead(turn, held))
    if new.rrule != held.rrule:
        yield series_text(new.rrule)
    silent = not new.timed and draft["deed"] != END and set(new.details) <= {"agenda"}
    yield say("changing-told-nobody") if silent else _told(turn, held)
    if new.timed:
        rule = new.rrule if draft["scope"] == "all" else ""
        asked = Asked(held.group_id, {}, new.starts_wall, new.minutes, zone, rule, but=held.meeting_id)
        yield from pointed_out(turn, asked)


def _scope(draft: Draft, held: Held) -> str:
    return "single" if not held.rrule else "all" if draft.get("scope") == "all" else "one"


def _ahead(turn: Turn, held: Held) -> int:
    return calendar.count_ahead(turn.session, viewer=turn.viewer, meeting_id=held.meeting_id, now=turn.now)


def _told(turn: Turn, held: Held) -> Text:
    """How many will be told: all but whoever does it."""
    count = planned.invited_to(turn.session, viewer=turn.viewer, meeting_id=held.meeting_id, today=turn.today)
    return say("changing-told", count=max(count - (1 if held.inside else 0), 0))
