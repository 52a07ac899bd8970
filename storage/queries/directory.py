"""Selects over responsibilities and their people, made once; what differs is a bound parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from sqlalchemy import Date, Integer, Select, String, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from storage.models import (
    Absence,
    ContactWay,
    Group,
    Membership,
    Organisation,
    Person,
    PersonLanguage,
    Preference,
    Project,
    Rank,
    Region,
    Responsibility,
    ResponsibilityLanguage,
    ResponsibilityPlace,
    ResponsibilityTopic,
    Topic,
)

Day = date | ColumnElement[date]

_DAY: ColumnElement[date] = bindparam("day", type_=Date())
_IDS = bindparam("ids", expanding=True, type_=Integer())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a contact is looked for by; what is not named is not restricted.

    ``area_keys`` are the district and municipality keys of a place that was named, so that whoever is
    responsible for other places of the region only is left out. ``language`` is an ISO 639 code.
    """

    region_id: int | None = None
    project_id: int | None = None
    topic_id: int | None = None
    language: str | None = None
    area_keys: tuple[str, ...] = ()


def present(day: Day) -> ColumnElement[bool]:
    """People who belong to the network on ``day``."""
    return or_(Person.left_on.is_(None), Person.left_on > day)


def in_force(day: Day) -> ColumnElement[bool]:
    """Responsibilities whose period covers ``day``."""
    return and_(
        or_(Responsibility.starts_on.is_(None), Responsibility.starts_on <= day),
        or_(Responsibility.ends_on.is_(None), Responsibility.ends_on >= day),
    )


Condition = Literal[
    "region",
    "region of these",
    "not limited to places",
    "place",
    "project",
    "project of these",
    "no project",
    "rank",
    "topic",
    "language",
    "these",
    "these people",
]
"""What a responsibility can be asked for. "Of these" goes with "these" or "these people"."""

_covers = exists().where(ResponsibilityTopic.responsibility_id == Responsibility.id)
_limited_to_places = exists().where(ResponsibilityPlace.responsibility_id == Responsibility.id)
_limited_to_languages = exists().where(ResponsibilityLanguage.responsibility_id == Responsibility.id)
_speaks = exists().where(
    PersonLanguage.person_id == Responsibility.person_id, PersonLanguage.code == bindparam("language")
)

_CONDITIONS: Mapping[Condition, ColumnElement[bool]] = {
    "region": Responsibility.region_id == bindparam("region"),
    # The sum keeps the database from walking through all of a region to find a few ids.
    "region of these": Responsibility.region_id + 0 == bindparam("region"),
    "not limited to places": ~_limited_to_places,
    "place": _limited_to_places.where(
        ResponsibilityPlace.key.in_(bindparam("keys", expanding=True, type_=String()))
    ),
    "project": Responsibility.project_id == bindparam("project"),
    "project of these": Responsibility.project_id + 0 == bindparam("project"),
    "no project": Responsibility.project_id.is_(None),
    "rank": Responsibility.rank == bindparam("rank"),
    "topic": _covers.where(ResponsibilityTopic.topic_id == bindparam("topic")),
    "language": and_(
        _speaks,
        or_(
            ~_limited_to_languages,
            _limited_to_languages.where(ResponsibilityLanguage.code == bindparam("language")),
        ),
    ),
    "these": Responsibility.id.in_(_IDS),
    "these people": Responsibility.person_id.in_(bindparam("people", expanding=True, type_=Integer())),
}


class Post(NamedTuple):
    """A responsibility with the names of what it is for."""

    id: int
    person_id: int
    project_id: int | None
    region_id: int | None
    rank: Rank
    project: str | None
    region: str | None


_POSTS = (
    select(
        Responsibility.id,
        Responsibility.person_id,
        Responsibility.project_id,
        Responsibility.region_id,
        Responsibility.rank,
        Project.name,
        Region.name,
    )
    .join(Person, Responsibility.person_id == Person.id)
    .outerjoin(Project, Responsibility.project_id == Project.id)
    .outerjoin(Region, Responsibility.region_id == Region.id)
    .where(in_force(_DAY))
)


@cache
def posts(conditions: frozenset[Condition]) -> Select[*tuple[Any, ...]]:
    """The first ``most`` responsibilities in force on ``day`` that meet all conditions, as ``Post``."""
    # The order of the conditions is part of the key that the compiled statement is found by.
    wanted = [_CONDITIONS[condition] for condition in sorted(conditions)]
    return (
        _POSTS.where(present(_DAY), *wanted)
        .order_by(Responsibility.project_id, Responsibility.rank.desc(), Responsibility.id)
        .limit(bindparam("most", type_=Integer()))
    )


POSTS_OF = _POSTS.where(Responsibility.person_id.in_(_IDS)).order_by(Responsibility.id)
"""The responsibilities of the people ``ids`` that are in force on ``day``, as ``Post``."""


@cache
def projects(*, of_region: bool) -> Select[int]:
    """All projects; with ``of_region`` those that somebody of a ``region`` is responsible for."""
    query = select(Project.id).order_by(Project.id)
    if not of_region:
        return query
    somebody = exists().where(Responsibility.project_id == Project.id, _CONDITIONS["region"])
    return query.where(somebody)


COVERING = (
    select(ResponsibilityTopic.responsibility_id)
    .where(ResponsibilityTopic.topic_id == bindparam("topic"))
    .limit(bindparam("most", type_=Integer()))
)
"""``most`` responsibilities for a ``topic``."""

LIMITED_TO = (
    select(ResponsibilityPlace.responsibility_id)
    .where(ResponsibilityPlace.key.in_(bindparam("keys", expanding=True, type_=String())))
    .limit(bindparam("most", type_=Integer()))
)
"""``most`` responsibilities that are limited to one of the places ``keys``."""

SPEAKING = (
    select(PersonLanguage.person_id)
    .where(PersonLanguage.code == bindparam("language"))
    .limit(bindparam("most", type_=Integer()))
)
"""``most`` people who speak a ``language``."""

PEOPLE = (
    select(
        Person.id,
        Person.given_name,
        Person.family_name,
        Person.function,
        Person.office_hours,
        Person.confirmed_on,
        Person.since,
        Person.left_on,
        Organisation.name.label("organisation"),
        Preference.hidden,
    )
    .outerjoin(Organisation, Organisation.id == Person.organisation_id)
    .outerjoin(Preference, Preference.person_id == Person.id)
    .where(Person.id.in_(_IDS))
)
"""The people ``ids`` with the name of their organisation, and what of them only coordinators see."""

WAYS = (
    select(ContactWay.person_id, ContactWay.kind, ContactWay.value, ContactWay.visibility)
    .where(ContactWay.person_id.in_(_IDS))
    .order_by(ContactWay.person_id, ContactWay.id)
)
"""How the people ``ids`` are reached."""

LANGUAGES = (
    select(PersonLanguage.person_id, PersonLanguage.code)
    .where(PersonLanguage.person_id.in_(_IDS))
    .order_by(PersonLanguage.person_id, PersonLanguage.position)
)
"""The languages that the people ``ids`` speak."""

_deputy = aliased(Person)
_stays = or_(_deputy.left_on.is_(None), _deputy.left_on > _DAY)

ABSENCES = (
    select(
        Absence.person_id,
        Absence.reason,
        Absence.ends_on,
        _deputy.id,
        _deputy.given_name,
        _deputy.family_name,
    )
    .outerjoin(_deputy, and_(_deputy.id == Absence.deputy_id, _stays))
    .where(
        Absence.person_id.in_(_IDS),
        Absence.starts_on <= _DAY,
        or_(Absence.ends_on.is_(None), Absence.ends_on >= _DAY),
    )
    .order_by(Absence.person_id, Absence.starts_on, Absence.id)
)
"""Who of the people ``ids`` is away on ``day``, and who stands in, unless they have left by then."""

TOPICS = (
    select(ResponsibilityTopic.responsibility_id, Topic.name)
    .join(Topic, Topic.id == ResponsibilityTopic.topic_id)
    .where(ResponsibilityTopic.responsibility_id.in_(_IDS))
    .order_by(ResponsibilityTopic.responsibility_id, ResponsibilityTopic.topic_id)
)
"""The topics of the responsibilities ``ids``."""

GROUPS = (
    select(Membership.person_id, Group.name)
    .join(Group, Group.id == Membership.group_id)
    .where(Membership.person_id.in_(_IDS))
    .order_by(Membership.person_id, Group.name)
)
"""The groups of the people ``ids``."""
