"""Finding a date: what is asked, which times are suggested, whom they suit, where it was asked."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Name, WallTime, one_of
from storage.models.meetings import Answer


class PollState(StrEnum):
    """Whether people may still say what suits them."""

    OPEN = "open"
    DECIDED = "decided"
    CANCELLED = "cancelled"


class DatePoll(Base):
    """The question when a group can meet; ``minutes`` is how long the meeting is to take."""

    __tablename__ = "date_poll"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("quorum > 0", name="quorum"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Name)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(Name, default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    zone: Mapped[str] = mapped_column(String(64))  # IANA
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
    deadline: Mapped[datetime]
    quorum: Mapped[int | None]  # so many who can are enough
    state: Mapped[PollState] = mapped_column(one_of(PollState), default=PollState.OPEN)
    closed_at: Mapped[datetime | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    revision: Mapped[int] = mapped_column(default=1)  # each suggestion and each vote raises it
    news_at: Mapped[datetime | None]  # when everybody is told of suggestions that came later
    look_at: Mapped[datetime | None] = mapped_column(index=True)  # when Kitt looks at it by itself


class Suggestion(Base):
    """One time that might suit."""

    __tablename__ = "suggestion"
    __table_args__ = (Index("uq_suggestion_poll_id_starts_at", "poll_id", "starts_at", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_poll.id", ondelete="CASCADE"))
    starts_wall: Mapped[datetime] = mapped_column(WallTime)
    starts_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]
    added: Mapped[bool] = mapped_column(default=False)  # later than the question itself


class Vote(Base):
    """Whether one time suits one person, from whichever of their addresses they said it."""

    __tablename__ = "vote"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    answer: Mapped[Answer] = mapped_column(one_of(Answer))
    voted_at: Mapped[datetime]


class PollMessage(Base):
    """Where a poll stands: the first message of it in a conversation, and what shows it last."""

    __tablename__ = "poll_message"

    poll_id: Mapped[int] = mapped_column(ForeignKey("date_poll.id", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )  # whose private chat it is
    message_id: Mapped[int] = mapped_column(ForeignKey("outbox_message.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(8))
