"""What was not read of a text, and whether it looks like a time: then nothing counts. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.dates.piece import Piece
from nlu.dates.token import Token
from nlu.dates.values import Edge, Filler

_TIMELY = frozenset(
    "WEEKDAY MONTH UNIT OCLOCK TIMEISH SEASON WEEKEND REL MORGEN PART DAYPART DAYPARTS WEEKLY ADVERB AMPM"
    " THREEQUARTER TENTHS".split()
)
SIGNS = frozenset(".,;:!?)(\"'-…/")
"""Signs that may stand anywhere."""

_BOUND = frozenset("am an on ab bis im in um zum zur vom von der die das den dem the at by this".split())
_ARTICLES = frozenset({"am", "den", "dem", "vom", "zum", "der", "bis", "ab", "the"})
_DANGLING = frozenset("bis until till til zwischen between vom".split())
_NEVER = frozenset("nie niemals never kein keine keinen keinem keiner no neither weder ausser except".split())
_VERBS = frozenset(
    "kann kannst koennen koennt koennte koennten schaffe schaffen schafft schaff klappt klappte passt passe "
    "geht ginge komme kommt kommen kommst bin sind ist war waere habe haben hab hat moechte will wollen darf "
    "muss "
    "muessen werde wird werden soll sollte findet can could will would am are is was do does did have has "
    "works work be come make wissen weiss sicher sure know".split()
)
"""With one of these "nicht" says that somebody does not come; alone it takes the day away."""


def stands_before(tokens: Sequence[Token], piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether an unread "jeden", "nicht" or number stands before a piece and changes it: "5 Freitag"."""
    at = piece.start - 1
    if at < 0 or isinstance(piece.node, Filler | Edge) or any(each.start <= at < each.end for each in pieces):
        return False
    ordinal = "ORD" in tokens[at].tags or tokens[at].word == "."
    before = tokens[at - 1] if ordinal and at else tokens[at]
    if {"EVERY", "ALLE", "NOT"} & set(before.tags) and before.word not in ("alle", "aller"):
        return True
    number = tokens[at].number or "CARD" in tokens[at].tags
    return number and hasattr(piece.node, "resolve") and tokens[piece.start].word not in _BOUND


def left_over(tokens: Sequence[Token], at: int, pieces: Sequence[Piece]) -> bool:
    """Whether an unread token looks like a time: a word of the calendar, or a number behind a time."""
    token = tokens[at]
    if not _TIMELY.isdisjoint(token.tags) and token.word not in ("day", "tag"):
        return True
    number = token.number or "CARD" in token.tags
    behind = bool(pieces) and pieces[-1].end == at and not isinstance(pieces[-1].node, Filler | Edge)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if "OTHER" in token.tags:  # "am xxten Januar"
        return (
            at > 0
            and tokens[at - 1].word in _ARTICLES
            and following is not None
            and "MONTH" in following.tags
        )
    if "UNIT" in token.tags and token.word in ("day", "tag"):
        return not at or "OTHER" not in tokens[at - 1].tags
    if following is not None and following.word == "." and at + 2 < len(tokens):
        following = tokens[at + 2]
    if following is not None and following.word == "," and number:
        return any(each.number or each.word in ("und", "and") for each in tokens[at + 1 : at + 4])
    joint = following is not None and following.word in ("oder", "or", "bis", "-", "to", "und", "and", "/")
    return number and ((behind and (following is None or following.word in SIGNS)) or joint)


def unread(tokens: Sequence[Token], pieces: Sequence[Piece], used: Sequence[Piece]) -> bool:
    """Whether a word that changes a time was left over: "nie", "nicht", "bis" at the end."""
    if not any(not isinstance(piece.node, Filler) for piece in used):
        return False
    covered = [False] * len(tokens)
    for piece in (*used, *(piece for piece in pieces if isinstance(piece.node, Filler))):
        covered[piece.start : piece.end] = [True] * (piece.end - piece.start)
    left = [index for index in range(len(tokens)) if not covered[index]]
    verb = any(tokens[index].word in _VERBS for index in left)
    return any(_denies(tokens, index, verb=verb) or _dangles(tokens, index) for index in left)


def _denies(tokens: Sequence[Token], index: int, *, verb: bool) -> bool:
    word = tokens[index].word
    return word in _NEVER or (word in ("nicht", "not") and not verb)


def _dangles(tokens: Sequence[Token], index: int) -> bool:
    """ "Montag bis": more was to come."""
    return tokens[index].word in _DANGLING and all(each.word in SIGNS for each in tokens[index + 1 :])
