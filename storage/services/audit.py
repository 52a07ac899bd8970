"""Who changed what about people, rights and bindings: numbers and constants, never contents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.models import AuditEntry
from storage.services.viewer import Viewer


def note(
    session: Session,
    viewer: Viewer | None,
    action: str,
    now: datetime,
    *,
    subject: str = "",
    subject_id: int | None = None,
) -> None:
    """Write down that somebody did something, in the transaction that does it.

    ``viewer`` None is the command line; ``action`` and ``subject`` are constants of the code.
    """
    actor = viewer.person_id if viewer else None
    session.add(AuditEntry(at=now, actor_id=actor, action=action, subject=subject, subject_id=subject_id))
