"""What people see of Kitt's account: a name and a picture, unless somebody gave it others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nio import AsyncClient

from bot.log import logger
from bot.messengers.matrix.files import uploaded
from bot.messengers.matrix.line import AnswerError, ask, part

NAME_SHOWN = "Kitt"
PICTURE = Path(__file__).with_name("picture.png")
"""Drawn for Kitt, so that nobody has to look for one."""


async def introduce(client: AsyncClient, user_id: str) -> str:
    """Give the account a name and a picture where it has none; returns the name that is shown.

    Raises:
        ClientError, TimeoutError, OSError: the line is down.
        AnswerError: the name was refused.
    """
    path = f"/profile/{part(user_id)}"
    try:
        profile = await ask(client, "GET", path)
    except AnswerError:
        profile = {}
    await _picture(client, path, profile)
    shown = profile.get("displayname")
    # A homeserver gives every account the first part of its address as its name.
    if shown and shown != user_id[1:].partition(":")[0]:
        return str(shown)
    await ask(client, "PUT", f"{path}/displayname", {"displayname": NAME_SHOWN})
    return NAME_SHOWN


async def _picture(client: AsyncClient, path: str, profile: dict[str, Any]) -> None:
    if profile.get("avatar_url"):
        return
    try:
        url = await uploaded(client, PICTURE.read_bytes(), "image/png", "?filename=kitt.png")
        await ask(client, "PUT", f"{path}/avatar_url", {"avatar_url": url})
    except AnswerError as error:
        # A homeserver may forbid pictures; Kitt talks without one, and offers it again at the next start.
        logger().warning("matrix.no_picture", exc_info=error)
