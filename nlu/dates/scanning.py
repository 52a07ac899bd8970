"""A text as pieces of time, the longest that a rule reads; what is left over is looked at too. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nlu.dates import (
    rules_clock,
    rules_clock_more,
    rules_days,
    rules_exceptions,
    rules_feasts,
    rules_lengths,
    rules_monthly,
    rules_offsets,
    rules_parts,
    rules_periods,
    rules_series,
    rules_small,
    rules_spans,
    rules_workdays,
)
from nlu.dates.days import MonthDay
from nlu.dates.grammar import Parser
from nlu.dates.leftovers import SIGNS as _SIGNS
from nlu.dates.leftovers import left_over, stands_before, unread
from nlu.dates.piece import Piece
from nlu.dates.token import Token
from nlu.dates.values import Clock, Dotted, Edge, Every, Filler, Length, Part, Slashed, Wrong

GRAMMAR = (
    rules_clock,
    rules_clock_more,
    rules_spans,
    rules_parts,
    rules_days,
    rules_exceptions,
    rules_feasts,
    rules_lengths,
    rules_offsets,
    rules_periods,
    rules_series,
    rules_monthly,
    rules_workdays,
    rules_exceptions,
    rules_small,
)
"""The modules whose rules are in force."""

_KINDS = (
    "either", "except", "firsttime", "filler", "wrong", "irregular", "every", "times", "allday", "anchor",
    "ahead", "some", "openspan", "dayrange", "morning", "day", "monthday", "clockspan", "sametime", "clock",
    "part", "duration", "zone", "edge",
)  # fmt: skip
"""What a piece can be; of two equally long the first wins."""

_HARMLESS = frozenset(
    "wir ich uns euch sie es er ist geht passt kann koennen koennt mal dann bitte bei mit was wie gerne "
    "gern treffen online oder und aber we i it is please ok okay can could works does do does would if "
    "statt los start meet you they she he telefonieren nicht auch noch schon weil wenn da dort hier "
    "fuer im in los sein wird werden beginnt findet finden moeglich frei for lets let zoom per via "
    "haben habe hat machen passen passte ginge beim am an so zu".split()
)


@dataclass(frozen=True, slots=True)
class Scan:
    """The pieces of a text, and whether something that looks like a time was left over."""

    pieces: tuple[Piece, ...]
    suspicious: bool


def scan(tokens: Sequence[Token]) -> Scan:
    """Cut a text into pieces."""
    parser = Parser(tokens)
    pieces: list[Piece] = []
    suspicious = False
    at = 0
    while at < len(tokens):
        piece = _next(parser, at, pieces)
        if piece is None:
            suspicious = suspicious or left_over(tokens, at, pieces)
            at += 1
            continue
        if piece.node is not None:
            pieces.extend(_flat(piece))
        at = piece.end
    suspicious = suspicious or any(stands_before(tokens, piece, pieces) for piece in pieces)
    used = tuple(_adjacent(pieces, tokens))
    return Scan(used, suspicious or unread(tokens, pieces, used))


def _flat(piece: Piece) -> Iterator[Piece]:
    if isinstance(piece.node, tuple):
        yield from (replace(piece, node=node) for node in piece.node)
    else:
        yield piece


def _next(parser: Parser, at: int, pieces: Sequence[Piece]) -> Piece | None:
    best: tuple[int, Any] | None = None
    for kind in _KINDS:
        for end, node in parser.read(kind, at):
            if (best is None or end > best[0]) and _fits(kind, node, parser.tokens, at, end, pieces):
                best = (end, node)
    bare = _bare(parser, at, pieces)
    if bare is not None and (best is None or bare.end > best[0]):
        return bare
    if best is None:
        return None
    return Piece(_second_clock(best, parser, at, pieces), at, best[0])


def _second_clock(best: tuple[int, Any], parser: Parser, at: int, pieces: Sequence[Piece]) -> Any:
    """ "Um 10, 2h": after a time of the day it is a duration."""
    if isinstance(best[1], Clock) and any(isinstance(piece.node, Clock) for piece in pieces):
        for end, node in parser.read("length", at):
            if end == best[0] and isinstance(node, Length):
                return node
    return best[1]


def _fits(kind: str, node: Any, tokens: Sequence[Token], at: int, end: int, pieces: Sequence[Piece]) -> bool:
    following = tokens[end] if end < len(tokens) else None
    if isinstance(node, Filler):
        if (
            tokens[end - 1].word == ":"
            and tokens[end - 1].glued
            and following is not None
            and following.glued
        ):
            return False  # "auf 16:30"
        return following is None or not (
            "OCLOCK" in following.tags
            or (following.glued and following.word in (":", "h"))
            or "AMPM" in following.tags
        )
    if kind == "openspan":
        alone = not at or (bool(pieces) and pieces[-1].end >= at - 1) or tokens[at - 1].word in _HARMLESS
        return alone and (following is None or following.word in _SIGNS) and not _dotted_on(tokens, end)
    if kind in ("clock", "clockspan") and _dotted_on(tokens, end):
        return False
    if kind == "monthday":
        return _is_day(tokens, at, end, following)
    return True


def _dotted_on(tokens: Sequence[Token], end: int) -> bool:
    """Whether the last number goes on as a date: "17 Uhr bis 10.12."."""
    rest = tokens[end - 1 : end + 2]
    return (
        len(rest) == 3
        and rest[0].number
        and rest[1].word == "."
        and rest[1].glued
        and rest[2].glued
        and rest[2].number
    )


def _is_day(tokens: Sequence[Token], at: int, end: int, following: Token | None) -> bool:
    """Whether "am 14.", "der dritte" is a day of the month, and not the first word of "der dritte Raum"."""
    if following is not None and ((following.number and following.glued) or "MONTH" in following.tags):
        return False  # "vom 28.12.", "mon 4th jan"
    spelt = not (tokens[end - 1].word == "." or tokens[end - 1].number or tokens[end - 2].number)
    if spelt and tokens[at].word in ("der", "die", "das", "the", "des"):
        return following is not None and ("AT" in following.tags or "PART" in following.tags)
    if following is None or following.word in _SIGNS or following.word in _HARMLESS:
        return True
    if following.tags and not {"EVENT", "OTHER", "TIMEISH", "UNIT", "WEEKDAY"} & set(following.tags):
        return True
    last = tokens[end - 1]
    digits = last.word == "." or last.number
    return (
        digits
        and not following.text[0].isupper()
        and tokens[at].word != "der"
        and "EVENT" not in following.tags
    )


def _bare(  # noqa: PLR0911 (one for each doubt)
    parser: Parser, at: int, pieces: Sequence[Piece]
) -> Piece | None:
    """A number without any sign is a time of the day after "ab", "bis", or at the end after a day."""
    if not pieces or at - pieces[-1].end > 1:
        return None
    before = pieces[-1].node
    if pieces[-1].end != at and (isinstance(before, Edge) or parser.tokens[at - 1].word != ","):
        return None
    after_edge = isinstance(before, Edge)
    begins = after_edge and parser.tokens[at - 1].word in ("von", "vom", "from")
    if begins and not _goes_on(parser.tokens, at):
        return None  # "zwei von drei"
    after_or = after_edge and before.kind in ("or", "and", "to", "until")
    if (
        after_or
        and len(pieces) > 1
        and not isinstance(pieces[-2].node, Clock | Edge)
        and before.kind != "until"
    ):
        return None
    after_day = hasattr(before, "resolve") or isinstance(before, Every | Part | Dotted | Slashed)
    if not (after_edge or after_day):
        return None
    found = (parser.longest("barespan", at) if after_day else None) or parser.longest("bare", at)
    if found is None:
        return None
    end, node = found
    following = parser.tokens[end] if end < len(parser.tokens) else None
    if after_day and isinstance(before, MonthDay) and before.month is None:
        return None
    plain = following is None or following.word in _SIGNS or following.word in _HARMLESS
    if (
        plain
        and following is not None
        and following.word in ":./"
        and following.glued
        and end + 1 < len(parser.tokens)
        and parser.tokens[end + 1].glued
    ):
        return Piece(Wrong(), at, end)
    known = following is not None and bool(following.tags) and "OTHER" not in following.tags
    if plain or known:
        return Piece(node, at, end)
    return Piece(Wrong(), at, end)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether "von 10" has an end."""
    return any(
        each.word in ("bis", "-", "to", "until", "till", "auf", "onto") for each in tokens[at + 1 : at + 4]
    )


def _adjacent(pieces: Sequence[Piece], tokens: Sequence[Token]) -> Iterator[Piece]:
    """Without edges that nothing follows, and joints that nothing stands before."""
    for index, piece in enumerate(pieces):
        if isinstance(piece.node, Edge):
            before = pieces[index - 1] if index else None
            after = pieces[index + 1] if index + 1 < len(pieces) else None
            if after is None or not _follows(piece, after, tokens):
                continue
            joint = piece.node.kind in ("to", "and", "or")
            if joint and (before is None or isinstance(before.node, Filler) or piece.start > before.end + 1):
                continue
        yield piece


def _follows(edge: Piece, after: Piece, tokens: Sequence[Token]) -> bool:
    """Whether an edge belongs to a piece: nothing but a word stands between them."""
    if after.start == edge.start:  # read in one
        return True
    if isinstance(after.node, Filler) or after.start > edge.end + 1:
        return False
    return after.start == edge.end or tokens[edge.end].word not in _SIGNS
