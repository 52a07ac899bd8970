"""From a sentence to the card of a plan: what is asked in between, one thing at a time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.topics.drafting import Draft, card, refused, signed
from dialogs.topics.planning_asking import ask_clock, ask_group, ask_reading, ask_when, is_past
from dialogs.topics.planning_card import about
from dialogs.topics.planning_draft import clock_of, day_of, group_of, plan_of, readings_of, with_sentence
from dialogs.topics.planning_people import audience_in, group_like, groups_in, only_one, unknown_group
from dialogs.topics.planning_reading import Sentence, read_sentence
from dialogs.topics.planning_words import tidy
from dialogs.turn import Option, Reply, State, Text, Turn, say
from storage.services import meetings, planned
from storage.services.names import name_of
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, may

MEETING = "planning.meeting"


def begin(turn: Turn) -> Reply:
    """Read a sentence as a new plan; its mark for calendars is made here, so that it is planned once."""
    spoken = read(turn)
    draft: Draft = {
        "uid": f"{secrets.token_hex(12)}@kitt", "group": None, "audience": {}, "named": "", "day": None,
        "clock": None, "minutes": None, "rrule": "", "readings": [], "problem": spoken.when.problem,
    }  # fmt: skip
    return for_whom(turn, with_sentence(draft, spoken))


def read(turn: Turn) -> Sentence:
    """The sentence of a turn."""
    entities = turn.understanding.entities if turn.understanding else ()
    return read_sentence(turn.text, entities, turn.now, turn.network.zone, turn.language)


def for_whom(turn: Turn, draft: Draft) -> Reply:
    """For whom the sentence says it is; asked where it does not, or where they plan nothing for these."""
    groups = planned.groups_to_plan(turn.session, viewer=turn.viewer)
    for_all = planned.plans_for_all(turn.viewer)
    named = groups_in(turn)
    ids = {int(ref) for entity in named for ref in entity.refs}
    text: Text | None = None
    if len(ids) > 1:
        groups = [group for group in groups if group.id in ids] or groups
        text = say("planning-one-group")
    elif ids and not may(turn.viewer, Right.PLAN_MEETINGS, group_id=min(ids)):
        text = say("planning-not-yours", group=named[0].value)
    elif ids:
        return go_on(turn, {**draft, "group": min(ids)})
    elif (like := group_like(turn)) is not None:
        return go_on(turn, {**draft, "group": like})
    elif unknown := unknown_group(turn):
        text = say("group-unknown", name=tidy(unknown)[:60], count=len(groups))
    elif (others := audience_in(turn)) is not None:
        if for_all:
            # "Für alle im Harz" says who comes, and not where it is.
            where = "" if str(draft.get("place") or "?") in others[1] else draft.get("place", "")
            return go_on(turn, {**draft, "place": where, "audience": others[0], "named": others[1]})
        text = say("planning-only-groups")
    elif (only := only_one(groups)) is not None and not for_all:
        return go_on(turn, {**draft, "group": only})
    if not groups and not for_all:
        return Reply((say("planning-no-group"),), state=State())
    return ask_group(turn, draft, groups, text or say("planning-ask-group"), for_all=for_all)


def go_on(turn: Turn, draft: Draft) -> Reply:
    """Ask for what is missing, one thing at a time, or show the card."""
    planned.require_plan(turn.viewer, group_of(draft))
    if readings_of(draft):
        return ask_reading(turn, draft)
    if day_of(draft) is None or draft.get("problem") == "past":
        return ask_when(turn, draft, problem=str(draft.get("problem") or ""))
    if clock_of(draft) is None:
        return ask_clock(turn, draft)
    if is_past(turn, draft):
        return ask_when(turn, draft, problem="past")
    return show(turn, draft)


def show(turn: Turn, draft: Draft, *before: Text) -> Reply:
    """The card of a plan, or why it cannot be one."""
    group = group_of(draft)
    if group is not None and name_of(turn.session, "group", group) is None:
        return refused(RefusedError(Reason.GONE))
    plan = plan_of(turn, draft)
    if plan is None:
        return ask_when(turn, draft)
    try:
        meetings.check_details(meetings.Details(plan.title, plan.place, plan.link, plan.agenda))
    except RefusedError as error:
        return refused(error)
    texts = (*before, *about(turn, plan, assumed=not draft.get("minutes"), linkless=draft.get("link") == ""))
    more = (Option(say("option-change"), "planning.change", signed(turn, draft)),)
    shown = card(turn, MEETING, draft, texts, say("option-plan"), more)
    yes = replace(shown.options[0], data={**shown.options[0].data, "uid": str(draft.get("uid") or "")})
    return replace(shown, options=(yes, *shown.options[1:]))


def taken(draft: Draft, reading: Mapping[str, Any]) -> Draft:
    """The draft with one of its readings: what that leaves open stays."""
    said = {name: value for name, value in reading.items() if value is not None and value != ""}
    once = {"rrule": ""} if "day" in said else {}
    return {**draft, **once, **said, "readings": [], "problem": ""}


def read_own(turn: Turn) -> Sentence:
    """The sentence of a turn whose text was cut: names are looked for in the whole one."""
    return read_sentence(turn.text, (), turn.now, turn.network.zone, turn.language)
