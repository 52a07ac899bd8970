"""The card of a meeting that is planned: all that was said, and what is pointed out about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.topics.meeting_lines import when
from dialogs.topics.series_words import series_text
from dialogs.turn import Param, Text, Turn, say
from nlu.dates import public_holidays
from storage.services import calendar, planned
from storage.services.meetings import Plan
from storage.services.names import name_of
from storage.services.recurring import RuleError, in_utc, walls

MOST_CLASHES = 3
LOOKED_AT = 6
"""So many dates of a series are compared with other meetings: the next half year of a monthly one."""

AHEAD = timedelta(days=366)
EARLIEST, LATEST = 8, 20
"""Hours between which people of offices meet without being asked twice."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A time that is looked at; ``but``: the meeting that is asked for itself."""

    group_id: int | None
    audience: dict[str, object]
    starts_wall: datetime
    minutes: int
    zone: ZoneInfo
    rrule: str = ""
    but: int | None = None


def about(turn: Turn, plan: Plan, *, assumed: bool, linkless: bool) -> tuple[Text, ...]:
    """What a plan says, line by line. ``assumed``: nobody said how long; ``linkless``: it needs no link."""
    zone = ZoneInfo(plan.zone)
    asked = Asked(plan.group_id, dict(plan.audience), plan.starts_wall, plan.minutes, zone, plan.rrule)
    start = first_of(asked)
    said = [
        say("meeting-head", title=plan.title, **when(start, start + timedelta(minutes=plan.minutes), zone))
    ]
    if plan.rrule:
        said.append(series_text(plan.rrule))
    if plan.place:
        said.append(say("nudge-place", place=plan.place))
    if plan.link:
        said.append(say("nudge-link", link=plan.link))
    elif plan.place.casefold() == "online" and not linkless:
        said.append(say("planning-no-link"))
    if plan.agenda:
        said.append(say("meeting-agenda", agenda=plan.agenda))
    said.append(invited(turn, plan))
    if assumed:
        said.append(say("planning-assumed", minutes=plan.minutes))
    return (*said, *pointed_out(turn, asked))


def invited(turn: Turn, plan: Plan) -> Text:
    """For whom it is, and how many they are."""
    group = name_of(turn.session, "group", plan.group_id) if plan.group_id is not None else ""
    return say(
        "planning-invited", group=group or "none", count=how_many(turn, plan.group_id, dict(plan.audience))
    )


def how_many(turn: Turn, group_id: int | None, audience: dict[str, object]) -> int:
    """How many people are invited."""
    return planned.invited_count(
        turn.session, viewer=turn.viewer, group_id=group_id, invites=audience, today=turn.today
    )


def first_of(asked: Asked) -> datetime:
    """When it is for the first time."""
    return in_utc(next(iter(_dates(asked)), asked.starts_wall), asked.zone)


def pointed_out(turn: Turn, asked: Asked) -> tuple[Text, ...]:
    """What whoever plans should know of the time: clashes, holidays, odd hours, a second meeting that day."""
    dates = _dates(asked)
    return (
        *_clashes(turn, asked, dates[:LOOKED_AT]),
        *_same_day(turn, asked, dates[:1]),
        *_holidays(turn, dates),
        *_odd(asked),
    )


def _dates(asked: Asked) -> Sequence[datetime]:
    """The dates of the next year, on the wall."""
    try:
        found = walls(asked.rrule, asked.starts_wall, until=asked.starts_wall + AHEAD)
    except RuleError:
        found = []
    return found or [asked.starts_wall]


def _clashes(turn: Turn, asked: Asked, dates: Sequence[datetime]) -> Iterator[Text]:
    found = 0
    for wall in dates:
        clashes = calendar.clashes(
            turn.session, viewer=turn.viewer, group_id=asked.group_id, starts_at=in_utc(wall, asked.zone),
            minutes=asked.minutes, but=asked.but, invites=asked.audience,
        )  # fmt: skip
        for clash in clashes:
            found += 1
            if found > MOST_CLASHES:
                yield say("planning-more-clashes")
                return
            shown = when(clash.starts_at, clash.ends_at, asked.zone)
            yield say("planning-clash", count=clash.shared, title=clash.title or "none", **shown)


def _same_day(turn: Turn, asked: Asked, dates: Sequence[datetime]) -> Iterator[Text]:
    """Another meeting of the group on the day; one at the very time is a clash already."""
    if asked.group_id is None or not dates:
        return
    begins = dates[0].replace(hour=0, minute=0)
    start, end = in_utc(begins, asked.zone), in_utc(begins + timedelta(days=1), asked.zone)
    own = in_utc(dates[0], asked.zone)
    for held in calendar.between(
        turn.session, viewer=turn.viewer, start=start, end=end, group_id=asked.group_id
    ):
        apart = held.ends_at <= own or held.starts_at >= own + timedelta(minutes=asked.minutes)
        if apart and not held.cancelled and held.meeting_id != asked.but:
            yield say("planning-same-day", title=held.title, **when(held.starts_at, held.ends_at, asked.zone))


def _holidays(turn: Turn, dates: Sequence[datetime]) -> Iterator[Text]:
    found: list[Param] = []
    for wall in dates:
        key = public_holidays(wall.year, turn.network.home_state).get(wall.date())
        if key is not None:
            found.append(_holiday(wall.date(), key))
    if found:
        yield say("planning-holidays", days={"list": found[:4], "style": "and"}, count=len(dates))


def _holiday(day: date, key: str) -> Param:
    shown: Param = {"date": day.isoformat(), "style": "long"}
    return {"text": {"key": "planning-holiday", "params": {"day": shown, "name": key.replace(" ", "-")}}}


def _odd(asked: Asked) -> Iterator[Text]:
    start = asked.starts_wall
    end = start + timedelta(minutes=asked.minutes)
    late = end > start.replace(hour=LATEST, minute=0) or start.hour < EARLIEST
    if start.weekday() > 4 and not asked.rrule:
        yield say("planning-weekend")
    if late:
        yield say("planning-odd-hour", time=f"{start:%H:%M}", end=f"{end:%H:%M}")
