"""Invitations: codes that let somebody into the network, made, looked up and used up.

A code has 95 bits and is never stored, only its digest; so whoever has a digest was given the code.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import bindparam, delete, exists, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError, UnknownReferenceError
from storage.models import Account, Code, CodeGroup, CodeKind, CodeRegion, Group, Person, Region, Role
from storage.queries.directory import present
from storage.services import audit, limits
from storage.services.entry import alike
from storage.services.rights import Right, Scope, require, scope_of
from storage.services.rows import change, table_of
from storage.services.viewer import Viewer, viewer_for

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
"""What codes are made of: of signs that look alike one at most (no 0 and O, no 1, I and L, no U, B, S, Z)."""

LENGTH = 20
GROUP = 4

MOST_USES = 500
LONGEST = timedelta(days=365)
USUAL = timedelta(days=14)

Choose = Callable[[str], str]
"""Picks one of some letters so that nobody can guess which: ``secrets.choice``."""

_LOOKS_LIKE = str.maketrans("BSZU", "852V")
_FEWEST_DIGITS = 2
_WRITTEN = re.compile(r"(?<![\w-])[^\W_]{4}(?:[\s‐-―-]?[^\W_]{4}){4}(?![\w-])")
_GROUPED = re.compile(r"(?<![\w‐-―-])[^\W_]{3,5}(?:[‐-―-][^\W_]{3,5}){3,}(?![\w‐-―-])")
INVITES = (CodeKind.INVITATION, CodeKind.FIRST)
"""The kinds of codes that let somebody in."""

_table = table_of(Code)
_TAKE = (
    update(_table)
    .where(_table.c.id == bindparam("code"), _table.c.uses_left > 0, _table.c.expires_at > bindparam("now"))
    .values(uses_left=_table.c.uses_left - 1)
)


class TooManyCodesError(Exception):
    """An account has tried so many wrong codes that no more are looked at within this hour."""


class NoSuchCodeError(Exception):
    """The code is wrong, used up or too old; which of them is nobody's business."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an invitation is good for: which role, groups and regions, how often, and for how long."""

    role: Role = Role.MEMBER
    group_ids: tuple[int, ...] = ()
    region_ids: tuple[int, ...] = ()
    uses: int = 1
    lasts: timedelta = USUAL


class Made(NamedTuple):
    """A new code, the only time that it is seen."""

    code: str
    code_id: int
    expires_at: datetime


class Target(NamedTuple):
    """A group or a region (``kind``) to invite into."""

    kind: str
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that counts at this moment, with what it gives."""

    code_id: int
    digest: str
    role: Role
    group_ids: tuple[int, ...]
    region_ids: tuple[int, ...]
    created_by_id: int | None


def drawn(choose: Choose) -> str:
    """A new code as people read it, "4KQ7-…". Some digits are in it, so that no word looks like one."""
    while True:
        signs = "".join(choose(ALPHABET) for _ in range(LENGTH))
        if _has_digits(signs) and not signs.isdecimal():
            return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def plain(text: str) -> str:
    """A code as it was drawn, however it is written; empty if this cannot be one."""
    signs = "".join(sign for sign in text if sign.isalnum()).upper().translate(_LOOKS_LIKE)
    return signs if len(signs) == LENGTH and all(sign in ALPHABET for sign in signs) else ""


def spotted(text: str) -> str:
    """What looks like a code in a text, rightly or with a slip; empty if nothing does."""
    for match in (*_WRITTEN.finditer(text), *_GROUPED.finditer(text)):
        signs = match[0]
        if _has_digits(signs) and any(sign.isalpha() for sign in signs):
            return signs
    return ""


def digest_of(text: str) -> str:
    """Under what a code is looked up; empty if the text cannot be one."""
    signs = plain(text)
    return hashlib.sha256(signs.encode()).hexdigest() if signs else ""


def make(session: Session, *, viewer: Viewer | None, terms: Terms, choose: Choose, now: datetime) -> Made:
    """Make an invitation. ``viewer`` None is the command line, which may do everything.

    Raises:
        NotAllowedError: the viewer may not invite into these groups and regions, or with this role.
        UnknownReferenceError: a group or a region does not exist (any more).
        ValueError: terms that make no sense.
    """
    if viewer is not None:
        _require(viewer, terms)
    _check(session, terms)
    return _added(session, viewer, CodeKind.INVITATION, terms, choose, now)


def make_first(session: Session, *, choose: Choose, now: datetime) -> Made:
    """The code that makes the very first administrator; those made before no longer count."""
    session.execute(delete(Code).where(Code.kind == CodeKind.FIRST))
    terms = Terms(role=Role.ADMINISTRATOR, lasts=timedelta(days=7))
    return _added(session, None, CodeKind.FIRST, terms, choose, now)


def invitation(
    session: Session, *, viewer: Viewer, account_id: int, digest: str, now: datetime, today: date
) -> Invitation:
    """The invitation behind a digest. What is wrong is counted, and after too many nothing is looked at.

    Raises:
        NoSuchCodeError: wrong, used up, too old, or of somebody who may not invite (any more).
        TooManyCodesError: the account has tried too many.
    """
    require(viewer, Right.REDEEM)
    if not digest:
        raise NoSuchCodeError  # what cannot be a code is no try, and nobody is locked out for it
    if limits.exceeded(session, account_id, "code", now):
        raise TooManyCodesError
    found = session.scalar(
        select(Code).where(
            Code.digest == digest, Code.kind.in_(INVITES), Code.uses_left > 0, Code.expires_at > now
        )
    )
    invited = with_reach(session, found) if found else None
    if invited is None or not backed(session, invited, today):
        limits.count(session, account_id, "code", now)
        raise NoSuchCodeError
    return invited


def wants_first(session: Session, *, now: datetime, today: date) -> bool:
    """Whether nobody can administer the network yet, and no code for the first one has been given out."""
    writes = exists().where(Account.person_id == Person.id, Person.role == Role.ADMINISTRATOR, present(today))
    waits = exists().where(Code.kind == CodeKind.FIRST, Code.uses_left > 0, Code.expires_at > now)
    return not session.scalar(select(writes | waits))


def targets(session: Session, *, viewer: Viewer) -> list[Target]:
    """Into which groups and regions somebody may invite, by name; groups first."""
    require(viewer, Right.INVITE)
    found: list[Target] = []
    everywhere = scope_of(viewer.role, Right.INVITE) is Scope.ALL
    for kind, model, own in (("group", Group, viewer.group_ids), ("region", Region, viewer.region_ids)):
        query = select(model.id, model.name).order_by(model.name)
        if not everywhere:
            query = query.where(model.id.in_(list(own)))
        found += [Target(kind, row.id, row.name) for row in session.execute(query)]
    return found


def target_named(session: Session, *, viewer: Viewer | None, kind: str, name: str) -> int | None:
    """The group or region ("group", "region") of a name or short form, to invite into; None if unknown."""
    if viewer is not None:
        require(viewer, Right.INVITE)
    model: type[Group | Region] = Group if kind == "group" else Region
    for row in session.execute(select(model.id, model.name, model.aliases).order_by(model.id)):
        if alike(name) in map(alike, (row.name, *row.aliases)):
            return int(row.id)
    return None


def take(session: Session, invited: Invitation, now: datetime) -> None:
    """Use an invitation once.

    Raises:
        NoSuchCodeError: somebody else was faster, or its time is up.
    """
    if change(session, _TAKE, {"code": invited.code_id, "now": now}) != 1:
        raise NoSuchCodeError


def with_reach(session: Session, row: Code) -> Invitation:
    """A code with what it gives; for other services, which ask for the right."""
    groups = session.scalars(select(CodeGroup.group_id).where(CodeGroup.code_id == row.id)).all()
    regions = session.scalars(select(CodeRegion.region_id).where(CodeRegion.code_id == row.id)).all()
    return Invitation(row.id, row.digest, row.role, tuple(groups), tuple(regions), row.created_by_id)


def backed(session: Session, invited: Invitation, today: date) -> bool:
    """Whether whoever made an invitation may still invite so: with them, what they gave out ends."""
    if invited.created_by_id is None:
        return True
    terms = Terms(invited.role, invited.group_ids, invited.region_ids)
    try:
        _require(viewer_for(session, invited.created_by_id, today=today), terms)
    except NotAllowedError:
        return False
    return True


def _require(viewer: Viewer, terms: Terms) -> None:
    require(viewer, Right.INVITE)
    if terms.role is not Role.MEMBER:
        require(viewer, Right.ROLES)
    for group in terms.group_ids:
        require(viewer, Right.INVITE, group_id=group)
    for region in terms.region_ids:
        require(viewer, Right.INVITE, region_id=region)
    if not (terms.group_ids or terms.region_ids):
        # Into the network as a whole invites only whose right reaches over all of it.
        require(viewer, Right.INVITE, region_id=0)


def _check(session: Session, terms: Terms) -> None:
    if terms.role is Role.GUEST or not 1 <= terms.uses <= MOST_USES:
        raise ValueError("nobody is invited as a guest, nor so often")
    if not timedelta() < terms.lasts <= LONGEST:
        raise ValueError("an invitation lasts up to a year")
    if terms.role is Role.COORDINATOR and not (terms.group_ids or terms.region_ids):
        raise ValueError("a coordinator coordinates a group or a region")
    for model, ids in ((Group, terms.group_ids), (Region, terms.region_ids)):
        if any(session.get(model, one) is None for one in ids):
            raise UnknownReferenceError


def _added(
    session: Session, viewer: Viewer | None, kind: CodeKind, terms: Terms, choose: Choose, now: datetime
) -> Made:
    written = drawn(choose)
    row = Code(
        kind=kind,
        digest=digest_of(written),
        role=terms.role,
        created_by_id=viewer.person_id if viewer else None,
        created_at=now,
        expires_at=now + terms.lasts,
        uses_left=terms.uses,
    )
    session.add(row)
    session.flush()
    session.add_all(CodeGroup(code_id=row.id, group_id=group) for group in dict.fromkeys(terms.group_ids))
    session.add_all(CodeRegion(code_id=row.id, region_id=one) for one in dict.fromkeys(terms.region_ids))
    audit.note(session, viewer, "invite", now, subject="code", subject_id=row.id)
    session.flush()
    return Made(written, row.id, row.expires_at)


def _has_digits(text: str) -> bool:
    return sum(sign.isdecimal() for sign in text) >= _FEWEST_DIGITS
