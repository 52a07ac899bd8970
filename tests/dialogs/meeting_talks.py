"""Conversations with the people of a scene: what Kitt says by itself, pressed and answered, and the tick."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from dialogs.engine import respond
from dialogs.texts import reporting, strict
from dialogs.turn import Network, State, Turn
from storage.models import Account, Binding, Conversation, ConversationKind
from storage.services.viewer import viewer_of
from tests.dialogs.telling import told, words
from tests.dialogue import Talk
from tests.factories import NOW
from tests.storage.meetings.scene import BERLIN, Scene


def account_of(scene: Scene, name: str) -> int:
    """The account of somebody."""
    with scene.store.read() as session:
        found = session.scalar(select(Account.id).where(Account.person_id == scene.people[name]))
    assert found is not None, name
    return found


def talk(scene: Scene, name: str) -> Talk:
    """The private conversation of somebody, at the time of the scene."""
    return Talk(scene.store, account_of(scene, name), now=scene.now)


def room(scene: Scene, name: str, group: str = "A") -> Talk:
    """What somebody writes into the room of a group."""
    made = talk(scene, name)
    with scene.store.write() as session:
        known = session.scalar(select(Conversation).where(Conversation.address == f"room{group}"))
        here = known or Conversation(
            messenger="console", address=f"room{group}", kind=ConversationKind.GROUP, state={}, created_at=NOW
        )
        session.add(here)
        session.flush()
        if known is None and group in scene.groups:
            session.add(Binding(conversation_id=here.id, group_id=scene.groups[group], bound_at=NOW))
        made.conversation_id = here.id
    made.in_group = True
    return made


def last_told(scene: Scene, name: str) -> dict[str, Any]:
    """The newest that Kitt said to somebody by itself."""
    return told(scene.store, account_of(scene, name))[-1]


def hears(made: Talk, message: dict[str, Any]) -> str:
    """Kitt says something by itself here: its options are those that numbers mean; returns its words."""
    made.state = made.state.with_told(message["options"], sure=True)
    return words(message)


def steps(made: Talk) -> list[str]:
    """Where the options of the last answer lead."""
    return [option.step for option in made.reply.options]


def tap(made: Talk, option: Mapping[str, Any]) -> str:
    """What Kitt answers to a button that was pressed, and not typed."""
    made.now += timedelta(seconds=5)
    today = made.now.astimezone(BERLIN).date()
    with made.store.write() as session, reporting(strict):
        turn = Turn(
            session=session,
            viewer=viewer_of(session, made.account_id, today=today, in_group=made.in_group),
            language=made.language, now=made.now, today=today, network=Network(areas={}),
            choice=(option["step"], option["data"]), state=made.state, account_id=made.account_id,
            conversation_id=made.conversation_id,
        )  # fmt: skip
        made.reply = respond(turn)
        made.state = State.from_json(made.reply.state.as_json() if made.reply.state else {})
        return made.rendered()
