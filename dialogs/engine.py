"""One turn: a choice, else a command, else the open question, else the intent, else ask back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import dialogs.topics  # noqa: F401 (registers what Kitt answers to)
from dialogs.choosing import NoSuchOptionError, ends_question, meant_option, still_told
from dialogs.meaning import as_meant, did_you_mean
from dialogs.registry import PERSONAL, REGISTRY, Handled
from dialogs.topics.gate import WAYS_IN, one_back
from dialogs.topics.in_private import with_way_on
from dialogs.topics.limiting import too_many
from dialogs.topics.noticing import with_news
from dialogs.turn import Option, Reply, State, Text, Turn, say, spoken
from nlu.interface import Decision, Understanding
from storage.errors import NotAllowedError, TooManyLookupsError
from storage.services.lookups import metered

LONGEST_CHOICE = 3
"""A longer number is no choice, but one that somebody looks up: a telephone number."""

_DIGITS = re.compile(r"^\s*[+(]?[0-9][0-9\s()/.-]*$")
_POSTCODE = re.compile(r"^\s*[0-9]{5}\s*$")
_COMMAND = re.compile(r"^\s*[/!](\w+)(?:@\w+)?\s*(.*)$", re.S)
_CANCEL = re.compile(
    r"^\W*(abbrechen|abbruch|stop+|cancel|vergiss es|egal|lass gut sein|never ?mind)\W*$", re.I
)


def respond(turn: Turn) -> Reply:
    """Answer one turn. The reply's state is always set: where the conversation stands afterwards."""
    if turn.unread:
        # Nobody knows what it says, so it changes nothing; in a group perhaps it was not for Kitt.
        unread = (say("undecryptable"),)
        return Reply(() if turn.viewer.in_group else unread, state=turn.state, language=turn.language)
    before, turn = turn.state, replace(turn, state=_own_state(turn))
    lost = _is_asked(before) and not _is_asked(turn.state) and not turn.viewer.in_group
    # Whoever left in the middle of a form is told so, and their answer is not taken for something else.
    reply = _refused(turn) if lost and not _COMMAND.match(turn.text) else with_news(turn, _checked(turn))
    reply = with_way_on(turn, reply)
    texts = reply.texts
    if turn.opening and turn.network.demo:
        texts = (say("demo-notice"), *texts)
    state = _next_state(turn, reply)
    if turn.viewer.in_group and not turn.viewer.is_member and before.topic:
        state = before  # what members of a group talk about is not a guest's to end
    return replace(reply, texts=texts, state=state, language=reply.language or turn.language)


def _is_asked(state: State) -> bool:
    return bool(state.step or state.options)


def _own_state(turn: Turn) -> State:
    """Where the conversation stands for whoever writes now.

    Guests have no part in what members talk about: not in a group, not in what was theirs before they left.
    """
    state = turn.state
    if turn.viewer.is_member:
        return state
    steps = [state.step, *(option.get("step") for option in (*state.options, *state.told))]
    theirs = all(step is None or _serves(str(step), turn) for step in steps)
    if turn.viewer.in_group or not theirs:
        return State(language=state.language)
    return replace(state, slots={}, results=())


def _serves(step: str, turn: Turn) -> bool:
    handled = REGISTRY.steps.get(step)
    return step == "engine.meant" or (handled is not None and handled.serves(turn.viewer))


def _next_state(turn: Turn, reply: Reply) -> State:
    """What was said becomes the context; a word in passing keeps it, and the open question with it."""
    state = reply.state if reply.state is not None else turn.state
    if state.step is not None and state is not turn.state:
        state = replace(state, asked=turn.account_id)
    options: tuple[Mapping[str, Any], ...] = tuple(
        {**option.as_json(), "opens": ""} if option.opens else option.as_json() for option in reply.options
    )
    if reply.state is None and not options:
        options = tuple(turn.state.options)
    told = still_told(turn)
    if state.step is None and not options:
        options, told = told, ()
    heard = spoken(turn.understanding)
    language = reply.language or heard or turn.state.language
    return replace(state, options=options, told=told if state.step else (), language=language)


def _checked(turn: Turn) -> Reply:
    try:
        # Whoever is refused halfway leaves nothing behind.
        with metered(turn.session, turn.viewer, turn.account_id, turn.now), turn.session.begin_nested():
            return _routed(turn)
    except NotAllowedError:
        return _refused(turn)
    except TooManyLookupsError:
        return too_many(turn)


def _routed(turn: Turn) -> Reply:
    if turn.stale_choice or turn.taken:
        return Reply((say("stale-option" if turn.stale_choice else "edit-taken"),))
    if turn.enclosed is not None and turn.received is not None:
        return _run(REGISTRY.steps["importing.file"], turn) or _nothing()
    if turn.too_long:
        return Reply((say("input-too-long"),), (_help(),))
    if turn.choice is not None:
        return _choose(turn, turn.choice[0], turn.choice[1])
    if turn.opening and turn.viewer.in_group and not turn.text.strip():
        return _run(REGISTRY.steps.get("channels.added"), turn) or Reply(())
    return (
        _without_words(turn)
        or _command(turn)
        or _cancelled(turn)
        or _by_number(turn)
        or _by_form(turn, early=True)
        or _in_their_language(turn)
        or _open_step(turn)
        or _by_form(turn, early=False)
        or _hanging_on(turn)
        or _by_intent(turn)
    )


def _without_words(turn: Turn) -> Reply | None:
    """A number that chooses nothing, emoji or signs; a long number may answer the open question."""
    if _DIGITS.match(turn.text) and not _POSTCODE.match(turn.text):
        long = len(turn.text.strip()) > LONGEST_CHOICE
        if long and (answered := _open_step(turn)) is not None:
            return answered
        if long or not (turn.state.options or turn.state.told):
            guest = "no" if turn.viewer.is_member else "yes"
            text = say("no-search-by-number") if long else say("nothing-open", guest=guest)
            return Reply((text,), (_help(),))
    return None if any(character.isalnum() for character in turn.text) else _wordless(turn)


def _run(handled: Handled | None, turn: Turn) -> Reply | None:
    if handled is None:
        return None
    if not handled.serves(turn.viewer):
        return _refused(turn)
    if turn.viewer.in_group and handled.right in PERSONAL:
        return Reply((say("only-private"),))
    return handled.run(turn)


def _refused(turn: Turn) -> Reply:
    """Guests learn how to get in, members that this is not theirs to do; nobody learns anything else."""
    if not turn.viewer.is_member:
        return Reply((say("guests-not"),), WAYS_IN, State())
    return Reply((say("not-allowed"),))


def _choose(turn: Turn, name: str, data: Mapping[str, Any]) -> Reply:
    chosen = replace(turn, choice=(name, data), text="")
    if name == "engine.meant":
        return replace(_as_meant(chosen), edit=True)
    reply = _run(REGISTRY.steps.get(name), chosen)
    if reply is None:
        return Reply((say("stale-option"),))
    return replace(reply, settles=True) if ends_question(turn, reply, name, data) else reply


def _command(turn: Turn) -> Reply | None:
    match = _COMMAND.match(turn.text)
    if match is None:
        return None
    known = REGISTRY.commands.get(match[1].casefold())
    if known is None and turn.viewer.in_group:
        return Reply(())  # groups have other bots, and their commands come here, too
    if known is None:
        return Reply((say("unknown-command", name=match[1][:32]),), (_help(),))
    # A command starts afresh, except that it must know what it may cancel.
    fresh = State(step=turn.state.step, options=turn.state.options if "cancel" in known.names else ())
    read = turn.understanding if match[2].strip() else None
    return _run(known.handled, replace(turn, text=match[2].strip(), understanding=read, state=fresh))


def _cancelled(turn: Turn) -> Reply | None:
    """Leave an open question at any point; "zurück" in a form is only its question before."""
    if one_back(turn):
        return None
    read = turn.understanding
    says_so = read is not None and read.intent == "cancel" and read.decision is Decision.ACT
    if _CANCEL.match(turn.text) or (turn.state.step and says_so):
        return _run(REGISTRY.intents["cancel"], turn)
    return None


def _by_number(turn: Turn) -> Reply | None:
    try:
        option = meant_option(turn).option
    except NoSuchOptionError as error:
        return Reply((say("no-such-option", count=error.count),))
    if option is None:
        return None
    return _choose(turn, str(option["step"]), option.get("data") or {})


def _in_their_language(turn: Turn) -> Reply | None:
    """One sentence in a language that Kitt recognises but does not speak; everything else stays as it was."""
    asked = REGISTRY.steps.get(turn.state.step or "")
    if turn.foreign is None or (asked and asked.literal):
        return None
    human = Option(say("their-human", language=turn.foreign), "smalltalk.human")
    return Reply((say("their-language", language=turn.foreign),), (human,))


def _by_form(turn: Turn, *, early: bool) -> Reply | None:
    """A text that its form tells, from somebody who may have it done: a code, who leaves when."""
    for handled in REGISTRY.phrases(early=early):
        if handled.serves(turn.viewer) and (reply := handled.run(turn)) is not None:
            return reply
    return None


def _open_step(turn: Turn) -> Reply | None:
    """The text as an answer to the open question, unless it plainly says something else.

    In a group it is asked of whoever it came up with: others do not answer in their place.
    """
    if turn.state.step is None or turn.state.asked not in (None, turn.account_id):
        return None
    return _run(REGISTRY.steps.get(turn.state.step), turn)


def _hanging_on(turn: Turn) -> Reply | None:
    """A fragment that only makes sense after the last answer."""
    if not turn.state.topic:
        return None
    for handled in REGISTRY.followups:
        if handled.serves(turn.viewer) and (reply := handled.run(turn)) is not None:
            return reply
    return None


def _by_intent(turn: Turn) -> Reply:
    read = turn.understanding
    if not turn.viewer.is_member and not _open_to_guests(read, turn):
        return _refused(turn)
    if read is None or read.decision is Decision.DECLINE:
        return _run(REGISTRY.intents["out_of_scope"], turn) or Reply((say("out-of-scope"),))
    if read.decision is Decision.CLARIFY:
        return did_you_mean(turn, read) or _run(REGISTRY.intents["out_of_scope"], turn) or _nothing()
    return _run(REGISTRY.intents.get(read.intent), turn) or Reply((say("out-of-scope"),), (_help(),))


def _open_to_guests(read: Understanding | None, turn: Turn) -> bool:
    """Whether a guest's text plainly is small talk. All else gets one and the same answer, so that nobody
    can tell from the answers which names exist."""
    if read is None or read.decision is not Decision.ACT:
        return False
    handled = REGISTRY.intents.get(read.intent)
    return handled is not None and handled.serves(turn.viewer)


def _as_meant(turn: Turn) -> Reply:
    """Run the reading that was chosen, with the names that the text held."""
    meant = as_meant(turn.data)
    if turn.data.get("again"):
        text = str(turn.state.data.get("text") or "")
        said = replace(turn, choice=None, understanding=meant, text=text, state=State())
        return _by_form(said, early=False) or _by_intent(said) if text else Reply((say("stale-option"),))
    return _run(REGISTRY.intents.get(meant.intent), replace(turn, choice=None, understanding=meant)) or Reply(
        (say("stale-option"),)
    )


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


def _nothing() -> Reply:
    return Reply((say("out-of-scope"),))
