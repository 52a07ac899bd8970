"""The directory: organisations, projects, topics, regions and groups of the network."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.models.base import Base, Name


class Organisation(Base):
    """An organisation of the network; people work there."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    aliases: Mapped[list[str]] = mapped_column(default=list)


class Project(Base):
    """A project that people of one or several organisations work in."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    aliases: Mapped[list[str]] = mapped_column(default=list)
    description: Mapped[str] = mapped_column(default="")


class Topic(Base):
    """What somebody can be responsible for, such as the recognition of qualifications."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    aliases: Mapped[list[str]] = mapped_column(default=list)


class Region(Base):
    """A named set of districts and municipalities, with the colour of its sticker dot."""

    __tablename__ = "region"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    aliases: Mapped[list[str]] = mapped_column(default=list)
    colour: Mapped[str] = mapped_column(String(20), default="")

    areas: Mapped[list[RegionArea]] = relationship(
        back_populates="region", cascade="all, delete-orphan", order_by="RegionArea.key"
    )


class RegionArea(Base):
    """One district (five digits) or municipality (eight digits) of a region."""

    __tablename__ = "region_area"

    region_id: Mapped[int] = mapped_column(ForeignKey("region.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)

    region: Mapped[Region] = relationship(back_populates="areas")


class Group(Base):
    """A group of people, such as a focus group."""

    __tablename__ = "group"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name, unique=True)
    aliases: Mapped[list[str]] = mapped_column(default=list)
    description: Mapped[str] = mapped_column(default="")
    # Minutes before a meeting at which its people are reminded; empty: never; null: the usual ones.
    reminders: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))


class Membership(Base):
    """Somebody belongs to a group."""

    __tablename__ = "membership"

    group_id: Mapped[int] = mapped_column(ForeignKey("group.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
