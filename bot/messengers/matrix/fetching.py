"""Files that people send: where they are; fetched when they are needed, decrypted, no larger than allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from nio import AsyncClient
from nio.crypto import attachments
from nio.exceptions import EncryptionError

from bot.abilities import FetchError
from bot.log import logger
from bot.messengers.matrix.line import BROKEN, REQUEST_TIMEOUT, part
from bot.ports import Attached

_MXC = re.compile(r"mxc://([A-Za-z0-9.:\[\]-]{1,255})/([A-Za-z0-9_-]{1,255})")
_PATHS = ("/_matrix/client/v1/media/download", "/_matrix/media/v3/download")
"""The second one is for homeservers from before Matrix 1.11."""


def file_of(content: Mapping[str, Any]) -> Attached | None:
    """The file in a message; its name as whoever sent it wrote it."""
    if content.get("msgtype") != "m.file":
        return None
    sealed, about = content.get("file"), content.get("info")
    info = about if isinstance(about, Mapping) else {}
    where = sealed if isinstance(sealed, Mapping) else content
    if not isinstance(where.get("url"), str) or not _MXC.fullmatch(where["url"]):
        return None
    kept: dict[str, Any] = {"url": where["url"]}
    if where is sealed:
        key, hashes = sealed.get("key"), sealed.get("hashes")
        secret = key.get("k") if isinstance(key, Mapping) else None
        digest = hashes.get("sha256") if isinstance(hashes, Mapping) else None
        kept |= {"k": str(secret)[:100], "sha256": str(digest)[:100], "iv": str(sealed.get("iv"))[:100]}
    named, size = content.get("filename") or content.get("body"), info and info.get("size")
    known = size if isinstance(size, int) and not isinstance(size, bool) and 0 <= size < 2**31 else 0
    return Attached(json.dumps(kept), named if isinstance(named, str) else "", known)


async def content_of(client: AsyncClient, file_id: str, most: int) -> bytes:
    """What is in a file.

    Raises:
        FetchError: it is larger than ``most`` bytes, or could not be fetched, or is not what was sent.
    """
    kept = json.loads(file_id)
    found = _MXC.fullmatch(kept["url"])
    if found is None:
        raise FetchError("failed")
    data: bytes | None = None
    for path in _PATHS:
        try:
            data = await _downloaded(client, f"{path}/{part(found[1])}/{part(found[2])}", most)
        except BROKEN as error:
            raise FetchError("failed") from error
        if data is not None:
            break
    if data is None:
        raise FetchError("failed")
    if "k" not in kept:
        return data
    try:
        return bytes(attachments.decrypt_attachment(data, kept["k"], kept["sha256"], kept["iv"]))
    except (EncryptionError, ValueError, TypeError) as error:
        logger().warning("matrix.file_not_decrypted", exc_info=error)
        raise FetchError("failed") from error


async def _downloaded(client: AsyncClient, path: str, most: int) -> bytes | None:
    headers = {"Authorization": f"Bearer {client.access_token}"}
    answer = await client.send("GET", path, None, headers, timeout=REQUEST_TIMEOUT)
    async with answer:
        if answer.status != HTTPStatus.OK:
            return None
        read = bytearray()
        async for piece in answer.content.iter_chunked(65_536):
            read += piece
            if len(read) > most:
                raise FetchError("too-large")
        return bytes(read)
