"""The lead network with a group that Nele coordinates, codes that she gives out, and guests who use them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.models import (
    Account,
    Coordination,
    Group,
    OutboxMessage,
    Person,
    Region,
    Role,
)
from storage.services import codes
from storage.services.codes import Terms
from storage.services.viewer import viewer_for
from storage.session import Store
from tests import factories
from tests.dialogue import Talk
from tests.factories import NOW, TODAY


@dataclass
class Network:
    """The lead network with a group; Nele coordinates it and the Harz, and writes with Kitt."""

    store: Store
    group: int
    harz: int
    nele: Talk

    def code(self, *, uses: int = 1, by_nele: bool = True, role: Role = Role.MEMBER) -> str:
        with self.store.write() as session:
            nele = session.scalars(select(Person).where(Person.given_name == "Nele")).one()
            viewer = viewer_for(session, nele.id, today=TODAY) if by_nele else None
            terms = Terms(role=role, group_ids=(self.group,), region_ids=(self.harz,), uses=uses)
            return codes.make(session, viewer=viewer, terms=terms, choose=secrets.choice, now=NOW).code

    def guest(self, address: str = "guest") -> Talk:
        with self.store.write() as session:
            account = factories.account(session, None, address).id
        return Talk(self.store, account)

    def count(self, model: type) -> int:
        with self.store.read() as session:
            return session.scalar(select(func.count()).select_from(model)) or 0

    def person_of(self, talk: Talk) -> Person | None:
        with self.store.read() as session:
            person = session.get_one(Account, talk.account_id).person_id
            found = session.get_one(Person, person) if person else None
            session.expunge_all()
            return found

    def told(self, talk: Talk) -> list[str]:
        with self.store.read() as session:
            rows = session.scalars(
                select(OutboxMessage.payload).where(OutboxMessage.account_id == talk.account_id)
            )
            return [row["texts"][0]["key"] for row in rows]


def network(store: Store) -> Network:
    """Fill a store."""
    with store.write() as session:
        people = factories.lead_network(session)
        group = Group(name="Fokusgruppe 2", aliases=[])
        session.add(group)
        session.flush()
        harz = session.scalars(select(Region).where(Region.name == "Harz")).one()
        session.add_all(
            [
                Coordination(person_id=people["Nele"].id, group_id=group.id),
                Coordination(person_id=people["Nele"].id, region_id=harz.id),
            ]
        )
        account = factories.account(session, people["Nele"], "nele").id
        numbers = group.id, harz.id
    return Network(store, *numbers, nele=Talk(store, account))
