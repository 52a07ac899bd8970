"""What is nobody else's business is settled in the private chat."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from dialogs.registry import EVERYBODY, phrase, step
from dialogs.turn import Option, Reply, State, Turn, say
from storage.services import continuing

ELSEWHERE = ("only-private", "guests-not")
"""Texts that say in a group that something is answered in private only."""

REST = ("way-hidden", "way-more")
"""What stands in a card instead of what is not shown where others read along, or of the rest of it."""


def private_instead(turn: Turn) -> Reply | None:
    """Where others read along, the offer to go on in private; None in private. What is open there stays."""
    return Reply((say("only-private"),)) if turn.viewer.in_group else None


def only_in_private(handler: Callable[[Turn], Reply | None]) -> Callable[[Turn], Reply | None]:
    """Where others read along, point to the private chat instead of answering."""

    @wraps(handler)
    def answered(turn: Turn) -> Reply | None:
        return private_instead(turn) or handler(turn)

    return answered


def with_way_on(turn: Turn, reply: Reply) -> Reply:
    """The answer, and below what cannot be said in a group a way to go on with it in private."""
    said = json.dumps([text.as_json() for text in reply.texts]) if turn.viewer.in_group else ""
    instead = any(f'"key": "{key}"' in said for key in ELSEWHERE)
    if not instead and not any(f'"key": "{key}"' in said for key in REST):
        return reply
    asked = {"step": turn.choice[0], "data": dict(turn.choice[1])} if turn.choice else {"text": turn.text}
    word = continuing.begin(turn.session, turn.account_id, asked, turn.now)
    on = Option(say("option-in-private"), "in_private.here", opens=word)
    return replace(reply, options=(on,) if instead else (*reply.options, on))


@step("in_private.here", roles=EVERYBODY)
def here(_turn: Turn) -> Reply:
    """Chosen where the messenger cannot open the private chat by itself."""
    return Reply((say("only-private"),))


@phrase("in_private.word", continuing.WORD, roles=EVERYBODY, early=True)
def not_theirs(turn: Turn) -> Reply | None:
    """The word of a link that was somebody else's, or is too old; what counts never gets here."""
    return Reply((say("way-on-over"),), state=State()) if continuing.WORD.fullmatch(turn.text) else None
