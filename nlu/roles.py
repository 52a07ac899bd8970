"""Home or work: which end of a commute a place is, read from the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.features import pieces
from nlu.interface import Entity
from nlu.model import Linear

WHERE = frozenset({"region", "place", "postcode"})
"""Entity types that can be an end of a commute."""

HOME, WORK = "home", "work"


def role_features(text: str, entities: Sequence[Entity], number: int) -> list[str]:
    """What tells the role of ``entities[number]``: words before and after it, and its turn.

    ``entities`` are the ends named in the text, in their order.
    """
    entity = entities[number]
    left_end = entities[number - 1].end if number else 0
    right_end = entities[number + 1].start if number + 1 < len(entities) else len(text)
    before = pieces(text[left_end : entity.start])[-7:]
    after = pieces(text[entity.end : right_end])[:7]
    found = [f"b:{word}" for word in before] + [f"a:{word}" for word in after]
    found.extend(f"b1:{word}" for word in before[-1:])
    found.extend(f"b2:{' '.join(before[-2:])}" for _ in before[-2:-1])
    found.extend(f"a1:{word}" for word in after[:1])
    found.extend(f"bp:{word[:5]}" for word in before)
    found.extend(f"ap:{word[:5]}" for word in after)
    found.append(f"turn {number} of {len(entities)}")
    return found


def with_roles(text: str, entities: Sequence[Entity], model: Linear) -> tuple[Entity, ...]:
    """Give the places of a commute their roles: one home and one work where two are named."""
    ends = [entity for entity in entities if entity.entity in WHERE]
    if not ends:
        return tuple(entities)
    odds = [model.probabilities([role_features(text, ends, i)])[HOME] for i in range(len(ends))]
    roles = _likeliest(odds)
    given = {id(end): role for end, role in zip(ends, roles, strict=True)}
    return tuple(replace(e, role=given[id(e)]) if id(e) in given else e for e in entities)


def _likeliest(odds: Sequence[float]) -> list[str]:
    """Roles for the chances of being home; with two or more ends there is at least one of each."""
    roles = [HOME if odd >= 0.5 else WORK for odd in odds]
    if len(odds) < 2 or len(set(roles)) == 2:
        return roles
    best = max(_pairs(odds), key=lambda pair: odds[pair[0]] * (1 - odds[pair[1]]))
    roles[best[0]], roles[best[1]] = HOME, WORK
    return roles


def _pairs(odds: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Pairs of a likely home and a likely work among the ends: the two best of each will do."""
    ranked = sorted(range(len(odds)), key=lambda number: odds[number])
    for home in ranked[-2:]:
        yield from ((home, work) for work in ranked[:2] if work != home)
