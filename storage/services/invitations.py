"""Invitations that were given out: what is still open of them, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Code, Group, Person, Region, Role
from storage.services import audit, codes
from storage.services.rights import Right, Scope, require, scope_of
from storage.services.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Open:
    """An invitation that still counts; its code nobody knows.

    ``by`` is who made it, empty for the command line; ``own``: the viewer did.
    """

    id: int
    role: Role
    group_ids: tuple[int, ...]
    region_ids: tuple[int, ...]
    names: tuple[str, ...]
    uses_left: int
    expires_at: datetime
    by: str
    own: bool


def open_ones(session: Session, *, viewer: Viewer, now: datetime, today: date) -> list[Open]:
    """The invitations that the viewer made and that still count, the newest first; administrators see all.

    Raises:
        NotAllowedError: the viewer may not invite.
    """
    require(viewer, Right.INVITE)
    query = select(Code).where(*_counting(now)).order_by(Code.id.desc())
    if scope_of(viewer.role, Right.INVITE) is not Scope.ALL:
        query = query.where(Code.created_by_id == viewer.person_id)
    found = [(row, codes.with_reach(session, row)) for row in session.scalars(query)]
    return [_shown(session, viewer, row, what) for row, what in found if codes.backed(session, what, today)]


def one_open(session: Session, *, viewer: Viewer, code_id: int, now: datetime, today: date) -> Open | None:
    """An invitation that the viewer may take back; None if it no longer counts.

    Raises:
        NotAllowedError: it is somebody else's, or there is none.
    """
    require(viewer, Right.INVITE)
    _own(session, viewer, code_id)
    return next(
        (one for one in open_ones(session, viewer=viewer, now=now, today=today) if one.id == code_id), None
    )


def take_back(session: Session, *, viewer: Viewer, code_id: int, now: datetime) -> bool:
    """End an invitation at once, also for who is just redeeming it; False if it was over already.

    Raises:
        NotAllowedError: it is somebody else's, or there is none.
    """
    require(viewer, Right.INVITE)
    _own(session, viewer, code_id)
    # Whoever redeems it counts down the same row, so one of the two is first.
    ended = session.execute(
        update(Code)
        .where(Code.id == code_id, *_counting(now))
        .values(uses_left=0)
        .returning(Code.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    if ended is None:
        return False
    audit.note(session, viewer, "take_back_invitation", now, subject="code", subject_id=code_id)
    return True


def forget_of(session: Session, person_id: int) -> None:
    """End what somebody gave out who is deleted: without a maker it would pass for the command line's."""
    session.execute(
        delete(Code).where(Code.created_by_id == person_id).execution_options(synchronize_session=False)
    )


def _counting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Code.kind.in_(codes.INVITES), Code.uses_left > 0, Code.expires_at > now


def _own(session: Session, viewer: Viewer, code_id: int) -> None:
    """Refuse whoever neither made an invitation nor administers the network."""
    row = session.execute(
        select(Code.created_by_id).where(Code.id == code_id, Code.kind.in_(codes.INVITES))
    ).one_or_none()
    everywhere = scope_of(viewer.role, Right.INVITE) is Scope.ALL
    if row is None or not (everywhere or row.created_by_id == viewer.person_id):
        raise NotAllowedError


def _shown(session: Session, viewer: Viewer, row: Code, what: codes.Invitation) -> Open:
    by = session.get(Person, row.created_by_id) if row.created_by_id else None
    return Open(
        id=row.id,
        role=row.role,
        group_ids=what.group_ids,
        region_ids=what.region_ids,
        names=(*_names(session, Group, what.group_ids), *_names(session, Region, what.region_ids)),
        uses_left=row.uses_left,
        expires_at=row.expires_at,
        by=by.full_name if by else "",
        own=row.created_by_id is not None and row.created_by_id == viewer.person_id,
    )


def _names(session: Session, model: type[Group | Region], ids: Sequence[int]) -> list[str]:
    return list(session.scalars(select(model.name).where(model.id.in_(ids)).order_by(model.name)))
