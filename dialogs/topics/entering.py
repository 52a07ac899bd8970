"""A guest has a code, or says so: it is asked for, and taken wherever it stands in a text."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.registry import command, phrase, step
from dialogs.topics.entering_form import begun
from dialogs.topics.gate import ASK_ACCESS, is_aside
from dialogs.topics.in_private import private_instead
from dialogs.topics.redeeming import with_invitation
from dialogs.topics.ways_in import LACKS_CODE
from dialogs.turn import Reply, State, Turn, say
from storage.models import Role
from storage.services import codes

_HAS_CODE = re.compile(
    r"\b(hab\w*|bekommen|eingeben|einlösen|have|got|enter|redeem)\b.*\b(\w*codes?|einladung\w*|invit\w+)\b"
    r"|\b(code|einladung\w*|invitation)\b.*\b(bekommen|eingeben|einlösen|enter|redeem)\b",
    re.I,
)


@command("code")
@step("entering.code")
def enter_code(turn: Turn) -> Reply | None:
    """Ask for the code, or take it."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if not turn.text.strip():
        return Reply((say("code-ask"),), state=State(step="entering.code"))
    digits = any(sign.isdecimal() for sign in turn.text)  # every code has some
    if codes.spotted(turn.text) or (digits and codes.digest_of(turn.text)):
        return with_code(turn)
    if is_aside(turn) or (turn.viewer.is_member and len(turn.text.split()) > 1):
        return None
    # What cannot be a code is no try: the question stays open.
    return Reply((say("code-shape"),), (ASK_ACCESS,), State(step="entering.code"))


@phrase("entering.code", early=True)
def code_in_text(turn: Turn) -> Reply | None:
    """A code as plain text, whatever else is open."""
    if not codes.spotted(turn.text):
        return None
    if turn.viewer.in_group:
        return Reply((say("private-code"),))
    return with_code(turn)


@phrase("entering.has_code", roles=frozenset({Role.GUEST}), early=True)
def has_a_code(turn: Turn) -> Reply | None:
    """ "ich habe einen Code": ask for it."""
    if turn.state.step not in (None, "entering.code") or not _HAS_CODE.search(turn.text):
        return None
    if LACKS_CODE.search(turn.text):
        return None
    return enter_code(replace(turn, text=""))


def with_code(turn: Turn) -> Reply | None:
    """Take a code: a guest begins the form, a member gets what the invitation gives."""
    if elsewhere := private_instead(turn):
        return elsewhere
    digest = codes.digest_of(codes.spotted(turn.text) or turn.text)
    return with_invitation(turn, digest, lambda _: begun(turn, digest))
