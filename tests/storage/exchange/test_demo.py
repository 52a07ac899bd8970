"""The demo directory: both networks, complete, invented, and always current."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import phonenumbers
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.nudging import Nudging
from storage.errors import StoreMismatchError
from storage.exchange.demo import DEMO_FILES, demo_file, refresh_demo, seed_demo
from storage.models import (
    Account,
    Conversation,
    Coordination,
    Group,
    Membership,
    Person,
    Project,
    Rank,
    Region,
    Responsibility,
    Role,
    StoreInfo,
    Topic,
    Visibility,
    WayKind,
)
from storage.queries.directory import Wanted
from storage.services.calendar import next_dates, past_dates
from storage.services.directory import contacts_for
from storage.services.people import telephone
from storage.services.viewer import Viewer
from storage.session import Store
from tests.storage.exchange.directories import TODAY, exported, exported_names, load, person, planned

LEAD = {"Fachkraft im Fokus", "IQ Netzwerk", "Jobbrücke Plus"}
FOCUS = {"DigiLab NPO", "PRIME.", "ProDigA", "SO-SERVE", "TOAB", "VISITS", "InWiGe"}
AREAS = {
    "Altmark": {"15081", "15090"},
    "Anhalt-Bitterfeld": {"15082"},
    "Harz": {"15085"},
    "Magdeburg": {"15003"},
    "Halle": {"15002"},
}
TOPICS = {
    "Anerkennung", "Sprachkurs", "Arbeitserlaubnis", "Ausbildung", "Arbeitsrecht", "Wohnen",
    "Kinderbetreuung", "Beratung für Betriebe", "Fördermittel", "Pflege", "Digitalisierung",
    "Gesundheit am Arbeitsplatz",
}  # fmt: skip
FICTION = re.compile(r"\+49(?:3023125|6990009|4066969|2214710|8999998)\d{3}")
MEMBER = Viewer(role=Role.MEMBER)


@pytest.fixture
def demo(store: Store) -> Store:
    """A store with the demo directory."""
    with store.write() as session:
        seed_demo(session, TODAY)
    return store


def everybody(session: Session) -> dict[str, Person]:
    return {one.full_name: one for one in session.scalars(select(Person))}


def test_regions_and_projects(demo: Store) -> None:
    """All regions with areas, short forms and colours, all projects and topics of both networks."""
    with demo.read() as session:
        regions = {region.name: region for region in session.scalars(select(Region))}
        assert {name: {area.key for area in region.areas} for name, region in regions.items()} == AREAS
        assert len({region.colour for region in regions.values()} - {""}) == len(AREAS)
        assert set(session.scalars(select(Project.name))) == LEAD | FOCUS
        aliases = {project.name: project.aliases for project in session.scalars(select(Project))}
        assert aliases["Jobbrücke Plus"] == ["JB", "JB+"]
        topics = {topic.name: topic.aliases for topic in session.scalars(select(Topic))}
        assert set(topics) == TOPICS
        assert all(topics.values())


def test_every_region_and_project_has_contacts(demo: Store) -> None:
    """Each of the fifteen teams has a first contact, and most have a deputy; each topic has somebody."""
    with demo.read() as session:
        duties = session.scalars(select(Responsibility)).all()
        teams: dict[Rank, set[tuple[str, str]]] = {Rank.FIRST: set(), Rank.DEPUTY: set()}
        for duty in duties:
            if duty.region and duty.project:
                teams[duty.rank].add((duty.region.name, duty.project.name))
        assert teams[Rank.FIRST] == {(region, project) for region in AREAS for project in LEAD}
        assert len(teams[Rank.DEPUTY]) > 10
        assert {topic.topic.name for duty in duties for topic in duty.topics} == TOPICS


def test_the_people(demo: Store) -> None:
    """About thirty people of the lead projects and fourteen of the focus group, whom the examples know."""
    with demo.read() as session:
        people = everybody(session)
        focus = {
            duty.person.full_name
            for duty in session.scalars(select(Responsibility))
            if duty.project and duty.project.name in FOCUS and duty.region is None
        }
        assert len(focus) == 14
        assert 30 <= len(people) - len(focus) <= 34
        assert {"Mara Lindner", "Jonas Petrow", "Aylin Demir", "Heike Sander", "Tarek Hamdan", "Lena Voigt",
                "Nele Brandt", "Paul Okoye", "Kim Aslan"} <= set(people)  # fmt: skip
        mara = people["Mara Lindner"]
        assert (mara.office_hours, [spoken.code for spoken in mara.languages]) == (
            "Di–Do 9–15 Uhr",
            ["de", "ar"],
        )
        families = [one.family_name for one in people.values()]
        assert len(families) - len(set(families)) == 1
        codes = {spoken.code for one in people.values() for spoken in one.languages}
        assert codes >= {"de", "ar", "fa", "ru", "uk", "tr", "en", "fr", "pl", "ku", "ti", "vi"}


def test_roles_and_groups(demo: Store) -> None:
    """One coordinator of Harz, one of the whole lead network, one of the focus group, one administrator."""
    with demo.read() as session:
        people = everybody(session)
        regions = {region.id: region.name for region in session.scalars(select(Region))}
        groups = {group.id: group.name for group in session.scalars(select(Group))}
        reach: dict[str, set[str]] = {}
        for row in session.scalars(select(Coordination)):
            who = next(one.full_name for one in people.values() if one.id == row.person_id)
            reach.setdefault(who, set()).add(regions.get(row.region_id or 0) or groups[row.group_id or 0])
        assert reach == {
            "Yusuf Brenner": {"Harz"},
            "Dr. Carla Mertens": {*AREAS, "Entwicklungsforum"},
            "Nele Brandt": {"Fokusgruppe 2"},
        }
        assert [one.full_name for one in people.values() if one.role is Role.ADMINISTRATOR] == ["Robin Falk"]
        assert {one.full_name for one in people.values() if one.role is Role.COORDINATOR} == set(reach)


def test_only_invented_numbers_and_addresses(demo: Store) -> None:
    """No telephone rings and no mailbox fills because of the demo; some are not for everybody."""
    with demo.read() as session:
        ways = [way for one in session.scalars(select(Person)) for way in one.ways]
        for way in ways:
            if way.kind is WayKind.EMAIL:
                assert way.value.endswith("@example.org")
            else:
                assert FICTION.fullmatch(way.value)
        assert len({way.value for way in ways}) == len(ways)
        assert {way.visibility for way in ways} == set(Visibility)


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2027, 2, 28), date(2028, 2, 29)])
def test_somebody_is_away_and_somebody_new(store: Store, today: date) -> None:
    """Whatever day it is, Aylin Demir is on holiday and Jonas Petrow stands in, and there are newcomers."""
    with store.write() as session:
        seed_demo(session, today)
    with store.read() as session:
        harz = session.scalars(select(Region.id).where(Region.name == "Harz")).one()
        contacts = contacts_for(session, viewer=MEMBER, wanted=Wanted(region_id=harz), today=today)
        assert [contact.person.name for contact in contacts] == [
            "Heike Sander",
            "Jonas Petrow",
            "Mara Lindner",
        ]
        stands_in = contacts[1].stands_in_for
        assert stands_in is not None
        assert stands_in.person.name == "Aylin Demir"
        assert stands_in.away.until is not None
        assert today < stands_in.away.until < today + timedelta(days=60)
        new = select(Person.key).where(Person.since > today - timedelta(days=60), Person.since <= today)
        assert set(session.scalars(new)) >= {"rojda-kaya", "samuel-osei"}


def test_the_demo_is_marked_and_refuses_a_real_store(store: Store) -> None:
    """A store with people in it never becomes a demo."""
    load(store, [person()])
    for seed in (lambda session: seed_demo(session, TODAY), lambda _: refresh_demo(store, TODAY)):
        with pytest.raises(StoreMismatchError), store.read() as session:
            seed(session)
    with store.read() as session:
        assert session.get(StoreInfo, "demo") is None
        assert len(everybody(session)) == 1


def test_the_mark(demo: Store) -> None:
    """A demo is known as one, and is not seeded twice."""
    with demo.read() as session:
        mark = session.get(StoreInfo, "demo")
        assert mark is not None
        assert mark.value == "1"
        with pytest.raises(StoreMismatchError):
            seed_demo(session, TODAY)


def test_another_day_brings_the_demo_up_to_date(store: Store, now: object) -> None:
    """On another day absences move on and accounts stay linked; on the same day nothing happens."""
    refresh_demo(store, TODAY)
    with store.write() as session:
        mara = session.scalars(select(Person).where(Person.key == "mara-lindner")).one()
        session.add(Account(messenger="console", address="x", person_id=mara.id, created_at=now))
        mara.function = "anders"
    refresh_demo(store, TODAY)
    with store.read() as session:
        assert everybody(session)["Mara Lindner"].function == "anders"
    refresh_demo(store, TODAY + timedelta(days=30))
    with store.read() as session:
        people = everybody(session)
        assert people["Mara Lindner"].function == "Beraterin"
        assert session.scalars(select(Account.person_id)).one() == people["Mara Lindner"].id
        assert people["Aylin Demir"].absences[0].starts_on == TODAY + timedelta(days=24)


def test_the_demo_comes_back_from_its_export(demo: Store) -> None:
    """Its own files and its exports change nothing."""
    for name in DEMO_FILES:
        assert planned(demo, demo_file(name, TODAY)).is_empty
    assert planned(demo, exported(demo)).is_empty
    assert planned(demo, exported_names(demo)).is_empty


def test_fiction_numbers_read_as_such() -> None:
    """The numbers of the files are written as people write them."""
    numbers = re.findall(r";(0\d[\d ]+);", demo_file("people.csv", TODAY).decode())
    assert len(numbers) > 40
    assert all(FICTION.fullmatch(telephone(number)) for number in numbers)
    assert all(phonenumbers.parse(number, "DE").country_code == 49 for number in numbers)


def test_meetings(demo: Store) -> None:
    """Both groups have met and will meet again, also when the demo is a year older."""
    for day in (TODAY, TODAY + timedelta(days=365)):
        refresh_demo(demo, day)
        now = datetime.combine(day, time(), UTC)
        with demo.read() as session:
            viewer = Viewer(role=Role.ADMINISTRATOR)
            for group in session.scalars(select(Group)).all():
                given = {"viewer": viewer, "now": now, "group_id": group.id, "most": 9}
                assert len(next_dates(session, **given)) == 1  # type: ignore[arg-type]
                assert past_dates(session, **given)  # type: ignore[arg-type]


def test_nobody_is_interrupted(demo: Store) -> None:
    """Whoever tries Kitt is not invited in the middle of their first questions."""
    now = datetime.combine(TODAY, time(12), UTC)
    with demo.write() as session:
        conversation = Conversation(messenger="console", address="me", state={}, created_at=now)
        session.add(conversation)
        session.flush()
        member = session.scalars(select(Membership.person_id).limit(1)).one()
        account = Account(messenger="console", address="me", person_id=member, created_at=now)
        account.conversation_id = conversation.id
        session.add(account)
    nudging = Nudging(demo, clock=lambda: now, zone=UTC, language="de", wake=lambda _: None)
    assert nudging.look() == 0
