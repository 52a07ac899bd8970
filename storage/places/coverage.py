"""Which region a place belongs to, and which is near where none does."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from storage.places.model import District, Place, great_circle_km
from storage.places.reading import middle

Region = TypeVar("Region", bound=Hashable)

ANCHOR_POPULATION = 5_000
"""From so many persons on, a town stands for its region when distances are told."""


class Atlas(Protocol):
    """The part of the gazetteer that is needed here."""

    def places(self) -> tuple[Place, ...]:
        """Give every place."""

    def by_postcode(self, code: str) -> tuple[Place, ...]:
        """Give the places with this postcode."""

    def district(self, key: str) -> District:
        """Give the district of a key."""


@dataclass(frozen=True, slots=True)
class Reach(Generic[Region]):
    """What of a postcode lies in one region; `region` is None for what lies in no region at all."""

    region: Region | None
    places: tuple[Place, ...]
    districts: tuple[District, ...]


class Coverage(Generic[Region]):
    """The regions of a network on the map; made anew when they change, which takes a few milliseconds."""

    def __init__(self, gazetteer: Atlas, regions: Mapping[Region, Collection[str]]) -> None:
        """Take the areas of each region: five-digit district keys, eight-digit municipality keys, or both.

        Raises:
            ValueError: if a key has another form.
        """
        self._gazetteer = gazetteer
        self._order = {region: position for position, region in enumerate(regions)}
        self._by_area: dict[str, tuple[Region, ...]] = {}
        for region, areas in regions.items():
            for key in dict.fromkeys(areas):
                self._by_area[_checked(key)] = (*self._by_area.get(key, ()), region)
        self._anchors = self._find_anchors()

    def regions_of(self, place: Place) -> tuple[Region, ...]:
        """Give the regions that cover this place, in the order of the regions; empty if none does.

        A village whose municipality is unknown is found by its district only.
        """
        keys = (place.district_key, f"{place.district_key}000", place.municipality_key or "")
        return self._ordered(region for key in keys for region in self._by_area.get(key, ()))

    def regions_of_district(self, key: str) -> tuple[Region, ...]:
        """Give the regions that cover this district or any municipality in it."""
        areas = (area for area in self._by_area if area.startswith(key))
        return self._ordered(region for area in areas for region in self._by_area[area])

    def regions_of_postcode(self, code: str) -> tuple[Reach[Region], ...]:
        """Give, for each region that this postcode reaches, the places and districts that lead to it.

        What no region covers comes last, with the region None: 39397 is Nienhagen (Harz) and Gröningen
        (none), so that it must be asked back. Empty if there is no such postcode.
        """
        reached: dict[Region | None, list[Place]] = {region: [] for region in self._order}
        reached[None] = []
        for place in self._gazetteer.by_postcode(code):
            for region in self.regions_of(place) or (None,):
                reached[region].append(place)
        return tuple(self._reach(region, places) for region, places in reached.items() if places)

    def nearest(self, lat: float, lon: float, limit: int = 3) -> list[tuple[Region, float, str]]:
        """Give the nearest regions to a point in degrees: (region, kilometres, name of the town measured to).

        Measured to the nearest town of ANCHOR_POPULATION persons in the region; a region without one counts
        with its largest place, or with that in its middle where no population is known. A region of which no
        place is known is never near.
        """
        found = [(region, *self._to_anchor(lat, lon, towns)) for region, towns in self._anchors.items()]
        return sorted(found, key=lambda near: (near[1], self._order[near[0]]))[:limit]

    def _to_anchor(self, lat: float, lon: float, towns: tuple[Place, ...]) -> tuple[float, str]:
        """Give the distance to the nearest of these towns, and its name."""
        return min((great_circle_km(lat, lon, town.lat, town.lon), town.full_name) for town in towns)

    def _find_anchors(self) -> dict[Region, tuple[Place, ...]]:
        """Choose the towns of each region once."""
        inside: dict[Region, list[Place]] = {region: [] for region in self._order}
        for place in self._gazetteer.places():
            for region in self.regions_of(place):
                inside[region].append(place)
        return {region: _anchors(places) for region, places in inside.items() if places}

    def _reach(self, region: Region | None, places: list[Place]) -> Reach[Region]:
        """Complete the places of one region with their districts."""
        keys = dict.fromkeys(place.district_key for place in places)
        return Reach(region, tuple(places), tuple(self._gazetteer.district(key) for key in keys))

    def _ordered(self, regions: Iterable[Region]) -> tuple[Region, ...]:
        """Give each region once, in the order of the regions."""
        return tuple(sorted(set(regions), key=self._order.__getitem__))


def _checked(key: str) -> str:
    """Give the key back if it is that of a district or a municipality."""
    if not (key.isascii() and key.isdigit() and len(key) in {5, 8}):
        raise ValueError(f"{key!r} is neither a five-digit district key nor an eight-digit municipality key")
    return key


def _anchors(places: list[Place]) -> tuple[Place, ...]:
    """Give the towns among these places, else the largest, else the one in the middle."""
    towns = tuple(place for place in places if (place.population or 0) >= ANCHOR_POPULATION)
    if towns:
        return towns
    if any(place.population for place in places):
        return (max(places, key=lambda place: place.population or 0),)
    lat, lon = middle(places)
    return (min(places, key=lambda place: great_circle_km(lat, lon, place.lat, place.lon)),)
