"""Matrix as a messenger like any other: events become Kitt's events, parts become messages, encrypted."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress

from nio import AsyncClient, MatrixRoom

from bot.abilities import FetchError
from bot.log import logger
from bot.messengers.matrix import content, translating
from bot.messengers.matrix.connecting import Account, ConnectError, Notice, connect
from bot.messengers.matrix.device import sign_device, upload_fallback_key, upload_keys
from bot.messengers.matrix.fetching import content_of
from bot.messengers.matrix.hearing import Hearing
from bot.messengers.matrix.home import Home, InUseError, Login
from bot.messengers.matrix.introducing import NAME_SHOWN, introduce
from bot.messengers.matrix.invitations import Invitations
from bot.messengers.matrix.line import BROKEN, AnswerError
from bot.messengers.matrix.manners import Manners
from bot.messengers.matrix.mine import Mine
from bot.messengers.matrix.rate import Rate
from bot.messengers.matrix.rooms import Rooms
from bot.messengers.matrix.saying import Saying
from bot.messengers.matrix.secrecy import Secrecy
from bot.messengers.matrix.sending import SOON, Sending
from bot.messengers.matrix.signs import Signs
from bot.messengers.matrix.slowed import Slowed
from bot.messengers.matrix.syncing import Came, Keep, Pauses, Syncing, Terms
from bot.messengers.matrix.waiting import Waiting
from bot.ports import (
    Clock,
    Host,
    Limits,
    Measure,
    NotStoredError,
    OutgoingKind,
    Part,
    Probe,
    SendError,
    no_measure,
)

MOST_ASKED = 1_000
"""Of so many questions it is remembered who asked, to mention them in the answer."""


class Matrix:
    """Matrix drops an event whose transaction it knows: a part sent twice arrives once (trap 14)."""

    name = translating.NAME
    addresses: frozenset[str] | None = None
    idempotent = True
    kinds: frozenset[OutgoingKind] = frozenset({"send", "edit"})
    limits: Limits = content.LIMITS

    def __init__(
        self,
        *,
        account: Account,
        home: Home,
        notice: Notice,
        clock: Clock,
        pauses: Pauses,
        probe: Probe,
        measure: Measure = no_measure,
    ) -> None:
        self._measure = measure
        self._slowed = Slowed(home, clock, notice)
        self._account = account
        self._home = home
        self._notice = notice
        self._clock = clock
        self._pauses = pauses
        self._probe = probe
        self._client: AsyncClient | None = None
        self._saying: Saying | None = None
        self._hearing: Hearing | None = None
        self._rooms: Rooms | None = None
        self._manners: Manners | None = None
        self._task: asyncio.Task[None] | None = None
        self._me = translating.Me("", NAME_SHOWN)
        self._syncing: Syncing | None = None
        self._asked: OrderedDict[str, str] = OrderedDict()

    async def start(self, host: Host) -> None:
        """Begin to connect and to sync; the homeserver need not be there yet, and is waited for."""
        self._task = asyncio.create_task(self._run(host))

    async def stop(self) -> None:
        """Fetch nothing more; called again, let go of the line."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
            return
        if self._manners is not None:
            await self._manners.stop()
        if self._client is not None:
            await self._client.close()
            self._client = None
        self._home.give_back()

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Send a part and return the name of its event.

        Raises:
            SendError: as the homeserver's refusals say; sent again with its key it does not arrive twice.
        """
        try:
            return await self._sent(address, part, key)
        except SendError as error:
            if error.code == "flood":
                self._measure("limited", messenger=self.name)
                self._slowed.note()
            raise

    async def _sent(self, address: str, part: Part, key: str) -> str:
        if self._saying is None or self._syncing is None:
            raise SendError("not-connected", retry_after=SOON)
        # What the first sync brings may be answered before that sync is over.
        with suppress(TimeoutError):
            await asyncio.wait_for(self._syncing.ready.wait(), SOON.total_seconds())
        if not self._syncing.ready.is_set():
            raise SendError("not-synced", retry_after=SOON)
        sender = self._asked.get(part.answers, "")
        event_id = await self._saying.say(address, part, key=key, sender=sender)
        if self._manners is not None:
            self._manners.answered(address)
        return event_id

    async def fetch(self, file_id: str, most: int) -> bytes:
        """What is in a file that somebody sent.

        Raises:
            FetchError: it is larger than ``most`` bytes, or could not be fetched.
        """
        if self._client is None:
            raise FetchError("failed")
        return await content_of(self._client, file_id, most)

    async def _run(self, host: Host) -> None:
        """Connect, then sync until the login is refused."""
        try:
            await host.alone(self.name)
            self._home.take()
            client, login = await self._connected(host)
            secrecy = Secrecy(self._home, client)
            self._client, mine = client, Mine(client)
            sending = Sending(client, secrecy, Rate(self._clock, lambda: None), self._probe)
            signs = Signs(self._home, client, sending, self._probe)
            self._saying, self._hearing = Saying(client, sending, mine, signs), Hearing(mine, self._me)
            self._manners = Manners(client)
            invitations = Invitations(self._home, client)
            self._rooms = rooms = Rooms(client, invitations, host, self._clock)

            async def between() -> None:
                self._measure("polled", self._clock().timestamp(), messenger=self.name)
                await rooms.between()
                await signs.put_owed()

            keep = Keep(
                event=lambda came: self._keep(host, came),
                unread=lambda waiting: self._unread(host, waiting),
                invitation=invitations.keep,
                around=rooms.around,
                between=between,
                rooms=secrecy.note,
            )

            def reached(there: bool) -> None:
                host.connected(there)
                if not there:
                    self._unreachable()

            terms = Terms(self._clock, self._pauses, reached, self._probe)
            self._syncing = Syncing(client, login, self._home, keep, terms)
            await self._syncing.run()
        except InUseError:
            self._end(host, "in-use")
        except ConnectError as error:
            self._end(host, self._final(error.code))
        except OSError as error:
            logger().error("matrix.folder", exc_info=error)
            self._end(host, "folder")
        except Exception as error:
            logger().error("matrix.ended", exc_info=error)
            self._notice("crashed", "")
            host.ended("crashed")

    def _final(self, code: str) -> str:
        """With a password a login that was ended is no dead end: the next start makes another one."""
        if code == "unauthorized" and self._account.token is None:
            self._home.forget_login()
            return "logged-out"
        return code

    def _end(self, host: Host, code: str) -> None:
        logger().error("matrix.refused", code=code)
        self._notice(code, "")
        host.ended(code)

    async def _connected(self, host: Host) -> tuple[AsyncClient, Login]:
        """Log in or come back, and see to the device's keys; however often that takes.

        Raises:
            ConnectError: somebody has to do something first.
        """
        failures = 0
        while True:
            client: AsyncClient | None = None
            try:
                client, login = await connect(self._account, self._home, self._clock, self._notice)
                await upload_keys(client, None, self._probe)
                if self._home.read("fallback") != (mine := {"device_id": login.device_id}):
                    await upload_fallback_key(client, login)
                    self._home.write("fallback", mine)
                print_ = await sign_device(client, self._account, login, self._home, self._notice)
                self._me = translating.Me(login.user_id, await introduce(client, login.user_id))
            except (AnswerError, *BROKEN) as error:
                await _closed(client)
                if isinstance(error, OSError) and error.filename is not None:
                    raise  # a file of ours, no line
                failures += 1
                logger().warning("matrix.not_connected", exc_info=error)
                if failures == 1:
                    host.connected(False)
                    self._unreachable()
                await asyncio.sleep(self._pauses.after(failures))
            except BaseException:
                await _closed(client)
                raise
            else:
                self._notice("connected", f"https://matrix.to/#/{login.user_id}")
                self._notice("fingerprint", print_)
                return client, login

    async def _keep(self, host: Host, came: Came) -> None:
        """Store an event that is for Kitt.

        Raises:
            NotStoredError: it could not be stored.
        """
        if self._hearing is None or self._rooms is None:
            raise NotStoredError
        self._rooms.note(came.room_id, came.event)
        event = await self._hearing.hear(came.event, self._room(came.room_id))
        if event is not None:
            self._asked[event.event_key] = event.sender_address
            while len(self._asked) > MOST_ASKED:
                self._asked.popitem(last=False)
            self._measure("updates", messenger=self.name, kind="received")
            if await host.store(event) and self._manners is not None and event.kind in ("text", "edited"):
                self._manners.seen(came.room_id, event.message_id)

    async def _unread(self, host: Host, waiting: Waiting) -> None:
        room = self._room(waiting.room_id)
        # In a room nobody knows whether it was meant for Kitt.
        if translating.kind_of(room) == "private":
            await host.store(translating.undecryptable(waiting, room))

    def _room(self, room_id: str) -> MatrixRoom:
        assert self._client is not None
        found = self._client.rooms.get(room_id)
        return found if found is not None else MatrixRoom(room_id, self._client.user_id)

    def _unreachable(self) -> None:
        self._notice("unreachable", "")


async def _closed(client: AsyncClient | None) -> None:
    if client is not None:
        await client.close()
