"""What a region's name means on the map: a district, a town, a landscape, a state."""

from __future__ import annotations

import pytest

from storage.places import load
from storage.places.regions import districts_of, label, meanings, state_named


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Harz", [["Landkreis Harz"]]),
        ("altmark", [["Altmarkkreis Salzwedel", "Landkreis Stendal"]]),
        ("Halle", [["Kreisfreie Stadt Halle"]]),
        ("Halle (Saale)", [["Kreisfreie Stadt Halle"]]),
        ("LK Stendal", [["Landkreis Stendal"]]),
        ("Stendal", [["Landkreis Stendal"]]),
        ("Wernigerode", [["Wernigerode"]]),
        ("Göttingen", [["Landkreis Göttingen"]]),
        ("Leipzig", [["Kreisfreie Stadt Leipzig"], ["Landkreis Leipzig"]]),
        ("Vogtland", [["Vogtlandkreis"]]),
        ("Berlin", [["Berlin"]]),
        ("Kreuzberg", [["Berlin"]]),
        ("Nirgendwo", []),
        ("", []),
        ("🦊", []),
    ],
)
def test_what_a_name_means(name: str, found: list[list[str]]) -> None:
    """One thing that is sure, several to choose from, or nothing; every key leads back to its name."""
    gazetteer = load()
    meant = meanings(gazetteer, name, "ST")
    assert [list(meaning.names) for meaning in meant] == found
    for meaning in meant:
        assert [label(gazetteer, key) for key in meaning.keys] == list(meaning.names)


def test_home_goes_first() -> None:
    """The state that is home decides between namesakes."""
    gazetteer = load()
    here, there = (meanings(gazetteer, "Seehausen", state) for state in ("ST", "BY"))
    assert len(here) > 1
    assert here != there


def test_states() -> None:
    """By name in any letters; with all of their districts, by name."""
    gazetteer = load()
    assert (state_named("sachsen-anhalt"), state_named("Harz")) == ("ST", None)
    assert [district.short_name for district in districts_of(gazetteer, "ST")][:2] == [
        "Altmarkkreis Salzwedel", "Anhalt-Bitterfeld",
    ]  # fmt: skip
    assert len(districts_of(gazetteer, "ST")) == 14


def test_unknown_keys_are_shown_as_they_are() -> None:
    """A key of another year's map is no reason to fail."""
    assert [label(load(), key) for key in ("99999", "99999999")] == ["99999", "99999999"]
