"""Places, postcodes and districts of Germany, and which region covers what. No database, no network."""

from storage.places.gazetteer import (
    EARTH_RADIUS_KM,
    Coverage,
    District,
    Gazetteer,
    Place,
    Reach,
    distance_km,
    load,
    main_meaning,
)
from storage.places.normal import normal, plain
from storage.places.plates import PLATES

__all__ = [
    "EARTH_RADIUS_KM",
    "PLATES",
    "Coverage",
    "District",
    "Gazetteer",
    "Place",
    "Reach",
    "distance_km",
    "load",
    "main_meaning",
    "normal",
    "plain",
]
