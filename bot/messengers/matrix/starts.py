"""Whether the keys on the disk are those that this device used last.

Keys of an older backup turn the ratchets back: Kitt would encrypt with keys that it has used already, and
others would refuse to read it. So each start counts one further, here and on the homeserver; who is behind
the homeserver has been restored from a backup that is older than the last start.
"""

from __future__ import annotations

from typing import Any

from nio import AsyncClient

from bot.messengers.matrix.home import DamagedError, Home, Login
from bot.messengers.matrix.line import AnswerError, ask, part

FILE = "starts"
SORT = "org.kitt.starts"
"""The account data that keeps the count; nobody else's program looks at it."""


async def is_behind(client: AsyncClient, home: Home, login: Login) -> bool:
    """Count this start; whether the device has been started since its keys were what they are here.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: the homeserver could not be asked.
    """
    path = f"/user/{part(login.user_id)}/account_data/{SORT}"
    try:
        there = _count(await ask(client, "GET", path), login)
    except AnswerError as error:
        if error.code != "M_NOT_FOUND":
            raise
        there = 0
    try:
        here = _count(home.read(FILE) or {}, login)
    except DamagedError:
        here = 0
    if here < there:
        return True
    # Here first: killed in between, the homeserver is behind, which means nothing.
    counted = {"device_id": login.device_id, "count": here + 1}
    home.write(FILE, counted)
    await ask(client, "PUT", path, counted)
    return False


def _count(kept: dict[str, Any], login: Login) -> int:
    count = kept.get("count")
    return count if kept.get("device_id") == login.device_id and isinstance(count, int) else 0
