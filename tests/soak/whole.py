"""Whole turns, one call each: an event goes in as from a network, what the network would show comes out.

All parts are the real ones; only the network is in memory. Whatever goes wrong inside, where the running bot
would log it and say that it is sorry, raises here.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from random import Random
from types import TracebackType
from typing import Any

from sqlalchemy import select
from structlog.testing import capture_logs

from bot.composition import Parts, dialogue, wall_clock
from bot.config import Settings
from bot.delivery import Delivery
from bot.handling import Dialogue, Handler, Manner
from bot.inbox import Inbox
from bot.placing import ASIDE, TAKEN
from bot.ports import Host, Incoming, Limits, OutgoingKind, Part
from bot.rendering import render
from dialogs.texts import LANGUAGES, markup, strict
from dialogs.turn import Reply, State
from nlu.interface import Understanding
from storage.models import Conversation, InboxEvent, InboxState, Role
from storage.session import Store
from tests.dialogue import interpreter, knowledge

MESSENGER = "fuzz"
LIMITS = Limits(max_length=4_096, utf16=True)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody with an account in the store, in a conversation of their own or in a group."""

    role: Role
    address: str
    in_group: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and what it took: seconds of processor time to understand and to answer."""

    parts: Sequence[Part]
    language: str
    state: Mapping[str, Any]
    understanding: float
    responding: float

    @property
    def text(self) -> str:
        """Everything that can be read: all parts, then all options."""
        lines = [part.plain for part in self.parts]
        lines += [choice.label for part in self.parts for choice in part.options]
        return "\n".join(lines)

    @property
    def presses(self) -> list[str]:
        """What the buttons send when they are pressed."""
        return [choice.press for part in self.parts for choice in part.options]


class BrokenError(AssertionError):
    """Something went wrong inside that the person would only have been told to be sorry for."""


class Whole:
    """Kitt on a store, with a network in memory."""

    name = MESSENGER
    idempotent = False
    kinds: frozenset[OutgoingKind] = frozenset({"send"})
    limits = LIMITS
    addresses: frozenset[str] | None = None

    def __init__(self, store: Store) -> None:
        self.store = store
        self._runner = asyncio.Runner()
        self._spy = _Spy(dialogue(Parts(store, knowledge(), interpreter(), Settings())))
        self._shown: list[Part] = []
        self._events = 0
        self._runner.run(self._build())

    def __enter__(self) -> Whole:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._stop())
        self._runner.close()

    def say(self, who: Speaker, text: str, *, talk: str = "", now: datetime | None = None) -> Answer:
        """What is answered to a text. ``talk`` names one of several conversations of this person."""
        return self._turn(self._event(who, talk, now, text=text))

    def press(self, who: Speaker, button: str, *, talk: str = "") -> Answer:
        """What is answered to a button."""
        return self._turn(self._event(who, talk, None, kind="press", press=button))

    def _event(self, who: Speaker, talk: str, now: datetime | None, **more: Any) -> Incoming:
        self._events += 1
        return Incoming(
            messenger=MESSENGER,
            event_key=f"{id(self)}-{time.time_ns()}-{self._events}",
            conversation_address=f"{'group' if who.in_group else who.address}/{talk}",
            conversation_kind="group" if who.in_group else "private",
            sender_address=who.address,
            sent_at=now or wall_clock(),
            **more,
        )

    def _turn(self, event: Incoming) -> Answer:
        self._shown.clear()
        self._spy.clear()
        with capture_logs() as log:
            self._runner.run(self._answered(event))
        for entry in log:
            if entry["log_level"] not in ("debug", "info"):
                raise BrokenError(entry["event"]) from _exception(entry)
        state, language = self._look_at(event)
        return Answer(
            tuple(self._shown), language, state, self._spy.seconds["understand"], self._spy.seconds["respond"]
        )

    def _look_at(self, event: Incoming) -> tuple[Mapping[str, Any], str]:
        with self.store.read() as session:
            row = session.execute(
                select(InboxEvent.state, InboxEvent.payload, Conversation.state.label("talk"))
                .join(Conversation)
                .where(InboxEvent.messenger == MESSENGER, InboxEvent.event_key == event.event_key)
            ).one()
        if row.state is not InboxState.DONE:
            raise BrokenError(f"the event is {row.state}")
        if row.payload.pop("then", "") not in ("", TAKEN, ASIDE) or row.payload != {"kind": event.kind}:
            raise BrokenError("what was said has not been forgotten")
        return row.talk, self._spy.language

    async def _build(self) -> None:
        self._delivery = Delivery(
            self.store,
            [self],
            partial(render, markup=partial(markup, on_missing=strict)),
            owner=f"whole-{id(self)}",
            clock=wall_clock,
            random=Random(1),
        )
        manner = Manner(Settings().network.zone, LANGUAGES)
        self._inbox = Inbox(
            self.store,
            Handler(self.store, self._spy.dialogue, manner, clock=wall_clock),
            messengers=[self],
            wake=self._delivery.wake,
            clock=wall_clock,
        )

    async def _answered(self, event: Incoming) -> None:
        await self._inbox.store(event)
        while busy := [*self._inbox._looking.values(), *self._delivery._workers]:
            await asyncio.gather(*busy)

    async def _stop(self) -> None:
        await self._inbox.stop()
        await self._delivery.stop()

    async def start(self, host: Host) -> None:
        """Events are given to the inbox directly."""

    async def stop(self) -> None:
        """Nothing to let go of."""

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Show a part."""
        self._shown.append(part)
        return key


class _Spy:
    """Looks over the dialogue's shoulder: how long it takes, in which language, and what it remembers."""

    def __init__(self, original: Dialogue) -> None:
        self._original = original
        self.dialogue = replace(original, understand=self._understand, respond=self._respond)
        self.clear()

    def clear(self) -> None:
        """Before each turn."""
        self.seconds = {"understand": 0.0, "respond": 0.0}
        self.language = ""

    def _understand(self, *arguments: Any) -> Understanding:
        begun = time.thread_time()
        understanding = self._original.understand(*arguments)
        self.seconds["understand"] += time.thread_time() - begun
        return understanding

    def _respond(self, *arguments: Any) -> Reply:
        begun = time.thread_time()
        reply = self._original.respond(*arguments)
        self.seconds["respond"] += time.thread_time() - begun
        self.language = reply.language
        if reply.state is None:
            raise BrokenError("no state")
        _survives_storing(reply.state)
        return reply


def _survives_storing(state: State) -> None:
    """What comes back from the store is what was put in."""
    stored = json.dumps(state.as_json())
    if json.dumps(State.from_json(json.loads(stored)).as_json()) != stored:
        raise BrokenError("the state changes when it is stored")


def _exception(entry: Mapping[str, Any]) -> BaseException | None:
    error = entry.get("exc_info")
    return error if isinstance(error, BaseException) else None
