"""Coordinators invite: in one sentence, or step by step; the code is shown once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from dialogs.registry import COORDINATORS, MEMBERS, command, phrase, step
from dialogs.topics.in_private import private_instead
from dialogs.topics.invitation_picture import picture_of
from dialogs.topics.invitation_terms import (
    LISTS,
    MEETING,
    TAKES_BACK,
    is_unclear,
    role_in,
    says_several,
    until_in,
    uses_in,
)
from dialogs.topics.locating import locate
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.errors import UnknownReferenceError
from storage.models import Role
from storage.services import codes
from storage.services.codes import Target, Terms
from storage.services.rights import Right, Scope, may, scope_of

MOST_TARGETS = 12
SOON = timedelta(days=2)
"""An invitation that ends sooner is shown with the time of the day."""
MANY = 10
"""How many a button offers beside one."""

_WANTS = re.compile(
    r"\beinladungs?-?\s?(code|link)s?\b|\b(invitation|invite) (code|link)\b"
    r"|\b(erstell|mach|gib|brauch|erzeug|neue)\w*\b.{0,20}\beinladung\b|\beinladung (für|fuer|in)\b"
    r"|\bl(a|ä|ae)de?\b.{0,40}\b(jemand\w*|wen|neue\w*|kolleg\w+|leute|\d+ \w+)\b.*\bein\b"
    r"|\b(jemand\w*|neue\w*|kolleg\w+|leute|\d+ \w+)\b.*\beinladen\b"
    r"|\binvite (some(one|body)|a (new )?colleague|(new )?(people|colleagues)|\d+ \w+)\b"
    r"|\bl(a|ä|ae)de?\b.{0,12}\b(\d+|zwei|drei|vier|f(ü|ue)nf|sechs|sieben|acht|neun|zehn|elf|zw(ö|oe)lf|\w+zig"
    r"|ein paar|einige|mehrere|(ei)?nen? (neuen? )?(ko|ad)\w+|niemand\w*)\b.*\bein\b"
    r"|\binvite (an? |\w+ (people|colleagues))"
    r"|\b(?:brauch\w*|gib|geben|gebe|mach\w*|erstell\w*|erzeug\w*|h[aä]tte|need|give|make|create)\b.{0,40}"
    r"\bcodes?\b.{0,20}\b(?:für|fuer|for)\b(?! (?:mich|mein\w*|me|my|\w*handy|telegram|matrix)\b)",
    re.I,
)


@phrase("inviting.wanted", roles=MEMBERS, early=True)
def wants_to_invite(turn: Turn) -> Reply | None:
    """ "lade jemanden für Halle ein" """
    if turn.state.step or not _WANTS.search(turn.text) or MEETING.search(turn.text):
        return None
    if LISTS.search(turn.text) or TAKES_BACK.search(turn.text):
        return None
    return invite(turn)


@command("einladen", "invite", roles=COORDINATORS)
@step("inviting.start", roles=COORDINATORS)
def invite(turn: Turn) -> Reply:
    """Make a code if the sentence says for what; else ask."""
    if elsewhere := private_instead(turn):
        return elsewhere
    offered = codes.targets(turn.session, viewer=turn.viewer)
    named = named_in(turn)
    role = role_in(turn.text)
    if role is not Role.MEMBER and not may(turn.viewer, Right.ROLES):
        return Reply((say("not-allowed"),), state=State())
    if is_unclear(turn):
        return Reply((say("invite-until"),), state=State())
    terms: dict[str, Any] = {"role": role.value, "until": until_in(turn), "uses": uses_in(turn.text)}
    if named or role is Role.ADMINISTRATOR:
        return _counted(turn, {**terms, **named}, several=says_several(turn.text))
    if len(offered) == 1 and not _everywhere(turn):
        return _ask_uses({**terms, f"{offered[0].kind}s": [offered[0].id]})
    return _ask_target(turn, offered, terms)


def _counted(turn: Turn, terms: dict[str, Any], *, several: bool) -> Reply:
    """Make the code, for one if it does not say for how many; ask, if it speaks of several."""
    if terms.get("uses") is None:
        if several:
            return _ask_uses(terms)
        terms = {**terms, "uses": 1}
    return _made(turn, terms)


def _ask_target(turn: Turn, offered: list[Target], terms: dict[str, Any]) -> Reply:
    options = [
        Option(
            say("option-invite", kind=one.kind, name=one.name),
            "inviting.target",
            {**terms, f"{one.kind}s": [one.id]},
        )
        for one in offered[:MOST_TARGETS]
    ]
    if _everywhere(turn):
        options.append(Option(say("option-invite-all"), "inviting.target", terms))
    return Reply((say("invite-target"),), tuple(options), State(step="inviting.target", data=terms))


@step("inviting.target", roles=COORDINATORS)
def target(turn: Turn) -> Reply | None:
    """Take for which group or region."""
    if elsewhere := private_instead(turn):
        return elsewhere
    chosen = dict(turn.data)
    if turn.choice is None:
        named = named_in(turn)
        if not named:
            return None
        chosen |= named
    return _ask_uses(chosen) if chosen.get("uses") is None else _made(turn, chosen)


def _ask_uses(terms: dict[str, Any]) -> Reply:
    options = (
        Option(say("option-invite-one"), "inviting.uses", {**terms, "uses": 1}),
        Option(say("option-invite-many", count=MANY), "inviting.uses", {**terms, "uses": MANY}),
    )
    return Reply((say("invite-uses"),), options, State(step="inviting.uses", data=terms))


@step("inviting.uses", roles=COORDINATORS)
def uses(turn: Turn) -> Reply | None:
    """Take for how many people."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if turn.choice is not None:
        return _made(turn, turn.data)
    said = uses_in(turn.text)
    return None if said is None else _made(turn, {**turn.data, "uses": said})


def _made(turn: Turn, wanted: Mapping[str, Any]) -> Reply:
    """Make the code; what the viewer may not do the service refuses."""
    until, uses = wanted.get("until"), wanted.get("uses")
    terms = Terms(
        role=Role(wanted.get("role", Role.MEMBER)),
        group_ids=tuple(map(int, wanted.get("groups") or ())),
        region_ids=tuple(map(int, wanted.get("regions") or ())),
        uses=1 if uses is None else int(uses),
        lasts=datetime.fromisoformat(str(until)) - turn.now if until else codes.USUAL,
    )
    try:
        made = codes.make(turn.session, viewer=turn.viewer, terms=terms, choose=secrets.choice, now=turn.now)
    except (ValueError, UnknownReferenceError):
        return Reply((say("invite-impossible", most=codes.MOST_USES),), state=State())
    texts: list[Text] = [
        say(
            "invite-made", code={"bold": made.code}, names={"list": _names(turn, terms), "style": "and"},
            uses=terms.uses, role=terms.role.value, **ending(made.expires_at, turn),
        )
    ]  # fmt: skip
    texts += _ways_in(turn.network.links, made.code)
    return Reply(tuple(texts), state=State(), files=(picture_of(turn, made.code),))


def ending(expires_at: datetime, turn: Turn) -> dict[str, Param]:
    """Until when an invitation counts: its last day, and the time where that is not the end of the day."""
    local = expires_at.astimezone(turn.network.zone)
    last = (local - timedelta(seconds=1)).date()
    soon = expires_at - turn.now <= SOON and (local.hour, local.minute) != (0, 0)
    return {
        "until": {"date": last.isoformat()},
        "time": f"{local.hour}:{local.minute:02}" if soon else "none",
    }


def _names(turn: Turn, terms: Terms) -> list[Param]:
    return [
        one.name
        for one in codes.targets(turn.session, viewer=turn.viewer)
        if one.id in (terms.group_ids if one.kind == "group" else terms.region_ids)
    ]


def named_in(turn: Turn) -> dict[str, list[int]]:
    """The groups and regions that a text names, also by a place."""
    read = turn.understanding
    groups = [int(entity.refs[0]) for entity in read.of("group") if entity.refs] if read else []
    regions = [int(entity.refs[0]) for entity in read.of("region") if entity.refs] if read else []
    for entity in read.of("place") if read and not regions else ():
        if entity.refs:
            regions += locate(entity, turn.network).region_ids[:1]
    found = {"groups": groups, "regions": regions}
    return {kind: ids for kind, ids in found.items() if ids}


def _everywhere(turn: Turn) -> bool:
    return may(turn.viewer, Right.INVITE) and scope_of(turn.viewer.role, Right.INVITE) is Scope.ALL


def _ways_in(links: Sequence[str], code: str) -> list[Text]:
    """The links that let somebody in, and those that only lead to Kitt, where the code has to be sent."""
    carrying: list[Param] = [link.replace("{code}", code) for link in links if "{code}" in link]
    leading: list[Param] = [link for link in links if "{code}" not in link]
    kinds = {"invite-links": carrying, "invite-places": leading}
    return [say(key, links={"list": found, "style": "lines"}) for key, found in kinds.items() if found]
