"""Who is away, until when, and who stands in: entered by oneself or by a coordinator; ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from storage.models import Absence, AbsenceReason, Person
from storage.queries.directory import present
from storage.services import audit, lookups
from storage.services.contacts import Named
from storage.services.reach import person_for_edit
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence with its first and last day (none: until further notice)."""

    starts_on: date
    ends_on: date | None
    reason: AbsenceReason = AbsenceReason.AWAY
    deputy_id: int | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """An absence that stands in the store."""

    id: int
    starts_on: date
    ends_on: date | None
    reason: AbsenceReason
    deputy: Named | None


def absences_of(session: Session, *, viewer: Viewer, person_id: int, today: date) -> list[Entered]:
    """The absences of a person that are not over.

    Raises:
        NotAllowedError: neither oneself nor somebody of the viewer's regions or groups.
        RefusedError: the person has left.
    """
    _may(session, viewer, person_id, today)
    rows = session.scalars(_not_over(person_id, today)).all()
    lookups.shown(session, viewer, [row.deputy_id for row in rows if row.deputy_id])
    return [_entered(row) for row in rows]


def away_on(session: Session, *, viewer: Viewer, today: date, most: int) -> list[tuple[str, Entered]]:
    """Who is away today, by name, at most so many.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    require(viewer, Right.LOOK_UP)
    rows = session.execute(
        select(Absence, Person)
        .join(Person, Person.id == Absence.person_id)
        .where(
            present(today), Absence.starts_on <= today,
            or_(Absence.ends_on.is_(None), Absence.ends_on >= today),
        )
        .order_by(Person.family_name, Person.given_name, Absence.id)
        .limit(most)
    ).all()  # fmt: skip
    lookups.shown(session, viewer, [person.id for _, person in rows])
    return [(person.full_name, _entered(row)) for row, person in rows]


def _entered(row: Absence) -> Entered:
    deputy = Named(row.deputy.id, row.deputy.full_name) if row.deputy else None
    return Entered(row.id, row.starts_on, row.ends_on, row.reason, deputy)


def enter(
    session: Session, *, viewer: Viewer, person_id: int, leave: Leave, now: datetime, today: date
) -> bool:
    """Enter an absence; one that it overlaps is replaced. False if just this one stands there already.

    Raises:
        NotAllowedError: neither oneself nor somebody of the viewer's regions or groups.
        RefusedError: days that do not fit or are over, a deputy who cannot be, or the person has left.
    """
    _may(session, viewer, person_id, today)
    if leave.ends_on is not None and leave.ends_on < max(leave.starts_on, today):
        raise RefusedError(Reason.DAYS)
    if leave.deputy_id is not None and not _can_stand_in(session, leave.deputy_id, person_id, today):
        raise RefusedError(Reason.DEPUTY)
    for row in session.scalars(_not_over(person_id, today)).all():
        if Leave(row.starts_on, row.ends_on, row.reason, row.deputy_id) == leave:
            return False
        if overlaps(row, leave):
            session.delete(row)
    session.add(
        Absence(
            person_id=person_id, starts_on=leave.starts_on, ends_on=leave.ends_on, reason=leave.reason,
            deputy_id=leave.deputy_id,
        )
    )  # fmt: skip
    session.flush()
    audit.note(session, viewer, "absence.entered", now, subject="person", subject_id=person_id)
    return True


def end(session: Session, *, viewer: Viewer, person_id: int, now: datetime, today: date) -> int:
    """Somebody is back: what lasts today ends yesterday. Returns how many absences that were.

    Raises:
        NotAllowedError: neither oneself nor somebody of the viewer's regions or groups.
        RefusedError: they were not away (NOTHING), or have left.
    """
    _may(session, viewer, person_id, today)
    found = [row for row in session.scalars(_not_over(person_id, today)).all() if row.starts_on <= today]
    if not found:
        raise RefusedError(Reason.NOTHING)
    for row in found:
        if row.starts_on == today:
            session.delete(row)
        else:
            row.ends_on = today - timedelta(days=1)
    session.flush()
    audit.note(session, viewer, "absence.ended", now, subject="person", subject_id=person_id)
    return len(found)


def cancel(session: Session, *, viewer: Viewer, absence_id: int, now: datetime, today: date) -> int:
    """Take back one absence. Returns whose it was.

    Raises:
        NotAllowedError: neither one's own nor of somebody of the viewer's regions or groups.
        RefusedError: it is gone.
    """
    require(viewer, Right.LOOK_UP)
    row = session.get(Absence, absence_id)
    if row is None:
        raise RefusedError(Reason.GONE)
    _may(session, viewer, row.person_id, today)
    person_id = row.person_id
    audit.note(session, viewer, "absence.cancelled", now, subject="person", subject_id=person_id)
    session.delete(row)
    session.flush()
    return person_id


def _may(session: Session, viewer: Viewer, person_id: int, today: date) -> None:
    require(viewer, Right.LOOK_UP)
    if person_id == viewer.person_id:
        require(viewer, Right.OWN_DATA)
        return
    person_for_edit(session, viewer, person_id, today, any_role=True)


def _not_over(person_id: int, today: date) -> Select[Absence]:
    return (
        select(Absence)
        .where(Absence.person_id == person_id, or_(Absence.ends_on.is_(None), Absence.ends_on >= today))
        .order_by(Absence.starts_on, Absence.id)
    )


def _can_stand_in(session: Session, deputy_id: int, person_id: int, today: date) -> bool:
    if deputy_id == person_id:
        return False
    return session.scalar(select(Person.id).where(Person.id == deputy_id, present(today))) is not None


def overlaps(row: Absence | Entered, leave: Leave) -> bool:
    """Whether an absence has a day in common with another one; entering that replaces it."""
    return row.starts_on <= (leave.ends_on or date.max) and leave.starts_on <= (row.ends_on or date.max)
