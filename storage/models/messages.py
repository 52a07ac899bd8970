"""What came in, what goes out, and where each conversation stands."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, one_of


class ConversationKind(StrEnum):
    """Where people talk to Kitt."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


class InboxState(StrEnum):
    """Where an incoming event stands."""

    WAITING = "waiting"
    DONE = "done"
    PARKED = "parked"  # could not be handled after several tries; kept for a look


class OutboxKind(StrEnum):
    """What the messenger is asked to do."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    REACT = "react"


class OutboxState(StrEnum):
    """Where an outgoing message stands; the last five are final."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"  # the messenger may have it; never sent again blindly
    EXPIRED = "expired"
    HELD_BACK = "held_back"


class Conversation(Base):
    """One private chat, group, room or channel on one messenger, and the state of its dialogue."""

    __tablename__ = "conversation"
    __table_args__ = (Index("uq_conversation_messenger_address", "messenger", "address", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    messenger: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(255))
    kind: Mapped[ConversationKind] = mapped_column(one_of(ConversationKind), default=ConversationKind.PRIVATE)
    state: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class InboxEvent(Base):
    """One event from a messenger, stored before the messenger is told that we have it."""

    __tablename__ = "inbox_event"
    __table_args__ = (
        Index("uq_inbox_event_messenger_event_key", "messenger", "event_key", unique=True),
        # Only what waits is ever looked for, so only that is indexed.
        Index(
            "ix_inbox_event_waiting",
            "conversation_id",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        # Counted at every look of a monitoring, among millions that are done.
        Index(
            "ix_inbox_event_parked",
            "id",
            sqlite_where=text("state = 'parked'"),
            postgresql_where=text("state = 'parked'"),
        ),
        # A number is never given twice, not even after deletions: "reply:17:0" must stay one answer's key.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    messenger: Mapped[str] = mapped_column(String(20))
    event_key: Mapped[str] = mapped_column(String(255))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    payload: Mapped[dict[str, Any]]
    received_at: Mapped[datetime]
    state: Mapped[InboxState] = mapped_column(one_of(InboxState), default=InboxState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]

    conversation: Mapped[Conversation] = relationship()


class OutboxMessage(Base):
    """One thing that the messenger shall do; everything that leaves goes through here."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index(
            "ix_outbox_message_unfinished",
            "conversation_id",
            "id",
            sqlite_where=text("state IN ('waiting', 'claimed')"),
            postgresql_where=text("state IN ('waiting', 'claimed')"),
        ),
        Index(
            "ix_outbox_message_due",
            "due_at",
            sqlite_where=text("state IN ('waiting', 'claimed')"),
            postgresql_where=text("state IN ('waiting', 'claimed')"),
        ),
        # As above: counted among millions that were sent.
        Index(
            "ix_outbox_message_not_sent",
            "state",
            sqlite_where=text("state <> 'sent'"),
            postgresql_where=text("state <> 'sent'"),
        ),
        # As above: buttons and Matrix's transaction ids bear this number.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    inbox_event_id: Mapped[int | None] = mapped_column(
        ForeignKey("inbox_event.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[OutboxKind] = mapped_column(one_of(OutboxKind), default=OutboxKind.SEND)
    payload: Mapped[dict[str, Any]]  # text keys and parameters, options, attachments
    language: Mapped[str] = mapped_column(String(8), default="de")
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    not_after: Mapped[datetime | None]
    state: Mapped[OutboxState] = mapped_column(one_of(OutboxState), default=OutboxState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_by: Mapped[str | None] = mapped_column(String(60))
    lease_until: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(String(60), default="")  # a constant code, never a text

    conversation: Mapped[Conversation] = relationship()
    parts: Mapped[list[OutboxPart]] = relationship(
        cascade="all, delete-orphan", order_by="OutboxPart.number", passive_deletes=True
    )


class OutboxPart(Base):
    """One rendered part of a message, numbered from 0; what is sent is not sent again."""

    __tablename__ = "outbox_part"

    message_id: Mapped[int] = mapped_column(
        ForeignKey("outbox_message.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    begun_at: Mapped[datetime | None]  # handed to the messenger; without sent_at the outcome is unknown
    sent_at: Mapped[datetime | None]
    external_id: Mapped[str | None] = mapped_column(String(255), index=True)


class Lease(Base):
    """Which process alone does something just now, such as sending for a messenger; it ends by itself."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    owner: Mapped[str] = mapped_column(String(60))
    lasts_until: Mapped[datetime]


class StoreInfo(Base):
    """Facts about the store itself: whether it is a demo, the version of the directory."""

    __tablename__ = "store_info"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(default="")
