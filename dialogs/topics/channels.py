"""Which conversation belongs to which group: "verbinde diesen Kanal mit Fokusgruppe 2"."""

from __future__ import annotations

import re

from dialogs.registry import EVERYBODY, command, phrase, step
from dialogs.topics.drafting import answered, card, confirmed, inner, refused, stale
from dialogs.topics.duties import ASKS
from dialogs.topics.in_private import private_instead
from dialogs.turn import Option, Reply, State, Text, Turn, say
from storage.models import ConversationKind
from storage.services.bindings import Bound, bind, bindings, groups_to_bind, unbind
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, may, require, roles_with
from storage.services.standing import Place, named, place_of
from storage.services.telling import Kind, tell

BIND = "channels.bind"
BINDERS = roles_with(Right.BIND)
MOST = 20

_BIND = re.compile(r"\b(?:verbinde?n?|verknüpfe?n?|binde|connect|bind|link)\b", re.I)
_UNBIND = re.compile(
    r"\b(?:trenne?n?|löse?n?|loese|unbind|disconnect|unlink)\b.*\b(?:kanal|raum|chat|gruppe|verbindung|channel|room"
    r"|group|conversation)\b",
    re.I,
)
_LIST = re.compile(
    r"\b(?:welche|wo|which|where|what)\b.*\b(?:verbunden|verknüpft|connected|bound|verbindungen|bindings)\b",
    re.I,
)


@command("kanal", "bind", roles=BINDERS)
def by_command(turn: Turn) -> Reply:
    """Bind to the group that is named, else say what is bound and how it goes."""
    return _propose(turn) or _listed(turn)


@command("verbindungen", "bindings", roles=BINDERS)
@phrase("channels.list", _LIST, roles=BINDERS)
def listed(turn: Turn) -> Reply:
    """Answer "welche Kanäle sind verbunden?"."""
    return _listed(turn)


@phrase(BIND, _BIND, roles=BINDERS)
def stated(turn: Turn) -> Reply | None:
    """Understand that this conversation is to belong to a group."""
    return None if ASKS.search(turn.text) else _propose(turn)


@command("trennen", "unbind", roles=BINDERS)
@phrase("channels.unbind", _UNBIND, roles=BINDERS)
def unbind_this(turn: Turn) -> Reply:
    """Let this conversation go; in private show what could be let go."""
    if not turn.viewer.in_group:
        return _listed(turn)
    return _let_go(turn, turn.conversation_id)


@step("channels.unbind", roles=BINDERS)
def unbind_chosen(turn: Turn) -> Reply:
    """Let the conversation go that was chosen from the list."""
    return _let_go(turn, int(turn.data.get("conversation") or 0))


@step(f"{BIND}.more", roles=BINDERS)
def told_more(turn: Turn) -> Reply | None:
    """A plain yes or no to the card."""
    return answered(turn, BIND, write)


@step(f"{BIND}.yes", roles=BINDERS)
def write(turn: Turn) -> Reply:
    """Bind the conversation in which the card was shown."""
    draft = confirmed(turn, BIND)
    if draft is None or draft["conversation"] != turn.conversation_id:
        return stale()
    try:
        bind(
            turn.session, viewer=turn.viewer, conversation_id=turn.conversation_id,
            group_id=int(draft["group"]), now=turn.now,
        )  # fmt: skip
    except RefusedError as error:
        return refused(error)
    return Reply((say("channel-bound", group=str(draft["name"])),), state=State())


@step("channels.added", roles=EVERYBODY)
def added(turn: Turn) -> Reply:
    """Kitt was added to a group that it does not know: a greeting, and to who may bind it, an offer.

    In a channel, where many read along, it says nothing.
    """
    place = place_of(turn.session, turn.conversation_id)
    if place is None or place.group is not None:
        return Reply(())
    _offer(turn, place)
    if place.kind is ConversationKind.CHANNEL:
        return Reply(())
    return Reply((say("channel-introduction", network=turn.network.name),), state=State())


@step("channels.offered", roles=BINDERS)
def bind_chosen(turn: Turn) -> Reply:
    """Bind the conversation to which Kitt was added, to the group that was chosen."""
    if elsewhere := private_instead(turn):
        return elsewhere
    conversation, group = (int(turn.data.get(key) or 0) for key in ("conversation", "group"))
    try:
        bind(turn.session, viewer=turn.viewer, conversation_id=conversation, group_id=group, now=turn.now)
    except RefusedError as error:
        return refused(error)
    place = place_of(turn.session, conversation)
    if place is None:
        return stale()
    where = inner("place-named", **named(place))
    return Reply((say("channel-bound-there", group=place.group or "", place=where),), state=State())


def _offer(turn: Turn, place: Place) -> None:
    """In private, to who added Kitt and coordinates a group: which one does this belong to?"""
    viewer = turn.viewer
    if viewer.person_id is None or not may(viewer, Right.BIND):
        return
    options = tuple(
        Option(
            say("option-bind-to", group=group.name),
            "channels.offered",
            {"conversation": turn.conversation_id, "group": group.id},
        )
        for group in groups_to_bind(turn.session, viewer=viewer)[:MOST]
    )
    if options:
        where = inner("place-named", **named(place))
        tell(
            turn.session,
            viewer.person_id,
            Reply((say("channel-offer", place=where),), options).as_json(),
            key=f"channels.offer:{turn.conversation_id}:{turn.now.isoformat()}",
            now=turn.now,
            zone=turn.network.zone,
            kind=Kind.ANSWER,
        )


def _propose(turn: Turn) -> Reply | None:
    groups = turn.understanding.of("group") if turn.understanding else ()
    if not groups or len(groups[0].refs) != 1:
        return None
    if not turn.viewer.in_group:
        return refused(RefusedError(Reason.PRIVATE))
    require(turn.viewer, Right.BIND, group_id=int(groups[0].refs[0]))
    draft = {
        "group": int(groups[0].refs[0]), "name": groups[0].value, "conversation": turn.conversation_id
    }  # fmt: skip
    text = say("channel-card", group=groups[0].value)
    return card(turn, BIND, draft, (text,), say("option-bind"))


def _listed(turn: Turn) -> Reply:
    """What is bound, each with a button to let it go; never in a group, as it tells of others."""
    if turn.viewer.in_group:
        return Reply((say("only-private"),), state=State())
    found = bindings(turn.session, viewer=turn.viewer)[:MOST]
    if not found:
        return Reply((say("channels-none"),), state=State())
    options = tuple(
        Option(
            say("option-unbind", group=row.group.name, messenger=_called(row.messenger)),
            "channels.unbind",
            {"conversation": row.conversation_id},
        )
        for row in found
    )
    return Reply((say("channels"), *(_line(row, turn) for row in found)), options, State())


def _line(row: Bound, turn: Turn) -> Text:
    return say(
        "channel-line",
        group=row.group.name,
        place=inner("place-named", **named(Place(row.kind, row.title, row.messenger, None))),
        kind=row.kind.value,
        standing=row.standing.value,
        day={"date": row.bound_at.astimezone(turn.network.zone).date().isoformat(), "style": "long"},
        by=row.bound_by,
        hasby="yes" if row.bound_by else "no",
    )


def _let_go(turn: Turn, conversation_id: int) -> Reply:
    try:
        name = unbind(turn.session, viewer=turn.viewer, conversation_id=conversation_id, now=turn.now)
    except RefusedError as error:
        return refused(error)
    return Reply((say("channel-unbound", group=name),), state=State())


def _called(messenger: str) -> str:
    """What people call a messenger."""
    return "Terminal" if messenger == "console" else messenger.title()
