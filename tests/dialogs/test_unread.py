"""A message that nobody can decrypt: one sentence says what to do, and everything stays as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from dialogs.engine import respond
from dialogs.texts import markup, plain
from dialogs.turn import Network, State, Turn
from storage.models import Role
from storage.services.viewer import Viewer
from tests.bot.assembly import NOON

TURN = Turn(
    session=cast("Any", None),  # nothing is looked up
    viewer=Viewer(Role.GUEST),
    language="de",
    now=NOON,
    today=NOON.date(),
    network=Network({}, demo=True),
    unread=True,
    opening=True,
    state=State(step="somewhere", data={"n": 1}, options=({"step": "s", "data": {}},)),
)


@pytest.mark.parametrize(("language", "word"), [("de", "verschlüsselt"), ("en", "encrypted")])
def test_guests_and_members_are_told_the_same(language: str, word: str) -> None:
    """What is open stays open, and nothing else is said."""
    reply = respond(replace(TURN, language=language))
    (text,) = reply.texts
    assert word in plain(markup(text.as_json(), language))
    assert (reply.options, reply.state) == ((), TURN.state)


def test_in_groups_nobody_is_told() -> None:
    """Perhaps it was not for Kitt."""
    assert respond(replace(TURN, viewer=replace(TURN.viewer, in_group=True))).texts == ()
