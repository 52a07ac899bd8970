"""The privacy notice has changed: members are told once and may agree; nothing waits for it."""

from __future__ import annotations

from dataclasses import replace

from dialogs.registry import MEMBERS, step
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Reply, Turn, say
from storage.services import consent

AGREE = Option(say("option-agree"), "noticing.agree")


def with_news(turn: Turn, reply: Reply) -> Reply:
    """The answer, and below it that the notice is newer than what this member agreed to; not amid a form."""
    asks = reply.state is not None and reply.state.step is not None
    open_still = reply.state is None and turn.state.step is not None
    if not turn.viewer.is_member or turn.viewer.in_group or not reply.texts or asks or open_still:
        return reply
    if not consent.to_be_told(turn.session, viewer=turn.viewer, now=turn.now):
        return reply
    texts = (*reply.texts, say("notice-newer", version=consent.VERSION))
    offered = any(option.step == AGREE.step for option in reply.options)
    return replace(reply, texts=texts, options=reply.options if offered else (*reply.options, AGREE))


@step("noticing.agree", roles=MEMBERS)
def agree(turn: Turn) -> Reply:
    """Note that they agree."""
    if elsewhere := private_instead(turn):
        return elsewhere
    consent.agree(turn.session, viewer=turn.viewer, now=turn.now)
    return Reply((say("notice-agreed", version=consent.VERSION),))
