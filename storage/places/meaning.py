"""Which place is meant where several have the name."""

from collections.abc import Iterable

from storage.places.model import Place

FAR_LARGER = 10
"""So many times the persons make a place far larger: Halle (Saale) has 11 times as many as Halle (Westf.)."""

UNCOUNTED = 500
"""Persons assumed for a village where none are known: GeoNames' cities500 lists places from 500 up."""

TOWN = 1_000
"""From so many persons on, a place of the home state is not passed over for a larger one without asking.
Assumed too for a municipality of unknown population."""

BIG_TOWN = 20_000
"""So large, in persons, must a place elsewhere be to win over a village of the home state."""

METROPOLIS = 100_000
"""So large, in persons, must a place elsewhere be to win over a town of the home state."""


def main_meaning(places: Iterable[Place], home_state: str = "ST") -> Place | None:
    """Give the place that nearly everyone means; None where it must be asked back, or for no places at all.

    Of places in one district only the largest counts, since the same people are responsible. Far larger than
    all others wins, unless it lies outside `home_state` and is not big enough to beat a place at home. Else
    the one town of the home state wins over places elsewhere that are not far larger.
    """
    rivals = _largest_of_each_district(places)
    if len(rivals) < 2:
        return rivals[0] if rivals else None
    home = [place for place in rivals if place.state == home_state]
    first = rivals[0]
    if _far_larger(first, rivals[1]) and _beats_home(first, home, home_state):
        return first
    if home and _is_town(home[0]) and not _far_larger(first, home[0]):
        return home[0] if len(home) == 1 or _far_larger(home[0], home[1]) else None
    return None


def _largest_of_each_district(places: Iterable[Place]) -> list[Place]:
    """Give the largest place of each district, the largest of all first."""
    largest: dict[str, Place] = {}
    for place in places:
        rival = largest.setdefault(place.district_key, place)
        largest[place.district_key] = max(rival, place, key=_rank)
    return sorted(largest.values(), key=lambda place: (-_size(place), not place.is_municipality, place.ref))


def _beats_home(first: Place, home: list[Place], home_state: str) -> bool:
    """Say whether the far larger place wins over those of the home state."""
    if not home or first.state == home_state:
        return True
    return _size(first) >= (METROPOLIS if any(_is_town(place) for place in home) else BIG_TOWN)


def _is_town(place: Place) -> bool:
    """Say whether a place is more than a village."""
    return place.is_municipality or _size(place) >= TOWN


def _far_larger(one: Place, other: Place) -> bool:
    """Say whether one place has many times the persons of the other."""
    return _size(one) >= FAR_LARGER * _size(other)


def _size(place: Place) -> int:
    """Give the persons, or a guess where they are unknown."""
    return place.population or (TOWN if place.is_municipality else UNCOUNTED)


def _rank(place: Place) -> tuple[int, bool]:
    """Order by size, municipalities before villages."""
    return _size(place), place.is_municipality
