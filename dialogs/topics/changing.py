"""What is different about a colleague: "Lena hat eine neue Nummer: 0345 …", "ändere Lena: Sprechzeiten …"."""

from __future__ import annotations

import re

from dialogs.registry import phrase, step
from dialogs.topics.drafting import (
    Draft,
    answered,
    card,
    confirmed,
    correction,
    draft_of,
    inner,
    lines,
    refused,
    stale,
    which_person,
)
from dialogs.topics.in_private import private_instead
from dialogs.topics.pieces import read_pieces
from dialogs.topics.team import EDITORS, way_lines, ways_of
from dialogs.turn import Param, Reply, State, Turn, say
from storage.services.editing import PersonChange, change_person
from storage.services.names import name_of
from storage.services.reach import editable
from storage.services.refusing import RefusedError

CHANGE = "changing.card"
_CHANGED = ("function", "organisation", "region", "phone", "mobile", "email", "hours", "languages")

_VERB = r"^\W*(?:ändere|aendere|korrigiere|aktualisiere|change|update|correct)\b(?:\s+(?:bei|for))?"
_HAS = r"\b(?:hat|has)\s+(?:jetzt\s+|now\s+)?(?:ei?ne?n?\s+|ne[ns]?\s+|a\s+)?(?:neue[ns]?|new)\b"
_WHAT = (
    r"(?:e-?mail\w*|mail\w*|\w*nummer|telefon\w*|handy\w*|sprechzeit\w*|funktion|number|phone|office hours)"
)
_IS = rf"^\W*(?:die|der|das|the)?\s*{_WHAT}\s+(?:von|of)\s+(?=.*\b(?:ist|sind|lautet|is|are)\b)"
_ITS = rf"\s{_WHAT}\s+(?:ist|sind|lautet|is|are)\s+(?:jetzt|nun|ab sofort|now)\b"
_NEW = (
    r"^\W*(?:die\s+|the\s+)?(?:neue|new)\s+(?:nummer|telefonnummer|handynummer|mail\w*|e-mail\w*|number|phone"
    r"|sprechzeiten?)\s+(?:von|für|of|for)\b"
)
CHANGES = re.compile(f"{_VERB}|{_HAS}|{_NEW}|{_IS}|{_ITS}", re.I)
_FILLING = re.compile(
    r"^\W*(?:jetzt\s+|now\s+)?(?:(?:nummer|telefonnummer|handynummer|mail\w*|e-mail\w*|adresse|number|phone|is|ist|sind|are"
    r"|jetzt|now|lautet)\b\s*)+[:,–-]*\s*",
    re.I,
)


def by_command(turn: Turn) -> Reply:
    """Take name and change behind the command, or say how it goes."""
    return _read(turn) or Reply((say("change-how"),))


@step("changing.how", roles=EDITORS)
def how(_turn: Turn) -> Reply:
    """Say how somebody else's entry is changed."""
    return Reply((say("change-how"),), state=State())


@phrase(CHANGE, CHANGES, roles=EDITORS)
def stated(turn: Turn) -> Reply | None:
    """Understand what is new about somebody who is known."""
    return None if "?" in turn.text else _read(turn)


@step(f"{CHANGE}.who", roles=EDITORS)
def chosen(turn: Turn) -> Reply | None:
    """Take which of several namesakes is meant."""
    draft = draft_of(turn, f"{CHANGE}.who")
    if turn.choice is None:
        return None
    return _card(turn, {**draft, "person": int(turn.data["person"])}) if draft is not None else stale()


@step(f"{CHANGE}.more", roles=EDITORS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, or something more to change."""
    draft = draft_of(turn, f"{CHANGE}.more")
    if draft is None or "?" in turn.text:
        return None
    said = answered(turn, CHANGE, write)
    if said is not None:
        return said
    rest = correction(turn.text)
    found = read_pieces(rest or turn.text, turn)
    if not found.draft and rest:
        return Reply((say("draft-unclear"),))
    return _card(turn, {**draft, **found.draft}) if found.draft else None


@step(f"{CHANGE}.yes", roles=EDITORS)
def write(turn: Turn) -> Reply:
    """Write down what the card shows."""
    draft = confirmed(turn, CHANGE)
    if draft is None:
        return stale()
    person_id = int(draft["person"])
    change = PersonChange(
        function=draft.get("function"),
        office_hours=draft.get("hours"),
        organisation_id=draft.get("organisation"),
        home_region_id=draft.get("region"),
        languages=tuple(draft["languages"]) if draft.get("languages") else None,
        ways=ways_of(draft),
    )
    try:
        change_person(
            turn.session, viewer=turn.viewer, person_id=person_id, change=change, now=turn.now,
            today=turn.today,
        )  # fmt: skip
    except RefusedError as error:
        return refused(error)
    return Reply((say("change-written"),), state=State(topic="who_is", results=(person_id,)))


def _read(turn: Turn) -> Reply | None:
    read = turn.understanding
    people = read.of("person") if read else ()
    if read is None or not people or not people[0].refs:
        return None
    elsewhere = private_instead(turn)
    if elsewhere is not None:
        return elsewhere
    found = read_pieces(_said_of(turn.text, people[0].text), turn)
    draft: Draft = {name: value for name, value in found.draft.items() if name in _CHANGED}
    if found.words and not draft.get("function") and not found.wrong and len(found.words) == 1:
        draft["function"] = found.words[0]
    if not draft:
        what, value = found.wrong[0] if found.wrong else ("", "")
        return Reply((say(f"team-wrong-{what}", value=value) if what else say("change-how"),), state=State())
    ids = [int(ref) for ref in people[0].refs]
    if len(ids) > 1:
        return which_person(turn, CHANGE, draft, ids)
    return _card(turn, {**draft, "person": ids[0]})


def _said_of(text: str, name: str) -> str:
    """What stands behind the name and small words: the new values."""
    rest = CHANGES.sub(" ", text, count=1).strip()
    at = rest.lower().find(name.lower())
    if at >= 0:
        rest = f"{rest[:at]} {rest[at + len(name) :]}"
    return _FILLING.sub("", rest.strip(" :,–-")).strip(" :,–-")


def _card(turn: Turn, draft: Draft) -> Reply:
    try:
        person = editable(turn.session, viewer=turn.viewer, person_id=int(draft["person"]), today=turn.today)
    except RefusedError as error:
        return refused(error)
    codes: list[Param] = [{"language": code} for code in draft.get("languages", ())]
    shown: list[Param | None] = [
        inner("change-function", function=draft["function"]) if draft.get("function") else None,
        name_of(turn.session, "organisation", draft["organisation"]) if draft.get("organisation") else None,
        inner("team-region", region=name_of(turn.session, "region", draft["region"]) or "")
        if draft.get("region")
        else None,
        *way_lines(draft),
        inner("card-hours", hours=draft["hours"]) if draft.get("hours") else None,
        inner("card-languages", languages={"list": codes, "style": "comma"}) if codes else None,
    ]
    text = say("change-card", name=person.name, lines=lines(*shown))
    return card(turn, CHANGE, draft, (text,), say("option-enter"))
