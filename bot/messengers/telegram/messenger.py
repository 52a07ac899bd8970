"""Telegram as a messenger like any other: updates become events, parts become messages."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from telegram import Bot, Message, User
from telegram.error import ChatMigrated, InvalidToken, RetryAfter, TelegramError

from bot.abilities import Introduction, Menu
from bot.log import logger
from bot.messengers.telegram import menus, translating
from bot.messengers.telegram.calls import Step, contact_card, document, text_message
from bot.messengers.telegram.errors import TOPIC_GONE, meaning, says, wait_of
from bot.messengers.telegram.files import content_of
from bot.messengers.telegram.groups import Place, place_of
from bot.messengers.telegram.lines import Lines
from bot.messengers.telegram.parts import LIMITS, file_of, html_of, is_caption, keyboard
from bot.messengers.telegram.polling import Line, Notice, Polling, insist
from bot.messengers.telegram.replacing import edit
from bot.messengers.telegram.signs import Signs
from bot.messengers.telegram.tempo import Tempo
from bot.messengers.telegram.webhook import Address, Webhook
from bot.ports import (
    Clock,
    Host,
    Limits,
    Measure,
    NotStoredError,
    OutgoingKind,
    Part,
    SendError,
    no_measure,
)

T = TypeVar("T")

CONNECTIONS = 8
"""More at a time make the library slower."""

LAST_ASIDES = 1.0
"""Seconds at the end for what is no message: nobody misses it."""

MOST_HALF_SENT = 1_000
"""Of so many parts that consist of several messages it is remembered how many of them arrived."""


class Telegram:
    """Telegram offers no key for a message: what is sent twice arrives twice, so it is not idempotent."""

    name = "telegram"
    addresses: frozenset[str] | None = None
    idempotent = False
    kinds: frozenset[OutgoingKind] = frozenset({"send", "edit"})
    limits: Limits = LIMITS

    def __init__(
        self,
        *,
        token: str,
        base_url: str,
        notice: Notice,
        clock: Clock,
        tempo: Tempo,
        address: Address | None = None,
        measure: Measure = no_measure,
    ) -> None:
        self._measure = measure
        self._webhook = None if address is None else Webhook(address, notice, tempo.pauses, measure)
        self._token = token
        self._base_url = base_url
        self._notice = notice
        self._clock = clock
        self._pauses = tempo.pauses
        self._pace = tempo.pace
        self._made: Bot | None = None
        self._polling_request: Lines | None = None
        self._polling: Polling | None = None
        self._task: asyncio.Task[None] | None = None
        self._me = User(0, "", is_bot=True)
        self._host: Host | None = None
        self._asides: set[asyncio.Task[None]] = set()
        self._half_sent: OrderedDict[str, int] = OrderedDict()
        self._signs = Signs(self._bot, tempo.pace, tempo.signs)

    async def start(self, host: Host) -> None:
        """Begin to poll or to be called; Telegram need not be there yet, and is waited for."""
        self._host = host
        if self._webhook is None:
            self._polling_request = Lines(1)
            self._polling = Polling(
                self._polling_request,
                f"{self._base_url}/bot{self._token}/getUpdates",
                lambda raw: self._keep(host, raw),
                self._notice,
                self._pauses,
                Line(lambda: host.alone(self.name), partial(self._went, host), self._no_webhook),
            )
        self._task = asyncio.create_task(self._receive(host))

    async def stop(self) -> None:
        """Take nothing more in and confirm what was kept; called again, let go of the lines for sending."""
        if self._webhook is not None:
            self._webhook.close()
        if self._task is None:
            await self._let_go()
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        self._task = None
        if self._polling is not None and self._polling_request is not None:
            await self._polling.confirm()
            await self._polling_request.shutdown()
            self._polling = self._polling_request = None

    async def _let_go(self) -> None:
        self._signs.stop()
        if self._asides:
            _, late = await asyncio.wait(set(self._asides), timeout=LAST_ASIDES)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._made is not None:
            bot, self._made = self._made, None
            await bot.request.shutdown()

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Send a part and return the number of its message, the last one if it makes several.

        Raises:
            SendError: as notes on Telegram's answers say; a timeout means that nobody knows.
        """
        self._signs.answered(address)
        if part.edits:
            await self._pace.turn(address)
            return await edit(self._bot(), self._pace, address, part, self._me.username or "")
        external_id, place = "", place_of(int(address), part)
        steps = self._steps(int(address), place, part)
        # Tried again after a refusal halfway, what arrived before it does not go out a second time.
        for number, step in enumerate(steps):
            if number < self._half_sent.get(key, 0):
                continue
            await self._pace.turn(address, answers=bool(part.answers))
            external_id = str((await self._called(address, step, place.topic)).message_id)
            if len(steps) > 1:
                self._half_sent[key] = number + 1
        self._half_sent.pop(key, None)
        while len(self._half_sent) > MOST_HALF_SENT:
            self._half_sent.popitem(last=False)
        return external_id

    async def fetch(self, file_id: str, most: int) -> bytes:
        """What is in a file that somebody sent.

        Raises:
            FetchError: it is larger than ``most`` bytes, or could not be fetched.
        """
        return await content_of(self._bot(), file_id, most)

    async def introduce(self, introduction: Introduction, *, first: bool) -> None:
        """Set what everybody sees; the first time say what only a human can set.

        Raises:
            SendError: it was refused.
        """
        await menus.introduce(self._bot(), introduction)
        if first:
            self._notice("picture", "")

    async def set_menu(self, address: str, menu: Menu | None) -> None:
        """Give a private chat a menu of its own, or take it away.

        Raises:
            SendError: it was refused.
        """
        await menus.set_menu(self._bot(), address, menu)

    async def _called(self, address: str, step: Step, topic: int | None) -> Message:
        try:
            return await step(topic)
        except RetryAfter as error:
            self._pace.flooded(address, wait_of(error))
            self._measure("limited", messenger=self.name)
            raise meaning(error) from error
        except TelegramError as error:
            if isinstance(error, ChatMigrated) and self._host is not None:
                # The update that says so comes too, unless Kitt was away for longer than a day.
                with suppress(NotStoredError):
                    await self._host.store(translating.moved(address, error, self._me, self._clock()))
            if topic is not None and says(error, TOPIC_GONE):
                return await self._called(address, step, None)
            raise meaning(error) from error

    def _steps(self, chat: int, place: Place, part: Part) -> list[Step]:
        """The calls that make this part: one message, or one a file and one for a text too long for it."""
        bot, text, keys = self._bot(), html_of(part), keyboard(part.options, self._me.username or "")
        steps: list[Step] = []
        as_caption = is_caption(part)
        for number, file in enumerate(part.files):
            last = number == len(part.files) - 1
            caption = text if as_caption and last else None
            markup = keys if as_caption and last else None
            steps.append(document(bot, chat, place, file_of(file), caption, markup))
        if not as_caption and text.strip():
            steps.append(text_message(bot, chat, place, text, keys))
        steps += [contact_card(bot, chat, place, contact) for contact in part.contacts]
        if not steps:
            raise SendError("empty", permanent=True)
        return steps

    async def _receive(self, host: Host) -> None:
        """Get to know the bot, then take in what comes until the token is refused."""
        alone, went = partial(host.alone, self.name), partial(self._went, host)
        try:
            await self._connected(host)
            if self._webhook is not None:
                self._webhook.open(partial(self._keep, host))
                await self._webhook.run(self._bot(), alone, went)
            elif self._polling is not None:
                await alone()
                # What an earlier webhook left would forbid polling.
                await self._no_webhook()
                await self._polling.run()
        except InvalidToken as error:
            logger().error("telegram.unauthorized", exc_info=error)
            self._notice("unauthorized", "")
            host.ended("unauthorized")
        except Exception as error:
            logger().error("telegram.ended", exc_info=error)
            self._notice("crashed", "")
            host.ended("crashed")

    async def _connected(self, host: Host) -> None:
        """Ask who we are; Telegram is waited for."""
        self._me = await self._insist(self._bot().get_me)
        self._notice("connected", f"https://t.me/{self._me.username}")
        # Nothing needs it off: whoever speaks to Kitt comes through all the same.
        if self._me.can_read_all_group_messages:
            self._notice("privacy-off", "")
        host.connected(True)

    async def _no_webhook(self) -> None:
        """End a webhook; nothing that waits is dropped."""
        await self._insist(partial(self._bot().delete_webhook, drop_pending_updates=False))

    async def _insist(self, call: Callable[[], Awaitable[T]]) -> T:
        return await insist(call, self._notice, self._pauses)

    def _went(self, host: Host, well: bool) -> None:
        """Whether Telegram was there when it was last asked for what is new."""
        host.connected(well)
        if well and self._polling is not None:
            self._measure("polled", self._clock().timestamp(), messenger=self.name)

    async def _keep(self, host: Host, raw: dict[str, Any]) -> None:
        """Store what an update says before it is confirmed.

        Raises:
            NotStoredError: it could not be stored.
        """
        now = self._clock()
        self._measure("updates", messenger=self.name, kind="received")
        try:
            update, event = translating.read(raw, self._me, now)
        except translating.UnreadableError as error:
            logger().error("telegram.unreadable", exc_info=error)
            self._measure("updates", messenger=self.name, kind="unreadable")
            await host.store(translating.unreadable(raw, now))
            return
        if event is not None and self._signs.is_news(event) and await host.store(event):
            self._signs.heard(event, host.settled)
        if update.callback_query is not None:
            self._aside(self._answer(update.callback_query.id))

    async def _answer(self, query: str) -> None:
        """End the waiting sign on a button; one that is too old is nobody's concern."""
        with suppress(TelegramError):
            await self._bot().answer_callback_query(query)

    def _aside(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._asides.add(task)
        task.add_done_callback(self._asides.discard)

    def _bot(self) -> Bot:
        """The library's bot, made in the loop that uses it; what is owed may go out before ``start``."""
        if self._made is None:
            self._made = Bot(
                self._token,
                f"{self._base_url}/bot",
                f"{self._base_url}/file/bot",
                request=Lines(CONNECTIONS),
            )
        return self._made
