"""Menus of commands: set when there is something new to say, once, and later what failed."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from bot.abilities import HasMenus, Introduction, Menu
from bot.composition import menus_of
from bot.config import Settings
from bot.menus import MenuKeeper, Menus
from bot.ports import SendError
from dialogs.commands import commands_for, commands_in_groups
from dialogs.registry import REGISTRY
from storage.models import Account, Deletion, Person, Role
from storage.services import conversations
from storage.session import Store
from tests import factories
from tests.bot.assembly import NOON, FakeMessenger, HandClock


@dataclass
class Network(FakeMessenger):
    """A messenger with menus; ``refusals`` are raised in turn."""

    told: list[str] = field(default_factory=list)
    menus: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refusals: deque[SendError | None] = field(default_factory=deque)

    async def introduce(self, introduction: Introduction, *, first: bool) -> None:
        self._refuse()
        self.told.append("first" if first else "again")

    async def set_menu(self, address: str, menu: Menu | None) -> None:
        self.asked.append(address)
        self._refuse()
        self.menus.pop(address, None)
        if menu is not None:
            self.menus[address] = tuple(menu)

    def _refuse(self) -> None:
        error = self.refusals.popleft() if self.refusals else None
        if error is not None:
            raise error


MENUS = menus_of(Settings(), ("de", "en"))


class Office:
    """A store with people on a network, and the keeper."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.network = Network()
        self.clock = HandClock()
        with store.write() as session:
            people = factories.lead_network(session)
            self.people = {name: people[name].id for name in ("Nele", "Mara", "Jonas")}
            for name in ("Nele", "Mara", "Jonas", "guest"):
                account = factories.account(session, people.get(name), name, "fake").id
                conversations.private_with(session, "fake", name, account, NOON)

    def look(self, menus: Menus = MENUS) -> None:
        today = date(2026, 11, 23)
        keeper = MenuKeeper(
            self.store, [self.network], menus=lambda: menus, clock=self.clock, today=lambda: today
        )
        asyncio.run(keeper.run())

    def change(self, name: str, **values: Any) -> None:
        with self.store.write() as session:
            person = session.get(Person, self.people[name])
            for key, value in values.items():
                setattr(person, key, value)


@pytest.fixture
def office(store: Store) -> Office:
    return Office(store)


def names(menu: tuple[tuple[str, str], ...]) -> set[str]:
    return {name for name, _ in menu}


def test_each_role_has_its_own(office: Office) -> None:
    """Members, coordinators; guests have that of everybody. A second look, or start, repeats nothing."""
    office.look()
    assert office.network.told == ["first"]
    assert set(office.network.menus) == {"Nele", "Mara", "Jonas"}
    assert "einladen" in names(office.network.menus["Nele"])
    assert "einladen" not in names(office.network.menus["Mara"])
    calls = len(office.network.asked)
    office.look()
    assert office.network.told == ["first"]
    assert len(office.network.asked) == calls == 3


def test_it_changes_with_role_and_language(office: Office) -> None:
    """Whoever is appointed, or speaks another language from now on, has another menu at the next look."""
    office.look()
    office.change("Mara", role=Role.COORDINATOR)
    office.change("Jonas", language="en")
    office.look()
    assert office.network.asked[3:] == ["Mara", "Jonas"]
    assert "einladen" in names(office.network.menus["Mara"])
    assert "contact" in names(office.network.menus["Jonas"])


@pytest.mark.parametrize("how", ["left", "unlinked", "deletion"])
def test_who_leaves_loses_it(office: Office, how: str) -> None:
    """Whoever has left, given the address away, or asked to be deleted; who stays after all has it again."""
    office.look()
    with office.store.write() as session:
        person = session.get(Person, office.people["Mara"])
        account = session.query(Account).filter_by(address="Mara").one()
        assert person is not None
        if how == "left":
            person.left_on = date(2026, 11, 23)
        elif how == "unlinked":
            account.person_id = None
        else:
            session.add(Deletion(person_id=person.id, asked_at=NOON, due_at=NOON + timedelta(hours=12)))
    office.look()
    assert set(office.network.menus) == {"Nele", "Jonas"}
    with office.store.write() as session:
        session.query(Deletion).delete()
    office.look()
    assert ("Mara" in office.network.menus) == (how == "deletion")


def test_new_commands_are_told(office: Office) -> None:
    """When what there is to say has changed, everybody is told anew; the picture is none of it."""
    office.look()
    more = Menus(MENUS.introduction, lambda *who: (*commands_for(*who), ("more", "More")), ("de", "en"))
    office.look(more)
    assert office.network.told == ["first", "again"]
    assert "more" in names(office.network.menus["Mara"])


def test_failures_are_tried_again_later(office: Office) -> None:
    """A network that refuses rests, as long as it says; an address that takes none stops nobody else."""
    keeper = MenuKeeper(
        office.store,
        [office.network],
        menus=lambda: MENUS,
        clock=office.clock,
        today=lambda: date(2026, 11, 23),
    )
    wait = SendError("flood", retry_after=timedelta(seconds=7))
    office.network.refusals.extend(
        [SendError("network"), None, wait, None, SendError("gone", permanent=True)]
    )
    asyncio.run(keeper.run())
    asyncio.run(keeper.run())
    assert office.network.told == []
    office.clock.turn(minutes=1)
    asyncio.run(keeper.run())
    assert (office.network.told, len(office.network.asked)) == (["first"], 1)
    office.clock.turn(seconds=6)
    asyncio.run(keeper.run())
    assert len(office.network.asked) == 1
    office.clock.turn(seconds=1)
    asyncio.run(keeper.run())
    assert len(office.network.asked) == 4
    assert len(office.network.menus) == 2
    asyncio.run(keeper.run())
    assert len(office.network.asked) == 4
    office.clock.turn(hours=1)
    asyncio.run(keeper.run())
    assert len(office.network.menus) == 3


def test_a_messenger_without_menus(store: Store) -> None:
    """It is left in peace."""
    assert not isinstance(FakeMessenger(), HasMenus)
    keeper = MenuKeeper(
        store, [FakeMessenger()], menus=lambda: MENUS, clock=HandClock(), today=lambda: date(2026, 11, 23)
    )
    asyncio.run(keeper.run())


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_command_is_in_a_menu(language: str) -> None:
    """Whoever administers sees each once, by a name that can be typed and that calls it."""
    listed = commands_for(Role.ADMINISTRATOR, language)
    called = [REGISTRY.commands[command.name].names for command in listed]
    assert sorted(called) == sorted({command.names for command in REGISTRY.commands.values()})
    assert all(3 <= len(command.description) <= 60 for command in listed)
    # What serves whom is the registry's to say.
    for role in Role:
        assert {c.name for c in commands_for(role, language)} == {
            c.name for c in listed if role in REGISTRY.commands[c.name].handled.roles
        }


def test_groups_see_what_is_nobodys_own() -> None:
    """Nothing about oneself, and nothing that only coordinators may do."""
    found = {command.name for command in commands_in_groups("de")}
    assert "kontakt" in found
    assert found.isdisjoint({"meinedaten", "loeschen", "einstellungen", "einladen"})
