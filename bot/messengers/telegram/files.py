"""Files that people send on Telegram, fetched when they are needed."""

from __future__ import annotations

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.abilities import FetchError
from bot.messengers.telegram.errors import says

TOO_BIG = "file is too big"


async def content_of(bot: Bot, file_id: str, most: int) -> bytes:
    """What is in a file, of at most ``most`` bytes.

    Raises:
        FetchError: it is larger ("too-large"), or could not be fetched ("failed").
    """
    try:
        found = await bot.get_file(file_id)
        if (found.file_size or 0) > most:
            raise FetchError("too-large")
        content = bytes(await found.download_as_bytearray())
    except BadRequest as error:
        raise FetchError("too-large" if says(error, TOO_BIG) else "failed") from None
    except (TelegramError, ValueError, RuntimeError, OSError):
        # What the library says of a failure has the token in its address.
        raise FetchError("failed") from None
    if len(content) > most:
        raise FetchError("too-large")
    return content
