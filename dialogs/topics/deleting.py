"""Somebody wants to be deleted: what goes, what stays, and a day to think it over."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from dialogs.registry import command, intent, phrase, step
from dialogs.topics.consenting import about_a_number
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Turn, say
from storage.services import deletion
from storage.services.own_data import has_left

HUMAN = Option(say("intent-human"), "smalltalk.human")
KEEP = Option(say("option-keep-me"), "deleting.keep")
EXPORT_FIRST = Option(say("option-export-first"), "own_data.export")
REALLY = Option(say("option-really-delete"), "deleting.do")

_KEEP = re.compile(
    r"\b(?:(?:doch\s+)?nicht\s+(?:mehr\s+)?l(?:ö|oe)schen|l(?:ö|oe)sch\w*\s+(?:mich\s+)?(?:doch\s+)?nicht"
    r"|l(?:ö|oe)schung\s+\w*\s*(?:zurück|zurueck|widerruf|aufheb|stopp|stop|abbrech|rückgängig)\w*"
    r"|(?:widerruf\w*|stopp?e?|abbrechen|aufheben)\s+(?:die|meine)\s+l(?:ö|oe)schung"
    r"|nimm\s+(?:die|meine)\s+l(?:ö|oe)schung\s+zur(?:ü|ue)ck|alles\s+behalten"
    r"|ich\s+(?:möchte|moechte|will)\s+(?:doch\s+)bleiben|(?:do\s+not|don't|don’t|dont)\s+delete"
    r"|keep\s+(?:me|my\s+data|everything)|(?:undo|cancel|stop)\s+(?:the\s+|my\s+)?deletion)\b",
    re.I,
)
_STAY = re.compile(
    r"^\W*(?:(?:bitte|doch|nein|no|please)\W+)*(?:behalten|behalte? mich|(?:ich )?(?:bleibe?|will bleiben"
    r"|möchte bleiben|moechte bleiben)|bleiben|doch nicht|zurücknehmen|zuruecknehmen|keep|stay"
    r"|i(?:'ll| will) stay|undo)\W*$",
    re.I,
)
"""Words that keep somebody only while a deletion is noted."""

_SIGN_OFF = re.compile(
    r"^\W*(?:bitte\s+)?(?:ich\s+)?(?:möchte\s+|moechte\s+|will\s+)?(?:melde?\s+mich\s+(?:bitte\s+|hier\s+|jetzt\s+)*ab"
    r"|mich\s+(?:hier\s+)?abmelden|abmelden|sign\s+(?:me\s+)?off|unsubscribe(?:\s+me)?|sign\s+me\s+out)\W*$",
    re.I,
)

DELETES = re.compile(
    r"l(?:ö|oe)sch|delet|entfern|remov|vergiss|forget|\bweg\b|\braus\b|abmeld|austret|k(?:ü|ue)ndig|tilg|eras"
    r"|wipe|\bleav|\bquit\b|unsubscribe|get rid",
    re.I,
)
"""Without one of these nobody means to be deleted."""

_ME = re.compile(r"\b(?:mich|mir|mein\w*|me|my|myself|ich|i)\b", re.I)
_WHOLE = re.compile(
    r"\b(?:mich|me|myself|alles|ganz\w*|komplett\w*|vollständig|everything|completely"
    r"|daten|account|konto|profil|zugang|data|profile)\b",
    re.I,
)
_PART = re.compile(
    r"\b(?:abwesenheit\w*|urlaub\w*|gruppe\w*|kanal|kan(?:ä|ae)le|einladung\w*|codes?|nachricht\w*|treffen|termin\w*"
    r"|sprach\w*|sprech\w*|zust(?:ä|ae)ndig\w*|funktion|namen?|erinnerung\w*|fragen?|adressen?|absences?|vacation|groups?"
    r"|channels?|invitations?|messages?|meetings?|languages?|hours|responsibilit\w*|role|reminders?|questions?)\b",
    re.I,
)
"""What one may want to lose of the directory or the network without being deleted."""

_SOMETHING = re.compile(
    r"^\W*(?:bitte\s+|please\s+)?(?:l(?:ö|oe)sch\w*|delete|remove|entfern\w*)\s+(?:bitte\s+)?(?:frau\s+|herrn?\s+)?"
    r"(?!das\b|den\b|die\b|bitte\b|it\b|this\b|that\b|please\b)\w+(?:\s+\w+)?\W*$",
    re.I,
)


@intent("delete_me")
def asked(turn: Turn) -> Reply | None:
    """Say what would happen; where only a number, a part, or somebody else is to go, that is not oneself."""
    return about_a_number(turn) or _about_another(turn) or _about_a_part(turn) or ask(turn)


def _about_another(turn: Turn) -> Reply | None:
    """Only oneself can be deleted; how somebody else leaves is another matter."""
    read = turn.understanding
    others = [one for one in (read.of("person") if read else ()) if one.refs != (str(turn.viewer.person_id),)]
    if not turn.viewer.is_member or not others:
        # Of whoever is named and not known, nobody learns whether they are.
        stranger = _SOMETHING.match(turn.text) and not (_ME.search(turn.text) or _WHOLE.search(turn.text))
        return Reply((say("delete-others", name="", editor="no"),), (HUMAN,)) if stranger else None
    if elsewhere := private_instead(turn):
        return elsewhere
    editor = "yes" if turn.viewer.coordinates else "no"
    told = say("delete-others", name=others[0].value, editor=editor)
    if _ME.search(turn.text) and (mine := ask(turn)) is not None:
        return replace(mine, texts=(told, *mine.texts))
    return Reply((told,), () if turn.viewer.coordinates else (HUMAN,), State())


def _about_a_part(turn: Turn) -> Reply | None:
    """Something of one's own, but not everything: where to change it."""
    if not _PART.search(turn.text) or _WHOLE.search(turn.text) or turn.viewer.in_group:
        return None
    everything = Option(say("option-delete-everything"), "deleting.ask")
    if not turn.viewer.is_member:
        return Reply((say("delete-part"),), (HUMAN, everything), State())
    correct = Option(say("option-correct"), "correcting.what")
    return Reply((say("delete-part"),), (correct, HUMAN, everything), State())


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
    if not turn.viewer.is_member and not has_left(
        turn.session, viewer=turn.viewer, account_id=turn.account_id
    ):
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
    """Understand "doch nicht löschen"; where nothing is noted, say that."""
    return keep(turn)


@phrase("deleting.sign_off", _SIGN_OFF)
def sign_off(turn: Turn) -> Reply | None:
    """ "Melde mich ab" may be three things: asked which, the mildest first."""
    if turn.viewer.in_group:
        return None
    everything = Option(say("option-delete-everything"), "deleting.ask")
    if not turn.viewer.is_member:
        return ask(turn)
    mute = Option(say("intent-mute"), "muting.ask")
    messenger = Option(say("option-addresses"), "addresses.show")
    return Reply((say("signoff-which"),), (mute, messenger, everything), State())


@phrase("deleting.stays", _STAY, early=True)
def stays(turn: Turn) -> Reply | None:
    """Understand "behalten" as long as a deletion is noted."""
    if turn.viewer.in_group or turn.state.step is not None:
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
