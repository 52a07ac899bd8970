"""The one door to other people's data: who is found, who stands in, who sees which way of reaching them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import (
    ContactWay,
    Coordination,
    Rank,
    ResponsibilityPlace,
    Role,
    Visibility,
    WayKind,
)
from storage.queries.directory import Wanted
from storage.services import directory, network
from storage.services.viewer import GUEST, Viewer, viewer_of
from storage.session import Store
from tests import factories
from tests.factories import TODAY

MEMBER = Viewer(Role.MEMBER, 1)
COORDINATOR = Viewer(Role.COORDINATOR, 2)


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    """A writing session that is rolled back at the end."""
    with store.write() as opened:
        yield opened
        opened.rollback()


def names(session: Session, viewer: Viewer = MEMBER, today: date = TODAY, **wanted: object) -> list[str]:
    """The names of the contacts for what is wanted."""
    found = directory.contacts_for(
        session,
        viewer=viewer,
        wanted=Wanted(**wanted),
        today=today,  # type: ignore[arg-type]
    )
    return [contact.person.name for contact in found]


def test_first_contacts_by_project(session: Session) -> None:
    """Each project's first contact is found; the deputy only stands in for who is away."""
    factories.lead_network(session)
    harz = network.listing(session, viewer=MEMBER, kind="region")[3]
    assert names(session, region_id=harz.id) == ["Heike Sander", "Jonas Petrow", "Mara Lindner"]
    later = TODAY + timedelta(days=60)
    assert names(session, region_id=harz.id, today=later) == ["Heike Sander", "Aylin Demir", "Mara Lindner"]


def test_stand_in_carries_the_reason(session: Session) -> None:
    """Who stands in says for whom and until when."""
    factories.lead_network(session)
    found = directory.contacts_for(session, viewer=MEMBER, wanted=Wanted(), today=TODAY)
    jonas = next(c for c in found if c.person.name == "Jonas Petrow")
    assert jonas.stands_in_for is not None
    assert jonas.stands_in_for.person.name == "Aylin Demir"
    assert jonas.stands_in_for.away.until == date(2027, 1, 3)


def test_away_without_anybody_to_stand_in(session: Session) -> None:
    """The first contact is shown as away if nobody is there instead."""
    region = factories.regions(session)["Harz"]
    project = factories.projects(session)["IQ Netzwerk"]
    away = factories.person(session, "Aylin Demir")
    deputy = factories.person(session, "Jonas Petrow", left_on=TODAY)
    factories.responsible(session, away, region=region, project=project)
    factories.absent(session, away, until=None, deputy=deputy)
    found = directory.contacts_for(session, viewer=MEMBER, wanted=Wanted(region_id=region.id), today=TODAY)
    assert [(c.person.name, c.away is not None) for c in found] == [("Aylin Demir", True)]


def test_who_left_or_is_no_longer_responsible_is_not_found(session: Session) -> None:
    """People who left, and periods that are over or not begun, do not count."""
    region = factories.regions(session)["Harz"]
    gone = factories.person(session, "Gerd Gegangen", left_on=TODAY)
    over = factories.person(session, "Vera Vorbei")
    soon = factories.person(session, "Simon Spaeter")
    factories.responsible(session, gone, region=region)
    factories.responsible(session, over, region=region).ends_on = TODAY - timedelta(days=1)
    factories.responsible(session, soon, region=region).starts_on = TODAY + timedelta(days=1)
    session.flush()
    assert names(session, region_id=region.id) == []
    assert names(session, region_id=region.id, today=TODAY + timedelta(days=1)) == ["Simon Spaeter"]


def test_places_narrow_a_region(session: Session) -> None:
    """Who is responsible for some places of a region is found for those, not for the others."""
    region = factories.regions(session)["Harz"]
    everywhere = factories.person(session, "Eva Ueberall")
    here = factories.person(session, "Hans Hier")
    factories.responsible(session, everywhere, region=region)
    limited = factories.responsible(session, here, region=region)
    limited.places = [ResponsibilityPlace(key="15085235")]
    session.flush()
    assert names(session, region_id=region.id, area_keys=("15085235", "15085")) == [
        "Eva Ueberall",
        "Hans Hier",
    ]
    assert names(session, region_id=region.id, area_keys=("15085370", "15085")) == ["Eva Ueberall"]
    assert names(session, region_id=region.id) == ["Eva Ueberall", "Hans Hier"]
    assert names(session, area_keys=("15085235",)) == ["Hans Hier"]


def test_languages_and_topics(session: Session) -> None:
    """A language must be spoken, a topic be covered."""
    factories.lead_network(session)
    assert names(session, language="ar") == ["Tarek Hamdan", "Mara Lindner"]
    topic = network.listing(session, viewer=MEMBER, kind="topic")[0]
    assert names(session, topic_id=topic.id) == ["Tarek Hamdan"]
    assert names(session, topic_id=topic.id, language="vi") == []


@pytest.mark.parametrize(
    ("visibility", "member", "coordinator", "member_in_group", "coordinator_in_group"),
    [
        (Visibility.NETWORK, True, True, True, True),
        (Visibility.PRIVATE, True, True, False, False),
        (Visibility.COORDINATORS, False, True, False, False),
    ],
)
def test_who_sees_a_way(
    session: Session,
    visibility: Visibility,
    member: bool,
    coordinator: bool,
    member_in_group: bool,
    coordinator_in_group: bool,
) -> None:
    """Each way of reaching somebody is shown to whom it may be shown, where it may be shown."""
    for other in ("Kim Eins", "Kim Zwei"):  # who ask
        factories.person(session, other)
    person = factories.person(session, "Mara Lindner", visibility=visibility)
    for viewer, sees in (
        (MEMBER, member),
        (COORDINATOR, coordinator),
        (Viewer(Role.MEMBER, 1, in_group=True), member_in_group),
        (Viewer(Role.COORDINATOR, 2, in_group=True), coordinator_in_group),
    ):
        card = directory.person_cards(session, viewer=viewer, person_ids=[person.id], today=TODAY)[0]
        assert bool(card.contact.ways) is sees
        assert card.contact.hidden_ways is not sees
    for in_group in (False, True):
        oneself = Viewer(Role.MEMBER, person.id, in_group=in_group)
        card = directory.person_cards(session, viewer=oneself, person_ids=[person.id], today=TODAY)[0]
        assert bool(card.contact.ways) is (member_in_group or not in_group)


def test_guests_are_refused_everywhere(session: Session) -> None:
    """No function of the door opens for a guest."""
    factories.lead_network(session)
    calls = [
        lambda: directory.contacts_for(session, viewer=GUEST, wanted=Wanted(), today=TODAY),
        lambda: directory.deputies_for(session, viewer=GUEST, wanted=Wanted(), today=TODAY),
        lambda: directory.person_cards(session, viewer=GUEST, person_ids=[1], today=TODAY),
        lambda: network.newcomers(session, viewer=GUEST, today=TODAY),
        lambda: network.coordinators(session, viewer=GUEST, today=TODAY),
        lambda: network.people_of_project(session, viewer=GUEST, project_id=1, today=TODAY),
        lambda: network.project_description(session, viewer=GUEST, project_id=1),
        lambda: network.people_of_organisation(session, viewer=GUEST, organisation_id=1, today=TODAY),
        lambda: network.listing(session, viewer=GUEST, kind="region"),
        lambda: network.languages_spoken(session, viewer=GUEST),
        lambda: network.example_contacts(session, viewer=GUEST, today=TODAY),
    ]
    with_viewer = {
        name
        for module in (directory, network)
        for name, function in vars(module).items()
        if callable(function)
        and getattr(function, "__module__", "") == module.__name__
        and not name.startswith("_")
    }
    assert len(calls) == len(with_viewer), "a new function of the door is missing here"
    for call in calls:
        with pytest.raises(NotAllowedError):
            call()


def test_viewer_of_account(session: Session) -> None:
    """Who left is a guest from that day; a coordinator's reach is read."""
    people = factories.lead_network(session)
    nele = factories.account(session, people["Nele"], "1")
    session.add(Coordination(person_id=people["Nele"].id, region_id=1))
    guest = factories.account(session, None, "2")
    session.flush()
    viewer = viewer_of(session, nele.id, today=TODAY)
    assert (viewer.role, viewer.region_ids) == (Role.COORDINATOR, frozenset({1}))
    assert viewer_of(session, guest.id, today=TODAY).role is Role.GUEST
    people["Nele"].left_on = TODAY
    session.flush()
    assert viewer_of(session, nele.id, today=TODAY - timedelta(days=1)).role is Role.COORDINATOR
    assert viewer_of(session, nele.id, today=TODAY).role is Role.GUEST


def test_newcomers(session: Session) -> None:
    """Who joined in the last quarter, the latest first, and nobody who joins tomorrow."""
    for name, days in (("Alt Eingesessen", 400), ("Vor Kurzem", 40), ("Ganz Neu", 2), ("Bald Da", -1)):
        factories.person(session, name, since=TODAY - timedelta(days=days))
    found = network.newcomers(session, viewer=MEMBER, today=TODAY)
    assert [card.contact.person.name for card in found] == ["Ganz Neu", "Vor Kurzem"]


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements that a block runs."""
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    bind = session.get_bind()
    event.listen(bind, "before_cursor_execute", note)
    yield seen
    event.remove(bind, "before_cursor_execute", note)


def test_no_statement_per_person(session: Session) -> None:
    """Twice the people take the same number of statements."""
    region = factories.regions(session)["Harz"]
    counts = []
    for number in range(2):
        for index in range(8):
            who = factories.person(session, f"Person Nr{number}{index}")
            who.ways.append(ContactWay(kind=WayKind.EMAIL, value=f"p{number}{index}@example.org"))
            factories.responsible(session, who, region=region, rank=Rank.FIRST)
            factories.absent(session, who, until=TODAY + timedelta(days=index), since=TODAY)
        session.expire_all()
        with counted(session) as statements:
            directory.contacts_for(session, viewer=MEMBER, wanted=Wanted(region_id=region.id), today=TODAY)
        counts.append(len(statements))
        session.expire_all()
        with counted(session) as statements:
            network.newcomers(session, viewer=MEMBER, today=TODAY)
        counts.append(len(statements))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]
