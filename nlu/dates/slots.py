"""Pieces sorted by what they say: which days, which time, how long. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nlu.dates.days import Day, MonthDay, Weekday
from nlu.dates.values import (
    AllDay,
    Clock,
    ClockSpan,
    Dotted,
    Edge,
    Every,
    Except,
    FromAnchor,
    FromNow,
    Length,
    Part,
    Slashed,
    Times,
    Wrong,
    Zone,
)

_DAYS_OF_MONTH, _MONTHS, _HOURS, _MINUTES = 31, 12, 24, 60


@dataclass(slots=True)
class Slots:
    """What is said of one moment or one range."""

    days: list[Day] = field(default_factory=list)
    clock: Clock | None = None
    span: ClockSpan | None = None
    part: Part | None = None
    length: Length | None = None
    ahead: FromNow | None = None
    anchor: FromAnchor | None = None
    every: list[Every] = field(default_factory=list)
    excepted: list[Except] = field(default_factory=list)
    times: Times | None = None
    edge: str = ""
    all_day: bool = False
    broken: bool = False
    dotted_clock: Clock | None = None

    @property
    def dated(self) -> bool:
        """Whether it says on which day."""
        return bool(self.days or self.ahead or self.anchor)

    @property
    def timed(self) -> bool:
        """Whether it says at which time."""
        return bool(self.clock or self.span)


def fill(nodes: Sequence[Any], language: str | None) -> Slots:
    """Sort pieces; ``broken`` where two say the same thing differently."""
    slots = Slots()
    dotted = [node for node in nodes if isinstance(node, Dotted)]
    for node in nodes:
        if isinstance(node, Slashed):
            _day(slots, _slashed(node, language))
        elif not isinstance(node, Dotted | Zone):
            _place(slots, node)
    for node in dotted:
        _dotted(slots, node)
    return slots


_PLACES: dict[type, str] = {
    Clock: "clock", ClockSpan: "span", Part: "part", Length: "length", FromNow: "ahead", FromAnchor: "anchor",
    Times: "times",
}  # fmt: skip


def _place(slots: Slots, node: Any) -> None:
    name = _PLACES.get(type(node))
    if name is not None:
        if isinstance(node, Times):
            node = Times(node.count)
        if getattr(slots, name) not in (None, node):
            slots.broken = True
        setattr(slots, name, node)
        slots.broken = slots.broken or (slots.clock is not None and slots.span is not None)
    elif isinstance(node, Every):
        slots.every.append(node)
    elif isinstance(node, Except):
        slots.excepted.append(node)
    elif isinstance(node, AllDay):
        slots.all_day = True
    elif isinstance(node, Edge):
        _edge(slots, node.kind)
    elif isinstance(node, Wrong):
        slots.broken = True
    elif hasattr(node, "resolve"):
        _day(slots, node)


def _edge(slots: Slots, kind: str) -> None:
    if kind == "onto":
        slots.broken = True
    if kind in ("from", "until", "after", "before", "since"):
        if slots.edge and slots.edge != kind:
            slots.broken = True
        slots.edge = kind


def _day(slots: Slots, day: Day) -> None:
    if day not in slots.days:
        slots.days.append(day)


def _dotted(slots: Slots, node: Dotted) -> None:
    """ "10.12": a date unless it can be none, or the day is already said."""
    date_like = 1 <= node.first <= _DAYS_OF_MONTH and 1 <= node.second <= _MONTHS
    clock_like = node.first < _HOURS and node.second < _MINUTES
    taken = any(not isinstance(day, Weekday) for day in slots.days)
    if clock_like and (not date_like or taken) and not slots.timed:
        slots.clock = Clock(node.first * 60 + node.second, "written" if node.first <= _MONTHS else "exact")
    elif date_like and not taken:
        _day(slots, MonthDay(node.first, node.second))
        if clock_like and node.second >= 10 and not slots.timed:
            slots.dotted_clock = Clock(node.first * 60 + node.second, "written")
    else:
        slots.broken = True


def _slashed(node: Slashed, language: str | None) -> Day:
    """ "12/1": Americans say the month first, British and Germans the day."""
    first, second, year = node.first, node.second, node.year
    if second > _MONTHS:
        return MonthDay(second, first, year)
    if first > _MONTHS or first == second or language == "de":
        return MonthDay(first, second, year)
    if language == "en":
        return MonthDay(second, first, year, also=(second, first))
    return MonthDay(first, second, year, also=(first, second))
