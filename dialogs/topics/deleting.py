"""Somebody wants to be deleted: what goes, what stays, and a day to think it over."""

from __future__ import annotations

import re
from datetime import datetime

from dialogs.registry import command, intent, phrase, step
from dialogs.topics.consenting import about_a_number
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Turn, say
from storage.services import deletion

KEEP = Option(say("option-keep-me"), "deleting.keep")
EXPORT_FIRST = Option(say("option-export-first"), "own_data.export")
REALLY = Option(say("option-really-delete"), "deleting.do")

_KEEP = re.compile(
    r"\b(?:(?:doch\s+)?nicht\s+(?:mehr\s+)?löschen|lösch\w*\s+(?:mich\s+)?(?:doch\s+)?nicht|löschung\s+\w*\s*zurück\w*"
    r"|alles\s+behalten|ich\s+(?:möchte|will)\s+(?:doch\s+)?bleiben|(?:do\s+not|don't|dont)\s+delete"
    r"|keep\s+(?:me|my\s+data|everything)|undo\s+(?:the\s+)?deletion)\b",
    re.I,
)


@intent("delete_me")
def asked(turn: Turn) -> Reply | None:
    """Say what would happen; where only a number is to go, offer that first."""
    return about_a_number(turn) or ask(turn)


@command("löschen", "loeschen", "delete")
@step("deleting.ask")
def ask(turn: Turn) -> Reply:
    """Say clearly what goes and what stays, before anything counts."""
    if elsewhere := private_instead(turn):
        return elsewhere
    due = deletion.pending(turn.session, viewer=turn.viewer, account_id=turn.account_id)
    if due is not None:
        return Reply((say("deletion-pending", day=_last_day(due, turn)),), (KEEP,), State())
    if (missing := _nobody_else(turn)) is not None:
        return missing
    if not turn.viewer.is_member:
        return Reply((say("deletion-ask-guest"),), (REALLY, KEEP), State())
    return Reply((say("deletion-ask"),), (REALLY, KEEP, EXPORT_FIRST), State())


@step("deleting.do")
def do(turn: Turn) -> Reply | None:
    """Note it; until midnight it can be undone."""
    if elsewhere := private_instead(turn):
        return elsewhere
    due = deletion.ask(
        turn.session,
        viewer=turn.viewer,
        account_id=turn.account_id,
        now=turn.now,
        zone=turn.network.zone,
    )
    if due is None:
        return _nobody_else(turn) or ask(turn)
    return Reply((say("deletion-noted", day=_last_day(due, turn)),), (KEEP,), State())


@step("deleting.keep")
def keep(turn: Turn) -> Reply:
    """Everything stays, if the day is not over."""
    if elsewhere := private_instead(turn):
        return elsewhere
    kept = deletion.undo(turn.session, viewer=turn.viewer, account_id=turn.account_id, now=turn.now)
    return Reply((say("deletion-undone" if kept else "deletion-none"),), state=State())


@phrase("deleting.changed_mind", _KEEP, early=True)
def changed_mind(turn: Turn) -> Reply | None:
    """Understand "doch nicht löschen" as long as a deletion is noted."""
    if turn.viewer.in_group:
        return None
    noted = deletion.pending(turn.session, viewer=turn.viewer, account_id=turn.account_id)
    return keep(turn) if noted is not None else None


def _nobody_else(turn: Turn) -> Reply | None:
    """Who is to be named before somebody may go."""
    needed = deletion.needed(turn.session, viewer=turn.viewer)
    if needed.administrator:
        return Reply((say("deletion-last-administrator"),), state=State())
    if needed.groups:
        groups: Param = {"list": list(needed.groups), "style": "and"}
        return Reply((say("deletion-last-coordinator", groups=groups),), state=State())
    return None


def _last_day(due: datetime, turn: Turn) -> Param:
    """The day whose end is meant."""
    day = due.astimezone(turn.network.zone).date()
    return {"date": day.isoformat(), "style": "long"}
