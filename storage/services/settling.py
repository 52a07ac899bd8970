"""Buttons that count no more go away; the text above them stays as it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.models import OutboxKind
from storage.services import outbox
from storage.services.inbox import Waiting
from storage.services.placing import BARE, SETTLING


def settle(session: Session, number: int, *, event: Waiting, language: str, now: datetime) -> int:
    """Take the buttons from under a message, as an event says; returns how many messages that makes."""
    draft = outbox.Draft(
        dedupe_key=f"{SETTLING}{event.id}",
        conversation_id=event.conversation_id,
        payload={BARE: True},
        language=language,
        account_id=event.account_id,
        inbox_event_id=event.id,
        kind=OutboxKind.EDIT,
        edits=number,
    )
    return 0 if outbox.enqueue(session, draft, now) is None else 1
