"""An answer to an account, a guest's too, where it wrote: what became of what it asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Account, Person
from storage.services import outbox


def answer_account(
    session: Session,
    account_id: int,
    payload: Mapping[str, Any],
    *,
    key: str,
    now: datetime,
    default_language: str = "de",
) -> bool:
    """Put an answer for an account into the outbox, once per ``key``; False if it cannot be reached."""
    row = session.execute(
        select(Account.conversation_id, Account.blocked_at, Account.language, Person.language.label("own"))
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.id == account_id)
    ).one_or_none()
    if row is None or row.conversation_id is None or row.blocked_at is not None:
        return False
    draft = outbox.Draft(
        dedupe_key=key,
        conversation_id=row.conversation_id,
        payload=payload,
        language=row.own or row.language or default_language,
        account_id=account_id,
    )
    outbox.enqueue(session, draft, now)
    return True
