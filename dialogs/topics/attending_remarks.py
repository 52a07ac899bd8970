"""A remark to one's own answer, which only the coordinators see."""

from __future__ import annotations

from dialogs.registry import step
from dialogs.topics.attending_lines import change_option, gone, held_of
from dialogs.topics.attending_which import TOPIC
from dialogs.topics.in_private import only_in_private
from dialogs.turn import Option, Reply, State, Turn, say
from storage.services import attendance
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right


@step("attending.comment", right=Right.ATTEND, literal=True)
@only_in_private
def comment(turn: Turn) -> Reply | None:
    """Ask for the remark, and take it."""
    number = turn.data.get("occurrence")
    held = held_of(turn, number)
    if held is None:
        return gone()
    if turn.choice is not None:
        ask = State(step="attending.comment", data={"occurrence": number})
        return Reply((say("attend-ask-comment"),), state=ask)
    if (why := _write(turn, held.id, turn.text)) is not None:
        return why
    options = (Option(say("option-attend-no-comment"), "attending.drop", {"occurrence": held.id}),)
    state = State(topic=TOPIC, slots={"occurrence": held.id})
    said = say("attend-comment", comment=turn.text.strip())
    return Reply((said,), (*options, change_option(held)), state)


@step("attending.drop", right=Right.ATTEND)
@only_in_private
def drop(turn: Turn) -> Reply | None:
    """Take the remark back."""
    held = held_of(turn, turn.data.get("occurrence"))
    if held is None:
        return gone()
    state = State(topic=TOPIC, slots={"occurrence": held.id})
    return _write(turn, held.id, "") or Reply((say("attend-no-comment"),), (change_option(held),), state)


def _write(turn: Turn, number: int, text: str) -> Reply | None:
    """Write it down; what is said if that cannot be."""
    try:
        attendance.remark(
            turn.session, viewer=turn.viewer, occurrence_id=number, comment=text, now=turn.now
        )  # fmt: skip
    except RefusedError as error:
        if error.reason is Reason.TOO_LONG:
            longest = error.more["longest"]
            return Reply((say("attend-comment-long", longest=longest),), state=turn.state)
        return Reply((say("attend-comment-late"),), state=State())
    return None
