"""What is said of invitations: how often and until when they count ("bis Freitag 5 Leute", "gültig 3 Tage"),
and whether it is about those that were made before.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from dialogs.turn import Turn
from nlu.dayparts import NUMBERS, fold
from nlu.days import Edge, days_in
from nlu.until import end_of_pause

MEETING = re.compile(
    r"treffen|termin|sitzung|meeting|besprechung|forum|veranstaltung|workshop|zoom|feier", re.I
)
"""One is also invited to these, which is another topic."""

LISTS = re.compile(
    r"^\W*(?:einladungen|invitations)\W*$"
    r"|\b(?:meine|offene\w*|alle|welche|unsere|zeige?|liste|gibt es|my|open|which|list|show|are there)\b"
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

_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
_HOW_MANY = re.compile(
    rf"\b(?P<number>\d{{1,4}}|{_WORDS})\s+(?:neue[nr]?\s+|new\s+|weitere\s+)?"
    r"(?:person|mensch|leute|kolleg|mal\b|people|colleague|times|use)"
)
_UNTIL = re.compile(r"\b(?:bis(?! zu \d)|until|till|til|through)\b.*", re.I | re.S)
_LASTING = re.compile(
    r"\b[\w.,]+(?:\s+\w+)?\s+(?:stunden?|hours?|tage?n?|days?|wochen?|weeks?|monate?n?|months?)\b", re.I
)


def uses_in(text: str) -> int:
    """For how many people; 0 where the text does not say."""
    found = _HOW_MANY.search(fold(text))
    said = found["number"] if found else text.strip()
    return NUMBERS.get(said, 0) or (int(said) if re.fullmatch(r"\d{1,4}", said) else 0)


def until_in(turn: Turn) -> str | None:
    """The moment from which an invitation no longer counts, as ISO 8601; None where the text says none.

    A day that is named belongs to it: "bis Freitag" counts all Friday.
    """
    now = turn.now.astimezone(turn.network.zone)
    if said := _UNTIL.search(turn.text):
        last = next((day.day for day in days_in(said[0], turn.today) if day.edge is Edge.UNTIL), None)
        if last is not None:
            after = datetime.combine(last + timedelta(days=1), time(), tzinfo=turn.network.zone)
            return after.astimezone(UTC).isoformat()
    for part in [said[0]] if said else _LASTING.findall(turn.text):
        if end := end_of_pause(part, now):
            return end.astimezone(UTC).isoformat()
    return None
