"""Nobody copies the directory by asking: every door to people counts, once per turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.errors import TooManyLookupsError
from storage.models import Project, Region, Role
from storage.queries.directory import Wanted
from storage.services import limits, lookups
from storage.services.directory import contacts_for, deputies_for, person_cards
from storage.services.limits import HOURLY
from storage.services.network import coordinators, newcomers, people_of_organisation, people_of_project
from storage.services.viewer import Viewer
from storage.session import Session, Store
from tests import factories
from tests.factories import NOW, TODAY

Ask = Callable[[Session, Viewer], object]

DOORS: dict[str, Ask] = {
    "contacts": lambda s, v: contacts_for(
        s, viewer=v, wanted=Wanted(region_id=_id(s, Region, "Harz")), today=TODAY
    ),
    "deputies": lambda s, v: deputies_for(
        s, viewer=v, wanted=Wanted(region_id=_id(s, Region, "Harz")), today=TODAY
    ),
    "cards": lambda s, v: person_cards(s, viewer=v, person_ids=[1, 2], today=TODAY),
    "newcomers": lambda s, v: newcomers(s, viewer=v, today=TODAY),
    "coordinators": lambda s, v: coordinators(s, viewer=v, today=TODAY),
    "project": lambda s, v: people_of_project(
        s, viewer=v, project_id=_id(s, Project, "IQ Netzwerk"), today=TODAY
    ),
    "organisation": lambda s, v: people_of_organisation(s, viewer=v, organisation_id=1, today=TODAY),
}


def _id(session: Session, model: type[Region] | type[Project], name: str) -> int:
    return session.scalars(select(model.id).where(model.name == name)).one()


def network(session: Session) -> tuple[int, int]:
    """The small network with an organisation; returns an account and its person."""
    people = factories.lead_network(session)
    people["Mara"].organisation = factories.organisation(session, "Lernwerk")
    return factories.account(session, people["Heike"]).id, people["Heike"].id


@pytest.mark.parametrize("door", DOORS)
def test_every_door_counts_and_closes(store: Store, door: str) -> None:
    """Shown once it counts once, twice in a turn also once; over the limit only administrators do."""
    with store.write() as session:
        account, person = network(session)
        me = Viewer(Role.MEMBER, person)
        with lookups.metered(session, account, NOW):
            assert DOORS[door](session, me)
            assert DOORS[door](session, me)
        assert limits.used(session, account, "lookup", NOW) == 1
        for _ in range(HOURLY["lookup"] - 1):
            limits.count(session, account, "lookup", NOW)
        with lookups.metered(session, account, NOW), pytest.raises(TooManyLookupsError):
            DOORS[door](session, me)
        with lookups.metered(session, account, NOW):
            assert DOORS[door](session, Viewer(Role.ADMINISTRATOR, person))
        with lookups.metered(session, account, NOW + timedelta(hours=2)):
            assert DOORS[door](session, me)


def test_what_shows_nobody_costs_nothing(store: Store) -> None:
    """A question without an answer is no lookup; outside of a turn nothing is counted."""
    with store.write() as session:
        account, person = network(session)
        me = Viewer(Role.MEMBER, person)
        with lookups.metered(session, account, NOW):
            assert not contacts_for(session, viewer=me, wanted=Wanted(language="ja"), today=TODAY)
            assert not person_cards(session, viewer=me, person_ids=[999], today=TODAY)
        assert person_cards(session, viewer=me, person_ids=[1], today=TODAY)
        assert limits.used(session, account, "lookup", NOW) == 0
