"""A group with people who can be written to, its meetings, and a clock that is put."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.nudging import Nudging
from storage.models import (
    Account,
    Conversation,
    Coordination,
    Group,
    Membership,
    Nudge,
    Occurrence,
    OutboxMessage,
    Person,
    Role,
)
from storage.services import meetings
from storage.services.meetings import Plan
from storage.services.viewer import Viewer, viewer_for
from storage.session import Session, Store
from tests import factories

BERLIN = ZoneInfo("Europe/Berlin")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - what the clock on the wall shows


@dataclass
class Scene:
    """A store with two groups; ``people`` are their ids by name. Nele coordinates both."""

    store: Store
    now: datetime
    people: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    made: int = 0
    invitations: bool = False  # whether ``said`` tells of them, too

    def viewer(self, session: Session, name: str) -> Viewer:
        return viewer_for(session, self.people[name], today=self.today)

    @property
    def today(self) -> date:
        return self.now.astimezone(BERLIN).date()

    def add_person(self, name: str, *, role: Role = Role.MEMBER, groups: Sequence[str] = ()) -> int:
        with self.store.write() as session:
            person = factories.person(session, name, role=role)
            write_to(session, person)
            session.add_all(Membership(group_id=self.groups[g], person_id=person.id) for g in groups)
            self.people[name.split()[0]] = person.id
            return person.id

    def plan(self, group: str = "A", *, by: str = "Nele", **more: Any) -> int:
        given = {"title": "Treffen", "starts_wall": wall(2026, 12, 10, 10), "minutes": 90} | more
        self.made += 1
        with self.store.write() as session:
            return meetings.plan(
                session,
                viewer=self.viewer(session, by),
                plan=Plan(group_id=self.groups[group], zone="Europe/Berlin", **given),
                uid=f"m{self.made}@kitt",
                now=self.now,
            )

    def dates(self, meeting: int) -> list[Occurrence]:
        with self.store.read() as session:
            query = select(Occurrence).where(Occurrence.meeting_id == meeting)
            return kept(session, list(session.scalars(query.order_by(Occurrence.starts_at))))

    def nudging(self, **more: Any) -> Nudging:
        return Nudging(
            self.store, clock=lambda: self.now, zone=BERLIN, language="de", wake=lambda _: None, **more
        )

    def look(self) -> int:
        return self.nudging().look()

    def at(self, moment: datetime) -> list[str]:
        """Let it be that time; returns what Kitt said since the last call, as ``who key key …``."""
        self.now = moment
        self.look()
        return self.said()

    def said(self) -> list[str]:
        names = {number: name for name, number in self.people.items()}
        with self.store.write() as session:
            query = select(OutboxMessage.payload, Account.person_id).join(
                Account, Account.id == OutboxMessage.account_id
            )
            rows = session.execute(query.where(OutboxMessage.error == "").order_by(OutboxMessage.id)).all()
            session.execute(OutboxMessage.__table__.update().values(error="read"))  # type: ignore[attr-defined]
        lines = sorted(
            " ".join([names.get(person, "?"), *(_short(text["key"]) for text in payload["texts"])]).replace(
                ASKS, ""
            )
            for payload, person in rows
        )
        return [line for line in lines if self.invitations or " invited" not in line]

    def nudges(self) -> list[Nudge]:
        with self.store.read() as session:
            return kept(session, list(session.scalars(select(Nudge).order_by(Nudge.due_at, Nudge.id))))


ASKS = " invite-ask"
"""Whether buttons are there is for other tests."""


def _short(key: str) -> str:
    return key.removeprefix("nudge-")


def write_to(session: Session, person: Person) -> Account:
    """A private chat in which somebody is reached."""
    place = Conversation(messenger="console", address=f"c{person.id}", created_at=factories.NOW)
    session.add(place)
    session.flush()
    account = factories.account(session, person, address=f"c{person.id}")
    account.conversation_id = place.id
    session.flush()
    return account


def scene(store: Store, now: datetime = factories.NOW) -> Scene:
    """Nele, who coordinates groups A and B; Mara, Jonas and Lena in A, Mara and Tarek in B."""
    made = Scene(store, now)
    with store.write() as session:
        for name in ("A", "B"):
            group = Group(name=f"Gruppe {name}", aliases=[])
            session.add(group)
            session.flush()
            made.groups[name] = group.id
    made.add_person("Nele Brandt", role=Role.COORDINATOR, groups="AB")
    for name, groups in (
        ("Mara Lindner", "AB"), ("Jonas Petrow", "A"), ("Lena Voigt", "A"), ("Tarek Hamdan", "B"),
    ):  # fmt: skip
        made.add_person(name, groups=groups)
    with store.write() as session:
        session.add_all(
            Coordination(group_id=number, person_id=made.people["Nele"]) for number in made.groups.values()
        )
    return made


def kept(session: Session, rows: list[Any]) -> list[Any]:
    """Rows to look at when the session is over."""
    session.expunge_all()
    return rows


HOUR, DAY = timedelta(hours=1), timedelta(days=1)
