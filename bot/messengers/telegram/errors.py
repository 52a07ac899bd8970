"""What Telegram's refusals mean for a part that was to be sent."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.ports import SendError

NOT_SENT = (httpx.PoolTimeout, httpx.ConnectTimeout, httpx.ConnectError, httpx.ProxyError)
"""Faults before anything was sent: no line was free, or none could be opened."""

_FORBIDDEN = (
    ("blocked", "blocked"),
    ("can't initiate", "blocked"),
    ("deactivated", "gone"),
    ("kicked", "gone"),
    ("not a member", "gone"),
)
_NOT_FOUND = ("chat not found", "user not found", "peer_id_invalid")
_SILENCED = (
    "not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden",
    "chat_restricted", "chat_send_plain_forbidden",
)  # fmt: skip
"""Kitt is there, and its administrators do not let it write (texts of the Bot API server's source)."""
TOPIC_GONE = "message thread not found"
NOT_MODIFIED = "message is not modified"
NO_TEXT = "there is no text in the message"
"""What a file says stands in its caption."""
_NOT_EDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "no text in the message to edit",
    "message identifier is not specified",
)


def wait_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)


def is_foreign(error: BaseException) -> bool:
    """Whether a refusal is none of the Bot API's, but a page of whatever stands before it."""
    return isinstance(error.__cause__, TelegramError)


def is_refused_token(error: Exception) -> bool:
    """Whether the Bot API does not know the token, or not any more."""
    return isinstance(error, InvalidToken) and not is_foreign(error)


def rest(error: Exception, pause: float) -> float:
    """How many seconds to leave Telegram alone after a failure: ``pause``, or longer if it says so."""
    return max(pause, wait_of(error).total_seconds()) if isinstance(error, RetryAfter) else pause


def says(error: TelegramError, what: str) -> bool:
    """Whether Telegram's description contains these words."""
    return what in error.message.lower()


def is_not_editable(error: TelegramError) -> bool:
    """Whether a message is gone or too old, or none whose text can be replaced."""
    return isinstance(error, BadRequest) and any(says(error, words) for words in _NOT_EDITABLE)


def meaning(error: TelegramError) -> SendError:
    """The error of the port for one of the library's.

    BadRequest comes before NetworkError, of which it is a subclass: a refusal is not a fault of the line.
    """
    return SendError("network") if is_foreign(error) else _meaning(error)


def _meaning(error: TelegramError) -> SendError:
    match error:
        case RetryAfter():
            found = SendError("flood", retry_after=wait_of(error))
        case ChatMigrated():
            # Whoever sends moves the conversation; the next try has the new address.
            found = SendError("upgraded")
        case Forbidden():
            code = next((code for words, code in _FORBIDDEN if says(error, words)), "forbidden")
            found = SendError(code, permanent=True)
        case InvalidToken():
            found = SendError("unauthorized", retry_after=timedelta(minutes=1))
        case BadRequest():
            found = SendError(_refusal(error), permanent=True)
        case NetworkError() if isinstance(error.__cause__, NOT_SENT):
            found = SendError("unreachable")
        case TimedOut():
            found = SendError("timeout", unknown=True)
        case NetworkError() if isinstance(error.__cause__, httpx.HTTPError):
            # The line broke after the call had begun: Telegram may have taken it and only its answer is lost.
            found = SendError("cut-off", unknown=True)
        case NetworkError():
            # An answer, though none of Telegram's own: 5xx, or a gateway's page.
            found = SendError("network")
        case _:
            found = SendError("unclear", unknown=True)
    return found


def _refusal(error: BadRequest) -> str:
    """The code of a refusal: the chat is gone, Kitt may not write there, or what was sent is wrong."""
    if any(says(error, words) for words in _NOT_FOUND):
        return "gone"
    return "silent" if any(says(error, words) for words in _SILENCED) else "bad-request"
