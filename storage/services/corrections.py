"""People correct their own entry; what they are responsible for changes with a coordinator's yes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import (
    ContactWay,
    Person,
    PersonLanguage,
    Project,
    Region,
    Responsibility,
    ResponsibilityTopic,
    Topic,
    WayKind,
)
from storage.queries.directory import in_force
from storage.services import audit
from storage.services.entry import FullName
from storage.services.own_data import require_alone
from storage.services.people import mail_address, telephone
from storage.services.reach import person_for_edit
from storage.services.rights import Right, require
from storage.services.version import touch_directory
from storage.services.viewer import Viewer, belongs_on

LONGEST = 200
"""Of what somebody writes about themselves, in characters (the width of the columns)."""


class TooLongError(ValueError):
    """The text does not fit into an entry."""


class OwnResponsibility(NamedTuple):
    """What somebody is responsible for, in names."""

    id: int
    project: str
    region: str
    region_id: int | None


class NewResponsibility(NamedTuple):
    """What somebody wants to be responsible for."""

    region_id: int | None = None
    project_id: int | None = None
    topic_id: int | None = None


def read_way(kind: WayKind, text: str) -> str:
    """Bring a number or mail address to its form.

    Raises:
        InvalidTelephoneError, InvalidMailError: it is none.
    """
    return mail_address(text) if kind is WayKind.EMAIL else telephone(text)


def set_way(session: Session, *, viewer: Viewer, kind: WayKind, value: str, now: datetime) -> None:
    """Change the viewer's own way of a kind, or add it; who may see it stays.

    Raises:
        NotAllowedError: others would read along, or the viewer is nobody of the network.
        InvalidTelephoneError, InvalidMailError: ``value`` is none.
    """
    person = _own(session, viewer)
    value = read_way(kind, value)
    way = next((one for one in person.ways if one.kind is kind), None)
    if way is None:
        person.ways.append(ContactWay(kind=kind, value=value))
    else:
        way.value = value
    _corrected(session, viewer, person, now)


def remove_way(session: Session, *, viewer: Viewer, way_id: int, now: datetime) -> bool:
    """Take one of the viewer's own ways away; False if it is not theirs.

    Raises:
        NotAllowedError: others would read along, or the viewer is nobody of the network.
    """
    person = _own(session, viewer)
    way = next((one for one in person.ways if one.id == way_id), None)
    if way is None:
        return False
    person.ways.remove(way)
    _corrected(session, viewer, person, now)
    return True


def set_text(session: Session, *, viewer: Viewer, field: str, text: str, now: datetime) -> None:
    """Change the viewer's own ``function`` or ``office_hours``; an empty text takes it away.

    Raises:
        NotAllowedError: others would read along, or the viewer is nobody of the network.
        TooLongError: longer than 200 characters.
        ValueError: the field is not one of the two.
    """
    person = _own(session, viewer)
    if field not in ("function", "office_hours"):
        raise ValueError(field)
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise TooLongError
    setattr(person, field, text)
    _corrected(session, viewer, person, now)


def set_languages(session: Session, *, viewer: Viewer, codes: Sequence[str], now: datetime) -> None:
    """Change the languages that the viewer speaks with clients (ISO 639), in the order they name them.

    Raises:
        NotAllowedError: others would read along, or the viewer is nobody of the network.
    """
    person = _own(session, viewer)
    wanted = list(dict.fromkeys(codes))
    known = {one.code: one for one in person.languages}
    person.languages = [known.get(code) or PersonLanguage(code=code) for code in wanted]
    for position, one in enumerate(person.languages):
        one.position = position
    _corrected(session, viewer, person, now)


def rename(
    session: Session, *, viewer: Viewer, person_id: int, name: FullName, today: date, now: datetime
) -> bool:
    """A coordinator says yes: somebody is called this from now on; False if they are already.

    Raises:
        NotAllowedError: the viewer may not change this person.
        RefusedError: the person has left or is no more.
    """
    require(viewer, Right.EDIT_PEOPLE)
    person = person_for_edit(session, viewer, person_id, today)
    if (person.given_name, person.family_name) == (name.given, name.family):
        return False
    person.given_name, person.family_name = name.given, name.family
    audit.note(session, viewer, "rename_person", now, subject="person", subject_id=person_id)
    touch_directory(session)
    return True


def responsibilities(session: Session, *, viewer: Viewer, today: date) -> list[OwnResponsibility]:
    """What the viewer is responsible for today.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    rows = session.execute(
        select(
            Responsibility.id,
            Responsibility.region_id,
            Project.name.label("project"),
            Region.name.label("region"),
        )
        .outerjoin(Project, Project.id == Responsibility.project_id)
        .outerjoin(Region, Region.id == Responsibility.region_id)
        .where(Responsibility.person_id == (viewer.person_id or 0), in_force(today))
        .order_by(Responsibility.id)
    ).all()
    return [OwnResponsibility(row.id, row.project or "", row.region or "", row.region_id) for row in rows]


def end(session: Session, *, viewer: Viewer, person_id: int, number: int, today: date, now: datetime) -> bool:
    """A coordinator says yes: somebody is no longer responsible from today on; False if that is so already.

    Raises:
        NotAllowedError: the viewer does not coordinate the region.
    """
    one = session.get(Responsibility, number)
    region_id = one.region_id if one is not None else None
    require(viewer, Right.EDIT_PEOPLE, region_id=region_id)
    over = one is not None and one.ends_on is not None and one.ends_on < today
    if one is None or one.person_id != person_id or over:
        return False
    if one.starts_on is not None and one.starts_on >= today:
        session.delete(one)
    else:
        one.ends_on = today - timedelta(days=1)
    audit.note(session, viewer, "end_responsibility", now, subject="person", subject_id=person_id)
    touch_directory(session)
    return True


def begin(
    session: Session, *, viewer: Viewer, person_id: int, wanted: NewResponsibility, today: date, now: datetime
) -> bool:
    """A coordinator says yes: somebody is responsible from today on; False if they are, or are gone.

    Raises:
        NotAllowedError: the viewer does not coordinate the region.
    """
    require(viewer, Right.EDIT_PEOPLE, region_id=wanted.region_id)
    person = session.get(Person, person_id)
    if person is None or not belongs_on(person.left_on, today) or not _exists(session, wanted):
        return False
    same = session.scalars(
        select(Responsibility).where(
            Responsibility.person_id == person_id,
            Responsibility.region_id == wanted.region_id,
            Responsibility.project_id == wanted.project_id,
            in_force(today),
        )
    ).all()
    topics = [wanted.topic_id] if wanted.topic_id is not None else []
    if any(not one.topics or {t.topic_id for t in one.topics} >= set(topics) and topics for one in same):
        return False
    person.responsibilities.append(
        Responsibility(
            project_id=wanted.project_id,
            region_id=wanted.region_id,
            starts_on=today,
            topics=[ResponsibilityTopic(topic_id=topic) for topic in topics],
        )
    )
    audit.note(session, viewer, "begin_responsibility", now, subject="person", subject_id=person_id)
    touch_directory(session)
    return True


def _exists(session: Session, wanted: NewResponsibility) -> bool:
    """Whether all that was named is still there."""
    parts = ((Region, wanted.region_id), (Project, wanted.project_id), (Topic, wanted.topic_id))
    named = [(model, number) for model, number in parts if number is not None]
    return bool(named) and all(session.get(model, number) is not None for model, number in named)


def _own(session: Session, viewer: Viewer) -> Person:
    require_alone(viewer)
    require(viewer, Right.LOOK_UP)  # who left does not change the directory any more
    return session.get_one(Person, viewer.person_id)


def _corrected(session: Session, viewer: Viewer, person: Person, now: datetime) -> None:
    audit.note(session, viewer, "correct_own", now, subject="person", subject_id=person.id)
    touch_directory(session)
