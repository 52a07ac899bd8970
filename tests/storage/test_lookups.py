"""Nobody copies the directory by asking: every door to people counts, once per turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage.errors import TooManyLookupsError
from storage.models import (
    AccessRequest,
    Binding,
    Conversation,
    Group,
    HelpRequest,
    Membership,
    Person,
    Project,
    Region,
    Role,
)
from storage.queries.directory import Wanted
from storage.services import (
    absences,
    access,
    bindings,
    editing,
    groups,
    help_requests,
    limits,
    lookups,
    reach,
)
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
    "group": lambda s, v: groups.group_card(
        s, viewer=v, group_id=_id(s, Group, "Fokusgruppe 2"), today=TODAY
    ),
    "deputy of an absence": lambda s, v: absences.absences_of(
        s, viewer=v, person_id=v.person_id or 0, today=TODAY
    ),
    "namesakes": lambda s, v: editing.namesakes(
        s, viewer=v, given_name="Mara", family_name="Lindner", today=TODAY
    ),
    "card to change": lambda s, v: reach.editable(s, viewer=v, person_id=_mara(s), today=TODAY),
    "card to part with": lambda s, v: editing.may_part(s, viewer=v, person_id=_mara(s), today=TODAY),
    "wishes to be let in": lambda s, v: access.open_requests(s, viewer=v),
    "who they may be": lambda s, v: access.candidates_of(s, viewer=v, request_id=1, today=TODAY),
    "calls for a human": lambda s, v: help_requests.listed(s, viewer=v),
    "one call for a human": lambda s, v: help_requests.read(s, viewer=v, number=1),
    "bindings": lambda s, v: bindings.bindings(s, viewer=v),
}


def _id(session: Session, model: type[Region | Project | Group], name: str) -> int:
    return session.scalars(select(model.id).where(model.name == name)).one()


def _mara(session: Session) -> int:
    return session.scalars(select(Person.id).where(Person.given_name == "Mara")).one()


def network(session: Session) -> tuple[int, Viewer]:
    """The small network with something behind every door; returns an account, and Heike who coordinates."""
    people = factories.lead_network(session)
    people["Mara"].organisation = factories.organisation(session, "Lernwerk")
    account = factories.account(session, people["Heike"]).id
    waiting = factories.account(session, None, "2").id
    factories.absent(session, people["Heike"], until=None, deputy=people["Jonas"])
    group, channel = Group(name="Fokusgruppe 2", aliases=[]), _channel()
    session.add_all([group, channel])
    session.flush()
    harz = _id(session, Region, "Harz")
    session.add_all([
        Membership(group_id=group.id, person_id=people["Mara"].id),
        Binding(conversation_id=channel.id, group_id=group.id, bound_by_id=people["Nele"].id, bound_at=NOW),
        AccessRequest(account_id=waiting, name="Mara Lindner", region_id=harz, asked_at=NOW),
        HelpRequest(account_id=waiting, message="Bitte melden", asked_at=NOW),
    ])  # fmt: skip
    session.flush()
    reach = {"region_ids": frozenset({harz}), "group_ids": frozenset({group.id})}
    return account, Viewer(Role.COORDINATOR, people["Heike"].id, **reach)


def _channel() -> Conversation:
    return Conversation(messenger="console", address="c", kind="channel", state={}, created_at=NOW)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_counts_and_closes(store: Store, door: str) -> None:
    """Shown once it counts once, twice in a turn also once; over the limit only administrators do."""
    with store.write() as session:
        account, me = network(session)
        with lookups.metered(session, me, account, NOW):
            assert DOORS[door](session, me)
            assert DOORS[door](session, me)
        assert limits.used(session, account, "lookup", NOW) == 1
        for _ in range(HOURLY["lookup"] - 1):
            limits.count(session, account, "lookup", NOW)
        with lookups.metered(session, me, account, NOW), pytest.raises(TooManyLookupsError):
            DOORS[door](session, me)
        with lookups.metered(session, me, account, NOW):
            assert DOORS[door](session, replace(me, role=Role.ADMINISTRATOR))
        with lookups.metered(session, me, account, NOW + timedelta(hours=2)):
            assert DOORS[door](session, me)


def test_what_shows_nobody_costs_nothing(store: Store) -> None:
    """No answer, one's own card, what somebody else will see; outside of a turn nothing is counted."""
    with store.write() as session:
        account, me = network(session)
        with lookups.metered(session, me, account, NOW):
            assert not contacts_for(session, viewer=me, wanted=Wanted(language="ja"), today=TODAY)
            assert not person_cards(session, viewer=me, person_ids=[999], today=TODAY)
            assert person_cards(session, viewer=me, person_ids=[me.person_id or 0], today=TODAY)
            mara = Viewer(Role.MEMBER, _mara(session))  # somebody who is written to on the way
            assert person_cards(session, viewer=mara, person_ids=[me.person_id or 0], today=TODAY)
        assert person_cards(session, viewer=me, person_ids=[1], today=TODAY)
        assert limits.used(session, account, "lookup", NOW) == 0
