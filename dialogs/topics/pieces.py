"""What a line about a colleague says: "Lena Voigt, Beraterin, Jobbrücke, Halle, lena@example.org, 0345 …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dialogs.topics.locating import locate
from dialogs.turn import Turn
from nlu.days import days_in, without_days
from nlu.interface import Entity
from storage.services.people import (
    InvalidMailError,
    InvalidTelephoneError,
    is_mobile,
    mail_address,
    telephone,
)

LONGEST = 200
"""Of one piece, in characters; longer ones are refused."""

_COMMA = re.compile(r"\s*[,;\n]+\s*")
_JOINED = re.compile(
    r"\s+(?:als|bei(?:m| der)?|in(?: der| dem)?|im|für(?: die| das)?|at|as|for)\s+"
    r"|\s+(?=(?:seit|ab|since|from)\s)",
    re.I,
)
_PREPOSITION = re.compile(
    r"^(?:(?:als|bei|beim|in|im|für|die|der|das|at|as|for|region|projekt|gruppe)\s+)+", re.I
)
_SALUTATION = re.compile(r"^(?:(?:frau|herr|herrn|kollegin|kollege|ms\.?|mr\.?|mrs\.?)\s+)+", re.I)
_WEEKDAY = re.compile(r"(?:mo|di|mi|do|fr|sa|so|tue?|wed?|thu?|fri|mon)\w*\b", re.I)
_HOURS = re.compile(r"\b(mo|di|mi|do|fr|sa|so|montags?|täglich|mon|tue|wed|thu|fri|daily)\b.*\d", re.I)
_NUMBER = re.compile(r"^[+(]?\d[\d\s()/.\-–]{4,}$")
_MISSING = r"(?:(?:fehlt|fehlte|is missing)(?:\s+(?:noch|auch))?\s*)?"
_WHO_WORKS = re.compile(
    r"[\s,]+(?:und\s+|and\s+)?(?:(?:die|der|sie|er|who|she|he)\s+)?(?:macht|arbeitet|works)\b(?:\s+(?:bei|für|at|for|on)\b)?"
    r"\s*",
    re.I,
)
_INVITES = re.compile(
    r"[\s,]*(?:(?:und|and)\s+)?(?:bitte\s+|auch\s+|gleich\s+|dann\s+|please\s+|also\s+)*"
    r"(?:einladen|lade?\b.{0,30}\bein|invite(?:\s+\w+)?)\W*$",
    re.I,
)
_MAIL = re.compile(r"[^\s<>,;:]+@[^\s<>,;]+")
_THE = r"(?:(?:die|der|das|ihre?|seine?|meine?|the|her|his|their)\s+)?"
_IS = r"(?::|\b(?:ist|sind)(?: jetzt)?\b|\b(?:is|are)(?: now)?\b|\bneu\b)?:?"
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"^{_THE}(?:{words})\s*{_MISSING}{_IS}\s*(?=\S)", re.I))
    for name, words in (
        ("function", r"(?:neue )?funktion|position|rolle|function|role"),
        ("hours", r"(?:neue )?sprechzeit(?:en)?|sprechstunden?|erreichbar|bürozeiten|office hours|hours"),
        ("number", r"(?:neue )?(?:tel(?:efon)?(?:nummer)?\.?|nummer|durchwahl|☎|phone|number|mobile?|handy)"),
        ("mail", r"(?:neue )?(?:e-?mail(?:adresse)?|mail(?:adresse)?|✉)"),
    )
)  # fmt: skip
_COVERED = 0.6


@dataclass
class Pieces:
    """What was read: fields of a draft, words that stand for none, and what is wrong with a value."""

    draft: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of "mail", "number" or "long" and what was given."""


def read_pieces(text: str, turn: Turn) -> Pieces:
    """Read a line about a colleague, in any order; ``words`` keeps name and function, in theirs."""
    found = Pieces()
    if invites := _INVITES.search(text):
        found.wrong.append(("invite", ""))
        text = text[: invites.start()]
    for piece in _split(_WHO_WORKS.sub(", ", text)):
        if len(piece) > LONGEST:
            found.wrong.append(("long", piece[:20] + "…"))
        else:
            _read(piece, turn, found)
    return found


def name_of_words(words: list[str]) -> str:
    """The first of the words without "Frau" or "Herr": a name, in capitals where none were written."""
    name = _SALUTATION.sub("", words[0]).strip() if words else ""
    return name if not name.islower() else " ".join(word[:1].upper() + word[1:] for word in name.split())


def _split(text: str) -> list[str]:
    """At commas, semicolons and line breaks if there are any, else at small words."""
    pieces = _hours_together([piece for piece in _COMMA.split(text.strip(" ,;.!\n")) if piece])
    if len(pieces) > 1:
        return [part for piece in pieces for part in _dated(piece)]
    return [piece.strip() for piece in _JOINED.split(text.strip(" ,;.!\n")) if piece.strip()]


def _hours_together(pieces: list[str]) -> list[str]:
    """ "Sprechzeiten Di, Do 9–15 Uhr" is one piece in spite of its comma."""
    kept: list[str] = []
    for piece in pieces:
        if kept and _WEEKDAY.match(piece) and _labelled(kept[-1])[0] == "hours":
            kept[-1] = f"{kept[-1]}, {piece}"
        else:
            kept.append(piece)
    return kept


def _dated(piece: str) -> list[str]:
    """A piece, and the day that hangs on it: "Halle ab 1. Dezember"."""
    return [part for part in re.split(r"\s+(?=(?:seit|ab|since|from)\s)", piece, flags=re.I) if part]


def _read(piece: str, turn: Turn, found: Pieces) -> None:
    label, value = _labelled(piece)
    if label in ("function", "hours"):
        found.draft[label] = value
    elif label == "mail" or "@" in value:
        _mail(value, found)
    elif label == "number" or _NUMBER.match(value):
        _number(value, found)
    elif _HOURS.search(value):
        found.draft["hours"] = value
    elif not (_day(value, turn, found) or _named(value, turn, found)):
        found.words.append(value)


def _labelled(piece: str) -> tuple[str, str]:
    for name, form in _LABELS:
        if match := form.match(piece):
            return name, piece[match.end() :].strip()
    return "", piece


def _mail(value: str, found: Pieces) -> None:
    one = _MAIL.findall(value)
    value = one[0].rstrip(".") if len(one) == 1 else value
    try:
        found.draft["email"] = mail_address(value)
    except InvalidMailError:
        found.wrong.append(("mail", value[:60]))


def _number(value: str, found: Pieces) -> None:
    try:
        number = telephone(value)
    except InvalidTelephoneError:
        found.wrong.append(("number", value[:60]))
        return
    found.draft["mobile" if is_mobile(number) else "phone"] = number


def _day(value: str, turn: Turn, found: Pieces) -> bool:
    """Whether the piece is a day and nothing else."""
    days = days_in(value, turn.today)
    if len(days) != 1 or re.search(r"\w", without_days(value, turn.today)):
        return False
    found.draft["since"] = days[0].day.isoformat()
    return True


def _named(value: str, turn: Turn, found: Pieces) -> bool:
    """Whether the piece is made of names of the directory (of anything but people)."""
    entities = turn.understanding.entities if turn.understanding else ()
    rest = _PREPOSITION.sub("", value)
    inside = [e for e in entities if e.entity != "person" and e.text and e.text.lower() in rest.lower()]
    if sum(len(e.text) for e in inside) < _COVERED * len(rest) or not rest:
        return False
    taken = [_take(entity, turn, found) for entity in inside]
    return any(taken)


def _take(entity: Entity, turn: Turn, found: Pieces) -> bool:
    if entity.entity in ("region", "place"):
        spot = locate(entity, turn.network)
        if len(spot.region_ids) == 1:
            found.draft["region"] = spot.region_ids[0]
        return len(spot.region_ids) == 1
    if len(entity.refs) != 1:
        return False
    if entity.entity in ("project", "organisation", "group"):
        found.draft[entity.entity] = int(entity.refs[0])
    elif entity.entity == "topic":
        found.draft.setdefault("topics", []).append(int(entity.refs[0]))
    elif entity.entity == "language":
        found.draft.setdefault("languages", []).append(entity.refs[0])
    else:
        return False
    return True
