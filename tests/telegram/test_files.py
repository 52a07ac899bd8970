"""The directory as a file, sent on Telegram by whoever administers: fetched, shown, and imported once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.composition import Parts, dialogue
from bot.config import Settings
from dialogs.texts import markup
from storage.models import Account, AuditEntry, Person, Region, Role
from storage.services.version import touch_directory
from storage.session import Store
from tests import factories
from tests.bot.assembly import Assembly, HandClock, play
from tests.dialogue import interpreter, knowledge_of_places
from tests.servers.botapi import BotApi
from tests.servers.botapi import Person as Member
from tests.telegram.scene import telegram_of, until

DOCS = Path(__file__).parents[2] / "docs"
REGIONS = (DOCS / "beispiel-regionen.csv").read_bytes()
PEOPLE = (DOCS / "beispiel-verzeichnis.csv").read_bytes()
Scene = Callable[[Callable[[int], Awaitable[str]]], Awaitable[None]]


@pytest.fixture
def mara(server: BotApi, store: Store) -> Member:
    """The first administrator, alone in an empty network, on Telegram."""
    member = server.user("Mara")
    with store.write() as session:
        person = factories.person(session, "Mara Beispiel")
        person.role = Role.ADMINISTRATOR
        account = factories.account(session, person, str(member.id))
        account.messenger = "telegram"
    return member


def talk(server: BotApi, store: Store, member: Member, scene: Scene) -> None:
    """Let a scene play with the real dialogue; it gets a function that waits for the nth answer."""

    async def answer(count: int) -> str:
        await until(lambda: len(server.sent(member)) >= count)
        return "\n".join([server.sent(member)[count - 1].text, *server.sent(member)[count - 1].labels])

    async def whole() -> None:
        telegram = telegram_of(server)
        parts = Parts(store, knowledge_of_places(), interpreter(), Settings())
        kitt = Assembly(
            store, telegram, clock=HandClock(datetime.now(UTC)), dialogue=dialogue(parts), texts=markup
        )
        kitt.fetcher.bind(asyncio.get_running_loop())
        await telegram.start(kitt.host)
        try:
            await scene(answer)
        finally:
            await telegram.stop()
            await kitt.stop()
            await telegram.stop()

    play(whole)


def count(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_regions_then_people(server: BotApi, store: Store, mara: Member) -> None:
    """Nothing counts before the button; whoever administers stays, though the file does not name them."""

    async def scene(answer: Callable[[int], Awaitable[str]]) -> None:
        mara.sends_file("regionen.csv", REGIONS, "unsere Regionen")
        card = await answer(1)
        assert card.startswith(
            "regionen.csv habe ich gelesen, noch zählt nichts davon:\nNeu: 4 andere Einträge (Harz,"
        )
        assert count(store, Region) == 0
        mara.presses(server.sent(mara)[0], "Einlesen")
        await said("Ist eingelesen.")
        assert count(store, Region) == 4
        mara.sends_file("verzeichnis.csv", PEOPLE, "")
        await said("Anna Muster")
        card = server.sent(mara)[-1].text
        assert "Neu: 4 Menschen, " in card
        assert "Scheidet aus" not in card
        assert count(store, Person) == 1
        mara.writes("ja")
        await until(lambda: count(store, Person) == 5)
        mara.writes("/einrichten")
        await said("Menschen außer Dir: 4")
        mara.sends_file("verzeichnis.csv", PEOPLE, "")
        await said("Das Verzeichnis ist schon so")

    async def said(text: str) -> None:
        await until(lambda: any(text in sent.text for sent in server.sent(mara)))

    talk(server, store, mara, scene)
    with store.read() as session:
        first = session.scalars(select(Person).where(Person.given_name == "Mara")).one()
        assert first.left_on is None
        assert first.role is Role.ADMINISTRATOR
        noted = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert list(noted).count("directory.imported") == 2


def test_what_is_wrong_is_named_and_nothing_counts(server: BotApi, store: Store, mara: Member) -> None:
    """Row and column of everything that is wrong; one that cannot be loaded, or is too large, is said."""
    broken = PEOPLE.replace(b"Arabisch;030", b"Atlantisch;030")

    async def scene(answer: Callable[[int], Awaitable[str]]) -> None:
        mara.sends_file("verzeichnis.csv", broken, "")
        said = await answer(1)
        assert "Zeile 2, Spalte „Sprachen“" in said
        assert "Nichts davon ist eingetragen" in said
        server.fault("server error", method="getFile")
        mara.sends_file("verzeichnis.csv", PEOPLE, "")
        assert (await answer(2)).startswith("Die Datei konnte ich gerade nicht laden")
        mara.sends_file("verzeichnis.csv", b"x" * 20_000_001, "")
        assert "höchstens 20 MB" in await answer(3)
        mara.sends_file("bild.xlsx", b"\x00\x01kein Blatt", "")
        assert "So kann ich die Datei nicht einlesen" in await answer(4)

    talk(server, store, mara, scene)
    assert count(store, Person) == 1
    assert len(server.called("getFile")) == 3  # of the one that is too large nothing is asked


def test_the_card_is_what_counts(server: BotApi, store: Store, mara: Member) -> None:
    """Whatever was changed meanwhile is shown before anything is imported; "nein" drops it."""

    async def scene(answer: Callable[[int], Awaitable[str]]) -> None:
        mara.sends_file("regionen.csv", REGIONS, "")
        await answer(1)
        with store.write() as session:
            session.add(Region(name="Harz", aliases=["HZ"], colour="grün"))
            touch_directory(session)
        mara.presses(server.sent(mara)[0], "Einlesen")
        await until(lambda: server.sent(mara)[-1].text.startswith("Inzwischen sieht es anders aus"))
        said = server.sent(mara)[-1].text
        assert "Geändert: 1 anderer Eintrag (Harz)" in said
        mara.writes("nein")
        await until(lambda: "wie es war" in server.sent(mara)[-1].text)

    talk(server, store, mara, scene)
    assert count(store, Region) == 1


def test_nobody_locks_themselves_out(server: BotApi, store: Store, mara: Member) -> None:
    """A file that makes the only administrator a member is refused as a whole."""
    file = "Vorname;Nachname;Rolle im Netzwerk\nMara;Beispiel;Mitglied\nJonas;Beispiel;Mitglied\n"

    async def scene(answer: Callable[[int], Awaitable[str]]) -> None:
        mara.sends_file("alle.csv", file.encode(), "")
        card = await answer(1)
        assert "Neu: 1 Mensch (Jonas Beispiel)" in card
        assert "Geändert: 1 Mensch (Mara Beispiel)" in card
        mara.presses(server.sent(mara)[0], "Einlesen")
        await until(lambda: server.sent(mara)[-1].text.startswith("Sonst administriert niemand das Netzwerk"))

    talk(server, store, mara, scene)
    assert count(store, Person) == 1
    with store.read() as session:
        assert session.scalars(select(Person.role)).one() is Role.ADMINISTRATOR


def test_files_of_others_are_not_fetched(server: BotApi, store: Store, mara: Member) -> None:
    """A guest's, and whatever comes in a group: nothing is loaded, and the caption is read as ever."""
    guest, group = server.user("Gast"), server.supergroup("Runde")

    async def scene(answer: Callable[[int], Awaitable[str]]) -> None:
        guest.sends_file("verzeichnis.csv", PEOPLE, "hallo")
        await until(lambda: server.sent(guest))
        mara.adds_bot(group, "administrator")
        mara.writes("/einrichten", group)
        await until(lambda: server.sent(group))

    talk(server, store, mara, scene)
    assert "Einladungscode" in server.sent(guest)[0].text
    assert "privaten Chat" in server.sent(group)[-1].text
    assert server.called("getFile") == []


def test_rights_are_asked_again(server: BotApi, store: Store, mara: Member) -> None:
    """Whoever administers no more when they press is refused."""

    async def scene(answer: Callable[[int], Awaitable[str]]) -> None:
        mara.sends_file("regionen.csv", REGIONS, "")
        await answer(1)
        with store.write() as session:
            account = session.scalars(select(Account)).one()
            session.get_one(Person, account.person_id).role = Role.MEMBER
        mara.presses(server.sent(mara)[0], "Einlesen")
        await until(lambda: "fehlt Dir hier das Recht" in server.sent(mara)[-1].text)

    talk(server, store, mara, scene)
    assert count(store, Region) == 0
