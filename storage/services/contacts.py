"""What a contact looks like to somebody: plain values, already cut down to what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from storage.models import (
    Absence,
    AbsenceReason,
    ContactWay,
    Person,
    Rank,
    Responsibility,
    Visibility,
    WayKind,
)
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Named:
    """Something of the directory with its name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Way:
    """One way of reaching somebody: a telephone number as E.164 or a mail address."""

    kind: WayKind
    value: str


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody is away until the last day (none: until further notice)."""

    reason: AbsenceReason
    until: date | None


@dataclass(frozen=True, slots=True)
class StandIn:
    """For whom somebody stands in."""

    person: Named
    away: Away


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as one viewer may see them, in one responsibility (or none, for a person's card)."""

    person: Named
    organisation: str
    function: str
    ways: tuple[Way, ...]
    hidden_ways: bool
    office_hours: str
    languages: tuple[str, ...]
    confirmed_on: date | None
    since: date | None
    project: Named | None = None
    region: Named | None = None
    topics: tuple[str, ...] = ()
    rank: Rank = Rank.FIRST
    away: Away | None = None
    stands_in_for: StandIn | None = None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything about one person that a viewer may see."""

    contact: Contact
    responsibilities: tuple[Contact, ...] = field(default=())
    groups: tuple[str, ...] = ()
    deputy: Named | None = None


def visible_ways(ways: Iterable[ContactWay], viewer: Viewer) -> tuple[Way, ...]:
    """The ways of reaching somebody that the viewer may see where they are."""
    return tuple(Way(way.kind, way.value) for way in ways if _sees(viewer, way.visibility))


def _sees(viewer: Viewer, visibility: Visibility) -> bool:
    if not viewer.is_member:
        return False
    if visibility is Visibility.NETWORK:
        return True
    if viewer.in_group:
        return False
    return visibility is Visibility.PRIVATE or viewer.coordinates


def absence_on(person: Person, day: date) -> Absence | None:
    """The absence that covers ``day``, the longest if several do."""
    covering = [a for a in person.absences if a.starts_on <= day and (a.ends_on is None or a.ends_on >= day)]
    return max(covering, key=lambda a: a.ends_on or date.max, default=None)


def away_on(person: Person, day: date) -> Away | None:
    """Whether and until when somebody is away on ``day``."""
    absence = absence_on(person, day)
    return Away(absence.reason, absence.ends_on) if absence else None


def contact_of(
    person: Person,
    viewer: Viewer,
    *,
    today: date,
    responsibility: Responsibility | None = None,
    stands_in_for: StandIn | None = None,
) -> Contact:
    """Build what ``viewer`` may see of a person whose relations are loaded."""
    ways = visible_ways(person.ways, viewer)
    project = responsibility.project if responsibility else None
    region = responsibility.region if responsibility else None
    return Contact(
        person=Named(person.id, person.full_name),
        organisation=person.organisation.name if person.organisation else "",
        function=person.function,
        ways=ways,
        hidden_ways=len(ways) < len(person.ways),
        office_hours=person.office_hours,
        languages=tuple(spoken.code for spoken in person.languages),
        confirmed_on=person.confirmed_on,
        since=person.since,
        project=Named(project.id, project.name) if project else None,
        region=Named(region.id, region.name) if region else None,
        topics=tuple(t.topic.name for t in responsibility.topics) if responsibility else (),
        rank=responsibility.rank if responsibility else Rank.FIRST,
        away=away_on(person, today),
        stands_in_for=stands_in_for,
    )
