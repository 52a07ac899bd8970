"""What a people file does to the store."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from storage.models import (
    AbsenceReason,
    Group,
    Membership,
    Organisation,
    Person,
    Project,
    Rank,
    Region,
    Responsibility,
    Role,
    Visibility,
    WayKind,
)
from storage.session import Store
from tests.storage.exchange.directories import TODAY, changes, csv_file, labels, load, person, planned

MARA = {
    "Kennung": "mara", "Vorname": "Mara", "Nachname": "Lindner", "Organisation": "Brückenwerk",
    "Funktion": "Beraterin", "Rolle im Netzwerk": "Koordinatorin", "Koordiniert": "Harz, Gruppe: Nord",
    "Heimatregion": "Harz", "Sprachen": "Deutsch, Arabisch", "Telefon": "030 23125 101|030 23125 102",
    "Telefon sichtbar": "Netzwerk|Koordination", "E-Mail": "Mara.Lindner@example.org",
    "E-Mail sichtbar": "nie in Gruppen", "Sprechzeiten": "Di–Do 9–15 Uhr", "Gruppen": "Nord, Süd",
    "Dabei seit": "01.10.2016", "Bestätigt am": "15.10.2026", "Abwesend von": "21.12.2026|1.4.27",
    "Abwesend bis": "03.01.2027|", "Grund": "Urlaub|abwesend", "Vertretung": "jonas",
    "Projekt": "IQ Netzwerk", "Region": "Harz",
    "Orte": "Wernigerode, LK Stendal", "Themen": "Anerkennung, Wohnen",
    "Zuständig in Sprachen": "Arabisch", "Rang": "erste", "Zuständig ab": "01.01.2026",
    "Zuständig bis": "31.12.2027",
}  # fmt: skip
JONAS = {"Kennung": "jonas", "Vorname": "Jonas", "Nachname": "Petrow"}


def test_everything_arrives(store: Store) -> None:
    """Each column of a people file has its place in the store."""
    load(store, [MARA, JONAS])
    with store.read() as session:
        mara = session.scalars(select(Person).where(Person.key == "mara")).one()
        assert (mara.full_name, mara.function, mara.role) == ("Mara Lindner", "Beraterin", Role.COORDINATOR)
        assert mara.organisation is not None
        assert mara.organisation.name == "Brückenwerk"
        assert mara.home_region is not None
        assert [area.key for area in mara.home_region.areas] == ["15085"]
        assert [spoken.code for spoken in mara.languages] == ["de", "ar"]
        assert [(way.kind, way.value, way.visibility) for way in mara.ways] == [
            (WayKind.PHONE, "+493023125101", Visibility.NETWORK),
            (WayKind.PHONE, "+493023125102", Visibility.COORDINATORS),
            (WayKind.EMAIL, "mara.lindner@example.org", Visibility.PRIVATE),
        ]
        assert (mara.office_hours, mara.since) == ("Di–Do 9–15 Uhr", date(2016, 10, 1))
        assert (mara.confirmed_on, mara.left_on, mara.language) == (date(2026, 10, 15), None, "")
        assert [(a.starts_on, a.ends_on, a.reason, a.deputy and a.deputy.key) for a in mara.absences] == [
            (date(2026, 12, 21), date(2027, 1, 3), AbsenceReason.HOLIDAY, "jonas"),
            (date(2027, 4, 1), None, AbsenceReason.AWAY, "jonas"),
        ]
        duty = mara.responsibilities[0]
        assert duty.project is not None
        assert duty.region is not None
        assert (duty.project.name, duty.region.name, duty.rank) == ("IQ Netzwerk", "Harz", Rank.FIRST)
        assert [place.key for place in duty.places] == ["15085370", "15090"]
        assert {topic.topic.name for topic in duty.topics} == {"Anerkennung", "Wohnen"}
        assert [spoken.code for spoken in duty.languages] == ["ar"]
        assert (duty.starts_on, duty.ends_on) == (date(2026, 1, 1), date(2027, 12, 31))
        groups = select(Group.name).join(Membership, Membership.group_id == Group.id).order_by(Group.name)
        assert session.scalars(groups).all() == ["Nord", "Süd"]


def test_the_plan_names_what_is_new(store: Store) -> None:
    """People and everything named for the first time are listed as added; a plan alone writes nothing."""
    plan = planned(store, [MARA, JONAS])
    assert labels(plan)[0] == {
        "Mara Lindner", "Jonas Petrow", "Brückenwerk", "IQ Netzwerk", "Harz", "Anerkennung", "Wohnen", "Nord",
        "Süd",
    }  # fmt: skip
    assert (plan.changed, plan.removed, plan.unchanged) == ((), (), 0)
    with store.read() as session:
        assert session.scalars(select(Person)).all() == []


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    """An import is idempotent."""
    load(store, [MARA, JONAS])
    plan = load(store, [MARA, JONAS])
    assert plan.is_empty
    assert plan.unchanged == 2


def test_changes_are_named_field_by_field(store: Store) -> None:
    """What is different is said as old and new, responsibilities as a whole."""
    load(store, [MARA, JONAS])
    new = MARA | {
        "Telefon": "030 23125 103",
        "Telefon sichtbar": "",
        "Sprachen": "Arabisch",
        "Rang": "Vertretung",
    }
    plan = load(store, [new, JONAS])
    duty = "IQ Netzwerk · Harz · Landkreis Stendal, Wernigerode · Anerkennung, Wohnen · Arabisch · {} · {}"
    period = "01.01.2026 · 31.12.2027"
    assert changes(plan) == {
        "Mara Lindner": [
            ("Sprachen", "Deutsch, Arabisch", "Arabisch"),
            ("Telefon", "+49 30 23125101|+49 30 23125102", "+49 30 23125103"),
            ("Telefon sichtbar", "Netzwerk|Koordination", "Netzwerk"),
            ("Zuständigkeit", duty.format("erste", period), ""),
            ("Zuständigkeit", "", duty.format("Vertretung", period)),
        ]
    }
    assert planned(store, [new, JONAS]).is_empty


def test_every_part_can_be_emptied(store: Store) -> None:
    """Empty cells take away what was there."""
    load(store, [MARA, JONAS])
    bare = dict.fromkeys(MARA, "") | {"Kennung": "mara", "Vorname": "Mara", "Nachname": "Lindner"}
    load(store, [bare, JONAS])
    with store.read() as session:
        mara = session.scalars(select(Person).where(Person.key == "mara")).one()
        assert (mara.organisation, mara.home_region, mara.role) == (None, None, Role.MEMBER)
        assert (mara.languages, mara.ways, mara.absences, mara.responsibilities) == ([], [], [], [])
        assert session.scalars(select(Membership)).all() == []
    assert planned(store, [bare, JONAS]).is_empty


def test_columns_that_are_missing_change_nothing(store: Store) -> None:
    """A short list of names, or one with telephones only, leaves all else as it is."""
    load(store, [MARA, JONAS])
    short = [{column: row[column] for column in ("Kennung", "Vorname", "Nachname")} for row in (MARA, JONAS)]
    assert planned(store, short).is_empty
    phones = [row | {"Telefon": phone} for row, phone in zip(short, ("030 23125 102", ""), strict=True)]
    plan = load(store, phones)
    # The number that was for coordinators only is still for coordinators only.
    assert changes(plan) == {
        "Mara Lindner": [
            ("Telefon", "+49 30 23125101|+49 30 23125102", "+49 30 23125102"),
            ("Telefon sichtbar", "Netzwerk|Koordination", "Koordination"),
        ]
    }


def test_a_new_number_is_as_private_as_the_old(store: Store) -> None:
    """Without the column of who may see it, nothing private becomes public."""
    load(store, [person(Telefon="030 23125 101", Telefon_sichtbar="nie in Gruppen")])
    load(store, [person(Telefon="030 23125 999")])
    with store.read() as session:
        way = session.scalars(select(Person)).one().ways[0]
        assert (way.value, way.visibility) == ("+493023125999", Visibility.PRIVATE)


def test_rows_of_one_person_belong_together(store: Store) -> None:
    """What is said about a person may stand in the first row only; each row adds a responsibility."""
    rows = [
        person(
            E_Mail="m@example.org", Telefon="030 23125 101", Sprachen="Arabisch", Projekt="IQ", Rang="erste"
        ),
        {"E-Mail": "m@example.org", "Projekt": "FiF", "Rang": "Vertretung"},
        person(Telefon="+49 30 23125101", Projekt="FiF", Rang="Vertretung"),
    ]
    rows[0]["E-Mail"] = rows[0].pop("E Mail")
    load(store, rows)
    with store.read() as session:
        mara = session.scalars(select(Person)).one()
        assert [spoken.code for spoken in mara.languages] == ["ar"]
        assert [(r.project and r.project.name, r.rank) for r in mara.responsibilities] == [
            ("FiF", Rank.DEPUTY),
            ("IQ", Rank.FIRST),
        ]


@pytest.mark.parametrize(
    ("cell", "given", "family"),
    [
        ("Mara Lindner", "Mara", "Lindner"),
        ("Lindner, Mara", "Mara", "Lindner"),
        ("Anna Lena van der Berg", "Anna Lena", "van der Berg"),
        ("Dr. Carla Mertens", "Dr. Carla", "Mertens"),
        ("Budi", "", "Budi"),
    ],
)
def test_whole_names_are_taken_apart(store: Store, cell: str, given: str, family: str) -> None:
    """One column with the whole name does."""
    load(store, [{"Name": cell}])
    with store.read() as session:
        found = session.scalars(select(Person)).one()
        assert (found.given_name, found.family_name) == (given, family)


def test_english_files_say_the_same(store: Store) -> None:
    """Headers and words may be English."""
    german = [person(Rolle="Administration", Sprachen="Deutsch", Telefon="030 23125 101", Rang="Vertretung")]
    header = b"First name,Last name,Role,Languages,Phone,Rank\n"
    load(store, german)
    assert planned(store, header + b"Mara,Lindner,administrator,German,+493023125101,deputy\n").is_empty


def test_names_are_found_in_any_spelling(store: Store) -> None:
    """A name or short form in another spelling is the same thing, not a new one."""
    with store.write() as session:
        session.add_all([
            Project(name="Jobbrücke Plus", aliases=["JB+", "JB"]),
            Organisation(name="Brückenwerk e. V.", aliases=[]),
            Region(name="Harz", aliases=["HZ"]),
        ])  # fmt: skip
    rows = [
        person(Organisation="BRUECKENWERK  e. V.", Projekt="jb+", Region="hz"),
        person("Kim", "Aslan", Organisation="Brückenwerk e. V.", Projekt="jobbruecke plus", Region="HARZ"),
    ]
    plan = load(store, rows)
    assert labels(plan)[0] == {"Mara Lindner", "Kim Aslan"}
    with store.read() as session:
        duties = session.scalars(select(Responsibility)).all()
        assert {(d.project and d.project.name, d.region and d.region.name) for d in duties} == {
            ("Jobbrücke Plus", "Harz")
        }


def test_a_new_region_takes_the_area_of_its_name(store: Store) -> None:
    """A region that is called like one district or town is made of it, at home first."""
    load(
        store,
        [person(Kennung="m", Region=name) for name in ("Halle", "LK Stendal", "Wernigerode", "Magdeburg")],
    )
    with store.read() as session:
        areas = {
            region.name: [area.key for area in region.areas] for region in session.scalars(select(Region))
        }
    assert areas == {
        "Halle": ["15002"], "LK Stendal": ["15090"], "Wernigerode": ["15085370"], "Magdeburg": ["15003"],
    }  # fmt: skip


def test_deputies_are_named_in_any_way(store: Store) -> None:
    """A deputy is given by identifier, mail or name."""
    jonas = JONAS | {"E-Mail": "jonas@example.org"}
    for named in ("jonas", "Jonas@example.org", "Jonas Petrow", "petrow, jonas"):
        away = {
            "Kennung": "mara",
            "Vorname": "Mara",
            "Nachname": "L",
            "Abwesend von": "1.1.27",
            "Vertretung": named,
        }
        load(store, [away, jonas])
        with store.read() as session:
            mara = session.scalars(select(Person).where(Person.key == "mara")).one()
            assert mara.absences[0].deputy is not None
            assert mara.absences[0].deputy.key == "jonas"


def test_rows_that_stay_keep_their_ids(store: Store) -> None:
    """A change of one responsibility leaves the others untouched, so that what refers to them holds."""
    mara = person(Kennung="mara", Projekt="IQ")
    duties = [mara | {"Themen": topic} for topic in ("Wohnen", "Pflege")]
    load(store, duties)
    with store.read() as session:
        before = {d.topics[0].topic.name: d.id for d in session.scalars(select(Responsibility))}
    load(store, [duties[0], mara | {"Themen": "Kita"}, mara | {"Themen": "Hort"}])
    with store.read() as session:
        after = {d.topics[0].topic.name: d.id for d in session.scalars(select(Responsibility))}
    assert set(after) == {"Wohnen", "Kita", "Hort"}
    assert after["Wohnen"] == before["Wohnen"]


def test_old_files_of_excel(store: Store) -> None:
    """A file in Windows-1252 that Excel saved imports like any other."""
    data = csv_file([person("Jürgen", "Groß", Sprachen="Türkisch", Sprechzeiten="Mo–Fr")], encoding="cp1252")
    load(store, data)
    with store.read() as session:
        found = session.scalars(select(Person)).one()
        assert (found.key, found.full_name, found.office_hours) == ("juergen-gross", "Jürgen Groß", "Mo–Fr")


def test_the_day_is_the_callers(store: Store) -> None:
    """An import knows no other day than the one it is given."""
    load(store, [person(), JONAS], today=TODAY)
    plan = planned(store, [JONAS], today=date(2030, 1, 1))
    assert plan.today == date(2030, 1, 1)
