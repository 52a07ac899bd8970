"""What is shown of people, read for many at once: one statement per kind, and plain values.

An answer shows dozens of people. Objects of the mapper, each with its relations, would cost several times as
much, and an answer changes none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select
from sqlalchemy.orm import Session

from storage.models import AbsenceReason, Visibility, WayKind
from storage.queries.directory import ABSENCES, GROUPS, LANGUAGES, PEOPLE, TOPICS, WAYS
from storage.services.rows import read


class KnownWay(NamedTuple):
    """A way of reaching somebody, and who may see it."""

    kind: WayKind
    value: str
    visibility: Visibility


class Absent(NamedTuple):
    """Somebody is away until the last day (none: until further notice), and who stands in."""

    reason: AbsenceReason
    ends_on: date | None
    deputy_id: int | None
    deputy_name: str


class Details(NamedTuple):
    """Somebody of the network, with everything that a contact may show."""

    id: int
    full_name: str
    function: str
    office_hours: str
    confirmed_on: date | None
    since: date | None
    left_on: date | None
    organisation: str
    languages: tuple[str, ...]
    ways: tuple[KnownWay, ...]
    hidden: frozenset[str] = frozenset()  # fields that only coordinators see


def people(session: Session, ids: Collection[int]) -> dict[int, Details]:
    """The details of some people, by id; who does not exist is not in it."""
    if not ids:
        return {}
    languages = _gathered(session, LANGUAGES, ids)
    ways = _gathered(session, WAYS, ids)
    return {
        row.id: Details(
            id=row.id,
            full_name=f"{row.given_name} {row.family_name}".strip(),
            function=row.function,
            office_hours=row.office_hours,
            confirmed_on=row.confirmed_on,
            since=row.since,
            left_on=row.left_on,
            organisation=row.organisation or "",
            languages=tuple(code for (code,) in languages.get(row.id, ())),
            ways=tuple(KnownWay(*way) for way in ways.get(row.id, ())),
            hidden=frozenset(row.hidden or ()),
        )
        for row in read(session, PEOPLE, {"ids": list(ids)}).all()
    }


def absences(session: Session, ids: Collection[int], day: date) -> dict[int, Absent]:
    """Who of some people is away on ``day``: the longest absence, if several cover it."""
    found = _gathered(session, ABSENCES, ids, day=day)
    return {
        person: max(
            (Absent(reason, ends_on, deputy, _full_name(*name)) for reason, ends_on, deputy, *name in rows),
            key=lambda absence: absence.ends_on or date.max,
        )
        for person, rows in found.items()
    }


def topics(session: Session, posts: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of the topics of some responsibilities."""
    return {post: tuple(name for (name,) in rows) for post, rows in _gathered(session, TOPICS, posts).items()}


def groups(session: Session, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The names of the groups of some people."""
    return {
        person: tuple(name for (name,) in rows) for person, rows in _gathered(session, GROUPS, ids).items()
    }


def _gathered(
    session: Session, query: Select[int, *tuple[Any, ...]], ids: Collection[int], **values: object
) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, which is left out of them."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    if ids:
        for row in read(session, query, {"ids": list(ids), **values}).all():
            found[row[0]].append(row[1:])
    return found


def _full_name(given: str | None, family: str | None) -> str:
    return f"{given or ''} {family or ''}".strip()
