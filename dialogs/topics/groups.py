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
    correction,
    draft_of,
    refused,
    stale,
    which_person,
)
from dialogs.topics.duties import ASKS
from dialogs.topics.group_deeds import MAKERS, do_it, meetings_ahead, names
from dialogs.topics.group_forms import (
    ANY,
    MAKE,
    MOST,
    RENAME,
    deed_of,
    is_meant,
    name_to_make,
    tidy,
    unknown_group,
    which_group,
)
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from nlu.interface import Entity
from storage.services.groups import GroupCard, check_name, group_card
from storage.services.network import listing
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may

GROUP = "groups.deed"

_NOT = re.compile(r"\b(?:nicht|kein\w*|nie|not|never|n't)\b", re.I)
_ROLE = re.compile(
    r"\b(?:ko|co)ordinator|\b(?:koordinier|coordinate)\w*\b.*(?:\b(?:nicht|keine?|no longer|not)\b|n['’]t\b)"
    r"|(?:\b(?:nicht|keine?|no longer|not)\b|n['’]t\b).*\b(?:koordinier|coordinate)",
    re.I,
)
"""What dialogs.topics.appointing answers: roles, given by name or taken."""
_ALSO = re.compile(r"^\W*(?:und|auch|noch|dazu|and|also|plus)\b", re.I)
_SHOW = re.compile(r"\b(?:wer|who|mitglieder|members)\b", re.I)


@command("gruppe", "group", roles=MEMBERS)
def by_command(turn: Turn) -> Reply:
    """Show a group, or name those that one may look at."""
    found = _groups(turn)
    if found:
        return _shown(turn, int(found[0].refs[0]))
    if turn.text and may(turn.viewer, Right.MAKE_GROUPS):
        return propose(turn, {"deed": "make", "name": tidy(turn.text)})
    groups = listing(turn.session, viewer=turn.viewer, kind="group")[:MOST]
    options = [Option(say("label", label=g.name), "groups.show", {"group": g.id}) for g in groups]
    return Reply((say("groups-which" if groups else "groups-none"),), tuple(options), State())


@phrase("groups.make", MAKE, roles=MAKERS)
def make(turn: Turn) -> Reply:
    """Understand "neue Gruppe Fokusgruppe 3", also with who is to belong to it."""
    name, filled = name_to_make(turn)
    if not name:
        elsewhere = private_instead(turn)
        return elsewhere or asking(turn, "groups.name", {"deed": "make"}, say("group-ask-name"))
    return _with_people(turn, {"deed": "make", "name": name}, _refs(turn) if filled else [])


@phrase("groups.make_not", MAKE, roles=MEMBERS)
def make_not(turn: Turn) -> Reply | None:
    """Whoever makes no groups learns who does."""
    return None if may(turn.viewer, Right.MAKE_GROUPS) else Reply((say("group-makers"),))


@phrase("groups.rename", RENAME, roles=MAKERS)
def rename(turn: Turn) -> Reply | None:
    """Understand "benenne Fokusgruppe 2 um in Fokusgruppe Pflege"."""
    match, found = RENAME.search(turn.text), _groups(turn)
    if match is None or not found or ASKS.search(turn.text):
        return None
    which = "name" if match["name"] else "name2"
    if found[0].end > match.start(which) or not tidy(match[which] or ""):
        return None
    draft: Draft = {"deed": "rename", "name": tidy(match[which]), "people": []}
    if not is_meant(turn, found[0], "rename"):
        return private_instead(turn) or which_group(turn, found[0].text, draft, found[0])
    return propose(turn, {**draft, "group": int(found[0].refs[0])})


@phrase("groups.show", _SHOW, roles=MEMBERS)
def asked_who(turn: Turn) -> Reply | None:
    """Understand "wer ist in der Fokusgruppe 2?"."""
    found = _groups(turn)
    only = found and turn.understanding and not turn.understanding.of("person", "region", "place", "topic")
    if not only:
        return None
    if not is_meant(turn, found[0], "show"):
        return Reply((say("group-unknown", name=found[0].text, count=0),), state=State())
    return _shown(turn, int(found[0].refs[0]))


@phrase(GROUP, ANY, roles=MEMBERS)
def stated(turn: Turn) -> Reply | None:
    """Understand what is to be done with a group: end, leave, hand on, thin, fill."""
    if ASKS.search(turn.text) or _ROLE.search(turn.text) or not turn.understanding:
        return None
    found, people = _groups(turn), _refs(turn)
    if not found:
        return _nameless(turn, people)
    deed = deed_of(turn.text, bool(people))
    if not deed or (deed == "add" and _NOT.search(turn.text)):
        return None
    if deed != "leave" and not may(turn.viewer, Right.EDIT_GROUPS):
        return None
    draft: Draft = {"deed": deed, "people": people}
    if not is_meant(turn, found[0], deed):
        return private_instead(turn) or which_group(turn, found[0].text, draft, found[0])
    return _with_people(turn, {**draft, "group": int(found[0].refs[0])}, people)


def _nameless(turn: Turn, people: list[list[int]]) -> Reply | None:
    """A deed with a group that nobody knows."""
    unknown = unknown_group(turn) if may(turn.viewer, Right.EDIT_GROUPS) else None
    if unknown is None:
        return None
    deed, name = unknown
    return private_instead(turn) or which_group(turn, name, {"deed": deed, "people": people})


@step("groups.meant", roles=MEMBERS)
def meant(turn: Turn) -> Reply:
    """Go on with the group that was chosen, as its name was not known."""
    draft = dict(turn.data)
    return _with_people(turn, draft, [list(map(int, ids)) for ids in draft.get("people") or ()])


@step(f"{GROUP}.who", roles=MEMBERS)
def chosen(turn: Turn) -> Reply | None:
    """Take which of several namesakes is meant."""
    draft = draft_of(turn, f"{GROUP}.who")
    if turn.choice is None:
        return None
    if draft is None:
        return stale()
    unclear = [[int(turn.data["person"])], *draft.get("unclear", [])]
    return _with_people(turn, draft, [*([number] for number in draft["people"]), *unclear])


def _with_people(turn: Turn, draft: Draft, people: Sequence[Sequence[int]]) -> Reply:
    """The card of a deed for people, or the question which of several namesakes is meant."""
    clear = {**draft, "people": list(dict.fromkeys(refs[0] for refs in people if len(refs) == 1))}
    unclear = [list(refs) for refs in people if len(refs) > 1]
    clear.pop("unclear", None)
    if unclear:
        return private_instead(turn) or which_person(
            turn, GROUP, {**clear, "unclear": unclear[1:]}, unclear[0]
        )
    if draft["deed"] == "lead" and not clear["people"]:
        return private_instead(turn) or asking(turn, "groups.name", clear, say("group-ask-leader"))
    return propose(turn, clear)


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
    if draft["deed"] not in ("add", "lead"):
        return propose(turn, {**draft, "name": tidy(turn.text)})
    people = _refs(turn)
    return _with_people(turn, draft, people) if people else None


@step(f"{GROUP}.more", roles=MEMBERS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card, another name, or other people."""
    draft = draft_of(turn, f"{GROUP}.more")
    said = answered(turn, GROUP, write)
    if said is not None or draft is None or ASKS.search(turn.text):
        return said
    rest, people = correction(turn.text), _refs(turn)
    if draft["deed"] in ("make", "rename") and rest and not people:
        return propose(turn, {**draft, "name": tidy(rest)})
    if not people or draft["deed"] in ("end", "leave", "rename") or not (rest or _ALSO.search(turn.text)):
        return None
    kept = [] if rest else [[number] for number in draft["people"]]
    return _with_people(turn, draft, [*kept, *people])


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


def _refs(turn: Turn) -> list[list[int]]:
    """Whom each name of a person may mean."""
    read = turn.understanding
    named = read.of("person") if read else ()
    return [[int(ref) for ref in entity.refs] for entity in named if entity.refs]


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
        theirs = draft["deed"] == "leave" or may(turn.viewer, Right.EDIT_GROUPS, group_id=int(group))
        if not theirs:
            return Reply((say("not-allowed"),), state=State())
    try:
        if draft["deed"] in ("make", "rename"):
            check_name(turn.session, viewer=turn.viewer, name=str(draft["name"]), but=group)
    except RefusedError as error:
        return refused(error)
    people: list[Param] = list(names(turn, draft))
    text = say(
        "group-card",
        deed=draft["deed"],
        group=shown.group.name if shown else str(draft.get("name", "")),
        name=str(draft.get("name", "")),
        people={"list": people, "style": "and"},
        number=len(people),
        count=shown.count if shown else 0,
        meetings=meetings_ahead(turn, draft),
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
