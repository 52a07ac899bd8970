"""Conversations and the accounts that write in them: found or made, locked, remembered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from storage.models import Account, Binding, Conversation, ConversationKind, InboxEvent, OutboxMessage
from storage.services.rows import change, insert_once, read, table_of

LANGUAGE_LENGTH = 8
"""What fits into the column of an account's language."""

_ACCOUNT = select(Account.id).where(
    Account.messenger == bindparam("messenger"), Account.address == bindparam("address")
)
_CONVERSATION = select(Conversation.id).where(
    Conversation.messenger == bindparam("messenger"), Conversation.address == bindparam("address")
)
_LOCK = (
    select(Conversation.id)
    .where(Conversation.id == bindparam("conversation"))
    .with_for_update(key_share=True)
)
_table = table_of(Conversation)
_accounts = table_of(Account)
_REACHED = (
    update(_accounts)
    .where(
        _accounts.c.id == bindparam("account"),
        or_(
            _accounts.c.conversation_id.is_distinct_from(bindparam("conversation")),
            _accounts.c.blocked_at.is_not(None),
        ),
    )
    .values(conversation_id=bindparam("conversation"), blocked_at=None)
)
_BLOCK = (
    update(_accounts)
    .where(
        _accounts.c.messenger == bindparam("of_messenger"),
        _accounts.c.address == bindparam("at"),
        _accounts.c.blocked_at.is_(None),
    )
    .values(blocked_at=bindparam("moment"))
)
_REMEMBER = (
    update(_table)
    .where(_table.c.id == bindparam("conversation"))
    .values(state=bindparam("new_state"), state_until=bindparam("new_until"))
)


def account_for(session: Session, *, messenger: str, address: str, language: str, now: datetime) -> int:
    """The account of an address, made if it is new: then it is a guest's, and ``language`` is noted."""
    names = {"messenger": messenger, "address": address}
    found = read(session, _ACCOUNT, names).scalar_one_or_none()
    if found is None:
        code = language.replace("_", "-").split("-")[0].lower()[:LANGUAGE_LENGTH]
        found = insert_once(session, Account, {**names, "language": code or None, "created_at": now})
    return found if found is not None else read(session, _ACCOUNT, names).scalar_one()


def conversation_for(
    session: Session, *, messenger: str, address: str, kind: ConversationKind, now: datetime
) -> int:
    """The conversation at an address, made if it is new."""
    names = {"messenger": messenger, "address": address}
    found = read(session, _CONVERSATION, names).scalar_one_or_none()
    if found is None:
        found = insert_once(session, Conversation, {**names, "kind": kind, "state": {}, "created_at": now})
    return found if found is not None else read(session, _CONVERSATION, names).scalar_one()


def private_with(session: Session, messenger: str, address: str, account_id: int, now: datetime) -> int:
    """The private conversation of an account, where Kitt may write by itself; made if it is new."""
    found = conversation_for(
        session, messenger=messenger, address=address, kind=ConversationKind.PRIVATE, now=now
    )
    reached_at(session, account_id, found)
    return found


def reached_at(session: Session, account_id: int, conversation_id: int) -> None:
    """Note that an account writes in this private conversation: it can be reached there."""
    change(session, _REACHED, {"account": account_id, "conversation": conversation_id})


def block(session: Session, messenger: str, address: str, now: datetime) -> None:
    """Note that an account takes no messages, until it writes again."""
    change(session, _BLOCK, {"of_messenger": messenger, "at": address, "moment": now})


def move(session: Session, messenger: str, *, old: str, new: str) -> None:
    """A conversation has another address from now on: state, bindings and what waits go with it.

    What was heard and is to be sent under the new address already belongs to it too. Doing it again changes
    nothing.
    """
    there = {address: _at(session, messenger, address) for address in (old, new)}
    moving, arrived = there[old], there[new]
    if moving is None:
        return
    lock(session, moving)
    if arrived is not None:
        lock(session, arrived)
        for model in (InboxEvent, OutboxMessage):
            rows = table_of(model)
            session.execute(
                update(rows).where(rows.c.conversation_id == arrived).values(conversation_id=moving)
            )
        if session.get(Binding, moving) is None:
            session.execute(
                update(Binding).where(Binding.conversation_id == arrived).values(conversation_id=moving)
            )
        session.execute(delete(_table).where(_table.c.id == arrived))
    session.execute(update(_table).where(_table.c.id == moving).values(address=new))


def _at(session: Session, messenger: str, address: str) -> int | None:
    return read(session, _CONVERSATION, {"messenger": messenger, "address": address}).scalar_one_or_none()


def lock(session: Session, conversation_id: int) -> None:
    """Keep other processes from handling this conversation until the transaction ends.

    On SQLite a writing transaction is alone anyway. On PostgreSQL the lock does not hinder rows that refer
    to the conversation (FOR NO KEY UPDATE). Whatever is read afterwards is what the last holder left.
    """
    if session.get_bind().dialect.name == "postgresql":
        read(session, _LOCK, {"conversation": conversation_id})


def remember(session: Session, conversation_id: int, state: Mapping[str, Any], until: datetime) -> None:
    """Keep where the dialogue stands, for as long as ``until``."""
    values = {"conversation": conversation_id, "new_state": dict(state), "new_until": until}
    change(session, _REMEMBER, values)
