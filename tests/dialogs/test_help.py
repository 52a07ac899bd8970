"""The help names every command to whoever may use it, and no other."""

from __future__ import annotations

import re

import pytest

from dialogs.registry import REGISTRY
from storage.session import Store
from tests.coordinated import network
from tests.dialogue import Talk
from tests.factories import TODAY


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("who", ["Gast", "Tarek", "Nele", "Kim"])
def test_every_command_is_in_the_help_of_whoever_may_use_it(store: Store, who: str, language: str) -> None:
    net = network(store)
    talk = Talk(store, net.accounts[who], language=language)
    named = set(re.findall(r"/(\w+)", talk.say("/help")))
    with store.read() as session:
        viewer = net.viewer(session, who)
    assert viewer.is_member == (who != "Gast"), TODAY
    for command in REGISTRY.commands.values():
        assert bool(named & set(command.names)) == command.handled.serves(viewer), command.names
