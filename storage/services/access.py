"""A guest without a code asks to be let in; a coordinator of the region decides, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError, UnknownReferenceError
from storage.models import AccessRequest, Account, Code, Person, Region, RequestState, Role
from storage.queries.directory import present
from storage.services import audit, limits, lookups
from storage.services.entry import Entry, alike, full_name, organisation_name
from storage.services.joining import AlreadyInError, Candidate, Given, enter, people_named, writer
from storage.services.returning import left_named, revive
from storage.services.rights import Right, Scope, may, require, scope_of
from storage.services.rows import insert_once
from storage.services.telling import address_of
from storage.services.viewer import Viewer, viewer_for


class TooManyRequestsError(Exception):
    """An account has asked so often within this hour that it may not again."""


class AlreadyAskedError(Exception):
    """The account's request is still open."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a coordinator sees it; ``decided_by`` is empty where nobody of the network did."""

    id: int
    account_id: int
    name: str
    organisation: str
    region: str
    state: RequestState
    decided_by: str = ""


def ask(
    session: Session,
    *,
    viewer: Viewer,
    account_id: int,
    entry: Entry,
    now: datetime,
    today: date,
) -> int:
    """Ask to be let in, having agreed to the privacy notice; returns the request.

    Raises:
        AlreadyInError: the account is somebody's already.
        AlreadyAskedError: a request is open.
        TooManyRequestsError: too many within this hour.
    """
    require(viewer, Right.REDEEM)
    writer(session, account_id, today)
    if waits(session, viewer=viewer, account_id=account_id):
        raise AlreadyAskedError
    if limits.exceeded(session, account_id, "request", now):
        raise TooManyRequestsError
    limits.count(session, account_id, "request", now)
    values = {
        "account_id": account_id,
        "name": str(full_name(entry.name)),
        "organisation": organisation_name(entry.organisation) if entry.organisation else "",
        "region_id": entry.region_id,
        "state": RequestState.OPEN,
        "asked_at": now,
    }
    request = insert_once(session, AccessRequest, values)
    if request is None:
        raise AlreadyAskedError
    account = session.get_one(Account, account_id)
    account.language = entry.language or account.language
    session.flush()
    return request


def waits(session: Session, *, viewer: Viewer, account_id: int) -> bool:
    """Whether a request of this account is open."""
    require(viewer, Right.REDEEM)
    return bool(session.scalar(select(exists().where(AccessRequest.account_id == account_id, _open()))))


def region_named(session: Session, *, viewer: Viewer, text: str) -> int | None:
    """The region that a guest named, by one of its names. They are not told whether there is one."""
    require(viewer, Right.REDEEM)
    wanted = alike(text)
    for region in session.scalars(select(Region).order_by(Region.id)):
        if wanted in (alike(region.name), *map(alike, region.aliases)):
            return region.id
    return None


def deciders(
    session: Session, *, viewer: Viewer, request_id: int, today: date
) -> tuple[list[int], list[int]]:
    """Who may decide about a request and can be reached: coordinators of the region, administrators."""
    require(viewer, Right.REDEEM)
    region = session.scalar(select(AccessRequest.region_id).where(AccessRequest.id == request_id))
    people = session.scalars(
        select(Person.id)
        .where(present(today), Person.role.in_([Role.COORDINATOR, Role.ADMINISTRATOR]))
        .order_by(Person.id)
    ).all()
    viewers = [viewer_for(session, one, today=today) for one in people if address_of(session, one)]
    able = [one for one in viewers if _may(one, region)]
    return (
        [one.person_id or 0 for one in able if one.role is Role.COORDINATOR],
        [one.person_id or 0 for one in able if one.role is Role.ADMINISTRATOR],
    )


def request(session: Session, *, viewer: Viewer, request_id: int) -> Asked:
    """A request, for whoever may decide about it.

    Raises:
        NotAllowedError: it is another region's, or there is none.
    """
    require(viewer, Right.INVITE)
    row = session.get(AccessRequest, request_id, populate_existing=True)
    if row is None:
        raise NotAllowedError
    _require(viewer, row.region_id)
    lookups.shown(session, viewer, [None])
    return _asked(session, row)


def open_requests(session: Session, *, viewer: Viewer, limit: int = 8) -> list[Asked]:
    """What waits for this viewer's decision, the oldest first."""
    require(viewer, Right.INVITE)
    query = select(AccessRequest).where(_open()).order_by(AccessRequest.id).limit(limit)
    if scope_of(viewer.role, Right.INVITE) is not Scope.ALL:
        query = query.where(AccessRequest.region_id.in_(list(viewer.region_ids)))
    found = [_asked(session, row) for row in session.scalars(query)]
    lookups.shown(session, viewer, [None for _ in found])
    return found


def candidates_of(session: Session, *, viewer: Viewer, request_id: int, today: date) -> list[Candidate]:
    """Who of the directory the asker may be: exactly that name, without an address, at most a member.

    Also who has left; they are taken back with the row that they had.
    """
    asked = request(session, viewer=viewer, request_id=request_id)
    row = session.get_one(AccessRequest, request_id)
    given = Given(region_ids=(row.region_id,) if row.region_id else ())
    found = people_named(session, asked.name, given, today)
    found += left_named(session, asked.name, account_id=row.account_id, region_id=row.region_id, today=today)
    lookups.shown(session, viewer, [one.id for one in found])
    return found


def decide(
    session: Session,
    *,
    viewer: Viewer,
    request_id: int,
    grant: bool,
    person_id: int | None = None,
    now: datetime,
    today: date,
) -> bool:
    """Let somebody in, as somebody new or of the directory, or decline; False if it was decided before.

    Raises:
        NotAllowedError: the viewer may not decide about this request.
        UnknownReferenceError: the person of the directory has an address by now.
    """
    known = request(session, viewer=viewer, request_id=request_id)
    if person_id is not None and person_id not in {
        one.id for one in candidates_of(session, viewer=viewer, request_id=request_id, today=today)
    }:
        raise UnknownReferenceError
    try:
        account = writer(session, known.account_id, today)
    except AlreadyInError:
        _settle(session, request_id, RequestState.WITHDRAWN, None, now)
        return False
    state = RequestState.GRANTED if grant else RequestState.DECLINED
    if not _settle(session, request_id, state, viewer, now):
        return False
    if grant:
        row = session.get_one(AccessRequest, request_id, populate_existing=True)
        entry = Entry(row.name, row.organisation, row.region_id, person_id, account.language or "")
        given = Given(region_ids=(row.region_id,) if row.region_id else ())
        if person_id is not None:
            revive(session, person_id, today)
        enter(session, account, entry, given, agreed_at=row.asked_at, today=today)
    audit.note(session, viewer, f"access-{state}", now, subject="account", subject_id=known.account_id)
    return True


def forget(session: Session, before: datetime) -> None:
    """Delete requests that were decided, and codes whose time was up, before a moment."""
    session.execute(delete(AccessRequest).where(AccessRequest.decided_at < before))
    session.execute(delete(Code).where(Code.expires_at < before))


def _settle(
    session: Session, request_id: int, state: RequestState, viewer: Viewer | None, now: datetime
) -> bool:
    done = session.execute(
        update(AccessRequest)
        .where(AccessRequest.id == request_id, _open())
        .values(state=state, decided_at=now, decided_by_id=viewer.person_id if viewer else None)
        .returning(AccessRequest.id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return done is not None


def _may(viewer: Viewer, region_id: int | None) -> bool:
    """Whether somebody may decide about a request for a region.

    Without a region only those may whose right reaches everywhere: a coordinator lets people in for what is
    theirs, and such a request is nobody's own, so that administrators see it and nobody else learns the name.
    """
    return may(viewer, Right.INVITE, region_id=region_id or 0)


def _require(viewer: Viewer, region_id: int | None) -> None:
    if not _may(viewer, region_id):
        raise NotAllowedError


def _open() -> ColumnElement[bool]:
    return AccessRequest.state == RequestState.OPEN


def _asked(session: Session, row: AccessRequest) -> Asked:
    region = session.get(Region, row.region_id) if row.region_id else None
    by = session.get(Person, row.decided_by_id) if row.decided_by_id else None
    return Asked(
        row.id, row.account_id, row.name, row.organisation, region.name if region else "", row.state,
        by.full_name if by else "",
    )  # fmt: skip
