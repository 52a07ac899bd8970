"""The names that a network's own texts may mention: people, projects, regions, topics, groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Group, Organisation, Person, Project, Region, RegionArea, Topic
from storage.queries.directory import present

NAMED: tuple[tuple[str, type[Region | Project | Topic | Group | Organisation]], ...] = (
    ("region", Region),
    ("project", Project),
    ("topic", Topic),
    ("group", Group),
    ("organisation", Organisation),
)


@dataclass(frozen=True, slots=True)
class DirectoryName:
    """A name of the directory: its type, the canonical name, its id and other ways of writing it."""

    entity: str
    value: str
    id: int
    forms: tuple[str, ...] = ()


def directory_names(session: Session, *, today: date) -> Iterator[DirectoryName]:
    """All names of the directory, in one statement per type.

    For the index of known names only, which guests never get; it shows nothing to anybody.
    """
    for entity, model in NAMED:
        for row in session.execute(select(model.id, model.name, model.aliases)):
            yield DirectoryName(entity, row.name, row.id, tuple(row.aliases or ()))
    people = select(Person.id, Person.given_name, Person.family_name).where(present(today))
    for person in session.execute(people):
        full = f"{person.given_name} {person.family_name}".strip()
        forms = (person.family_name, person.given_name, f"{person.family_name} {person.given_name}")
        yield DirectoryName("person", full, person.id, tuple(form for form in forms if form.strip()))


def region_areas(session: Session) -> dict[int, tuple[str, ...]]:
    """The district and municipality keys of each region, regions in the order of their names."""
    areas: dict[int, list[str]] = {
        region: [] for region in session.scalars(select(Region.id).order_by(Region.name))
    }
    for row in session.execute(select(RegionArea.region_id, RegionArea.key).order_by(RegionArea.key)):
        areas[row.region_id].append(row.key)
    return {region: tuple(keys) for region, keys in areas.items()}


def name_of(session: Session, entity: str, identifier: int) -> str | None:
    """The canonical name of a region, project, topic, group or organisation; None if it is gone."""
    model = dict(NAMED)[entity]
    return session.scalar(select(model.name).where(model.id == identifier))
