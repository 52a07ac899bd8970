"""The outbox as a machine: whatever messengers answer, whenever processes die and clocks jump.

A part never arrives twice, nothing is lost, nothing is overtaken, and what ends badly ends for a reason.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from bot.ports import Limits, SendError
from storage.models import Account, Base, Conversation, InboxEvent, InboxState, OutboxMessage, OutboxState
from storage.services import outbox
from storage.services.outbox import Draft
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, FakeMessenger, HandClock

FOLDER = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
ATTEMPTS = 4
PLACES = 2
OPEN = (OutboxState.WAITING, OutboxState.CLAIMED)


class Killed(BaseException):
    """The process dies in the middle of a send."""


FAULTS = {
    "refused": lambda: SendError("server"),
    "flood": lambda: SendError("flood", retry_after=timedelta(seconds=30)),
    "blocked": lambda: SendError("blocked", permanent=True),
    "unknown": lambda: SendError("timeout", unknown=True),
    "mistake": lambda: ValueError("secret"),
    "killed": Killed,
}
MAY_ARRIVE = ("unknown", "mistake", "killed")


class OutboxMachine(RuleBasedStateMachine):
    """One store, one process after another, one messenger; ``idempotent`` is set below."""

    idempotent = True
    messages = Bundle("messages")

    @initialize()
    def open(self) -> None:
        """An empty store with two conversations, and an event in each."""
        self.folder = Path(tempfile.mkdtemp(dir=FOLDER))
        self.store = Store.open(f"sqlite:///{self.folder}/kitt.sqlite3")
        with self.store.engine.begin() as connection:
            Base.metadata.create_all(connection)
        self.clock = HandClock()
        self.network = FakeMessenger(idempotent=self.idempotent, limits=Limits(max_length=4))
        self.runner = asyncio.Runner()
        self.processes = 0
        self.faults: set[str] = set()
        self.planned: set[int] = set()
        self._conversations()
        self._start()

    def _conversations(self) -> None:
        with self.store.write() as session:
            session.add(Account(messenger="fake", address="a", created_at=NOON))
            for number in range(PLACES):
                session.add(Conversation(messenger="fake", address=f"c{number}", state={}, created_at=NOON))
            session.flush()
            for number in range(PLACES):
                session.add(
                    InboxEvent(
                        messenger="fake", event_key=f"{number}", conversation_id=number + 1, account_id=1,
                        payload={}, received_at=NOON, state=InboxState.DONE,
                    )
                )  # fmt: skip

    def _start(self) -> None:
        self.processes += 1
        self.kitt = Assembly(
            self.store,
            self.network,
            clock=self.clock,
            owner=f"process {self.processes}",
            attempts=ATTEMPTS,
            workers=1,
        )

    @rule(
        place=st.integers(1, PLACES),
        parts=st.integers(1, 3),
        answer=st.booleans(),
        later=st.sampled_from([0, 0, 0, 45]),
        lasts=st.sampled_from([None, None, None, 60]),
    )
    def put(self, place: int, parts: int, answer: bool, later: int, lasts: int | None) -> None:
        """Somebody puts a message into the outbox."""
        with self.store.write() as session:
            key = f"key:{session.query(OutboxMessage).count()}"
            payload = {
                "texts": [{"key": "echo", "params": {"text": " ".join(["part"] * parts)}}],
                "options": [],
            }
            now = self.clock()
            draft = Draft(
                key, place, payload, "de", 1, place if answer else None,
                due_at=now + timedelta(seconds=later),
                not_after=now + timedelta(seconds=lasts) if lasts else None,
            )  # fmt: skip
            number = outbox.enqueue(session, draft, now)
            assert number is not None
            assert outbox.enqueue(session, draft, now) is None
            if later:
                self.planned.add(number)

    @rule(
        kinds=st.lists(st.tuples(st.sampled_from(["fine", *FAULTS]), st.booleans()), min_size=1, max_size=4)
    )
    def disturb(self, kinds: list[tuple[str, bool]]) -> None:
        """The next sends go wrong in these ways; some arrive all the same."""
        for kind, arrives in kinds:
            self.faults.add(kind)
            self.network.faults.append(
                None if kind == "fine" else (FAULTS[kind](), arrives and kind in MAY_ARRIVE)
            )

    @rule()
    def deliver(self) -> None:
        """The clock ticks and all that is due goes out, unless the process dies of it."""
        self.runner.run(self._deliver())

    async def _deliver(self) -> None:
        try:
            await self.kitt.delivery.sweep()
            while workers := list(self.kitt.delivery._workers):
                await asyncio.gather(*workers)
        except Killed:
            await asyncio.gather(*self.kitt.delivery._workers, return_exceptions=True)
            await self.kitt.stop()
            self._start()

    @rule(seconds=st.sampled_from([1, 10, 59, 61, 4000]))
    def wait(self, seconds: int) -> None:
        """Time goes by; more than a minute is longer than a lease."""
        self.clock.turn(seconds=seconds)

    @rule()
    def step_back(self) -> None:
        """The clock is put back, as time servers do."""
        self.clock.turn(seconds=-5)

    @rule()
    def take_over(self) -> None:
        """A new process starts that alone sends for this messenger."""
        self.runner.run(self.kitt.stop())
        self._start()
        self.runner.run(self.kitt.delivery.take_over())

    @invariant()
    def no_part_arrives_twice(self) -> None:
        """Seen from the network."""
        seen = self.network.keys if not self.idempotent else self.network.first
        assert len(seen) == len(set(seen))

    @invariant()
    def nothing_is_overtaken(self) -> None:
        """In each conversation parts arrive in the order of messages and parts, but for what was planned."""
        for place in range(PLACES):
            keys = [key for address, key in self.network.order if address == f"c{place}"]
            numbers = [tuple(map(int, key.split("."))) for key in keys]
            asked = [number for number in numbers if number[0] not in self.planned]
            assert asked == sorted(asked)

    def teardown(self) -> None:
        """When all is well again everything comes to its end, and each end has its reason."""
        if not hasattr(self, "runner"):
            return
        try:
            self.network.faults.clear()
            for _ in range(6):
                self.clock.turn(hours=2)
                self.runner.run(self._deliver())
            self.no_part_arrives_twice()
            self.nothing_is_overtaken()
            self._judge()
        finally:
            self.runner.run(self.kitt.stop())
            self.runner.close()
            self.store.close()
            shutil.rmtree(self.folder)

    def _judge(self) -> None:
        with self.store.read() as session:
            messages = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
            ends = {message.id: (message, [part.number for part in message.parts]) for message in messages}
            keys = [message.dedupe_key for message in messages]
            for number, (message, parts) in ends.items():
                arrived = [p for p in parts if f"{number}.{p}" in self.network.keys]
                assert message.state not in OPEN
                if message.state is OutboxState.SENT:
                    assert arrived == parts
                self._has_reason(message)
                notices = keys.count(f"uncertain:{number}")
                is_answer = message.inbox_event_id is not None and message.dedupe_key.startswith("key:")
                assert notices == (message.state is OutboxState.UNCERTAIN and is_answer)

    def _has_reason(self, message: Any) -> None:
        reasons = {
            OutboxState.SENT: True,
            OutboxState.EXPIRED: message.not_after is not None,
            OutboxState.FAILED: self.faults & {"blocked", "refused", "killed"},
            OutboxState.UNCERTAIN: self.faults & {"unknown", "mistake", "killed"},
        }
        assert reasons[message.state]


class OtherMachine(OutboxMachine):
    """The same with a messenger that delivers again what is sent again."""

    idempotent = False


@pytest.mark.parametrize("machine", [OutboxMachine, OtherMachine])
def test_outbox(machine: type[OutboxMachine]) -> None:
    """Random lives of an outbox."""
    test: Any = machine.TestCase()
    test.settings = settings(
        max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    test.runTest()
