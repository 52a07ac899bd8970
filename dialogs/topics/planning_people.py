"""For whom a meeting is planned: one group, or, by administrators, everybody, a region, a project, a role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dialogs.topics.planning_words import GROUP_NAME
from dialogs.turn import Turn
from nlu.interface import Entity
from storage.models import Role
from storage.services import audience
from storage.services.contacts import Named
from storage.services.groups import bears
from storage.services.planned import groups_to_plan

_ALL = re.compile(
    r"\b(?:für|fuer|mit|for|with|of)\s+(?:alle|allen|everybody|everyone|all(?:\s+(?:of us|members|people))?)"
    r"\b(?!\s+(?:\d|zwei|drei|vier|sechs|acht|tage|wochen|monate|der|from|in|im|aus|von|of|ko|pro))"
    r"|\b(?:alle|sämtliche|all)\s+(?:mitglieder|leute|menschen|kolleg\w*|members|people)\b"
    r"|\bdas ganze netzwerk\b|\bthe whole network\b",
    re.I,
)
_COORDINATORS = re.compile(
    r"\b(?:für|fuer|mit|for|with)\s+(?:alle[nr]?\s+|den\s+|die\s+|all\s+|the\s+)*(?:koordin\w+|coordinators)\b",
    re.I,
)
_ADMINISTRATORS = re.compile(
    r"\b(?:für|fuer|mit|for|with)\s+(?:alle[nr]?\s+|den\s+|die\s+|all\s+|the\s+)*(?:admin\w+)\b", re.I
)
_OF = re.compile(
    r"\b(?:für|fuer|mit|for|with|aus|from|leuten?|people|kolleg\w*|team|region|alle[nr]?|everybody|everyone|all)\b"
    r"(?:\s+(?:die|den|das|dem|der|im|in|aus|von|the|people|leuten?|region|alle[nr]?|from|of|kolleg\w*|projekts?"
    r"|project|team))*\s*$",
    re.I,
)

_LONG = {"fg": "fokusgruppe", "ag": "arbeitsgruppe", "focusgroup": "fokusgruppe"}
"""What groups are called when there is no time."""


def groups_in(turn: Turn) -> list[Entity]:
    """The groups that a text names, each once."""
    read = turn.understanding
    named = [entity for entity in (read.of("group") if read else ()) if entity.refs]
    # A name that is misspelt may be meant, but not one with another number.
    alike = [one for one in named if _numbers(one.text) in ([], _numbers(one.value))]
    return list({entity.refs: entity for entity in alike}.values())


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def unknown_group(turn: Turn) -> str:
    """The name of a group in a text that nobody knows; empty if there is none."""
    match = GROUP_NAME.search(turn.text)
    known = [(one.start, one.end) for one in groups_in(turn)]
    if match is None or any(start < match.end() and match.start() < end for start, end in known):
        return ""
    return match["name"]


def group_like(turn: Turn) -> int | None:
    """The group that is meant by a name that is written a bit differently: "FG 2" for Fokusgruppe 2."""
    said = "".join(unknown_group(turn).casefold().split())
    if not said:
        return None
    number = said.lstrip("abcdefghijklmnopqrstuvwxyzäöüß")
    groups = groups_to_plan(turn.session, viewer=turn.viewer)
    found = [
        group.id
        for group in groups
        if bears(turn.session, viewer=turn.viewer, group_id=group.id, name=said)
        or "".join(group.name.casefold().split()) in (said, _LONG.get(said[: -len(number)], "?") + number)
    ]
    return found[0] if len(found) == 1 else None


def audience_in(turn: Turn) -> tuple[dict[str, Any], str] | None:
    """Who but a group is meant, and what that is called; None if nobody is."""
    if groups_in(turn):
        return None
    if _COORDINATORS.search(turn.text):
        return {audience.ROLES: [Role.COORDINATOR.value]}, "coordinators"
    if _ADMINISTRATORS.search(turn.text):
        return {audience.ROLES: [Role.ADMINISTRATOR.value]}, "administrators"
    for kind, name in (("region", audience.REGIONS), ("project", audience.PROJECTS)):
        named = _meant(turn, kind)
        if named:
            return {name: [int(one.refs[0]) for one in named]}, ", ".join(one.value for one in named)
    return ({audience.EVERYBODY: True}, "everybody") if _ALL.search(turn.text) else None


def _meant(turn: Turn, kind: str) -> list[Entity]:
    """The regions or projects whose people are meant, and which are not just where it is."""
    read = turn.understanding
    named = [one for one in (read.of(kind) if read else ()) if len(one.refs) == 1]
    return [one for one in named if _OF.search(turn.text[: one.start])]


def only_one(groups: Sequence[Named]) -> int | None:
    """The group for whoever plans for one only."""
    return groups[0].id if len(groups) == 1 else None
