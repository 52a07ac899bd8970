"""Planning a meeting in chat: from one sentence to a card, and from the card to the meeting, once."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.registry import command, intent, phrase, step
from dialogs.topics.drafting import Draft, answered, correction, discard, draft_of, says_no, stale
from dialogs.topics.duties import ASKS
from dialogs.topics.in_private import only_in_private, private_instead
from dialogs.topics.planning_asking import ask_when
from dialogs.topics.planning_done import write
from dialogs.topics.planning_draft import clock_of, group_of, readings_of, with_sentence
from dialogs.topics.planning_flow import MEETING, begin, for_whom, go_on, read, read_own, taken
from dialogs.topics.planning_people import audience_in, groups_in, unknown_group
from dialogs.turn import Reply, Turn
from storage.services.rights import Right

LONGEST_CORRECTION = 6
"""In words, of one that names another group; a longer sentence is about something else."""

_PLANS = re.compile(
    r"^\W*(?:(?:hallo|hi|hey|kitt|bitte|please|can you|could you|kannst du|könntest du"
    r"|ich möchte|ich will)\W+)*"
    r"(?:plane?\b|setz\w*\b|leg\w*\b|erstell\w*\b|organisier\w*\b|schedule\b|set up\b|arrange\b|neues\b"
    r"|new\b).*\b(?:\w*treffen|sitzung|besprechung|meeting)\b"
    r"|^\W*(?:ein\s+|neues\s+|bitte\s+)*(?:treffen|meeting)\s+(?:planen|anlegen|ansetzen|erstellen)\b",
    re.I | re.S,
)
_NOT_PLANS = re.compile(
    r"erinner|remind|umfrage|abstimm|poll|terminfind|find\w* (?:einen |a )?(?:termin|date)|\babsag|\bcancel",
    re.I,
)


@command("planen", "plan", right=Right.PLAN_MEETINGS)
@only_in_private
def by_command(turn: Turn) -> Reply:
    """Take what is said with the command; what is missing is asked."""
    return begin(turn)


@intent("schedule_meeting", right=Right.PLAN_MEETINGS)
@only_in_private
def schedule(turn: Turn) -> Reply:
    """Understand "plane ein Treffen der Fokusgruppe 2 am 14. Januar um 10 Uhr"."""
    return begin(turn)


@phrase("planning.said", right=Right.PLAN_MEETINGS)
def said(turn: Turn) -> Reply | None:
    """The same where its form plainly tells."""
    if not _PLANS.search(turn.text) or _NOT_PLANS.search(turn.text):
        return None
    return private_instead(turn) or begin(turn)


@step("planning.group", right=Right.PLAN_MEETINGS)
def for_group(turn: Turn) -> Reply | None:
    """Take for whom it is, chosen or written."""
    draft = draft_of(turn, "planning.group")
    if draft is None:
        return stale() if turn.choice else None
    if turn.choice is None:
        if says_no(turn) or _PLANS.search(turn.text):
            return discard(turn) if says_no(turn) else begin(turn)
        named = groups_in(turn) or audience_in(turn) or unknown_group(turn)
        return for_whom(turn, draft) if named and not ASKS.search(turn.text) else None
    if turn.data.get("everybody"):
        return go_on(turn, {**draft, "audience": {"everybody": True}, "named": ""})
    group = group_of(turn.data)
    return go_on(turn, {**draft, "group": group}) if group is not None else stale()


@step("planning.when", right=Right.PLAN_MEETINGS)
def on(turn: Turn) -> Reply | None:
    """Take a day and a time."""
    return _told(turn, "planning.when")


@step("planning.reading", right=Right.PLAN_MEETINGS)
def as_read(turn: Turn) -> Reply | None:
    """Take which of the readings of a time is meant, or another time."""
    draft = draft_of(turn, "planning.reading")
    if turn.choice is None or draft is None:
        return _told(turn, "planning.reading")
    number, readings = turn.data.get("reading"), readings_of(draft)
    if not isinstance(number, int) or not 0 <= number < len(readings):
        return stale()
    return go_on(turn, taken(draft, readings[number]))


@step("planning.clock", right=Right.PLAN_MEETINGS)
def at(turn: Turn) -> Reply | None:
    """Take the time of the day, or another day with it."""
    draft = draft_of(turn, "planning.clock")
    if turn.choice is None or draft is None:
        return _told(turn, "planning.clock")
    if clock_of(turn.data) is None:
        return stale()
    return go_on(turn, {**draft, "clock": clock_of(turn.data)})


def _told(turn: Turn, name: str) -> Reply | None:
    """What an answer in words to one of the questions adds."""
    draft = draft_of(turn, name)
    if draft is None or turn.choice is not None:
        return stale() if turn.choice else None
    if _PLANS.search(turn.text):
        return begin(turn)
    spoken = read(turn)
    if not spoken.says_something or spoken.when.problem in ("past", "unclear"):
        if spoken.when.problem and len(spoken.left) < 3:
            return ask_when(turn, draft, problem=spoken.when.problem)
        return discard(turn) if says_no(turn) else None
    if len(spoken.left) > 2 or ASKS.search(turn.text):
        return None
    return go_on(turn, {**with_sentence(draft, spoken), "problem": spoken.when.problem})


@step(f"{MEETING}.more", right=Right.PLAN_MEETINGS)
def corrected(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, or what is to be different: "doch um 11", "ohne Link"."""
    draft = draft_of(turn, f"{MEETING}.more")
    if draft is None:
        return None
    if (done := answered(turn, MEETING, write)) is not None:
        return done
    if ASKS.search(turn.text):
        return None
    return begin(turn) if _PLANS.search(turn.text) else _corrected(turn, draft)


def _corrected(turn: Turn, draft: Draft) -> Reply | None:
    meant = replace(turn, text=correction(turn.text) or turn.text)
    spoken = read_own(meant)
    if groups_in(meant) and len(meant.text.split()) < LONGEST_CORRECTION:
        return for_whom(meant, with_sentence(draft, spoken))
    if not spoken.says_something or spoken.left:
        return None
    if spoken.when.problem:
        return ask_when(turn, draft, problem=spoken.when.problem)
    return go_on(turn, {**with_sentence(draft, spoken), "problem": ""})
