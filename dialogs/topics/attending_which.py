"""Which meeting somebody means: by its date, its group or title, by what was just shown, or the only one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dialogs.turn import Option, Turn, say
from nlu.dates import Choice, Reading, read
from nlu.dayparts import fold
from storage.models import Answer
from storage.services.calendar import MOST, Held, next_dates
from storage.services.reminders import zone_for
from storage.services.rooms import group_here

TOPIC = "next_meeting"
MOST_ASKED = 6
_SPAN = {"week": timedelta(days=6), "month": timedelta(days=31), "quarter": timedelta(days=92)}
_WORD = re.compile(r"[^\W\d_]+")
_SAYS_SOMETHING = 2
"""From so many words on a clause with a day says something else besides it."""

_YEAR = timedelta(days=366)
_MONTHLESS = re.compile(
    r"\b(?:am|vom|zum|den|dem|fuer|für|on|the|for) \d{1,2}(?:\.(?!\s?\d)|st\b|nd\b|rd\b|th\b)", re.I
)
_MONTH = re.compile(
    r"\b(?:jan|jän|feb|maer|mär|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zä]*\b\.?", re.I
)


class Window(NamedTuple):
    """The first and the last day that may be meant; ``clock`` where a time of the day was said.

    ``monthless``: only the day's number was said; it is that of the next month that has a meeting then.
    """

    first: date
    last: date
    clock: str = ""
    monthless: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What may be meant. ``several`` are asked about; ``then``: nothing is at the time that was named."""

    one: Held | None = None
    several: list[Held] = field(default_factory=list)
    then: bool = False


def zone_here(turn: Turn) -> ZoneInfo:
    """In which zone this person speaks of times."""
    own = zone_for(turn.session, viewer=turn.viewer)
    return ZoneInfo(own or str(turn.network.zone))


def read_here(turn: Turn, text: str) -> Reading:
    """What a text of this person says about time."""
    return read(text, turn.now, zone_here(turn), turn.language)


def choices_of(reading: Reading) -> list[Choice]:
    """All that a reading may mean."""
    return [*([reading] if reading.start else []), *reading.alternatives]


def is_date(turn: Turn, text: str) -> bool:
    """Whether a text names a day, and hence may name a meeting."""
    return bool(windows_of(turn, text))


def is_only_date(turn: Turn, text: str) -> bool:
    """Whether a text says no more than a day."""
    rest = text
    for start, end in sorted(read_here(turn, text).spans, reverse=True):
        rest = rest[:start] + rest[end:]
    return rest != text and len(_WORD.findall(rest)) < _SAYS_SOMETHING


def windows_of(turn: Turn, text: str) -> list[list[Window]]:
    """The days that a text names, as a whole and line by line; several each where people would disagree."""
    parts = dict.fromkeys([" ".join(text.split("\n")), *text.split("\n")])
    readings = (read_here(turn, part) for part in parts)
    named = (one for one in readings if not one.recurrence and "day" not in one.missing)
    found = [[_window(choice) for choice in choices_of(reading)] for reading in named]
    if _MONTHLESS.search(text) and not _MONTH.search(text):
        found = [[one._replace(monthless=one.first == one.last) for one in windows] for windows in found]
    return [windows for windows in found if windows]


def _window(choice: Choice) -> Window:
    assert choice.start is not None  # what has none is no choice
    first = choice.start.date()
    clock = f"{choice.start:%H:%M}" if choice.grain == "minute" else ""
    if choice.grain == "month" and choice.end is None:
        return Window(first, (first.replace(day=1) + _SPAN["month"]).replace(day=1) - timedelta(days=1))
    span = _SPAN.get(choice.grain or "", timedelta()) if choice.grain != "year" else _YEAR
    return Window(first, (choice.end or choice.start).date() + span, clock)


def within(held: Held, windows: list[Window], zone: ZoneInfo) -> bool:
    """Whether a date lies in one of them."""
    day = held.starts_at.astimezone(zone).date()
    return any(window.first <= day <= window.last for window in windows)


def group_meant(turn: Turn) -> int | None:
    """The group that is named, or whose room this is."""
    if turn.viewer.in_group:
        return group_here(turn.session, viewer=turn.viewer, conversation_id=turn.conversation_id)
    named = turn.understanding.of("group") if turn.understanding else ()
    refs = {ref for one in named for ref in one.refs}
    return int(refs.pop()) if len(refs) == 1 else None


def to_come(turn: Turn) -> list[Held]:
    """The dates to come that may be spoken of here, in a room only its group's."""
    group = group_meant(turn)
    if group is None and turn.viewer.in_group:
        return []
    return next_dates(turn.session, viewer=turn.viewer, now=turn.now, group_id=group, most=MOST)


def within_or_numbered(pool: list[Held], windows: list[Window], zone: ZoneInfo) -> list[Held]:
    """Which dates lie in one of them; else the first on that day of a later month, where none was said."""
    if fits := [held for held in pool if within(held, windows, zone)]:
        return fits
    numbers = {window.first.day for window in windows if window.monthless}
    days = [(held.starts_at.astimezone(zone).date(), held) for held in pool]
    first = min((day for day, _ in days if day.day in numbers), default=None)
    return [held for day, held in days if day == first]


def find(turn: Turn, dated: str, *, invited: bool = True, agreed: bool = False) -> Found:
    """The date that is meant. ``dated`` is where in the text its day may stand.

    ``invited``: only what one is invited to. ``agreed``: something that one said yes or perhaps to.
    """
    pool = [held for held in to_come(turn) if held.inside or not invited]
    if named_days := windows_of(turn, dated):
        found = [_at(turn, pool, windows) for windows in named_days]
        return next((one for one in found if not one.then), found[0])
    named = group_meant(turn) is not None and not turn.viewer.in_group
    titled = [held for held in pool if fold(held.title) in fold(turn.text)]
    shown = _shown(turn)
    if not named and not titled and (held := _by_id(pool, shown)) is not None:
        return Found(held)
    return _likely(turn, firsts(titled or pool), agreed=agreed)


def firsts(pool: list[Held]) -> list[Held]:
    """The next date of each meeting."""
    first: dict[int, Held] = {}
    for held in pool:
        first.setdefault(held.meeting_id, held)
    return list(first.values())


def _at(turn: Turn, pool: list[Held], windows: list[Window]) -> Found:
    zone = zone_here(turn)
    fits = within_or_numbered(pool, windows, zone)
    clocks = {window.clock for window in windows}
    exact = [held for held in fits if f"{held.starts_at.astimezone(zone):%H:%M}" in clocks]
    fits = exact or fits
    if len(fits) == 1:
        return Found(fits[0])
    return Found(several=fits) if fits else Found(several=firsts(pool), then=True)


def _likely(turn: Turn, pool: list[Held], *, agreed: bool) -> Found:
    if turn.viewer.in_group:
        return Found(pool[0]) if pool else Found()
    said = [held for held in pool if held.answer in (Answer.YES, Answer.MAYBE) and not held.stale]
    unanswered = [held for held in pool if held.answer is None or held.stale]
    wanted = said if agreed and said else unanswered or pool
    return Found(wanted[0]) if len(wanted) == 1 else Found(several=wanted)


def _shown(turn: Turn) -> set[int]:
    """What Kitt has just asked about, or shown."""
    offered = {
        int(number)
        for option in (*turn.state.options, *turn.state.told)
        if str(option.get("step")).startswith("attending.")
        and isinstance(number := (option.get("data") or {}).get("occurrence"), int)
    }
    if offered:
        return offered
    number = turn.state.slots.get("occurrence") if turn.state.topic == TOPIC else None
    return {number} if isinstance(number, int) else set()


def _by_id(pool: list[Held], ids: set[int]) -> Held | None:
    fits = [held for held in pool if held.id in ids]
    return fits[0] if len(fits) == 1 and len(ids) == 1 else None


def options_for(turn: Turn, several: list[Held], step: str) -> tuple[Option, ...]:
    """A button for each date that may be meant."""
    zone = zone_here(turn)
    return tuple(
        Option(
            say(
                "option-meeting",
                title=held.title,
                day={
                    "date": held.starts_at.astimezone(zone).date().isoformat(), "style": "short",
                    "today": turn.today.isoformat(),
                },
                time=f"{held.starts_at.astimezone(zone):%H:%M}",
            ),
            step,
            {"occurrence": held.id},
        )
        for held in several[:MOST_ASKED]
    )  # fmt: skip
