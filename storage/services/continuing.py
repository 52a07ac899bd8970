"""What was asked in a group goes on in private, behind a link that only whoever asked can use, for a while.

The link carries a word that means nothing by itself; what was asked waits in the store. Read there, it is
as if it had been said in private: with all rights asked anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from storage.models import Continuation, ConversationKind
from storage.services.inbox import Waiting
from storage.services.rows import table_of

LASTS = timedelta(minutes=30)
"""How long somebody may take for the way into the private chat; as long as a question stays open."""

WORD = re.compile(r"weiter-[0-9a-f]{32}")
"""What the link carries: Telegram allows 64 letters, digits, "_" and "-"; 128 bits nobody guesses."""

_ON = re.compile(r"[!/]?(?:weiter|continue|go on)\W*", re.I)
_HELLO = re.compile(r"(?:[!/]start|hallo|hi|hey|hello|moin|guten (?:tag|morgen|abend))(?: kitt)?\W*", re.I)

_table = table_of(Continuation)


def begin(
    session: Session,
    account_id: int,
    asked: Mapping[str, Any],
    now: datetime,
    token: Callable[[int], str] = token_hex,
) -> str:
    """Keep what an account asked, as {"text"} or {"step", "data"}, and return the word that leads there."""
    word = f"weiter-{token(16)}"
    values = {
        "digest": _digest(word),
        "account_id": account_id,
        "asked": dict(asked),
        "expires_at": now + LASTS,
    }
    session.execute(insert(_table), values)
    return word


def resumed(session: Session, event: Waiting | None, now: datetime) -> Waiting | None:
    """The event, or what it leads to if it is such a word, and whoever sent it is who asked.

    Where links carry no words, people come with none: they say "weiter", or begin a chat with a greeting.
    """
    word = str(event.payload.get("text") or "").strip() if event is not None else ""
    if event is None or event.conversation_kind is not ConversationKind.PRIVATE:
        return event
    over = event.state_until is None or now >= event.state_until
    mine = select(Continuation.asked).where(
        Continuation.account_id == event.account_id, Continuation.expires_at > now
    )
    if WORD.fullmatch(word):
        mine = mine.where(Continuation.digest == _digest(word))
    elif not (_ON.fullmatch(word) or (over and _HELLO.fullmatch(word))):
        return event
    asked = session.scalar(mine.order_by(Continuation.expires_at.desc()).limit(1))
    if asked is None:
        return event
    return replace(event, payload={**event.payload, "opening": False, **asked})


def any_old(session: Session, now: datetime) -> bool:
    """Whether there are words that lead nowhere any more."""
    return bool(session.scalar(select(exists().where(Continuation.expires_at < now))))


def forget(session: Session, now: datetime) -> None:
    """Delete them, with what was asked."""
    session.execute(delete(_table).where(_table.c.expires_at < now))


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
