"""What somebody is responsible for changes with a coordinator's yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogs.registry import COORDINATORS, MEMBERS, step
from dialogs.topics.consulting import put_to_coordinator
from dialogs.topics.in_private import private_instead
from dialogs.turn import Data, Option, Param, Reply, State, Text, Turn, say
from storage.services import corrections
from storage.services.coordinating import name_for
from storage.services.corrections import NewResponsibility
from storage.services.names import name_of
from storage.services.rights import Right, may, require
from storage.services.telling import Kind, tell

DUTIES = Option(say("option-duties"), "own_duties.show")
MOST = 8
_PARTS = ("project", "region", "topic")


@step("own_duties.show", roles=MEMBERS)
def show(turn: Turn) -> Reply:
    """One's own responsibilities: which is over, or which is new?"""
    if elsewhere := private_instead(turn):
        return elsewhere
    options = [
        Option(
            say("option-duty-end", what=_dots([one.project, one.region])), "own_duties.end", {"end": one.id}
        )
        for one in corrections.responsibilities(turn.session, viewer=turn.viewer, today=turn.today)[:MOST]
    ]
    options.append(Option(say("option-duty-new"), "own_duties.new"))
    return Reply((say("duties"),), tuple(options), State())


@step("own_duties.new", roles=MEMBERS)
def new(turn: Turn) -> Reply | None:
    """Ask for project, region and topic, and take them."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if turn.choice is not None:
        return Reply((say("duty-ask"),), (), State(step="own_duties.new"))
    read = turn.understanding
    named = {entity.entity: entity.refs[0] for entity in (read.of(*_PARTS) if read else ()) if entity.refs}
    parts = {name: int(named[name]) for name in _PARTS if name in named}
    if _several(turn):
        return Reply((say("duty-one"),), (), State(step="own_duties.new"))
    if not parts:
        again = Reply((say("duty-unknown"),), (), State(step="own_duties.new"))
        return None if turn.text.endswith("?") else again
    return _sent(turn, {"begin": parts}, parts.get("region"))


def _several(turn: Turn) -> bool:
    """Whether a text names more than one project, region or topic."""
    read = turn.understanding
    return any(len({one.refs for one in read.of(part)}) > 1 for part in _PARTS) if read else False


def said(turn: Turn, *, ends: bool, later: Sequence[Text]) -> Reply | None:
    """ "Ich bin nicht mehr für den Harz zuständig": a card, then a coordinator is asked."""
    if elsewhere := private_instead(turn):
        return elsewhere
    read = turn.understanding
    parts = {
        part: int(read.of(part)[0].refs[0])
        for part in _PARTS
        if read is not None and read.of(part) and read.of(part)[0].refs
    }
    if not parts:
        return show(turn) if ends else Reply((say("duty-ask"),), (), State(step="own_duties.new"))
    if _several(turn):
        return Reply((say("duty-one"),), (), State() if ends else State(step="own_duties.new"))
    return _said_over(turn, parts, later) if ends else _card(turn, {"begin": parts}, later)


def _said_over(turn: Turn, parts: dict[str, int], later: Sequence[Text]) -> Reply:
    wanted = {name_of(turn.session, part, parts[part]) for part in ("project", "region") if part in parts}
    rows = [
        one
        for one in corrections.responsibilities(turn.session, viewer=turn.viewer, today=turn.today)
        if wanted and wanted <= {one.project, one.region}
    ]
    if not rows:
        return Reply((say("duty-not-yours"), *later), (DUTIES,), State())
    if len(rows) == 1:
        data = {"end": rows[0].id, "what": [rows[0].project, rows[0].region]}
        return _card(turn, data, later)
    options = tuple(
        Option(
            say("option-duty-end", what=_dots([one.project, one.region])), "own_duties.end", {"end": one.id}
        )
        for one in rows[:MOST]
    )
    return Reply((say("duties"), *later), options, State())


def _card(turn: Turn, wish: dict[str, Any], later: Sequence[Text]) -> Reply:
    yes = Option(say("option-duty-ask"), "own_duties.ask", wish)
    no = Option(say("option-correct-no"), "correcting.no")
    return Reply((say("own-duty-card", kind=_kind(wish), what=_what(turn, wish)), *later), (yes, no), State())


@step("own_duties.ask", roles=MEMBERS)
def ask(turn: Turn) -> Reply | None:
    """Ask a coordinator for what the card shows."""
    if elsewhere := private_instead(turn):
        return elsewhere
    if "end" in turn.data:
        return end(turn)
    parts = {name: int(number) for name, number in (turn.data.get("begin") or {}).items() if name in _PARTS}
    return _sent(turn, {"begin": parts}, parts.get("region")) if parts else Reply((say("stale-option"),))


@step("own_duties.end", roles=MEMBERS)
def end(turn: Turn) -> Reply:
    """Ask a coordinator to end one."""
    rows = corrections.responsibilities(turn.session, viewer=turn.viewer, today=turn.today)
    one = next((row for row in rows if row.id == turn.data.get("end")), None)
    if one is None or turn.viewer.in_group:
        return Reply((say("stale-option"),))
    return _sent(turn, {"end": one.id, "what": [one.project, one.region]}, one.region_id)


def _sent(turn: Turn, wish: dict[str, Any], region: int | None) -> Reply:
    """Ask the first coordinator who can be asked; whoever coordinates there themselves need not ask."""
    person = turn.viewer.person_id
    if person is None:
        return Reply((say("stale-option"),))
    data = {**wish, "person": person}
    if may(turn.viewer, Right.EDIT_PEOPLE, region_id=region):
        return Reply((say("correct-done" if _granted(turn, data) else "duty-is-so"),), state=State())
    asking = Reply(
        (say("duty-wish", name=name_for(turn.session, person), what=_what(turn, data), kind=_kind(data)),),
        (
            Option(say("option-duty-yes"), "own_duties.grant", data),
            Option(say("option-duty-no"), "own_duties.refuse", data),
        ),
    )
    # Per wish and day: who presses twice asks once.
    key = f"duty:{person}:{data.get('end') or '.'.join(map(str, data['begin'].values()))}:{turn.today}"
    regions = frozenset() if region is None else frozenset({region})
    return put_to_coordinator(turn, asking, key=key, regions=regions)


@step("own_duties.grant", roles=COORDINATORS)
def grant(turn: Turn) -> Reply:
    """A coordinator says yes."""
    if not _granted(turn, turn.data):
        return Reply((say("duty-is-so"),))
    _answer(turn, "duty-granted")
    return Reply((say("duty-done"),))


@step("own_duties.refuse", roles=COORDINATORS)
def refuse(turn: Turn) -> Reply:
    """A coordinator says no; the person is told whom to ask."""
    require(turn.viewer, Right.EDIT_PEOPLE)
    _answer(turn, "duty-refused")
    return Reply((say("all-right"),))


def _granted(turn: Turn, data: Data) -> bool:
    person = int(data["person"])
    if "end" in data:
        return corrections.end(
            turn.session, viewer=turn.viewer, person_id=person, number=int(data["end"]),
            today=turn.today, now=turn.now,
        )  # fmt: skip
    parts = data["begin"]
    wanted = NewResponsibility(parts.get("region"), parts.get("project"), parts.get("topic"))
    return corrections.begin(
        turn.session, viewer=turn.viewer, person_id=person, wanted=wanted, today=turn.today, now=turn.now
    )


def _answer(turn: Turn, key: str) -> None:
    """Tell the person what became of it, once per wish."""
    person = int(turn.data["person"])
    reply = Reply((say(key, what=_what(turn, turn.data)),))
    once = f"{key}:{person}:{turn.data.get('end') or turn.data.get('begin')}:{turn.today}"
    tell(
        turn.session, person, reply.as_json(), key=once[:120], now=turn.now, zone=turn.network.zone,
        kind=Kind.ANSWER,
    )  # fmt: skip


def _kind(data: Data) -> str:
    return "end" if "end" in data else "begin"


def _what(turn: Turn, data: Data) -> Param:
    """A responsibility in names."""
    if "end" in data:
        return _dots([str(part) for part in data.get("what") or ()])
    parts = data["begin"]
    return _dots([name_of(turn.session, part, parts[part]) or "" for part in _PARTS if part in parts])


def _dots(parts: list[str]) -> Param:
    return {"list": [part for part in parts if part], "style": "dots"}
