"""One person, several addresses: one more is joined by a short code, each can be looked at and taken away.

The code lives for ten minutes and works once. Only its digest is kept.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Account, Code, CodeKind, Conversation, Person, Preference, Role
from storage.services import audit, limits, preferences, rights, telling
from storage.services.rights import Right
from storage.services.viewer import Viewer, belongs_on

LASTS = timedelta(minutes=10)
"""How long a code works: long enough to take up the other device."""

_LETTERS = (
    "BCDFGHJKMNPQRSTVWXZ"  # no vowels, so that no word looks like a code; nothing that reads as a digit
)
_DIGITS = "23456789"
_GROUP = 4
_LONGEST = 60
_LOOKS = re.compile(
    rf"(?<![\w-])([{_LETTERS}{_DIGITS}]{{4}})[-\u2010-\u2015 ]?([{_LETTERS}{_DIGITS}]{{4}})(?![\w-])", re.I
)
_MORE = re.compile(
    rf"\d|\b[A-Z]{{4}}\b|\b[{_LETTERS.lower()}]{{4}}\b"
)  # then it is another, longer kind of code

Pick = Callable[[str], str]
"""Picks one character; ``secrets.choice`` but for tests."""


class Redeemed(Enum):
    """What became of a text that looks like a code."""

    LINKED = "linked"
    KNOWN = "known"  # this address is already one of this person's
    WRONG = "wrong"  # no such code, too old, used up, or not for this address
    TOO_OFTEN = "too_often"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a code; where it was right, whose it is and where they were written to so far."""

    redeemed: Redeemed
    person_id: int | None = None
    writes_to: int | None = None


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """One address of a person. ``reachable`` says that Kitt can write there by itself."""

    account_id: int
    messenger: str
    since: date
    preferred: bool
    reachable: bool


def read_code(text: str) -> str | None:
    """The code in a short text, in the form in which it is compared; None if there is none."""
    if len(text) > _LONGEST:
        return None
    for found in _LOOKS.finditer(text):
        code = (found[1] + found[2]).upper()
        mixed = any(sign in _DIGITS for sign in code) and any(sign in _LETTERS for sign in code)
        if mixed and not _MORE.search(text[: found.start()] + " " + text[found.end() :]):
            return code
    return None


def new_code(pick: Pick = secrets.choice) -> str:
    """A code as people read it, "B7CD-2FGH": at least one letter and one digit, 37 bits."""
    while True:
        code = "".join(pick(_LETTERS + _DIGITS) for _ in range(2 * _GROUP))
        if read_code(code):
            return f"{code[:_GROUP]}-{code[_GROUP:]}"


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def make_link(session: Session, *, viewer: Viewer, now: datetime, pick: Pick = secrets.choice) -> str:
    """A code that joins one more address to this person; it takes the place of an earlier one.

    Raises:
        NotAllowedError: the viewer is a guest, or others read along.
    """
    person_id = _owner(viewer)
    if viewer.in_group:
        raise NotAllowedError
    session.execute(delete(Code).where(Code.kind == CodeKind.LINK, Code.person_id == person_id))
    code = new_code(pick)
    session.add(
        Code(
            kind=CodeKind.LINK,
            digest=digest_of(read_code(code) or ""),
            person_id=person_id,
            created_by_id=person_id,
            created_at=now,
            expires_at=now + LASTS,
        )
    )
    session.flush()
    return code


def redeem_link(
    session: Session, account_id: int, text: str, now: datetime, *, today: date | None = None
) -> Outcome | None:
    """Join an address to the person whose code a text holds; None if it looks like no code at all.

    Wrong codes are counted. The address must be nobody's: people are never made one by this.
    """
    code = read_code(text)
    if code is None:
        return None
    if limits.exceeded(session, account_id, "code", now):
        return Outcome(Redeemed.TOO_OFTEN)
    owner = session.scalar(select(Account.person_id).where(Account.id == account_id))
    whose = _whose(session, code, now, today or now.date())
    if whose is not None and owner == whose:
        return Outcome(Redeemed.KNOWN, whose)
    if whose is None or owner is not None or not _used_up(session, code, now):
        limits.count(session, account_id, "code", now)
        return Outcome(Redeemed.WRONG)
    return _linked(session, account_id, whose, now)


def addresses(session: Session, *, viewer: Viewer) -> list[KnownAddress]:
    """One's own addresses, the oldest first.

    Raises:
        NotAllowedError: the viewer is a guest.
    """
    person_id = _owner(viewer)
    writes_to = telling.address_of(session, person_id)
    rows = session.execute(
        select(Account.id, Account.messenger, Account.created_at, Account.conversation_id, Account.blocked_at)
        .where(Account.person_id == person_id)
        .order_by(Account.id)
    )
    return [
        KnownAddress(
            row.id,
            row.messenger,
            row.created_at.date(),
            preferred=writes_to is not None and writes_to.account_id == row.id,
            reachable=row.conversation_id is not None and row.blocked_at is None,
        )
        for row in rows
    ]


def remove(session: Session, *, viewer: Viewer, account_id: int, now: datetime, last: bool = False) -> bool:
    """Take one's own address away: from then on it is a guest's. False if it is not one's own.

    What waits to be told there is told elsewhere, else nowhere. ``last`` is the clear word without which
    the last one stays.

    Raises:
        NotAllowedError: the viewer is a guest, or this is the last address and ``last`` was not said.
    """
    person_id = _owner(viewer)
    # Whoever takes another one away at the same time waits here, so that the last one stays.
    mine = session.scalars(
        select(Account.id).where(Account.person_id == person_id).order_by(Account.id).with_for_update()
    ).all()
    if account_id not in mine:
        return False
    if len(mine) == 1 and not last:
        raise NotAllowedError
    telling.move_waiting(session, account_id, now)
    session.execute(
        update(Preference)
        .where(Preference.person_id == person_id, Preference.account_id == account_id)
        .values(account_id=None)
    )
    _forget_context(session, account_id)
    session.execute(update(Account).where(Account.id == account_id).values(person_id=None))
    audit.note(session, viewer, "address-removed", now, subject="account", subject_id=account_id)
    return True


def _owner(viewer: Viewer) -> int:
    rights.require(viewer, Right.SETTINGS)
    if viewer.person_id is None or not viewer.is_member:
        raise NotAllowedError
    return viewer.person_id


def _whose(session: Session, code: str, now: datetime, today: date) -> int | None:
    """Whose code this is, used or not, if it is not too old and they belong to the network."""
    row = session.execute(
        select(Person.id, Person.left_on, Person.role)
        .join(Code, Code.person_id == Person.id)
        .where(
            Code.digest == digest_of(code),
            Code.kind == CodeKind.LINK,
            Code.expires_at > now,
        )
    ).one_or_none()
    if row is None or not belongs_on(row.left_on, today) or row.role is Role.GUEST:
        return None
    return int(row.id)


def _used_up(session: Session, code: str, now: datetime) -> bool:
    """Use a code up; False for whoever was second."""
    done = session.execute(
        update(Code)
        .where(
            Code.digest == digest_of(code),
            Code.kind == CodeKind.LINK,
            Code.uses_left > 0,
            Code.expires_at > now,
        )
        .values(uses_left=Code.uses_left - 1)
        .returning(Code.id)
    )
    return done.scalar_one_or_none() is not None


def _linked(session: Session, account_id: int, person_id: int, now: datetime) -> Outcome:
    """Join an address to somebody; where Kitt writes by itself stays as it was."""
    before = telling.address_of(session, person_id)
    joined = session.execute(
        update(Account)
        .where(Account.id == account_id, Account.person_id.is_(None))
        .values(person_id=person_id)
        .returning(Account.id)
    )
    if joined.scalar_one_or_none() is None:
        return Outcome(Redeemed.WRONG)
    new = Viewer(Role.MEMBER, person_id)
    chosen = session.scalar(select(Preference.account_id).where(Preference.person_id == person_id))
    if before is not None and chosen is None:
        preferences.prefer(session, viewer=new, account_id=before.account_id)
    audit.note(session, new, "address-linked", now, subject="account", subject_id=account_id)
    return Outcome(Redeemed.LINKED, person_id, before.account_id if before else None)


def _forget_context(session: Session, account_id: int) -> None:
    """What was last talked about in its private conversation may name people."""
    private = select(Account.conversation_id).where(Account.id == account_id).scalar_subquery()
    session.execute(update(Conversation).where(Conversation.id == private).values(state={}, state_until=None))
