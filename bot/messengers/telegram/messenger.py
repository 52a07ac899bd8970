"""Telegram as a messenger like any other: updates become events, parts become messages."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from telegram import Bot, LinkPreviewOptions, Message, User
from telegram.constants import ParseMode
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.log import logger
from bot.messengers.telegram import translating
from bot.messengers.telegram.errors import TOPIC_GONE, meaning, says, wait_of
from bot.messengers.telegram.groups import Place, place_of
from bot.messengers.telegram.pace import Pace
from bot.messengers.telegram.parts import LIMITS, file_of, html_of, is_caption, keyboard
from bot.messengers.telegram.polling import Notice, Pauses, Polling
from bot.ports import Clock, Host, Limits, OutgoingKind, Part, SendError

CONNECTIONS = 8
"""More at a time make the library slower."""

MOST_HALF_SENT = 1_000
"""Of so many parts that consist of several messages it is remembered how many of them arrived."""


def _lines(connections: int) -> HTTPXRequest:
    """So many lines to the server; the times, in seconds, together stay under a lease."""
    return HTTPXRequest(
        connections, connect_timeout=10.0, read_timeout=20.0, write_timeout=20.0, pool_timeout=5.0
    )


Step = Callable[[int | None], Awaitable[Message]]
"""One call that makes a message, in this topic."""


class Telegram:
    """Telegram offers no key for a message: what is sent twice arrives twice, so it is not idempotent."""

    name = "telegram"
    addresses: frozenset[str] | None = None
    idempotent = False
    kinds: frozenset[OutgoingKind] = frozenset({"send"})
    limits: Limits = LIMITS

    def __init__(
        self, *, token: str, base_url: str, notice: Notice, clock: Clock, pauses: Pauses, pace: Pace
    ) -> None:
        self._token = token
        self._base_url = base_url
        self._notice = notice
        self._clock = clock
        self._pauses = pauses
        self._pace = pace
        self._made: Bot | None = None
        self._polling_request: HTTPXRequest | None = None
        self._polling: Polling | None = None
        self._task: asyncio.Task[None] | None = None
        self._me = User(0, "", is_bot=True)
        self._asides: set[asyncio.Task[None]] = set()
        self._half_sent: OrderedDict[str, int] = OrderedDict()

    async def start(self, host: Host) -> None:
        """Begin to poll; Telegram need not be there yet, and is waited for."""
        self._polling_request = _lines(1)
        self._polling = Polling(
            self._polling_request,
            f"{self._base_url}/bot{self._token}/getUpdates",
            lambda raw: self._keep(host, raw),
            self._notice,
            self._pauses,
        )
        self._task = asyncio.create_task(self._receive(host, self._polling))

    async def stop(self) -> None:
        """Fetch nothing more and confirm what was kept; called again, let go of the lines for sending."""
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
        await asyncio.gather(*self._asides)
        if self._made is not None:
            bot, self._made = self._made, None
            await bot.request.shutdown()

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Send a part and return the number of its message, the last one if it makes several.

        Raises:
            SendError: as notes on Telegram's answers say; a timeout means that nobody knows.
        """
        external_id = ""
        place = place_of(int(address), part)
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

    async def _called(self, address: str, step: Step, topic: int | None) -> Message:
        try:
            return await step(topic)
        except RetryAfter as error:
            self._pace.flooded(address, wait_of(error))
            raise meaning(error) from error
        except TelegramError as error:
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
            steps.append(_document(bot, chat, place, file_of(file), caption, markup))
        if not as_caption and text.strip():
            steps.append(_text(bot, chat, place, text, keys))
        if not steps:
            raise SendError("empty", permanent=True)
        return steps

    async def _receive(self, host: Host, polling: Polling) -> None:
        """Get to know the bot, then poll until the token is refused."""
        try:
            await self._connected()
            await polling.run()
        except InvalidToken as error:
            logger().error("telegram.unauthorized", exc_info=error)
            self._notice("unauthorized", "")
            host.ended("unauthorized")
        except Exception as error:
            logger().error("telegram.ended", exc_info=error)
            host.ended("crashed")

    async def _connected(self) -> None:
        """Ask who we are and end what an earlier webhook left; nothing that waits is dropped."""
        failures = 0
        while True:
            try:
                self._me = await self._bot().get_me()
                await self._bot().delete_webhook(drop_pending_updates=False)
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                logger().warning("telegram.not_connected", exc_info=error)
                if failures == 1:
                    self._notice("unreachable", "")
                await asyncio.sleep(self._pauses.after(failures))
            else:
                self._notice("connected", f"https://t.me/{self._me.username}")
                # Nothing needs it off: Kitt answers who speaks to it, and that comes with privacy mode on.
                if self._me.can_read_all_group_messages:
                    self._notice("privacy-off", "")
                return

    async def _keep(self, host: Host, raw: dict[str, Any]) -> None:
        """Store what an update says before it is confirmed.

        Raises:
            NotStoredError: it could not be stored.
        """
        now = self._clock()
        try:
            update, event = translating.read(raw, self._me, now)
        except translating.UnreadableError as error:
            logger().error("telegram.unreadable", exc_info=error)
            await host.store(translating.unreadable(raw, now))
            return
        if event is not None:
            await host.store(event)
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
                request=_lines(CONNECTIONS),
            )
        return self._made


def _text(bot: Bot, chat: int, place: Place, text: str, keys: Any) -> Step:
    return lambda topic: bot.send_message(
        chat,
        text,
        parse_mode=ParseMode.HTML,
        reply_markup=keys,
        reply_parameters=place.reply,
        message_thread_id=topic,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def _document(bot: Bot, chat: int, place: Place, file: Any, caption: str | None, keys: Any) -> Step:
    return lambda topic: bot.send_document(
        chat,
        file,
        caption=caption or None,
        parse_mode=ParseMode.HTML,
        reply_markup=keys,
        reply_parameters=place.reply,
        message_thread_id=topic,
    )
