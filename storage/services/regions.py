"""The regions of the network: which districts and municipalities each covers; administrators only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.models import Coordination, Person, Region, RegionArea, Responsibility
from storage.services import audit
from storage.services.contacts import Named
from storage.services.entry import alike
from storage.services.groups import check_name
from storage.services.refusing import Reason, RefusedError
from storage.services.rights import Right, require
from storage.services.rows import insert_once
from storage.services.version import touch_directory
from storage.services.viewer import Viewer

MOST_AT_ONCE = 60
"""Regions written at once; Bavaria has 96 districts, and one who wants them all sends a file."""

LONGEST_KEY = 8
"""The digits of a municipality's key; a district's has five."""


@dataclass(frozen=True, slots=True)
class NewRegion:
    """A region with the keys of its districts and municipalities."""

    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionCard:
    """A region with its keys. ``used``: somebody works, lives or coordinates there, so it has to stay."""

    region: Named
    keys: tuple[str, ...]
    used: bool


def region_card(session: Session, *, viewer: Viewer, region_id: int) -> RegionCard | None:
    """A region with what it covers; None if there is none such.

    Raises:
        NotAllowedError: the viewer does not administer.
    """
    require(viewer, Right.IMPORT)
    name = session.scalar(select(Region.name).where(Region.id == region_id))
    if name is None:
        return None
    keys = session.scalars(select(RegionArea.key).where(RegionArea.region_id == region_id))
    return RegionCard(Named(region_id, name), tuple(sorted(keys)), _is_used(session, region_id))


def known_names(session: Session, *, viewer: Viewer) -> set[str]:
    """What the regions are called, in a form to compare (``entry.alike``), their short forms too.

    Raises:
        NotAllowedError: the viewer does not administer.
    """
    require(viewer, Right.IMPORT)
    rows = session.execute(select(Region.name, Region.aliases))
    return {alike(form) for name, aliases in rows for form in (name, *(aliases or ()))}


def add_regions(session: Session, *, viewer: Viewer, new: Sequence[NewRegion], now: datetime) -> list[int]:
    """Write regions into the directory, all or none; returns their ids.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: one has no name, or one that is taken (EXISTS); covers nothing (NOTHING); too many at
            once (TOO_LONG).
    """
    require(viewer, Right.IMPORT)
    if len(new) > MOST_AT_ONCE:
        raise RefusedError(Reason.TOO_LONG, longest=str(MOST_AT_ONCE))
    return [_add(session, viewer, region, now) for region in new]


def rename_region(session: Session, *, viewer: Viewer, region_id: int, name: str, now: datetime) -> str:
    """Give a region another name, and return the old one.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: no name, or one that is taken; or the region is gone.
    """
    require(viewer, Right.IMPORT)
    region = _region(session, region_id)
    if region.name == name:
        raise RefusedError(Reason.NOTHING)
    if alike(region.name) != alike(name):
        check_name(session, viewer=viewer, name=name)
    old, region.name = region.name, name
    session.flush()
    _changed(session, viewer, "region.renamed", region_id, now)
    return old


def remove_region(session: Session, *, viewer: Viewer, region_id: int, now: datetime) -> str:
    """Take a region out of the directory, and return its name.

    Raises:
        NotAllowedError: the viewer does not administer.
        RefusedError: somebody is responsible, at home or coordinates there (USED); or it is gone.
    """
    require(viewer, Right.IMPORT)
    region = _region(session, region_id)
    name = region.name
    if _is_used(session, region_id):
        raise RefusedError(Reason.USED, (name,))
    session.execute(delete(Region).where(Region.id == region_id))
    session.expunge(region)
    _changed(session, viewer, "region.removed", region_id, now)
    return name


def _add(session: Session, viewer: Viewer, new: NewRegion, now: datetime) -> int:
    keys = sorted({key for key in new.keys if key.isdecimal() and len(key) in (5, LONGEST_KEY)})
    if not keys:
        raise RefusedError(Reason.NOTHING)
    check_name(session, viewer=viewer, name=new.name)
    region_id = insert_once(session, Region, {"name": new.name, "aliases": [], "colour": ""})
    if region_id is None:
        raise RefusedError(Reason.EXISTS, (new.name,))
    session.add_all(RegionArea(region_id=region_id, key=key) for key in keys)
    session.flush()
    _changed(session, viewer, "region.added", region_id, now)
    return region_id


def _region(session: Session, region_id: int) -> Region:
    region = session.scalar(select(Region).where(Region.id == region_id).with_for_update())
    if region is None:
        raise RefusedError(Reason.GONE)
    return region


def _is_used(session: Session, region_id: int) -> bool:
    """Whether anybody needs it, also somebody who has left: what they did stays with them."""
    columns = (Responsibility.region_id, Person.home_region_id, Coordination.region_id)
    uses = (select(column).where(column == region_id).limit(1) for column in columns)
    return any(session.scalar(use) is not None for use in uses)


def _changed(session: Session, viewer: Viewer, action: str, region_id: int, now: datetime) -> None:
    touch_directory(session)
    audit.note(session, viewer, action, now, subject="region", subject_id=region_id)
