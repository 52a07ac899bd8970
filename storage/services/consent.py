"""Who agreed to which version of the privacy notice, and when; the one place that names the version."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage.models import AuditEntry, Consent
from storage.services import audit
from storage.services.rights import Right, require
from storage.services.viewer import Viewer

VERSION = "2026-11"
"""The version of the notice (``privacy*`` in the texts): another one whenever its meaning changes."""

_TOLD = f"notice {VERSION}"


def give(session: Session, person_id: int, given_at: datetime, version: str = VERSION) -> None:
    """Note that somebody agreed; the first time counts. Whoever calls it has asked for the right."""
    if session.get(Consent, (person_id, version)) is None:
        session.add(Consent(person_id=person_id, version=version, given_at=given_at))
        session.flush()


def agree(session: Session, *, viewer: Viewer, now: datetime) -> bool:
    """The viewer agrees to the notice as it is now; False if they belong to nobody of the network.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.OWN_DATA)
    if viewer.person_id is None:
        return False
    if is_newer(session, viewer=viewer):
        audit.note(session, viewer, "agree_notice", now, subject="person", subject_id=viewer.person_id)
    give(session, viewer.person_id, now)
    return True


def is_newer(session: Session, *, viewer: Viewer) -> bool:
    """Whether the notice is another one than the viewer agreed to; who never agreed to any is not asked.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.OWN_DATA)
    mine = session.scalars(select(Consent.version).where(Consent.person_id == (viewer.person_id or 0))).all()
    return bool(mine) and VERSION not in mine


def to_be_told(session: Session, *, viewer: Viewer, now: datetime) -> bool:
    """Whether the viewer is to be told now that there is a newer notice: once, which is noted.

    Raises:
        NotAllowedError: the viewer may not.
    """
    require(viewer, Right.OWN_DATA)
    if not is_newer(session, viewer=viewer):
        return False
    told = exists().where(AuditEntry.actor_id == viewer.person_id, AuditEntry.action == _TOLD)
    if session.scalar(select(told)):
        return False
    audit.note(session, viewer, _TOLD, now, subject="person", subject_id=viewer.person_id)
    return True
