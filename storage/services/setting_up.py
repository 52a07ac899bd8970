"""What a network has and what it still lacks, read from the store; and its name and language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Account, Code, CodeKind, Group, Person, Region, StoreInfo
from storage.queries.directory import present
from storage.services import audit
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.version import touch_directory
from storage.services.viewer import Viewer

NAME, LANGUAGE = "network_name", "network_language"
LONGEST_NAME = 80
"""Of a network, in characters: it stands in sentences on telephones."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many there are of each. ``writing``: those of ``people`` who write; the viewer is in neither."""

    regions: int
    people: int
    groups: int
    writing: int
    invitations: int


def progress(session: Session, *, viewer: Viewer, now: datetime, today: date) -> Progress:
    """What there is so far.

    Raises:
        NotAllowedError: the viewer does not administer.
    """
    require(viewer, Right.IMPORT)
    others = select(Person.id).where(present(today), Person.id != (viewer.person_id or 0))
    waiting = select(Code.id).where(
        Code.kind == CodeKind.INVITATION, Code.uses_left > 0, Code.expires_at > now
    )
    return Progress(
        regions=_count(session, select(Region.id)),
        people=_count(session, others),
        groups=_count(session, select(Group.id)),
        writing=_count(session, others.where(Person.id.in_(select(Account.person_id)))),
        invitations=_count(session, waiting),
    )


def chosen(session: Session) -> tuple[str, str]:
    """Name and language of the network as they were chosen in chat; empty where they were not."""
    rows = session.scalars(select(StoreInfo).where(StoreInfo.key.in_((NAME, LANGUAGE))))
    found = {row.key: row.value for row in rows}
    return found.get(NAME, ""), found.get(LANGUAGE, "")


def name_network(session: Session, *, viewer: Viewer, name: str, now: datetime) -> None:
    """Say what the network is called.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: no name, or one too long.
    """
    require(viewer, Right.IMPORT)
    if not any(character.isalpha() for character in name) or set(name) & set("<>{}*_`[]\n"):
        raise RefusedError(Reason.NAME)
    if len(name) > LONGEST_NAME:
        raise RefusedError(Reason.TOO_LONG, longest=str(LONGEST_NAME))
    _keep(session, NAME, name)
    audit.note(session, viewer, "network.named", now)


def choose_language(session: Session, *, viewer: Viewer, language: str, now: datetime) -> None:
    """Say in which language Kitt speaks to whoever's own it does not know.

    Raises:
        NotAllowedError: the viewer does not administer.
    """
    require(viewer, Right.IMPORT)
    _keep(session, LANGUAGE, language)
    audit.note(session, viewer, "network.language", now)


def _keep(session: Session, key: str, value: str) -> None:
    """Write a fact about the network; every process reads it anew with the directory's version."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(StoreInfo).values(key=key, value=value)
    session.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
    touch_directory(session)


def _count(session: Session, query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0
