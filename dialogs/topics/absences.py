"""Who is away and who stands in: "ich bin bis 3. Januar im Urlaub, Vertretung macht Jonas"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dialogs.registry import MEMBERS, command, phrase, step
from dialogs.topics.absence_reading import (
    DEPUTY,
    HOLIDAY,
    Said,
    days_of,
    names_a_day_only,
    only_deputies,
    who_in,
)
from dialogs.topics.absences_entered import as_leave, entered, period_of, tell_one
from dialogs.topics.drafting import (
    Draft,
    answered,
    asking,
    card,
    confirmed,
    discard,
    draft_of,
    refused,
    says_no,
    says_yes,
    stale,
    which_person,
)
from dialogs.topics.duties import ASKS
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.days import impossible_in, periods_in
from storage.models import AbsenceReason
from storage.services.absences import Entered, Leave, absences_of, enter, overlaps
from storage.services.directory import person_cards
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, may

AWAY = "absences.enter"
OPEN = "open"  # sorts after all days

_AWAY = re.compile(
    r"\b(?:urlaub|ferien|elternzeit|mutterschutz|abwesend|krank\w*|fehlt|außer haus|dienstreise|holidays?"
    r"|vacation"
    r"|on (?:\w+ )?leave|out of (?:the )?office|sick|absent)\b",
    re.I,
)
_GONE = re.compile(
    r"\b(?:nich?t? (?:da|im büro|im buero|im haus|erreichbar)|weg|frei|away|not (?:here|there|in))\b", re.I
)
_WAS = re.compile(r"\b(?:war|waren|hatte|was|were|had)\b", re.I)
_ELSE = re.compile(r"stumm|nachricht|erinner|ruhe|mute|quiet|remind|treffen|meeting|absag|zusag", re.I)
_STANDS_IN = re.compile(
    r"\bmeine? vertret\w*|\b(?:vertritt|vertreten) mich\b|\b(?:für|fuer) mich ein\b|\bmy deputy"
    r"|covers? for me",
    re.I,
)
_ABOUT = re.compile(f"{_AWAY.pattern}|{_GONE.pattern}|{_STANDS_IN.pattern}", re.I)


@command("abwesend", "away", roles=MEMBERS)
def by_command(turn: Turn) -> Reply:
    """Take what is said with the command; without a word show what is entered and ask until when."""
    elsewhere = private_instead(turn)
    if elsewhere is not None:
        return elsewhere
    if turn.text:
        who = who_in(turn)
        return _read(turn, who if who.away else replace(who, own=True))
    texts, options = entered(turn, turn.viewer.person_id or 0)
    reply = _ask_until(turn, _draft(turn, turn.viewer.person_id or 0, None))
    return Reply((*texts, *reply.texts), (*options, *reply.options), reply.state)


@phrase(AWAY, _ABOUT, roles=MEMBERS)
def stated(turn: Turn) -> Reply | None:
    """Understand that I am away, or, from a coordinator, that somebody is."""
    if ASKS.search(turn.text) or _ELSE.search(turn.text) or _WAS.search(turn.text):
        return None
    if not _plainly_away(turn):
        return None
    who = who_in(turn)
    if not who.own and not (who.away and may(turn.viewer, Right.EDIT_PEOPLE)):
        return None
    return private_instead(turn) or _read(turn, who)


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
    if (anew := _anew(turn, draft)) is not None:
        return anew
    if says_no(turn):
        return discard(turn)
    changed = _with_text(turn, draft)
    if changed == draft and not says_yes(turn):
        return None
    return _go_on(turn, changed)


@step(f"{AWAY}.more", roles=MEMBERS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, another day, or who stands in."""
    draft = draft_of(turn, f"{AWAY}.more")
    if draft is None or ASKS.search(turn.text):
        return None
    said = answered(turn, AWAY, write) or _anew(turn, draft)
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
    if new:
        _tell(turn, draft)
    return Reply((say("absence-entered"),), state=State(topic="who_is", results=(person_id,)))


def _plainly_away(turn: Turn) -> bool:
    """ "Nicht da" alone may answer an invitation; with a last day or a deputy it is an absence."""
    if _AWAY.search(turn.text):
        return True
    named = periods_in(turn.text, turn.today) or impossible_in(turn.text, turn.today)
    return bool(DEPUTY.search(turn.text) or named)


def _anew(turn: Turn, draft: Draft) -> Reply | None:
    """A whole sentence while something is open: read for itself; about the same person it adds to it."""
    if not _ABOUT.search(turn.text) or ASKS.search(turn.text) or not _plainly_away(turn):
        return None
    who = who_in(turn)
    if who.own or (who.away and may(turn.viewer, Right.EDIT_PEOPLE)):
        return _read(turn, who, draft)
    return None


def _read(turn: Turn, who: Said, before: Draft | None = None) -> Reply:
    """The draft of what is said; who is away may have to be asked."""
    draft = _draft(turn, turn.viewer.person_id or 0, who)
    ids = [int(ref) for ref in who.away.refs] if who.away and not who.own else [draft["person"]]
    if len(ids) > 1:
        return which_person(turn, AWAY, {**draft, "asks": "person"}, ids)
    draft["person"] = ids[0]
    if before is None and who.own and draft["deputy"] and not _AWAY.search(turn.text):
        draft |= _of_the_only_one(turn, draft)
    if before is not None and before["person"] == ids[0]:
        draft["deputy"] = draft["deputy"] or before["deputy"]
        if not draft["until"] and not draft["wrong"] and not draft["named"]:
            draft |= {"from": before["from"], "until": before["until"]}
    return _go_on(turn, draft)


def _of_the_only_one(turn: Turn, draft: Draft) -> Draft:
    """The days of one's only absence, for whoever names a deputy and no days."""
    own = int(draft["person"])
    rows = absences_of(turn.session, viewer=turn.viewer, person_id=own, today=turn.today)
    if len(rows) != 1 or draft["until"] or draft["wrong"] or draft["named"]:
        return {}
    last = rows[0].ends_on.isoformat() if rows[0].ends_on else OPEN
    return {"from": rows[0].starts_on.isoformat(), "until": last, "why": rows[0].reason.value}


def _draft(turn: Turn, person_id: int, who: Said | None) -> Draft:
    refs = [int(ref) for ref in who.deputy.refs] if who and who.deputy else []
    if who and who.self_deputy:
        refs = [turn.viewer.person_id or 0]
    return {
        "person": person_id,
        **days_of(turn),
        "why": "holiday" if HOLIDAY.search(turn.text) else "away",
        "deputy": refs[0] if len(refs) == 1 else None,
        "several": refs if len(refs) > 1 else [],
        "unclear": bool(DEPUTY.search(turn.text)) and not refs,
        "left": [one.value for one in who.left] if who else [],
    }


def _with_text(turn: Turn, draft: Draft) -> Draft:
    """The draft with the days or the deputy that a further text names."""
    days, deputy = days_of(turn), only_deputies(turn)
    changed = dict(draft)
    if days["until"]:
        keep = names_a_day_only(turn) or not days["named"]
        changed |= {**days, "from": draft["from"] if keep else days["from"], "named": True}
    elif days["wrong"]:
        changed |= {**days, "from": draft["from"]}
    if deputy is not None:
        refs = [int(ref) for ref in deputy.refs]
        one = refs[0] if len(refs) == 1 else None
        changed |= {"deputy": one, "several": [] if one else refs, "unclear": False}
    return changed


def _go_on(turn: Turn, draft: Draft) -> Reply:
    """Ask which deputy is meant, or until when, or show the card."""
    try:
        rows = absences_of(turn.session, viewer=turn.viewer, person_id=int(draft["person"]), today=turn.today)
    except RefusedError as error:
        return refused(error)
    if draft["several"]:
        return which_person(turn, AWAY, {**draft, "asks": "deputy"}, draft["several"])
    over = draft["until"] and draft["until"] < max(draft["from"], turn.today.isoformat())
    if not draft["until"] or over:
        return _ask_until(turn, {**draft, "until": None, "wrong": bool(draft.get("wrong") or over)})
    if draft["deputy"] == draft["person"]:
        return refused(RefusedError(Reason.DEPUTY))
    return _card(turn, draft, [row for row in rows if overlaps(row, _leave(draft))])


def _card(turn: Turn, draft: Draft, replaced: Sequence[Entered]) -> Reply:
    if any(as_leave(row) == _leave(draft) for row in replaced):
        return Reply((say("absence-same"),), state=State())
    texts = list(_texts(turn, draft))
    if replaced:
        periods: Param = {"list": [period_of(turn, row) for row in replaced], "style": "and"}
        texts.append(say("absence-replaces", periods=periods))
    return card(turn, AWAY, draft, texts, say("option-enter"))


def _ask_until(turn: Turn, draft: Draft) -> Reply:
    key = "absence-ask-days" if draft.get("wrong") else "absence-ask-until"
    open_end = Option(say("option-open-end"), f"{AWAY}.until", {"until": OPEN})
    return asking(turn, f"{AWAY}.until", draft, say(key), (open_end,))


def _texts(turn: Turn, draft: Draft) -> tuple[Text, ...]:
    own = draft["person"] == turn.viewer.person_id
    leave = _leave(draft)
    text = say(
        "absence-card",
        own="yes" if own else "no",
        name="" if own else _name(turn, int(draft["person"])),
        why=draft["why"],
        period=period_of(turn, leave),
        hasdeputy="yes" if draft["deputy"] else "no",
        deputy=_name(turn, draft["deputy"]) if draft["deputy"] else "",
    )
    names: Param = {"list": list(draft.get("left", [])), "style": "and"}
    return (
        text,
        *((say("absence-deputy-unclear"),) if draft["unclear"] else ()),
        *((say("absence-more-days"),) if draft.get("more") else ()),
        *((say("absence-more-people", names=names),) if draft.get("left") else ()),
    )


def _name(turn: Turn, person_id: int) -> str:
    cards = person_cards(turn.session, viewer=turn.viewer, person_ids=[person_id], today=turn.today)
    return cards[0].contact.person.name if cards else ""


def _leave(draft: Draft) -> Leave:
    last = None if draft["until"] == OPEN else date.fromisoformat(draft["until"])
    return Leave(date.fromisoformat(draft["from"]), last, AbsenceReason(draft["why"]), draft["deputy"])


def _tell(turn: Turn, draft: Draft) -> None:
    """Let the deputy know, and whoever somebody else entered it for."""
    period = period_of(turn, _leave(draft))
    deputy, person = draft.get("deputy"), int(draft["person"])
    if deputy and deputy != turn.viewer.person_id:
        tell_one(turn, int(deputy), say("absence-told", name=_name(turn, person), period=period))
    if person != turn.viewer.person_id:
        tell_one(turn, person, say("absence-told-entered", by=turn.viewer.given_name, period=period))
