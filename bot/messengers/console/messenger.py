"""The terminal as a messenger like any other: lines become events, parts become lines."""

from __future__ import annotations

import asyncio
import errno
import os
import queue
import re
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.abilities import FetchError
from bot.messengers.console.screen import ClosedError, Screen
from bot.ports import (
    Attached,
    Clock,
    Document,
    Host,
    Incoming,
    Limits,
    NotStoredError,
    OutgoingKind,
    Part,
    SendError,
    Span,
)

MOST_CHARACTERS = 100_000
"""A terminal scrolls: nothing that Kitt says is cut there."""

MOST_ALIKE = 100
"""How many files of the same name are kept side by side."""


_FILE = re.compile(r"\s*/(?:datei|file)\s+(\S.*)")
"""How a file is sent from here: by its path on this machine."""


class Console:
    """One private conversation. A line that was shown twice would be seen twice, so it is not idempotent."""

    name = "console"
    idempotent = False
    kinds: frozenset[OutgoingKind] = frozenset({"send"})
    limits = Limits(max_length=MOST_CHARACTERS, max_options=1_000)

    def __init__(
        self,
        screen: Screen,
        *,
        address: str,
        conversation: str,
        session: str,
        clock: Clock,
        folder: Path | None = None,
    ) -> None:
        self.addresses: frozenset[str] | None = frozenset({conversation})
        self._screen = screen
        self._address = address
        self._conversation = conversation
        self._session = session
        self._clock = clock
        self._folder = folder
        self._lines = _Lines(screen)
        self._asked = ""
        self._shown = 0
        self._task: asyncio.Task[None] | None = None

    async def start(self, host: Host) -> None:
        """Begin to read lines."""
        self._task = asyncio.create_task(self._converse(host))

    async def stop(self) -> None:
        """Read no further line, and leave the terminal as it was."""
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        self._task = None
        with suppress(ClosedError):
            self._screen.close()

    async def send(self, address: str, part: Part, *, key: str) -> str:
        """Show a part, its files by the names under which they are saved; returns its number here.

        Raises:
            SendError: nobody reads any more, the conversation is another terminal's, a file cannot be kept.
        """
        if address != self._conversation:
            raise SendError("elsewhere", retry_after=timedelta(minutes=1))
        for file in (*part.files, *(contact.as_file for contact in part.contacts)):
            part = replace(part, spans=(*part.spans, Span(f"\n→ {self._saved(file)}")))
        try:
            self._screen.show(part, is_answer=part.answers == self._asked)
        except ClosedError as error:
            raise SendError("closed", permanent=True) from error
        self._shown += 1
        return f"{self._session}:{self._shown}"

    def _saved(self, file: Document) -> Path:
        """Keep a file where only its owner may read it, beside those that are there, never over one."""
        if self._folder is None:
            raise SendError("no-folder", permanent=True)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            target, handle = _opened(self._folder, Path(Path(file.name).name))
            with os.fdopen(handle, "wb") as opened:
                opened.write(file.content)
        except OSError as error:
            raise SendError("not-saved", permanent=True) from error
        return target

    async def _converse(self, host: Host) -> None:
        """Read a line, wait for all of its answer, read the next."""
        ended = ""
        number = 0
        try:
            while (line := await self._lines.next()) is not None:
                number += 1
                self._asked = f"{self._session}:{number}"
                await host.store(self._incoming(line))
                await host.settled(self.name, self._asked)
                self._screen.answered()
        except NotStoredError:
            ended = "not-stored"
        except ClosedError:
            ended = "closed"
        host.ended(ended)

    async def fetch(self, file_id: str, most: int) -> bytes:
        """Read a file of this machine, whose path was typed here.

        Raises:
            FetchError: it is larger than ``most`` bytes, or cannot be read.
        """
        try:
            if Path(file_id).stat().st_size > most:
                raise FetchError("too-large")
            return await asyncio.to_thread(Path(file_id).read_bytes)
        except (OSError, ValueError):
            raise FetchError("failed") from None

    def _incoming(self, line: str) -> Incoming:
        found = _FILE.fullmatch(line)
        path = Path(found[1].strip()).expanduser().absolute() if found else None
        file = Attached(str(path), path.name) if path else None
        return Incoming(
            messenger=self.name,
            event_key=self._asked,
            conversation_address=self._conversation,
            conversation_kind="private",
            sender_address=self._address,
            sent_at=self._clock(),
            text="" if file else line,
            file=file,
            opening=self._asked.endswith(":1"),
        )


def _opened(folder: Path, name: Path) -> tuple[Path, int]:
    """A new file of this name, or of the next free one, and its descriptor.

    Raises:
        OSError: there are too many of that name, or the system refuses.
    """
    for number in range(1, MOST_ALIKE + 1):
        target = folder / (f"{name.stem}-{number}{name.suffix}" if number > 1 else name)
        # Whatever is there, be it a link that somebody laid: the system does not write to it.
        with suppress(FileExistsError):
            return target, os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    raise FileExistsError(errno.EEXIST, "too many files of one name")


class _Lines:
    """Reads one line whenever it is asked for, in a thread that does not keep the process from ending."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._wanted: queue.SimpleQueue[asyncio.Future[str | None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def next(self) -> str | None:
        """The next line; None at the end of the input."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._read, name="console", daemon=True)
            self._thread.start()
        wanted: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._wanted.put(wanted)
        return await wanted

    def _read(self) -> None:
        while True:
            wanted = self._wanted.get()
            try:
                line = self._screen.read()
            except (OSError, ValueError, ClosedError):
                line = None
            # The loop may have ended while somebody thought about what to type.
            with suppress(RuntimeError):
                wanted.get_loop().call_soon_threadsafe(_give, wanted, line)


def _give(wanted: asyncio.Future[str | None], line: str | None) -> None:
    if not wanted.done():
        wanted.set_result(line)
