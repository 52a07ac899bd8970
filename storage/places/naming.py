"""Under which names a place is known, and the index that finds it by them."""

from collections.abc import Iterable
from functools import cached_property

from storage.places.districts import STATES, short_name
from storage.places.model import Place
from storage.places.municipalities import SPOKEN_NAMES
from storage.places.normal import addition, normal, plain, short, without_title

Index = dict[str, tuple[Place, ...]]


def forms(place: Place, part: str) -> tuple[str, ...]:
    """Give the other names of a place, in natural writing: "Halle" for "Halle (Saale)", foreign ones.

    `part` is what the place is called inside its town ("Kreuzberg"), "" if it is none.
    """
    known = [place.name, without_title(place.name), *SPOKEN_NAMES.get(place.ref, ())]
    known += [part] if part else [short(place.full_name)]
    known += place.other_names
    return tuple(name for name in dict.fromkeys(known) if name != place.full_name)


def parts(places: Iterable[Place]) -> dict[str, str]:
    """Give the own names of the places that are named after their town: "Berlin Kreuzberg" → "Kreuzberg".

    Values are empty for the part that is the town once more ("Schkopau Schkopau").
    """
    known = {(place.district_key, place.name) for place in places}
    return {
        f"{key}/{name}": part
        for key, name in known
        if " " in name and (part := _part(key, name, known)) is not None
    }


def _part(key: str, name: str, known: set[tuple[str, str]]) -> str | None:
    """Find the longest town that begins this name, and give the rest; None if there is no such town."""
    words = name.split(" ")
    for length in range(len(words) - 1, 0, -1):
        town = " ".join(words[:length]).rstrip(",")
        rest = " ".join(words[length:])
        if rest[0].isupper() and (key, town) in known:
            return "" if normal(short(rest)) == normal(short(town)) else rest.rsplit(", ", 1)[-1]
    return None


class NameIndex:
    """Finds places by name: by the whole name first, then by what people shorten it to."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Index the places; takes about a tenth of a second for all of Germany."""
        self._whole: Index = {}
        self._short: Index = {}
        self._part: Index = {}
        self._loose: Index = {}
        self._plain: Index = {}
        self._places = tuple(places)
        self.parts = parts(self._places)
        for place in self._places:
            self._add(place)

    def _add(self, place: Place) -> None:
        """File one place under all its names."""
        if place.official is None and place.name.isalpha() and place.ref not in SPOKEN_NAMES:
            _file(self._whole, normal(place.name), place)
            if not place.name.isascii():
                _file(self._plain, plain(place.name), place)
            return
        whole = dict.fromkeys([normal(place.name), normal(place.full_name)])
        whole |= dict.fromkeys(normal(name) for name in SPOKEN_NAMES.get(place.ref, ()))
        for key in whole:
            _file(self._whole, key, place)
        part = self.parts.get(place.ref)
        core = place.name if part is not None else short(place.full_name)
        if normal(core) not in whole:
            _file(self._short, normal(core), place)
        if part:
            _file(self._part, normal(part), place)
        if core.startswith("Bad "):
            _file(self._loose, normal(core.removeprefix("Bad ")), place)
        for name in {place.name, core}:
            if plain(name) not in whole:
                _file(self._plain, plain(name), place)

    @cached_property
    def _foreign(self) -> Index:
        """File the names in other scripts, once somebody writes in one."""
        index: Index = {}
        for place in self._places:
            for name in place.other_names:
                _file(index, normal(name), place)
        return index

    def find(self, name: str) -> tuple[Place, ...]:
        """Give all places that this name may mean, the largest first; empty if there is none."""
        outer, marker, inner = _at_part_marker(name)
        found = self._find_part(outer, inner) if marker else self._find(name)
        return tuple(sorted(found, key=lambda place: (-(place.population or 0), place.ref)))

    def _find(self, name: str) -> tuple[Place, ...]:
        """Do the work of `find` for a name without "OT"."""
        key, extra = normal(name), addition(name)
        if not extra:
            return self._bare(key)
        if found := self._exact(key):
            return found
        core = self._bare(normal(short(name)))
        fitting = tuple(place for place in core if _fits(place, extra))
        return fitting or (core if len(core) == 1 else ())

    def _bare(self, key: str) -> tuple[Place, ...]:
        """Look a name without addition up, in whole, short and parts' names, else in looser ones."""
        near = self._exact(key) + self._short.get(key, ()) + self._part.get(key, ())
        return tuple(dict.fromkeys(near)) or self._loose.get(key, ()) or self._plain.get(key, ())

    def _exact(self, key: str) -> tuple[Place, ...]:
        """Look a whole name up, in Latin or in another script."""
        return (self._whole if key.isascii() else self._foreign).get(key, ())

    def _find_part(self, outer: str, inner: str) -> tuple[Place, ...]:
        """Find "Südharz OT Roßla": the part, where it lies in a district of the town, else the town."""
        if not outer:
            return self._find(inner)
        towns = self._find(outer)
        keys = {place.district_key for place in towns}
        in_town = tuple(place for place in self._find(inner) if place.district_key in keys)
        return in_town or self._find(f"{outer} {inner}") or towns


def _file(index: Index, key: str, place: Place) -> None:
    """Add the place under the key, once."""
    present = index.get(key, ())
    if place not in present:
        index[key] = (*present, place)


def _at_part_marker(name: str) -> tuple[str, str, str]:
    """Split "Südharz, OT Roßla" at its marker; without one, all is in the first and the others are empty."""
    words = name.split()
    for position, word in enumerate(words):
        if word.strip(",.()").lower() in {"ot", "ortsteil"} and position + 1 < len(words):
            outer = " ".join(words[:position]).rstrip(" ,(-")
            return outer, word, " ".join(words[position + 1 :]).rstrip(")")
    return name, "", ""


def _fits(place: Place, extra: str) -> bool:
    """Say whether an addition names this place: by its own, its district or its state, abbreviated or not."""
    own = addition(place.full_name).split()
    around = normal(f"{short_name(place.district)} {STATES.get(place.state, '')}").split()
    words = [word for word in extra.split() if word not in {"landkreis", "kreis", "lk"}]
    return bool(words) and all(
        word == place.state.lower()
        or any(other.startswith(word) for other in own)
        or (len(word) > 2 and any(other.startswith(word) for other in around))
        for word in words
    )
