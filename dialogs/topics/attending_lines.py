"""What is shown around an answer: the confirmation, its buttons, the numbers."""

from __future__ import annotations

from datetime import timedelta

from dialogs.topics.meeting_lines import when, zone_of
from dialogs.turn import Option, Reply, State, Text, Turn, say
from storage.errors import NotAllowedError
from storage.models import Answer
from storage.services import attendance
from storage.services.calendar import Held, one_date
from storage.services.rooms import group_here

ANSWER = "attending.answer"


def noted_line(turn: Turn, held: Held, answer: Answer) -> Text:
    """What was written down, with the meeting in full."""
    named = {"title": held.title, **when(held.starts_at, held.ends_at, zone_of(turn, held))}
    return say("attend-noted", answer=answer.value, **named)


def where_lines(held: Held) -> tuple[Text, ...]:
    """Where it is, which a confirmation in the place of an invitation must not lose."""
    place = (say("nudge-place", place=held.place),) if held.place else ()
    return (*place, say("nudge-link", link=held.link)) if held.link else place


def after(turn: Turn, held: Held, answer: Answer) -> tuple[Option, ...]:
    """What can be done once somebody has answered."""
    comment = Option(say("option-attend-comment"), "attending.comment", {"occurrence": held.id})
    if answer is Answer.MAYBE and held.starts_at - turn.now > timedelta(days=2):
        later = Option(say("option-attend-later"), "attending.later", {"occurrence": held.id})
        return (comment, change_option(held), later)
    return (comment, change_option(held))


def change_option(held: Held) -> Option:
    """Leads to the three answers."""
    return Option(say("option-attend-change"), "attending.change", {"occurrence": held.id})


def answers_for(held: Held) -> tuple[Option, ...]:
    """Yes, no and perhaps."""
    return tuple(
        Option(say(f"option-attend-{one.value}"), ANSWER, {"occurrence": held.id, "answer": one.value})
        for one in Answer
    )


def held_of(turn: Turn, number: object) -> Held | None:
    """The date that a button carries, as this person may see it now."""
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    try:
        held = one_date(turn.session, viewer=turn.viewer, occurrence_id=number)
    except NotAllowedError:
        return None
    return held if not turn.viewer.in_group or _is_of_this_room(turn, held) else None


def _is_of_this_room(turn: Turn, held: Held) -> bool:
    """Whether others may read of it here: it is a meeting of the group whose room this is."""
    here = group_here(turn.session, viewer=turn.viewer, conversation_id=turn.conversation_id)
    return here is not None and held.group_id == here


def gone() -> Reply:
    """A button of a meeting that is none of this person's, or is no more."""
    return Reply((say("attend-gone"),), state=State())


def answer_of(value: object) -> Answer | None:
    """The answer that a button carries, if it is one."""
    return next((one for one in Answer if one.value == value), None)


def counts_line(turn: Turn, held: Held) -> Text:
    """How many come, do not, do not know."""
    counted = attendance.summary(
        turn.session, viewer=turn.viewer, occurrence_id=held.id, today=turn.today
    )  # fmt: skip
    return say("attend-counts", yes=counted.yes, no=counted.no, maybe=counted.maybe)
