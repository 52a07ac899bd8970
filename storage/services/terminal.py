"""Who speaks from the terminal: somebody of the demo by role, or somebody of the directory by identifier.

Whoever may open the terminal may read the store's files too, so no code is asked for.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import Account, Person, Role
from storage.queries.directory import present
from storage.services.conversations import account_for

MESSENGER = "console"
DEMO_FIRST = {Role.MEMBER: "heike-sander", Role.COORDINATOR: "nele-brandt"}
"""Who speaks in the demo, where the demo has them; else the first person with the role."""


class NoSuchPersonError(LookupError):
    """Nobody fits who could speak from the terminal; it says so in both languages."""

    def __init__(self, de: str, en: str) -> None:
        super().__init__(en)
        self.de = de
        self.en = en


def terminal_account(
    session: Session, *, role: str, person_key: str | None, demo: bool, now: datetime, today: date
) -> str:
    """The address of the terminal's account, linked to the person who speaks; returns it.

    Raises:
        NoSuchPersonError: nobody has the role or the identifier.
    """
    wanted = Role(role)
    if wanted is Role.GUEST and person_key is None:
        address = "guest"
        _link(session, address, None, now)
        return address
    person = _by_key(session, person_key, today) if person_key else _by_role(session, wanted, demo, today)
    address = f"person-{person.id}"
    _link(session, address, person, now)
    return address


def _link(session: Session, address: str, person: Person | None, now: datetime) -> None:
    # No language: a terminal believes nothing of who sits there, so the network's counts until they choose.
    identifier = account_for(session, messenger=MESSENGER, address=address, language="", now=now)
    account = session.get_one(Account, identifier)
    account.person_id = person.id if person else None


def _by_key(session: Session, key: str, today: date) -> Person:
    person = session.scalar(select(Person).where(Person.key == key, present(today)))
    if person is None:
        raise NoSuchPersonError(
            "Im Verzeichnis steht niemand mit dieser Kennung. „kitt directory export“ zeigt alle.",
            "Nobody in the directory has this identifier. `kitt directory export` shows all.",
        )
    return person


def _by_role(session: Session, role: Role, demo: bool, today: date) -> Person:
    people = session.scalars(
        select(Person).where(Person.role == role, present(today)).order_by(Person.id).limit(50)
    ).all()
    first = next((p for p in people if demo and p.key == DEMO_FIRST.get(role)), None)
    if first is not None:
        return first
    if people and (demo or len(people) == 1):
        return people[0]
    raise NoSuchPersonError(
        "Sag, als wer Du sprichst: kitt chat --person KENNUNG (oder zum Ausprobieren: kitt chat --demo).",
        "Say who you are: kitt chat --person IDENTIFIER (or to try it out: kitt chat --demo).",
    )
