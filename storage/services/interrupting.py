"""Whether Kitt may write to somebody by itself: asked when it is written, and again when it is sent.

What waited, for quiet hours or for a messenger that was down, may find somebody who has left, asked to be
deleted, muted Kitt or blocked it meanwhile. Answers to what they asked come all the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from storage.models import Account, Deletion, Person, Preference
from storage.services.viewer import belongs_on


def why_not(
    session: Session, person_id: int, account_id: int | None, now: datetime, zone: tzinfo
) -> str | None:
    """Why what Kitt says by itself must not go to this person at this address any more; None if it may.

    ``left``: gone, or the address is somebody else's; ``deletion``: they asked to be deleted; ``muted``;
    ``blocked``: the address cannot be written to.
    """
    row = session.execute(
        select(Account.person_id, Account.blocked_at, Person.left_on)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.id == account_id)
    ).one_or_none()
    if row is None or row.person_id != person_id:
        return "left"
    if not belongs_on(row.left_on, now.astimezone(zone).date()):
        return "left"
    if session.scalar(select(exists().where(Deletion.person_id == person_id))):
        return "deletion"
    if is_muted(_wanted(session, person_id), now):
        return "muted"
    return None if row.blocked_at is None else "blocked"


def not_before(session: Session, person_id: int, now: datetime, zone: tzinfo) -> datetime:
    """The first moment from now on at which Kitt may write to a person by itself."""
    wanted = _wanted(session, person_id)
    return now if wanted is None else after_quiet(wanted, now, zone)


def is_muted(wanted: Preference | None, now: datetime) -> bool:
    """Whether somebody wants nothing that Kitt says by itself."""
    return wanted is not None and wanted.muted_until is not None and wanted.muted_until > now


def _wanted(session: Session, person_id: int) -> Preference | None:
    return session.get(Preference, person_id)


def after_quiet(wanted: Preference, now: datetime, zone: tzinfo) -> datetime:
    """The first moment from now on that is neither in somebody's quiet hours nor on a day off."""
    moment = now
    for _ in range(9):  # a week has seven days; quiet hours may push each into the next
        local = moment.astimezone(zone)
        if wanted.days_off >> local.weekday() & 1 and wanted.days_off != 0b1111111:
            moment = _at(local + timedelta(days=1), 0)
            continue
        minute = local.hour * 60 + local.minute
        start, end = wanted.quiet_from, wanted.quiet_until
        if start is None or end is None or start == end:
            return moment
        inside = start <= minute < end if start < end else minute >= start or minute < end
        if not inside:
            return moment
        moment = _at(local if minute < end else local + timedelta(days=1), end)
    return moment


def _at(local: datetime, minute: int) -> datetime:
    return local.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
