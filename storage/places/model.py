"""What a place and a district are, and how far two points lie apart."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth in kilometres (IUGG 1980, R1); against the ellipsoid it errs by up to 0.6 %."""


class Located(Protocol):
    """Anything with a position in degrees (WGS 84), north and east positive."""

    @property
    def lat(self) -> float:
        """Latitude in degrees."""

    @property
    def lon(self) -> float:
        """Longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Place:
    """One named place in one district: a town, a village, a part of a town or a whole municipality.

    `ref` is stable ("15090/Stendal"). `lat` and `lon` (degrees) are the mean over its postcodes. `population`
    is the largest number known, in persons, or None: GeoNames counts places from 500 persons up, so None
    mostly means a village. `municipality_key` has eight digits, None if unknown. `other_names` are in
    Cyrillic and Arabic script. `official` is the full name of the municipality where it differs from `name`.
    """

    ref: str
    name: str
    district_key: str
    district: str
    state: str
    lat: float
    lon: float
    population: int | None
    municipality_key: str | None
    postcodes: tuple[str, ...]
    other_names: tuple[str, ...]
    official: str | None = None
    is_municipality: bool = False

    @property
    def full_name(self) -> str:
        """The name to show: "Halle (Saale)" where the data only says "Halle"."""
        return self.official or self.name


@dataclass(frozen=True, slots=True)
class District:
    """A Landkreis or a kreisfreie Stadt with its five-digit key.

    `name` is whole ("Landkreis Börde", "Kreisfreie Stadt Halle"), `short_name` leaves the kind away ("Börde",
    "Halle"; "Salzlandkreis" stays). `lat` and `lon` (degrees) are the mean of its places, weighted with their
    populations where any is known.
    """

    key: str
    name: str
    short_name: str
    state: str
    is_city: bool
    lat: float
    lon: float
    postcodes: tuple[str, ...]


def distance_km(a: Located, b: Located) -> float:
    """Give the great-circle distance in kilometres (haversine on a sphere of EARTH_RADIUS_KM)."""
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Give the great-circle distance in kilometres between two points in degrees."""
    across = sin(radians(lat_b - lat_a) / 2) ** 2
    along = sin(radians(lon_b - lon_a) / 2) ** 2
    half_chord = across + cos(radians(lat_a)) * cos(radians(lat_b)) * along
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_chord)))
