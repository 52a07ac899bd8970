"""Coordinators invite: in one sentence, or step by step; the code is shown once."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dialogs.registry import COORDINATORS, MEMBERS, command, phrase, step
from dialogs.topics.in_private import private_instead
from dialogs.topics.locating import locate
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.errors import UnknownReferenceError
from storage.models import Role
from storage.services import codes
from storage.services.codes import Target, Terms
from storage.services.rights import Right, Scope, may, scope_of

MOST_TARGETS = 12
MANY = 10
"""How many a button offers beside one."""

_WANTS = re.compile(
    r"\beinladungs?-?\s?(code|link)s?\b|\b(invitation|invite) (code|link)\b"
    r"|\b(erstell|mach|gib|brauch|erzeug|neue)\w*\b.{0,20}\beinladung\b|\beinladung (für|fuer|in)\b"
    r"|\bl(a|ä|ae)de?\b.{0,20}\b(jemand\w*|wen|neue\w*|kolleg\w+|leute|\d+ \w+)\b.*\bein\b"
    r"|\b(jemand\w*|neue\w*|kolleg\w+|leute|\d+ \w+)\b.*\beinladen\b"
    r"|\binvite (some(one|body)|a (new )?colleague|(new )?(people|colleagues)|\d+ \w+)\b",
    re.I,
)
_MEETING = re.compile(
    r"treffen|termin|sitzung|meeting|besprechung|forum|veranstaltung|workshop|zoom|feier", re.I
)
_HOW_MANY = re.compile(
    r"\b(\d{1,4})\s+(neue\s+|new\s+)?(person|mensch|leute|kolleg|mal\b|people|colleague|times|use)", re.I
)
_HOW_LONG = re.compile(r"\b(\d{1,3})\s+(tag|woche|monat|day|week|month)", re.I)
_DAYS = {"tag": 1, "day": 1, "woche": 7, "week": 7, "monat": 30, "month": 30}
_COORDINATOR = re.compile(r"\b(als |as )?(ko|co)ordin\w+", re.I)


@phrase("inviting.wanted", roles=MEMBERS, early=True)
def wants_to_invite(turn: Turn) -> Reply | None:
    """ "lade jemanden für Halle ein" """
    if turn.state.step or not _WANTS.search(turn.text) or _MEETING.search(turn.text):
        return None
    return invite(turn)


@command("einladen", "invite", roles=COORDINATORS)
@step("inviting.start", roles=COORDINATORS)
def invite(turn: Turn) -> Reply:
    """Make a code if the sentence says for what; else ask."""
    if elsewhere := private_instead(turn):
        return elsewhere
    offered = codes.targets(turn.session, viewer=turn.viewer)
    named = _named(turn)
    role = Role.COORDINATOR if _COORDINATOR.search(turn.text) else Role.MEMBER
    terms: dict[str, Any] = {"role": role.value, "days": _days(turn.text), "uses": _uses(turn.text)}
    if named:
        return _made(turn, {**terms, **named, "uses": terms["uses"] or 1})
    if len(offered) == 1 and not _everywhere(turn):
        return _ask_uses({**terms, f"{offered[0].kind}s": [offered[0].id]})
    return _ask_target(turn, offered, terms)


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
        named = _named(turn)
        if not named:
            return None
        chosen |= named
    return _made(turn, chosen) if chosen.get("uses") else _ask_uses(chosen)


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
    said = _uses(turn.text)
    return _made(turn, {**turn.data, "uses": said}) if said else None


def _made(turn: Turn, wanted: Mapping[str, Any]) -> Reply:
    """Make the code; what the viewer may not do the service refuses."""
    terms = Terms(
        role=Role(wanted.get("role", Role.MEMBER)),
        group_ids=tuple(map(int, wanted.get("groups") or ())),
        region_ids=tuple(map(int, wanted.get("regions") or ())),
        uses=int(wanted.get("uses") or 1),
        lasts=timedelta(days=int(wanted.get("days") or codes.USUAL.days)),
    )
    try:
        made = codes.make(turn.session, viewer=turn.viewer, terms=terms, choose=secrets.choice, now=turn.now)
    except (ValueError, UnknownReferenceError):
        return Reply((say("invite-impossible", most=codes.MOST_USES),), state=State())
    until = made.expires_at.astimezone(turn.network.zone).date().isoformat()
    texts: list[Text] = [
        say(
            "invite-made", code={"bold": made.code}, names={"list": _names(turn, terms), "style": "and"},
            uses=terms.uses, until={"date": until}, role=terms.role.value,
        )
    ]  # fmt: skip
    if turn.network.links:
        links: list[Param] = [link.replace("{code}", made.code) for link in turn.network.links]
        texts.append(say("invite-links", links={"list": links, "style": "lines"}))
    return Reply(tuple(texts), state=State())


def _names(turn: Turn, terms: Terms) -> list[Param]:
    return [
        one.name
        for one in codes.targets(turn.session, viewer=turn.viewer)
        if one.id in (terms.group_ids if one.kind == "group" else terms.region_ids)
    ]


def _named(turn: Turn) -> dict[str, list[int]]:
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


def _uses(text: str) -> int:
    found = _HOW_MANY.search(text)
    bare = re.fullmatch(r"\s*(\d{1,4})\s*", text)
    return int(found[1]) if found else int(bare[1]) if bare else 0


def _days(text: str) -> int:
    found = _HOW_LONG.search(text)
    return int(found[1]) * _DAYS[found[2].lower()] if found else 0
