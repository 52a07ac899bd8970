"""Licence plates lead to their district or its old seat, and capture no ordinary words."""

from __future__ import annotations

import pytest

from storage.places import PLATES, load
from tests.nlu.directory import linked, places_in

WRITTEN = """
[QLB=Quedlinburg]
[qlb=Quedlinburg]?
jemand für [qlb=Quedlinburg] da
Kontakt [HBS=Halberstadt]
kommt aus [wsf=Weißenfels], will nach Leuna
wer ist im lk [wb=Landkreis Wittenberg] zuständig
Landkreis [SK=Saalekreis]
Kennzeichen [de=Kreisfreie Stadt Dessau-Roßlau]
wer macht das in [WR=Wernigerode]
die Familie wohnt jetzt in [SDL=Landkreis Stendal]. Danke
[HZ=Landkreis Harz]
[KÖT=Köthen]
"""

ORDINARY = """
de
je
ga
kot
ok
wer macht das je nach Fall
kannst du mer helfen
kontakt de
ich hab es eil
I saw you in the list
Mail an anna@example.DE bitte
die WB ist am Montag zu Ende gegangen
DAS IST JE NACH FALL ANDERS
GA Pflege
"""


@pytest.mark.parametrize("line", WRITTEN.strip().split("\n"))
def test_plates(line: str) -> None:
    """In capitals, or in small letters where a word beside them says so."""
    found, wanted = places_in(line, "place", "place")
    assert [one for one in found if one[1] != "Leuna"] == wanted


@pytest.mark.parametrize("line", ORDINARY.strip().split("\n"))
def test_ordinary_words(line: str) -> None:
    """Words, ends of addresses and short forms of other things are no plates."""
    assert [e.value for e in linked(line) if e.entity == "place"] == []


@pytest.mark.parametrize(
    ("key", "plate"), [(key, plate) for key, plates in PLATES.items() for plate in plates]
)
def test_every_plate(key: str, plate: str) -> None:
    """Each plate leads to where it says, or to the region that is called so."""
    (entity,) = linked(f"Kontakt in {plate}")
    assert entity.entity == "region" or key in entity.refs
    gazetteer = load()
    assert (gazetteer.place(key).state if "/" in key else gazetteer.district(key).state) == "ST"
