"""Finding a date on Telegram, through the front door: a group presses, private chats too, a tap decides."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.composition import Parts, dialogue
from bot.config import Settings
from dialogs.texts import markup
from storage.models import (
    Attendance,
    Binding,
    Conversation,
    ConversationKind,
    Coordination,
    Group,
    Membership,
    Role,
    Vote,
)
from storage.services.version import touch_directory
from storage.session import Store
from tests import factories
from tests.bot.assembly import NOON, Assembly
from tests.dialogue import interpreter, knowledge_of_places
from tests.servers.botapi import BotApi, Chat, Person
from tests.telegram.scene import talk, texts

ASK = "finde einen Termin für die Fokusgruppe 2: 1.12. 10 Uhr oder 2.12. 14 Uhr, 90 Minuten"
TUESDAY, WEDNESDAY = "Dienstag, 1. Dezember, 10:00", "Mittwoch, 2. Dezember, 14:00"


def plant(store: Store, nele: Person, mara: Person, group: Chat) -> None:
    """A group of two that writes on Telegram; Nele coordinates it."""
    with store.write() as session:
        circle = Group(name="Fokusgruppe 2", aliases=[])
        room = Conversation(
            messenger="telegram", address=str(group.id), kind=ConversationKind.GROUP, created_at=NOON
        )
        session.add_all([circle, room])
        session.flush()
        session.add(Binding(conversation_id=room.id, group_id=circle.id, bound_at=NOON))
        for who, name, role in ((nele, "Nele Brandt", Role.COORDINATOR), (mara, "Mara Lindner", Role.MEMBER)):
            person = factories.person(session, name, role=role)
            factories.account(session, person, str(who.id)).messenger = "telegram"
            session.add(Membership(group_id=circle.id, person_id=person.id))
            if role is Role.COORDINATOR:
                session.add(Coordination(group_id=circle.id, person_id=person.id))
        touch_directory(session)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_group_finds_its_date(server: BotApi, store: Store) -> None:
    """One message there, edited in place; one vote a person from both chats; closed everywhere; told once."""
    nele, mara, group = server.user("Nele"), server.user("Mara"), server.supergroup("Runde")
    plant(store, nele, mara, group)
    parts = Parts(store, knowledge_of_places(), interpreter(), Settings())

    async def scene(kitt: Assembly) -> None:
        async def until(true: Callable[[], Any]) -> None:
            while not true():
                kitt.clock.turn(seconds=0.1)
                await kitt.delivery.sweep()  # as the clock does every second
                await asyncio.sleep(0.005)

        nele.adds_bot(group)
        mara.writes("/start")
        nele.writes(ASK)
        await until(lambda: server.sent(mara) and server.sent(nele))
        nele.presses(server.sent(nele)[0], "So fragen")
        await until(lambda: len(server.sent(mara)) == 2 and server.sent(group))
        shown = server.sent(group)[0]
        assert shown.labels == [TUESDAY, WEDNESDAY, "Keine passt", "Meine Antworten"]
        old = shown.rows[0][0]["callback_data"]
        mara.presses(shown, TUESDAY)
        await until(lambda: "passt 1 Person" in texts(server, group)[0])
        mara.presses(server.sent(mara)[1], WEDNESDAY)
        await until(lambda: f"✓ {WEDNESDAY}" in server.sent(mara)[1].labels)
        assert f"✓ {TUESDAY}" in server.sent(mara)[1].labels
        nele.presses(server.sent(group)[0], WEDNESDAY)
        await until(lambda: "14:00–15:30 Uhr · passt 2 Personen" in texts(server, group)[0])
        nele.writes("/terminfindung")
        await until(lambda: server.sent(nele)[-1].labels[-1:] == ["Stand und festlegen"])
        nele.presses(server.sent(nele)[-1], "Stand und festlegen")
        await until(lambda: server.sent(nele)[-1].labels[:1] == [f"Festlegen: {WEDNESDAY}"])
        for _ in range(2):
            nele.presses(server.sent(nele)[-1], f"Festlegen: {WEDNESDAY}")
        await until(lambda: texts(server, group)[0].startswith("Der Termin steht"))
        await until(lambda: server.sent(mara)[1].labels == [] and not server.waiting())
        mara.presses_data(server.sent(group)[0], old)
        await until(lambda: len(server.sent(group)) == 2)

    talk(server, store, scene, dialogue(parts), texts=markup)
    decided = "Der Termin steht: Fokusgruppe 2 am Mittwoch, 2. Dezember 2026, 14:00–15:30 Uhr."
    assert texts(server, group) == [decided] * 2
    assert server.sent(group)[0].labels == []
    with store.read() as session:
        assert len(session.scalars(select(Vote)).all()) == 3
        assert len(session.scalars(select(Attendance)).all()) == 2
