"""Somebody leaves the network, or stays after all: "Jonas verlässt uns zum 31."."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dialogs.registry import MEMBERS, command, phrase, step
from dialogs.topics.drafting import (
    Draft,
    answered,
    asking,
    card,
    confirmed,
    day,
    draft_of,
    refused,
    stale,
    which_person,
)
from dialogs.topics.duties import ASKS
from dialogs.topics.in_private import private_instead
from dialogs.topics.team import EDITORS
from dialogs.turn import Option, Param, Reply, State, Turn, say
from nlu.days import Edge, days_in
from storage.services import telling
from storage.services.editing import keep, may_part, part_with
from storage.services.reach import editable
from storage.services.refusing import RefusedError

LEAVE = "leaving.part"
STAY = "leaving.keep"
NOW = "now"

LEAVES = re.compile(
    r"\b(?:verl(?:ä|ae|a)s+t(?! (?:das|den|die) (?:büro|haus|raum|gebäude|treffen|kanal))"
    r"|verlassen|scheide[nt]\b.*\baus\b|h(?:ö|oe|o)r(?:t|en)\b.*\bauf\b|geht (?:zum|ende|am|im|in rente)"
    r"\b|(?:hat|haben)\b.{0,30}\bgek(?:ü|ue|u)ndigt|k(?:ü|ue)ndigt\b"
    r"|(?:ist|sind|arbeitet|arbeiten)\b.*\bnicht mehr (?:da|dabei|bei uns|im team|im netzwerk)\b"
    r"|letzter (?:arbeits)?tag|leaves|leave us|(?:is|are) leaving|ha(?:s|ve) (?:left|quit|resigned)|left us"
    r"|quits|resigns|last day)\b",
    re.I,
)
_OWN = re.compile(
    r"\b(?:ich|i|i['’]?m)\b.*\b(?:verlasse?|k(?:ü|ue)ndige|scheide|steige|h(?:ö|oe)re?|trete|leav(?:e|ing)|quit)\b"
    r".*\b(?:netzwerk|network|euch|uns|team|aus|auf|you|us)\b"
    r"|\b(?:mein letzter (?:arbeits)?tag|my last day)\b",
    re.I,
)
_STAYS = re.compile(
    r"\b(?:bleibt\b.*\b(?:doch|bei uns|im team|dabei)|stays\b.*\b(?:after all|with us))\b", re.I
)
_AT_ONCE = re.compile(r"\b(?:sofort|ab heute|hat uns|hat das|has left|left us|immediately|at once)\b", re.I)


@command("verlaesst", "leaves", roles=EDITORS)
def by_command(turn: Turn) -> Reply:
    """Take name and day behind the command, or say how it goes."""
    return _read(turn, LEAVE) or Reply((say("leave-how"),))


@phrase("leaving.own", _OWN, roles=MEMBERS)
def leave(turn: Turn) -> Reply | None:
    """Understand that whoever writes leaves the network; everybody may."""
    read = turn.understanding
    if ASKS.search(turn.text) or not read or read.of("group", "person") or turn.viewer.person_id is None:
        return None
    if (elsewhere := private_instead(turn)) is not None:
        return elsewhere
    own = turn.viewer.person_id
    return _go_on(turn, {"stays": False, "last": _last_day(turn), "people": [own], "unclear": []})


@phrase(LEAVE, LEAVES, roles=EDITORS)
def leaves(turn: Turn) -> Reply | None:
    """Understand that somebody leaves; a group that is named is left by the topic of groups."""
    return None if ASKS.search(turn.text) else _read(turn, LEAVE)


@phrase(STAY, _STAYS, roles=EDITORS)
def stays(turn: Turn) -> Reply | None:
    """Understand that somebody stays after all."""
    return None if ASKS.search(turn.text) else _read(turn, STAY)


@step(f"{LEAVE}.who", roles=EDITORS)
def chosen(turn: Turn) -> Reply | None:
    """Take which of several namesakes is meant."""
    draft = draft_of(turn, f"{LEAVE}.who")
    if turn.choice is None:
        return None
    if draft is None:
        return stale()
    people = [*draft["people"], int(turn.data["person"])]
    return _go_on(turn, {**draft, "people": people, "unclear": draft["unclear"][1:]})


@step(f"{LEAVE}.when", roles=MEMBERS)
def when(turn: Turn) -> Reply | None:
    """Take the last day, chosen or written."""
    draft = draft_of(turn, f"{LEAVE}.when")
    if draft is None:
        return stale() if turn.choice else None
    last = turn.data.get("last") if turn.choice else _last_day(turn)
    return _go_on(turn, {**draft, "last": last}) if last else None


@step(f"{LEAVE}.more", roles=MEMBERS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, or another day."""
    said = answered(turn, LEAVE, write)
    draft = draft_of(turn, f"{LEAVE}.more")
    last = _last_day(turn) if said is None and not ASKS.search(turn.text) else None
    return _go_on(turn, {**draft, "last": last}) if last and draft else said


@step(f"{LEAVE}.yes", roles=MEMBERS)
def write(turn: Turn) -> Reply:
    """Write down what the card shows."""
    draft = confirmed(turn, LEAVE)
    if draft is None:
        return stale()
    if draft["stays"]:
        return _keep(turn, draft)
    last = None if draft["last"] == NOW else date.fromisoformat(draft["last"])
    try:
        shown = _names(turn, draft)
        with turn.session.begin_nested():  # all of them or nobody
            for person_id in draft["people"]:
                part_with(
                    turn.session, viewer=turn.viewer, person_id=person_id, last_day=last, now=turn.now,
                    today=turn.today,
                )  # fmt: skip
    except RefusedError as error:
        return refused(error)
    for person_id in draft["people"]:
        if person_id != turn.viewer.person_id:
            _tell(turn, person_id, last)
    key = "leave-done-now" if last is None else "leave-done"
    return Reply((say(key, **shown),), state=State())


def _keep(turn: Turn, draft: Draft) -> Reply:
    try:
        shown = _names(turn, draft)
        with turn.session.begin_nested():
            for person_id in draft["people"]:
                keep(turn.session, viewer=turn.viewer, person_id=person_id, now=turn.now, today=turn.today)
    except RefusedError as error:
        return refused(error)
    return Reply((say("stay-done", **shown),), state=State(topic="who_is", results=tuple(draft["people"])))


def _names(turn: Turn, draft: Draft) -> dict[str, Param]:
    """Whom it is about, for a text; refuses whoever may not be parted with, or kept."""
    may_be = editable if draft["stays"] else may_part
    named: list[Param] = [
        may_be(turn.session, viewer=turn.viewer, person_id=int(number), today=turn.today).name
        for number in draft["people"]
    ]
    own = draft["people"] == [turn.viewer.person_id]
    count = "own" if own else "one" if len(named) == 1 else "several"
    return {"name": {"list": named, "style": "and"}, "who": count}


def _read(turn: Turn, what: str) -> Reply | None:
    read = turn.understanding
    people = [entity for entity in read.of("person") if entity.refs] if read else []
    if read is None or not people or read.of("group"):
        return None
    elsewhere = private_instead(turn)
    if elsewhere is not None:
        return elsewhere
    clear = [int(entity.refs[0]) for entity in people if len(entity.refs) == 1]
    unclear = [[int(ref) for ref in entity.refs] for entity in people if len(entity.refs) > 1]
    draft = {"stays": what == STAY, "last": _last_day(turn), "people": list(dict.fromkeys(clear))}
    return _go_on(turn, {**draft, "unclear": unclear})


def _last_day(turn: Turn) -> str | None:
    """The last day as ISO 8601, or NOW; "ab Montag nicht mehr" means the day before."""
    found = days_in(turn.text, turn.today)
    if not found or _AT_ONCE.search(turn.text):
        return NOW if _AT_ONCE.search(turn.text) else None
    last = found[0].day
    if found[0].edge in (Edge.FROM, Edge.SINCE):
        last -= timedelta(days=1)
    return NOW if last < turn.today else last.isoformat()


def _go_on(turn: Turn, draft: Draft) -> Reply:
    """Ask which of several people is meant, then for the day, then show the card."""
    if draft["unclear"]:
        return which_person(turn, LEAVE, draft, draft["unclear"][0])
    try:
        shown = _names(turn, draft)
    except RefusedError as error:
        return refused(error)
    if draft["stays"]:
        return card(turn, LEAVE, draft, (say("stay-card", **shown),), say("option-enter"))
    if not draft["last"]:
        return asking(turn, f"{LEAVE}.when", draft, say("leave-ask-day", **shown), _days(turn))
    if draft["last"] == NOW:
        text = say("leave-card-now", **shown)
    else:
        text = say("leave-card", day=day(draft["last"], turn), **shown)
    return card(turn, LEAVE, draft, (text,), say("option-enter"))


def _days(turn: Turn) -> list[Option]:
    """At once, today, the end of this month and of the next."""
    ends = []
    month = turn.today.replace(day=1)
    for _ in range(2):
        last = month.replace(day=monthrange(month.year, month.month)[1])
        ends.append(last)
        month = last + timedelta(days=1)
    return [
        Option(say("option-at-once"), f"{LEAVE}.when", {"last": NOW}),
        Option(say("option-last-day-today"), f"{LEAVE}.when", {"last": turn.today.isoformat()}),
        *(
            Option(
                say("option-last-day", day=day(last.isoformat(), turn)), f"{LEAVE}.when",
                {"last": last.isoformat()},
            )
            for last in ends
        ),
    ]  # fmt: skip


def _tell(turn: Turn, person_id: int, last: date | None) -> None:
    """Let the person know; who is out at once gets this last word, and then nothing more by itself."""
    text = say("leave-told-now", by=turn.viewer.given_name)
    if last is not None:
        text = say("leave-told", by=turn.viewer.given_name, day=day(last.isoformat(), turn))
    telling.tell(
        turn.session, person_id, Reply((text,)).as_json(), now=turn.now, zone=turn.network.zone,
        key=f"leave:{person_id}:{turn.conversation_id}:{turn.now.timestamp()}",
        kind=telling.Kind.REQUEST if last is not None else telling.Kind.ANSWER,
    )  # fmt: skip
