"""Districts and municipalities in cells: by name or official key, and how the export names them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import NoReturn, Protocol

from storage.exchange.problems import CellError, Code
from storage.places import District, Place, main_meaning

_KEY = re.compile(r"(?:.*\((?P<inner>\d{4,5}|\d{7,8})\)|(?P<whole>\d{4,5}|\d{7,8}))")
_SHOWN_CANDIDATES = 4


class Gazetteer(Protocol):
    """What this module asks of the places of Germany (``storage.places.load()``)."""

    def named(self, name: str) -> tuple[Place, ...]:
        """Every place that this name may mean."""

    def places(self) -> tuple[Place, ...]:
        """Every place."""

    def districts_named(self, name: str) -> tuple[District, ...]:
        """The districts of this name."""

    def district(self, key: str) -> District:
        """The district of a key; KeyError if there is none."""


class Areas:
    """Finds the key of a district (five digits) or municipality (eight) that a cell names.

    Names of the home state go before names elsewhere; ``known`` keys (those in the store) are taken unseen.
    """

    def __init__(self, gazetteer: Gazetteer, home_state: str, known: Collection[str] = ()) -> None:
        self._gazetteer = gazetteer
        self._home_state = home_state
        self._known = frozenset(known)

    def district(self, text: str) -> str:
        """The key of a district.

        Raises:
            CellError: there is none of this name, or several.
        """
        return self._given_key(text, 5) or self._only(text, self._reach((), self._districts(text))[1])

    def municipality(self, text: str) -> str:
        """The key of a municipality.

        Raises:
            CellError: there is none of this name, or several, or it is only a part of a municipality.
        """
        return self._given_key(text, 8) or self._town(text, self._reach(self._gazetteer.named(text), ())[0])

    def place(self, text: str) -> str:
        """The key of a municipality or district: a bare name is the municipality, "LK Stendal" the district.

        Raises:
            CellError: there is none of this name, or several, or it is only a part of a municipality.
        """
        if key := self._given_key(text, 5) or self._given_key(text, 8):
            return key
        places, districts = self._reach(self._gazetteer.named(text), self._districts(text))
        if districts and not self._towns_of(places):
            return self._only(text, districts)
        return self._as_district(self._town(text, places))

    def sole_area(self, text: str) -> str | None:
        """The key of the only district or municipality of this name, at home first; else None."""
        places, districts = self._reach(self._gazetteer.named(text), self._districts(text))
        keys = {*map(self._as_district, self._towns_of(places)), *districts}
        return keys.pop() if len(keys) == 1 else None

    def label(self, key: str) -> str:
        """The name of an area, with its key behind it where the name alone would not lead back to it."""
        name = self._name(key)
        if not name:
            return key
        return name if self._leads_back(name, key) else f"{name} ({key})"

    def _leads_back(self, name: str, key: str) -> bool:
        """Whether a name means this key in every column that may hold it, whatever the home state is."""
        districts, places = self._districts(name), self._gazetteer.named(name)
        towns = [self._as_district(town) for town in self._towns_of(places)]
        if any(place.district_key != key[:5] for place in places):
            return False
        if len(key) == 5:
            return districts == [key] and set(towns) <= {key}
        meant = main_meaning(places)
        elsewhere = any(self._state(other) != self._state(key) for other in districts)
        return towns == [key] and meant is not None and meant.municipality_key == key and not elsewhere

    def _reach(
        self, places: Sequence[Place], districts: Sequence[str]
    ) -> tuple[Sequence[Place], Sequence[str]]:
        """What of a name's meanings lies in the home state; all of them where nothing does."""
        near = [place for place in places if place.state == self._home_state]
        near_districts = [key for key in districts if self._state(key) == self._home_state]
        return (near, near_districts) if near or near_districts else (places, districts)

    def _town(self, text: str, places: Sequence[Place]) -> str:
        """The municipality that a name means, if no other place of the name could be meant as well."""
        keys = self._towns_of(places)
        if not keys:
            self._refuse(text, places)
        meant = main_meaning(places, self._home_state)
        if len(keys) > 1 or meant is None or meant.municipality_key != keys[0]:
            shown = [self._candidate(place) for place in places[:_SHOWN_CANDIDATES]]
            raise CellError(Code.AMBIGUOUS_PLACE, value=text, candidates="; ".join(shown))
        return keys[0]

    def _candidate(self, place: Place) -> str:
        key = place.municipality_key
        if key and self._towns.get(key) == place:
            return f"{place.full_name} ({key})"
        return f"{place.full_name}, {place.district}"

    def _only(self, text: str, keys: Sequence[str]) -> str:
        if not keys:
            self._refuse(text, ())
        if len(keys) > 1:
            shown = "; ".join(f"{self._name(key)} ({key})" for key in keys[:_SHOWN_CANDIDATES])
            raise CellError(Code.AMBIGUOUS_PLACE, value=text, candidates=shown)
        return keys[0]

    def _refuse(self, text: str, parts: Sequence[Place]) -> NoReturn:
        for part in parts[:1]:
            town = self._towns.get(part.municipality_key or "")
            raise CellError(Code.PART_OF_PLACE, value=text, whole=town.full_name if town else part.district)
        raise CellError(Code.UNKNOWN_PLACE, value=text)

    def _given_key(self, text: str, digits: int) -> str | None:
        """The official key in a cell, with the zero that a spreadsheet ate; None if it holds a name."""
        found = _KEY.fullmatch(text)
        if found is None:
            return None
        key = found["inner"] or found["whole"]
        key = key.zfill(5 if len(key) < 6 else 8)
        if len(key) != digits:
            return None
        if key not in self._known and not self._name(key):
            raise CellError(Code.UNKNOWN_PLACE, value=text)
        return key

    def _districts(self, text: str) -> list[str]:
        return [district.key for district in self._gazetteer.districts_named(text)]

    def _towns_of(self, places: Sequence[Place]) -> list[str]:
        """Keys of the municipalities among places: not of those that only have a part so called."""
        return [key for place in places if (key := place.municipality_key) and self._towns.get(key) == place]

    def _as_district(self, key: str) -> str:
        """A city that is a district of its own counts as the district."""
        return key[:5] if self._gazetteer.district(key[:5]).is_city else key

    def _state(self, key: str) -> str:
        try:
            return self._gazetteer.district(key[:5]).state
        except KeyError:
            return ""

    def _name(self, key: str) -> str:
        if len(key) == 8:
            town = self._towns.get(key)
            return town.full_name if town else ""
        try:
            return self._gazetteer.district(key).name
        except KeyError:
            return ""

    @cached_property
    def _towns(self) -> dict[str, Place]:
        """The place that a municipality is called after, by its key: the official one, else the largest."""
        towns: dict[str, Place] = {}
        for place in self._gazetteer.places():
            if key := place.municipality_key:
                rival = towns.setdefault(key, place)
                towns[key] = max(rival, place, key=lambda p: (p.is_municipality, p.population or 0))
        return towns
