"""Selects over people and responsibilities."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad
from sqlalchemy.sql.elements import ColumnElement

from storage.models import (
    Absence,
    Person,
    PersonLanguage,
    Responsibility,
    ResponsibilityLanguage,
    ResponsibilityPlace,
    ResponsibilityTopic,
)


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


def present(day: date) -> ColumnElement[bool]:
    """People who belong to the network on ``day``."""
    return or_(Person.left_on.is_(None), Person.left_on > day)


def in_force(day: date) -> ColumnElement[bool]:
    """Responsibilities whose period covers ``day``."""
    return and_(
        or_(Responsibility.starts_on.is_(None), Responsibility.starts_on <= day),
        or_(Responsibility.ends_on.is_(None), Responsibility.ends_on >= day),
    )


_PERSON_RELATIONS: tuple[_AbstractLoad, ...] = (
    joinedload(Person.organisation),
    selectinload(Person.languages),
    selectinload(Person.ways),
    selectinload(Person.absences)
    .joinedload(Absence.deputy)
    .options(
        joinedload(Person.organisation),
        selectinload(Person.languages),
        selectinload(Person.ways),
        selectinload(Person.absences),
    ),
)

_CONTACT_RELATIONS: tuple[_AbstractLoad, ...] = (
    joinedload(Responsibility.person).options(*_PERSON_RELATIONS),
    joinedload(Responsibility.project),
    joinedload(Responsibility.region),
    selectinload(Responsibility.topics).joinedload(ResponsibilityTopic.topic),
)


def person_relations() -> tuple[_AbstractLoad, ...]:
    """Load with each person, in one statement per relation, what a contact shows."""
    return _PERSON_RELATIONS


def responsibilities(wanted: Wanted, day: date) -> Select[Responsibility]:
    """Responsibilities in force on ``day`` that fit what is wanted, with their people."""
    query = (
        select(Responsibility)
        .join(Person, Responsibility.person_id == Person.id)
        .where(present(day), in_force(day))
        .options(*_CONTACT_RELATIONS)
        .order_by(Responsibility.project_id, Responsibility.rank.desc(), Responsibility.id)
    )
    for condition in _conditions(wanted):
        query = query.where(condition)
    return query


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.region_id is not None or wanted.area_keys:
        conditions.append(_somewhere(wanted.region_id, wanted.area_keys))
    if wanted.project_id is not None:
        conditions.append(Responsibility.project_id == wanted.project_id)
    if wanted.topic_id is not None:
        conditions.append(
            exists().where(
                ResponsibilityTopic.responsibility_id == Responsibility.id,
                ResponsibilityTopic.topic_id == wanted.topic_id,
            )
        )
    if wanted.language is not None:
        conditions.append(_speaks(wanted.language))
    return conditions


def _somewhere(region_id: int | None, area_keys: Collection[str]) -> ColumnElement[bool]:
    own_places = exists().where(ResponsibilityPlace.responsibility_id == Responsibility.id)
    here = exists().where(
        ResponsibilityPlace.responsibility_id == Responsibility.id,
        ResponsibilityPlace.key.in_(area_keys),
    )
    if region_id is None:
        return here
    if not area_keys:
        return Responsibility.region_id == region_id
    return or_(and_(Responsibility.region_id == region_id, ~own_places), here)


def _speaks(code: str) -> ColumnElement[bool]:
    spoken = exists().where(PersonLanguage.person_id == Responsibility.person_id, PersonLanguage.code == code)
    limited = exists().where(ResponsibilityLanguage.responsibility_id == Responsibility.id)
    covered = exists().where(
        ResponsibilityLanguage.responsibility_id == Responsibility.id, ResponsibilityLanguage.code == code
    )
    return and_(spoken, or_(~limited, covered))
