"""So that nobody copies the directory by asking: an answer that shows people counts, once per turn.

The edge says for which account it asks (``metered``); the doors to people's data say when they show somebody
(``shown``). What is asked outside of a turn, such as on the command line, is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.errors import TooManyLookupsError
from storage.models import Coordination, Person, Responsibility, Role
from storage.queries.directory import present
from storage.services import limits, rights
from storage.services.rights import Right
from storage.services.viewer import Viewer

_METER = "kitt lookups"


@dataclass(slots=True)
class _Meter:
    """Who asks in this transaction, and whether that has been counted."""

    account_id: int
    person_id: int | None
    now: datetime
    counted: bool = False


@contextmanager
def metered(session: Session, viewer: Viewer, account_id: int, now: datetime) -> Iterator[None]:
    """Count what is shown to the viewer inside the block for the account (0: nobody's) they write from."""
    if account_id:
        session.info[_METER] = _Meter(account_id, viewer.person_id, now)
    try:
        yield
    finally:
        session.info.pop(_METER, None)


def shown(session: Session, viewer: Viewer, people: Iterable[int | None]) -> None:
    """These people, by number, are about to be shown; the first time in a turn it counts.

    None stands for somebody who is not of the directory. Not counted: what administrators see, oneself, and
    what somebody else than whoever asks will see, such as a coordinator who is written to.

    Raises:
        TooManyLookupsError: the account has been shown people as often as it may within an hour.
    """
    meter: _Meter | None = session.info.get(_METER)
    if meter is None or meter.counted or viewer.role is Role.ADMINISTRATOR:
        return
    others = [person for person in people if person is None or person != viewer.person_id]
    if not others or viewer.person_id != meter.person_id:
        return
    if limits.exceeded(session, meter.account_id, "lookup", meter.now):
        raise TooManyLookupsError
    limits.count(session, meter.account_id, "lookup", meter.now)
    meter.counted = True


def watchers(session: Session, *, viewer: Viewer, today: date) -> list[int]:
    """Who is told that somebody looks up too much: the coordinators of their regions, else all there are.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    rights.require(viewer, Right.LOOK_UP)
    mine = select(Responsibility.region_id).where(Responsibility.person_id == viewer.person_id)
    home = select(Person.home_region_id).where(Person.id == viewer.person_id)
    near = select(Coordination.person_id).where(
        or_(Coordination.region_id.in_(mine), Coordination.region_id.in_(home))
    )
    others = (present(today), Person.id != viewer.person_id)
    for who in (
        (Person.role == Role.COORDINATOR, Person.id.in_(near)),
        (Person.role == Role.COORDINATOR,),
        (Person.role == Role.ADMINISTRATOR,),
    ):
        found = session.scalars(select(Person.id).where(*others, *who).order_by(Person.id)).all()
        if found:
            return list(found)
    return []


def who_asks(session: Session, *, viewer: Viewer) -> str:
    """The full name of somebody who looks up too much, for those who are told; empty for nobody known.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    rights.require(viewer, Right.LOOK_UP)
    person = session.get(Person, viewer.person_id) if viewer.person_id is not None else None
    return person.full_name if person else ""
