"""Who agreed to which version of the privacy notice, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from storage.models import Consent

VERSION = "2026-11"
"""The version of the notice (``privacy-notice`` in the texts): another one whenever its meaning changes."""


def give(session: Session, person_id: int, given_at: datetime, version: str = VERSION) -> None:
    """Note that somebody agreed; the first time counts."""
    if session.get(Consent, (person_id, version)) is None:
        session.add(Consent(person_id=person_id, version=version, given_at=given_at))
        session.flush()
