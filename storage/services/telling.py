"""Kitt writes by itself: one message to one person, at the address they prefer, once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from storage.models import Account, OutboxKind, OutboxMessage, OutboxPart, OutboxState, Person, Preference
from storage.services import outbox
from storage.services.interrupting import not_before, why_not
from storage.services.sending import Claimed, what_buttons_do
from storage.services.setting_up import chosen

UNREACHED_TEXT = "unreached"
"""Said above what could not be delivered elsewhere."""

NOT_THERE_TEXT = "answer-not-there"
"""Said above what could not be answered where it was asked."""

ADDRESS_GONE = frozenset({"blocked", "gone"})
"""Codes of ``SendError`` that say that an address itself can no longer be written to."""

_AGAIN = "again:"


class Kind(Enum):
    """Why Kitt writes."""

    ANSWER = "answer"  # to what this person asked of somebody: always, at once
    REQUEST = "request"  # somebody needs something of them: not while muted, after quiet hours
    NUDGE = "nudge"  # Kitt's own idea: likewise


class Address(NamedTuple):
    """Where a person is reached."""

    account_id: int
    conversation_id: int


def address_of(session: Session, person_id: int, *, without: Collection[int] = ()) -> Address | None:
    """The preferred address of a person, else the newest that can be reached; None if there is none.

    ``without`` are accounts that were tried in vain.
    """
    preferred = select(Preference.account_id).where(Preference.person_id == person_id).scalar_subquery()
    row = session.execute(
        select(Account.id, Account.conversation_id)
        .where(
            Account.person_id == person_id,
            Account.conversation_id.is_not(None),
            Account.blocked_at.is_(None),
            Account.id.not_in(without),
        )
        .order_by((Account.id == preferred).desc().nulls_last(), Account.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None or row[1] is None else Address(row[0], row[1])


def tell(
    session: Session,
    person_id: int,
    payload: Mapping[str, Any],
    *,
    key: str,
    now: datetime,
    zone: tzinfo,
    kind: Kind = Kind.REQUEST,
    default_language: str = "de",
) -> bool:
    """Put a message for a person into the outbox; False if they cannot be reached or want none.

    ``payload`` is what ``Reply.as_json`` gives. ``key`` makes it once: a second call with the same key does
    nothing. Options in it work for this person only. What is no answer is looked at again when it would be
    sent (``interrupting``).
    """
    address = address_of(session, person_id)
    if address is None:
        return False
    if kind is not Kind.ANSWER and why_not(session, person_id, address.account_id, now, zone):
        return False
    language = session.scalar(select(Person.language).where(Person.id == person_id))
    language = language or chosen(session)[1] or default_language
    due_at = now if kind is Kind.ANSWER else not_before(session, person_id, now, zone)
    draft = outbox.Draft(
        dedupe_key=key,
        conversation_id=address.conversation_id,
        payload=payload if kind is Kind.ANSWER else {**payload, outbox.MEANT_FOR: person_id},
        language=language,
        account_id=address.account_id,
        due_at=due_at,
    )
    outbox.enqueue(session, draft, now)
    return True


def undeliverable(session: Session, message_id: int, now: datetime) -> bool:
    """A message has failed, or its address is blocked: if Kitt began it, try the person's next address.

    Belongs into the transaction that closes the message. It happens once per message, and no address of a
    person is tried twice; it says there which one failed. False if there
    was nothing to do or no other address.
    """
    message = session.execute(_MESSAGE.where(OutboxMessage.id == message_id)).one_or_none()
    if message is None or message.private != message.place:
        return False
    held = message.state is OutboxState.HELD_BACK and message.error in ADDRESS_GONE
    if not held and message.state is not OutboxState.FAILED:
        return False
    if message.error in ADDRESS_GONE:
        session.execute(
            update(Account)
            .where(Account.id == message.account_id, Account.blocked_at.is_(None))
            .values(blocked_at=now)
        )
    if message.inbox_event_id is not None or message.person_id is None:
        return False
    tried = _tried(session, message.account_id, message.dedupe_key)
    moved = _elsewhere(session, message, tried, now, why=message.messenger)
    if held and not moved:
        _forget(session, message)
    return moved


def answer_in_private(session: Session, claimed: Claimed, now: datetime) -> bool:
    """What answers somebody cannot be said where they asked: say it in their private chat, if they have one.

    Belongs into the transaction that closes the message; it happens once per message.
    """
    if claimed.inbox_event_id is None or claimed.private or claimed.kind is not OutboxKind.SEND:
        return False
    account = session.get(Account, claimed.account_id) if claimed.account_id is not None else None
    if account is None or account.conversation_id is None or account.blocked_at is not None:
        return False
    texts = [{"key": NOT_THERE_TEXT, "params": {}}, *(claimed.payload.get("texts") or ())]
    draft = outbox.Draft(
        dedupe_key=f"{_AGAIN}{claimed.id}",
        conversation_id=account.conversation_id,
        payload={**claimed.payload, "texts": texts},
        language=claimed.language,
        account_id=account.id,
        inbox_event_id=claimed.inbox_event_id,
    )
    return outbox.enqueue(session, draft, now) is not None


def move_waiting(session: Session, account_id: int, now: datetime) -> None:
    """An address is about to be taken away: what Kitt would still say there is said elsewhere, or not at all.

    What is just being sent stays, without its buttons.
    """
    mine = (OutboxMessage.account_id == account_id, OutboxMessage.inbox_event_id.is_(None))
    waiting = session.execute(
        _MESSAGE.where(*mine, OutboxMessage.state == OutboxState.WAITING).order_by(OutboxMessage.id)
    ).all()
    for message in waiting:
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message.id)
            .values(state=OutboxState.HELD_BACK, error="moved")
        )
        if message.person_id is None or not _elsewhere(session, message, {account_id}, now):
            _forget(session, message)
    session.execute(
        update(OutboxMessage).where(*mine, OutboxMessage.state == OutboxState.CLAIMED).values(account_id=None)
    )


_MESSAGE = select(
    OutboxMessage.id,
    OutboxMessage.state,
    OutboxMessage.error,
    OutboxMessage.dedupe_key,
    OutboxMessage.payload,
    OutboxMessage.language,
    OutboxMessage.due_at,
    OutboxMessage.not_after,
    OutboxMessage.inbox_event_id,
    OutboxMessage.account_id,
    OutboxMessage.conversation_id.label("place"),
    Account.conversation_id.label("private"),
    Account.person_id,
    Account.messenger,
).join(Account, Account.id == OutboxMessage.account_id)


def _tried(session: Session, account_id: int, key: str) -> set[int]:
    """The addresses at which a message was tried, back to the first."""
    tried = {account_id}
    while key.startswith(_AGAIN):
        row = session.execute(
            select(OutboxMessage.account_id, OutboxMessage.dedupe_key).where(
                OutboxMessage.id == int(key.removeprefix(_AGAIN))
            )
        ).one()
        if row.account_id is not None:
            tried.add(row.account_id)
        key = row.dedupe_key
    return tried


def _elsewhere(
    session: Session, message: Row[Any], tried: Collection[int], now: datetime, *, why: str = ""
) -> bool:
    """Put a message into the outbox for the person's next address; ``why`` is the messenger that failed."""
    address = address_of(session, message.person_id, without=tried)
    if address is None:
        return False
    texts = [text for text in message.payload.get("texts") or () if text["key"] != UNREACHED_TEXT]
    if why:
        name = {"text": {"key": "messenger-name", "params": {"messenger": why}}}
        texts.insert(0, {"key": UNREACHED_TEXT, "params": {"messenger": name}})
    draft = outbox.Draft(
        dedupe_key=f"{_AGAIN}{message.id}",
        conversation_id=address.conversation_id,
        payload={**message.payload, "texts": texts},
        language=message.language,
        account_id=address.account_id,
        due_at=max(message.due_at, now),
        not_after=message.not_after,
    )
    moved = outbox.enqueue(session, draft, now) is not None
    _forget(session, message)
    return moved


def _forget(session: Session, message: Row[Any]) -> None:
    """What a message says is not needed any more; what its buttons do stays."""
    rest = what_buttons_do(message.payload)
    session.execute(update(OutboxMessage).where(OutboxMessage.id == message.id).values(payload=rest))
    session.execute(update(OutboxPart).where(OutboxPart.message_id == message.id).values(body={}))
