"""Meetings, their dates, who comes, and what Kitt says about them by itself."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Name, WallTime, one_of


class MeetingState(StrEnum):
    """Whether something takes place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """Whether somebody comes."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class NudgeKind(StrEnum):
    """Why Kitt writes by itself."""

    REMINDER = "reminder"
    INVITED = "invited"  # of a series once, with its next date
    CHANGED = "changed"
    CANCELLED = "cancelled"
    RSVP = "rsvp"  # to whoever has not answered
    ASK_AGAIN = "ask_again"  # to whoever said when to be asked again
    AGENDA = "agenda"  # to coordinators: what is it about?
    NOTES = "notes"  # to coordinators: what was agreed?
    OWN = "own"  # what somebody wanted to be reminded of


class NudgeState(StrEnum):
    """Where a nudge stands; the last three are final, but for one that is wanted again."""

    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"  # when it was due, it was not to be said (any more)
    SUPERSEDED = "superseded"  # not wanted any more before it was due


class Meeting(Base):
    """A meeting, once or again and again; ``starts_wall`` is what the person meant who planned it."""

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("minutes > 0", name="minutes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(80), unique=True)  # for calendars; never changes
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group.id", ondelete="SET NULL"), index=True)
    audience: Mapped[dict[str, Any]] = mapped_column(default=dict)  # without a group: who is invited
    title: Mapped[str] = mapped_column(Name)
    place: Mapped[str] = mapped_column(Name, default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    agenda: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(String(64))  # IANA
    starts_wall: Mapped[datetime] = mapped_column(WallTime)
    minutes: Mapped[int]
    rrule: Mapped[str] = mapped_column(String(300), default="")  # RFC 5545; empty: once
    sequence: Mapped[int] = mapped_column(default=0)
    state: Mapped[MeetingState] = mapped_column(one_of(MeetingState), default=MeetingState.PLANNED)
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    revision: Mapped[int] = mapped_column(default=1)  # what a card was made of; each change raises it
    # Until when the dates of a series are in the store, and hence when to look again; null: all are.
    extend_at: Mapped[datetime | None] = mapped_column(index=True)

    occurrences: Mapped[list[Occurrence]] = relationship(
        back_populates="meeting",
        cascade="all, delete-orphan",
        order_by="Occurrence.starts_at",
        passive_deletes=True,
    )


class Occurrence(Base):
    """One date of a meeting. What is null is as the meeting says."""

    __tablename__ = "occurrence"
    __table_args__ = (
        Index("uq_occurrence_meeting_id_recurrence_id", "meeting_id", "recurrence_id", unique=True),
        CheckConstraint("minutes > 0", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    recurrence_id: Mapped[datetime] = mapped_column(WallTime)  # the wall time of the series: its identity
    starts_wall: Mapped[datetime] = mapped_column(WallTime)
    minutes: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    timed_at: Mapped[datetime]  # since when it is known that it is then
    title: Mapped[str | None] = mapped_column(Name)
    place: Mapped[str | None] = mapped_column(Name)
    link: Mapped[str | None] = mapped_column(String(500))
    agenda: Mapped[str | None]
    notes: Mapped[str] = mapped_column(default="")  # what was agreed, afterwards
    state: Mapped[MeetingState] = mapped_column(one_of(MeetingState), default=MeetingState.PLANNED)
    sequence: Mapped[int] = mapped_column(default=0)
    news: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # what has to be told of it
    plan_at: Mapped[datetime | None] = mapped_column(index=True)  # when its nudges are looked at next

    meeting: Mapped[Meeting] = relationship(back_populates="occurrences")


class Attendance(Base):
    """Whether somebody comes to one date."""

    __tablename__ = "attendance"

    occurrence_id: Mapped[int] = mapped_column(
        ForeignKey("occurrence.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    answer: Mapped[Answer] = mapped_column(one_of(Answer))
    comment: Mapped[str] = mapped_column(String(500), default="")
    answered_at: Mapped[datetime]
    ask_again_at: Mapped[datetime | None]
    stale: Mapped[bool] = mapped_column(default=False)  # the date was moved since


class Nudge(Base):
    """Something that Kitt will say to somebody by itself, at a time, once."""

    __tablename__ = "nudge"
    __table_args__ = (
        Index(
            "ix_nudge_due",
            "due_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[NudgeKind] = mapped_column(one_of(NudgeKind))
    occurrence_id: Mapped[int | None] = mapped_column(
        ForeignKey("occurrence.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    wanted_at: Mapped[datetime]  # before quiet hours moved it
    due_at: Mapped[datetime]
    not_after: Mapped[datetime | None]
    text: Mapped[str] = mapped_column(default="")  # what somebody wants to be reminded of; then forgotten
    state: Mapped[NudgeState] = mapped_column(one_of(NudgeState), default=NudgeState.WAITING)
    reason: Mapped[str] = mapped_column(String(20), default="")  # why it was dropped, a constant
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Feed(Base):
    """Somebody's meetings as a calendar that programs subscribe to; of its address only a digest is kept."""

    __tablename__ = "feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of the token in its address
    made_at: Mapped[datetime]
    content: Mapped[str] = mapped_column(String(64), default="")  # a digest of what was fetched last
    content_at: Mapped[datetime | None]  # since when it is like this
