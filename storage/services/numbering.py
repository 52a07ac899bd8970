"""What numbers refer to once Kitt has written by itself: to its message, until somebody writes.

Where no buttons are, options are numbered lines, and a number means the message that was shown last. The
state of a conversation says which message of Kitt's that is, and since when; what its options do stays with
the message. That is written in the transaction that marks a message as sent, and used up by the next event.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.models import Conversation, ConversationKind
from storage.queries.messages import CHOICES
from storage.services import conversations
from storage.services.inbox import Waiting
from storage.services.rows import read
from storage.services.sending import Claimed

TOLD = "told_last"
"""Where the state of a conversation says so."""


class Told(NamedTuple):
    """What Kitt offered by itself. ``sure``: it was shown, and not only perhaps."""

    options: Sequence[Mapping[str, Any]] = ()
    sure: bool = True


def hold(session: Session, claimed: Claimed) -> None:
    """Before a message is marked: keep its conversation from changing, where ``note`` may write to it.

    First of all locks, as everywhere, so that nobody waits for each other.
    """
    if claimed.payload.get("options"):
        conversations.lock(session, claimed.conversation_id)


def note(session: Session, claimed: Claimed, now: datetime, *, sure: bool) -> None:
    """A message was shown, or perhaps (not ``sure``): numbers refer to its options from now on.

    An answer's own are in the state already; it only takes the place of what Kitt said before it.
    """
    if not claimed.payload.get("options") or claimed.account_id is None:
        return
    state = session.scalar(select(Conversation.state).where(Conversation.id == claimed.conversation_id))
    if state is None:
        return
    if claimed.inbox_event_id is None:
        state = {**state, TOLD: {"message": claimed.id, "at": now.isoformat(), "sure": sure}}
    elif sure and TOLD in state:
        state = without(state)
    else:
        return
    session.execute(
        update(Conversation)
        .where(Conversation.id == claimed.conversation_id)
        .values(state=state)
        .execution_options(synchronize_session=False)
    )


def told_before(session: Session, event: Waiting) -> Told | None:
    """What Kitt offered by itself to whoever wrote, and they had seen when they did; None if nothing."""
    noted = event.state.get(TOLD)
    if noted is None or event.conversation_kind is not ConversationKind.PRIVATE or _is_later(noted, event):
        return None
    values = {"message": noted["message"], "conversation": event.conversation_id}
    row = read(session, CHOICES, values).one_or_none()
    if row is None or row.account_id != event.account_id:
        return None
    return Told(tuple(row.payload.get("options") or ()), bool(noted["sure"]))


def unseen(event: Waiting) -> Mapping[str, Any]:
    """What the state has to keep for the next event: what was shown only after this one came."""
    noted = event.state.get(TOLD)
    return {TOLD: noted} if noted is not None and _is_later(noted, event) else {}


def kept(state: Mapping[str, Any]) -> dict[str, Any]:
    """What stays of a state whose context is over: somebody may answer Kitt's own message a day later."""
    return {TOLD: state[TOLD]} if TOLD in state else {}


def without(state: Mapping[str, Any]) -> dict[str, Any]:
    """The state with nothing that Kitt said by itself."""
    return {key: value for key, value in state.items() if key != TOLD}


def _is_later(noted: Mapping[str, Any], event: Waiting) -> bool:
    return datetime.fromisoformat(noted["at"]) > event.received_at
