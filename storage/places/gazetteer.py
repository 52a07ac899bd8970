"""The places of Germany: found by name, postcode and district."""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from storage.places.coverage import Coverage, Reach
from storage.places.districts import split_kind, spoken_names
from storage.places.meaning import main_meaning
from storage.places.model import EARTH_RADIUS_KM, District, Place, distance_km
from storage.places.naming import NameIndex, forms
from storage.places.normal import normal, plain
from storage.places.reading import read_districts, read_places

__all__ = [
    "EARTH_RADIUS_KM",
    "Coverage",
    "District",
    "Gazetteer",
    "Place",
    "Reach",
    "distance_km",
    "load",
    "main_meaning",
]

_POSTCODE = re.compile(r"(?:DE?[ -]*)?(\d{4,5})", re.IGNORECASE)


@cache
def load() -> "Gazetteer":
    """Read the shipped data, once per process; nothing is read before.

    Raises:
        OSError: if a data file is missing or damaged.
    """
    return Gazetteer(read_places())


class Gazetteer:
    """All places and districts. It never changes, so that one may serve every thread."""

    def __init__(self, places: dict[str, Place]) -> None:
        """Take the places by their ref; the indexes are made when first asked for."""
        self._places = places

    def place(self, ref: str) -> Place:
        """Give the place of a ref such as "15090/Stendal".

        Raises:
            KeyError: if there is none.
        """
        return self._places[ref]

    def places(self) -> tuple[Place, ...]:
        """Give every place, in the order of the data: by postcode."""
        return tuple(self._places.values())

    def district(self, key: str) -> District:
        """Give the district of a five-digit key.

        Raises:
            KeyError: if there is none.
        """
        return self._districts[key]

    def districts(self) -> tuple[District, ...]:
        """Give all 400 districts in the order of their keys."""
        return tuple(self._districts.values())

    def by_postcode(self, code: str) -> tuple[Place, ...]:
        """Give the places with this postcode, the largest first; empty if there is none.

        "D-06108", " 06108 " and "6108" (a zero that a spreadsheet ate) are understood too.
        """
        found = _POSTCODE.fullmatch(code.strip())
        return self._by_postcode.get(found[1].zfill(5), ()) if found else ()

    def districts_of_postcode(self, code: str) -> tuple[District, ...]:
        """Give the districts in which this postcode lies, by key; 136 of 8,307 postcodes cross a border."""
        keys = {place.district_key for place in self.by_postcode(code)}
        return tuple(self._districts[key] for key in sorted(keys))

    def named(self, name: str) -> tuple[Place, ...]:
        """Give every place that this name may mean, the largest first; empty if there is none.

        Case, hyphens, umlauts (ü, ue, u), "Hansestadt" and the like make no difference. An addition narrows
        it down, as a bracket, after a slash, comma or preposition, abbreviated or not: "Frankfurt (Oder)",
        "Halle/Saale", "Naumburg a. d. Saale", "Seehausen, LK Stendal". An addition that fits none of several
        places finds nothing: "Halle (Donau)" is not Halle (Saale). "Südharz OT Roßla" finds the part. Parts
        of towns have their own name too ("Kreuzberg"); spas go without "Bad" only where nothing else fits.
        """
        return self._index.find(name)

    def districts_named(self, name: str) -> tuple[District, ...]:
        """Give the districts of this name: "LK Stendal", "Kreis Stendal", "Salzlandkreis", "Börde".

        The bare name gives both where a city and a Landkreis share it (Karlsruhe); "LK" and "Stadt" choose.
        """
        core, city = split_kind(name)
        found = self._districts_by_name.get(normal(name)) or self._districts_by_name.get(core, ())
        return tuple(district for district in found if city is None or district.is_city == city)

    def names(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Give (name to show, ref, other forms) of every place and, with the key as ref, of every district.

        The forms of a district leave its short name out where a place has it ("Stendal" is the town).
        """
        for place in self._places.values():
            yield place.full_name, place.ref, forms(place, self._index.parts.get(place.ref, ""))
        for district in self._districts.values():
            yield district.name, district.key, tuple(self._district_forms(district))

    def _district_forms(self, district: District) -> Iterator[str]:
        """Give the forms for `names` of one district."""
        short = district.short_name
        spoken = () if self.named(short) else (short, *spoken_names(short, district.is_city))
        yield from (form for form in spoken if form != district.name and not self.named(form))
        if district.name.startswith(("Landkreis ", "Kreis ")):
            kinds = (f"{kind} {short}" for kind in ("Landkreis", "Kreis", "LK"))
            yield from (form for form in kinds if form != district.name)
        elif district.is_city:
            yield f"Stadt {short}"

    @cached_property
    def _districts(self) -> dict[str, District]:
        return read_districts(self._places.values())

    @cached_property
    def _by_postcode(self) -> dict[str, tuple[Place, ...]]:
        index: dict[str, list[Place]] = {}
        for place in sorted(self._places.values(), key=lambda place: (-(place.population or 0), place.ref)):
            for code in place.postcodes:
                index.setdefault(code, []).append(place)
        return {code: tuple(places) for code, places in index.items()}

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self._places.values())

    @cached_property
    def _districts_by_name(self) -> dict[str, tuple[District, ...]]:
        index: dict[str, tuple[District, ...]] = {}
        for district in self._districts.values():
            spoken = spoken_names(district.short_name, district.is_city)
            written = (district.name, district.short_name, *spoken)
            for name in dict.fromkeys(form(text) for text in written for form in (normal, plain)):
                index[name] = (*index.get(name, ()), district)
        return index
