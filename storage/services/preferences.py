"""What somebody set: their language, and when and where Kitt may write by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Account, Digest, Person, Preference
from storage.services import rights
from storage.services.rights import Right
from storage.services.rows import table_of
from storage.services.version import touch_wishes
from storage.services.viewer import Viewer

FOREVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Muted until this moment means: until undone."""

MINUTES = 24 * 60
NO_DAYS = 0
EVERY_DAY = 0b1111111


@dataclass(frozen=True, slots=True)
class Settings:
    """What somebody set; ``quiet`` are minutes after midnight in the network's zone, ``days_off`` as bits.

    ``language`` is empty for "as I write", ``muted_until`` None for "not muted".
    """

    language: str = ""
    muted_until: datetime | None = None
    quiet: tuple[int, int] | None = None
    days_off: int = NO_DAYS
    digest: Digest = Digest.AT_ONCE
    account_id: int | None = None


def settings_of(session: Session, *, viewer: Viewer, now: datetime) -> Settings:
    """One's own settings; a mute that is over counts as none.

    Raises:
        NotAllowedError: a guest has no settings but the language of the account.
    """
    person_id = _owner(viewer)
    language = session.scalar(select(Person.language).where(Person.id == person_id)) or ""
    wanted = session.get(Preference, person_id)
    if wanted is None:
        return Settings(language=language)
    quiet = None
    if wanted.quiet_from is not None and wanted.quiet_until is not None:
        quiet = (wanted.quiet_from, wanted.quiet_until)
    muted = wanted.muted_until if wanted.muted_until is not None and wanted.muted_until > now else None
    return Settings(language, muted, quiet, wanted.days_off, wanted.digest, wanted.account_id)


def mute(session: Session, *, viewer: Viewer, until: datetime | None) -> None:
    """Write nothing by ourselves until a moment (``FOREVER``: until undone; None: the mute is undone).

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    _put(session, _owner(viewer), muted_until=until)


def keep_quiet(session: Session, *, viewer: Viewer, hours: tuple[int, int] | None) -> None:
    """Write nothing by ourselves between two times of each day (minutes after midnight); None: at any time.

    Raises:
        NotAllowedError: the viewer is a guest.
        ValueError: no times of a day, or the same twice.
    """
    person_id = _owner(viewer)
    start, end = hours or (None, None)
    if start is not None and end is not None and not (0 <= start < MINUTES > end >= 0 and start != end):
        raise ValueError("quiet hours are two times of a day")
    _put(session, person_id, quiet_from=start, quiet_until=end)


def take_off(session: Session, *, viewer: Viewer, days: int) -> None:
    """Write nothing by ourselves on these days of the week (bit 0 Monday to bit 6 Sunday).

    Raises:
        NotAllowedError: the viewer is a guest.
        ValueError: all days, which is a mute, or none that exist.
    """
    person_id = _owner(viewer)
    if not NO_DAYS <= days < EVERY_DAY:
        raise ValueError("at least one day of the week stays")
    _put(session, person_id, days_off=days)


def sum_up(session: Session, *, viewer: Viewer, digest: Digest) -> None:
    """How often what is not urgent is summed up.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    _put(session, _owner(viewer), digest=digest)


def speak(session: Session, *, viewer: Viewer, account_id: int, language: str) -> None:
    """Speak one language from now on (ISO 639), or the one that is written in (empty).

    A guest has no row of a person: for them it is noted with the account.

    Raises:
        NotAllowedError: nobody is refused so far.
    """
    rights.require(viewer, Right.SETTINGS)
    if viewer.person_id is not None:
        session.execute(update(Person).where(Person.id == viewer.person_id).values(language=language))
    elif language:
        session.execute(update(Account).where(Account.id == account_id).values(language=language))


def prefer(session: Session, *, viewer: Viewer, account_id: int) -> bool:
    """Write by ourselves to this one of one's own addresses; False if it is not one's own.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    person_id = _owner(viewer)
    owner = session.scalar(select(Account.person_id).where(Account.id == account_id))
    if owner != person_id:
        return False
    _put(session, person_id, account_id=account_id)
    return True


def put(session: Session, *, viewer: Viewer, **values: object) -> None:
    """Change some of one's own settings that another service has checked.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    rights.require(viewer, Right.SETTINGS)
    _put(session, _owner(viewer), **values)


def _owner(viewer: Viewer) -> int:
    rights.require(viewer, Right.SETTINGS)
    if viewer.person_id is None or not viewer.is_member:
        raise NotAllowedError
    return viewer.person_id


def _put(session: Session, person_id: int, **values: object) -> None:
    """Change some of somebody's settings; the first one makes the row, whoever else is just making it."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(
        insert(table_of(Preference))
        .values(person_id=person_id, hidden=[], **values)
        .on_conflict_do_update(index_elements=["person_id"], set_=values)
    )
    touch_wishes(session)
    if (known := session.identity_map.get(session.identity_key(Preference, person_id))) is not None:
        session.expire(known)
