"""Administrators give and take roles: "mach Lena zur Koordinatorin für den Harz"; a card first, then yes."""

from __future__ import annotations

import re

from dialogs.registry import COORDINATORS, phrase, step
from dialogs.topics import groups
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
from dialogs.topics.in_private import private_instead
from dialogs.topics.inviting import named_in
from dialogs.turn import Option, Param, Reply, State, Turn, say
from storage.errors import NotAllowedError
from storage.services import codes, roles, telling
from storage.services.names import name_of
from storage.services.refusing import RefusedError
from storage.services.rights import Right, may
from storage.services.roles import Standing

ROLE = "appointing.role"
MOST = 20

_ADMINISTERS = re.compile(r"\badmin(?:s|istrator\w*|istriert|isters?|istration)?\b", re.I)
_FORM = re.compile(
    rf"\b(?:ko|co)ordinator\w*|\bkoordinier(?:e[nt]?|t)\b|\bcoordinates?\b|{_ADMINISTERS.pattern}"
    r"|\bentzieh\w*\b.*\bkoordination\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:mach\w*|ernenn\w*|beförder\w*|befoerder\w*|bin|ist|wird|soll|koordinier(?:e|t)|administriert|entzieh\w*"
    r"|make|appoint|promote|am|is(?:n['’]t)?|becomes|coordinates|administers)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:nicht|keine?n?|nie|no longer|not|never|entzieh\w*)\b|n['’]t\b", re.I)
"""Whatever says no takes a role; the card shows it before it counts."""
_PLAINLY = re.compile(
    r"\b(?:zu[mr]|an?)\s+(?:neuen?\s+)?(?:koordinator|administrator|admin\b|coordinator)", re.I
)
_SELF = re.compile(r"\b(?:ich|mich|I|me)\b", re.I)
_NEW = re.compile(r"^\W*(?:neu|new)", re.I)


@phrase(ROLE, _FORM, roles=COORDINATORS)
def stated(turn: Turn) -> Reply | None:
    """Understand who is to coordinate or administer, or no longer; questions are left to others."""
    if not _VERB.search(turn.text) or ASKS.search(turn.text) or _NEW.search(turn.text):
        return None
    read = turn.understanding
    people = [entity for entity in read.of("person") if entity.refs] if read else []
    ids = [int(ref) for ref in people[0].refs] if people else []
    if not ids and _SELF.search(turn.text):
        ids = [turn.viewer.person_id or 0]
    if not ids and not _PLAINLY.search(turn.text):
        return None
    return private_instead(turn) or _begin(turn, ids)


@step(f"{ROLE}.who", right=Right.ROLES)
def chosen(turn: Turn) -> Reply | None:
    """Take which of several namesakes is meant."""
    draft = draft_of(turn, f"{ROLE}.who")
    if turn.choice is None:
        return None
    return _go_on(turn, {**draft, "person": int(turn.data["person"])}) if draft is not None else stale()


@step(f"{ROLE}.where", right=Right.ROLES)
def where(turn: Turn) -> Reply | None:
    """Take what somebody is to coordinate, chosen or written."""
    draft = draft_of(turn, f"{ROLE}.where")
    if draft is None:
        return stale() if turn.choice else None
    if turn.choice is None:
        named = named_in(turn)
        return _go_on(turn, {**draft, **named}) if named and not ASKS.search(turn.text) else None
    kind = "groups" if turn.data.get("group") else "regions"
    return _go_on(turn, {**draft, kind: [int(turn.data.get(kind[:-1]) or 0)]})


@step(f"{ROLE}.more", right=Right.ROLES)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card."""
    return answered(turn, ROLE, write)


@step(f"{ROLE}.yes", right=Right.ROLES)
def write(turn: Turn) -> Reply:
    """Do what the card shows, and tell whom it is about."""
    if elsewhere := private_instead(turn):
        return elsewhere
    draft = confirmed(turn, ROLE)
    if draft is None:
        return stale()
    person = int(draft["person"])
    try:
        name = _standing(turn, person).name
        _do(turn, person, draft)
    except RefusedError as error:
        return refused(error)
    _tell(turn, person, draft)
    return Reply((say("role-done", name=name),), state=State())


def _begin(turn: Turn, ids: list[int]) -> Reply:
    """From what a sentence says to its card, or to what is missing."""
    ends, administers = bool(_NOT.search(turn.text)), bool(_ADMINISTERS.search(turn.text))
    deed = ("un" if ends else "") + ("administer" if administers else "coordinate")
    named = named_in(turn)
    if deed == "coordinate" and named.get("groups") and not named.get("regions") and len(ids) == 1:
        # Handing on a group is theirs who coordinate it, too.
        return groups.propose(turn, {"deed": "lead", "group": named["groups"][0], "people": ids})
    if not may(turn.viewer, Right.ROLES):
        raise NotAllowedError
    draft: Draft = {"deed": deed, "regions": [], "groups": [], **named}
    if not ids:
        return Reply((say("role-whom"),), state=State())
    if len(ids) > 1:
        return which_person(turn, ROLE, draft, ids)
    return _go_on(turn, {**draft, "person": ids[0]})


def _go_on(turn: Turn, draft: Draft) -> Reply:
    person = int(draft["person"])
    try:
        now = _standing(turn, person)
    except RefusedError as error:
        return refused(error)
    if draft["deed"] == "coordinate" and not (draft["regions"] or draft["groups"]):
        return asking(turn, f"{ROLE}.where", draft, say("role-ask-where", name=now.name), _places(turn))
    text = say(
        "role-card", deed=draft["deed"], name=now.name, places={"list": _names(turn, draft), "style": "and"},
        all={"list": list(now.names), "style": "and"},
    )  # fmt: skip
    return card(turn, ROLE, draft, (text,), say("option-do-it"))


def _standing(turn: Turn, person: int) -> Standing:
    return roles.standing(turn.session, viewer=turn.viewer, person_id=person, today=turn.today)


def _places(turn: Turn) -> list[Option]:
    """All regions and groups, as many as can be shown."""
    return [
        Option(say("option-invite", kind=one.kind, name=one.name), f"{ROLE}.where", {one.kind: one.id})
        for one in codes.targets(turn.session, viewer=turn.viewer)[:MOST]
    ]


def _names(turn: Turn, draft: Draft) -> list[Param]:
    both = (("group", draft["groups"]), ("region", draft["regions"]))
    named = [name_of(turn.session, kind, int(one)) for kind, ids in both for one in ids]
    return [name for name in named if name]


def _do(turn: Turn, person: int, draft: Draft) -> None:
    regions, of_groups = tuple(map(int, draft["regions"])), tuple(map(int, draft["groups"]))
    session, viewer, now, today = turn.session, turn.viewer, turn.now, turn.today
    if draft["deed"] == "administer":
        roles.let_administer(session, viewer=viewer, person_id=person, now=now, today=today)
    elif draft["deed"] == "unadminister":
        roles.end_administration(session, viewer=viewer, person_id=person, now=now, today=today)
    else:
        change = roles.let_coordinate if draft["deed"] == "coordinate" else roles.end_coordination
        change(
            session, viewer=viewer, person_id=person, region_ids=regions, group_ids=of_groups, now=now,
            today=today,
        )  # fmt: skip


def _tell(turn: Turn, person: int, draft: Draft) -> None:
    if person == turn.viewer.person_id:
        return
    text = say(
        "role-told", deed=draft["deed"], by=turn.viewer.given_name,
        places={"list": _names(turn, draft), "style": "and"},
    )  # fmt: skip
    telling.tell(
        turn.session, person, Reply((text,)).as_json(), now=turn.now, zone=turn.network.zone,
        key=f"role:{person}:{turn.conversation_id}:{turn.now.timestamp()}",
    )  # fmt: skip
