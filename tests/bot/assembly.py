"""Inbox and delivery put together as the application does it, with a dialogue that repeats what it hears."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.delivery import Delivery
from bot.enclosures import Fetcher
from bot.handling import Asked, Dialogue, Handler, Manner
from bot.inbox import Inbox
from bot.ledger import Manner as DeliveryManner
from bot.placing import Option
from bot.ports import Host, Incoming, Limits, Measure, OutgoingKind, Part, Probe, no_measure, no_probe
from bot.rendering import Markup, render
from dialogs.texts import markup as said
from dialogs.turn import Option as Offered
from dialogs.turn import Reply, State, say
from nlu.interface import Decision, Understanding
from storage.models import InboxEvent, StoreInfo
from storage.services.setting_up import chosen
from storage.services.viewer import Viewer
from storage.session import Session, Store

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


class HandClock:
    """A clock that is turned by hand."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class FakeMessenger:
    """A network in memory. ``faults`` are raised in turn: (error, whether the part arrives all the same)."""

    name: str = "fake"
    idempotent: bool = True
    limits: Limits = field(default_factory=Limits)
    kinds: frozenset[OutgoingKind] = frozenset({"send"})
    addresses: frozenset[str] | None = None
    faults: deque[tuple[BaseException, bool] | None] = field(default_factory=deque)
    arrived: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # of all that arrived, repetitions too
    first: list[str] = field(default_factory=list)  # of what people saw
    order: list[tuple[str, str]] = field(default_factory=list)  # (address, key) of what people saw
    calls: int = 0

    async def start(self, host: Host) -> None:
        """Bring nothing."""

    async def stop(self) -> None:
        """Nothing to let go of."""

    async def send(self, address: str, part: Part, *, key: str) -> str:
        self.calls += 1
        await asyncio.sleep(0)
        fault = self.faults.popleft() if self.faults else None
        if fault is None or fault[1]:
            if not (self.idempotent and key in self.keys):
                self.first.append(key)
                self.order.append((address, key))
                self.arrived.append((address, part.plain))
                self.parts.append(part)
            self.keys.append(key)
        if fault is not None:
            raise fault[0]
        return f"id-{key}"


def echo(
    session: Session,
    asked: Asked,
    viewer: Viewer,
    state: State,
    understanding: Understanding | None,
    choice: Option | None,
) -> Reply:
    """Repeat a text; count what was said; offer two options."""
    wrong = {"stale-option": asked.stale, "input-too-long": asked.too_long, "edit-taken": asked.taken}
    wrong["undecryptable"] = asked.unread
    for key in (key for key, is_so in wrong.items() if is_so):
        return Reply((say(key),))
    if (special := of_edits(session, asked, state, choice)) is not None:
        return special
    if choice is not None:
        return Reply((say("echo", text=f"chosen {choice[0]} {choice[1]['n']}"),))
    if asked.text.isdigit() and 0 < int(asked.text) <= len(state.options):
        option = state.options[int(asked.text) - 1]
        return Reply((say("echo", text=f"chosen {option['step']} {option['data']['n']}"),))
    if asked.text == "silence" or (asked.opening and not asked.text and viewer.in_group):
        return Reply(())
    count = int(state.slots.get("count", 0)) + 1
    options = (
        Offered(say("echo", text="one"), "pick", {"n": 1}),
        Offered(say("echo", text="two"), "pick", {"n": 2}),
    )
    return Reply(
        (say("echo", text=f"{viewer.role}: {asked.text}"),),
        options if asked.text == "options" else (),
        State(slots={"count": count}),
    )


def of_edits(session: Session, asked: Asked, state: State, choice: Option | None) -> Reply | None:
    """What the tests of edited messages say: a list with pages, a form, something that is written."""
    if asked.text == "pages" or (choice is not None and choice[0] == "page"):
        return pages(int(choice[1]["n"]) if choice else 1)
    if asked.text.startswith("write "):
        session.add(StoreInfo(key=asked.text, value="1"))
    if asked.text == "form" or (state.step == "form" and choice is None):
        if asked.text == "by the way":
            return Reply((say("echo", text=f"guest: {asked.text}"),))
        more = State(step="form", data={"n": int(state.data.get("n", 0)) + 1})
        yes = (Offered(say("echo", text="yes"), "yes", {"n": 0}),)
        return Reply((say("echo", text=f"form {more.data['n']}: {asked.text}"),), yes, state=more)
    if choice is not None and choice[0] == "yes":
        return Reply((say("echo", text="done"),), state=State(), settles=True)
    return None


def pages(number: int) -> Reply:
    """A list that moves on in its place, with a button that leads away from it."""
    options = (
        Offered(say("echo", text="next"), "page", {"n": number + 1}),
        Offered(say("echo", text="away"), "pick", {"n": number}),
    )
    return Reply((say("echo", text=f"page {number}"),), options, edit=True)


def understood(text: str, _viewer: Viewer, _state: State, _names: object) -> Understanding:
    return Understanding(text, "echo", 1.0, Decision.ACT)


def markup(text: Mapping[str, Any], language: str) -> str:
    """A text without Fluent: what it repeats, or its key and language."""
    if text["key"] == "broken":
        raise ValueError(text["key"])
    return str(text["params"].get("text", f"{text['key']}/{language}"))


def markup_of(text: Mapping[str, Any], language: str) -> str:
    """A text as it is said."""
    return said(text, language)


class Assembly:
    """Everything between a messenger and the store, and back."""

    def __init__(
        self,
        store: Store,
        *messengers: Any,
        clock: HandClock | None = None,
        dialogue: Dialogue | None = None,
        owner: str = "test",
        probe: Probe = no_probe,
        threads: int = 4,
        workers: int = 4,
        attempts: int = 8,
        is_gone: Callable[[str], bool] = lambda _owner: True,
        holds: Callable[[str], bool] = lambda _messenger: True,
        measure: Measure = no_measure,
        texts: Markup = markup,
    ) -> None:
        self.store = store
        self.clock = clock or HandClock()
        self.dialogue = dialogue or Dialogue(lambda _session, _viewer: None, understood, echo)
        self.messengers = messengers
        self.delivery = Delivery(
            store,
            messengers,
            partial(render, markup=texts),
            owner=owner,
            clock=self.clock,
            random=Random(1),
            manner=DeliveryManner(
                attempts=attempts, workers=workers, zone=BERLIN, is_gone=is_gone, holds=holds, measure=measure
            ),
            probe=probe,
        )
        self.fetcher = Fetcher(messengers)
        manner = Manner(BERLIN, chosen=lambda session: chosen(session)[1])
        handler = Handler(store, self.dialogue, manner, clock=self.clock, probe=probe, fetch=self.fetcher)
        self.inbox = Inbox(
            store,
            handler,
            messengers=messengers,
            wake=self.delivery.wake,
            clock=self.clock,
            threads=threads,
            probe=probe,
            measure=measure,
        )
        self.host = Host(
            self.inbox.store,
            self.delivery.settled,
            lambda code: None,
            knows=self.inbox.knows,
            admits=self.inbox.admits,
        )

    async def say(self, text: str, key: str, **more: Any) -> bool:
        """An event from the first messenger."""
        values: dict[str, Any] = {
            "messenger": self.messengers[0].name,
            "event_key": key,
            "conversation_address": "c1",
            "conversation_kind": "private",
            "sender_address": "a1",
            "sent_at": self.clock(),
            "text": text,
        }
        return await self.inbox.store(Incoming(**(values | more)))

    async def stop(self) -> None:
        await self.inbox.stop()
        await self.delivery.stop()


def play(scene: Callable[[], Coroutine[Any, Any, None]], minutes: float = 1) -> None:
    """Run a scene in an event loop of its own; it has a minute, or so many."""

    async def bounded() -> None:
        async with asyncio.timeout(60 * minutes):
            await scene()

    asyncio.run(bounded())


def events(store: Store) -> list[InboxEvent]:
    """All that came in, in order."""
    with store.read() as session:
        found = list(session.scalars(select(InboxEvent).order_by(InboxEvent.id)))
        session.expunge_all()  # what a reading session holds ends with it
        return found


def texts(messenger: FakeMessenger) -> list[str]:
    """What arrived, without the addresses."""
    return [text for _, text in messenger.arrived]
