"""Consent to being found, field by field: who may see a number, and what of the card others may see."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.models import ContactWay, Person, Preference, Visibility, WayKind
from storage.services import audit
from storage.services.own_data import require_alone
from storage.services.version import touch_directory
from storage.services.viewer import Viewer

HIDEABLE = ("function", "office_hours", "since", "groups")
"""Fields of the card that somebody may keep for coordinators. By languages and responsibilities one is found:
who does not want that asks a coordinator to take them out."""


class OwnWay(NamedTuple):
    """A way of reaching oneself."""

    id: int
    kind: WayKind
    value: str
    visibility: Visibility


class Shown(NamedTuple):
    """What of somebody is shown to whom."""

    ways: tuple[OwnWay, ...]
    hidden: frozenset[str]


def shown(session: Session, *, viewer: Viewer) -> Shown:
    """Who sees what of the viewer's own entry.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    rows = session.scalars(
        select(ContactWay).where(ContactWay.person_id == (viewer.person_id or 0)).order_by(ContactWay.id)
    )
    ways = tuple(OwnWay(way.id, way.kind, way.value, way.visibility) for way in rows)
    wanted = session.get(Preference, viewer.person_id or 0)
    return Shown(ways, frozenset(wanted.hidden if wanted else ()) & frozenset(HIDEABLE))


def show_way(
    session: Session, *, viewer: Viewer, way_id: int, visibility: Visibility, now: datetime
) -> OwnWay | None:
    """Say who may see one of the viewer's own ways; None if it is not theirs.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    way = session.get(ContactWay, way_id)
    if way is None or viewer.person_id is None or way.person_id != viewer.person_id:
        return None
    if way.visibility is not visibility:
        way.visibility = visibility
        audit.note(session, viewer, "show_way", now, subject="person", subject_id=viewer.person_id)
    return OwnWay(way.id, way.kind, way.value, visibility)


def hide(session: Session, *, viewer: Viewer, field: str, hidden: bool, now: datetime) -> bool:
    """Keep a field of the viewer's card for coordinators, or show it again; False for what cannot be hidden.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    if viewer.person_id is None or field not in HIDEABLE or session.get(Person, viewer.person_id) is None:
        return False
    wanted = session.get(Preference, viewer.person_id)
    if wanted is None:
        wanted = Preference(person_id=viewer.person_id, hidden=[])
        session.add(wanted)
    if (field in wanted.hidden) is not hidden:
        rest = [name for name in wanted.hidden if name != field]
        wanted.hidden = [*rest, field] if hidden else rest
        audit.note(session, viewer, "hide_field", now, subject="person", subject_id=viewer.person_id)
        touch_directory(session)
    return True
