"""One turn: a choice, else a command, else the open question, else the intent, else ask back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dialogs.topics  # noqa: F401 (registers what Kitt answers to)
from dialogs.choosing import NoSuchOptionError, chosen_option
from dialogs.registry import REGISTRY, Handled
from dialogs.texts import markup, plain
from dialogs.topics.later import NOT_YET
from dialogs.turn import Option, Reply, State, Text, Turn, say, spoken
from nlu.interface import Decision, Entity, Understanding
from storage.errors import NotAllowedError
from storage.models import Role

MOST_MEANT = 3
LONGEST_CHOICE = 3
"""A longer number is no choice, but one that somebody looks up: a telephone number."""

_DIGITS = re.compile(r"^\s*[+(]?[0-9][0-9\s()/.-]*$")
_POSTCODE = re.compile(r"^\s*[0-9]{5}\s*$")
_COMMAND = re.compile(r"^\s*[/!](\w+)(?:@\w+)?\s*(.*)$", re.S)
_CANCEL = re.compile(
    r"^\W*(abbrechen|abbruch|stop+|cancel|vergiss es|egal|lass gut sein|never ?mind)\W*$", re.I
)
# Understood, but no answer to "Meintest Du …?".
_NEVER_OFFERED = frozenset({"out_of_scope", "affirm", "deny", "cancel", "greet", "goodbye", "thanks"})


def respond(turn: Turn) -> Reply:
    """Answer one turn. The reply's state is always set: where the conversation stands afterwards."""
    reply = _checked(turn)
    texts = reply.texts
    if turn.opening and turn.network.demo:
        texts = (say("demo-notice"), *texts)
    state = _next_state(turn, reply)
    return replace(reply, texts=texts, state=state, language=reply.language or turn.language)


def _next_state(turn: Turn, reply: Reply) -> State:
    """What was said becomes the context; a word in passing keeps it, and the open question with it."""
    state = reply.state if reply.state is not None else turn.state
    options: tuple[Mapping[str, Any], ...] = tuple(option.as_json() for option in reply.options)
    if reply.state is None and not options:
        options = tuple(turn.state.options)
    heard = spoken(turn.understanding)
    return replace(state, options=options, language=reply.language or heard or turn.state.language)


def _checked(turn: Turn) -> Reply:
    try:
        return _routed(turn)
    except NotAllowedError:
        return _refused(turn)


def _routed(turn: Turn) -> Reply:
    if turn.stale_choice:
        return Reply((say("stale-option"),))
    if turn.too_long:
        return Reply((say("input-too-long"),), (_help(),))
    if turn.choice is not None:
        return _choose(turn, turn.choice[0], turn.choice[1])
    if _DIGITS.match(turn.text) and not _POSTCODE.match(turn.text):
        long = len(turn.text.strip()) > LONGEST_CHOICE
        if long or not turn.state.options:
            refused = Reply((say("no-search-by-number" if long else "nothing-open"),), (_help(),))
            return _open_step(turn) or refused  # a telephone number may be what was asked for
    if not any(character.isalnum() for character in turn.text):
        return _wordless(turn)
    return (
        _command(turn)
        or _cancelled(turn)
        or _by_number(turn)
        or _in_their_language(turn)
        or _open_step(turn)
        or _hanging_on(turn)
        or _by_intent(turn)
    )


def _run(handled: Handled | None, turn: Turn) -> Reply | None:
    if handled is None:
        return None
    if turn.viewer.role not in handled.roles:
        return _refused(turn)
    return handled.run(turn)


def _refused(turn: Turn) -> Reply:
    """Guests learn how to get in, members that this is not theirs to do; nobody learns anything else."""
    if not turn.viewer.is_member:
        return Reply((say("guests-not"),), (Option(say("option-privacy"), "smalltalk.privacy"),), State())
    return Reply((say("not-allowed"),))


def _choose(turn: Turn, name: str, data: Mapping[str, Any]) -> Reply:
    chosen = replace(turn, choice=(name, data), text="")
    if name == "engine.meant":
        return _as_meant(chosen)
    return _run(REGISTRY.steps.get(name), chosen) or Reply((say("stale-option"),))


def _command(turn: Turn) -> Reply | None:
    match = _COMMAND.match(turn.text)
    if match is None:
        return None
    known = REGISTRY.commands.get(match[1].casefold())
    if known is None:
        return Reply((say("unknown-command", name=match[1][:32]),), (_help(),))
    # A command starts afresh, except that it must know what it may cancel.
    fresh = State(step=turn.state.step)
    read = turn.understanding if match[2].strip() else None
    return _run(known.handled, replace(turn, text=match[2].strip(), understanding=read, state=fresh))


def _cancelled(turn: Turn) -> Reply | None:
    """Leave an open question at any point."""
    read = turn.understanding
    says_so = read is not None and read.intent == "cancel" and read.decision is Decision.ACT
    if _CANCEL.match(turn.text) or (turn.state.step and says_so):
        return _run(REGISTRY.intents["cancel"], turn)
    return None


def _by_number(turn: Turn) -> Reply | None:
    try:
        option = chosen_option(
            turn.text, turn.state.options, lambda label: plain(markup(label, turn.language))
        )
    except NoSuchOptionError as error:
        return Reply((say("no-such-option", count=error.count),))
    if option is None:
        return None
    return _choose(turn, str(option["step"]), option.get("data") or {})


def _in_their_language(turn: Turn) -> Reply | None:
    """One sentence in a language that Kitt recognises but does not speak; everything else stays as it was."""
    if turn.foreign is None:
        return None
    human = Option(say("their-human", language=turn.foreign), "smalltalk.human")
    return Reply((say("their-language", language=turn.foreign),), (human,))


def _open_step(turn: Turn) -> Reply | None:
    """The text as an answer to the open question, unless it plainly says something else."""
    if turn.state.step is None:
        return None
    return _run(REGISTRY.steps.get(turn.state.step), turn)


def _hanging_on(turn: Turn) -> Reply | None:
    """A fragment that only makes sense after the last answer."""
    if not turn.state.topic:
        return None
    for handled in REGISTRY.followups:
        if turn.viewer.role in handled.roles and (reply := handled.run(turn)) is not None:
            return reply
    return None


def _by_intent(turn: Turn) -> Reply:
    read = turn.understanding
    if not turn.viewer.is_member and not _open_to_guests(read):
        return _refused(turn)
    if read is None or read.decision is Decision.DECLINE:
        return _run(REGISTRY.intents["out_of_scope"], turn) or Reply((say("out-of-scope"),))
    if read.decision is Decision.CLARIFY:
        return _clarify(turn, read)
    return _run(REGISTRY.intents.get(read.intent), turn) or Reply((say("out-of-scope"),), (_help(),))


def _open_to_guests(read: Understanding | None) -> bool:
    """Whether a guest's text plainly is small talk. All else gets one and the same answer, so that nobody
    can tell from the answers which names exist."""
    if read is None or read.decision is not Decision.ACT:
        return False
    handled = REGISTRY.intents.get(read.intent)
    return handled is not None and Role.GUEST in handled.roles


def _clarify(turn: Turn, read: Understanding) -> Reply:
    """ "Meintest Du …?" with at most three readings that this person may choose."""
    ranked = [read.intent, *(alternative.intent for alternative in read.alternatives)]
    offered = [
        name
        for name in ranked
        if name in REGISTRY.intents
        and name not in _NEVER_OFFERED
        and turn.viewer.role in REGISTRY.intents[name].roles
    ]
    # What Kitt can do stands before what it cannot do yet.
    offered = sorted(offered, key=NOT_YET.__contains__)[:MOST_MEANT]
    if not offered:
        return _run(REGISTRY.intents["out_of_scope"], turn) or Reply((say("out-of-scope"),))
    # Names that nobody here bears (a client's, say) are not kept with the options.
    entities = [
        _entity_data(entity) for entity in read.entities if entity.refs or entity.entity == "postcode"
    ]
    options = [
        Option(
            say(f"intent-{name.replace('_', '-')}"), "engine.meant", {"intent": name, "entities": entities}
        )
        for name in offered
    ]
    options.append(Option(say("option-something-else"), "smalltalk.help"))
    return Reply((say("did-you-mean"),), tuple(options))


def _as_meant(turn: Turn) -> Reply:
    """Run the reading that was chosen, with the names that the text held."""
    name = str(turn.data.get("intent"))
    entities = tuple(_entity(stored) for stored in turn.data.get("entities") or ())
    meant = Understanding("", name, 1.0, Decision.ACT, entities)
    return _run(REGISTRY.intents.get(name), replace(turn, choice=None, understanding=meant)) or Reply(
        (say("stale-option"),)
    )


def _entity_data(entity: Entity) -> dict[str, Any]:
    return {
        "entity": entity.entity,
        "value": entity.value,
        "role": entity.role,
        "refs": list(entity.refs),
        "score": entity.score,
    }


def _entity(stored: Mapping[str, Any]) -> Entity:
    value = str(stored["value"])
    return Entity(
        str(stored["entity"]), value, value, 0, 0, role=stored.get("role"),
        refs=tuple(map(str, stored.get("refs") or ())), score=float(stored.get("score", 1.0)),
    )  # fmt: skip


def _wordless(turn: Turn) -> Reply:
    """Nothing, emoji only, punctuation only."""
    read = turn.understanding
    if read is not None and read.intent in ("affirm", "deny", "thanks", "greet") and turn.text.strip():
        answered = _open_step(turn)
        if answered is not None:
            return answered
    text: Text = say("nothing-said") if not turn.text.strip() else say("only-signs")
    return Reply((text,), (_help(),))


def _help() -> Option:
    return Option(say("option-help"), "smalltalk.help")
