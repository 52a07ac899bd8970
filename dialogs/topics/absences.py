"""Who is away and who stands in: "ich bin bis 3. Januar im Urlaub, Vertretung macht Jonas"."""

from __future__ import annotations

import re
from datetime import date

from dialogs.registry import MEMBERS, command, phrase, step
from dialogs.topics.drafting import (
    Draft,
    answered,
    asking,
    card,
    confirmed,
    day,
    draft_of,
    inner,
    refused,
    stale,
    which_person,
)
from dialogs.topics.duties import ASKS
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.days import period_in
from nlu.interface import Entity
from storage.models import AbsenceReason
from storage.services import telling
from storage.services.absences import Leave, absences_of, cancel, end, enter
from storage.services.directory import person_cards
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, may

AWAY = "absences.enter"
OPEN = "open"

_HOLIDAY = re.compile(r"urlaub|ferien|holiday|vacation", re.I)
_AWAY = re.compile(
    r"\b(?:urlaub|ferien|elternzeit|mutterschutz|abwesend|krank\w*|außer haus|dienstreise|holidays?|vacation"
    r"|on (?:\w+ )?leave|out of (?:the )?office|sick|absent)\b",
    re.I,
)
_GONE = re.compile(
    r"\b(?:nicht (?:da|im büro|im haus|erreichbar)|weg|frei|away|not (?:here|there|in))\b", re.I
)
_DEPUTY = re.compile(r"\b(?:vertret\w*|vertritt|springt\b.*\bein|deputy|covers?|stands? in|steps in)\b", re.I)
_OWN = re.compile(r"\b(?:ich|i|i['’]m|mich|me|my)\b|^\W*(?:bin|habe?)\b", re.I)
_ELSE = re.compile(r"stumm|nachricht|erinner|ruhe|mute|quiet|remind|treffen|meeting|absag|zusag", re.I)
_BACK = re.compile(
    r"^\W*(?:ich )?bin (?:jetzt |ab (?:heute|sofort) )?wieder (?:da|hier|zurück|zurueck|im (?:büro|haus))\b"
    r"|^\W*i(?:['’]m| am) back\b",
    re.I,
)
_ABOUT = re.compile(f"{_AWAY.pattern}|{_GONE.pattern}", re.I)


@command("abwesend", "away", roles=MEMBERS)
def by_command(turn: Turn) -> Reply:
    """Take what is said with the command; without a word show what is entered and ask until when."""
    elsewhere = private_instead(turn)
    if elsewhere is not None:
        return elsewhere
    if turn.text:
        return _read(turn, _people(turn))
    texts, options = _entered(turn)
    reply = _ask_until(turn, _draft(turn, turn.viewer.person_id or 0, []))
    return Reply((*texts, *reply.texts), (*options, *reply.options), reply.state)


@phrase(AWAY, _ABOUT, roles=MEMBERS)
def stated(turn: Turn) -> Reply | None:
    """Understand that I am away, or, from a coordinator, that somebody is."""
    if ASKS.search(turn.text) or _ELSE.search(turn.text) or not _plainly_away(turn):
        return None
    people = _people(turn)
    own = _OWN.search(turn.text)
    if not own and not (people and may(turn.viewer, Right.EDIT_PEOPLE)):
        return None
    return private_instead(turn) or _read(turn, people, own=bool(own))


@phrase("absences.back", _BACK, roles=MEMBERS)
def back(turn: Turn) -> Reply | None:
    """Understand that I am back; nothing to say if I was not away."""
    try:
        end(
            turn.session, viewer=turn.viewer, person_id=turn.viewer.person_id or 0, now=turn.now,
            today=turn.today,
        )  # fmt: skip
    except RefusedError:
        return None
    return Reply((say("absence-ended"),))


@step(f"{AWAY}.who", roles=MEMBERS)
def chosen(turn: Turn) -> Reply | None:
    """Take which of several namesakes is meant: who is away, or who stands in."""
    draft = draft_of(turn, f"{AWAY}.who")
    if turn.choice is None:
        return None
    if draft is None:
        return stale()
    return _go_on(turn, {**draft, str(draft["asks"]): int(turn.data["person"]), "several": []})


@step(f"{AWAY}.until", roles=MEMBERS)
def until(turn: Turn) -> Reply | None:
    """Take the last day, chosen or written."""
    draft = draft_of(turn, f"{AWAY}.until")
    if draft is None:
        return stale() if turn.choice else None
    if turn.choice:
        return _go_on(turn, {**draft, "until": turn.data.get("until")})
    changed = _with_text(turn, draft)
    return _go_on(turn, changed) if changed.get("until") else None


@step(f"{AWAY}.more", roles=MEMBERS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, another day, or who stands in."""
    draft = draft_of(turn, f"{AWAY}.more")
    if draft is None or ASKS.search(turn.text):
        return None
    said = answered(turn, AWAY, write)
    changed = _with_text(turn, draft)
    return said or (_go_on(turn, changed) if changed != draft else None)


@step(f"{AWAY}.yes", roles=MEMBERS)
def write(turn: Turn) -> Reply:
    """Write down what the card shows."""
    draft = confirmed(turn, AWAY)
    if draft is None:
        return stale()
    person_id = int(draft["person"])
    try:
        new = enter(
            turn.session, viewer=turn.viewer, person_id=person_id, leave=_leave(draft), now=turn.now,
            today=turn.today,
        )  # fmt: skip
    except RefusedError as error:
        return refused(error)
    if new and draft.get("deputy"):
        _tell(turn, draft)
    return Reply((say("absence-entered"),), state=State(topic="who_is", results=(person_id,)))


@step("absences.cancel", roles=MEMBERS)
def take_back(turn: Turn) -> Reply:
    """Take back one absence."""
    try:
        number = int(turn.data.get("absence") or 0)
        cancel(turn.session, viewer=turn.viewer, absence_id=number, now=turn.now, today=turn.today)
    except RefusedError as error:
        return refused(error)
    return Reply((say("absence-cancelled"),), state=State())


def _plainly_away(turn: Turn) -> bool:
    """ "Nicht da" alone may answer an invitation; with a last day or a deputy it is an absence."""
    if _AWAY.search(turn.text):
        return True
    period = period_in(turn.text, turn.today)
    return bool(_DEPUTY.search(turn.text)) or bool(period.last and period.last != period.first)


def _people(turn: Turn) -> list[Entity]:
    read = turn.understanding
    return [entity for entity in read.of("person") if entity.refs] if read else []


def _read(turn: Turn, people: list[Entity], *, own: bool = True) -> Reply:
    """One's own absence with a deputy, else the first one's who is named with the second as deputy."""
    deputies = people if own else people[1:]
    draft = _draft(turn, turn.viewer.person_id or 0, deputies)
    if own or not people:
        return _go_on(turn, draft)
    ids = [int(ref) for ref in people[0].refs]
    if len(ids) > 1:
        return which_person(turn, AWAY, {**draft, "asks": "person"}, ids)
    return _go_on(turn, {**draft, "person": ids[0]})


def _draft(turn: Turn, person_id: int, deputies: list[Entity]) -> Draft:
    period = period_in(turn.text, turn.today)
    refs = [int(ref) for ref in deputies[0].refs] if deputies else []
    return {
        "person": person_id,
        "from": (period.first or turn.today).isoformat(),
        "until": period.last.isoformat() if period.last else None,
        "why": "holiday" if _HOLIDAY.search(turn.text) else "away",
        "deputy": refs[0] if len(refs) == 1 else None,
        "several": refs if len(refs) > 1 else [],
        "unclear": bool(_DEPUTY.search(turn.text)) and not refs,
    }


def _with_text(turn: Turn, draft: Draft) -> Draft:
    """The draft with the days or the deputy that a further text names."""
    said = _draft(turn, 0, _people(turn))
    changed = dict(draft)
    if said["until"]:
        changed["until"] = said["until"]
        if period_in(turn.text, turn.today).first not in (None, date.fromisoformat(said["until"])):
            changed["from"] = said["from"]
    if said["deputy"] or said["several"]:
        changed |= {"deputy": said["deputy"], "several": said["several"], "unclear": False}
    return changed


def _go_on(turn: Turn, draft: Draft) -> Reply:
    """Ask which deputy is meant, or until when, or show the card."""
    try:
        absences_of(turn.session, viewer=turn.viewer, person_id=int(draft["person"]), today=turn.today)
    except RefusedError as error:
        return refused(error)
    if draft["several"]:
        return which_person(turn, AWAY, {**draft, "asks": "deputy"}, draft["several"])
    if not draft["until"]:
        return _ask_until(turn, draft)
    if draft["deputy"] == draft["person"]:
        return refused(RefusedError(Reason.DEPUTY))
    return card(turn, AWAY, draft, _texts(turn, draft), say("option-enter"))


def _ask_until(turn: Turn, draft: Draft) -> Reply:
    open_end = Option(say("option-open-end"), f"{AWAY}.until", {"until": OPEN})
    return asking(turn, f"{AWAY}.until", draft, say("absence-ask-until"), (open_end,))


def _texts(turn: Turn, draft: Draft) -> tuple[Text, ...]:
    own = draft["person"] == turn.viewer.person_id
    leave = _leave(draft)
    text = say(
        "absence-card",
        own="yes" if own else "no",
        name="" if own else _name(turn, int(draft["person"])),
        why=draft["why"],
        period=_period(turn, leave),
        hasdeputy="yes" if draft["deputy"] else "no",
        deputy=_name(turn, draft["deputy"]) if draft["deputy"] else "",
    )
    return (text, say("absence-deputy-unclear")) if draft["unclear"] else (text,)


def _name(turn: Turn, person_id: int) -> str:
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=[person_id], today=turn.today)
    return cards[0].contact.person.name if cards else ""


def _period(turn: Turn, leave: Leave) -> Param:
    first = day(leave.starts_on.isoformat(), turn)
    key = "absence-from" if leave.ends_on is None else "absence-from-until"
    last = day(leave.ends_on.isoformat(), turn) if leave.ends_on else ""
    if leave.ends_on == leave.starts_on:
        key = "absence-day"
    return inner(key, first=first, last=last)


def _leave(draft: Draft) -> Leave:
    last = None if draft["until"] == OPEN else date.fromisoformat(draft["until"])
    return Leave(date.fromisoformat(draft["from"]), last, AbsenceReason(draft["why"]), draft["deputy"])


def _entered(turn: Turn) -> tuple[list[Text], list[Option]]:
    """What is entered for oneself, with a button to take back each."""
    texts, options = [], []
    own = turn.viewer.person_id or 0
    for row in absences_of(turn.session, viewer=turn.viewer, person_id=own, today=turn.today)[:5]:
        period = _period(turn, Leave(row.starts_on, row.ends_on))
        texts.append(
            say(
                "absence-own",
                why=row.reason.value,
                period=period,
                deputy=row.deputy.name if row.deputy else "",
                hasdeputy="yes" if row.deputy else "no",
            )
        )  # fmt: skip
        options.append(
            Option(say("option-cancel-absence", period=period), "absences.cancel", {"absence": row.id})
        )
    return texts, options


def _tell(turn: Turn, draft: Draft) -> None:
    """Let the deputy know."""
    leave = _leave(draft)
    text = say("absence-told", name=_name(turn, int(draft["person"])), period=_period(turn, leave))
    telling.tell(
        turn.session, int(draft["deputy"]), Reply((text,)).as_json(), now=turn.now, zone=turn.network.zone,
        key=f"deputy:{draft['deputy']}:{turn.conversation_id}:{turn.now.timestamp()}",
    )  # fmt: skip
