"""What is said of invitations: as what, how often and until when they count ("bis Freitag 5 Leute",
"gültig 3 Tage"), and whether it is about those that were made before.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from difflib import get_close_matches

from dialogs.turn import Turn
from nlu.dayparts import NUMBERS, fold
from nlu.days import Edge, days_in
from nlu.until import end_of_pause
from storage.models import Role

MEETING = re.compile(
    r"treffen|termin|sitzung|meeting|besprechung|forum|veranstaltung|workshop|zoom|feier", re.I
)
"""One is also invited to these, which is another topic."""

LISTS = re.compile(
    r"^\W*(?:einladungen|invitations)\W*$"
    r"|\b(?:meine|offene?\w*|alle|welche|unsere|zeige?|liste|gibt es|my|open|which|list|show|are there)\b"
    r".{0,30}\b(?:einladung(?:en|scodes?)|invitations|invit(?:e|ation) codes)\b"
    r"|\b(?:gibt es|is there)\b.{0,30}\b(?:einladung|invitation)\b",
    re.I,
)
"""A question for the invitations that are open."""

TAKES_BACK = re.compile(
    r"\b(?:zieh\w*|nimm|nehme)\b.*\beinladung\w*\b.*\b(?:zurück|zurueck)\b"
    r"|\beinladung\w*\b.*\b(?:zurück|zurueck|(?:wider|ab)rufen|widerrufen|stornieren|löschen|loeschen|beenden"
    r"|nicht mehr gelten)"
    r"|\b(?:widerruf\w*|storniere?|lösche?|loesche?|beende)\b.*\beinladung\w*"
    r"|\b(?:revoke|withdraw|cancel|delete|take back)\b.*\binvitation|\btake\b.*\binvitation\w*\b.*\bback\b",
    re.I,
)
"""An invitation is to count no longer."""

ROLES = {
    "administrator": Role.ADMINISTRATOR, "administratorin": Role.ADMINISTRATOR, "admin": Role.ADMINISTRATOR,
    "koordinator": Role.COORDINATOR, "koordinatorin": Role.COORDINATOR, "coordinator": Role.COORDINATOR,
}  # fmt: skip
_AS = re.compile(r"\b(?:als|as)\s+((?:\w+\s+){0,2}[\w:*]+)", re.I)
_ROLE = re.compile(
    r"\b(?:(?P<admin>admin(?:istrator\w*|s|in|innen)?)|(?:ko|co)ordin(?:ator|ier|iere)\w*)\b", re.I
)
_NAMED_ROLE = re.compile(r"\b(?P<admin>administr|verwalt)\w*|\b(?:ko|co)ordin\w+", re.I)

_COUNTS = NUMBERS | {
    "null": 0, "zero": 0, "no": 0, "keine": 0, "keinen": 0, "beide": 2, "dreizehn": 13, "vierzehn": 14,
    "fuenfzehn": 15, "zwanzig": 20, "fuenfundzwanzig": 25, "dreissig": 30, "vierzig": 40, "fuenfzig": 50,
    "hundert": 100, "dutzend": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "hundred": 100, "dozen": 12,
}  # fmt: skip
_WORDS = "|".join(sorted(_COUNTS, key=len, reverse=True))
_PEOPLE = (
    r"(?:person|mensch|leute|kolleg|mitarbeit|berater|ehrenamtl|mitglied|frauen|maenner|gaeste|partner|neue\b"
    r"|mal\b|people|colleague|member|volunteer|advis|guest|times|use)"
)
_HOW_MANY = re.compile(
    rf"\b(?P<number>\d{{1,4}}|{_WORDS})\s+(?:neue[nr]?\s+|new\s+|weitere[nr]?\s+|more\s+)?{_PEOPLE}"
    rf"|\b(?:lade|lad|invite)\s+(?:bitte\s+|mal\s+)?(?P<bare>\d{{1,4}}|(?!ein\b){_WORDS})\b"
)
_VAGUE = re.compile(r"\b(?:ein paar|einige|mehrere|viele|alle|a few|some people|several|many|all the)\b")
_SEVERAL = re.compile(
    _VAGUE.pattern
    + r"|\b(?:leute|personen|menschen|kolleginnen|kollegen|kolleg[:*_]innen|people|colleagues)\b"
)
_UNTIL = re.compile(rf"\b(?:bis(?! zu (?:\d|(?:{_WORDS})\b))|until|till|til|through)\b.*", re.I | re.S)
_LASTING = re.compile(
    r"\b[\w.,]+(?:\s+\w+)?\s+(?:stunden?|hours?|tage?n?|days?|wochen?|weeks?|monate?n?|months?)\b", re.I
)
_YEARS = re.compile(
    rf"\b(?:(?P<half>halbes|half an?|half)|(?P<number>\d+|{_WORDS}))\s+(?:ganzes\s+|whole\s+)?(?:jahr|year)"
)
_TIME = re.compile(
    r"\b(?:bis(?! zu \w+ \w)|until|till|through|gueltig|valid|befristet|unbefristet|unbegrenzt|dauerhaft"
    r"|forever|fuer immer|anderthalb|\w*(?:stunden?|tage?n?|wochen?|monate?n?|jahre?n?)"
    r"|hours?|days?|weeks?|months?|years?)\b"
)


def uses_in(text: str) -> int | None:
    """For how many people, 0 where it says none; None where the text does not say."""
    said = fold(text)
    found = None if _VAGUE.search(said) else _HOW_MANY.search(said)
    number = (found["number"] or found["bare"]) if found else text.strip()
    if number in _COUNTS:
        return _COUNTS[number]
    return int(number) if re.fullmatch(r"\d{1,4}", number) else None


def says_several(text: str) -> bool:
    """Whether a text speaks of more than one without saying how many."""
    return bool(_SEVERAL.search(fold(text)))


def role_in(text: str) -> Role:
    """As what somebody is invited, also with a slip of the finger."""
    if found := _NAMED_ROLE.search(text) if _AS.search(text) else _ROLE.search(text):
        return Role.ADMINISTRATOR if found["admin"] else Role.COORDINATOR
    said = fold(" ".join(_AS.findall(text))).split()
    meant = next((near[0] for word in said if (near := get_close_matches(word, ROLES, 1, 0.8))), None)
    return ROLES[meant] if meant else Role.MEMBER


def is_unclear(turn: Turn) -> bool:
    """Whether a text says until when, but not so that one could tell."""
    return until_in(turn) is None and bool(_TIME.search(fold(turn.text)))


def until_in(turn: Turn) -> str | None:
    """The moment from which an invitation no longer counts, as ISO 8601; None where the text says none.

    A day that is named belongs to it: "bis Freitag" counts all Friday. A year is 365 days.
    """
    now = turn.now.astimezone(turn.network.zone)
    if said := _UNTIL.search(turn.text):
        last = next((day.day for day in days_in(said[0], turn.today) if day.edge is Edge.UNTIL), None)
        if last is not None:
            after = datetime.combine(last + timedelta(days=1), time(), tzinfo=turn.network.zone)
            return after.astimezone(UTC).isoformat()
    if years := _YEARS.search(fold(turn.text)):
        number = 0 if years["half"] else _COUNTS.get(years["number"]) or int(years["number"])
        return (turn.now + (timedelta(days=365) * min(number, 9) or timedelta(days=182))).isoformat()
    for part in [said[0]] if said else _LASTING.findall(turn.text):
        if end := end_of_pause(part, now):
            return end.astimezone(UTC).isoformat()
    return None
