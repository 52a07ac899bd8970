"""What a sentence about an absence says: who is away, who stands in, which days, and what is left over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dialogs.turn import Turn
from nlu.days import impossible_in, periods_in, without_days
from nlu.interface import Entity

HOLIDAY = re.compile(r"urlaub|ferien|holiday|vacation", re.I)
DEPUTY = re.compile(
    r"\b(?:(?P<noun>vertretung|vertreter(?:in|:in)?|deputy|covered by|vertreten(?: durch| von)?)"
    r"|vertret\w*|vertritt|springt\b.*\bein|covers?|stands? in|steps in)\b",
    re.I,
)
_SELF_DEPUTY = re.compile(
    r"\b(?:ich vertrete|vertrete ich|ich springe\b.*\bein|(?:vertretung|die) (?:mache|übernehme"
    r"|uebernehme) ich"
    r"|i(?:['’]ll| will)? (?:cover|stand in|step in))\b",
    re.I,
)
_OWN = re.compile(r"\b(?:ich|i|i['’]m|mich|mir|me|mein\w*|my)\b|^\W*(?:bin|habe?)\b", re.I)
_IS = re.compile(r"\s*(?:ist|hat|geht|fehlt|macht|nimmt|is|has|will|goes)\b", re.I)
_FOR = re.compile(r"\b(?:für|fuer|for|of)\s+$", re.I)
_BY = re.compile(r"\b(?:von|durch|by)\s+$", re.I)
_YEAR = re.compile(r"\b\d{4}\b|\.\d\d\b(?!\.)")
_LONGEST = timedelta(days=300)
"""A longer one without a year mostly is the last day before the first."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who is away (oneself: ``own``), who stands in, and whom nothing was made of."""

    own: bool
    away: Entity | None
    deputy: Entity | None
    self_deputy: bool
    left: tuple[Entity, ...]


def who_in(turn: Turn) -> Said:
    """Read who is away and who stands in."""
    read, text = turn.understanding, turn.text
    people = [one for one in read.of("person") if one.refs] if read else []
    self_deputy = bool(_SELF_DEPUTY.search(text))
    deputy = None if self_deputy else _deputy(text, people)
    others = [one for one in people if one is not deputy]
    subject = next((one for one in others if _IS.match(text[one.end :])), None)
    own = subject is None and not self_deputy and bool(_OWN.search(text))
    if own and deputy is None and DEPUTY.search(text) and others:
        deputy = others.pop(0)
    away = None if own else subject or (others[0] if others else None)
    return Said(own, away, deputy, self_deputy, tuple(one for one in others if one is not away))


def _deputy(text: str, people: list[Entity]) -> Entity | None:
    found = DEPUTY.search(text)
    can = [one for one in people if not _FOR.search(text[: one.start])]
    if found is None or not can:
        return None
    by = next((one for one in can if _BY.search(text[: one.start])), None)
    before = [one for one in can if one.end <= found.start()]
    after = [one for one in can if one.start >= found.start()]
    if by is not None:
        return by
    if found["noun"]:
        stands = before and _IS.match(text[before[-1].end : found.start()]) and len(before) == 1 and not after
        return before[-1] if stands else after[0] if after else None
    return before[-1] if before else after[0]


def only_deputies(turn: Turn) -> Entity | None:
    """The deputy whom an answer names that says nothing else: "Jonas", "Mara vertritt mich"."""
    read = turn.understanding
    people = [one for one in read.of("person") if one.refs] if read else []
    return _deputy(turn.text, people) or (people[0] if people else None)


def days_of(turn: Turn) -> dict[str, Any]:
    """The first and the last day as ISO 8601; ``wrong`` if they do not fit, ``more`` if others are left."""
    periods = periods_in(turn.text, turn.today)
    first, last = (periods[0].first, periods[0].last) if periods else (None, None)
    start = first or turn.today
    wrong = bool(impossible_in(turn.text, turn.today)) or _odd(turn, first, last)
    return {
        "from": (turn.today if wrong else start).isoformat(),
        "until": None if wrong or last is None else last.isoformat(),
        "named": first is not None and not wrong,
        "wrong": wrong,
        "more": len(periods) > 1,
    }


def _odd(turn: Turn, first: date | None, last: date | None) -> bool:
    if last is None:
        return False
    start = first or turn.today
    far = first is not None and last - start > _LONGEST and not _YEAR.search(turn.text)
    return last < max(start, turn.today) or far


def names_a_day_only(turn: Turn) -> bool:
    """Whether an answer is a day and nothing else, which then is the last one: "Freitag", "am 3.1."."""
    periods = periods_in(turn.text, turn.today)
    rest = re.sub(
        r"\b(?:wohl|bis|am|bitte|incl|inkl|einschließlich)\b|\W", "", without_days(turn.text, turn.today)
    )
    return not rest and len(periods) == 1 and periods[0].first == periods[0].last
