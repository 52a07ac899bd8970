"""How updates reach the bot: long polling, or a webhook that is tried again until it answers 2xx."""

from __future__ import annotations

import asyncio
import re
import time
from contextlib import suppress
from typing import Any

import aiohttp

from tests.servers.botapi.errors import RefusedError, bad, conflict
from tests.servers.botapi.world import World

FIRST_PAUSE = 0.02
LONGEST_PAUSE = 1.0
"""Seconds between two tries of a webhook; Telegram waits longer."""


class Receiving:
    """One bot's way of getting its updates; lives in the server's event loop."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._arrived = asyncio.Event()
        self._turn = 0
        self.webhook: dict[str, Any] = {}
        self._flying: dict[int, str] = {}
        self._rest: dict[str, tuple[float, float]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._deliverer: asyncio.Task[None] | None = None
        self._stopping = False

    def arrived(self) -> None:
        """Something new waits."""
        self._arrived.set()
        self._arrived = asyncio.Event()

    async def get_updates(self, params: dict[str, Any]) -> Any:
        """What waits from ``offset`` on; waits for it up to ``timeout`` seconds.

        Raises:
            RefusedError: a webhook is set, or somebody else began to poll.
        """
        if self.webhook.get("url"):
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._turn += 1
        mine = self._turn
        self.arrived()  # whoever polled before is told to go
        self._allow(params)
        self._world.confirm(int(params.get("offset") or 0))
        limit = max(1, min(int(params.get("limit") or 100), 100))
        until = time.monotonic() + min(float(params.get("timeout") or 0), 50)
        while not self._world.updates and not self._stopping:
            left = until - time.monotonic()
            if left <= 0:
                return []
            waiting = self._arrived
            with suppress(TimeoutError):
                await asyncio.wait_for(waiting.wait(), left)
            if self._turn != mine:
                why = "setWebhook" if self.webhook.get("url") else "other getUpdates"
                end = "" if why == "setWebhook" else "; make sure that only one bot instance is running"
                raise conflict(f"terminated by {why} request{end}")
        found = self._world.updates[:limit]
        self._world.handed_out += [update["update_id"] for update in found]
        return found

    async def set_webhook(self, params: dict[str, Any]) -> Any:
        """Deliver to this address from now on; an empty one ends it.

        Raises:
            RefusedError: the secret has characters that Telegram does not take, or the address is none.
        """
        url, secret = str(params.get("url") or ""), str(params.get("secret_token") or "")
        if url and not re.match(r"https?://[^\s/]+", url):
            raise bad("bad webhook: invalid URL specified")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise bad("secret token contains unallowed characters")
        if params.get("drop_pending_updates"):
            self._world.updates.clear()
        self._turn += 1
        self.webhook = {"url": url, "secret": secret, "most": int(params.get("max_connections") or 40)}
        self._allow(params)
        self.arrived()
        if url and self._deliverer is None:
            self._deliverer = asyncio.create_task(self._deliver())
        return True

    async def delete_webhook(self, params: dict[str, Any]) -> Any:
        """Deliver no more."""
        return await self.set_webhook({"drop_pending_updates": params.get("drop_pending_updates")})

    async def webhook_info(self, _params: dict[str, Any]) -> Any:
        """Where to, how many wait, and what went wrong last."""
        told = {key: value for key, value in self.webhook.items() if key.startswith("last_error")}
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates),
            **({"max_connections": self.webhook["most"]} if self.webhook.get("url") else {}),
            **({"allowed_updates": self._world.allowed} if self._world.allowed else {}),
            **told,
        }

    async def stop(self) -> None:
        """Let go of everything that waits."""
        self._stopping = True
        self.arrived()
        for task in (*self._tasks, *([self._deliverer] if self._deliverer else [])):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def _allow(self, params: dict[str, Any]) -> None:
        if (wanted := params.get("allowed_updates")) is not None:
            self._world.allowed = [str(kind) for kind in wanted]

    async def _deliver(self) -> None:
        """Hand out what waits: in order inside a chat, several chats at a time."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as client:
            while not self._stopping:
                waiting = self._arrived
                for update in list(self._world.updates) if self.webhook.get("url") else ():
                    queue = _queue_of(update)
                    busy = queue in self._flying.values()
                    if busy or len(self._flying) >= self.webhook["most"]:
                        continue
                    self._flying[id(update)] = queue
                    task = asyncio.create_task(self._post(client, update, queue))
                    self._tasks.add(task)
                    task.add_done_callback(self._tasks.discard)
                await waiting.wait()

    async def _post(self, client: aiohttp.ClientSession, update: dict[str, Any], queue: str) -> None:
        headers = (
            {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]} if self.webhook["secret"] else {}
        )
        pause = self._rest.get(queue, (FIRST_PAUSE, 0))[0]
        try:
            async with client.post(
                self.webhook["url"], json=update, headers=headers, allow_redirects=False
            ) as got:
                if not 200 <= got.status < 300:
                    raise RefusedError(
                        got.status, f"Wrong response from the webhook: {got.status} {got.reason}"
                    )
        except (RefusedError, aiohttp.ClientError, TimeoutError) as error:
            told = error.description if isinstance(error, RefusedError) else "Connection failed"
            self.webhook |= {"last_error_date": int(time.time()), "last_error_message": told}
            self._rest[queue] = (min(2 * pause, LONGEST_PAUSE), 0)
            await asyncio.sleep(pause)
        else:
            self._rest.pop(queue, None)
            self._world.updates = [each for each in self._world.updates if each is not update]
            self._world.confirmed.append(update["update_id"])
        finally:
            self._flying.pop(id(update), None)
            self.arrived()


def _queue_of(update: dict[str, Any]) -> str:
    """What is delivered one after another: the updates of one chat."""
    for content in update.values():
        if isinstance(content, dict):
            chat = (
                content.get("chat") or (content.get("message") or {}).get("chat") or content.get("user") or {}
            )
            return str(chat.get("id", ""))
    return ""
