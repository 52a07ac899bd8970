"""From the lines of the data to places and districts."""

import gzip
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from sys import intern

from storage.places import municipalities
from storage.places.districts import is_city, short_name, whole_name
from storage.places.model import District, Place
from storage.places.normal import normal, short

_DATA = Path(__file__).parent / "data"
_ITS_STATE = "15"

Row = list[str]
Extra = dict[str, tuple[int, str]]

_NO_ROWS: list[Row] = []
_NO_EXTRA = (0, "")


def read_places() -> dict[str, Place]:
    """Read everything that is shipped and give all places by their ref.

    Raises:
        OSError: if a data file is missing or damaged.
    """
    rows = (line.split("\t") for line in _lines("more_de.tsv.gz"))
    extra = {f"{key}/{name}": (int(count), other) for key, name, count, other in rows}
    places = read_settlements(extra)
    _add_municipalities(places)
    return places


def read_settlements(extra: Extra) -> dict[str, Place]:
    """Read only the place data itself, completed with `extra`: ref → (persons, other names)."""
    return _places(_lines("places_de.tsv.gz"), extra)


def _lines(file: str) -> list[str]:
    """Give each line but the header."""
    return gzip.decompress((_DATA / file).read_bytes()).decode("utf-8").splitlines()[1:]


def _places(lines: Iterable[str], extra: Extra) -> dict[str, Place]:
    """Make one place of all rows of the same name and district.

    One row has no district (Jungholz, 87491, an Austrian village with a German postcode) and is left out.
    """
    first: dict[str, str] = {}
    further: dict[str, list[Row]] = {}
    for line in lines:
        _, name, key, _ = line.split("\t", 3)
        if key and first.setdefault(ref := f"{key}/{name}", line) is not line:
            further.setdefault(ref, []).append(line.split("\t"))
    names: dict[str, str] = {}
    return {
        ref: _place(ref, line.split("\t"), further.get(ref, _NO_ROWS), extra.get(ref, _NO_EXTRA), names)
        for ref, line in first.items()
    }


def _place(ref: str, row: Row, further: list[Row], extra: tuple[int, str], names: dict[str, str]) -> Place:
    """Build one place of its rows, which differ in postcode and position only.

    `names` keeps the whole name of each district; other frequent strings are interned.
    """
    code, name, key, raw, state, lat, lon, persons, municipality, other = row
    counted = int(persons) if persons else extra[0]
    if key not in names:
        names[key] = whole_name(raw, key, state)
    return Place(
        ref,
        name,
        intern(key),
        names[key],
        intern(state),
        _mean(lat, further, 5) if further else float(lat),
        _mean(lon, further, 6) if further else float(lon),
        None if ref in municipalities.NOT_THEIR_OWN_POPULATION else counted or None,
        intern(municipality) if municipality else None,
        (intern(code), *[intern(other_row[0]) for other_row in further]),
        tuple((other or extra[1]).split("|")) if other or extra[1] else (),
    )


def _mean(first: str, further: list[Row], column: int) -> float:
    """Give the mean of a number and those in a column of further rows."""
    return (float(first) + sum(float(row[column]) for row in further)) / (1 + len(further))


def _add_municipalities(places: dict[str, Place]) -> None:
    """Give the seats of Saxony-Anhalt's municipalities their full names, and add the unions of villages."""
    home = [place for place in places.values() if place.district_key.startswith(_ITS_STATE)]
    seats: dict[tuple[str, str], Place] = {}
    for place in sorted(home, key=lambda place: -len(place.name)):
        seats[place.district_key, normal(short(place.name))] = place
    for key, name in municipalities.official_names().items():
        seat = seats.get((key[:5], normal(short(name))))
        if seat is None:
            _add_union(places, home, key, name)
            continue
        official = name if name != seat.name else None
        places[seat.ref] = replace(seat, official=official, municipality_key=key, is_municipality=True)
    for ref, name in municipalities.DISPLAY_NAMES.items():
        places[ref] = replace(places[ref], official=name)


def _add_union(places: dict[str, Place], home: list[Place], key: str, name: str) -> None:
    """Add a municipality without a place of its own: in the middle of its villages, with their postcodes."""
    named = municipalities.VILLAGES.get(key, ())
    villages = [
        p for p in home if p.municipality_key == key or (p.district_key == key[:5] and p.name in named)
    ]
    lat, lon = middle(villages)
    model = villages[0]
    ref = f"{key[:5]}/{name}"
    places[ref] = Place(
        ref=ref,
        name=name,
        district_key=model.district_key,
        district=model.district,
        state=model.state,
        lat=lat,
        lon=lon,
        population=None,
        municipality_key=key,
        postcodes=tuple(sorted({code for village in villages for code in village.postcodes})),
        other_names=(),
        is_municipality=True,
    )
    for village in villages:
        places[village.ref] = replace(places[village.ref], municipality_key=key)


def read_districts(places: Iterable[Place]) -> dict[str, District]:
    """Give the districts of these places by their key, in the order of the keys."""
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(place.district_key, []).append(place)
    return {key: _district(key, groups[key]) for key in sorted(groups)}


def _district(key: str, places: list[Place]) -> District:
    """Build one district of its places."""
    name, state = places[0].district, places[0].state
    lat, lon = middle(places)
    return District(
        key=key,
        name=name,
        short_name=short_name(name),
        state=state,
        is_city=is_city(key, state),
        lat=lat,
        lon=lon,
        postcodes=tuple(sorted({code for place in places for code in place.postcodes})),
    )


def middle(places: list[Place]) -> tuple[float, float]:
    """Give the mean position in degrees, weighted with populations; where none is known all count alike."""
    known = sum(place.population or 0 for place in places)
    weights = [(place.population or 0) if known else 1 for place in places]
    total = sum(weights)
    lat = sum(place.lat * weight for place, weight in zip(places, weights, strict=True)) / total
    lon = sum(place.lon * weight for place, weight in zip(places, weights, strict=True)) / total
    return lat, lon
