"""What was not read of a text, and whether it looks like a time: then nothing counts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlu.dates.piece import Piece
from nlu.dates.token import Token
from nlu.dates.values import Edge, Filler
from nlu.dates.words import TAGS

_TIMELY = frozenset(
    "WEEKDAY MONTH UNIT OCLOCK TIMEISH SEASON WEEKEND REL MORGEN PART DAYPART DAYPARTS WEEKLY ADVERB AMPM"
    " THREEQUARTER TENTHS".split()
)
SIGNS = frozenset(".,;:!?)(\"'-…/")
"""Signs that may stand anywhere."""

_BOUND = frozenset("am an on ab bis im in um zum zur vom von der die das den dem the at by this".split())
_ARTICLES = frozenset({"am", "den", "dem", "vom", "zum", "der", "bis", "ab", "the"})
_DANGLING = frozenset("bis until till til zwischen between vom seit since".split())
_FRACTIONS = frozenset({"viertel", "quarter", "halb", "half", "dreiviertel"})
_AT = frozenset("um gegen ab at bis until till beginn start ende beginning".split())
"""A number behind one of these is an hour."""
_HARDLY_NAMES = frozenset("noch erst nur immer schon eher so auch dann lieber besser".split())
_COUNTING = frozenset({"ORD", "WHICH", "CARD", "NUM", "EVERY"})
_HOUSES = frozenset("im das dem unser unserem ein einem the our this".split())
"""What stands before a quarter of a town."""

_NEVER = frozenset("nie niemals never kein keine keinen keinem keiner no neither weder ausser except".split())
_ELSE = frozenset("danach davor spaeter frueher vorher nachher later earlier before after nicht not".split())
_RHYTHMS = (
    "woechig", "woechige", "woechigen", "woechentlich", "taegig", "taegige", "taeglich",
    "jaehrlich", "monatlich",    "takt", "turnus", "rhythmus", "stuendlich", "minuetlich", "ferien",
)  # fmt: skip
_VERBS = frozenset(
    "kann kannst koennen koennt koennte koennten schaffe schaffen schafft schaff klappt klappte passt passe "
    "geht ginge komme kommt kommen kommst bin sind ist war waere habe haben hab hat moechte will wollen darf "
    "muss muessen werde wird werden soll sollte findet can could would are "
    "works work be come coming make wissen weiss sicher sure know".split()
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
    """Whether a word that changes a time was left over: "nie", "nicht", "bis" at the end, "jeden"."""
    if not any(not isinstance(piece.node, Filler) for piece in used):
        return False
    read = _covered(tokens, (piece for piece in used if not isinstance(piece.node, Filler)))
    known = _covered(tokens, (*used, *(piece for piece in pieces if isinstance(piece.node, Filler))))
    left = [index for index in range(len(tokens)) if not known[index] and not _is_verb(tokens, index)]
    verb = any(tokens[index].word in _VERBS for index in left)
    return any(
        _rhythmic(tokens[index])
        or _denies(tokens, index, verb=verb)
        or _dangles(tokens, index)
        or _beside(tokens, index, read, known)
        for index in left
    )


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether "coming" is what somebody does: "I am coming on Friday", not "this coming Friday"."""
    behind = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return tokens[at].word == "coming" and behind in ("on", "at", "to", "in", "")


def _covered(tokens: Sequence[Token], pieces: Iterable[Piece]) -> list[bool]:
    covered = [False] * len(tokens)
    for piece in pieces:
        covered[piece.start : piece.end] = [True] * (piece.end - piece.start)
    return covered


def _german(tokens: Sequence[Token]) -> bool:
    """Whether "do" is a Thursday, and no English verb."""
    languages = [tag for token in tokens for tag in ("DE", "EN") if tag in token.tags and token.word != "am"]
    return "DE" in languages and "EN" not in languages


def _rhythmic(token: Token) -> bool:
    """ "Zweiwochentakt", "dreiwöchig": how often or how long, in a word that is not known."""
    return "OTHER" in token.tags and token.word.endswith(_RHYTHMS)


def _denies(tokens: Sequence[Token], index: int, *, verb: bool) -> bool:
    word = tokens[index].word
    return word in _NEVER or (word in ("nicht", "not") and not verb)


def _between(token: Token) -> bool:
    return token.word in _BOUND or token.word in ("und", "and") or bool(_COUNTING & set(token.tags))


def _last(tokens: Sequence[Token], index: int) -> bool:
    return all(each.word in SIGNS for each in tokens[index + 1 :])


def _dangles(tokens: Sequence[Token], index: int) -> bool:
    """ "Montag bis": more was to come."""
    return tokens[index].word in _DANGLING and _last(tokens, index)


def _beside(  # noqa: PLR0911 (one for each kind of word)
    tokens: Sequence[Token], index: int, read: Sequence[bool], known: Sequence[bool]
) -> bool:
    """A number, "jeden", "letzten", "Sa" right beside what was read belongs to it, and nobody knows how."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    following = index + 1
    while following < len(tokens) and not read[following] and _between(tokens[following]):
        following += 1
    follows = following < len(tokens) and read[following]
    ends = _last(tokens, index)
    behind = bool(index) and read[index - 1]
    if token.number or "CARD" in token.tags:
        if before is not None and before.word in _AT and not known[index - 1]:
            return True
        named = (
            before is not None
            and "OTHER" in before.tags
            and not known[index - 1]
            and before.word not in _HARDLY_NAMES
        )
        year = "D4" in token.tags and 1990 <= int(token.tags["NUM"]) <= 2099
        return ((follows or ends) and not named) or (year and behind)
    if token.word in ("alle", "aller"):
        return follows and (tokens[following].number or "CARD" in tokens[following].tags)
    if "EVERY" in token.tags:
        return (follows or ends) and not (before is not None and before.word in ("fuer", "for", "an", "von"))
    if token.word in _FRACTIONS:
        return not (before is not None and before.word in _HOUSES)
    short = "WDSHORT" in TAGS.get(token.word, ()) and token.word != "so"
    if short and (token.word != "do" or _german(tokens)):
        return follows or (behind and ends) or any(read[index + 1 : index + 4])
    if token.word in ("oder", "or"):
        return index + 1 < len(tokens) and tokens[index + 1].word in _ELSE
    if token.word in ("vorher", "danach", "davor"):
        return behind and (ends or follows)
    dated = "ORD" in token.tags and before is not None and before.word == "am"  # "am elften absagen"
    return dated or (("WHICH" in token.tags or "ORD" in token.tags) and (follows or ends))
