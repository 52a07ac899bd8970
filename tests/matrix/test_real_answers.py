"""The real dialogue on Matrix: a contact by one tap, a card to keep, a room that sees less."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.composition import Parts, dialogue
from bot.config import Settings
from storage.session import Store
from tests import factories
from tests.bot.assembly import markup_of, play
from tests.dialogue import interpreter, knowledge_of_places
from tests.matrix.person import Person, until
from tests.matrix.scene import kitt
from tests.servers.homeserver import Homeserver

Account = Callable[[str], str]

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])
"""What is stored where is no matter of the network: once is enough."""


def test_a_contact(homeserver: Homeserver, account: Account, store: Store, tmp_path: Path) -> None:
    """Asked in a room, Kitt names people and shows the way to more, which goes on in private."""
    me, heike, jonas = account("kitt"), account("heike"), account("jonas")
    with store.write() as session:
        people = factories.lead_network(session)
        factories.account(session, people["Heike"], heike, "matrix")
    real = dialogue(Parts(store, knowledge_of_places(), interpreter(), Settings()))

    async def scene() -> None:
        async with (
            Person(homeserver.address, heike, tmp_path / "heike") as person,
            kitt(homeserver, me, store, tmp_path / "home", [], real, texts=markup_of),
        ):
            room = await person.opens(me)
            await person.with_member(room, me)
            await person.writes(room, "!hilfe")
            (helped,) = await person.reads(room, me)
            assert "!kontakt" in helped
            assert "/kontakt" not in helped
            await person.writes(room, "kontakt im harz auf arabisch")
            listed = (await person.reads(room, me, 2))[1]
            assert "Mara Lindner" in listed
            await person.writes(room, "mara lindner")
            await person.reads(room, me, 3)
            card = person.messages(room, me)[2]
            assert '<a href="tel:' in card.source["content"]["formatted_body"]
            lines = card.source["content"]["body"].splitlines()
            number = next(line[0] for line in lines if "Kontakt speichern" in line)
            await person.reacts(room, card.event_id, f"{number}\N{COMBINING ENCLOSING KEYCAP}")
            await person.reads(room, me, 6)
            said, _named, file = (message.source["content"] for message in person.messages(room, me)[3:])
            assert said["body"].startswith("Hier ist Mara Lindner")
            assert file["filename"] == "Mara-Lindner.vcf"

            group = await person.opens(me, jonas, encrypted=False, direct=False, name="Runde")
            await person.with_member(group, me)
            await until(lambda: person.messages(group, me))
            await person.writes(group, "!meinedaten")
            seen = (await person.reads(group, me, 2))[1]
            assert "Sander" not in seen
            assert f"https://matrix.to/#/{me}" in seen
            before = len(person.messages(room, me))
            await person.writes(room, "weiter")
            assert "Sander" in (await person.reads(room, me, before + 1))[before]

    play(scene)
