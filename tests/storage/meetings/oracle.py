"""What should be said about meetings, minute by minute, reckoned anew from the rules as they are told.

It shares no code with Kitt, neither its rules nor its calendar: the zone's offsets are those of the European
Union, last Sunday of March to last Sunday of October. All times of the game are quarters of hours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

MINUTE = timedelta(minutes=1)
QUARTER = 15 * MINUTE
DAY = timedelta(days=1)
ALWAYS = datetime.max.replace(tzinfo=UTC)


def changeover(year: int, month: int) -> datetime:
    """One o'clock UTC on the last Sunday of a month with 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def to_wall(moment: datetime) -> datetime:
    """What Berlin's clocks show."""
    summer = changeover(moment.year, 3) <= moment < changeover(moment.year, 10)
    return (moment + timedelta(hours=2 if summer else 1)).replace(tzinfo=None)


@cache
def to_utc(wall: datetime) -> datetime:
    """The first moment at which they show this, or else the next thing that they show."""
    for late in range(121):
        shown = wall + late * MINUTE
        for hours in (2, 1):
            moment = shown.replace(tzinfo=UTC) - timedelta(hours=hours)
            if to_wall(moment) == shown:
                return moment
    raise AssertionError(wall)


@dataclass
class Somebody:
    """What counts for a person just now."""

    groups: set[str] = field(default_factory=set)
    hours: tuple[int, int] | None = None  # quiet, in minutes
    off: frozenset[int] = frozenset()  # days of the week
    leads: tuple[int, ...] = (10080, 1440, 60)
    muted: datetime | None = None
    left: bool = False
    coordinates: bool = False


@dataclass
class Meet:
    """One date, as it is just now; ``start`` is on the wall, ``news`` (kind, when, who, number)."""

    title: str
    group: str
    start: datetime
    minutes: int
    set_at: datetime
    series: int = 0
    cancelled: bool = False
    own: bool = False
    news: tuple[str, datetime, str, int] | None = None
    number: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    again: dict[str, datetime] = field(default_factory=dict)
    agenda: bool = True
    nominal: datetime | None = None  # when its series says

    @property
    def begins(self) -> datetime:
        return to_utc(self.start)


@cache
def is_quiet(hours: tuple[int, int] | None, off: frozenset[int], moment: datetime) -> bool:
    wall = to_wall(moment)
    if wall.weekday() in off:
        return True
    if hours is None:
        return False
    first, last = hours
    minute = 60 * wall.hour + wall.minute
    return first <= minute < last if first < last else not last <= minute < first


@cache
def comes(
    hours: tuple[int, int] | None, off: frozenset[int], wish: datetime, start: datetime | None
) -> datetime | None:
    """When something wished for at a moment comes: after the quiet time, or before it, or never."""
    after = wish
    while is_quiet(hours, off, after):
        after += QUARTER
    if after == wish or start is None or start - after >= min(QUARTER, start - wish):
        return after
    first = wish
    while is_quiet(hours, off, first - QUARTER):
        first -= QUARTER
    wall = to_wall(first)
    evening = to_utc(wall.replace(hour=20, minute=0) - DAY)
    if (wall.hour, wall.minute) == (0, 0) and not is_quiet(hours, off, evening):
        return evening
    return first - QUARTER


Item = tuple[int, str, str, object, datetime]
"""Which date (by its place in the list), whom, what kind, which one of it, when it was wished for."""

Line = tuple[str, str, str, str, bool]
"""Whom, what, which meeting, when it begins, whether it says that it is late."""


@dataclass
class Oracle:
    """Knows what is to be said. ``known``: when each thing is due that will be said, unless that changes."""

    people: dict[str, Somebody] = field(default_factory=dict)
    meets: list[Meet] = field(default_factory=list)
    known: dict[Item, datetime] = field(default_factory=dict)
    over: set[Item] = field(default_factory=set)
    missed: set[int] = field(default_factory=set)
    invited: set[tuple[int, str]] = field(default_factory=set)  # series, whom
    own: list[tuple[datetime, str, str]] = field(default_factory=list)  # when, whom, what

    def look(self, now: datetime) -> list[Line]:
        """What is said at this moment."""
        self._think(now)
        lines: list[Line] = [
            (name, "own", what, "", now - at > 10 * MINUTE) for at, name, what in self.own if at <= now
        ]
        self.own = [one for one in self.own if one[0] > now]
        due = sorted((at, item[4], item) for item, at in self.known.items() if at <= now)
        last = {(item[0], item[1]): item for _, _, item in due if item[2] == "reminder"}
        lost: set[int] = set()
        for at, _, item in due:
            newest = item[2] != "reminder" or last[item[0], item[1]] == item
            line, why = self._say(item, at, now, newest)
            lines += line
            if why == "late" and item[2] in ("reminder", "changed", "cancelled"):
                lost.add(item[0])
        for number in sorted(lost - self.missed):
            self.missed.add(number)
            lines += [
                (name, "missed", self.meets[number].title, f"{to_wall(self.meets[number].begins)}", False)
                for name, who in self.people.items()
                if who.coordinates and not self._is_muted(who, now)
            ]
        return lines

    def next(self, now: datetime) -> datetime | None:
        """When something is due next."""
        own = [one[0] for one in self.own]
        return min((at for at in [*self.known.values(), *own] if at > now), default=None)

    def _say(self, item: Item, at: datetime, now: datetime, newest: bool) -> tuple[list[Line], str]:
        number, name, kind, *_ = item
        who, meet = self.people[name], self.meets[number]
        end = meet.begins + meet.minutes * MINUTE + 7 * DAY if kind == "notes" else meet.begins
        self.known.pop(item)
        if kind == "invited":
            return self._invite(item, now)
        self.over.add(item)
        if kind in ("changed", "cancelled") and who.muted is not None and now < who.muted < end:
            self.known[item] = min(who.muted, now + 6 * 60 * MINUTE)
            self.over.discard(item)
            return [], ""
        if self._is_muted(who, now) or not newest or now >= end:
            return [], "" if self._is_muted(who, now) or not newest else "late"
        free = now
        while is_quiet(who.hours, who.off, free):
            free = free.replace(minute=free.minute // 15 * 15, second=0) + QUARTER
        if free >= end:
            return [], "late"
        if free > now:
            self.known[item] = free
            self.over.discard(item)
            return [], ""
        return [(name, kind, meet.title, f"{to_wall(meet.begins)}", now - at > 10 * MINUTE)], ""

    def _invite(self, item: Item, now: datetime) -> tuple[list[Line], str]:
        """Once for all dates of a series; whom it does not reach now it reaches later."""
        number, name, *_ = item
        who, meet = self.people[name], self.meets[number]
        if self._is_muted(who, now) or is_quiet(who.hours, who.off, now):
            return [], ""
        self.invited.add((meet.series, name))
        return [(name, "invited", meet.title, f"{to_wall(meet.begins)}", False)], ""

    def _is_muted(self, who: Somebody, now: datetime) -> bool:
        return who.muted is not None and who.muted > now

    def _think(self, now: datetime) -> None:
        """Compare what is wished for now with what was known."""
        wished = {item: at for item, at in self._wished(now) if item not in self.over}
        for item in [item for item in self.known if item not in wished]:
            del self.known[item]
        for item, at in wished.items():
            if item not in self.known:
                if item[4] >= now and at >= now:
                    self.known[item] = at
            elif at >= now:
                self.known[item] = at
            elif at != self.known[item] and item[4] >= now:
                del self.known[item]

    def _wished(self, now: datetime) -> Iterator[tuple[Item, datetime]]:
        yield from self._invitations(now)
        for number, meet in enumerate(self.meets):
            if not -9 * DAY < meet.begins - now < (400 if meet.news else 40) * DAY:
                continue
            for name, who in self.people.items():
                if who.left:
                    continue
                if meet.group in who.groups:
                    yield from self._of(number, meet, name, who)
                elif who.coordinates and not meet.cancelled:
                    yield from self._asked(number, meet, name)

    def _invitations(self, now: datetime) -> Iterator[tuple[Item, datetime]]:
        """With the next date of each series, whoever is in its group and was not told of it."""
        ahead = [
            (meet.begins, n) for n, meet in enumerate(self.meets) if meet.begins > now and not meet.cancelled
        ]
        first: dict[int, int] = {}
        for _, number in sorted(ahead):
            first.setdefault(self.meets[number].series, number)
        for series, number in first.items():
            meet = self.meets[number]
            for name, who in self.people.items():
                if meet.group not in who.groups or who.left or (series, name) in self.invited:
                    continue
                wish = max(now, who.muted) if who.muted is not None else now
                at = comes(who.hours, who.off, wish, meet.begins) if wish < meet.begins else None
                if at is not None and now <= at < meet.begins:
                    yield (number, name, "invited", 0, ALWAYS), at

    def _of(self, number: int, meet: Meet, name: str, who: Somebody) -> Iterator[tuple[Item, datetime]]:
        begins = meet.begins

        def one(kind: str, which: object, wish: datetime) -> Iterator[tuple[Item, datetime]]:
            yield from self._one(number, meet, name, kind, which, wish)

        if meet.news is not None:
            kind, at, by, which = meet.news
            heard = kind != "changed" or (meet.series, name) in self.invited
            if by != name and at < begins and heard:
                yield from one(kind, which, at)
        if meet.cancelled:
            return
        answer = meet.answers.get(name)
        if answer != "no":
            yield from self._reminders(meet, who, one)
        if answer is None and begins - 3 * DAY > meet.set_at:
            yield from one("rsvp", 0, begins - 3 * DAY)
        if meet.again.get(name, begins) < begins:
            yield from one("ask-again", 0, meet.again[name])
        if who.coordinates:
            yield from self._asked(number, meet, name)

    def _one(
        self, number: int, meet: Meet, name: str, kind: str, which: object, wish: datetime
    ) -> Iterator[tuple[Item, datetime]]:
        who, end = self.people[name], meet.begins + meet.minutes * MINUTE
        at = comes(who.hours, who.off, wish, None if kind == "notes" else meet.begins)
        if at is not None and at < (end + 7 * DAY if kind == "notes" else meet.begins):
            yield (number, name, kind, which, wish), at

    def _asked(self, number: int, meet: Meet, name: str) -> Iterator[tuple[Item, datetime]]:
        """What whoever coordinates is asked for, in the group or not."""
        if not meet.agenda and meet.begins - 4 * DAY > meet.set_at:
            yield from self._one(number, meet, name, "agenda", 0, meet.begins - 4 * DAY)
        end = meet.begins + (meet.minutes + 30) * MINUTE
        yield from self._one(number, meet, name, "notes", 0, end)

    def _reminders(
        self,
        meet: Meet,
        who: Somebody,
        one: Callable[[str, object, datetime], Iterator[tuple[Item, datetime]]],
    ) -> Iterator[tuple[Item, datetime]]:
        moments: dict[datetime, tuple[Item, datetime]] = {}
        for lead in sorted(who.leads):
            wish = meet.begins - lead * MINUTE
            for item, at in one("reminder", lead, wish) if wish > meet.set_at else ():
                moments.setdefault(at, (item, at))  # the nearest to the start comes first here
        yield from moments.values()
