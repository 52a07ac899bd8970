"""What a names file does to the store: regions, projects, topics, organisations and groups."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.models import Group, Organisation, Project, Region, Topic
from storage.session import Store
from tests.storage.exchange.directories import (
    changes,
    exported_names,
    labels,
    load,
    named,
    person,
    planned,
    rows_of,
)

EVERYTHING = [
    named(
        "Region",
        "Altmark",
        Kurzformen="AM, Nordregion",
        Farbe="gelb",
        Landkreise="Altmarkkreis Salzwedel, 15090",
    ),
    named("Region", "Elbland", Farbe="#1F77B4", Gemeinden="Barby|Schönebeck (Elbe)"),
    named("Projekt", "Jobbrücke Plus", Kurzformen="JB, JB+", Beschreibung="Erste Zeile\r\nzweite Zeile"),
    named("Thema", "Anerkennung"),
    named("Organisation", "Brückenwerk"),
    named("Gruppe", "Fokusgruppe 2", Kurzformen="FG2", Beschreibung="Vierzehn"),
]


def test_everything_arrives(store: Store) -> None:
    """Each kind of name is stored with what belongs to it."""
    plan = load(store, EVERYTHING)
    assert labels(plan)[0] == {row["Name"] for row in EVERYTHING}
    with store.read() as session:
        regions = {region.name: region for region in session.scalars(select(Region))}
        assert (regions["Altmark"].aliases, regions["Altmark"].colour) == (["AM", "Nordregion"], "yellow")
        assert [area.key for area in regions["Altmark"].areas] == ["15081", "15090"]
        assert regions["Elbland"].colour == "#1f77b4"
        assert [area.key for area in regions["Elbland"].areas] == ["15089026", "15089305"]
        project = session.scalars(select(Project)).one()
        assert (project.aliases, project.description) == (["JB", "JB+"], "Erste Zeile\nzweite Zeile")
        assert session.scalars(select(Topic.name)).all() == ["Anerkennung"]
        assert session.scalars(select(Organisation.name)).all() == ["Brückenwerk"]
        assert session.scalars(select(Group.description)).all() == ["Vierzehn"]


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    """An import of names is idempotent, and so is that of their export."""
    load(store, EVERYTHING)
    for data in (EVERYTHING, exported_names(store)):
        plan = load(store, data)
        assert plan.is_empty
        assert plan.unchanged == len(EVERYTHING)


def test_regions_by_themselves(store: Store) -> None:
    """A file of one kind needs no column for it."""
    load(
        store,
        [{"Region": "Harz", "Kurzformen": "HZ", "Farbe": "grün", "Landkreise": "Harz", "Gemeinden": ""}],
    )
    with store.read() as session:
        region = session.scalars(select(Region)).one()
        assert (region.aliases, region.colour, [area.key for area in region.areas]) == (
            ["HZ"],
            "green",
            ["15085"],
        )


def test_changes_are_named(store: Store) -> None:
    """What is different is said field by field, and areas that go are gone."""
    load(store, EVERYTHING)
    row = named(
        "Region", "Altmark", Kurzformen="AM", Farbe="rot", Landkreise="LK Stendal", Gemeinden="Gardelegen"
    )
    plan = load(store, [row])
    assert changes(plan) == {
        "Altmark": [
            ("Kurzformen", "AM, Nordregion", "AM"),
            ("Farbe", "gelb", "rot"),
            ("Landkreise", "Altmarkkreis Salzwedel, Landkreis Stendal", "Landkreis Stendal"),
            ("Gemeinden", "", "Gardelegen"),
        ]
    }
    with store.read() as session:
        region = session.scalars(select(Region).where(Region.name == "Altmark")).one()
        assert [area.key for area in region.areas] == ["15081135", "15090"]


def test_names_that_are_missing_stay(store: Store) -> None:
    """A file with some names leaves the others alone."""
    load(store, EVERYTHING)
    plan = load(store, [named("Thema", "Wohnen")])
    assert labels(plan) == ({"Wohnen"}, set(), set())
    assert len(rows_of(exported_names(store))) == len(EVERYTHING) + 1


def test_columns_that_are_missing_change_nothing(store: Store) -> None:
    """A list of short forms leaves colours, areas and descriptions as they are."""
    load(store, EVERYTHING)
    assert planned(store, [named(row["Art"], row["Name"]) for row in EVERYTHING]).is_empty
    plan = load(store, [named("Region", "Elbland", Landkreise="Harz")])
    assert changes(plan) == {"Elbland": [("Landkreise", "", "Landkreis Harz")]}
    with store.read() as session:
        region = session.scalars(select(Region).where(Region.name == "Elbland")).one()
        assert [area.key for area in region.areas] == ["15085", "15089026", "15089305"]


@pytest.mark.parametrize(
    ("new", "aliases"), [("Jobbrücke Plus Süd", "Jobbrücke Plus, JB+"), ("JOBBRÜCKE Plus", "JB+")]
)
def test_names_can_be_changed(store: Store, new: str, aliases: str) -> None:
    """A new spelling, or the old name as a short form, renames; people stay where they were."""
    load(store, [named("Projekt", "Jobbrücke Plus")])
    load(store, [person(Projekt="Jobbrücke Plus")])
    plan = load(store, [named("Projekt", new, Kurzformen=aliases)])
    assert labels(plan) == (set(), {"Jobbrücke Plus"}, set())
    assert changes(plan)["Jobbrücke Plus"][0] == ("Name", "Jobbrücke Plus", new)
    assert planned(store, [person(Projekt=new)]).is_empty
    with store.read() as session:
        assert session.scalars(select(Project.name)).all() == [new]


def test_two_kinds_may_share_a_name(store: Store) -> None:
    """A region and a group may be called the same; what is coordinated then says which."""
    load(
        store,
        [named("Region", "Harz", Landkreise="Harz"), named("Gruppe", "Harz"), named("Gruppe", "Region: X")],
    )
    row = person(Rolle="Koordination", Koordiniert="Gruppe: Harz, region: harz, Gruppe: Region: X")
    load(store, [row])
    assert planned(store, [row]).is_empty


def test_english_words(store: Store) -> None:
    """Headers and kinds may be English."""
    load(store, b"Kind;Title;Short forms;Colour;Districts\nregion;Harz;HZ;green;LK Harz\n")
    assert rows_of(exported_names(store))[0] == {
        "Art": "Region", "Name": "Harz", "Kurzformen": "HZ", "Farbe": "grün", "Landkreise": "Landkreis Harz",
        "Gemeinden": "", "Beschreibung": "",
    }  # fmt: skip
