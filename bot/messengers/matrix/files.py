"""Files: uploaded first, encrypted where the room is, then named in a message."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from nio import AsyncClient
from nio.crypto import attachments

from bot.messengers.matrix.line import REQUEST_TIMEOUT, AnswerError, part
from bot.ports import Document


async def file_message(client: AsyncClient, document: Document, *, encrypted: bool) -> dict[str, Any]:
    """Upload a file and return the content of the message that shows it.

    An upload that is repeated leaves a file that nobody sees; the message itself arrives once.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: not this time, or not at all.
    """
    content: dict[str, Any] = {
        "msgtype": "m.image" if document.type.startswith("image/") else "m.file",
        "body": document.name,
        "filename": document.name,
        "info": {"mimetype": document.type, "size": len(document.content)},
        "m.mentions": {},
    }
    if not encrypted:
        name = f"?filename={part(document.name)}"
        return content | {"url": await uploaded(client, document.content, document.type, name)}
    sealed, keys = attachments.encrypt_attachment(document.content)
    # What the homeserver is told about it must tell it nothing.
    url = await uploaded(client, sealed, "application/octet-stream", "")
    return content | {"file": keys | {"url": url, "mimetype": document.type}}


async def uploaded(client: AsyncClient, data: bytes, sort: str, query: str) -> str:
    """Upload bytes of a media type and return their address; ``query`` may tell a file's name.

    Raises:
        AnswerError, ClientError, TimeoutError, OSError: not this time, or not at all.
    """
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": sort}
    answer = await client.send(
        "POST", f"/_matrix/media/v3/upload{query}", data, headers, timeout=REQUEST_TIMEOUT
    )
    async with answer:
        try:
            found = json.loads(await answer.text())
        except ValueError:
            found = {}
        if answer.status != HTTPStatus.OK or not isinstance(found, dict) or "content_uri" not in found:
            raise AnswerError(answer.status, found if isinstance(found, dict) else {})
        return str(found["content_uri"])
