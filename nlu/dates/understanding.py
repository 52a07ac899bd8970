"""From a text to its reading: scan, sort, compose, and refuse whatever was not understood as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from nlu.dates.compose import simple
from nlu.dates.days import Weekday
from nlu.dates.outcome import NOTHING, Context, Outcome
from nlu.dates.periods import Period, Week
from nlu.dates.piece import Piece
from nlu.dates.ranges import edged, ranged, split
from nlu.dates.reading import MOST_ALTERNATIVES, Choice, Reading
from nlu.dates.scanning import scan
from nlu.dates.series import recurring
from nlu.dates.slots import Slots, fill
from nlu.dates.token import Token
from nlu.dates.tokens import tokens
from nlu.dates.values import Clock, Dotted, Edge, Every, Filler, SameTime, Slashed, Times, Wrong, Zone

_Told = TypeVar("_Told", bound=Choice)
_LEADING = frozenset("am an auf onto on at um den dem den ab so gegen".split())
_FIXED = {"UTC": 0, "MEZ": 60, "MESZ": 120, "BST": 60}


def read(
    text: str,
    now: datetime,
    zone: tzinfo | str,
    language: str | None = None,
    anchor: datetime | None = None,
) -> Reading:
    """What a text says about time, for somebody in ``zone`` at the aware moment ``now``.

    ``language`` ("de", "en") decides where words do not; ``anchor`` is what "eine Stunde vorher" counts from.
    What contradicts itself, and what looks like a time and was not understood, makes the whole reading empty.
    """
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    spoken = tokens(text, language)
    if spoken and text[spoken[-1].end :].strip():
        return Reading()  # what is too long to be seen whole is not read in part
    try:
        found = scan(spoken)
    except RecursionError:  # nested deeper than anybody speaks
        return Reading()
    pieces = [piece for piece in found.pieces if not isinstance(piece.node, Filler)]
    named = _zone(pieces)
    context = Context(
        now.astimezone(named or place),
        named or place,
        language or _language(spoken),
        anchor.astimezone(named or place) if anchor else None,
    )
    outcome = _outcome(pieces, context, suspicious=found.suspicious)
    reading = _reading(outcome, spoken, pieces)
    return _moved(reading, place) if named else reading


def _outcome(pieces: Sequence[Piece], context: Context, *, suspicious: bool) -> Outcome:
    nodes = [piece.node for piece in pieces if not isinstance(piece.node, Zone)]
    if suspicious or not nodes or any(isinstance(node, Wrong) for node in nodes):
        return NOTHING
    try:
        return _composed(nodes, context)
    except (OverflowError, ValueError):  # the calendar ends in 9999
        return NOTHING


def _composed(nodes: list[Any], context: Context) -> Outcome:
    nodes = _moved_to(nodes, context)
    if any(isinstance(node, Wrong) for node in nodes):
        return NOTHING
    if any(isinstance(node, SameTime) for node in nodes):
        return _at_the_same_time(nodes, context)
    if any(isinstance(node, Every) for node in nodes):
        return recurring(nodes, context)
    nodes = [node for node in nodes if not (isinstance(node, Times) and node.things)]
    return _once(nodes, context) if nodes else NOTHING


def _moved_to(nodes: list[Any], context: Context) -> list[Any]:
    """ "Verschieb das Treffen am Montag um 10 auf Dienstag": what is said last of day and time counts."""
    at = next((i for i, node in enumerate(nodes) if isinstance(node, Edge) and node.kind == "onto"), None)
    if at is None:
        return nodes
    left, right = nodes[:at], nodes[at + 1 :]
    new = fill(right, context.language)
    if new.dated or new.every or new.span and not fill(left, context.language).dated:
        return right
    if not (new.timed or new.part):
        return [Wrong()]
    return [node for node in left if hasattr(node, "resolve") or isinstance(node, Dotted | Slashed)] + right


def _once(nodes: list[Any], context: Context) -> Outcome:
    sides = split(nodes)
    if sides is None and any(isinstance(node, Edge) and node.kind == "between" for node in nodes):
        return NOTHING
    choice = _several(nodes)
    if sides is not None and not choice:
        return ranged(*sides, context)
    if choice is not None:
        return _either(*choice, context)
    slots = fill(nodes, context.language)
    if slots.times is not None:
        return NOTHING
    return edged(slots, context) if slots.edge else simple(slots, context)


def _at_the_same_time(nodes: Sequence[Any], context: Context) -> Outcome:
    """ "Auf Donnerstag, gleiche Zeit": the time of what is moved, where that is known."""
    others = [node for node in nodes if not isinstance(node, SameTime)]
    if not others:
        return replace(NOTHING, missing=frozenset({"day", "anchor"}))
    if context.anchor is None:
        found = _composed(others, context)
        return replace(found, missing=found.missing | {"anchor"})
    minute = context.anchor.hour * 60 + context.anchor.minute
    return _composed([*others, Clock(minute)], context)


def _several(nodes: Sequence[Any]) -> tuple[list[Any], list[Any], bool] | None:
    """The two sides of "oder", or of "und" that is no range."""
    if any(isinstance(node, Edge) and node.kind == "between" for node in nodes):
        return None
    for index, node in enumerate(nodes):
        if isinstance(node, Edge) and node.kind in ("or", "and") and 0 < index < len(nodes) - 1:
            return list(nodes[:index]), list(nodes[index + 1 :]), node.kind == "and"
    return None


def _either(left: list[Any], right: list[Any], together: bool, context: Context) -> Outcome:
    """ "Dienstag oder Mittwoch um 10": both are offered, neither is taken."""
    one, other = fill(left, context.language), fill(right, context.language)
    if not one.dated and not other.timed and other.dated and one.timed and one.clock is not None:
        return simple(fill([*left, *right], context.language), context)  # "um 10 und dann am Freitag" is one
    if one.dated and not one.timed and other.timed and not other.dated and context.language is None:
        return NOTHING
    if not all(slots.dated or slots.timed or slots.part for slots in (one, other)):
        return NOTHING
    _inherit(one, other)
    for slots, source in ((one, other), (other, one)):
        if not slots.dated:
            slots.days, slots.ahead = list(source.days), source.ahead
        if not slots.timed and source.timed:
            slots.clock, slots.span = source.clock, source.span
        if slots.part is None:
            slots.part = source.part
        slots.edge = slots.edge or source.edge
    found = [edged(slots, context) if slots.edge else simple(slots, context) for slots in (one, other)]
    if not all(each.sure and each.choices for each in found):
        return NOTHING
    both = [each.choices[0] for each in found]
    return (_one_after_the_other(both) if together else None) or Outcome(tuple(both), sure=False)


def _inherit(one: Slots, other: Slots) -> None:
    """ "Next week Tuesday or Wednesday" are both next week's, "next Wed or Thu" both the next."""
    weekdays = [day for day in other.days if isinstance(day, Weekday)]
    if len(weekdays) != len(other.days) or not weekdays:
        return
    first = next((day for day in one.days if isinstance(day, Weekday)), None)
    wide = [day for day in one.days if isinstance(day, Period | Week)]
    if first is not None and first.which and not weekdays[0].which:
        other.days = [Weekday(weekdays[0].day, first.which)]
    elif first is not None:
        other.days = [*wide, *weekdays]


def _one_after_the_other(both: Sequence[Choice]) -> Outcome | None:
    """ "Am 5. und 6. Dezember" is a range."""
    first, last = both
    if not (
        first.start and last.start and first.grain == last.grain == "day" and not first.end and not last.end
    ):
        return None
    if last.start.date() - first.start.date() != timedelta(days=1):
        return None
    return Outcome((replace(first, end=last.start),), missing=frozenset({"clock"}))


def _zone(pieces: Sequence[Piece]) -> tzinfo | None:
    named = [piece.node.name for piece in pieces if isinstance(piece.node, Zone)]
    if not named:
        return None
    if named[0] in _FIXED:
        return timezone(timedelta(minutes=_FIXED[named[0]]))
    return ZoneInfo(named[0])


def _language(spoken: Sequence[Token]) -> str | None:
    english = sum("EN" in token.tags and "DE" not in token.tags for token in spoken)
    german = sum("DE" in token.tags and "EN" not in token.tags for token in spoken)
    if english == german:
        return None
    return "en" if english > german else "de"


def _reading(outcome: Outcome, spoken: Sequence[Token], pieces: Sequence[Piece]) -> Reading:
    choices = list(_different(outcome.choices))
    first = choices.pop(0) if outcome.sure and choices else Choice()
    alternatives = tuple(each for each in choices if each.start)[:MOST_ALTERNATIVES]
    spans = tuple((spoken[_begin(spoken, p)].start, spoken[p.end - 1].end) for p in pieces)
    return Reading(
        first.start, first.end, first.grain, first.recurrence, first.exceptions,
        alternatives=alternatives,
        spans=tuple(_apart(spans)) if first.start or alternatives or outcome.missing else (),
        missing=outcome.missing,
        duration=outcome.duration,
    )  # fmt: skip


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches in their order, those that overlap as one."""
    held: tuple[int, int] | None = None
    for span in sorted(spans):
        if held is None or span[0] >= held[1]:
            if held is not None:
                yield held
            held = span
        else:
            held = (held[0], max(held[1], span[1]))
    if held is not None:
        yield held


def _begin(spoken: Sequence[Token], piece: Piece) -> int:
    """With the small words before it: "am Freitag", "auf den 14."."""
    start = piece.start
    while start and spoken[start - 1].word in _LEADING:
        start -= 1
    return start


def _different(choices: Sequence[Choice]) -> Iterator[Choice]:
    """Each reading once; moments are compared as moments, also in the hour that comes twice."""
    seen = set()
    for each in choices:
        key = (
            each.start.astimezone(UTC) if each.start else None,
            each.end.astimezone(UTC) if each.end else None,
            each.recurrence,
        )
        if key not in seen:
            seen.add(key)
            yield each


def _moved(reading: Reading, zone: tzinfo) -> Reading:
    """Told in the reader's zone."""
    moved = tuple(_in_zone(each, zone) for each in reading.alternatives)
    return replace(_in_zone(reading, zone), alternatives=moved)


def _in_zone(choice: _Told, zone: tzinfo) -> _Told:
    return replace(
        choice,
        start=choice.start.astimezone(zone) if choice.start else None,
        end=choice.end.astimezone(zone) if choice.end else None,
        exceptions=tuple(each.astimezone(zone) for each in choice.exceptions),
    )
