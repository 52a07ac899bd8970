"""Groups in chat: made, filled, renamed, handed on, left and ended; what counts is shown on a card before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dialogs.registry import MEMBERS, command, phrase, step
from dialogs.topics.drafting import (
    Draft,
    answered,
    asking,
    card,
    confirmed,
    draft_of,
    refused,
    stale,
    which_person,
)
from dialogs.topics.duties import ASKS
from dialogs.topics.group_deeds import MAKERS, do_it, names
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Entity
from storage.services.groups import GroupCard, group_card
from storage.services.network import listing
from storage.services.reach import groups_to_edit
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may

GROUP = "groups.deed"
MOST = 10

_NAME = r"[\s:„“\"'»]*(?P<name>[^\n]*?)[\s“”\"'«.!]*"
_MAKE = re.compile(
    r"^\W*(?:(?:mach|gründe|erstelle?|eröffne|leg)\w*\s+(?:(?:eine?|die)\s+)?(?:neue\s+)?gruppe|neue\s+gruppe"
    rf"|(?:make|create|start)\s+(?:a\s+)?(?:new\s+)?group|new\s+group)\b(?:\s+an\b)?{_NAME}(?:\s+an)?\W*$",
    re.I,
)
_RENAME = re.compile(rf"^\W*(?:benenne|nenne|rename)\b.*?\b(?:um\s+in|in|to)\s+{_NAME}(?:\s+um)?\W*$", re.I)
_DEEDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("end", re.compile(r"^\W*(?:beende|löse|loese|schließe|end|close|dissolve)\b", re.I)),
    ("leave", re.compile(r"\bich\b.*\b(?:verlasse\w*|austreten|raus)\b|\bi\b.*\bleave\b", re.I)),
    ("lead", re.compile(r"\b(?:koordiniert|leitet|coordinates|leads)\b", re.I)),
    ("remove", re.compile(
        r"\b(?:raus|entfern\w*|nicht (?:mehr|länger)|verlässt|verlaesst|aus der|remove|no longer"
        r"|not .* any ?more|out of|leaves)\b",
        re.I,
    )),
    ("add", re.compile(r"\b(?:zu[rm]?|zu de[rm]|in de[rmn]|in die|i[mn]|ins|to|into|joins)\b", re.I)),
)  # fmt: skip
_NOT = re.compile(r"\b(?:nicht|kein\w*|nie|not|never|n't)\b", re.I)
_ROLE = re.compile(
    r"\b(?:ko|co)ordinator|\b(?:koordinier|coordinate)\w*\b.*\b(?:nicht mehr|no longer)"
    r"|\b(?:nicht mehr|no longer)\b.*\b(?:koordinier|coordinate)",
    re.I,
)
"""What dialogs.topics.appointing answers: roles, given by name or taken."""
_ANY = re.compile("|".join(form.pattern.replace("^", "") for _, form in _DEEDS), re.I)
_SHOW = re.compile(r"\b(?:wer|who|mitglieder|members)\b", re.I)


@command("gruppe", "group", roles=MEMBERS)
def by_command(turn: Turn) -> Reply:
    """Show a group, or name those that one may look at."""
    found = _groups(turn)
    if found:
        return _shown(turn, int(found[0].refs[0]))
    if turn.text and may(turn.viewer, Right.MAKE_GROUPS):
        return propose(turn, {"deed": "make", "name": _tidy(turn.text)})
    groups = listing(turn.session, viewer=turn.viewer, kind="group")[:MOST]
    options = [Option(say("label", label=g.name), "groups.show", {"group": g.id}) for g in groups]
    return Reply((say("groups-which" if groups else "groups-none"),), tuple(options), State())


@phrase("groups.make", _MAKE, roles=MAKERS)
def make(turn: Turn) -> Reply:
    """Understand "neue Gruppe Fokusgruppe 3"."""
    match = _MAKE.search(turn.text)
    name = _tidy(match["name"]) if match else ""
    if not name:
        elsewhere = private_instead(turn)
        return elsewhere or asking(turn, "groups.name", {"deed": "make"}, say("group-ask-name"))
    return propose(turn, {"deed": "make", "name": name})


@phrase("groups.rename", _RENAME, roles=MAKERS)
def rename(turn: Turn) -> Reply | None:
    """Understand "benenne Fokusgruppe 2 um in Fokusgruppe Pflege"."""
    match, found = _RENAME.search(turn.text), _groups(turn)
    if match is None or not found:
        return None
    return propose(turn, {"deed": "rename", "group": int(found[0].refs[0]), "name": _tidy(match["name"])})


@phrase("groups.show", _SHOW, roles=MEMBERS)
def asked_who(turn: Turn) -> Reply | None:
    """Understand "wer ist in der Fokusgruppe 2?"."""
    found = _groups(turn)
    only = found and turn.understanding and not turn.understanding.of("person", "region", "place", "topic")
    return _shown(turn, int(found[0].refs[0])) if only else None


@phrase(GROUP, _ANY, roles=MEMBERS)
def stated(turn: Turn) -> Reply | None:
    """Understand what is to be done with a group: end, leave, hand on, thin, fill."""
    found = _groups(turn)
    if not found or ASKS.search(turn.text) or _ROLE.search(turn.text) or not turn.understanding:
        return None
    deed = next((name for name, form in _DEEDS if form.search(turn.text)), "")
    people = [entity for entity in turn.understanding.of("person") if entity.refs]
    if deed not in ("end", "leave") and not people:
        return None
    if deed == "add" and _NOT.search(turn.text):
        return None
    if deed != "leave" and not may(turn.viewer, Right.EDIT_GROUPS):
        return None
    return _with_people(turn, {"deed": deed, "group": int(found[0].refs[0]), "people": []}, people)


@step(f"{GROUP}.who", roles=MEMBERS)
def chosen(turn: Turn) -> Reply | None:
    """Take which of several namesakes is meant."""
    draft = draft_of(turn, f"{GROUP}.who")
    if turn.choice is None:
        return None
    if draft is None:
        return stale()
    return propose(turn, {**draft, "people": [*draft["people"], int(turn.data["person"])]})


def _with_people(turn: Turn, draft: Draft, people: Sequence[Entity]) -> Reply:
    """The card of a deed for people, or the question which of several namesakes is meant."""
    clear = {**draft, "people": [int(entity.refs[0]) for entity in people if len(entity.refs) == 1]}
    unclear = [entity for entity in people if len(entity.refs) > 1]
    if not unclear:
        return propose(turn, clear)
    ids = [int(ref) for ref in unclear[0].refs]
    return private_instead(turn) or which_person(turn, GROUP, clear, ids)


@step("groups.show", roles=MEMBERS)
def show(turn: Turn) -> Reply:
    """Show the group that was chosen."""
    return _shown(turn, int(turn.data.get("group") or 0))


@step("groups.begin", roles=MEMBERS)
def begin(turn: Turn) -> Reply:
    """A button under a group: end or leave it, or ask for a name."""
    deed, group = str(turn.data.get("deed")), int(turn.data.get("group") or 0)
    if deed in ("end", "leave"):
        return propose(turn, {"deed": deed, "group": group, "people": []})
    text = say("group-ask-member") if deed == "add" else say("group-ask-name")
    return private_instead(turn) or asking(turn, "groups.name", {"deed": deed, "group": group}, text)


@step("groups.name", roles=MEMBERS)
def named(turn: Turn) -> Reply | None:
    """Take a name as the answer: of the group, or of who is to join."""
    draft = draft_of(turn, "groups.name")
    if draft is None or "?" in turn.text:
        return None
    if draft["deed"] != "add":
        return propose(turn, {**draft, "name": _tidy(turn.text)})
    read = turn.understanding
    people = [entity for entity in read.of("person") if entity.refs] if read else []
    return _with_people(turn, draft, people) if people else None


@step(f"{GROUP}.more", roles=MEMBERS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card."""
    return answered(turn, GROUP, write)


@step(f"{GROUP}.yes", roles=MEMBERS)
def write(turn: Turn) -> Reply:
    """Do what the card shows."""
    draft = confirmed(turn, GROUP)
    if draft is None:
        return stale()
    try:
        with turn.session.begin_nested():  # for all of the people or for none
            return do_it(turn, draft)
    except RefusedError as error:
        return refused(error)


def _groups(turn: Turn) -> list[Entity]:
    read = turn.understanding
    return [entity for entity in read.of("group") if len(entity.refs) == 1] if read else []


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip("„“”\"'»« .")


def propose(turn: Turn, draft: Draft) -> Reply:
    """The card of a deed."""
    elsewhere = private_instead(turn)
    if elsewhere is not None:
        return elsewhere
    group = draft.get("group")
    shown = None
    if group is not None:
        shown = group_card(turn.session, viewer=turn.viewer, group_id=int(group), today=turn.today)
        if shown is None:
            return stale()
        if draft["deed"] != "leave":
            editable = {found.id for found in groups_to_edit(turn.session, viewer=turn.viewer)}
            if group not in editable:
                return Reply((say("not-allowed"),), state=State())
    text = say(
        "group-card",
        deed=draft["deed"],
        group=shown.group.name if shown else str(draft.get("name", "")),
        name=str(draft.get("name", "")),
        people={"list": list(names(turn, draft)), "style": "and"},
        count=shown.count if shown else 0,
    )
    return card(turn, GROUP, draft, (text,), say("option-do-it"))


def _shown(turn: Turn, group_id: int) -> Reply:
    found = group_card(turn.session, viewer=turn.viewer, group_id=group_id, today=turn.today)
    if found is None:
        return stale()
    members: list[Param] = [person.name for person in found.members]
    coordinators: list[Param] = [person.name for person in found.coordinators]
    texts: list[Text] = [
        say(
            "group-shown", group=found.group.name, count=found.count, channels=found.channels,
            members={"list": members, "style": "comma"},
        )
    ]  # fmt: skip
    if coordinators:
        texts.append(say("group-coordinators", names={"list": coordinators, "style": "comma"}))
    results = tuple(person.id for person in found.members[:MOST])
    return Reply(tuple(texts), () if turn.viewer.in_group else _buttons(found), State(results=results))


def _buttons(found: GroupCard) -> tuple[Option, ...]:
    deeds = ["add", "rename", "end"] if found.mine else []
    if found.inside:
        deeds.append("leave")
    return tuple(
        Option(say("option-group", deed=deed), "groups.begin", {"deed": deed, "group": found.group.id})
        for deed in deeds
    )
