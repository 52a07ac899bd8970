"""Which responsibilities fit what is wanted, at a cost that hardly grows with the network.

They are read in the order in which they are answered, along an index, and only as many as one answer can use.
What fits few responsibilities (a rare language, a village) is found the other way round: by those few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from storage.models import Rank
from storage.queries.directory import (
    COVERING,
    LIMITED_TO,
    SPEAKING,
    Condition,
    Post,
    Wanted,
    posts,
    projects,
)
from storage.services.rows import read

MOST_POSTS = 60
"""Responsibilities read for one answer: more than one screen of a phone can ever show."""

SHARED = 24
"""How many of more than that are read, the same number for each project: three screens of a phone."""

FEW = 200
"""What fits at most so many is looked up by them; more are met soon enough along the index."""

_OF_THESE: dict[Condition, Condition] = {"region": "region of these", "project": "project of these"}


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to responsibilities that fit: conditions, and the few ids that they are among."""

    conditions: frozenset[Condition]
    values: dict[str, Any] = field(default_factory=dict)

    def also(self, *conditions: Condition, **values: object) -> _Way:
        return _Way(self.conditions | set(conditions), self.values | values)

    def among(self, ids: set[int]) -> _Way:
        """Only these responsibilities."""
        both = ids & set(self.values["ids"]) if "these" in self.conditions else ids
        return self.also("these", ids=sorted(both))

    @property
    def names_few(self) -> bool:
        return not self.conditions.isdisjoint(("these", "these people"))

    @property
    def leads_nowhere(self) -> bool:
        return any(self.values.get(few) == [] for few in ("ids", "people"))


def posts_for(session: Session, wanted: Wanted, day: date, *, rank: Rank | None = None) -> list[Post]:
    """The responsibilities in force on ``day`` that fit: by project, first contacts before deputies.

    Up to ``MOST_POSTS`` all of them; of more than that ``SHARED``, or a few more if there are many projects.
    """
    ways = [way for way in _ways(session, wanted, day, rank) if not way.leads_nowhere]
    found = _read(session, ways, MOST_POSTS + 1)
    if len(found) <= MOST_POSTS:
        return found
    if wanted.project_id is not None:
        return found[:SHARED]
    shares = _shares(session, ways, wanted)
    others = [post for post in found if post not in shares]
    return sorted((*shares, *others[: max(SHARED - len(shares), 0)]), key=_place)


def _shares(session: Session, ways: Sequence[_Way], wanted: Wanted) -> list[Post]:
    """The first of each project, and of what belongs to none."""
    in_one_region = wanted.region_id is not None and not wanted.area_keys
    values = {"region": wanted.region_id} if in_one_region else {}
    ids = _ids(session, projects(of_region=in_one_region), values)
    share = -(-SHARED // (len(ids) or 1))
    shares = _read(session, [way.also("no project") for way in ways], share)
    for project in ids:
        shares += _read(session, [way.also("project", project=project) for way in ways], share)
    return shares


def _ways(session: Session, wanted: Wanted, day: date, rank: Rank | None) -> list[_Way]:
    start = _Way(frozenset(), {"day": day})
    if rank is not None:
        start = start.also("rank", rank=rank)
    if wanted.project_id is not None:
        start = start.also("project", project=wanted.project_id)
    if wanted.topic_id is not None:
        start = _with_topic(session, start, wanted.topic_id)
    if wanted.language is not None:
        start = _with_language(session, start, wanted.language)
    if not wanted.area_keys:
        return [start if wanted.region_id is None else start.also("region", region=wanted.region_id)]
    here = _with_places(session, start, wanted.area_keys)
    if wanted.region_id is None:
        return [here]
    return [start.also("region", "not limited to places", region=wanted.region_id), here]


def _with_topic(session: Session, way: _Way, topic: int) -> _Way:
    ids = _ids(session, COVERING, {"topic": topic, "most": FEW + 1})
    return way.among(set(ids)) if len(ids) <= FEW else way.also("topic", topic=topic)


def _with_places(session: Session, way: _Way, keys: Sequence[str]) -> _Way:
    ids = _ids(session, LIMITED_TO, {"keys": keys, "most": FEW + 1})
    return way.among(set(ids)) if len(ids) <= FEW else way.also("place", keys=keys)


def _with_language(session: Session, way: _Way, language: str) -> _Way:
    people = _ids(session, SPEAKING, {"language": language, "most": FEW + 1})
    way = way.also("language", language=language)
    return way.also("these people", people=people) if len(people) <= FEW else way


def _read(session: Session, ways: Sequence[_Way], most: int) -> list[Post]:
    """The first of all ways together, in order."""
    found: dict[int, Post] = {}
    for way in ways:
        conditions = way.conditions
        if way.names_few:
            conditions = frozenset(_OF_THESE.get(condition, condition) for condition in conditions)
        rows = read(session, posts(conditions), way.values | {"most": most}).all()
        found.update((row[0], Post._make(row)) for row in rows)
    return sorted(found.values(), key=_place)[:most]


def _ids(session: Session, query: Select[int], values: Mapping[str, Any]) -> list[int]:
    return [row[0] for row in read(session, query, values).all()]


def _place(post: Post) -> tuple[int, bool, int]:
    return post.project_id or 0, post.rank is Rank.DEPUTY, post.id
