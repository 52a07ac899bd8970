"""The parts of Kitt put together around one store and some messengers, with one start and one stop."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from bot.chores import EVERY as CHORES_EVERY
from bot.chores import Chores
from bot.clock import Tick, Ticker
from bot.config import Settings
from bot.delivery import Delivery
from bot.forgetting import EVERY, Forgetting
from bot.handling import Asked, Dialogue, Handler, Manner, Option
from bot.inbox import Inbox
from bot.knowledge import Knowledge
from bot.ledger import Manner as DeliveryManner
from bot.ports import Clock, Host, Messenger
from bot.rendering import render
from dialogs.engine import respond
from dialogs.texts import LANGUAGES, markup
from dialogs.turn import Reply, State, Turn, language_for
from nlu.interface import Context, Interpreter, Understanding
from nlu.linking import Names
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


def dialogue(parts: Parts) -> Dialogue:
    """What the inbox needs of understanding and dialogue."""
    zone = parts.settings.network.zone

    def today() -> date:
        return wall_clock().astimezone(zone).date()

    def names(session: Session, viewer: Viewer) -> Names:
        return parts.knowledge.names_for(session, viewer, today())

    def understand(text: str, _viewer: Viewer, state: State, known: Names) -> Understanding:
        return parts.interpreter.parse(text, known, Context(state.step is not None, state.topic))

    def answer(
        session: Session,
        asked: Asked,
        viewer: Viewer,
        state: State,
        understanding: Understanding | None,
        choice: Option | None,
    ) -> Reply:
        return respond(
            Turn(
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
                too_long=asked.too_long,
                opening=asked.opening,
                state=state,
                account_id=asked.account_id,
                conversation_id=asked.conversation_id,
            )
        )

    return Dialogue(names=names, understand=understand, respond=answer)


class Process:
    """Kitt running: messengers, inbox, delivery, clock."""

    def __init__(self, parts: Parts, messengers: Sequence[Messenger], *, clock: Clock = wall_clock) -> None:
        settings = parts.settings
        self._messengers = messengers
        self.ended: dict[str, str] = {}
        self._done = asyncio.Event()
        languages = (settings.network.language, *(n for n in LANGUAGES if n != settings.network.language))
        self.delivery = Delivery(
            parts.store,
            messengers,
            partial(render, markup=_markup),
            owner=f"{os.getpid()}-{secrets.token_hex(6)}",
            clock=clock,
            random=Random(),  # noqa: S311 (spreads pauses, guards nothing)
            manner=DeliveryManner(
                lease=settings.delivery.lease,
                attempts=settings.delivery.attempts,
                zone=settings.network.zone,
            ),
        )
        manner = Manner(
            zone=settings.network.zone,
            languages=languages,
            question_lasts=settings.dialogue.question_expires,
            context_lasts=settings.dialogue.context_expires,
        )
        self.inbox = Inbox(
            parts.store,
            Handler(parts.store, dialogue(parts), manner, clock=clock),
            messengers=messengers,
            wake=self.delivery.wake,
            clock=clock,
            zone=settings.network.zone,
        )
        forgetting = Forgetting(parts.store, keep=settings.retention.texts, clock=clock)
        chores = Chores(
            parts.store,
            clock=clock,
            zone=settings.network.zone,
            wake=self.delivery.wake,
        )
        self._ticker = Ticker(
            (
                Tick("inbox", SWEEP, self.inbox.sweep),
                Tick("delivery", SWEEP, self.delivery.sweep),
                Tick("retention", EVERY, forgetting.run, at_once=True),
                Tick("chores", CHORES_EVERY, chores.run, at_once=True),
            )
        )

    async def run(self) -> Mapping[str, str]:
        """Run until every messenger has ended or ``stop`` is called; returns why each ended."""
        await self.delivery.take_over()
        await self.inbox.recover()
        self._ticker.start()
        started: list[Messenger] = []
        try:
            for messenger in self._messengers:
                await messenger.start(self._host(messenger.name))
                started.append(messenger)
            await self._done.wait()
        finally:
            for messenger in started:
                await messenger.stop()
            self._ticker.stop()
            await self.inbox.stop()
            await self.delivery.stop()
            for messenger in self._messengers:
                await messenger.stop()
        return self.ended

    def stop(self) -> None:
        """End in good order: what is being handled and sent is finished."""
        self._done.set()

    def _host(self, name: str) -> Host:
        def ended(code: str) -> None:
            self.ended[name] = code
            if len(self.ended) == len(self._messengers):
                self._done.set()

        return Host(store=self.inbox.store, settled=self.delivery.settled, ended=ended)


def _markup(text: Mapping[str, Any], language: str) -> str:
    return markup(text, language)
