"""What was agreed, or will be spoken of, said in one sentence: "Notiz zum Treffen am 3.9.: …"."""

from __future__ import annotations

import re

from dialogs.registry import phrase, step
from dialogs.topics import noting_which
from dialogs.topics.drafting import Draft, asking, draft_of, stale
from dialogs.topics.in_private import private_instead
from dialogs.topics.meeting_lines import when, zone_of
from dialogs.topics.noting import take
from dialogs.turn import Option, Param, Reply, State, Turn, say
from storage.services.calendar import Held
from storage.services.rights import Right, may

_NOTES = re.compile(
    r"^\W*(?:notiz(?:en)?|ergebnis(?:se)?|protokoll|beschl(?:u|ü)ss\w*|vereinbart(?: wurde)?|vereinbarung"
    r"(?:en)?|notes?|results?|minutes|outcome|agreed)\b\s*(?P<which>(?:zu[mr]?|vo[nm]|de[srm]|beim?|fürs?|fuers?|am|im|for|of|from|on|at)"
    r"\b[^:\n]{0,100})?:\s*(?P<text>\S.*)$",
    re.I | re.S,
)
_AGENDA = re.compile(
    r"^\W*(?:tagesordnung|agenda|themen|tops?|topics)\b\s*(?P<which>(?:für|fuer|fürs|zu[mr]?|de[srm]|am|im|beim?|vo[nm]|for|of|on|at)"
    r"\b[^:\n]{0,100})?:\s*(?P<text>\S.*)$",
    re.I | re.S,
)


@phrase("noting.notes", _NOTES, right=Right.ATTEND)
def notes_said(turn: Turn) -> Reply | None:
    """ "Notiz zum Treffen am 3.9.: …"."""
    return _said(turn, "notes", _NOTES)


@phrase("noting.agenda", _AGENDA, right=Right.ATTEND)
def agenda_said(turn: Turn) -> Reply | None:
    """ "Tagesordnung für Dienstag: …"."""
    return _said(turn, "agenda", _AGENDA)


@step("noting.meant", right=Right.PLAN_MEETINGS)
def meant(turn: Turn) -> Reply | None:
    """Go on with the meeting that was chosen of several."""
    draft = draft_of(turn, "noting.meant")
    if turn.choice is None:
        return None
    if draft is None:
        return stale()
    return take(turn, {**draft, "occurrence": int(turn.data.get("occurrence") or 0)}, fresh=True)


def _said(turn: Turn, kind: str, form: re.Pattern[str]) -> Reply | None:
    """What is said in one sentence: for which meeting, and what."""
    match = form.search(turn.text)
    if match is None:
        return None
    if elsewhere := private_instead(turn):
        return elsewhere
    if not may(turn.viewer, Right.PLAN_MEETINGS):
        return Reply((say("noting-not-yours"),))
    which = match["which"] or ""
    found = (noting_which.past if kind == "notes" else noting_which.ahead)(turn, which)
    draft: Draft = {"kind": kind, "text": match["text"].strip()}
    if not found:
        return Reply((say("noting-which-none", kind=kind),), state=State())
    if len(found) > 1 or (kind == "notes" and not which.strip()):
        # A mere "Notiz: …" may be meant for nobody but oneself; the whole group would read it.
        options = [
            Option(
                say("option-noting", title=one.title, **_when(turn, one)),
                "noting.meant",
                {"occurrence": one.id},
            )
            for one in found
        ]
        return asking(turn, "noting.meant", draft, say("noting-which", count=len(found)), options)
    return take(turn, {**draft, "occurrence": found[0].id}, fresh=True)


def _when(turn: Turn, held: Held) -> dict[str, Param]:
    return when(held.starts_at, held.ends_at, zone_of(turn, held))
