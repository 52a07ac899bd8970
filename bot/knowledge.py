"""What texts may mention and where regions lie: an index per version of the directory, shared by all turns.

The gazetteer's names are the same for every network and are indexed once; the directory's lie on top and are
read again when its version has moved, which every event looks at. Guests get the gazetteer's only.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path

from dialogs.turn import BERLIN, Network
from nlu import names as names_of_nlu
from nlu import text as text_of_nlu
from nlu.interface import KnownName
from nlu.languages import language_names
from nlu.names import Names, keys_of, words_in
from nlu.text import fold, words_of
from storage import places
from storage.models import StoreInfo
from storage.places import PLATES, Gazetteer, Place, load
from storage.services.names import DirectoryName, directory_names, region_areas
from storage.services.setting_up import chosen
from storage.services.version import directory_version
from storage.services.viewer import Viewer
from storage.session import Session, private_folder

STATES = {
    "BW": ("Württemberg", "Baden"),
    "BY": ("Bayern", "Oberbayern", "Franken"),
    "BB": ("Brandenburg", "Mark"),
    "HE": ("Hessen",),
    "MV": ("Mecklenburg", "Vorpommern"),
    "NI": ("Niedersachsen",),
    "NW": ("Westfalen", "Westf", "NRW", "Nordrhein-Westfalen"),
    "RP": ("Pfalz", "Rheinland-Pfalz"),
    "SH": ("Holstein", "Schleswig-Holstein"),
    "SL": ("Saarland", "Saar"),
    "SN": ("Sachsen",),
    "ST": ("Sachsen-Anhalt",),
    "TH": ("Thüringen",),
}
"""What people put behind a place's name to say in which state it lies."""

SHORTENED = frozenset({"project", "group"})
"""Types whose names people shorten to the first word."""

SHORTEST_FIRST_WORD = 6
"""Shorter first words ("Das", "Haus", "Büro") stand in too many names."""

BIG_TOWN = 20_000
"""From so many persons on, a town outside of the home state is understood also when misspelt."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at one version of the directory, on one day."""

    version: int
    day: date
    names: Names
    network: Network


class Knowledge:
    """Gives each turn the names and the map that it needs; safe to share between threads.

    ``folder`` is where the gazetteer's index is cached; ``home_state`` is the state whose villages are
    meant first (ISO 3166-2 without the country); ``ordinary`` are folded everyday words; ``places`` are
    those of another one with the same folder and state, to share them.
    """

    def __init__(  # noqa: PLR0913 (the settings of a network, each with a value that serves)
        self,
        folder: Path,
        *,
        home_state: str,
        ordinary: frozenset[str] = frozenset(),
        network_name: str = "",
        language: str = "de",
        country: str = "DE",
        zone: tzinfo = BERLIN,
        links: Callable[[], tuple[str, ...]] = tuple,
        web_url: str = "",
        places: Names | None = None,
    ) -> None:
        self._ordinary = ordinary
        self._network_name = network_name
        self._language = language
        self._country = country
        self._zone = zone
        self._links = links
        self._web_url = web_url
        self._home_state = home_state
        self._places = places or Names(language_names(), base=place_index(folder, home_state))
        self._lock = threading.Lock()
        self._known: Known | None = None

    @property
    def places(self) -> Names:
        """The names that everybody may mention: places and languages."""
        return self._places

    def at(self, session: Session, today: date) -> Known:
        """What is known to the directory as this session sees it."""
        version = directory_version(session)
        known = self._known
        if known is not None and (known.version, known.day) == (version, today):
            return known
        with self._lock:
            known = self._known
            if known is None or (known.version, known.day) != (version, today):
                known = self._read(session, version, today)
                self._known = known
            return known

    def names_for(self, session: Session, viewer: Viewer, today: date) -> Names:
        """The names that a viewer's texts may mention."""
        return self.at(session, today).names if viewer.is_member else self._places

    def _read(self, session: Session, version: int, today: date) -> Known:
        found = list(directory_names(session, today=today))
        short = short_forms(found, self._ordinary)
        names = [
            KnownName(n.entity, n.value, str(n.id), (*n.forms, *short.get((n.entity, n.id), ())))
            for n in found
        ]
        demo = session.get(StoreInfo, "demo")
        name, language = chosen(session)
        return Known(
            version=version,
            day=today,
            names=Names(names, base=self._places) if names else self._places,
            network=Network(
                areas=region_areas(session),
                demo=demo is not None and demo.value == "1",
                name=self._network_name or name,
                own_name=bool(self._network_name),
                language=language or self._language,
                country=self._country,
                home_state=self._home_state,
                zone=self._zone,
                links=self._links(),
                web_url=self._web_url,
            ),
        )


def short_forms(
    names: Sequence[DirectoryName], ordinary: frozenset[str]
) -> dict[tuple[str, int], tuple[str, ...]]:
    """What people leave of long names: "Jobbrücke" of "Jobbrücke Plus", "Fokusgruppe" if there is only one.

    The first word, if it is long enough, no everyday word, and begins no other name.
    """
    firsts: dict[str, list[DirectoryName]] = defaultdict(list)
    for name in names:
        if name.entity in SHORTENED:
            for form in (name.value, *name.forms):
                words = words_of(form)
                if len(words) > 1 and len(words[0]) >= SHORTEST_FIRST_WORD:
                    firsts[fold(words[0])].append(name)
    return {
        (found[0].entity, found[0].id): (first,)
        for first, found in firsts.items()
        if first not in ordinary and len({(n.entity, n.id) for n in found}) == 1
    }


def place_index(folder: Path, home_state: str) -> Names:
    """The index of all places, from a cache in ``folder`` where there is one for this very data.

    Putting it together takes half a second; reading it, a tenth of that.
    """
    path = folder / f"places-{_digest(home_state)}.json"
    try:
        stored = json.loads(path.read_bytes())
        filed = [
            (KnownName("place", value, ref, tuple(forms), weight, tuple(plates)), keys)
            for value, ref, forms, weight, plates, keys in stored["names"]
        ]
        return Names.filed(filed, int(stored["longest"]))
    except (OSError, ValueError, KeyError, TypeError):
        names = place_names(load(), home_state)
        _write_cache(path, names)
        return Names(names)


def _write_cache(path: Path, names: list[KnownName]) -> None:
    """Keep the index for the next start; without a cache everything works, only slower."""
    content = {
        "longest": max(map(words_in, names)),
        "names": [(n.value, n.ref, n.forms, n.weight, n.plates, keys_of(n)) for n in names],
    }
    try:
        private_folder(path.parent)
        for old in path.parent.glob("places-*.json"):
            old.unlink(missing_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")  # created 0600
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
        Path(part).replace(path)
    except OSError:
        return


def _digest(home_state: str) -> str:
    content = hashlib.sha256(home_state.encode())
    folder = Path(places.__file__).parent
    for path in (
        *sorted(folder.glob("*.py")),
        *sorted((folder / "data").glob("*.gz")),
        *(Path(module.__file__ or "") for module in (names_of_nlu, text_of_nlu)),
        Path(__file__),
    ):
        content.update(path.read_bytes())
    return content.hexdigest()[:16]


def place_names(gazetteer: Gazetteer, home_state: str) -> list[KnownName]:
    """Every place and district with its forms; towns at home weigh most, hamlets far away least."""
    weights = {place.ref: _weight(place.state, place.population, home_state, place.is_municipality)
               for place in gazetteer.places()}  # fmt: skip
    told_apart = _told_apart(gazetteer)
    return [
        KnownName(
            "place",
            _everyday(display, forms),
            ref,
            (display, *forms, *told_apart.get(ref, ())),
            weights.get(ref, 0.8),
            PLATES.get(ref, ()),
        )
        for display, ref, forms in gazetteer.names()
    ]


def _told_apart(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """How people tell places of one name apart: "Halle (Westfalen)", "Burg (Dithmarschen)"."""
    by_name: dict[str, list[Place]] = defaultdict(list)
    for place in gazetteer.places():
        by_name[place.name].append(place)
    return {
        place.ref: [
            f"{place.name} ({addition})"
            for addition in (gazetteer.district(place.district_key).short_name, *STATES.get(place.state, ()))
        ]
        for namesakes in by_name.values()
        if len(namesakes) > 1
        for place in namesakes
    }


def _weight(state: str, population: int | None, home_state: str, is_municipality: bool) -> float:
    if state == home_state:
        return 1.0 if is_municipality else 0.6
    return 0.4 if (population or 0) >= BIG_TOWN else 0.1


def _everyday(display: str, forms: tuple[str, ...]) -> str:
    """The name as people say it: "Wittenberg" for "Lutherstadt Wittenberg", "Seehausen" without brackets."""
    if "(" not in display and not display.startswith(("Lutherstadt ", "Hansestadt ", "Welterbestadt ")):
        return display
    shorter = [form for form in forms if form in display and len(form) < len(display) and "(" not in form]
    return min(shorter, key=len, default=display)
