"""The card of a change, answered: corrected, confirmed once, or shown anew where somebody else was faster."""

from __future__ import annotations

from typing import Any

from dialogs.registry import step
from dialogs.topics.drafting import (
    Draft,
    answered,
    confirmed,
    correction,
    discard,
    draft_of,
    refused,
    says_no,
    stale,
)
from dialogs.topics.duties import ASKS
from dialogs.topics.meeting_change_card import New, new_of
from dialogs.topics.meeting_change_flow import NAME, STEPS, go_on, held_of, scope_of, with_details
from dialogs.topics.meeting_change_words import CANCEL, END, offset_in, without_reason
from dialogs.topics.planning_draft import clock_of, readings_of
from dialogs.topics.planning_reading import read_sentence
from dialogs.topics.planning_words import before_times
from dialogs.turn import Reply, State, Turn, say
from storage.services import dates, meetings
from storage.services.calendar import Held
from storage.services.meetings import Details
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right

LONGEST_REASON = 200


@step(f"{STEPS}.to", right=Right.PLAN_MEETINGS)
def to(turn: Turn) -> Reply | None:
    """Take when it is to be, or what is to be different."""
    return _told(turn, f"{STEPS}.to")


@step(f"{STEPS}.reading", right=Right.PLAN_MEETINGS)
def as_read(turn: Turn) -> Reply | None:
    """Take which of the readings of a time is meant, or another time."""
    name = f"{STEPS}.reading"
    draft = draft_of(turn, name)
    if turn.choice is None or draft is None:
        return _told(turn, name)
    number, readings = turn.data.get("reading"), readings_of(draft)
    if not isinstance(number, int) or not 0 <= number < len(readings):
        return stale()
    said = {key: value for key, value in readings[number].items() if value not in (None, "")}
    return go_on(turn, {**draft, **said, "readings": [], "said": ""})


@step(f"{STEPS}.clock", right=Right.PLAN_MEETINGS)
def at(turn: Turn) -> Reply | None:
    """Take the time of the day."""
    draft = draft_of(turn, f"{STEPS}.clock")
    if turn.choice is None or draft is None:
        return _told(turn, f"{STEPS}.clock")
    clock = clock_of(turn.data)
    return stale() if clock is None else go_on(turn, {**draft, "clock": clock, "said": ""})


@step(f"{STEPS}.scope", right=Right.PLAN_MEETINGS)
def scope(turn: Turn) -> Reply | None:
    """Take whether one date is meant or all."""
    draft = draft_of(turn, f"{STEPS}.scope")
    if draft is None:
        return stale() if turn.choice else None
    if turn.choice is None:
        return _scope_in_words(turn, draft)
    chosen = turn.data.get("scope")
    return go_on(turn, {**draft, "scope": chosen}) if chosen in ("one", "all") else stale()


def _scope_in_words(turn: Turn, draft: Draft) -> Reply | None:
    said = turn.text.casefold()
    if any(word in said for word in ("nur", "diesen", "dieses", "only", "just this", "einmal")):
        return go_on(turn, {**draft, "scope": "one"})
    if any(word in said for word in ("alle", "all", "serie")) and len(said.split()) < 6:
        return go_on(turn, {**draft, "scope": "all"})
    return discard(turn) if says_no(turn) else None


def _told(turn: Turn, name: str) -> Reply | None:
    draft = draft_of(turn, name)
    if draft is None or turn.choice is not None:
        return stale() if turn.choice else None
    if ASKS.search(turn.text):
        return None
    changed = _with_words(turn, draft, turn.text)
    if changed is None:
        return discard(turn) if says_no(turn) else None
    return go_on(turn, changed)


def _with_words(turn: Turn, draft: Draft, text: str) -> Draft | None:
    """The draft with what a further sentence says; None if that is nothing of this meeting."""
    spoken = read_sentence(text, (), turn.now, turn.network.zone, turn.language)
    if draft.get("deed") == END:
        told = spoken.when.says_something or spoken.when.problem == "vague"
        return {**draft, "said": text} if told else None
    if draft.get("deed") == CANCEL:
        reason = without_reason(f" {text}")[1]
        return {**draft, "reason": reason[:LONGEST_REASON]} if reason else None
    timed = spoken.when.says_something or spoken.when.problem or offset_in(text)
    if len(spoken.left) > 2 or not (timed or spoken.says_something):
        return None
    words = before_times(text)
    changed = with_details(draft, spoken.words.details)
    if not timed:
        return changed
    return {**changed, "said": words.rest, "minutes": words.minutes or draft.get("minutes"), "readings": []}


@step(f"{NAME}.more", right=Right.PLAN_MEETINGS)
def corrected(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, a reason, or what is to be different after all."""
    draft = draft_of(turn, f"{NAME}.more")
    if draft is None:
        return None
    if (done := answered(turn, NAME, write)) is not None:
        return done
    if ASKS.search(turn.text):
        return None
    text = correction(turn.text) or turn.text
    left = read_sentence(text, (), turn.now, turn.network.zone, turn.language).left
    if left and draft["deed"] != CANCEL and not offset_in(text):
        return None
    changed = _with_words(turn, draft, text)
    return go_on(turn, changed) if changed is not None else None


@step(f"{NAME}.yes", right=Right.PLAN_MEETINGS)
def write(turn: Turn) -> Reply:
    """Do what the card shows. Where somebody else has changed the meeting since, show how it is now."""
    draft = confirmed(turn, NAME)
    if draft is None or not isinstance(draft.get("occurrence"), int):
        return stale()
    try:
        with turn.session.begin_nested():
            held = held_of(turn, draft)
            _do(turn, draft, held)
    except RefusedError as error:
        if error.reason is not Reason.CHANGED:
            return refused(error)
        turn.session.expire_all()
        return go_on(turn, draft, say("refused-changed"))
    text = say("changing-done", deed=str(draft["deed"]))
    cancelled = draft["deed"] == CANCEL
    return Reply((text,), state=State(slots={} if cancelled else {"occurrence": held.id}))


def _do(turn: Turn, draft: Draft, held: Held) -> None:
    """Change a date or a meeting, first what is said of it, then when it is; the services ask for rights."""
    if scope_of(draft, held, turn) != draft.get("scope"):
        raise RefusedError(Reason.OVER)  # it has begun since the card was shown
    new = new_of(turn, draft, held)
    revision, sequence = int(draft.get("revision") or 0), int(draft.get("sequence") or 0)
    if draft["scope"] == "all":
        _do_all(turn, draft, held, new, revision)
    else:
        _do_one(turn, draft, held, new, sequence)


def _do_all(turn: Turn, draft: Draft, held: Held, new: New, revision: int) -> None:
    whole: dict[str, Any] = {"viewer": turn.viewer, "meeting_id": held.meeting_id, "now": turn.now}
    if draft["deed"] == CANCEL:
        meetings.cancel(turn.session, revision=revision, reason=_reason(draft), **whole)
        return
    if new.details:
        meetings.change(turn.session, revision=revision, details=Details(**new.details), **whole)
        revision += 1
    if new.timed or new.rrule != held.rrule:
        meetings.move(
            turn.session,
            revision=revision,
            starts_wall=new.starts_wall,
            minutes=new.minutes,
            rrule=new.rrule,
            **whole,
        )


def _do_one(turn: Turn, draft: Draft, held: Held, new: New, sequence: int) -> None:
    one: dict[str, Any] = {"viewer": turn.viewer, "occurrence_id": held.id, "now": turn.now}
    if draft["deed"] == CANCEL:
        dates.cancel_date(turn.session, sequence=sequence, reason=_reason(draft), **one)
        return
    if new.details:
        dates.change_date(turn.session, sequence=sequence, details=Details(**new.details), **one)
        sequence += 1
    if new.timed:
        dates.move_date(
            turn.session, sequence=sequence, starts_wall=new.starts_wall, minutes=new.minutes, **one
        )


def _reason(draft: Draft) -> str:
    return str(draft.get("reason") or "")[:LONGEST_REASON]
