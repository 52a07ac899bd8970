"""Telegram and Matrix in one process: the real command, from the first start to the last stop."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import delivery
from bot.config import load
from bot.messengers.matrix import manners
from bot.messengers.telegram import messenger, polling
from dialogs.turn import Reply, say
from storage.models import Preference
from storage.services import telling
from storage.session import Store
from tests import factories
from tests.bot.assembly import play
from tests.matrix.person import Person, until
from tests.matrix.running import Running
from tests.servers.botapi import BotApi
from tests.servers.botapi import Person as Telegraphist
from tests.servers.homeserver import Homeserver
from tests.telegram.scene import texts

Account = Callable[[str], str]
WORDS = "Zwetschgenkuchen"
"""What nobody else says here."""


@pytest.fixture
def server() -> Iterator[BotApi]:
    """Telegram."""
    with BotApi() as started:
        yield started


def kitt_starts(store: Store, who: int, key: str, *, prefers: int) -> None:
    """Kitt has something to say to a person, who prefers one of their accounts."""
    now = datetime.now(UTC)
    with store.write() as session:
        session.merge(Preference(person_id=who, account_id=prefers))
        session.flush()
        said = Reply((say("stale-option"),)).as_json()
        zone = ZoneInfo("Europe/Berlin")
        assert telling.tell(session, who, said, key=key, now=now, zone=zone, kind=telling.Kind.ANSWER)


def test_nothing_makes_a_stop_last() -> None:
    """What may wait for a network at the end takes less than ten seconds, both messengers together."""
    last = max(messenger.LAST_ASIDES, manners.LAST_ASIDES)
    assert polling.CONFIRMED + delivery.GOODBYE + last < 10


@dataclass
class Both:
    """Somebody with an account on each messenger, and Kitt with its store."""

    kitt: Running
    server: BotApi
    me: str
    name: str
    there: Telegraphist
    ids: tuple[int, int, int]
    room: str = ""

    async def answers_where_asked(self, person: Person, store: Store) -> None:
        """What Kitt begins goes to the preferred messenger, answers where the question was."""
        who, there, here = self.ids
        await person.writes(self.room, "wer ist mein Kontakt im Harz?")
        assert "Harz" in (await person.reads(self.room, self.me))[0]
        self.there.writes("wer ist mein Kontakt im Harz?")
        await until(lambda: texts(self.server, self.there))
        kitt_starts(store, who, "first", prefers=here)
        await until(lambda: len(person.texts(self.room, self.me)) == 2)
        kitt_starts(store, who, "second", prefers=there)
        await until(lambda: len(texts(self.server, self.there)) == 2)
        assert len(person.texts(self.room, self.me)) == 2
        assert await self.kitt.connected() == {"telegram": 1.0, "matrix": 1.0}
        assert await self.kitt.told("/health") == {"ok": True}
        page = await self.kitt.told("/metrics")
        assert 'kitt_updates_total{kind="received",messenger="matrix"}' in page
        assert 'kitt_last_poll_timestamp_seconds{messenger="matrix"}' in page

    async def without_matrix(self) -> None:
        """Matrix is set up for another account than its keys belong to: Telegram goes on."""
        await self.kitt.run({"matrix": "other-account"}, KITT_MATRIX_USER="@nobody:localhost")
        self.there.writes("wer ist mein Kontakt in Halle?")
        await until(lambda: "Tarek" in texts(self.server, self.there)[-1])
        assert await self.kitt.connected() == {"telegram": 1.0, "matrix": 0.0}
        assert (await self.kitt.told("/health"))["messengers"] == {"matrix": "other-account"}

    async def without_telegram(self, person: Person) -> None:
        """Telegram does not know the token: Matrix goes on."""
        wrong = {"KITT_MATRIX_USER": self.me, "KITT_TELEGRAM_TOKEN": "1:X"}
        await self.kitt.run({"telegram": "unauthorized"}, **wrong)
        await person.writes(self.room, "wer ist mein Kontakt in Halle?")
        await until(lambda: "Tarek" in person.texts(self.room, self.me)[-1])
        assert await self.kitt.connected() == {"telegram": 0.0, "matrix": 1.0}

    def told_to_the_terminal(self) -> None:
        """Both links, the fingerprint, and each mistake with what to do; the links are kept."""
        shown = self.kitt.shown
        assert f"Kitt ist in Matrix: https://matrix.to/#/{self.me}\n" in shown
        assert "Kitt ist in Telegram: https://t.me/kitt_test_bot\n" in shown
        assert "Fingerabdruck" in shown
        assert "Die Schlüssel im Datenordner gehören zu einem anderen Konto" in shown
        assert "Telegram kennt das Token nicht (mehr)" in shown
        links = load(self.kitt.environ).invitation_links()
        assert links == ("https://t.me/kitt_test_bot?start={code}", f"https://matrix.to/#/{self.me}")

    def nothing_private(self) -> None:
        """The whole log, at its most talkative, names nobody and no room, and repeats nothing."""
        kept = json.loads((self.kitt.data / "matrix" / "login.json").read_text())
        secrets = [kept["access_token"], kept["device_id"], kept["pickle_key"], self.server.token, "password"]
        log = self.kitt.log.read_text()
        assert "matrix.refused" in log
        said = ["Heike", "heike", "Harz", "Tarek", WORDS]
        assert [one for one in (self.me, self.name, self.room, *secrets, *said) if one in log] == []
        assert [one for one in (self.name, self.room, *secrets, *said) if one in self.kitt.shown] == []


def test_both_at_once(
    homeserver: Homeserver, account: Account, server: BotApi, sqlite_template: Path, tmp_path: Path
) -> None:
    """One person on both; then one messenger after the other is set up wrongly, and the other goes on."""
    me, name, heike = account("kitt"), account("heike"), server.user("Heike")
    kitt = Running(tmp_path, server, homeserver, me)
    shutil.copy(sqlite_template, kitt.data / "kitt.sqlite3")
    store = Store.open(f"sqlite:///{kitt.data}/kitt.sqlite3")
    with store.write() as session:
        someone = factories.lead_network(session)["Heike"]
        there = factories.account(session, someone, str(heike.id), "telegram").id
        ids = (someone.id, there, factories.account(session, someone, name, "matrix").id)
    both = Both(kitt, server, me, name, heike, ids)

    async def scene() -> None:
        await kitt.run()
        async with Person(homeserver.address, name, tmp_path / "heike") as person:
            both.room = await person.opens(me)
            await person.with_member(both.room, me)
            await both.answers_where_asked(person, store)
            await person.writes(both.room, WORDS)
            await until(lambda: len(person.texts(both.room, me)) == 3)
            assert await asyncio.to_thread(kitt.stop) == 0
            await both.without_matrix()
            assert await asyncio.to_thread(kitt.stop) == 1
            await both.without_telegram(person)
            assert await asyncio.to_thread(kitt.stop) == 1
        both.told_to_the_terminal()
        both.nothing_private()

    try:
        play(scene, minutes=6)
    finally:
        kitt.stop()
        store.close()
