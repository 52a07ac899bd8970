"""Somebody's own name is wrong or new: it changes with a coordinator's yes."""

from __future__ import annotations

import re
import zlib

from dialogs.registry import COORDINATORS, MEMBERS, step
from dialogs.topics.again import another_wish
from dialogs.topics.consulting import put_to_coordinator
from dialogs.topics.drafting import refused
from dialogs.topics.gate import is_aside
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Reply, State, Turn, say
from storage.errors import NotAllowedError
from storage.services import corrections
from storage.services.coordinating import name_for
from storage.services.entry import FullName, InvalidNameError, full_name
from storage.services.reach import home_of
from storage.services.refusing import RefusedError
from storage.services.rights import Right, require
from storage.services.telling import Kind, tell

_END = re.compile(
    r"\s*(?:[,;.!(–]|\b(?:und|statt|nicht|seit|ab|weil|and|instead|not|since|because)\b).*$", re.I
)
_FAMILY = re.compile(r"nachname|familienname|last name|surname|family name", re.I)
_NOWHERE = frozenset({0})
"""A region that nobody coordinates: administrators are asked."""


@step("renaming.ask", roles=MEMBERS)
def ask(turn: Turn) -> Reply | None:
    """Ask for the whole name."""
    if elsewhere := private_instead(turn):
        return elsewhere
    return Reply((say("rename-ask"),), (), State(step="renaming.name"))


@step("renaming.name", roles=MEMBERS, literal=True)
def name(turn: Turn) -> Reply | None:
    """Take the name that was written."""
    if turn.viewer.in_group or turn.text.rstrip().endswith("?") or (is_aside(turn) and turn.text.islower()):
        return None
    if turn.text[:1].islower() and another_wish(turn) is not None:
        return None
    try:
        return _card(turn, full_name(turn.text.strip(" .!")))
    except InvalidNameError:
        return Reply((say("rename-ask"),), (), State(step="renaming.name"))


def offer(turn: Turn, text: str) -> Reply | None:
    """Show the name that stands in a sentence; one that is not whole is asked for."""
    if elsewhere := private_instead(turn):
        return elsewhere
    said = _END.sub("", text.strip())
    if text.islower():
        said = said.title()
    if _FAMILY.search(turn.text) and " " not in said:
        said = f"{turn.viewer.given_name} {said}"
    try:
        return _card(turn, full_name(said))
    except InvalidNameError:
        return ask(turn)


def _card(turn: Turn, new: FullName) -> Reply:
    before = name_for(turn.session, turn.viewer.person_id or 0)
    yes = Option(say("option-rename"), "renaming.send", {"name": str(new)})
    no = Option(say("option-correct-no"), "correcting.no")
    return Reply((say("rename-card", name=str(new), before=before),), (yes, no), State())


@step("renaming.send", roles=MEMBERS)
def send(turn: Turn) -> Reply:
    """Ask a coordinator; whoever may change it themselves need not ask."""
    if elsewhere := private_instead(turn):
        return elsewhere
    person, wanted = turn.viewer.person_id, str(turn.data.get("name") or "")
    if person is None:
        return Reply((say("stale-option"),))
    try:
        done = _written(turn, person, wanted)
        return Reply((say("correct-done" if done else "duty-is-so"),), state=State())
    except (InvalidNameError, RefusedError):
        return Reply((say("stale-option"),))
    except NotAllowedError:
        return _asked(turn, person, wanted)


def _asked(turn: Turn, person: int, wanted: str) -> Reply:
    data = {"person": person, "name": wanted}
    asking = Reply(
        (say("rename-wish", name=name_for(turn.session, person), wanted=wanted),),
        (
            Option(say("option-duty-yes"), "renaming.grant", data),
            Option(say("option-duty-no"), "renaming.refuse", data),
        ),
    )
    # Per wish and day: who presses twice asks once.
    key = f"rename:{person}:{zlib.crc32(wanted.encode()):08x}:{turn.today}"
    regions = home_of(turn.session, person, turn.today).regions or _NOWHERE
    return put_to_coordinator(turn, asking, key=key, regions=regions)


@step("renaming.grant", roles=COORDINATORS)
def grant(turn: Turn) -> Reply:
    """A coordinator says yes."""
    try:
        done = _written(turn, int(turn.data["person"]), str(turn.data["name"]))
    except RefusedError as error:
        return refused(error)
    if not done:
        return Reply((say("duty-is-so"),))
    _answer(turn, "rename-granted")
    return Reply((say("duty-done"),), state=State())


@step("renaming.refuse", roles=COORDINATORS)
def refuse(turn: Turn) -> Reply:
    """A coordinator says no; the person is told whom to ask."""
    require(turn.viewer, Right.EDIT_PEOPLE)
    _answer(turn, "rename-refused")
    return Reply((say("all-right"),), state=State())


def _written(turn: Turn, person: int, wanted: str) -> bool:
    new = full_name(wanted)
    return corrections.rename(
        turn.session, viewer=turn.viewer, person_id=person, name=new, today=turn.today, now=turn.now
    )


def _answer(turn: Turn, key: str) -> None:
    """Tell the person what became of it, once per wish."""
    person, wanted = int(turn.data["person"]), str(turn.data["name"])
    tell(
        turn.session, person, Reply((say(key, name=wanted),)).as_json(),
        key=f"{key}:{person}:{zlib.crc32(wanted.encode()):08x}:{turn.today}", now=turn.now,
        zone=turn.network.zone, kind=Kind.ANSWER,
    )  # fmt: skip
