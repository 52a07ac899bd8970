"""One life of a process: it takes events from a world outside, answers them there, and may be killed.

The world survives: it offers its events again in every life, and what was sent to it stands in a file.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from bot.handling import Asked, Dialogue
from bot.ports import Host, Incoming, Limits, OutgoingKind, Part
from dialogs.turn import Reply
from storage.services import inbox
from storage.session import Store
from tests.bot.assembly import NOON, Assembly, HandClock, echo, understood

ROOT = Path(__file__).parent.parent.parent
WATCHED = (str(ROOT / "bot") + os.sep, str(ROOT / "storage" / "services") + os.sep)

EVENTS: tuple[tuple[str, str, str], ...] = (
    ("e1", "c1", "first"),
    ("e2", "c2", "bad"),
    ("e3", "c1", "second is longer"),
    ("e4", "c2", "after it"),
    ("e5", "c3", "silence"),
)
"""(key, conversation, text): two conversations of two events, one that always fails, one unanswered."""

EXPECTED = {
    "c1": ["guest: first", "guest: second is", "longer"],
    "c2": ["error-sorry/de", "guest: after it"],
    "c3": [],
}
"""What each conversation gets, part by part."""


@dataclass(frozen=True)
class Orders:
    """What a life is to do. ``kill_at``: a step or a line ("bot/inbox.py:70") and its how-manieth time.

    ``owner`` names the process; ``hours`` how late its clock is; ``replies`` the file that the world keeps.
    ``record``: where to write which steps and lines were taken. ``pause``: by how many seconds the clock
    moves when nothing is left to do but to wait; ``patience``: how often, before the life ends anyway.
    ``real``: the life of ``paths``, with the real dialogue; ``script``: who says what in it, if not that
    of ``paths``.
    """

    url: str
    replies: str
    owner: str = "life"
    hours: int = 0
    idempotent: bool = True
    kill_at: tuple[str, int] | None = None
    by_line: bool = False
    record: str = ""
    events: Sequence[tuple[str, str, str]] = EVENTS
    name: str = "world"
    pause: int = 40
    patience: int = 1_000
    real: bool = False
    script: Sequence[tuple[str, str]] = ()


@dataclass
class World:
    """A messenger whose network is a file."""

    replies: Path
    idempotent: bool
    name: str = "world"
    kinds: frozenset[OutgoingKind] = frozenset({"send"})
    limits: Limits = field(default_factory=lambda: Limits(max_length=20))
    addresses: frozenset[str] | None = None

    async def start(self, host: Host) -> None:
        """Offers nothing by itself: ``offer`` does."""

    async def stop(self) -> None:
        """Nothing to let go of."""

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """One line of the file; a single write to a file opened for appending is whole or not there."""
        await asyncio.sleep(0)
        line = json.dumps({"key": key, "address": address, "text": part.plain, "by": os.getpid()})
        file = os.open(self.replies, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(file, f"{line}\n".encode())
        os.close(file)
        return f"id-{key}"


class Killer:
    """Counts steps and lines, and ends the process at the one that was ordered."""

    def __init__(self, orders: Orders) -> None:
        self._target, self._time = orders.kill_at or ("", 0)
        self.seen: Counter[str] = Counter()

    def step(self, name: str) -> None:
        """A probe was passed, or a line is about to be executed."""
        self.seen[name] += 1
        if name == self._target and self.seen[name] == self._time:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch_lines(self) -> None:
        """Follow the lines of this thread and of all that are started later."""
        threading.settrace(self._called)
        sys.settrace(self._called)

    def _called(self, frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename.startswith(WATCHED) else None

    def _line(self, frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        if event == "line":
            self.step(f"{frame.f_code.co_filename[len(str(ROOT)) + 1 :]}:{frame.f_lineno}")
        return self._line


def respond(session: Any, asked: Asked, *rest: Any) -> Reply:
    """The echo, but for one text."""
    if asked.text == "bad":
        raise ValueError
    return echo(session, asked, *rest)


def live(orders: Orders, store: Store) -> None:
    """Take all events of the world, answer them, and end."""
    killer = Killer(orders)
    if orders.by_line:
        killer.watch_lines()
    asyncio.run(_real(orders, store, killer) if orders.real else _live(orders, store, killer))
    store.close()
    if orders.record:
        Path(orders.record).write_text(json.dumps(killer.seen))


async def _real(orders: Orders, store: Store, killer: Killer) -> None:
    from tests.killing import paths

    world = World(Path(orders.replies), idempotent=True)
    script = orders.script or paths.SCRIPT
    await paths.live(store, world, killer.step, minutes=orders.hours * 15, owner=orders.owner, script=script)


async def _live(orders: Orders, store: Store, killer: Killer) -> None:
    clock = HandClock(NOON + timedelta(hours=orders.hours))
    world = World(Path(orders.replies), orders.idempotent, orders.name)
    kitt = Assembly(
        store,
        world,
        clock=clock,
        dialogue=Dialogue(lambda _session, _viewer: None, understood, respond),
        owner=orders.owner,
        probe=(lambda _step: None) if orders.by_line else killer.step,
        threads=2,
        workers=2,
    )
    await kitt.inbox.recover()
    for _ in range(2):  # a network that repeats itself
        for key, conversation, text in orders.events:
            await kitt.inbox.store(_incoming(orders, key, conversation, text))
    for _ in range(orders.patience):
        if await _quiet(kitt, orders):
            break
        # Let the pauses after failures be over; or let another process do its part.
        clock.turn(seconds=orders.pause)
        await asyncio.sleep(0 if orders.pause else 0.01)
        await kitt.inbox.sweep()
        await kitt.delivery.sweep()
    await kitt.stop()


async def _quiet(kitt: Assembly, orders: Orders) -> bool:
    """Wait until nothing is being done any more; whether nothing is left to do either."""
    while busy := [*kitt.inbox._looking.values(), *kitt.delivery._workers]:
        await asyncio.gather(*busy)
    with kitt.store.read() as session:
        return all(inbox.settled(session, orders.name, key) for key, _, _ in orders.events)


def _incoming(orders: Orders, key: str, conversation: str, text: str) -> Incoming:
    return Incoming(
        messenger=orders.name,
        event_key=key,
        conversation_address=conversation,
        conversation_kind="private",
        sender_address=f"sender {conversation}",
        sent_at=NOON,
        text=text,
    )


def as_json(orders: Orders) -> str:
    """Orders on one line."""
    return json.dumps(asdict(orders))
