"""Short words that are times only among times: "So", "am", "may", "Jan". Decides what they are. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlu.dates.token import Token

_SURE_SHORT = frozenset({"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri"})
_WORDS_TOO = frozenset(
    "may march mar jan jun jul dec sep nov okt oct apr aug feb juno julei sept feber mai dez mrz maer".split()
)
_PREPOSITIONS = frozenset(
    "am an on ab bis von vom zum until till to from by before after seit since jeden jede every each "
    "naechsten naechster naechste kommenden diesen next this last letzten und and oder or im in of "
    "ende anfang mitte early late mid end der den each".split()
)
_AFTER = frozenset("um at ab bis - ~ , / + und oder frueh abend mittag vormittag nachmittag morgen".split())
_AFTER_LOW = frozenset(
    "um ab gegen frueh mittag vormittag nachmittag abend zwischen morgen abends nachmittags".split()
)
_JOINTS = frozenset({"oder", "or", "und", "bis", "-", "/", "&", "+", "to"})
_NAMED = frozenset({"WEEKDAY", "MONTH", "SEASON", "REL", "MORGEN"})
_MERIDIEMS = ("am", "pm")


_MOVING = frozenset(
    "move moved moving reschedule rescheduled postpone postponed shift shifted push pushed verschieb "
    "verschiebe verschieben verschiebt verschoben verleg verlege verlegen verlegt schieb schiebe schieben "
    "verlegst verschiebst umlegen".split()
)
_MOVED_BY = {
    "to": ("onto", {"ONTO": 1}),
    "auf": ("onto", {"ONTO": 1}),
    "um": ("um", {"BYMUCH": 1}),
    "by": ("by", {"BYMUCH": 1}),
}


def _moving(tokens: Sequence[Token]) -> bool:
    """Whether a meeting is moved: "to" is no range then, and "um eine Stunde" no time of the day."""
    return any(each.word in _MOVING for each in tokens)


def _of_move(token: Token) -> Token:
    word, tags = _MOVED_BY.get(token.word, (token.word, {}))
    kept = {name: value for name, value in token.tags.items() if name != "OTHER" or not tags}
    return replace(token, word=word, tags={**kept, **tags})


_TAKES = frozenset({"findet", "finden", "fand", "fanden", "faende"})
"""What "statt" belongs to in "findet am Freitag statt"."""


def in_context(tokens: tuple[Token, ...], language: str | None) -> tuple[Token, ...]:
    """The tokens, with the categories that do not fit taken away."""
    if _moving(tokens):
        tokens = tuple(_of_move(token) for token in tokens)
    return tuple(_one(tokens, index, language) for index in range(len(tokens)))


def _one(tokens: Sequence[Token], index: int, language: str | None) -> Token:  # noqa: PLR0911 (one a word)
    token = tokens[index]
    if token.word == "statt" and any(each.word in _TAKES for each in tokens[:index]):
        return replace(token, word="stattfinden", tags={})
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.word in _MERIDIEMS and before is not None and _hour(before):
        return _meridiem(token, before, after, language)
    if token.word in ("a", "p") and before is not None and _hour(before) and _dotted_m(tokens, index):
        return replace(token, tags={"AMPM": f"{token.word}m"})
    if "WDSHORT" in token.tags and token.word not in _SURE_SHORT:
        hyphened = (
            after is not None and after.word == "-" and after.glued and not _days_too(tokens, index + 2)
        )
        joined = after is not None and after.word in _JOINTS and _days_too(tokens, index + 2, numbers=False)
        joined = joined or (
            before is not None
            and before.word in _JOINTS
            and index > 1
            and _days_too(tokens, index - 2, numbers=False)
        )
        joined = joined or (token.word == "do" and language != "en" and _time_after(tokens, index + 1))
        if hyphened or not (joined or _day_here(token, before, after)):
            return _without(token, "WDSHORT")
    if _NAMED & set(token.tags) and _compound(tokens, index):
        return replace(token, tags={"OTHER": 0})
    if token.word in _WORDS_TOO and "MONTH" in token.tags and not _month_here(tokens, index, before, after):
        return _without(token, "MONTH")
    if token.word == "we" and "WEEKEND" in token.tags and not (token.text.isupper() and before is not None):
        return _without(token, "WEEKEND")
    if (
        token.word in ("vm", "nm", "min", "mins", "start", "end", "late", "early")
        and before is None
        and after is None
    ):
        return replace(token, tags={})
    return token


def _compound(tokens: Sequence[Token], index: int) -> bool:
    """ "Sommer-Fest", "Mai-Linh": part of a longer word."""
    if index + 2 >= len(tokens):
        return False
    sign, rest = tokens[index + 1 : index + 3]
    return sign.word == "-" and sign.glued and rest.glued and "OTHER" in rest.tags


def _days_too(tokens: Sequence[Token], index: int, *, numbers: bool = True) -> bool:
    """Whether another day follows a hyphen: "Mo-Mi", and not "SO-SERVE"."""
    wanted = {"WDSHORT", "WEEKDAY", "NUM"} if numbers else {"WDSHORT", "WEEKDAY"}
    return index < len(tokens) and bool(wanted & set(tokens[index].tags))


def _time_after(tokens: Sequence[Token], index: int) -> bool:
    """ "do 15h", "do 15 uhr", "do 15:30"."""
    if index + 1 >= len(tokens) or not tokens[index].number:
        return False
    sign = tokens[index + 1]
    return sign.word in ("uhr", "h") or (sign.word in (":", "-", ".") and sign.glued)


def _hour(token: Token) -> bool:
    return token.number or "CARD" in token.tags or token.word == "clock"


def _dotted_m(tokens: Sequence[Token], index: int) -> bool:
    return [each.word for each in tokens[index + 1 : index + 3]] == [".", "m"]


def _meridiem(token: Token, before: Token, after: Token | None, language: str | None) -> Token:
    """ "3 am" is a time in English; in German "um 3 am Freitag" goes on."""
    goes_on = after is not None and (
        "WEEKDAY" in after.tags
        or "WDSHORT" in after.tags
        or "PART" in after.tags
        or after.number
        or "WHICH" in after.tags
        or "ORD" in after.tags
        or "MORGEN" in after.tags
        or "WEEKEND" in after.tags
        or "DAYPART" in after.tags
        or after.word in ("ende", "anfang", "tag", "gleichen", "selben")
    )
    if token.word == "pm" or token.glued or (language != "de" and not goes_on):
        return replace(token, tags={"AMPM": token.word})
    return token


def _day_here(token: Token, before: Token | None, after: Token | None) -> bool:
    """ "Mo", "so" …: written like a short form, and with something of time beside it."""
    follows = after is not None and (
        (after.word == "." and after.glued)
        or (
            token.text[0].isupper()
            and (
                after.number
                or after.word in _AFTER
                or "PART" in after.tags
                or "KW" in after.tags
                or after.word == ")"
            )
        )
        or (after.number and token.word not in ("so", "do"))
    )
    leads = before is not None and (
        before.word in _PREPOSITIONS
        or (before.word in ("-", "/", "uhr") and token.text[0].isupper())
        or (before.number and token.text[0].isupper() and token.word != "so")
    )
    low = after is not None and token.word != "so" and (after.word in _AFTER_LOW or _clockish(after))
    alone = (
        low
        or (before is None and after is None)
        or (before is not None and before.word == "am" and token.word != "so")
    )
    capital_so = (
        token.word == "so" and before is None and after is not None and after.word in ("um", "ab", "gegen")
    )
    return (
        (follows and not capital_so)
        or (leads and (token.text[0].isupper() or _only(after)) and token.word not in ("so",))
        or alone
        or (leads and token.text[0].isupper())
    )


def _clockish(token: Token) -> bool:
    """ "do halb drei", "do viertel elf": only a time of the day goes on so."""
    return token.word in ("halb", "viertel", "dreiviertel", "kurz", "punkt")


def _only(after: Token | None) -> bool:
    return after is None or after.number or after.word in _AFTER or after.word in ("?", "!", ".")


_BEFORE_MONTH = frozenset({".", "-", "/", "of", "in", "im", "st", "nd", "rd", "th"}) | _PREPOSITIONS


_OF_MONTHS = frozenset("passt waere geht klappt ginge wird reicht".split())
"""What is said of a month at the beginning of a sentence; Mai is a first name, too."""


def _tags_at(tokens: Sequence[Token], index: int) -> Mapping[str, object]:
    return tokens[index].tags if index < len(tokens) else {}


def _month_too(tokens: Sequence[Token], index: int) -> bool:
    """Whether "Jan" in "Jan und Mai" is a month, and not somebody's name."""
    if "MONTH" not in tokens[index].tags:
        return tokens[index].word in (".", "th", "st") or "ORD" in tokens[index].tags
    before = tokens[index - 1] if index else None
    return tokens[index].word not in _WORDS_TOO or (
        before is not None
        and (before.number or before.word in _BEFORE_MONTH)
        and before.word not in ("an", "von")
    )


def _month_here(tokens: Sequence[Token], index: int, before: Token | None, after: Token | None) -> bool:
    """ "May", "Jan", "Mai": with a number or a preposition beside it."""
    token = tokens[index]
    if after is not None and after.word in ("-", "bis", "/") and "MONTH" in _tags_at(tokens, index + 2):
        return True
    verb = token.word == "may" and before is not None and before.word in ("you", "we", "i", "they")
    if before is not None and before.word in ("und", "and", "oder", "or"):
        return index > 1 and (tokens[index - 2].number or _month_too(tokens, index - 2))
    if before is not None and (before.number or "ORD" in before.tags or before.word in _BEFORE_MONTH):
        return True
    if after is not None and (after.number or "ORD" in after.tags) and not verb:
        return True
    alone = before is None and (after is None or after.word in ("?", ".", "!"))
    if token.word == "mai" and token.text[0].isupper():
        named = after is not None and ("OTHER" in after.tags or after.word in ("ist", "hat", "kann", "will"))
        return before is not None or not named or (after is not None and after.word in _OF_MONTHS)
    return alone


def _without(token: Token, tag: str) -> Token:
    left = {name: value for name, value in token.tags.items() if name != tag}
    return replace(token, tags=left or {"OTHER": 0})
