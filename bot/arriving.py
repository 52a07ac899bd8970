"""What an event means before it is stored: which option a reaction is, what is taken back, who reads on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cleaning import Cleaned, clean
from bot.enclosures import as_payload
from bot.ports import Incoming, NotStoredError
from storage.models import ConversationKind
from storage.services import inbox, reacting, sharing, standing, withdrawing
from storage.session import Session

BURST = timedelta(minutes=10)
"""Within this time one sentence is enough for all messages that cannot be decrypted."""


def meant(session: Session, incoming: Incoming, now: datetime) -> Incoming | None:
    """The event as it is to be stored; None if all that follows from it is done.

    Raises:
        NotStoredError: it is about a message of Kitt's that is just being sent; it is to be offered again.
    """
    if incoming.kind == "redacted":
        where = (incoming.messenger, incoming.conversation_address)
        found = withdrawing.withdraw(session, *where, incoming.message_id, now)
        return found and replace(incoming, kind="reaction", text="", message_id=found.under)
    if incoming.kind == "reaction" and incoming.text:
        return _pressed(session, incoming)
    return incoming


def shared(session: Session, incoming: Incoming, now: datetime) -> bool:
    """Note whether others read along where this comes from; whether something is to be said about it."""
    if incoming.kind in ("unreadable", "moved", "invited", "removed"):
        return False
    kind = ConversationKind(incoming.conversation_kind)
    return sharing.is_now(session, incoming.messenger, incoming.conversation_address, kind, now)


def is_repeated(session: Session, incoming: Incoming, stored: inbox.Stored, now: datetime) -> bool:
    """Whether nothing need be said, as the same was said a moment ago."""
    if incoming.kind != "undecryptable":
        return False
    return inbox.came_before(session, stored, incoming.kind, now - BURST)


def arrival_of(incoming: Incoming, *, reacts: bool = False) -> inbox.Arrival:
    """The event as the store takes it: cleaned, without what only the messenger needs.

    ``reacts``: it came as a reaction, which may be taken back.
    """
    called = incoming.event_key.partition(" ")[0] if reacts else ""
    text = clean(incoming.text) if incoming.kind != "unreadable" else Cleaned(incoming.text, False)
    return inbox.Arrival(
        messenger=incoming.messenger,
        event_key=incoming.event_key,
        conversation_address=incoming.conversation_address,
        conversation_kind=ConversationKind(incoming.conversation_kind),
        sender_address=incoming.sender_address,
        language=incoming.language,
        payload={
            "kind": incoming.kind,
            "text": text.text,
            "too_long": text.too_long,
            "press": clean(incoming.press).text,
            "opening": incoming.opening,
            "message_id": clean(incoming.message_id).text,
            "sent_at": incoming.sent_at.isoformat(),
            **as_payload(incoming),
            **({"reacts": True} if reacts else {}),
        },
        # A button's event names the message that the button stands under, which is none of theirs.
        external_id=clean(incoming.message_id).text if incoming.kind in ("text", "edited") else called,
    )


def _pressed(session: Session, incoming: Incoming) -> Incoming:
    where = (incoming.messenger, incoming.conversation_address)
    press = reacting.press_of(session, *where, incoming.message_id, incoming.text, incoming.sender_address)
    if press:
        return replace(incoming, kind="press", press=press, text="")
    if not standing.is_own(session, *where, incoming.message_id) and reacting.is_sending(session, *where):
        # Somebody was faster than the note that the message was sent.
        raise NotStoredError
    return incoming
