"""Who is responsible from now on, or no longer: "Lena ist seit Montag für Halle zuständig"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from dialogs.registry import command, phrase, step
from dialogs.topics.drafting import (
    Draft,
    answered,
    card,
    confirmed,
    day,
    draft_of,
    inner,
    refused,
    signed,
    stale,
    which_person,
)
from dialogs.topics.in_private import private_instead
from dialogs.topics.locating import locate
from dialogs.topics.team import EDITORS
from dialogs.turn import Option, Param, Reply, State, Turn, say
from nlu.days import period_in
from nlu.interface import Understanding
from storage.models import Rank
from storage.services import telling
from storage.services.directory import person_cards
from storage.services.names import name_of
from storage.services.reach import editable
from storage.services.refusing import RefusedError
from storage.services.responsibilities import Post, end_responsibility, give_responsibility

DUTY = "duties.post"

_DUTY = re.compile(
    r"\b(?:zuständig|zustaendig|verantwortlich|ansprechpartner(?:in|:in)?|ansprechperson|kontaktperson|übernimmt"
    r"|uebernimmt|responsible|in charge|contact person|takes over)\b",
    re.I,
)
_STATES = re.compile(r"\b(?:ist|wird|sind|übernimmt|uebernimmt|is|will be|takes over|becomes)\b", re.I)
ASKS = re.compile(
    r"\?\s*$|^\W*(?:wer|wen|wem|was|wo|wann|welche\w*|ist|sind|wird|für wen|kann|who|whom|what|where"
    r"|when|which|is|are|will|can)\b",
    re.I,
)
"""Questions change nothing."""
_NO_LONGER = re.compile(r"\b(?:nicht (?:mehr|länger)|no longer|not .* any ?more)\b", re.I)
_ONLY = re.compile(r"\b(?:nur noch|only until|endet|ends)\b", re.I)
"""Who is responsible only until a day is so already; without this word they become so."""
_DEPUTY = re.compile(r"vertret|stellvert|deputy", re.I)


@command("zustaendig", "responsible", roles=EDITORS)
def by_command(turn: Turn) -> Reply:
    """Take the sentence behind the command, or say how it goes."""
    return _read(turn) or Reply((say("duty-how"),))


@phrase(DUTY, _DUTY, roles=EDITORS)
def stated(turn: Turn) -> Reply | None:
    """Understand a statement about somebody who is known; questions are left to others."""
    return None if ASKS.search(turn.text) or not _STATES.search(turn.text) else _read(turn)


@step(f"{DUTY}.who", roles=EDITORS)
def chosen(turn: Turn) -> Reply | None:
    """Take which of several namesakes is meant."""
    draft = draft_of(turn, f"{DUTY}.who")
    if turn.choice is None:
        return None
    return _card(turn, {**draft, "person": int(turn.data["person"])}) if draft is not None else stale()


@step(f"{DUTY}.more", roles=EDITORS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, other days, or another place: "nein, ab Februar"."""
    draft, read = draft_of(turn, f"{DUTY}.more"), turn.understanding
    said = answered(turn, DUTY, write)
    if said is not None or draft is None or read is None or ASKS.search(turn.text) or read.of("person"):
        return said
    period = period_in(turn.text, turn.today)
    changed = {**draft, "region": _region(turn, read) or draft["region"]}
    changed["project"] = _ref(read, "project") or draft["project"]
    if period.first and period.first != period.last:
        changed["from"] = period.first.isoformat()
    if period.last:
        changed["until"] = period.last.isoformat()
    if _DEPUTY.search(turn.text):
        changed["rank"] = "deputy"
    return _card(turn, changed) if changed != draft else None


@step(f"{DUTY}.all", roles=EDITORS)
def for_all_projects(turn: Turn) -> Reply:
    """The same for all projects."""
    draft = confirmed(turn, DUTY)
    return _card(turn, {**draft, "project": None, "all": True}) if draft is not None else stale()


@step(f"{DUTY}.yes", roles=EDITORS)
def write(turn: Turn) -> Reply:
    """Write down what the card shows."""
    draft = confirmed(turn, DUTY)
    if draft is None:
        return stale()
    person_id = int(draft["person"])
    try:
        if draft["ends"]:
            _end(turn, person_id, draft)
        else:
            give_responsibility(
                turn.session, viewer=turn.viewer, person_id=person_id, post=_post(draft), now=turn.now,
                today=turn.today,
            )  # fmt: skip
    except RefusedError as error:
        return refused(error)
    _tell(turn, person_id, draft)
    return Reply((say("duty-written"),), state=State(topic="who_is", results=(person_id,)))


def _read(turn: Turn) -> Reply | None:
    read = turn.understanding
    people = read.of("person") if read else ()
    if read is None or not people or not people[0].refs:
        return None
    region = _region(turn, read)
    if not (region or read.of("project", "topic")):
        return None
    elsewhere = private_instead(turn)
    if elsewhere is not None:
        return elsewhere
    period = period_in(turn.text, turn.today)
    ends = bool(_NO_LONGER.search(turn.text)) or bool(_ONLY.search(turn.text) and not period.first)
    draft: Draft = {
        "region": region,
        "project": _ref(read, "project"),
        "topics": [int(entity.refs[0]) for entity in read.of("topic") if entity.refs],
        "rank": "deputy" if _DEPUTY.search(turn.text) else "first",
        "from": period.first.isoformat() if period.first else None,
        "until": period.last.isoformat() if period.last and period.last != period.first else None,
        "ends": ends,
    }
    ids = [int(ref) for ref in people[0].refs]
    return which_person(turn, DUTY, draft, ids) if len(ids) > 1 else _card(turn, {**draft, "person": ids[0]})


def _region(turn: Turn, read: Understanding) -> int | None:
    for entity in read.of("region", "place", "postcode"):
        regions = locate(entity, turn.network).region_ids
        if len(regions) == 1:
            return regions[0]
    return None


def _ref(read: Understanding, kind: str) -> int | None:
    found = [entity for entity in read.of(kind) if len(entity.refs) == 1]
    return int(found[0].refs[0]) if found else None


def _card(turn: Turn, draft: Draft) -> Reply:
    person_id = int(draft["person"])
    try:
        person = editable(
            turn.session, viewer=turn.viewer, person_id=person_id, today=turn.today,
            region_id=draft["region"], any_role=True,
        )  # fmt: skip
    except RefusedError as error:
        return refused(error)
    more = []
    if not draft["ends"] and not draft["project"] and not draft.get("all"):
        draft = {**draft, "project": _only_project(turn, person_id)}
        if draft["project"]:
            more.append(Option(say("option-all-projects"), f"{DUTY}.all", signed(turn, draft)))
    text = say(
        "duty-card",
        name=person.name,
        what=_what(turn, draft),
        rank=draft["rank"],
        ends="yes" if draft["ends"] else "no",
        period=_period(turn, draft),
    )
    return card(turn, DUTY, draft, (text,), say("option-enter"), more)


def _only_project(turn: Turn, person_id: int) -> int | None:
    """The project that somebody works in, if it is one: a new region mostly is one of the same."""
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=[person_id], today=turn.today)
    projects = {post.project.id for shown in cards for post in shown.responsibilities if post.project}
    return projects.pop() if len(projects) == 1 else None


def _what(turn: Turn, draft: Draft) -> Param:
    parts: list[Param] = []
    for kind in ("project", "region"):
        if draft[kind]:
            parts.append(name_of(turn.session, kind, draft[kind]) or "")
    if draft["topics"]:
        names: list[Param] = [name_of(turn.session, "topic", number) or "" for number in draft["topics"]]
        parts.append({"list": names, "style": "comma"})
    return {"list": parts, "style": "dots"}


def _period(turn: Turn, draft: Draft) -> Param:
    if draft["ends"]:
        return inner("duty-last-day", day=day(_last_day(turn, draft).isoformat(), turn))
    first = draft["from"] or turn.today.isoformat()
    if draft["until"]:
        return inner("duty-from-until", first=day(first, turn), last=day(draft["until"], turn))
    return inner("duty-from", first=day(first, turn))


def _last_day(turn: Turn, draft: Draft) -> date:
    """ "Bis 31." names the last day, "ab Januar nicht mehr" the first one without; else it was yesterday."""
    if draft["until"]:
        return date.fromisoformat(draft["until"])
    first = date.fromisoformat(draft["from"]) if draft["from"] else turn.today
    return first - timedelta(days=1)


def _post(draft: dict[str, Any]) -> Post:
    return Post(
        project_id=draft["project"],
        region_id=draft["region"],
        topic_ids=tuple(draft["topics"]),
        rank=Rank(draft["rank"]),
        starts_on=date.fromisoformat(draft["from"]) if draft["from"] else None,
        ends_on=date.fromisoformat(draft["until"]) if draft["until"] else None,
    )


def _end(turn: Turn, person_id: int, draft: Draft) -> None:
    end_responsibility(
        turn.session, viewer=turn.viewer, person_id=person_id, post=_post(draft),
        last_day=_last_day(turn, draft), now=turn.now, today=turn.today,
    )  # fmt: skip


def _tell(turn: Turn, person_id: int, draft: Draft) -> None:
    """Let the person know, unless they wrote it themselves."""
    if person_id == turn.viewer.person_id:
        return
    text = say(
        "duty-told", by=turn.viewer.given_name, what=_what(turn, draft), rank=draft["rank"],
        ends="yes" if draft["ends"] else "no", period=_period(turn, draft),
    )  # fmt: skip
    telling.tell(
        turn.session, person_id, Reply((text,)).as_json(), now=turn.now, zone=turn.network.zone,
        key=f"duty:{person_id}:{turn.conversation_id}:{turn.now.timestamp()}",
    )  # fmt: skip
