"""`kitt run` with Telegram and Matrix at once: the real command, a fake Bot API server, a real Synapse."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import httpx

from tests.matrix.person import PATIENCE
from tests.servers.balancer import free_port
from tests.servers.botapi import BotApi
from tests.servers.homeserver import Homeserver
from tests.telegram.kitt import Kitt


class Running(Kitt):
    """An installation with both messengers, a web server and a log that tells as much as it ever does."""

    def __init__(self, folder: Path, server: BotApi, homeserver: Homeserver, me: str, **more: str) -> None:
        port = free_port()
        self.web = f"http://127.0.0.1:{port}"
        self.log = folder / "kitt.log"
        own = {
            "KITT_MATRIX_HOMESERVER": homeserver.address,
            "KITT_MATRIX_USER": me,
            "KITT_MATRIX_PASSWORD": "password",
            "KITT_WEB__PORT": str(port),
            "KITT_LOG__FILE": str(self.log),
            "KITT_LOG__LEVEL": "debug",
        }
        super().__init__(folder, server, **own | more)

    @property
    def status(self) -> str:
        """What the system knows of the process (proc_pid_status(5))."""
        assert self._process is not None
        return Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")

    async def run(self, troubles: dict[str, str] | None = None, **settings: str) -> None:
        """Start, and wait until each messenger is connected, except for those in ``troubles``."""
        self.environ |= settings
        await asyncio.to_thread(self.start, until_polling=False)
        expected = {"ok": True} | ({"messengers": troubles} if troubles else {})
        async with asyncio.timeout(2 * PATIENCE):
            while await self.told("/ready") != expected:
                await asyncio.sleep(0.05)

    async def told(self, path: str) -> Any:
        """What a page of the web server says; nothing while it is not there."""
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            try:
                text = (await client.get(f"{self.web}{path}")).text
            except httpx.TransportError:
                return None
        return json.loads(text) if text.startswith("{") else text

    async def connected(self) -> dict[str, float]:
        """Which messengers the metrics call connected."""
        found = re.findall(
            r'kitt_messenger_connected\{messenger="(\w+)"\} ([\d.]+)', await self.told("/metrics")
        )
        return {name: float(value) for name, value in found}
