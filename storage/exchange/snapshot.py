"""The directory as it stands in the store, read in a constant number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.exchange.columns import Kind
from storage.exchange.folding import tidy, tidy_lines
from storage.exchange.states import (
    AbsenceState,
    NameState,
    PersonState,
    Reach,
    ResponsibilityState,
    Way,
)
from storage.models import (
    Absence,
    ContactWay,
    Coordination,
    Group,
    Membership,
    Organisation,
    Person,
    PersonLanguage,
    Project,
    Region,
    RegionArea,
    Responsibility,
    ResponsibilityLanguage,
    ResponsibilityPlace,
    ResponsibilityTopic,
    Topic,
    WayKind,
)
from storage.services.version import directory_version

Named = Organisation | Project | Topic | Region | Group

TABLES: dict[Kind, type[Named]] = {
    Kind.ORGANISATION: Organisation,
    Kind.PROJECT: Project,
    Kind.TOPIC: Topic,
    Kind.REGION: Region,
    Kind.GROUP: Group,
}


@dataclass(frozen=True, slots=True)
class StoredName:
    """A name with the id of its row."""

    id: int
    state: NameState


StoredNames = dict[Kind, dict[str, StoredName]]


@dataclass(frozen=True, slots=True)
class StoredPerson:
    """A person with the ids of the rows behind the state."""

    id: int
    state: PersonState
    left_on: date | None
    responsibility_ids: dict[ResponsibilityState, list[int]] = field(default_factory=dict)
    absence_ids: dict[AbsenceState, list[int]] = field(default_factory=dict)

    def belongs_on(self, day: date) -> bool:
        """Whether the person belonged to the network on a day."""
        return self.left_on is None or self.left_on > day


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole directory; names by kind and name, people in the order of their names."""

    version: int
    names: StoredNames
    people: list[StoredPerson]

    def area_keys(self) -> set[str]:
        """Every district or municipality key in use."""
        in_regions = {key for stored in self.names[Kind.REGION].values() for key in stored.state.areas}
        return in_regions.union(*(r.places for p in self.people for r in p.state.responsibilities))


def read_snapshot(session: Session, today: date) -> Snapshot:
    """Read the directory; an absence's deputy who has left by ``today`` counts as none."""
    names = read_names(session)
    return Snapshot(directory_version(session), names, _People(session, names, today).read())


def read_names(session: Session) -> StoredNames:
    """Read the regions, projects, topics, organisations and groups."""
    return {kind: _names(session, kind) for kind in TABLES}


def _names(session: Session, kind: Kind) -> dict[str, StoredName]:
    table = TABLES[kind]
    areas: defaultdict[int, set[str]] = defaultdict(set)
    if kind is Kind.REGION:
        for region_id, key in session.execute(select(RegionArea.region_id, RegionArea.key)):
            areas[region_id].add(key)
    columns = [getattr(table, name) for name in ("colour", "description") if hasattr(table, name)]
    found: dict[str, StoredName] = {}
    for row in session.execute(select(table.id, table.name, table.aliases, *columns).order_by(table.name)):
        state = NameState(
            kind=kind,
            name=row.name,
            aliases=tuple(a for a in dict.fromkeys(map(tidy, row.aliases or ())) if a != row.name),
            colour=getattr(row, "colour", ""),
            areas=frozenset(areas[row.id]) if kind is Kind.REGION else frozenset(),
            description=tidy_lines(getattr(row, "description", "")),
        )
        found[row.name] = StoredName(row.id, state)
    return found


class _People:
    """Reads all people and what hangs on them, table by table."""

    def __init__(self, session: Session, names: StoredNames, today: date) -> None:
        self._session = session
        self._today = today
        self._name_of = {kind: {s.id: name for name, s in known.items()} for kind, known in names.items()}

    def read(self) -> list[StoredPerson]:
        rows = self._session.execute(
            select(
                Person.id, Person.key, Person.given_name, Person.family_name, Person.role, Person.function,
                Person.organisation_id, Person.home_region_id, Person.office_hours, Person.since,
                Person.confirmed_on, Person.left_on,
            ).order_by(Person.family_name, Person.given_name, Person.key)
        ).all()  # fmt: skip
        self._keys = {row.id: row.key for row in rows if row.left_on is None or row.left_on > self._today}
        self._languages = self._grouped(
            PersonLanguage.code, PersonLanguage.person_id, PersonLanguage.position
        )
        self._ways = self._read_ways()
        self._groups = self._grouped(Membership.group_id, Membership.person_id, Membership.group_id)
        self._reaches = self._read_reaches()
        self._absences = self._read_absences()
        self._responsibilities = self._read_responsibilities()
        return [self._person(row) for row in rows]

    def _person(self, row: Any) -> StoredPerson:
        ways = self._ways[row.id]
        absences, responsibilities = self._absences[row.id], self._responsibilities[row.id]
        state = PersonState(
            key=row.key,
            given_name=tidy(row.given_name),
            family_name=tidy(row.family_name),
            organisation=self._name_of[Kind.ORGANISATION].get(row.organisation_id, ""),
            function=tidy(row.function),
            role=row.role,
            coordinates=frozenset(self._reaches[row.id]),
            home_region=self._name_of[Kind.REGION].get(row.home_region_id, ""),
            languages=tuple(self._languages[row.id]),
            phones=_of_kind(ways, WayKind.PHONE),
            mobiles=_of_kind(ways, WayKind.MOBILE),
            emails=_of_kind(ways, WayKind.EMAIL),
            office_hours=tidy(row.office_hours),
            groups=self._named(Kind.GROUP, self._groups[row.id]),
            since=row.since,
            confirmed_on=row.confirmed_on,
            absences=frozenset(absences),
            responsibilities=frozenset(responsibilities),
        )
        return StoredPerson(row.id, state, row.left_on, responsibilities, absences)

    def _named(self, kind: Kind, ids: Iterable[int | None]) -> frozenset[str]:
        """The names of some ids; one that was added after the names were read is left out."""
        known = self._name_of[kind]
        return frozenset(known[name_id] for name_id in ids if name_id in known)

    def _grouped(self, value: Any, owner: Any, order: Any) -> defaultdict[int, list[Any]]:
        """The values of a table by their owner, in order."""
        grouped: defaultdict[int, list[Any]] = defaultdict(list)
        for owner_id, found in self._session.execute(select(owner, value).order_by(owner, order)):
            grouped[owner_id].append(found)
        return grouped

    def _read_ways(self) -> defaultdict[int, list[Way]]:
        ways: defaultdict[int, list[Way]] = defaultdict(list)
        columns = (ContactWay.person_id, ContactWay.kind, ContactWay.value, ContactWay.visibility)
        for person_id, kind, value, visibility in self._session.execute(
            select(*columns).order_by(ContactWay.id)
        ):
            ways[person_id].append(Way(kind, value, visibility))
        return ways

    def _read_reaches(self) -> defaultdict[int, list[Reach]]:
        reaches: defaultdict[int, list[Reach]] = defaultdict(list)
        columns = (Coordination.person_id, Coordination.region_id, Coordination.group_id)
        for person_id, region_id, group_id in self._session.execute(select(*columns)):
            kind, name_id = (Kind.GROUP, group_id) if region_id is None else (Kind.REGION, region_id)
            reaches[person_id].extend(Reach(kind, name) for name in self._named(kind, [name_id]))
        return reaches

    def _read_absences(self) -> defaultdict[int, dict[AbsenceState, list[int]]]:
        absences: defaultdict[int, dict[AbsenceState, list[int]]] = defaultdict(dict)
        columns = (Absence.id, Absence.person_id, Absence.starts_on, Absence.ends_on, Absence.reason)
        for row in self._session.execute(select(*columns, Absence.deputy_id).order_by(Absence.id)):
            deputy = self._keys.get(row.deputy_id, "")
            state = AbsenceState(row.starts_on, row.ends_on, row.reason, deputy)
            absences[row.person_id].setdefault(state, []).append(row.id)
        return absences

    def _read_responsibilities(self) -> defaultdict[int, dict[ResponsibilityState, list[int]]]:
        places = self._parts(ResponsibilityPlace.responsibility_id, ResponsibilityPlace.key)
        topics = self._parts(ResponsibilityTopic.responsibility_id, ResponsibilityTopic.topic_id)
        languages = self._parts(ResponsibilityLanguage.responsibility_id, ResponsibilityLanguage.code)
        found: defaultdict[int, dict[ResponsibilityState, list[int]]] = defaultdict(dict)
        table = Responsibility
        columns = (table.id, table.person_id, table.project_id, table.region_id, table.rank)
        for row in self._session.execute(select(*columns, table.starts_on, table.ends_on).order_by(table.id)):
            state = ResponsibilityState(
                project=self._name_of[Kind.PROJECT].get(row.project_id, ""),
                region=self._name_of[Kind.REGION].get(row.region_id, ""),
                places=frozenset(places.get(row.id, ())),
                topics=self._named(Kind.TOPIC, topics.get(row.id, ())),
                languages=frozenset(languages.get(row.id, ())),
                rank=row.rank,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
            found[row.person_id].setdefault(state, []).append(row.id)
        return found

    def _parts(self, owner: Any, value: Any) -> defaultdict[int, list[Any]]:
        return self._grouped(value, owner, value)


def _of_kind(ways: Iterable[Way], kind: WayKind) -> tuple[Way, ...]:
    """The ways of one kind in their order; one that is there twice counts once, as its first row says."""
    unique: dict[str, Way] = {}
    for way in ways:
        if way.kind is kind:
            unique.setdefault(way.value, way)
    return tuple(unique.values())
