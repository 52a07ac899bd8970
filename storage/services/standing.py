"""How Kitt stands in groups and channels: what they are called, whether it may write there, who is told.

For Kitt itself; nothing here is shown to anybody but the coordinators of the group that is concerned.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import NamedTuple

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.orm import Session

from storage.models import (
    Account,
    Binding,
    Conversation,
    ConversationKind,
    Coordination,
    Group,
    OutboxMessage,
    OutboxPart,
    Standing,
)
from storage.services import conversations, telling
from storage.services.rows import change, read, table_of

LONGEST_TITLE = 255
"""What fits into the column; Telegram's titles have at most 128 characters."""

CODES = {"gone": Standing.GONE, "silent": Standing.SILENT}
"""Codes of ``SendError`` that say how Kitt stands where a message was to go."""

_table = table_of(Conversation)
_STANDING = select(Conversation.id, Conversation.standing).where(
    Conversation.messenger == bindparam("messenger"), Conversation.address == bindparam("address")
)
_CALL = (
    update(_table)
    .where(_table.c.id == bindparam("conversation"), _table.c.title != bindparam("called"))
    .values(title=bindparam("called"))
)
_OWN = select(
    exists().where(
        OutboxPart.external_id == bindparam("number"),
        OutboxPart.message_id == OutboxMessage.id,
        OutboxMessage.conversation_id == Conversation.id,
        Conversation.messenger == bindparam("messenger"),
        Conversation.address == bindparam("address"),
    )
)
_KNOWN = select(
    exists().where(Account.messenger == bindparam("messenger"), Account.address == bindparam("address"))
)


class Place(NamedTuple):
    """A group or channel as it is shown: ``group`` is the one that it is bound to."""

    kind: ConversationKind
    title: str
    messenger: str
    group: str | None


def place_of(session: Session, conversation_id: int) -> Place | None:
    """What is known of a conversation."""
    row = session.execute(
        select(Conversation.kind, Conversation.title, Conversation.messenger, Group.name)
        .outerjoin(Binding, Binding.conversation_id == Conversation.id)
        .outerjoin(Group, Group.id == Binding.group_id)
        .where(Conversation.id == conversation_id)
    ).one_or_none()
    return None if row is None else Place(row.kind, row.title, row.messenger, row.name)


def standing_at(session: Session, messenger: str, address: str) -> Standing | None:
    """How Kitt stands at an address; None where it never was."""
    row = read(session, _STANDING, {"messenger": messenger, "address": address}).one_or_none()
    return None if row is None else row.standing


def call(session: Session, conversation_id: int, title: str) -> None:
    """Note what a group or channel is called."""
    change(session, _CALL, {"conversation": conversation_id, "called": title[:LONGEST_TITLE]})


def is_own(session: Session, messenger: str, address: str, number: str) -> bool:
    """Whether a message in this conversation is one of Kitt's, by what the messenger calls it."""
    values = {"messenger": messenger, "address": address, "number": number}
    return bool(read(session, _OWN, values).scalar_one())


def is_known(session: Session, messenger: str, address: str) -> bool:
    """Whether somebody has ever written to Kitt from this address."""
    return bool(read(session, _KNOWN, {"messenger": messenger, "address": address}).scalar_one())


def stands(session: Session, conversation_id: int, standing: Standing, now: datetime, zone: tzinfo) -> bool:
    """Note how Kitt stands in a group or channel; False if that was known, or it is a private chat.

    Where it may not write any more, whoever coordinates the group that writes there is told, once.
    """
    conversations.lock(session, conversation_id)
    changed = session.execute(
        update(_table)
        .where(
            _table.c.id == conversation_id,
            _table.c.standing != standing,
            _table.c.kind != ConversationKind.PRIVATE,
        )
        .values(standing=standing)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        return False
    if standing is not Standing.OPEN:
        _tell(session, conversation_id, standing, now, zone)
    return True


def _tell(session: Session, conversation_id: int, standing: Standing, now: datetime, zone: tzinfo) -> None:
    place = place_of(session, conversation_id)
    if place is None or place.group is None:
        return
    coordinators = session.scalars(
        select(Coordination.person_id)
        .join(Binding, Binding.group_id == Coordination.group_id)
        .where(Binding.conversation_id == conversation_id)
        .order_by(Coordination.person_id)
    ).all()
    params = {
        "standing": standing.value,
        "group": place.group,
        "place": {"text": {"key": "place-named", "params": named(place)}},
    }
    payload = {"texts": [{"key": "place-lost", "params": params}], "options": []}
    for person in coordinators:
        key = f"standing:{conversation_id}:{now.isoformat()}:{person}"
        telling.tell(session, person, payload, key=key, now=now, zone=zone)


def named(place: Place) -> dict[str, str]:
    """The parameters of the text "place-named"."""
    name = "Terminal" if place.messenger == "console" else place.messenger.title()
    return {"title": place.title, "hastitle": "yes" if place.title else "no", "messenger": name}
