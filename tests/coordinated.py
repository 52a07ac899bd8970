"""A lead-project network in which Nele coordinates Halle, Harz and a focus group, and everybody writes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from storage.models import (
    AuditEntry,
    Conversation,
    ConversationKind,
    Coordination,
    Group,
    OutboxMessage,
    Person,
    Region,
    Role,
)
from storage.services.version import touch_directory
from storage.services.viewer import Viewer, viewer_of
from storage.session import Session, Store
from tests import factories
from tests.dialogue import Talk
from tests.factories import NOW, TODAY

GROUP = "Fokusgruppe 2"


@dataclass(frozen=True)
class Network:
    """Ids by name: people by given name."""

    people: dict[str, int]
    accounts: dict[str, int]
    regions: dict[str, int]
    group: int

    def viewer(self, session: Session, name: str) -> Viewer:
        return viewer_of(session, self.accounts[name], today=TODAY)


def network(store: Store) -> Network:
    """Fill a store. Kim is an administrator at home in Halle; Gast has an account and no person."""
    with store.write() as session:
        people = factories.lead_network(session)
        people["Kim"] = factories.person(session, "Kim Aslan", role=Role.ADMINISTRATOR)
        regions = {region.name: region.id for region in session.scalars(select(Region))}
        people["Kim"].home_region_id = regions["Halle"]
        group = Group(name=GROUP, aliases=["FG2"])
        session.add(group)
        session.flush()
        nele = people["Nele"].id
        session.add_all(
            [
                Coordination(person_id=nele, region_id=regions["Halle"]),
                Coordination(person_id=nele, region_id=regions["Harz"]),
                Coordination(person_id=nele, group_id=group.id),
            ]
        )
        touch_directory(session)
        accounts = {name: factories.account(session, who, address=name).id for name, who in people.items()}
        accounts["Gast"] = factories.account(session, None, address="Gast").id
        return Network({n: p.id for n, p in people.items()}, accounts, regions, group.id)


def group_chat(store: Store, account_id: int, address: str = "raum") -> Talk:
    """A conversation of an account in a group on the messenger."""
    talk = Talk(store, account_id)
    with store.write() as session:
        known = session.scalar(select(Conversation).where(Conversation.address == address))
        room = known or Conversation(
            messenger="console", address=address, kind=ConversationKind.GROUP, state={}, created_at=NOW
        )
        session.add(room)
        session.flush()
        talk.conversation_id = room.id
    talk.in_group = True
    return talk


def told(store: Store, account_id: int) -> list[str]:
    """The keys of what Kitt told an account by itself."""
    with store.read() as session:
        rows = session.scalars(select(OutboxMessage).where(OutboxMessage.account_id == account_id))
        return [text["key"] for row in rows for text in row.payload["texts"]]


def noted(store: Store) -> list[str]:
    """What the audit says, in order."""
    with store.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def left_on(store: Store, person_id: int) -> object:
    """The first day without somebody."""
    with store.read() as session:
        return session.scalar(select(Person.left_on).where(Person.id == person_id))
