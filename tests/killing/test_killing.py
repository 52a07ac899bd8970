"""A process is killed (SIGKILL) at every step and line; the next one finishes; then one looks from outside.

Nothing is lost, nothing is answered twice, nothing is overtaken; and where a messenger cannot tell a
repetition, what may have arrived is never repeated but said.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from storage.models import InboxEvent, InboxState, OutboxMessage, OutboxState
from storage.session import Store
from tests.killing.forkserver import Forkserver, forkserver
from tests.killing.life import EVENTS, EXPECTED, Orders

TODAY = int(time.time() // 86_400)
SHM = Path("/dev/shm")
MESSAGES = "inbox_event, outbox_message, outbox_part, conversation, account"
AROUND_A_SEND = ("claimed", "before-send", "after-send", "marking", "marked")
NOTICE = "answer-uncertain/de"


@pytest.fixture(scope="module")
def server() -> Iterator[Forkserver]:
    """Forks the lives."""
    with forkserver() as running:
        yield running


class Scene:
    """A store and a world, as new for every kill."""

    def __init__(self, server: Forkserver, url: str, folder: Path, template: Path | None) -> None:
        self.server = server
        self._file = Path(url.removeprefix("sqlite:///")) if template else None
        self._template = template
        self.orders = Orders(url, str(folder / "replies"))
        self._record = folder / "record"
        self._clear()
        server.run(self.orders)  # the first life warms the statements up
        self.store = Store.open(url)

    def _clear(self) -> None:
        Path(self.orders.replies).unlink(missing_ok=True)
        if self._file and self._template:
            for ending in ("", "-wal", "-shm"):
                self._file.with_name(self._file.name + ending).unlink(missing_ok=True)
            shutil.copy(self._template, self._file)

    def clear(self) -> None:
        """Forget all messages, here and outside."""
        self.store.close()
        self._clear()
        if not self._file:
            with self.store.engine.begin() as connection:
                connection.execute(text(f"TRUNCATE {MESSAGES} RESTART IDENTITY CASCADE"))

    def steps(self, *, by_line: bool) -> Counter[str]:
        """How often each step or line comes in a life that nobody ends."""
        self.clear()
        orders = replace(self.orders, by_line=by_line, record=str(self._record))
        assert self.server.run(orders) == [0]
        self.judge(idempotent=True, where="a quiet life")
        return Counter(json.loads(self._record.read_text()))

    def kill(self, where: str, nth: int, *, idempotent: bool, by_line: bool = False) -> None:
        """Kill a life there, let another one finish, and judge."""
        self.clear()
        first = replace(self.orders, idempotent=idempotent, kill_at=(where, nth), by_line=by_line)
        # Threads do not always come along the same way: a life that never got there was a quiet one.
        assert self.server.run(first) in ([-9], [0])
        second = replace(self.orders, idempotent=idempotent, owner="second life", hours=1)
        assert self.server.run(second) == [0], where
        self.judge(idempotent=idempotent, where=f"{where} ({nth}), idempotent: {idempotent}")

    def judge(self, *, idempotent: bool, where: str) -> None:
        """Look at the store and at the world, after all is over."""
        with self.store.read() as session:
            events = session.scalars(select(InboxEvent).order_by(InboxEvent.id)).all()
            messages = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
            states = {event.event_key: event.state for event in events}
            ends = [(message.id, message.dedupe_key, message.state) for message in messages]
        parked = {key for key, _, said in EVENTS if said == "bad"}
        assert states == {
            key: InboxState.PARKED if key in parked else InboxState.DONE for key, _, _ in EVENTS
        }, where
        seen = self._seen()
        if idempotent:
            seen = list({key: (key, address, said) for key, address, said in reversed(seen)}.values())[::-1]
            assert {state for _, _, state in ends} == {OutboxState.SENT}, where
        self._compare(seen, ends, complete=idempotent, where=where)

    def _seen(self) -> list[tuple[str, str, str]]:
        """What came out, in order; with a cleverer messenger people see the first of equal keys only."""
        replies = Path(self.orders.replies)
        lines = [json.loads(line) for line in replies.read_text().splitlines()] if replies.exists() else []
        return [(line["key"], line["address"], line["text"]) for line in lines]

    def _compare(
        self,
        seen: list[tuple[str, str, str]],
        ends: list[tuple[int, str, OutboxState]],
        *,
        complete: bool,
        where: str,
    ) -> None:
        assert len({key for key, _, _ in seen}) == len(seen), where
        uncertain = {number for number, key, state in ends if state is OutboxState.UNCERTAIN}
        notices = {int(key.split(":")[1]) for _, key, state in ends if key.startswith("uncertain:")}
        assert notices == uncertain, where
        assert all(state in (OutboxState.SENT, OutboxState.UNCERTAIN) for _, _, state in ends), where
        for place, expected in EXPECTED.items():
            got = [said for _, address, said in seen if address == place and said != NOTICE]
            if complete or not uncertain:
                assert got == expected, where
            rest = iter(expected)
            assert all(said in rest for said in got), where  # in order, some perhaps missing
        # Only a message that says of itself that it may be missing may be missing.
        arrived = {int(key.split(".")[0]) for key, _, _ in seen}
        assert {number for number, _, _ in ends} - arrived <= uncertain, where


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(
    request: pytest.FixtureRequest, server: Forkserver, tmp_path: Path, sqlite_template: Path
) -> Iterator[Scene]:
    """A scene on each database; SQLite's file lies in memory, because no power fails here."""
    folder = SHM / f"kitt-{tmp_path.name}-{time.time_ns()}" if SHM.is_dir() else tmp_path / "scene"
    folder.mkdir()
    if request.param == "sqlite":
        made = Scene(server, f"sqlite:///{folder}/kitt.sqlite3", folder, sqlite_template)
    else:
        database: Store = request.getfixturevalue("postgresql_database")
        url = database.engine.url.render_as_string(hide_password=False)
        with database.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {MESSAGES} RESTART IDENTITY CASCADE"))
        made = Scene(server, url, folder, None)
    yield made
    made.store.close()
    shutil.rmtree(folder)


@pytest.mark.parametrize("idempotent", [True, False])
def test_killed_at_every_step(scene: Scene, idempotent: bool) -> None:
    """Each named step of inbox and delivery: every time around a send, else the first and the last time."""
    for step, times in scene.steps(by_line=False).items():
        nths = range(1, times + 1) if step in AROUND_A_SEND else (1, times)
        for nth in nths if scene.store.dialect == "sqlite" else nths[len(nths) // 2 :][:2]:
            scene.kill(step, nth, idempotent=idempotent)


def test_killed_at_every_line(scene: Scene) -> None:
    """Lines of bot and storage/services: every tenth on SQLite, fewer on PostgreSQL, others tomorrow."""
    every = 10 if scene.store.dialect == "sqlite" else 40
    lines = sorted(scene.steps(by_line=True).items())
    assert len(lines) > 300
    for number, (line, times) in enumerate(lines):
        if (number + TODAY) % every == 0:
            scene.kill(line, 1 + TODAY % times, idempotent=(number // every) % 2 == 0, by_line=True)
