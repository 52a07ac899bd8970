"""Which menu of commands each address has, and which it should have. For the clock: nobody looks at anybody.

Members have a menu of their own in their private chat, by role and language; who is no member any more, or
has asked to be deleted, loses it. What was set is noted with the account: a start repeats nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, and_, case, cast, exists, literal, or_, select, update
from sqlalchemy.orm import Session

from storage.models import Account, Conversation, Deletion, Person, Role, StoreInfo
from storage.services.rows import table_of

_accounts = table_of(Account)


class Wanted(NamedTuple):
    """An address whose menu is not what it should be; ``role`` None: none of its own. ``mark`` is noted."""

    account_id: int
    address: str
    role: Role | None
    language: str
    mark: str | None


def outdated(
    session: Session, messenger: str, *, version: str, languages: Sequence[str], today: date, now: datetime,
    most: int,
) -> list[Wanted]:  # fmt: skip
    """The addresses whose menu is to be set or removed; ``version`` is that of all menus together.

    ``languages`` are those that Kitt speaks, the network's own first.
    """
    language = _language(languages)
    mark = case(
        (_belongs(today), cast(Person.role, String) + literal("/") + language + literal(f"/{version}")),
        else_=None,
    )
    due = or_(Account.menu_due_at.is_(None), Account.menu_due_at <= now)
    rows = session.execute(
        select(Account.id, Conversation.address, Person.role, language, mark)
        .join(Conversation, Conversation.id == Account.conversation_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Account.messenger == messenger, Account.blocked_at.is_(None), due)
        .where(Account.menu.is_distinct_from(mark))
        .order_by(Account.id)
        .limit(most)
    )
    return [
        Wanted(number, address, Role(role) if wanted else None, spoken, wanted)
        for number, address, role, spoken, wanted in rows
    ]


def _language(languages: Sequence[str]) -> ColumnElement[str]:
    return case(
        (Person.language.in_(languages), Person.language),
        (Account.language.in_(languages), Account.language),
        else_=languages[0],
    )


def _belongs(today: date) -> ColumnElement[bool]:
    """Whether an account is a member's who has not asked to be deleted."""
    going = exists().where(or_(Deletion.account_id == Account.id, Deletion.person_id == Person.id))
    there = or_(Person.left_on.is_(None), Person.left_on > today)
    return and_(Person.id.is_not(None), Person.role != Role.GUEST, there, ~going)


def note(session: Session, account_id: int, mark: str | None) -> None:
    """An address has this menu now."""
    session.execute(update(_accounts).where(_accounts.c.id == account_id).values(menu=mark, menu_due_at=None))


def postpone(session: Session, account_id: int, due_at: datetime) -> None:
    """An address could not be given its menu: not before this time again."""
    session.execute(update(_accounts).where(_accounts.c.id == account_id).values(menu_due_at=due_at))


def introduced(session: Session, messenger: str) -> str | None:
    """The version of what a messenger was last told about Kitt for everybody."""
    return session.scalar(select(StoreInfo.value).where(StoreInfo.key == _key(messenger)))


def note_introduced(session: Session, messenger: str, version: str) -> None:
    """A messenger was told about Kitt."""
    changed = update(StoreInfo).where(StoreInfo.key == _key(messenger)).values(value=version)
    if not int(getattr(session.execute(changed), "rowcount", 0)):
        session.add(StoreInfo(key=_key(messenger), value=version))


def _key(messenger: str) -> str:
    return f"menus.{messenger}"
