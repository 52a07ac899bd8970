"""Ask a group when it can meet: "finde einen Termin für die Fokusgruppe 2: Di 10 Uhr oder Mi 14 Uhr"."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from dialogs.registry import command, intent, phrase, step
from dialogs.topics.drafting import Draft, answered, confirmed, correction, draft_of, stale
from dialogs.topics.finding_date_card import (
    FIND,
    at_clock,
    chosen_reading,
    go_on,
    merged,
    refused,
    walls,
    zone_of,
)
from dialogs.topics.finding_date_reading import Said, clock_in, minutes_in, said_in
from dialogs.topics.finding_date_status import not_mine, overview
from dialogs.topics.finding_date_telling import ask, manner_of
from dialogs.topics.finding_date_words import Scale, UnclearError, meant
from dialogs.topics.in_private import private_instead
from dialogs.turn import Reply, Turn, say
from nlu.interface import Entity
from storage.services import audience, polls, reach
from storage.services.meetings import LONGEST_MINUTES
from storage.services.polls import Wanted
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may, require

MOST_GROUPS = 10

_WITHOUT = re.compile(
    r"^\W*(?:doch\s+)?(?:ohne|streich\w*|nicht|lösch\w*|loesch\w*|without|drop|remove|not)\b(?P<rest>.+)$",
    re.I,
)
_INSTEAD = re.compile(r"\b(?:doch|lieber|statt\w*|sondern|instead|rather|make it)\b", re.I)
_NO_QUORUM = re.compile(r"\b(?:ohne|keine?|without|no)\s+(?:mindest\w*|quorum|minimum)\b", re.I)
_FINDS = re.compile(
    r"^\W*(?:bitte\s+|please\s+)?(?:finde?|such\w*)\s+(?:bitte\s+)?(?:mir\s+|uns\s+)?(?:einen\s+|a\s+)?"
    r"(?:gemeinsamen\s+)?(?:termin|date)\s+(?:für|fuer|mit|for|with)\s",
    re.I,
)
_GOES_ON = re.compile(r"\?\s*$")


@command("terminfindung", "finddate", right=Right.ATTEND)
def by_command(turn: Turn) -> Reply:
    """Read what is said with the command; without a word show the polls that are open."""
    if elsewhere := private_instead(turn):
        return elsewhere
    return (find(turn) if turn.text else None) or overview(turn)


@phrase("finding_date.asked", _FINDS, right=Right.ATTEND)
def find_by_form(turn: Turn) -> Reply | None:
    """What asks for a date by its form, however much stands behind it."""
    return find(turn)


@intent("find_date", right=Right.ATTEND)
def find(turn: Turn) -> Reply:
    """Make a draft of what is said; who coordinates no group sees what is open instead."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if not may(turn.viewer, Right.PLAN_MEETINGS):
        return not_mine(turn)
    named, text = _group_in(turn)
    draft: Draft = {"group": 0, "name": "", "people": 0, "times": [], "days": [], "choices": []}
    offered = reach.groups_to_edit(turn.session, viewer=turn.viewer)
    draft["offered"] = [{"id": one.id, "name": one.name} for one in offered[:MOST_GROUPS]]
    if named is not None:
        require(turn.viewer, Right.PLAN_MEETINGS, group_id=int(named.refs[0]))
        draft = _with_group(turn, draft, int(named.refs[0]), named.value)
    elif len(offered) == 1:
        draft = _with_group(turn, draft, offered[0].id, offered[0].name)
    return go_on(turn, merged(draft, _said(turn, text)))


@step(f"{FIND}.group", right=Right.PLAN_MEETINGS)
def group(turn: Turn) -> Reply | None:
    """Take which group is meant."""
    draft = draft_of(turn, f"{FIND}.group")
    if draft is None:
        return stale() if turn.choice else None
    if turn.choice:
        offered = {one["id"]: str(one["name"]) for one in draft["offered"]}
        number = turn.data.get("group")
        if not isinstance(number, int) or number not in offered:
            return stale()
        return go_on(turn, _with_group(turn, draft, number, offered[number]))
    named, _ = _group_in(turn)
    if named is None:
        return None
    require(turn.viewer, Right.PLAN_MEETINGS, group_id=int(named.refs[0]))
    return go_on(turn, _with_group(turn, draft, int(named.refs[0]), named.value))


@step(f"{FIND}.reading", right=Right.PLAN_MEETINGS)
def reading(turn: Turn) -> Reply | None:
    """Take which of several readings of a time is meant."""
    draft = draft_of(turn, f"{FIND}.reading")
    if draft is None:
        return stale() if turn.choice else None
    if turn.choice:
        chosen = chosen_reading(draft, turn.data)
        return stale() if chosen is None else go_on(turn, chosen)
    said = _said(turn, turn.text)
    ways = [datetime.fromisoformat(one) for one in draft["choices"][0][1]]
    clock = clock_in(turn.text, turn.now, zone_of(turn), turn.language)
    fits = [number for number, one in enumerate(ways) if one.time() == clock or one in said.times]
    if len(fits) == 1:
        return go_on(turn, chosen_reading(draft, {"reading": fits[0]}) or draft)
    if not said.times:
        return None
    return go_on(turn, merged({**draft, "choices": draft["choices"][1:]}, said))


@step(f"{FIND}.clock", right=Right.PLAN_MEETINGS)
def clock(turn: Turn) -> Reply | None:
    """Take the time of the day of days that were named without one."""
    draft = draft_of(turn, f"{FIND}.clock")
    if draft is None or turn.choice:
        return stale() if turn.choice else None
    said = _said(turn, turn.text)
    if said.times:
        named = {moment.date().isoformat() for moment in said.times}
        left = [one for one in draft["days"] if one not in named]
        return go_on(turn, merged({**draft, "days": left}, said))
    at = clock_in(turn.text, turn.now, zone_of(turn), turn.language)
    return None if at is None else go_on(turn, at_clock(draft, at))


@step(f"{FIND}.times", right=Right.PLAN_MEETINGS)
def times(turn: Turn) -> Reply | None:
    """Take the times that are suggested."""
    return _added(turn, f"{FIND}.times")


@step(f"{FIND}.long", right=Right.PLAN_MEETINGS)
def long(turn: Turn) -> Reply | None:
    """Take how long the meeting is to be."""
    draft = draft_of(turn, f"{FIND}.long")
    if draft is None:
        return stale() if turn.choice else None
    minutes = turn.data.get("minutes") if turn.choice else minutes_in(
        turn.text, turn.now, zone_of(turn), turn.language
    )  # fmt: skip
    if isinstance(minutes, int) and 0 < minutes <= LONGEST_MINUTES:
        return go_on(turn, {**draft, "minutes": minutes})
    return stale() if turn.choice else _added(turn, f"{FIND}.long")


@step(f"{FIND}.more", right=Right.PLAN_MEETINGS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, or what is to be otherwise."""
    draft = draft_of(turn, f"{FIND}.more")
    if draft is None or turn.choice or _GOES_ON.search(turn.text):
        return None
    if draft.get("end") and (said := answered(turn, FIND, write)) is not None:
        return said
    text = correction(turn.text) or turn.text
    if _NO_QUORUM.search(text):
        return go_on(turn, {**draft, "quorum": None})
    if (without := _WITHOUT.match(text)) is not None:
        return _without(turn, draft, without["rest"])
    return _added(turn, f"{FIND}.more", text)


@step(f"{FIND}.yes", right=Right.PLAN_MEETINGS)
def write(turn: Turn) -> Reply:
    """Ask the group what the card shows."""
    draft = confirmed(turn, FIND)
    if draft is None or not draft.get("end"):
        return stale()
    title = str(draft.get("title") or draft["name"])
    wanted = Wanted(
        group_id=int(draft["group"]), title=title, minutes=int(draft["minutes"]), zone=zone_of(turn).key,
        times=tuple(walls(draft)), deadline=datetime.fromisoformat(str(draft["end"])),
        quorum=draft.get("quorum"), place=str(draft.get("place") or ""), link=str(draft.get("link") or ""),
    )  # fmt: skip
    try:
        number = polls.open_poll(turn.session, viewer=turn.viewer, wanted=wanted, now=turn.now)
    except RefusedError as error:
        return refused(error)
    channels, people = ask(
        turn.session, number, by=turn.viewer.person_id, by_name=turn.viewer.given_name,
        manner=manner_of(turn),
    )  # fmt: skip
    told = say("finddate-asked", channels=channels, people=people)
    return overview(turn, poll_id=number, intro=(told,))


def _added(turn: Turn, name: str, text: str = "") -> Reply | None:
    """The draft with what is said now; None if it says nothing of the kind."""
    draft = draft_of(turn, name)
    if draft is None or turn.choice:
        return stale() if turn.choice else None
    said = _said(turn, text or turn.text)
    if not said.anything:
        return None
    return go_on(turn, merged(draft, said, instead=bool(_INSTEAD.search(turn.text))))


def _without(turn: Turn, draft: Draft, rest: str) -> Reply | None:
    """The draft without the times that are named."""
    found = walls(draft)
    try:
        out = meant(rest, Scale(found, turn.now, zone_of(turn), turn.language))
    except UnclearError:
        return Reply((say("finddate-unclear"),))
    if not out:
        return None
    left = [one.isoformat() for place, one in enumerate(found) if place not in out]
    return go_on(turn, {**draft, "times": left})


def _said(turn: Turn, text: str) -> Said:
    return said_in(text, turn.now, zone_of(turn), turn.language)


def _group_in(turn: Turn) -> tuple[Entity | None, str]:
    """The one group that is named, and the text without it: its number is no time."""
    text = turn.text
    named = None
    for one in turn.understanding.of("group") if turn.understanding else ():
        # What stands behind a colon is no longer its name: "Fokusgruppe 2: 1.12. um 10".
        text = text.replace(one.text.partition(":")[0], " ", 1)
        named = one if named is None and len(one.refs) == 1 and one.refs[0].isdecimal() else named
    return named, text


def _with_group(turn: Turn, draft: Draft, number: int, name: str) -> Draft:
    people: Any = audience.people_of(turn.session, number, {})
    return {**draft, "group": number, "name": name, "people": len(people), "offered": []}
