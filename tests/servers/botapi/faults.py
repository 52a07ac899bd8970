"""Every fault of notes/telegram.md on command: for one call or for ever, for a chat, a method or all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.servers.botapi.errors import RefusedError, bad, forbidden

How = Literal["refuse", "html", "proxy", "foreign", "reset", "hang"]

FOR_EVER = 10**9


@dataclass
class Fault:
    """What happens instead of an answer. ``accepted``: the call took effect, and only its answer is lost."""

    name: str
    how: How = "refuse"
    refusal: RefusedError | None = None
    accepted: bool = False
    method: str | None = None
    chat: int | None = None
    times: int = 1
    seen: int = field(default=0)

    def hits(self, method: str, chat: int | None) -> bool:
        """Whether this call is to fail; counts it."""
        wrong_method = self.method is not None and self.method.lower() != method.lower()
        # A call that names no chat is nobody's; getUpdates fails only when it is asked to.
        polling = self.method is None and method.lower() in ("getupdates", "getme", "deletewebhook")
        if (
            wrong_method
            or polling
            or (self.chat is not None and self.chat != chat)
            or self.seen >= self.times
        ):
            return False
        self.seen += 1
        return True


def fault(name: str, *, retry_after: int = 7, to: int = -1001, **where: Any) -> Fault:
    """The fault of this name; ``retry_after`` in seconds for a flood, ``to`` an upgraded group's new number.

    Raises:
        KeyError: there is no such fault.
    """
    refusals = {
        "flood": RefusedError(
            429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
        ),
        "blocked": forbidden("bot was blocked by the user"),
        "deactivated": forbidden("user is deactivated"),
        "kicked": forbidden("bot was kicked from the supergroup chat"),
        "cannot initiate": forbidden("bot can't initiate conversation with a user"),
        "not found": bad("chat not found"),
        "upgraded": RefusedError(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": to},
        ),
        "silenced": bad("not enough rights to send text messages to the chat"),
        "topic gone": bad("message thread not found"),
        "not modified": bad(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        ),
        "not editable": bad("message can't be edited"),
        "stale button": bad("query is too old and response timeout expired or query ID is invalid"),
        "server error": RefusedError(500, "Internal Server Error: restart"),
        "token revoked": RefusedError(401, "Unauthorized"),
        "second poller": RefusedError(
            409,
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running",
        ),
    }
    if name in refusals:
        return Fault(name, refusal=refusals[name], **where)
    others: dict[str, tuple[How, bool]] = {
        "bad gateway": ("html", False),
        "a proxy's refusal": ("proxy", False),
        "another server": ("foreign", False),
        "reset": ("reset", False),
        "accepted then reset": ("reset", True),
        "timeout": ("hang", False),
        "accepted then timeout": ("hang", True),
    }
    how, accepted = others[name]
    return Fault(name, how=how, accepted=accepted, **where)


NAMES = (
    "flood", "blocked", "deactivated", "kicked", "cannot initiate", "not found", "upgraded", "silenced",
    "topic gone", "not editable",
    "not modified", "stale button", "server error", "token revoked", "second poller", "bad gateway",
    "a proxy's refusal", "reset",
    "accepted then reset", "timeout", "accepted then timeout",
)  # fmt: skip
"""All that the library notices; it stumbles over "another server"."""
