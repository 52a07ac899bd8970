"""Emoji under Kitt's messages: one of an option's is as good as its button, for whom the message was for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage.models import Account, Conversation, OutboxMessage, OutboxPart, OutboxState

YES, NO, PERHAPS = "✅", "❌", "❔"
_ALSO_YES = frozenset("✔☑👍")
_ALSO_NO = frozenset("✖👎🚫")
_ALSO_PERHAPS = frozenset("❓🤔🤷")
_COMING = ("option-attend-yes", "option-attend-no", "option-attend-maybe")
_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"
_DRESS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Which shape and which skin an emoji has: Unicode Technical Standard 51."""

_REFUSING = frozenset(
    {
        "option-correct-no", "option-disagree", "option-discard", "option-duty-no", "option-invited-no",
        "option-keep-me", "option-not-in", "option-not-me", "option-not-there",
    }
)  # fmt: skip
"""Labels of the second of two options that say no to the first."""


def signs_of(options: Sequence[Mapping[str, Any]]) -> list[str]:
    """The emoji of each option, as a payload holds them: a digit, or yes and no; "" from the tenth on."""
    labels = [(option.get("label") or {}).get("key") for option in options]
    if len(options) in (2, 3) and labels == list(_COMING[: len(options)]):
        return [YES, NO, PERHAPS][: len(options)]
    if len(options) == 2 and (options[1].get("label") or {}).get("key") in _REFUSING:
        return [YES, NO]
    return [f"{n}\ufe0f{_KEYCAP}" if n <= 9 else "" for n in range(1, len(options) + 1)]


def press_of(session: Session, messenger: str, place: str, external_id: str, emoji: str, who: str) -> str:
    """What a button would send for the option that an emoji under a message means; "" if it means none.

    ``place``, ``external_id`` and ``who`` are what the messenger calls the conversation, the message and the
    account, which must be the one that the message was for, if it was for one.
    """
    message = session.execute(
        select(OutboxMessage.id, OutboxMessage.payload, Account.address)
        .join(OutboxPart, OutboxPart.message_id == OutboxMessage.id)
        .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
        .outerjoin(Account, Account.id == OutboxMessage.account_id)
        .where(
            OutboxPart.external_id == external_id,
            Conversation.messenger == messenger,
            Conversation.address == place,
        )
        # What has taken the place of a message is called like it.
        .order_by(OutboxMessage.id.desc())
        .limit(1)
    ).one_or_none()
    if message is None or message.address not in (None, who):
        return ""
    index = _meant(emoji, message.payload.get("options") or ())
    return "" if index is None else f"{message.id}:{index}"


def is_sending(session: Session, messenger: str, place: str) -> bool:
    """Whether something is just being sent here, of which it is not known yet what it is called."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    OutboxMessage.conversation_id == Conversation.id,
                    OutboxMessage.state == OutboxState.CLAIMED,
                    Conversation.messenger == messenger,
                    Conversation.address == place,
                )
            )
        )
    )


def _meant(emoji: str, options: Sequence[Mapping[str, Any]]) -> int | None:
    signs = [_DRESS.sub("", sign) for sign in signs_of(options)]
    put = _DRESS.sub("", emoji.strip())
    if put.removesuffix(_KEYCAP).isascii() and put.removesuffix(_KEYCAP) in "123456789" and put:
        number = int(put.removesuffix(_KEYCAP))
        return number - 1 if number <= len(options) else None
    if YES in signs:
        put = YES if put in _ALSO_YES else NO if put in _ALSO_NO else put
        put = PERHAPS if put in _ALSO_PERHAPS else put
    return signs.index(put) if put and put in signs else None
