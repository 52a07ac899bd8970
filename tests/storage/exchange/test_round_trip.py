"""Export then import changes nothing, whatever the directory holds."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from storage.exchange.folding import tidy, tidy_lines
from storage.exchange.vocabulary import COLOURS, language_names
from storage.models import (
    Absence,
    AbsenceReason,
    Base,
    ContactWay,
    Coordination,
    Group,
    Membership,
    Organisation,
    Person,
    PersonLanguage,
    Project,
    Rank,
    Region,
    RegionArea,
    Responsibility,
    ResponsibilityLanguage,
    ResponsibilityPlace,
    ResponsibilityTopic,
    Role,
    Topic,
    Visibility,
    WayKind,
)
from storage.session import Store
from tests.storage.exchange.directories import (
    csv_file,
    exported,
    exported_names,
    load,
    person,
    planned,
    rows_of,
)

HOSTILE = [
    "=1+1", "=HYPERLINK(\"https://example.org\";\"x\")", "+49", "-", "@SUM(A1)", "'", "'=1", "''@", "a;b",
    "a,b", "a|b", "a\\", "\\|", "\\\\,", "\"", "a\"b;c\"", "Region: Harz", "Gruppe: X",
    "ja, nein|viel\\leicht", "{x}", "%s", "None", "مريم حداد", "Ірина", "阮氏兰", "👩‍👩‍👧", "İstanbul ß ﬃ",
    "sep=;", "Halle (Saale)", "15085", "A (15085)", "Ã¼", "\ufeffx",
]  # fmt: skip
KEYS = ["15085", "15003", "15002", "15085370", "15090520", "15090535", "11000", "02000", "09162"]
PHONES = [f"+493023125{number:03}" for number in range(20)] + ["+431588580", "+390612345678"]
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
# Characters beyond Latin-1 are rarer in names than in what Hypothesis likes to draw.
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs"])
TEXTS = (st.sampled_from(HOSTILE) | st.text(CHARACTERS, max_size=25)).map(tidy)
NAMES = TEXTS.filter(bool)


def few(values: st.SearchStrategy, largest: int = 3) -> st.SearchStrategy:
    return st.lists(values, max_size=largest, unique=True)


@st.composite
def directories(draw: st.DrawFn) -> list[object]:
    """The rows of any directory, with hostile texts wherever a text may be."""
    names = draw(st.lists(NAMES, min_size=2, max_size=6, unique=True))
    tables: dict[type, list] = {
        table: [
            table(name=name, aliases=draw(few(NAMES)))
            for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
        ]
        for table in (Organisation, Project, Topic, Region, Group)
    }
    for thing in (*tables[Project], *tables[Group]):
        thing.description = draw(st.text(CHARACTERS | st.just("\n"), max_size=30).map(tidy_lines))
    for region in tables[Region]:
        region.colour = draw(st.sampled_from(["", "#1f77b4", *COLOURS]))
        region.areas = [RegionArea(key=key) for key in draw(few(st.sampled_from(KEYS)))]
    keys = draw(
        st.lists(NAMES.map(lambda name: name[:60].strip()).filter(bool), min_size=1, max_size=4, unique=True)
    )
    people = [draw(persons(key, tables)) for key in keys]
    for one in people:
        one.absences = [draw(absences(people)) for _ in range(draw(st.integers(0, 2)))]
    coordinations = [
        Coordination(person_id=position + 1, **draw(st.sampled_from(targets)))
        for position in range(len(people))
        for targets in [_targets(tables)]
        if targets and draw(st.booleans())
    ]
    memberships = [
        Membership(person_id=position + 1, group_id=group + 1)
        for position in range(len(people))
        for group in draw(few(st.integers(0, len(tables[Group]) - 1)) if tables[Group] else st.just([]))
    ]
    return [thing for known in tables.values() for thing in known] + people + coordinations + memberships


def _targets(tables: dict[type, list]) -> list[dict[str, int]]:
    regions = [{"region_id": number + 1} for number in range(len(tables[Region]))]
    return regions + [{"group_id": number + 1} for number in range(len(tables[Group]))]


@st.composite
def persons(draw: st.DrawFn, key: str, tables: dict[type, list]) -> Person:
    """Anybody: their own row, languages, ways and responsibilities."""

    def one_of(table: type) -> object:
        return draw(st.sampled_from([None, *tables[table]]))

    return Person(
        key=key,
        given_name=draw(TEXTS),
        family_name=draw(NAMES),
        role=draw(st.sampled_from(Role)),
        function=draw(TEXTS),
        organisation=one_of(Organisation),
        home_region=one_of(Region),
        office_hours=draw(TEXTS),
        since=draw(st.none() | DAYS),
        confirmed_on=draw(st.none() | DAYS),
        languages=[
            PersonLanguage(code=code, position=position)
            for position, code in enumerate(draw(few(st.sampled_from(sorted(language_names())))))
        ],
        ways=[
            ContactWay(kind=kind, value=value, visibility=draw(st.sampled_from(Visibility)))
            for kind, values in (
                (
                    WayKind.EMAIL,
                    st.sampled_from(["a@example.org", "o'b+c@example.org", "=x@example.org", "ö@ö.de"]),
                ),
                (WayKind.PHONE, st.sampled_from(PHONES)),
                (WayKind.MOBILE, st.sampled_from(PHONES)),
            )
            for value in draw(few(values))
        ],
        responsibilities=[
            draw(responsibilities(one_of(Project), one_of(Region), tables[Topic]))
            for _ in range(draw(st.integers(0, 3)))
        ],
    )


@st.composite
def responsibilities(draw: st.DrawFn, project: object, region: object, topics: list) -> Responsibility:
    """Any responsibility; two of one person may be the same."""
    start, end = sorted([draw(DAYS), draw(DAYS)])
    codes = st.sampled_from(sorted(language_names()))
    return Responsibility(
        project=project,
        region=region,
        rank=draw(st.sampled_from(Rank)),
        starts_on=draw(st.sampled_from([None, start])),
        ends_on=draw(st.sampled_from([None, end])),
        places=[ResponsibilityPlace(key=key) for key in draw(few(st.sampled_from(KEYS)))],
        topics=[
            ResponsibilityTopic(topic=topic)
            for topic in draw(st.lists(st.sampled_from(topics), unique_by=id) if topics else st.just([]))
        ],
        languages=[ResponsibilityLanguage(code=code) for code in draw(few(codes))],
    )


@st.composite
def absences(draw: st.DrawFn, people: list[Person]) -> Absence:
    """Any absence, with anybody else as deputy or nobody."""
    start, end = sorted([draw(DAYS), draw(DAYS)])
    return Absence(
        starts_on=start,
        ends_on=draw(st.sampled_from([None, end])),
        reason=draw(st.sampled_from(AbsenceReason)),
        deputy=draw(st.sampled_from([None, *people])),
    )


def add(session: Session, rows: list[object]) -> None:
    """Add a directory; nobody is their own deputy."""
    for row in rows:
        if isinstance(row, Person):
            for absence in row.absences:
                absence.deputy = None if absence.deputy is row else absence.deputy
    for row in rows:
        session.add(row)
        session.flush()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=directories())
def test_any_directory_comes_back(rows: list[object]) -> None:
    """Whatever texts, lists and doubles a directory holds, its export changes nothing."""
    # In memory: hundreds of directories need no disk.
    store = Store.open("sqlite://")
    Base.metadata.create_all(store.engine)
    try:
        with store.write() as session:
            add(session, rows)
        people = exported(store)
        assert planned(store, people).is_empty
        if any(isinstance(row, (Organisation, Project, Topic, Region, Group)) for row in rows):
            assert planned(store, exported_names(store)).is_empty
        for cells in map(dict.values, rows_of(people)):
            assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in cells)
    finally:
        store.close()


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_a_directory_moves_to_another_store(store: Store, tmp_path: Path, sqlite_template: Path) -> None:
    """The two exports together fill an empty store with the same directory."""
    load(
        store,
        [
            person(
                **{"E-Mail": "m@example.org"}, Projekt="=IQ", Region="Harz", Themen="A\\, b|C", Gruppen="+G"
            )
        ],
    )
    file = tmp_path / "other.sqlite3"
    shutil.copy(sqlite_template, file)
    other = Store.open(f"sqlite:///{file}")
    load(other, exported_names(store))
    load(other, exported(store))
    assert exported(other) == exported(store)
    assert exported_names(other) == exported_names(store)
    other.close()


def test_the_export_is_what_excel_opens(store: Store) -> None:
    """UTF-8 with BOM, semicolons, CRLF, readable numbers, formulas guarded."""
    load(store, [person("=cmd|' /C calc'!A0", "Groß", Telefon="030 23125 101", Sprechzeiten='a;b "c"')])
    data = exported(store)
    assert data.startswith(b"\xef\xbb\xbfKennung;Vorname;Nachname;")
    assert data.count(b"\r\n") == data.count(b"\n") == 2
    row = rows_of(data)[0]
    assert (row["Vorname"], row["Telefon"]) == ("'=cmd|' /C calc'!A0", "'+49 30 23125101")
    assert b';"a;b ""c""";' in data


def test_the_order_of_rows_and_columns_does_not_count(store: Store) -> None:
    """A file sorted otherwise says the same."""
    load(
        store,
        [person(f"Vorname {n}", "Nachname", Projekt=f"P{n % 3}", Kennung=f"k{n % 7}"[:2]) for n in range(7)],
    )
    rows = rows_of(exported(store))
    shuffled = [dict(sorted(row.items(), reverse=True)) for row in random.Random(1).sample(rows, len(rows))]
    assert planned(store, csv_file(shuffled)).is_empty
