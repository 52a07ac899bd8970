"""The parts of Kitt put together around one store and some messengers, with one start and one stop."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from time import perf_counter
from typing import Any, Protocol

from bot import living
from bot.abilities import Told
from bot.chores import EVERY as CHORES_EVERY
from bot.chores import Chores
from bot.clock import Tick, Ticker
from bot.config import Settings
from bot.connections import Connections, stop_all
from bot.delivery import Delivery
from bot.enclosures import Fetcher
from bot.forgetting import EVERY, Forgetting
from bot.handling import Asked, Dialogue, Handler, Manner
from bot.inbox import Inbox
from bot.knowledge import Knowledge
from bot.leases import LASTS, Leases
from bot.ledger import Manner as DeliveryManner
from bot.menus import EVERY as MENUS_EVERY
from bot.menus import MenuKeeper, Menus
from bot.nudging import EVERY as NUDGES_EVERY
from bot.nudging import Nudging
from bot.placing import Option
from bot.ports import Clock, Host, Measure, Messenger, no_measure
from bot.rendering import render
from dialogs.commands import commands_for, commands_in_groups, introduced
from dialogs.engine import respond
from dialogs.texts import LANGUAGES, markup
from dialogs.topics.importing import wanted
from dialogs.turn import Reply, State, Turn, language_for
from nlu.interface import Context, Interpreter, Understanding
from nlu.linking import Names
from storage.models import Role
from storage.services.setting_up import chosen
from storage.services.viewer import Viewer
from storage.session import Session, Store

SWEEP = timedelta(seconds=1)
"""How often what nobody was told of is looked for."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a process is made of."""

    store: Store
    knowledge: Knowledge
    interpreter: Interpreter
    settings: Settings


def wall_clock() -> datetime:
    """The time."""
    return datetime.now(UTC)


def dialogue(parts: Parts, measure: Measure = no_measure) -> Dialogue:
    """What the inbox needs of understanding and dialogue."""
    zone = parts.settings.network.zone

    def today() -> date:
        return wall_clock().astimezone(zone).date()

    def names(session: Session, viewer: Viewer) -> Names:
        return parts.knowledge.names_for(session, viewer, today())

    def understand(text: str, _viewer: Viewer, state: State, known: Names) -> Understanding:
        with measured(measure, "understanding"):
            return parts.interpreter.parse(text, known, Context(state.step is not None, state.topic))

    def answer(
        session: Session,
        asked: Asked,
        viewer: Viewer,
        state: State,
        understanding: Understanding | None,
        choice: Option | None,
    ) -> Reply:
        turn = Turn(
            session=session,
            viewer=viewer,
            language=language_for(viewer, understanding, state, asked.language),
            now=asked.now,
            today=asked.today,
            network=parts.knowledge.at(session, asked.today).network,
            text=asked.text,
            understanding=understanding,
            choice=choice,
            stale_choice=asked.stale,
            taken=asked.taken,
            too_long=asked.too_long,
            unread=asked.unread,
            opening=asked.opening,
            state=state,
            account_id=asked.account_id,
            conversation_id=asked.conversation_id,
            enclosed=asked.enclosed,
            received=asked.received,
        )
        with measured(measure, "dialogue"):
            return respond(turn)

    return Dialogue(names=names, understand=understand, respond=answer, wanted=wanted)


class Server(Protocol):
    """A web server; ``bot.web.Web`` is one. It is there only where it is configured."""

    def start(
        self, store: Store, state: Callable[[], str], clock: Clock, troubles: Callable[[], Mapping[str, str]]
    ) -> None:
        """Begin to answer; ``state`` gives the code of why the process is not ready, or "".

        ``troubles`` names the messengers that are not connected, with a code each.
        """
        ...

    async def stop(self) -> None:
        """Take nothing more in; what is being answered is finished."""
        ...


def menus_of(settings: Settings, languages: Sequence[str]) -> Menus:
    """What messengers show of commands, and of Kitt, in these languages."""
    told = []
    for language in languages:
        said = introduced(settings.network.name, language)
        private = commands_for(Role.GUEST, language)
        told.append((language, Told(private, commands_in_groups(language), said.description, said.short)))
    return Menus(told, commands_for, languages)


class Process:
    """Kitt running: messengers, inbox, delivery, clock, and a web server where one is wanted."""

    def __init__(
        self,
        parts: Parts,
        messengers: Sequence[Messenger],
        *,
        clock: Clock = wall_clock,
        web: Server | None = None,
        measure: Measure = no_measure,
        lease: timedelta = LASTS,
    ) -> None:
        settings = parts.settings
        self._store = parts.store
        self._clock = clock
        self._web = web
        self._state = "starting"
        self._messengers = messengers
        self._done = asyncio.Event()
        owner = living.name_of_this(secrets.token_hex(6))
        self._leases = Leases(
            parts.store, messengers, owner=owner, clock=clock, is_gone=living.is_gone, lasts=lease
        )
        languages = (settings.network.language, *(n for n in LANGUAGES if n != settings.network.language))
        self.delivery = Delivery(
            parts.store,
            messengers,
            partial(render, markup=_markup),
            owner=owner,
            clock=clock,
            random=Random(),  # noqa: S311 (spreads pauses, guards nothing)
            manner=DeliveryManner(
                lease=settings.delivery.lease,
                attempts=settings.delivery.attempts,
                zone=settings.network.zone,
                is_gone=living.is_gone,
                holds=self._leases.holds,
                measure=measure,
            ),
        )
        names = (one.name for one in messengers)
        self._connections = Connections(names, measure, self.delivery.back)
        manner = Manner(
            zone=settings.network.zone,
            languages=languages,
            question_lasts=settings.dialogue.question_expires,
            context_lasts=settings.dialogue.context_expires,
            chosen=lambda session: chosen(session)[1],
        )
        self._fetcher = Fetcher(messengers)
        self.inbox = Inbox(
            parts.store,
            Handler(parts.store, dialogue(parts, measure), manner, clock=clock, fetch=self._fetcher),
            messengers=messengers,
            wake=self.delivery.wake,
            clock=clock,
            measure=measure,
        )
        zone, wake = settings.network.zone, self.delivery.wake
        forgetting = Forgetting(parts.store, keep=settings.retention.texts, clock=clock)
        language = settings.network.language
        chores = Chores(parts.store, clock=clock, zone=zone, wake=wake, language=language)
        nudging = Nudging(parts.store, clock=clock, zone=zone, language=language, wake=wake)
        keeper = MenuKeeper(
            parts.store,
            messengers,
            menus=partial(menus_of, settings, languages),
            clock=clock,
            today=lambda: clock().astimezone(zone).date(),
        )
        self._ticker = Ticker(
            (
                Tick("leases", SWEEP, self._look_at_leases),
                Tick("inbox", SWEEP, self.inbox.sweep),
                Tick("delivery", SWEEP, self.delivery.sweep),
                Tick("retention", EVERY, forgetting.run, at_once=True),
                Tick("chores", CHORES_EVERY, chores.run, at_once=True),
                Tick("nudges", NUDGES_EVERY, nudging.run, at_once=True),
                Tick("menus", MENUS_EVERY, keeper.run, at_once=True),
            )
        )

    async def run(self) -> Mapping[str, str]:
        """Run until every messenger has ended or ``stop`` is called; returns why each ended."""
        if self._web is not None:
            self._web.start(self._store, self.state, self._clock, lambda: self._connections.troubles)
        await self._leases.sweep()
        self._fetcher.bind(asyncio.get_running_loop())
        await self.delivery.take_over()
        await self.inbox.recover()
        self._ticker.start()
        started: list[Messenger] = []
        try:
            for messenger in self._messengers:
                await messenger.start(self._host(messenger.name))
                started.append(messenger)
            self._state = ""
            await self._done.wait()
        finally:
            self._state = "stopping"
            if self._web is not None:
                await self._web.stop()
            await stop_all(started)
            self._ticker.stop()
            await self.inbox.stop()
            await self.delivery.stop()
            await stop_all(self._messengers)
            await self._leases.release()
        return self._connections.ended

    def state(self) -> str:
        """Why this process does not do all that it is there for, as a code; "" if it does."""
        return self._state or ("" if self._connections.is_one else "messenger")

    def stop(self) -> None:
        """End in good order: what is being handled and sent is finished."""
        self._done.set()

    async def _look_at_leases(self) -> None:
        """Of a process that has died it is known by now what it held; what waits is sent from here on."""
        if await self._leases.sweep():
            await self.delivery.take_over()
            await self.delivery.sweep()

    def _host(self, name: str) -> Host:
        def ended(code: str) -> None:
            # Another process may do better, as one that has the keys.
            self._leases.leave(name)
            if self._connections.end(name, code):
                self._done.set()

        return Host(
            store=self.inbox.store,
            settled=self.delivery.settled,
            ended=ended,
            alone=self._leases.alone,
            connected=partial(self._connections.reached, name),
            knows=self.inbox.knows,
            admits=self.inbox.admits,
        )


@contextmanager
def measured(measure: Measure, name: str) -> Iterator[None]:
    """Measure how long something takes."""
    begun = perf_counter()
    try:
        yield
    finally:
        measure(name, perf_counter() - begun)


def _markup(text: Mapping[str, Any], language: str) -> str:
    return markup(text, language)
