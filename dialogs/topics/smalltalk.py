"""Conversation: greeting, thanks, help, cancel, a human, and what is out of scope."""

from __future__ import annotations

from dialogs.registry import command, intent, step
from dialogs.topics.deciding import NO, YES, decided
from dialogs.topics.deleting import keep
from dialogs.topics.entering import with_code
from dialogs.topics.gate import WAYS_IN
from dialogs.topics.people import asked_about_nobody
from dialogs.turn import Option, Param, Reply, State, Text, Turn, say
from storage.services.network import example_contacts
from storage.services.rights import Right, may

HELP = Option(say("option-help"), "smalltalk.help")
PRIVACY = Option(say("option-privacy"), "smalltalk.privacy")


@command("start")
def start(turn: Turn) -> Reply | None:
    """Greet whoever begins; the link of an invitation begins with its code."""
    return with_code(turn) if turn.text.strip() else greet(turn)


@intent("greet")
def greet(turn: Turn) -> Reply:
    """Greet; a guest learns what Kitt is and how to get in."""
    if not turn.viewer.is_member:
        return Reply((say("greet-guest", network=turn.network.name),), WAYS_IN)
    return Reply(
        (
            say(
                "greet",
                name=turn.viewer.given_name or "none",
                hasname="yes" if turn.viewer.given_name else "no",
            ),
        ),
        (HELP,),
    )


@intent("thanks")
def thanks(turn: Turn) -> Reply:
    """Take thanks."""
    return Reply((say("thanks"),))


@intent("goodbye")
def goodbye(turn: Turn) -> Reply:
    """Say goodbye."""
    return Reply((say("goodbye"),))


@command("hilfe", "help")
@intent("help")
@step("smalltalk.help")
def help_me(turn: Turn) -> Reply:
    """What this person may do, with examples from this directory."""
    if not turn.viewer.is_member:
        return Reply((say("help-guest", network=turn.network.name), say("help-commands-all")), WAYS_IN)
    texts: list[Text] = [say("help")]
    example = example_contacts(turn.session, viewer=turn.viewer, today=turn.today)
    for key, params in _examples(example):
        texts.append(say(key, **params))
    texts += [say("help-absence"), say("help-meetings")]
    if turn.viewer.coordinates:
        texts.append(say("help-coordination"))
    texts.append(say("help-commands"))
    if turn.viewer.coordinates:
        texts.append(say("help-coordinators"))
    if may(turn.viewer, Right.IMPORT):
        texts.append(say("help-administration"))
    return Reply(tuple(texts), (Option(say("option-list"), "listing.overview"),))


def _examples(found: dict[str, str]) -> list[tuple[str, dict[str, Param]]]:
    lines: list[tuple[str, dict[str, Param]]] = []
    if "region" in found:
        lines.append(("help-region", {"region": found["region"]}))
    if "topic" in found:
        lines.append(("help-topic", {"topic": found["topic"], "region": found.get("other", found["region"])}))
    if "other" in found:
        lines.append(("help-commute", {"home": found["region"], "work": found["other"]}))
    if "person" in found:
        lines.append(("help-person", {"name": found["person"]}))
    lines.append(("help-new", {}))
    return lines


@command("abbrechen", "cancel", "stop")
@intent("cancel")
def cancel(turn: Turn) -> Reply | None:
    """Leave whatever was open; nothing of it counts. What was noted to be deleted is kept."""
    if turn.state.step:
        return Reply((say("cancelled"),), state=State())
    if any(option.get("step") == "deleting.keep" for option in turn.state.options):
        return keep(turn)
    if turn.state.options:
        return Reply((say("left"),), state=State())
    return Reply((say("nothing-to-cancel", guest=is_guest(turn)),), _ways(turn), State())


@intent("affirm")
def affirm(turn: Turn) -> Reply | None:
    """A yes: to the one thing that was offered last, else to nothing."""
    return decided(turn, YES) or Reply((say("nothing-open", guest=is_guest(turn)),), _ways(turn) or (HELP,))


@intent("deny")
def deny(turn: Turn) -> Reply | None:
    """A no: to the one thing that was offered last, else to nothing."""
    return decided(turn, NO) or Reply((say("all-right"),), state=State())


def is_guest(turn: Turn) -> str:
    """For texts that tell guests something else."""
    return "no" if turn.viewer.is_member else "yes"


def _ways(turn: Turn) -> tuple[Option, ...]:
    return () if turn.viewer.is_member else WAYS_IN


@intent("out_of_scope")
def out_of_scope(turn: Turn) -> Reply:
    """Say kindly what Kitt is for."""
    if turn.viewer.is_member and (reply := asked_about_nobody(turn)) is not None:
        return reply
    key = "out-of-scope" if turn.viewer.is_member else "out-of-scope-guest"
    return Reply((say(key),), (HELP,))
