"""From what was said to where it is: regions, places with a catch, postcodes that cross a border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dialogs.turn import Network
from nlu.interface import Entity
from storage.places import District, Place, main_meaning

MOST_MEANINGS = 6
"""Places of one name that are offered to choose from; the rest are hamlets far away."""


TOWN = 1_000
"""From so many persons on, a place that was not meant at first is offered."""


class Kind(StrEnum):
    """How a place that was named relates to the network's regions."""

    REGION = "region"  # it is one, or lies in one
    OUTSIDE = "outside"  # no region covers it
    SEVERAL = "several"  # it stands for several places
    BORDER = "border"  # a postcode or district that reaches several regions
    UNKNOWN = "unknown"  # there is no such postcode


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that a mention can mean: a region, or a place, postcode or district with its regions."""

    kind: Kind
    name: str
    ref: str  # "region:3", "place:15085/Quedlinburg", "district:15090", "postcode:06484"
    region_ids: tuple[int, ...] = ()
    area_keys: tuple[str, ...] = ()
    district: str = ""
    lat: float | None = None
    lon: float | None = None
    choices: tuple[Spot, ...] = ()
    postcode: str = ""
    is_city: bool = False
    others: tuple[str, ...] = ()
    """All places of the name, where this one was taken for it without asking."""
    said: str = ""
    """The name that they share."""

    @property
    def is_region(self) -> bool:
        """Whether the region itself was named."""
        return self.ref.startswith("region:")


def locate(entity: Entity, network: Network) -> Spot:
    """What a region, place or postcode entity means on the map."""
    if entity.entity == "region":
        return Spot(Kind.REGION, entity.value, f"region:{entity.refs[0]}", (int(entity.refs[0]),))
    if entity.entity == "postcode":
        return locate_ref(f"postcode:{entity.value}", network)
    districts = [ref for ref in entity.refs if "/" not in ref]
    places = [network.gazetteer.place(ref) for ref in entity.refs if "/" in ref]
    if districts and not (places and main_meaning(places, network.home_state)):
        return locate_ref(f"district:{districts[0]}", network)
    spot = _one_of(entity.text or entity.value, places, network)
    return replace(spot, said=entity.value) if spot.others else spot


def locate_ref(ref: str, network: Network) -> Spot:
    """What a reference from an option or from the state of a conversation means.

    Raises:
        KeyError: there is no such place (any more).
    """
    kind, _, key = ref.partition(":")
    if kind == "place":
        return _of_place(network.gazetteer.place(key), network)
    if kind == "district":
        return _of_district(network.gazetteer.district(key), network)
    if kind == "postcode":
        return _of_postcode(key, network)
    return Spot(Kind.REGION, "", ref, (int(key),))


def _one_of(name: str, places: Sequence[Place], network: Network) -> Spot:
    meant = main_meaning(places, network.home_state)
    if meant is not None:
        rivals = [p for p in _largest(places) if p.district_key != meant.district_key and _is_town(p)]
        known = sorted(rivals, key=_size, reverse=True)[: MOST_MEANINGS - 1]
        others = tuple(f"place:{place.ref}" for place in (meant, *known)) if known else ()
        return replace(_of_place(meant, network), others=others)
    home = [place for place in places if place.state == network.home_state] or list(places)
    ranked = sorted(home, key=lambda place: -(place.population or 0))[:MOST_MEANINGS]
    return Spot(
        Kind.SEVERAL, name, f"name:{name}", choices=tuple(_of_place(place, network) for place in ranked)
    )


def _of_place(place: Place, network: Network) -> Spot:
    regions = network.coverage.regions_of(place)
    keys = (place.municipality_key, place.district_key) if place.municipality_key else (place.district_key,)
    return Spot(
        Kind.REGION if regions else Kind.OUTSIDE,
        place.full_name,
        f"place:{place.ref}",
        regions,
        tuple(keys),
        place.district,
        place.lat,
        place.lon,
        is_city=network.gazetteer.district(place.district_key).is_city,
    )


def _of_district(district: District, network: Network) -> Spot:
    regions = network.coverage.regions_of_district(district.key)
    kind = Kind.REGION if len(regions) == 1 else Kind.BORDER if regions else Kind.OUTSIDE
    ref = f"district:{district.key}"
    name = district.short_name if district.is_city else district.name
    return Spot(
        kind, name, ref, regions, (district.key,), district.name, district.lat, district.lon,
        choices=tuple(Spot(Kind.REGION, "", f"region:{region}", (region,)) for region in regions),
    )  # fmt: skip


def _of_postcode(code: str, network: Network) -> Spot:
    reaches = network.coverage.regions_of_postcode(code)
    ref = f"postcode:{code}"
    if not reaches:
        return Spot(Kind.UNKNOWN, code, ref, postcode=code)
    spots = [_of_place(place, network) for reach in reaches for place in _largest(reach.places)]
    distinct = {spot.region_ids for spot in spots}
    if len(distinct) == 1:
        first = max(
            (p for reach in reaches for p in reach.places),
            key=lambda p: (p.population or 0, p.is_municipality),
        )
        spot = _of_place(first, network)
        return Spot(
            spot.kind, spot.name, ref, spot.region_ids, spot.area_keys, spot.district, spot.lat, spot.lon,
            postcode=code,
        )  # fmt: skip
    return Spot(Kind.BORDER, code, ref, choices=tuple(spots[:MOST_MEANINGS]), postcode=code)


def _largest(places: Sequence[Place]) -> list[Place]:
    """The largest place of each district, to stand for what a postcode reaches there."""
    best: dict[str, Place] = {}
    for place in places:
        known = best.get(place.district_key)
        if known is None or _size(place) > _size(known):
            best[place.district_key] = place
    return list(best.values())


def _is_town(place: Place) -> bool:
    """Whether somebody may well mean it; hamlets are asked for with their district."""
    return place.is_municipality or (place.population or 0) >= TOWN


def _size(place: Place) -> tuple[int, bool]:
    return place.population or 0, place.is_municipality
