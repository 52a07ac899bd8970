"""Whole conversations, as transcripts: tests/conversations/*.yml, on both stores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.interface import Interpreter
from storage.models import Coordination, Group, Membership, Person, Role
from storage.services.version import touch_directory
from storage.session import Session, Store
from tests import factories
from tests.dialogs.past import plant_past
from tests.dialogs.planted_meetings import plant
from tests.dialogue import Talk

FOLDER = Path(__file__).parent.parent / "conversations"


def conversations() -> list[Any]:
    """Every conversation of every file, by file and name."""
    return [
        pytest.param(talk, id=f"{path.stem}: {talk['name']}")
        for path in sorted(FOLDER.glob("*.yml"))
        for talk in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("conversation", conversations())
def test_conversation(conversation: dict[str, Any], store: Store) -> None:
    """Each line said is answered as the transcript tells."""
    play(conversation, store)


UNSURE = (
    "Das habe ich nicht sicher verstanden", "I am not sure", "Das kann ich nicht", "That is beyond me",
    "Kontakte und Treffen zeige ich nur",
)  # fmt: skip
"""How answers begin that ask back or decline."""


def play(conversation: dict[str, Any], store: Store, engine: Interpreter | None = None) -> bool:
    """Say each line of a transcript and compare the answers.

    With the embedded engine unless another one is given. Another one may ask back or decline where the
    transcript has an answer, which ends it: then the result is False. It may never answer something else.
    """
    account = _alone(store) if conversation.get("as") == "first" else _of_network(conversation, store)
    talk = Talk(store, account, engine=engine)
    talk.in_group = bool(conversation.get("in_group"))
    for turn in conversation["turns"]:
        answer = talk.say(turn["say"])
        if engine is not None and answer.startswith(UNSURE) and not _fits(turn, answer):
            return False
        for wanted in _list(turn.get("has")):
            assert wanted in answer, f"{turn['say']!r} was answered:\n{answer}"
        for unwanted in _list(turn.get("lacks")):
            assert unwanted not in answer, f"{turn['say']!r} was answered:\n{answer}"
        if "is" in turn:
            assert answer == turn["is"].strip()
    return True


def _of_network(conversation: dict[str, Any], store: Store) -> int:
    """The account of somebody of the lead network."""
    with store.write() as session:
        people = factories.lead_network(session)
        if conversation.get("with") == "past":
            plant_past(session, people)
        if "meetings" in conversation:
            plant(session, people, conversation["meetings"])
        who = conversation.get("as", "member")
        if who == "planner":
            _with_group(session, people)
        nele = people["Nele"]
        person = {"guest": None, "member": people["Heike"], "coordinator": nele, "planner": nele}[who]
        return factories.account(session, person).id


def _with_group(session: Session, people: dict[str, Person]) -> None:
    """The group of four that Nele coordinates."""
    group = Group(name="Fokusgruppe 2", aliases=["FG2"])
    session.add(group)
    session.flush()
    session.add(Coordination(person_id=people["Nele"].id, group_id=group.id))
    names = ("Nele", "Mara", "Jonas", "Lena")
    session.add_all(Membership(group_id=group.id, person_id=people[name].id) for name in names)
    touch_directory(session)


def _alone(store: Store) -> int:
    """The account of the first administrator of a network that has nothing yet."""
    with store.write() as session:
        first = factories.person(session, "Mara Beispiel")
        first.role = Role.ADMINISTRATOR
        return factories.account(session, first).id


def _fits(turn: dict[str, Any], answer: str) -> bool:
    return all(wanted in answer for wanted in _list(turn.get("has"))) and not any(
        unwanted in answer for unwanted in _list(turn.get("lacks"))
    )


def _list(given: Any) -> list[str]:
    return [given] if isinstance(given, str) else list(given or ())
