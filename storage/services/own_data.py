"""Everything that is stored about whoever asks: a person with all addresses, or a guest's account.

Plain sections of plain rows, in the order in which a reader wants them; ``dialogs`` makes a page of them.
What somebody else decided about a wish (a declined introduction) is theirs and not told here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from storage.errors import NotAllowedError
from storage.models import Account
from storage.queries.own_data import limits_of, of_accounts, of_person
from storage.services.rights import Right, require
from storage.services.viewer import Viewer

Row = Mapping[str, Any]
Sections = Mapping[str, Sequence[Row]]
"""Rows by section; values are JSON: text, number, truth, None, lists of text."""


def person_of(session: Session, account_id: int) -> int | None:
    """Whose account this is, also after they left; None for a guest's."""
    return session.scalar(select(Account.person_id).where(Account.id == account_id))


def accounts_of(session: Session, account_id: int) -> list[int]:
    """All accounts of whoever writes from this one."""
    person_id = person_of(session, account_id)
    if person_id is None:
        return [account_id]
    return list(
        session.scalars(select(Account.id).where(Account.person_id == person_id).order_by(Account.id))
    )


def collect(session: Session, *, viewer: Viewer, account_id: int) -> Sections:
    """Everything about whoever writes from an account; empty sections are left out.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    person_id = person_of(session, account_id)
    accounts = accounts_of(session, account_id)
    queries = [*(of_person(person_id) if person_id is not None else ()), *of_accounts(accounts, person_id)]
    session.flush()  # what follows goes past the mapper, which costs more than the rows themselves
    sections = {name: _rows(session, query) for name, query in queries}
    if person_id is not None:
        _with_limits(session, person_id, sections["responsibilities"])
    return {name: rows for name, rows in sections.items() if rows}


def has_left(session: Session, *, viewer: Viewer, account_id: int) -> bool:
    """Whether whoever writes was somebody of the network, whose entry is still kept.

    Raises:
        NotAllowedError: others would read along.
    """
    require_alone(viewer)
    return not viewer.is_member and person_of(session, account_id) is not None


def require_alone(viewer: Viewer) -> None:
    """Refuse where others read along.

    Raises:
        NotAllowedError: they do.
    """
    require(viewer, Right.OWN_DATA)
    if viewer.in_group:
        raise NotAllowedError


def _with_limits(session: Session, person_id: int, rows: Sequence[dict[str, Any]]) -> None:
    """Add to responsibilities what each is limited to: places by their keys, topics, languages."""
    by_number = {row.pop("id"): row for row in rows}
    for name, query in limits_of(person_id):
        for row in by_number.values():
            row[name] = []
        for number, value in session.execute(query):
            by_number[number][name].append(value)


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
    found = session.connection().execute(query)
    names = tuple(found.keys())
    return [dict(zip(names, map(_value, row), strict=True)) for row in found]


def _value(value: Any) -> Any:
    if value is None or type(value) is str or type(value) is int:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
