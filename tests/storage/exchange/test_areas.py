"""Districts and municipalities by name and key, and back."""

from __future__ import annotations

import pytest

from storage.exchange import Code
from storage.exchange.areas import Areas
from storage.exchange.problems import CellError
from storage.places import load


@pytest.fixture(scope="module")
def areas() -> Areas:
    """Areas as Saxony-Anhalt sees them."""
    return Areas(load(), "ST")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Wernigerode", "15085370"),
        ("quedlinburg", "15085235"),
        ("Koethen", "15082180"),
        ("Seehausen (Altmark)", "15090520"),
        ("Stendal", "15090535"),
        ("LK Stendal", "15090"),
        ("Landkreis Stendal", "15090"),
        ("Harz", "15085"),
        ("Börde", "15083"),
        ("Halle", "15002"),
        ("Magdeburg", "15003"),
        ("15085", "15085"),
        ("15085370", "15085370"),
        ("1001", "01001"),
        ("Seehausen (15090520)", "15090520"),
        ("Karlsruhe", "08212"),
    ],
)
def test_places_are_found(areas: Areas, text: str, key: str) -> None:
    """A bare name is the municipality, or else the district; cities are districts; keys are taken."""
    assert areas.place(text) == key


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        (
            "Seehausen",
            Code.AMBIGUOUS_PLACE,
            "Seehausen (Altmark) (15090520); Seehausen (Börde), Landkreis Börde",
        ),
        ("Gernrode", Code.PART_OF_PLACE, "Quedlinburg"),
        ("Atlantis", Code.UNKNOWN_PLACE, ""),
        ("99999", Code.UNKNOWN_PLACE, ""),
        ("38820", Code.UNKNOWN_PLACE, ""),
        ("15085999", Code.UNKNOWN_PLACE, ""),
    ],
)
def test_doubtful_places_are_refused(areas: Areas, text: str, code: Code, shown: str) -> None:
    """Nothing is guessed: several, parts and unknown ones are refused, with what could be meant."""
    with pytest.raises(CellError) as refusal:
        areas.place(text)
    assert refusal.value.code is code
    assert shown in (refusal.value.params.get("candidates") or refusal.value.params.get("whole") or "")


def test_home_goes_first() -> None:
    """Names of the home state are meant before those of others."""
    assert Areas(load(), "NW").place("Halle (Westfalen)") == "05754012"
    assert Areas(load(), "ST").sole_area("Halle") == "15002"
    assert Areas(load(), "ST").sole_area("Stendal") is None
    with pytest.raises(CellError):
        Areas(load(), "").district("Harzburg")


def test_keys_of_the_store_are_taken_unseen() -> None:
    """A key that the places do not know is taken if the store has it."""
    assert Areas(load(), "ST", ["15085998"]).place("15085998") == "15085998"
    assert Areas(load(), "ST", ["15085998"]).label("15085998") == "15085998"


@pytest.mark.parametrize("home", ["ST", "BY", ""])
def test_every_label_leads_back(home: str) -> None:
    """How the export names a district or municipality, every import finds it, wherever it is at home."""
    gazetteer = load()
    areas = Areas(gazetteer, home)
    writing = Areas(gazetteer, "")
    districts = [district.key for district in gazetteer.districts()]
    towns = sorted({place.municipality_key for place in gazetteer.places() if place.municipality_key})
    lost = [
        key
        for key in districts
        if not areas.district(label := writing.label(key)) == areas.place(label) == key
    ]
    lost += [
        key
        for key in towns
        if not areas.municipality(label := writing.label(key)) == areas.place(label) == key
    ]
    assert lost == []


def test_well_known_names_have_no_keys(areas: Areas) -> None:
    """The export stays readable where a name is clear."""
    keys = ("15085", "15003", "15085370", "15090520")
    assert [areas.label(key) for key in keys] == [
        "Landkreis Harz", "Landeshauptstadt Magdeburg", "Wernigerode", "Seehausen (Altmark)",
    ]  # fmt: skip
