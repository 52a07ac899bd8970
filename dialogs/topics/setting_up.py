"""From an empty store to a network at work: a list of what there is and what comes next, read from the store.

Nothing is remembered of it but what is open just now. So it may be left at any point, gone on with after a
restart, and walked through by two administrators at once, here and in the terminal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.registry import command, phrase, step
from dialogs.texts import LANGUAGES
from dialogs.topics.drafting import answered, asking, card, confirmed, draft_of, lines, refused, stale
from dialogs.topics.gate import is_aside
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.places.regions import districts_of
from storage.services import setting_up
from storage.services.refusing import RefusedError
from storage.services.regions import MOST_AT_ONCE
from storage.services.rights import Right

STEPS = ("language", "name", "regions", "people", "group", "invite")
NAME = "setting_up.called"

_SKIPS = re.compile(
    r"^\W*(?:(?:über|ueber)?springen|(?:erst )?sp(?:ä|ae)ter|weiter|jetzt nicht"
    r"|skip|later|next|not now)\W*$",
    re.I,
)
_ASKS = re.compile(
    r"^\W*(?:(?:das )?netzwerk |kitt )?(?:einrichten|einrichtung|fertig einrichten|set ?up|getting started"
    r"|(?:wie geht (?:es|die einrichtung)|was fehlt)(?: (?:noch|jetzt|weiter))*(?: beim einrichten)?)\W*$",
    re.I,
)
_ENDS = " \t\n.!„“\"'»«"


@dataclass(frozen=True, slots=True)
class Stage:
    """What there is, and which of STEPS has nothing yet."""

    found: setting_up.Progress
    missing: tuple[str, ...]


@command("einrichten", "setup", right=Right.IMPORT)
@step("setting_up.show", right=Right.IMPORT)
def show(turn: Turn) -> Reply:
    """What there is so far, and the next step; the button "skip" goes past one."""
    if elsewhere := private_instead(turn):
        return elsewhere
    passed = str(turn.data.get("after") or "") if turn.choice else ""
    return _listed(turn, passed)


@phrase("setting_up.wanted", _ASKS, right=Right.IMPORT)
def asked_for(turn: Turn) -> Reply | None:
    """ "Einrichten" without a slash."""
    return show(turn)


@phrase("setting_up.skipped", _SKIPS, right=Right.IMPORT, early=True)
def skipped(turn: Turn) -> Reply | None:
    """ "Später", where a step could be skipped by its button."""
    for option in turn.state.options:
        passed = (option.get("data") or {}).get("after")
        if option.get("step") == "setting_up.show" and passed in STEPS:
            return private_instead(turn) or _listed(turn, str(passed))
    return None


def after(turn: Turn, passed: str, done: Text) -> Reply:
    """That something is done, and the first step behind this one that has nothing yet, if any is left."""
    stage = _stage(turn)
    left = _left(stage, passed)
    if not left:
        return Reply((done,), (), State())
    following = _next(turn, stage, left[0])
    return Reply((done, *following.texts), following.options, following.state)


def begun() -> tuple[tuple[Text, ...], tuple[Option, ...]]:
    """What whoever has just come in and administers is offered."""
    return (say("setup-begin"),), (Option(say("option-setup", step="begin"), "setting_up.show"),)


def whole_state(turn: Turn, count: int) -> tuple[Option, ...]:
    """The button for all districts of the home state, as long as there is no region."""
    state = turn.network.home_state
    if count or len(districts_of(turn.network.gazetteer, state)) > MOST_AT_ONCE:
        return ()
    return (Option(say("option-regions-state", state=state), "regions.state"),)


@step("setting_up.language", right=Right.IMPORT)
def language(turn: Turn) -> Reply:
    """Take the language for those whose own is not known."""
    if elsewhere := private_instead(turn):
        return elsewhere
    said = str(turn.data.get("language"))
    if turn.choice is None or said not in LANGUAGES:
        return stale()
    setting_up.choose_language(turn.session, viewer=turn.viewer, language=said, now=turn.now)
    return _listed(turn, "language", say("setup-language-set", language={"language": said}))


@step("setting_up.name", right=Right.IMPORT, literal=True)
def name(turn: Turn) -> Reply | None:
    """Take what the network is called, and show it before it counts."""
    draft = draft_of(turn, "setting_up.name")
    if draft is None or turn.choice is not None or "?" in turn.text or is_aside(turn):
        return None
    return _called(turn, turn.text)


@step(f"{NAME}.more", right=Right.IMPORT)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the name."""
    return answered(turn, NAME, write)


@step(f"{NAME}.yes", right=Right.IMPORT)
def write(turn: Turn) -> Reply:
    """Keep the name."""
    draft = confirmed(turn, NAME)
    if draft is None:
        return stale()
    called = str(draft.get("name") or "")
    try:
        setting_up.name_network(turn.session, viewer=turn.viewer, name=called, now=turn.now)
    except RefusedError as error:
        return refused(error)
    return _listed(turn, "name", say("setup-name-set", name=called))


@step("setting_up.group", right=Right.IMPORT)
def group(turn: Turn) -> Reply:
    """Ask for the name of the first group; the topic of groups goes on with it."""
    return private_instead(turn) or asking(turn, "groups.name", {"deed": "make"}, say("group-ask-name"))


@step("setting_up.person", right=Right.IMPORT)
def person(turn: Turn) -> Reply:
    """Say how the first people are written down one by one."""
    return private_instead(turn) or Reply((say("setup-person"),), state=State())


def _called(turn: Turn, text: str) -> Reply:
    called = " ".join(text.split()).strip(_ENDS)
    if not called or len(called) > setting_up.LONGEST_NAME:
        return asking(turn, "setting_up.name", {}, say("setup-name-again", most=setting_up.LONGEST_NAME))
    return card(turn, NAME, {"name": called}, (say("setup-name-card", name=called),), say("option-do-it"))


def _stage(turn: Turn) -> Stage:
    found = setting_up.progress(turn.session, viewer=turn.viewer, now=turn.now, today=turn.today)
    name, chosen = setting_up.chosen(turn.session)
    there = {
        "language": bool(chosen),
        "name": turn.network.own_name or bool(name),
        "regions": found.regions > 0,
        "people": found.people > 0,
        "group": found.groups > 0,
        "invite": bool(found.writing or found.invitations),
    }
    return Stage(found, tuple(one for one in STEPS if not there[one]))


def _listed(turn: Turn, passed: str = "", first: Text | None = None) -> Reply:
    """The list, and the first step behind ``passed`` that has nothing yet."""
    stage = _stage(turn)
    whole = say("setup-list", lines=lines(*_lines(turn, stage)))
    texts = [first] if first else [] if passed else [whole]
    left = _left(stage, passed)
    if not left:
        texts.append(say("setup-done") if not stage.missing else say("setup-rest"))
        return Reply(tuple(texts), () if not stage.missing else _again(), State())
    following = _next(turn, stage, left[0])
    return Reply((*texts, *following.texts), following.options, following.state)


def _left(stage: Stage, passed: str) -> list[str]:
    begin = STEPS.index(passed) + 1 if passed in STEPS else 0
    return [one for one in stage.missing if STEPS.index(one) >= begin]


def _next(turn: Turn, stage: Stage, this: str) -> Reply:
    """What to do for a step, with its buttons; name and regions may be typed at once."""
    skip = Option(say("option-setup", step="skip"), "setting_up.show", {"after": this})
    options = (*_options(turn, this, stage), skip)
    if this == "name":
        return asking(turn, "setting_up.name", {}, say("setup-next", step=this), options)
    if this == "regions":
        return asking(turn, "regions.named", {}, say("setup-next", step=this), options)
    return Reply((say("setup-next", step=this),), options, State())


def _options(turn: Turn, this: str, stage: Stage) -> tuple[Option, ...]:
    if this == "language":
        return tuple(
            Option(
                say("option-language", language={"language": code}), "setting_up.language", {"language": code}
            )
            for code in LANGUAGES
        )
    if this == "regions":
        return whole_state(turn, stage.found.regions)
    leads = {"people": "setting_up.person", "group": "setting_up.group", "invite": "inviting.start"}
    return (Option(say("option-setup", step=this), leads[this]),) if this in leads else ()


def _again() -> tuple[Option, ...]:
    return (Option(say("option-setup", step="again"), "setting_up.show"),)


def _lines(turn: Turn, stage: Stage) -> list[Param]:
    """What there is of each, one below the other."""
    found = stage.found
    name, chosen = setting_up.chosen(turn.session)
    called = turn.network.name if turn.network.own_name else name
    return [
        _line("setup-language", done=_yes(chosen), language={"language": chosen or turn.network.language}),
        _line("setup-name", done=_yes(called), name=called),
        _line("setup-regions", count=found.regions),
        _line("setup-people", count=found.people),
        _line("setup-groups", count=found.groups),
        _line("setup-invited", done=_yes("invite" not in stage.missing), writing=found.writing,
              open=found.invitations),
    ]  # fmt: skip


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _line(key: str, **params: Param) -> Param:
    return {"text": {"key": key, "params": params}}
