"""People: who they are, how they are reached, what they are responsible for, when they are away."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Name, one_of
from storage.models.directory import Organisation, Project, Region, Topic


class Role(StrEnum):
    """What somebody may do; a guest is who has no person at all."""

    GUEST = "guest"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


class Rank(StrEnum):
    """Whether somebody is the first contact or stands in for the first."""

    FIRST = "first"
    DEPUTY = "deputy"


class WayKind(StrEnum):
    """The ways of reaching somebody."""

    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"


class Visibility(StrEnum):
    """Who may see a way of reaching somebody."""

    NETWORK = "network"  # every member, in groups too
    PRIVATE = "private"  # every member, but never in a group
    COORDINATORS = "coordinators"  # coordinators and administrators, never in a group


class AbsenceReason(StrEnum):
    """Why somebody is away, as far as it is anybody's business: an illness is never stored."""

    HOLIDAY = "holiday"
    AWAY = "away"


class Person(Base):
    """Somebody of the network."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)  # the identifier in directory files
    given_name: Mapped[str] = mapped_column(Name)
    family_name: Mapped[str] = mapped_column(Name)
    role: Mapped[Role] = mapped_column(one_of(Role), default=Role.MEMBER)
    function: Mapped[str] = mapped_column(Name, default="")  # as on a business card: "Beraterin"
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    home_region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    office_hours: Mapped[str] = mapped_column(Name, default="")
    language: Mapped[str] = mapped_column(String(8), default="")  # chosen for Kitt's answers; empty: none
    since: Mapped[date | None] = mapped_column(index=True)
    confirmed_on: Mapped[date | None]
    left_on: Mapped[date | None]  # the first day on which the person no longer belongs to the network

    organisation: Mapped[Organisation | None] = relationship()
    home_region: Mapped[Region | None] = relationship()
    languages: Mapped[list[PersonLanguage]] = relationship(
        cascade="all, delete-orphan", order_by="PersonLanguage.position", passive_deletes=True
    )
    ways: Mapped[list[ContactWay]] = relationship(
        cascade="all, delete-orphan", order_by="ContactWay.id", passive_deletes=True
    )
    responsibilities: Mapped[list[Responsibility]] = relationship(
        back_populates="person",
        cascade="all, delete-orphan",
        order_by="Responsibility.id",
        passive_deletes=True,
    )
    absences: Mapped[list[Absence]] = relationship(
        cascade="all, delete-orphan",
        order_by="Absence.starts_on",
        foreign_keys="Absence.person_id",
        passive_deletes=True,
    )

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()


class PersonLanguage(Base):
    """A language somebody speaks with clients, in the order they named them."""

    __tablename__ = "person_language"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    code: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)  # ISO 639
    position: Mapped[int] = mapped_column(default=0)


class ContactWay(Base):
    """One way of reaching somebody, and who may see it."""

    __tablename__ = "contact_way"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[WayKind] = mapped_column(one_of(WayKind))
    value: Mapped[str] = mapped_column(String(254))  # telephone as E.164, mail in lower case
    visibility: Mapped[Visibility] = mapped_column(one_of(Visibility), default=Visibility.NETWORK)


class Responsibility(Base):
    """Somebody is contact for a project, in a region or in places, for topics, in languages.

    What is not named is not restricted: without topics it is every topic.
    """

    __tablename__ = "responsibility"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="period"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    rank: Mapped[Rank] = mapped_column(one_of(Rank), default=Rank.FIRST)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]  # the last day

    person: Mapped[Person] = relationship(back_populates="responsibilities")
    project: Mapped[Project | None] = relationship()
    region: Mapped[Region | None] = relationship()
    places: Mapped[list[ResponsibilityPlace]] = relationship(
        cascade="all, delete-orphan", order_by="ResponsibilityPlace.key", passive_deletes=True
    )
    topics: Mapped[list[ResponsibilityTopic]] = relationship(
        cascade="all, delete-orphan", order_by="ResponsibilityTopic.topic_id", passive_deletes=True
    )
    languages: Mapped[list[ResponsibilityLanguage]] = relationship(
        cascade="all, delete-orphan", order_by="ResponsibilityLanguage.code", passive_deletes=True
    )


# In the order in which contacts are read: the first of thousands are found without sorting them all.
_BY_PROJECT = (Responsibility.project_id, Responsibility.rank.desc(), Responsibility.id)
Index("ix_responsibility_by_project", *_BY_PROJECT)
Index("ix_responsibility_by_region", Responsibility.region_id, *_BY_PROJECT)


class ResponsibilityPlace(Base):
    """A district (five digits) or municipality (eight) that a responsibility is limited to."""

    __tablename__ = "responsibility_place"

    responsibility_id: Mapped[int] = mapped_column(
        ForeignKey("responsibility.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)


class ResponsibilityTopic(Base):
    """A topic that a responsibility covers."""

    __tablename__ = "responsibility_topic"

    responsibility_id: Mapped[int] = mapped_column(
        ForeignKey("responsibility.id", ondelete="CASCADE"), primary_key=True
    )
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True, index=True)

    topic: Mapped[Topic] = relationship()


class ResponsibilityLanguage(Base):
    """A language that a responsibility is limited to."""

    __tablename__ = "responsibility_language"

    responsibility_id: Mapped[int] = mapped_column(
        ForeignKey("responsibility.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(String(8), primary_key=True)


class Absence(Base):
    """Somebody is away from the first to the last day, and who stands in."""

    __tablename__ = "absence"
    __table_args__ = (CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="period"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]  # the last day; none: until further notice
    reason: Mapped[AbsenceReason] = mapped_column(one_of(AbsenceReason), default=AbsenceReason.AWAY)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)

    deputy: Mapped[Person | None] = relationship(foreign_keys=[deputy_id])


class Coordination(Base):
    """A coordinator's reach: a region or a group."""

    __tablename__ = "coordination"
    __table_args__ = (CheckConstraint("(region_id IS NULL) <> (group_id IS NULL)", name="one_target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id", ondelete="CASCADE"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group.id", ondelete="CASCADE"))


class Account(Base):
    """One address of somebody on a messenger; without a person it is a guest's."""

    __tablename__ = "account"
    __table_args__ = (Index("uq_account_messenger_address", "messenger", "address", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    messenger: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(255))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    language: Mapped[str | None] = mapped_column(String(8))  # what a guest chose or writes
    created_at: Mapped[datetime]
    conversation_id: Mapped[int | None] = mapped_column(  # the private one, in which Kitt may write by itself
        ForeignKey("conversation.id", ondelete="SET NULL"), index=True
    )
    blocked_at: Mapped[datetime | None]  # since when Kitt cannot reach it
    menu: Mapped[str | None] = mapped_column(String(80))  # for whom its own menu of commands was made
    menu_due_at: Mapped[datetime | None]  # when to try again, if it could not be set
