"""How people get in and out: codes, requests, consent, settings, and what was asked for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.models.base import Base, Name, one_of
from storage.models.people import Role


class CodeKind(StrEnum):
    """What a code is good for."""

    INVITATION = "invitation"  # a guest becomes somebody of the network
    LINK = "link"  # one more address of the same person
    FIRST = "first"  # the very first administrator


class RequestState(StrEnum):
    """Where something stands that somebody asked somebody else for."""

    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by whoever asked, or because one of the two left


class Digest(StrEnum):
    """How often what is not urgent is summed up."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Code(Base):
    """A code that was given out. Only its digest is kept, so that a copy of the store lets nobody in."""

    __tablename__ = "code"
    __table_args__ = (CheckConstraint("uses_left >= 0", name="uses"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[CodeKind] = mapped_column(one_of(CodeKind))
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256, hexadecimal
    role: Mapped[Role] = mapped_column(one_of(Role), default=Role.MEMBER)
    created_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(  # whose address a link adds
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    uses_left: Mapped[int] = mapped_column(default=1)


class CodeGroup(Base):
    """A group that whoever redeems an invitation joins."""

    __tablename__ = "code_group"

    code_id: Mapped[int] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(
        ForeignKey("group.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CodeRegion(Base):
    """A region that whoever redeems an invitation belongs to; coordinators coordinate it."""

    __tablename__ = "code_region"

    code_id: Mapped[int] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), primary_key=True)
    region_id: Mapped[int] = mapped_column(
        ForeignKey("region.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Usage(Base):
    """How often an account did something within an hour: guessed codes, looked people up."""

    __tablename__ = "usage"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    what: Mapped[str] = mapped_column(String(20), primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True, index=True)  # its first moment
    count: Mapped[int] = mapped_column(default=0)


class AccessRequest(Base):
    """A guest without a code asks to be let in."""

    __tablename__ = "access_request"
    __table_args__ = (
        Index(
            "uq_access_request_open", "account_id", unique=True,
            sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Name)
    organisation: Mapped[str] = mapped_column(Name, default="")
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id", ondelete="SET NULL"), index=True)
    state: Mapped[RequestState] = mapped_column(one_of(RequestState), default=RequestState.OPEN)
    asked_at: Mapped[datetime]
    nudged_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )


class Consent(Base):
    """Somebody agreed to a version of the privacy notice."""

    __tablename__ = "consent"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[str] = mapped_column(String(20), primary_key=True)
    given_at: Mapped[datetime]


class Preference(Base):
    """What somebody set: where and when Kitt may write by itself."""

    __tablename__ = "preference"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(  # the preferred address
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    muted_until: Mapped[datetime | None]  # the far future: until undone
    quiet_from: Mapped[int | None]  # minutes after midnight, in the network's zone
    quiet_until: Mapped[int | None]  # before quiet_from: over midnight
    days_off: Mapped[int] = mapped_column(default=0)  # bit 0 Monday to bit 6 Sunday
    digest: Mapped[Digest] = mapped_column(one_of(Digest), default=Digest.AT_ONCE)
    hidden: Mapped[list[str]] = mapped_column(default=list)  # fields of the card that only coordinators see
    # Minutes before a meeting at which to be reminded; empty: never; null: as the group has it.
    reminders: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    zone: Mapped[str | None] = mapped_column(String(64))  # in which times are shown; null: the network's


class Binding(Base):
    """A conversation belongs to a group: what is for the group goes there."""

    __tablename__ = "binding"

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    group_id: Mapped[int] = mapped_column(ForeignKey("group.id", ondelete="CASCADE"), index=True)
    bound_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    bound_at: Mapped[datetime]


class Introduction(Base):
    """Somebody wants to be introduced to somebody, and why. Nothing about clients belongs here."""

    __tablename__ = "introduction"

    id: Mapped[int] = mapped_column(primary_key=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    asked_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(default="")  # forgotten once decided
    state: Mapped[RequestState] = mapped_column(one_of(RequestState), default=RequestState.OPEN)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]


class HelpRequest(Base):
    """Somebody wants to speak with a human; the coordinators are asked in turn."""

    __tablename__ = "help_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    message: Mapped[str] = mapped_column(default="")  # forgotten once answered
    state: Mapped[RequestState] = mapped_column(one_of(RequestState), default=RequestState.OPEN, index=True)
    asked_at: Mapped[datetime]
    with_id: Mapped[int | None] = mapped_column(  # the coordinator whose turn it is
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    nudged_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]


class Deletion(Base):
    """Somebody asked to be deleted, a guest by their account; until it is due they may change their mind."""

    __tablename__ = "deletion"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (account_id IS NULL)", name="one_target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), unique=True)
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)


class AuditEntry(Base):
    """Who changed what about people, rights and bindings; numbers and constants, never contents."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(20), default="")  # person, group, conversation, code …
    subject_id: Mapped[int | None]
