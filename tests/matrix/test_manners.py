"""That a message was seen and that Kitt writes is told where somebody has asked, and only there."""

from __future__ import annotations

import asyncio

from nio import AsyncClient

from bot.messengers.matrix.manners import Manners
from tests.servers.scripted import ME, Scripted

ROOM = "!room:localhost"


def typing(server: Scripted) -> list[bool]:
    """What was told of writing, in order."""
    return [body["typing"] for path, body in server.bodies if "/typing/" in path]


def test_only_where_somebody_waits() -> None:
    """One receipt, writing begun and ended once, however many parts the answer has; else nothing."""

    async def scene() -> None:
        async with Scripted() as server:
            client = AsyncClient(server.address, ME)
            client.access_token, client.user_id = "token", ME
            manners = Manners(client, soon=0)
            manners.answered(ROOM)
            await manners.stop()
            assert not server.requests
            manners.seen(ROOM, "$question")
            while not typing(server):
                await asyncio.sleep(0)
            manners.answered(ROOM)
            manners.answered(ROOM)
            await manners.stop()
            await client.close()
            assert (server.count("/receipt/"), typing(server)) == (1, [True, False])

    asyncio.run(scene())


def test_not_for_what_is_answered_soon() -> None:
    """Two requests less for most answers; whoever stops in between leaves no sign behind."""

    async def scene() -> None:
        async with Scripted() as server:
            client = AsyncClient(server.address, ME)
            client.access_token, client.user_id = "token", ME
            manners = Manners(client, soon=60)
            manners.seen(ROOM, "$one")
            manners.seen(ROOM, "$two")
            manners.answered(ROOM)
            manners.seen(ROOM, "$three")
            await manners.stop()
            await client.close()
            assert (server.count("/receipt/"), typing(server)) == (3, [])

    asyncio.run(scene())
