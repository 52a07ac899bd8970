"""Guests say in their own words that they want in, have no code, or do not know what to do next."""

from __future__ import annotations

import re

from dialogs.registry import phrase
from dialogs.topics.asking import start
from dialogs.topics.gate import ASK_ACCESS, ENTER_CODE, WAYS_IN
from dialogs.topics.in_private import private_instead
from dialogs.turn import Reply, State, Turn, say
from storage.models import Role
from storage.services import access

LACKS_CODE = re.compile(
    r"\b(?:kein\w*|ohne|no|without|any|nicht|verlor\w*|lost)\b.{0,20}\b\w*codes?\b"
    r"|\b\w*codes?\b.{0,30}\b(?:verlor\w*|verlegt|vergessen|weg|nicht|abgelaufen|ungültig|ungueltig|falsch|kaputt"
    r"|fehlt|lost|gone|work\w*|wrong|expired|invalid)\b"
    r"|\b(?:wo|woher|wie|von wem|where|how)\b.{0,30}\b\w*codes?\b"
    r"|^\W*(?:ein )?code\W*\?\W*$|\b(?:welche[rn]?|was für ein\w*|what|which) (?:einladungs)?code\b",
    re.I,
)
"""Somebody has no code, or none that counts."""

_HOW = re.compile(
    r"\b(?:wie|how)\b.{0,20}\b(?:rein|reinkommen|hinein|herein|dazu|get in|anmelden|sign up|register)\b", re.I
)
_LET_IN = re.compile(
    r"\b(?:freischalt\w*|freigeschalte\w*|freizuschalten|(?:rein|herein|hinein)(?:zu)?lass\w*)\b"
    r"|\b(?:lass\w*|lässt|laesst|let)\b.{0,12}\b(?:mich|uns|me|us)\b.{0,12}\b(?:rein|herein|hinein|in)\b"
    r"|\b(?:will|möchte|moechte|mag|darf|kann|muss|würde|wuerde)\b.{0,20}"
    r"\b(?:rein|hinein|herein|dazu|teilnehmen|anmelden|registrieren)\b"
    r"|\b(?:gehöre?|gehoere?|belong)\b.{0,20}\b(?:netzwerk|network)\w*\b"
    r"|\bbin\b.{0,12}\bneue?r?\b.{0,6}\b(?:bei|im|in|kolleg\w*|mitarbeit\w*|berater\w*)\b"
    r"|\b(?:sign (?:me )?up|want in|want to (?:join|(?:come|get) in|take part)"
    r"|like to (?:join|get in|come in)|unlock me)\b",
    re.I,
)
_WHAT_NOW = re.compile(
    r"\b(?:was (?:kann|soll|muss) ich\b.{0,20}\b(?:tun|machen)|was (?:jetzt|nun)\b"
    r"|wie geht(?:'s|s| es)? (?:jetzt|nun|weiter)"
    r"|(?:what (?:can|should|do) i do|what(?:'s| is)? (?:now|next)))\b",
    re.I,
)


@phrase("ways_in.asked", roles=frozenset({Role.GUEST}), early=True)
def asked_for(turn: Turn) -> Reply | None:
    """ "bitte lasst mich rein", "kein code", "was kann ich jetzt tun?" """
    if turn.state.step not in (None, "entering.code"):
        return None
    how, lacks, now, let_in = (form.search(turn.text) for form in (_HOW, LACKS_CODE, _WHAT_NOW, _LET_IN))
    if not (how or lacks or now or let_in):
        return None
    if elsewhere := private_instead(turn):
        return elsewhere
    return _answer(turn, let_in=bool(let_in and not how), now=bool(now))


def _answer(turn: Turn, *, let_in: bool, now: bool) -> Reply | None:
    if access.waits(turn.session, viewer=turn.viewer, account_id=turn.account_id):
        return Reply((say("access-already"),), (ENTER_CODE,), State())
    if let_in:
        return start(turn)
    if now:
        return Reply((say("help-guest", network=turn.network.name),), WAYS_IN, State())
    return Reply((say("no-code"),), (ASK_ACCESS, ENTER_CODE), State())
