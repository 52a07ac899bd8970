"""Menus of commands and what Kitt says of itself, where a messenger has such things: told once, kept right.

What a messenger was told is in the store, so a start repeats nothing; what failed is tried later, and nobody
waits for any of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b

from bot.abilities import HasMenus, Introduction, Menu
from bot.log import logger
from bot.ports import Clock, Messenger, SendError
from storage.errors import StoreError
from storage.models import Role
from storage.services import menus
from storage.services.menus import Wanted
from storage.session import Store

EVERY = timedelta(seconds=5)
"""How often it looks for whose role or language has changed."""

MOST = 20
"""How many menus one look sets: four a second leave most of Telegram's thirty calls to answers."""

PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
LATER = timedelta(hours=1)
"""The first and the longest pause after failures of a messenger, and that of one address."""


@dataclass(frozen=True, slots=True)
class Menus:
    """What there is to say: for everybody, and to each role in each language (the network's own first)."""

    introduction: Introduction
    of: Callable[[Role, str], Menu]
    languages: Sequence[str]

    @property
    def version(self) -> str:
        """It changes when anything of it does."""
        everything = [repr(self.introduction)]
        everything += [repr(self.of(role, spoken)) for role in Role for spoken in self.languages]
        return blake2b("\n".join(everything).encode(), digest_size=6).hexdigest()


class MenuKeeper:
    """For the clock. ``menus`` makes what there is to say, asked only where a messenger has such things, and
    ``today`` gives the day in the network's zone.
    """

    def __init__(
        self, store: Store, messengers: Iterable[Messenger], *, menus: Callable[[], Menus], clock: Clock,
        today: Callable[[], date],
    ) -> None:  # fmt: skip
        self._store = store
        self._messengers = {one.name: one for one in messengers if isinstance(one, HasMenus)}
        self._make = menus
        self._clock = clock
        self._today = today
        self._rests: dict[str, datetime] = {}
        self._failures: dict[str, int] = {}

    async def run(self) -> None:
        """Say what was not said yet, and set the menus that are not what they should be."""
        if self._messengers:
            await asyncio.to_thread(lambda: self._version)  # all texts of all languages: that takes a moment
        for name, messenger in self._messengers.items():
            if self._rests.get(name, self._clock()) > self._clock():
                continue
            try:
                await self._introduce(name, messenger)
                await self._set_menus(name, messenger)
                self._failures.pop(name, None)
            except SendError as error:
                self._rest(name, error)
            except StoreError as error:
                logger().warning("menus.store_failed", exc_info=error)

    @cached_property
    def _menus(self) -> Menus:
        return self._make()

    @cached_property
    def _version(self) -> str:
        return self._menus.version

    async def _introduce(self, name: str, messenger: HasMenus) -> None:
        known = await asyncio.to_thread(self._introduced, name)
        if known == self._version:
            return
        await messenger.introduce(self._menus.introduction, first=known is None)
        await asyncio.to_thread(self._note_introduced, name)
        logger().info("menus.introduced", messenger=name)

    async def _set_menus(self, name: str, messenger: HasMenus) -> None:
        for wanted in await asyncio.to_thread(self._outdated, name):
            menu = self._menus.of(wanted.role, wanted.language) if wanted.role else None
            try:
                await messenger.set_menu(wanted.address, menu)
            except SendError as error:
                if error.retry_after is not None or not error.permanent:
                    raise
                # This address takes none, perhaps because it is gone; the others need not wait for it.
                await asyncio.to_thread(self._postpone, wanted)
            else:
                await asyncio.to_thread(self._note, wanted)

    def _rest(self, name: str, error: SendError) -> None:
        """Let a messenger rest after a failure, longer each time: nothing of this is urgent."""
        failures = self._failures.get(name, 0)
        self._failures[name] = failures + 1
        growing = min(PAUSE * 2 ** min(failures, 10), LONGEST_PAUSE)
        self._rests[name] = self._clock() + max(error.retry_after or growing, timedelta(seconds=1))
        logger().warning("menus.refused", messenger=name, code=error.code)

    def _introduced(self, name: str) -> str | None:
        with self._store.read() as session:
            return menus.introduced(session, name)

    def _note_introduced(self, name: str) -> None:
        with self._store.write() as session:
            menus.note_introduced(session, name, self._version)

    def _outdated(self, name: str) -> list[Wanted]:
        with self._store.read() as session:
            return menus.outdated(
                session,
                name,
                version=self._version,
                languages=self._menus.languages,
                today=self._today(),
                now=self._clock(),
                most=MOST,
            )

    def _note(self, wanted: Wanted) -> None:
        with self._store.write() as session:
            menus.note(session, wanted.account_id, wanted.mark)

    def _postpone(self, wanted: Wanted) -> None:
        with self._store.write() as session:
            menus.postpone(session, wanted.account_id, self._clock() + LATER)
