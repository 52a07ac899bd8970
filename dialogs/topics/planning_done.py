"""The card of a plan, pressed: it is planned, once; or one thing of it is changed first."""

from __future__ import annotations

from dialogs.registry import step
from dialogs.topics.drafting import asking, confirmed, draft_of, refused, signed, stale
from dialogs.topics.meeting_change import options_for
from dialogs.topics.planning_asking import ask_when
from dialogs.topics.planning_card import how_many
from dialogs.topics.planning_draft import plan_of
from dialogs.topics.planning_flow import MEETING, go_on
from dialogs.topics.planning_words import before_times, tidy
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.services import calendar, meetings, planned
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right

FIELDS = ("when", "place", "title", "agenda")


@step(f"{MEETING}.yes", right=Right.PLAN_MEETINGS)
def write(turn: Turn) -> Reply:
    """Plan what the card shows; pressed again it says that it was."""
    draft = confirmed(turn, MEETING)
    plan = plan_of(turn, draft) if draft is not None else None
    if draft is None or plan is None:
        uid = str(turn.data.get("uid") or "") if turn.choice else ""
        known = planned.planned_as(turn.session, viewer=turn.viewer, uid=uid) if uid else None
        return Reply((say("planning-already"),)) if known is not None else stale()
    try:
        with turn.session.begin_nested():
            number = meetings.plan(
                turn.session, viewer=turn.viewer, plan=plan, uid=str(draft["uid"]), now=turn.now
            )
    except RefusedError as error:
        return ask_when(turn, draft, problem="past") if error.reason is Reason.OVER else refused(error)
    return _done(turn, plan, number)


def _done(turn: Turn, plan: meetings.Plan, number: int) -> Reply:
    """What happens now, and what can still be done."""
    leads = planned.usual_reminders(turn.session, viewer=turn.viewer, group_id=plan.group_id)
    before: list[Param] = [{"text": lead(minutes).as_json()} for minutes in sorted(leads, reverse=True)]
    text = say(
        "planning-done",
        count=how_many(turn, plan.group_id, dict(plan.audience)),
        reminded="yes" if before else "no",
        before={"list": before, "style": "and"},
    )
    first = planned.first_date(turn.session, viewer=turn.viewer, meeting_id=number, now=turn.now)
    if first is None:
        return Reply((text,), state=State())
    held = calendar.one_date(turn.session, viewer=turn.viewer, occurrence_id=first)
    return Reply((text,), options_for(held), State(slots={"occurrence": first}))


def lead(minutes: int) -> Text:
    """How long before a meeting somebody is reminded."""
    for unit, size in (("week", 7 * 24 * 60), ("day", 24 * 60), ("hour", 60)):
        if minutes % size == 0:
            return say("planning-lead", unit=unit, count=minutes // size)
    return say("planning-lead", unit="minute", count=minutes)


@step("planning.change", right=Right.PLAN_MEETINGS)
def change(turn: Turn) -> Reply:
    """Ask what is to be different; the card stays open."""
    draft = confirmed(turn, MEETING)
    if draft is None:
        return stale()
    sign = signed(turn, draft)
    options = [
        Option(say("option-planning-field", field=field), "planning.field", {**sign, "field": field})
        for field in FIELDS
    ]
    return Reply((say("planning-what-else"),), tuple(options))


@step("planning.field", right=Right.PLAN_MEETINGS)
def field(turn: Turn) -> Reply:
    """Ask for one thing."""
    draft, name = confirmed(turn, MEETING), str(turn.data.get("field"))
    if draft is None or turn.choice is None or name not in FIELDS:
        return stale()
    if name == "when":
        return ask_when(turn, draft)
    return asking(turn, "planning.value", {**draft, "field": name}, say("planning-ask-field", field=name))


@step("planning.value", right=Right.PLAN_MEETINGS, literal=True)
def value(turn: Turn) -> Reply | None:
    """Take the answer as it stands: a title, a place or link, an agenda."""
    draft = draft_of(turn, "planning.value")
    if draft is None or turn.choice is not None or not turn.text.strip():
        return stale() if turn.choice else None
    name = str(draft.pop("field", ""))
    if name not in FIELDS:
        return stale()
    words = before_times(turn.text)
    if name == "place" and words.link:
        return go_on(turn, {**draft, "link": words.link, "place": draft.get("place") or "online"})
    said = turn.text.strip() if name == "agenda" else tidy(turn.text)
    return go_on(turn, {**draft, name: "" if words.details.get(name) == "" else said})
