"""Kitt on Telegram: updates a second beside a bare echo bot, and an answer's delay during a broadcast.

The fake Bot API server is in this process, the bot in another one, as in life. The echo bot is one of
python-telegram-bot, which stores nothing and understands nothing.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from storage import migrations
from storage.exchange.demo import refresh_demo
from storage.models import Account, Conversation, OutboxMessage, Person
from storage.session import Store
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.stores import Stores
from tests.servers.botapi import BotApi
from tests.servers.botapi import Person as User

PEOPLE = 20
UPDATES = 200
AUDIENCE = 5_000
ASKED = 40
PATIENCE = 300
AIM_RATIO = 4.0
"""How much faster the echo bot may be."""
AIM_MS = 1_000.0
QUESTIONS = (
    "wer ist mein Kontakt im Harz?", "Kontakt für Quedlinburg", "Wer macht Anerkennung in Magdeburg?",
    "wer spricht Arabisch?",
)  # fmt: skip


def measure(stores: Stores) -> Iterator[Figure]:
    """Both, on SQLite."""
    bare = _per_second("echo", "", UPDATES)
    store, url = _store(stores)
    kitt = _per_second("kitt", url, UPDATES, store)
    yield Figure("telegram, echo bot", "", bare, "/s")
    yield Figure("telegram, Kitt", "", kitt, "/s")
    yield Figure("telegram, echo bot to Kitt", "ratio", bare / kitt, "×", AIM_RATIO)
    delays, sent = _during_broadcast(*_store(stores))
    name = f"telegram, answers during a broadcast to {AUDIENCE:,} ({sent:.1f}/s)"
    yield from milliseconds(name, delays, AIM_MS, places=(50, 99, 100))


def _store(stores: Stores) -> tuple[Store, str]:
    url = stores.url("sqlite")
    store = Store.open(url)
    migrations.upgrade(store)
    refresh_demo(store, datetime.now(UTC).date())
    return store, url


def _members(server: BotApi, store: Store | None) -> list[User]:
    """People on Telegram, who are members of the demo's network where there is a store."""
    people = [server.user(f"Person {number}") for number in range(PEOPLE)]
    if store is not None:
        now = datetime.now(UTC)
        with store.write() as session:
            known = [row.id for row in session.query(Person.id).order_by(Person.id).limit(PEOPLE)]
            for person, who in zip(people, known, strict=False):
                address = str(person.id)
                session.add(Account(messenger="telegram", address=address, person_id=who, created_at=now))
    return people


@contextmanager
def _bot(kind: str, server: BotApi, url: str, *, real: bool = False) -> Iterator[None]:
    """A bot in a process of its own, from its first question for updates on."""
    program = [sys.executable, "-m", "tests.benchmarks.telegram_bots", kind, server.address, server.token]
    with subprocess.Popen([*program, url, "real" if real else "fast"], cwd=Path(__file__).parents[2]) as bot:
        try:
            server.wait(lambda: server.called("getUpdates"), PATIENCE)
            yield
        finally:
            bot.terminate()
            bot.wait(PATIENCE)


def _per_second(kind: str, url: str, updates: int, store: Store | None = None) -> float:
    with BotApi() as server:
        people = _members(server, store)
        with _bot(kind, server, url):
            _round(server, people, PEOPLE)  # warm
            begun = time.perf_counter()
            _round(server, people, updates)
            return updates / (time.perf_counter() - begun)


def _round(server: BotApi, people: list[User], updates: int) -> None:
    """So many questions at once, until all are answered."""
    before = len(server.calls)
    with server.acting():
        for number in range(updates):
            people[number % len(people)].writes(QUESTIONS[number % len(QUESTIONS)])

    def answered() -> bool:
        sent = sum(call.method == "sendMessage" and call.outcome == 200 for call in server.calls[before:])
        return sent >= updates

    server.wait(answered, PATIENCE)


def _during_broadcast(store: Store, url: str) -> tuple[list[float], float]:
    """How long answers take meanwhile, in seconds, and how many announcements went out a second."""
    with BotApi() as server:
        people = _members(server, store)
        for person in people:
            person.starts()
        audience = [server.user(f"Many {number}") for number in range(AUDIENCE - PEOPLE)]
        for person in audience:
            server.chat_of(person).bot = "member"
        with server.acting() as world:
            world.updates.clear()
        _announce(store, [*audience, *people])
        with _bot("kitt", server, url, real=True):
            server.wait(lambda: len(server.called("sendMessage")) > 20, PATIENCE)
            begun, first = time.perf_counter(), len(server.called("sendMessage"))
            delays = [_asked(server, people[number % PEOPLE], number) for number in range(ASKED)]
            sent = len(server.called("sendMessage")) - first - ASKED
            return delays, sent / (time.perf_counter() - begun)


def _asked(server: BotApi, person: User, number: int) -> float:
    """Ask something and wait for the answer, and a little before it, as people do."""
    time.sleep(0.4)
    before = len(server.sent(person))
    begun = time.perf_counter()
    person.writes(QUESTIONS[number % len(QUESTIONS)])

    def answered() -> bool:
        return any("Umfrage" not in sent.text for sent in server.sent(person)[before:])

    server.wait(answered, PATIENCE)
    return time.perf_counter() - begun


def _announce(store: Store, audience: list[User]) -> None:
    """A message to everybody, who all have pressed Start before."""
    now = datetime.now(UTC)
    with store.write() as session:
        session.execute(
            insert(Conversation),
            [
                {"messenger": "telegram", "address": str(p.id), "state": {}, "created_at": now}
                for p in audience
            ],
        )
        numbers = [
            row.id
            for row in session.query(Conversation.id)
            .filter_by(messenger="telegram")
            .order_by(Conversation.id)
        ]
        payload = {"texts": [{"key": "label", "params": {"label": "Umfrage"}}], "options": []}
        session.execute(
            insert(OutboxMessage),
            [
                {"dedupe_key": f"all:{n}", "conversation_id": n, "payload": payload, "language": "de",
                 "created_at": now, "due_at": now}
                for n in numbers
            ],
        )  # fmt: skip
