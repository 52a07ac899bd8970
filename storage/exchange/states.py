"""People and names as a file and the store both can say them: plain values that compare equal or not.

Other things are referred to by their names and people by their keys, so that a state needs no ids.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from storage.exchange.columns import Kind
from storage.models import AbsenceReason, Rank, Role, Visibility, WayKind


class NameState(NamedTuple):
    """A region, project, topic, organisation or group; what a kind does not have stays empty."""

    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    colour: str = ""
    areas: frozenset[str] = frozenset()
    description: str = ""


class Way(NamedTuple):
    """One way of reaching somebody."""

    kind: WayKind
    value: str
    visibility: Visibility


class AbsenceState(NamedTuple):
    """An absence; the deputy is a person's key or ""."""

    starts_on: date
    ends_on: date | None
    reason: AbsenceReason
    deputy: str


class Reach(NamedTuple):
    """What somebody coordinates: a region or a group."""

    kind: Kind
    name: str


class ResponsibilityState(NamedTuple):
    """A responsibility; ``places`` are keys, ``languages`` codes, the rest names."""

    project: str
    region: str
    places: frozenset[str]
    topics: frozenset[str]
    languages: frozenset[str]
    rank: Rank
    starts_on: date | None
    ends_on: date | None


class PersonState(NamedTuple):
    """Everything that a people file says about one person."""

    key: str
    given_name: str = ""
    family_name: str = ""
    organisation: str = ""
    function: str = ""
    role: Role = Role.MEMBER
    coordinates: frozenset[Reach] = frozenset()
    home_region: str = ""
    languages: tuple[str, ...] = ()
    phones: tuple[Way, ...] = ()
    mobiles: tuple[Way, ...] = ()
    emails: tuple[Way, ...] = ()
    office_hours: str = ""
    groups: frozenset[str] = frozenset()
    since: date | None = None
    confirmed_on: date | None = None
    absences: frozenset[AbsenceState] = frozenset()
    responsibilities: frozenset[ResponsibilityState] = frozenset()

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()
