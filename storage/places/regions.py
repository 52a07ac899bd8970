"""What somebody means who names a region of their network: a district, a town, a landscape, a whole state."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from storage.places.districts import STATES
from storage.places.gazetteer import Gazetteer
from storage.places.meaning import main_meaning
from storage.places.model import District, Place
from storage.places.normal import normal

MOST_MEANINGS = 4
"""So many are offered to choose from; more nobody reads on a telephone."""

_IN_BRACKETS = re.compile(r"\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name may mean: its keys (districts of five digits, municipalities of eight)."""

    keys: tuple[str, ...]
    names: tuple[str, ...]


def meanings(gazetteer: Gazetteer, name: str, home_state: str) -> tuple[Meaning, ...]:
    """What a region of this name may cover: one meaning is sure, several are to be chosen from.

    A district goes before a town of its name, the home state before others. What is neither is looked for in
    the brackets of municipalities: "Altmark" is where Osterburg (Altmark) lies, and all others so called.
    """
    districts = _near(gazetteer.districts_named(name), home_state)
    if not districts or districts[0].state != home_state:
        place = main_meaning(gazetteer.named(name), home_state)
        if place is not None and (not districts or place.state == home_state):
            return (_of_place(gazetteer, place),)
    if districts:
        return tuple(Meaning((d.key,), (d.name,)) for d in districts[:MOST_MEANINGS])
    found = {meaning.keys: meaning for meaning in (_of_place(gazetteer, p) for p in gazetteer.named(name))}
    called_so = tuple(Meaning((d.key,), (d.name,)) for d in gazetteer.districts_named(f"{name}kreis"))
    return tuple(found.values())[:MOST_MEANINGS] or _landscape(gazetteer, name, home_state) or called_so


def state_named(name: str) -> str | None:
    """The state of this name (ST, NI, …); None if it is none."""
    wanted = normal(name)
    return next((code for code, called in STATES.items() if normal(called) == wanted), None)


def districts_of(gazetteer: Gazetteer, state: str) -> tuple[District, ...]:
    """All districts of a state, by name."""
    found = (district for district in gazetteer.districts() if district.state == state)
    return tuple(sorted(found, key=lambda district: normal(district.short_name)))


def label(gazetteer: Gazetteer, key: str) -> str:
    """What a district or municipality is called; the key itself where the map does not have it."""
    if len(key) == 5:
        try:
            return gazetteer.district(key).name
        except KeyError:
            return key
    towns = [place for place in gazetteer.places() if place.municipality_key == key]
    if not towns:
        return key
    return max(towns, key=lambda place: (place.is_municipality, place.population or 0)).full_name


def _near(districts: tuple[District, ...], home_state: str) -> tuple[District, ...]:
    """Those of the home state; all where none lies there."""
    return tuple(d for d in districts if d.state == home_state) or districts


def _of_place(gazetteer: Gazetteer, place: Place) -> Meaning:
    """The municipality of a place; a city that is a district of its own counts as the district."""
    district = gazetteer.district(place.district_key)
    if district.is_city or place.municipality_key is None:
        return Meaning((district.key,), (district.name,))
    return Meaning((place.municipality_key,), (label(gazetteer, place.municipality_key),))


def _landscape(gazetteer: Gazetteer, name: str, home_state: str) -> tuple[Meaning, ...]:
    """The districts with municipalities that bear the name in brackets; at home first."""
    keys = _landscapes(gazetteer).get(normal(name), frozenset())
    found = _near(tuple(gazetteer.district(key) for key in sorted(keys)), home_state)
    if not found or len(found) > 2 * MOST_MEANINGS:
        return ()
    return (Meaning(tuple(d.key for d in found), tuple(d.name for d in found)),)


@cache
def _landscapes(gazetteer: Gazetteer) -> dict[str, frozenset[str]]:
    """The districts of the municipalities that bear something in brackets, by that."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in gazetteer.places():
        for inside in _IN_BRACKETS.findall(place.full_name):
            found[normal(inside)].add(place.district_key)
    return {name: frozenset(keys) for name, keys in found.items()}
