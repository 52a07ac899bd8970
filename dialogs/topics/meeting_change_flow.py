"""From a change that was said to its card: what is asked in between, one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from dialogs.topics.drafting import Draft, asking, card, refused
from dialogs.topics.meeting_change_card import about, new_of
from dialogs.topics.meeting_change_words import CANCEL, CHANGE, END, MOVE, last_day, read_target
from dialogs.topics.meeting_lines import when
from dialogs.topics.planning_asking import ask_clock, ask_reading, ask_when
from dialogs.topics.planning_draft import clock_of, day_of, number_of, readings_of, with_when
from dialogs.topics.planning_times import HOUR
from dialogs.topics.planning_words import Words, after_times
from dialogs.turn import Option, Reply, State, Text, Turn, say
from storage.services import calendar
from storage.services.calendar import Held
from storage.services.refusing import Reason, RefusedError

NAME = "changing_meeting.card"
STEPS = "changing_meeting"
DETAILS = ("title", "place", "link", "agenda")
MOST = 8


def with_details(draft: Draft, given: Mapping[str, Any]) -> Draft:
    """The draft with what is to be changed of title, place, link and agenda; None is not said."""
    return {
        **draft,
        **{name: value for name, value in given.items() if name in DETAILS and value is not None},
    }


def ask_which(turn: Turn, draft: Draft, found: Sequence[Held], text: Text) -> Reply:
    """Which meeting? Each with its day; where there is none, so be it."""
    if not found:
        return Reply((text,), state=State())
    options = [
        Option(
            say("option-changing-which", title=held.title,
                **when(held.starts_at, held.ends_at, ZoneInfo(held.zone))),
            f"{STEPS}.which",
            {"occurrence": held.id},
        )
        for held in found[:MOST]
    ]  # fmt: skip
    return asking(turn, f"{STEPS}.which", draft, text, options)


def held_of(turn: Turn, draft: Mapping[str, Any]) -> Held:
    """The date that a draft is about.

    Raises:
        NotAllowedError: the viewer may not see it, or it is gone.
        RefusedError: it is over or called off (OVER).
    """
    number = number_of(draft.get("occurrence")) or 0
    held = calendar.one_date(turn.session, viewer=turn.viewer, occurrence_id=number)
    if held.cancelled or held.ends_at <= turn.now:
        raise RefusedError(Reason.OVER)
    return held


def go_on(turn: Turn, draft: Draft, *before: Text) -> Reply:
    """Ask for what is missing, or show the card."""
    try:
        held = held_of(turn, draft)
    except RefusedError as error:
        return refused(error)
    if not held.mine:
        return Reply((say("not-allowed"),), state=State())
    return _asked(turn, _resolved(turn, draft, held), held, before)


def _resolved(turn: Turn, draft: Draft, held: Held) -> Draft:
    """The draft with what its words say, now that it is known of which meeting."""
    text = str(draft.get("said") or "")
    draft = {**draft, "said": "", "problem": ""}
    zone = ZoneInfo(held.zone)
    if draft.get("deed") == END:
        last = last_day(text, turn.now, zone, turn.language) if text else None
        return {**draft, "last": last.isoformat()} if last else draft
    if not text or draft.get("deed") == CANCEL:
        return draft
    read = read_target(text, turn.now, zone, turn.language, held.starts_at)
    title = draft.get("title") if draft.get("deed") == CHANGE else ""
    words = after_times(Words(text, place=draft.get("place"), title=title), read.spans)
    draft = with_details(draft, {"place": words.place, "title": words.title or None})
    if draft.get("deed") == CHANGE and not read.says_something:
        return draft
    local = held.starts_at.astimezone(zone)
    known = {"clock": local.hour * HOUR + local.minute} if read.until is not None else {}
    changed = with_when({**draft, **known}, read, draft.get("minutes"))
    return {**changed, "problem": "" if changed.get("readings") else read.problem}


def _asked(turn: Turn, draft: Draft, held: Held, before: Sequence[Text]) -> Reply:
    return (
        _about_time(turn, draft)
        or _about_what(turn, draft, held)
        or _about_scope(turn, draft, held)
        or _card(turn, draft, held, before)
    )


def _about_time(turn: Turn, draft: Draft) -> Reply | None:
    if readings_of(draft):
        return ask_reading(turn, draft, f"{STEPS}.reading")
    if draft.get("problem"):
        return ask_when(turn, draft, f"{STEPS}.to", str(draft["problem"]))
    if draft.get("part") and clock_of(draft) is None:
        return ask_clock(turn, draft, f"{STEPS}.clock")
    return None


def _about_what(turn: Turn, draft: Draft, held: Held) -> Reply | None:
    """What is to be different, if nothing was said of it."""
    deed = draft.get("deed")
    if deed == END and not held.rrule:
        return Reply((say("changing-no-series"),), state=State())
    timed = day_of(draft) is not None or clock_of(draft) is not None or bool(draft.get("minutes"))
    if deed == END:
        missing = None if draft.get("last") else say("changing-ask-last")
    elif timed or deed == CANCEL or any(name in draft for name in DETAILS):
        missing = None
    else:
        missing = say("changing-ask-when") if deed == MOVE else say("changing-ask-what")
    return asking(turn, f"{STEPS}.to", draft, missing) if missing else None


def _about_scope(turn: Turn, draft: Draft, held: Held) -> Reply | None:
    """One date of a series or all, unless that was said or is plain."""
    if draft.get("scope") or draft.get("rrule") or draft.get("deed") == END or not _several(turn, held):
        return None
    return _ask_scope(turn, draft, held)


def _several(turn: Turn, held: Held) -> bool:
    """Whether a series has more dates to come than this one."""
    if not held.rrule:
        return False
    return (
        calendar.count_ahead(turn.session, viewer=turn.viewer, meeting_id=held.meeting_id, now=turn.now) > 1
    )


def _ask_scope(turn: Turn, draft: Draft, held: Held) -> Reply:
    shown = when(held.starts_at, held.ends_at, ZoneInfo(held.zone))
    options = [
        Option(say("option-changing-scope", scope=scope, **shown), f"{STEPS}.scope", {"scope": scope})
        for scope in ("one", "all")
    ]
    return asking(turn, f"{STEPS}.scope", draft, say("changing-ask-scope", title=held.title), options)


def _card(turn: Turn, draft: Draft, held: Held, before: Sequence[Text]) -> Reply:
    """Before and after, who will be told, and what is pointed out."""
    draft = {**draft, "scope": scope_of(draft, held, turn)}
    try:
        new = new_of(turn, draft, held)
    except RefusedError as error:
        if error.reason is Reason.OVER:
            return ask_when(turn, {**_untimed(draft)}, f"{STEPS}.to", "past")
        return refused(error)
    if new.rhythm_missing:
        return asking(turn, f"{STEPS}.to", _untimed(draft), say("changing-ask-rhythm"))
    if draft["deed"] not in (CANCEL, END) and not new.differs(held):
        return Reply((say("refused-nothing"),), state=State())
    shown = {**draft, "revision": held.revision, "sequence": held.sequence}
    yes = say("option-changing-yes", deed=str(draft["deed"]))
    return card(turn, NAME, shown, (*before, *about(turn, draft, held, new)), yes)


def _untimed(draft: Draft) -> Draft:
    return {**draft, "day": None, "clock": None, "rrule": "", "problem": ""}


def scope_of(draft: Draft, held: Held, turn: Turn) -> str:
    """One date or all: a meeting that is once is changed as a whole, unless it has begun."""
    if not held.rrule:
        return "all" if held.starts_at > turn.now else "one"
    whole = draft.get("deed") == END or draft.get("rrule")
    return "all" if whole or draft.get("scope") == "all" else "one"
