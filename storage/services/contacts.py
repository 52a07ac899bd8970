"""What a contact looks like to somebody: plain values, already cut down to what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from storage.models import AbsenceReason, Rank, Visibility, WayKind
from storage.queries.directory import Post
from storage.services.details import Absent, Details, KnownWay
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
    more_in_private: bool = False
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


def visible_ways(ways: Iterable[KnownWay], viewer: Viewer) -> tuple[Way, ...]:
    """The ways of reaching somebody that the viewer may see where they are."""
    return tuple(Way(way.kind, way.value) for way in ways if _sees(viewer, way.visibility))


def hidden_from(viewer: Viewer, person: Details) -> frozenset[str]:
    """The fields that somebody keeps for coordinators, as far as the viewer is none (or not alone)."""
    alone = not viewer.in_group and (viewer.coordinates or viewer.person_id == person.id)
    return frozenset() if alone else person.hidden


def _seen_in_private(person: Details, viewer: Viewer) -> int:
    """How many ways of reaching somebody a viewer sees where nobody reads along; all of one's own."""
    if person.id == viewer.person_id:
        return len(person.ways)
    return len(visible_ways(person.ways, replace(viewer, in_group=False)))


def _sees(viewer: Viewer, visibility: Visibility) -> bool:
    if not viewer.is_member:
        return False
    if visibility is Visibility.NETWORK:
        return True
    if viewer.in_group:
        return False
    return visibility is Visibility.PRIVATE or viewer.coordinates


def contact_of(
    person: Details,
    viewer: Viewer,
    *,
    absent: Absent | None,
    post: Post | None = None,
    topics: tuple[str, ...] = (),
    stands_in_for: StandIn | None = None,
) -> Contact:
    """Build what ``viewer`` may see of a person; ``absent`` says that and until when they are away."""
    alone = person.id == viewer.person_id and not viewer.in_group
    ways = (
        tuple(Way(way.kind, way.value) for way in person.ways) if alone else visible_ways(person.ways, viewer)
    )
    hidden = hidden_from(viewer, person)
    return Contact(
        person=Named(person.id, person.full_name),
        organisation=person.organisation,
        function="" if "function" in hidden else person.function,
        ways=ways,
        hidden_ways=len(ways) < len(person.ways),
        more_in_private=viewer.in_group and len(ways) < _seen_in_private(person, viewer),
        office_hours="" if "office_hours" in hidden else person.office_hours,
        languages=person.languages,
        confirmed_on=person.confirmed_on,
        since=None if "since" in hidden else person.since,
        project=Named(post.project_id, post.project) if post and post.project_id and post.project else None,
        region=Named(post.region_id, post.region) if post and post.region_id and post.region else None,
        topics=topics,
        rank=post.rank if post else Rank.FIRST,
        away=Away(absent.reason, absent.ends_on) if absent else None,
        stands_in_for=stands_in_for,
    )
