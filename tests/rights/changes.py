"""What a turn changed in the store, and whether that was its speaker's to change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, event, select

from storage.models import Base
from tests.rights.marks import Speaker
from tests.rights.world import GROUP, PERSON, REGION, SPEAKERS

PASSING = frozenset({
    "inbox_event", "outbox_message", "outbox_part", "conversation", "continuation", "usage", "store_info",
})  # fmt: skip
"""What every message changes: what was said, where a conversation stands, how often somebody asked.

And the way from a group into the private chat, which holds what was said and is whoever said it's alone.
"""

MARKS = frozenset({("occurrence", "plan_at")})
"""Columns that say when Kitt looks at something next: whoever answers has it look."""

ALL = frozenset(table.name for table in Base.metadata.sorted_tables) - PASSING
"""All tables that count."""

OWNERS = ("person_id", "asker_id", "asked_id")
"""Columns that say whose a row is."""

ELSEWHERE = {PERSON, PERSON + 2, PERSON + 3, *(s.person_id for s in SPEAKERS if s.reach != 1)}
"""Whom the coordinator of the second region and group has nothing to do with."""

Row = Mapping[str, Any]
Rows = dict[tuple[str, tuple[Any, ...]], Row]


_WRITING = re.compile(r"\s*(?:INSERT INTO|UPDATE)\s+\"?(\w+)", re.IGNORECASE)
_READING = re.compile(r"\s*(?:SELECT|SAVEPOINT|ROLLBACK|RELEASE|BEGIN|PRAGMA|SET)\b", re.IGNORECASE)


class Written:
    """Which tables were written through a connection since ``begin``."""

    def __init__(self, connection: Connection) -> None:
        self._tables: set[str] = set()
        event.listen(connection, "before_cursor_execute", self._note)

    def begin(self) -> None:
        """Forget what was."""
        self._tables = set()

    @property
    def tables(self) -> frozenset[str]:
        """Those that count; all of them after a deletion, which may take along rows of others."""
        return ALL if not self._tables <= ALL | PASSING else frozenset(self._tables) - PASSING

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if _READING.match(statement):
            return
        found = _WRITING.match(statement)
        self._tables.add(found[1] if found else "?")


def total_changes(connection: Connection) -> int:
    """How many rows were written through this connection; -1 where the database does not say."""
    return int(getattr(connection.connection.driver_connection, "total_changes", -1))


def all_rows(connection: Connection, tables: frozenset[str] = ALL) -> Rows:
    """Everything in the store, or in these tables, except what passes."""
    rows: Rows = {}
    for table in Base.metadata.sorted_tables:
        if table.name in tables:
            keys = [column.name for column in table.primary_key]
            for row in connection.execute(select(table)).mappings():
                kept = {key: value for key, value in row.items() if (table.name, key) not in MARKS}
                rows[table.name, tuple(row[key] for key in keys)] = kept
    return rows


def changed(before: Rows, after: Rows) -> dict[tuple[str, tuple[Any, ...]], tuple[Row, ...]]:
    """The rows that are not as they were: each with what it was and is."""
    return {
        key: tuple(rows[key] for rows in (before, after) if key in rows)
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }


def not_theirs(who: Speaker, before: Rows, after: Rows) -> list[str]:
    """The changes that were not this speaker's to make; administrators may make all."""
    if who.rank == 3:
        return []
    wrong = []
    for (table, key), versions in changed(before, after).items():
        if not all(_may_change(who, table, row) for row in versions) or _raises(who, table, versions):
            wrong.append(f"{table} {key}")
    return wrong


def _raises(who: Speaker, table: str, versions: tuple[Row, ...]) -> bool:
    """Whether somebody becomes more than a member: roles are administrators' to give."""
    roles = [row["role"] for row in versions if "role" in row]
    return table == "person" and bool(roles) and roles[-1] != roles[0]


def _may_change(who: Speaker, table: str, row: Row) -> bool:
    if table == "audit_entry":
        return row["actor_id"] == who.person_id or row["actor_id"] is None
    if _is_own(who, table, row):
        made = who.rank == 2 and row.get("group_id") not in (None, GROUP, GROUP + 1)  # a group of their own
        return table not in ("coordination", "binding") or made
    if who.rank < 2:
        return table == "code" and row["created_by_id"] == who.person_id is not None and row["kind"] == "link"
    if who.reach == 0:
        return True
    people = {row.get(column) for column in (*OWNERS, *(["id"] if table == "person" else []))}
    reached = {row.get("group_id"), row.get("region_id"), row.get("home_region_id")}
    return not (people & ELSEWHERE - {None}) and not {GROUP, REGION} & reached


def _is_own(who: Speaker, table: str, row: Row) -> bool:
    if row.get("account_id") == who.account_id or (table == "account" and row["id"] == who.account_id):
        return True
    if who.person_id is None:
        return False
    owners = {row.get(column) for column in OWNERS} | ({row["id"]} if table == "person" else set())
    return who.person_id in owners
