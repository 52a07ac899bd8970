"""Files and stores for the tests of the exchange."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from sqlalchemy import event, select

from storage.exchange import (
    FileRefusedError,
    Plan,
    Problem,
    apply_plan,
    export_names,
    export_people,
    read_plan,
)
from storage.models import Person
from storage.session import Store

TODAY = date(2026, 11, 23)


def csv_file(rows: Iterable[Mapping[str, str]], *, encoding: str = "utf-8", delimiter: str = ";") -> bytes:
    """A file with the columns that the rows have together, in the order of their first appearance."""
    rows = list(rows)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def person(given: str = "Mara", family: str = "Lindner", **cells: str) -> dict[str, str]:
    """A row of a people file; cells are called like columns, with _ for a space."""
    return {"Vorname": given, "Nachname": family} | {
        name.replace("_", " "): text for name, text in cells.items()
    }


def named(kind: str, name: str, **cells: str) -> dict[str, str]:
    """A row of a names file."""
    return {"Art": kind, "Name": name, **cells}


def load(
    store: Store,
    data: bytes | Iterable[Mapping[str, str]],
    *,
    today: date = TODAY,
    allow_removals: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """Import a file and return what it did."""
    content = data if isinstance(data, bytes) else csv_file(data)
    with store.write() as session:
        plan = read_plan(session, content, today=today)
        apply_plan(session, plan, allow_removals=allow_removals, progress=progress)
    return plan


def planned(store: Store, data: bytes | Iterable[Mapping[str, str]], *, today: date = TODAY) -> Plan:
    """What an import would do."""
    content = data if isinstance(data, bytes) else csv_file(data)
    with store.read() as session:
        return read_plan(session, content, today=today)


def refused(store: Store, data: bytes | Iterable[Mapping[str, str]]) -> list[Problem]:
    """What is wrong with a file; nothing if it would be taken."""
    try:
        planned(store, data)
    except FileRefusedError as error:
        return error.problems
    return []


def places(problems: Iterable[Problem]) -> list[tuple[int | None, str | None, str]]:
    """Row, column and code of problems."""
    return [(problem.row, problem.column, problem.code.value) for problem in problems]


def exported(store: Store, *, today: date = TODAY) -> bytes:
    """The people file of a store."""
    with store.read() as session:
        return export_people(session, today=today)


def exported_names(store: Store) -> bytes:
    """The names file of a store."""
    with store.read() as session:
        return export_names(session)


def rows_of(data: bytes) -> list[dict[str, str]]:
    """The rows of an exported file."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def changes(plan: Plan) -> dict[str, list[tuple[str, str, str]]]:
    """What a plan changes: by label, field, old and new text."""
    return {
        change.entry.label: [(field.name(), field.old, field.new) for field in change.fields]
        for change in plan.changed
    }


def labels(plan: Plan) -> tuple[set[str], set[str], set[str]]:
    """What a plan adds, changes and removes, by label."""
    return (
        {entry.label for entry in plan.added},
        {change.entry.label for change in plan.changed},
        {entry.label for entry in plan.removed},
    )


def left_on(store: Store) -> dict[str, date | None]:
    """When each person of the store left."""
    with store.read() as session:
        return {row.key: row.left_on for row in session.execute(select(Person.key, Person.left_on))}


def statements(store: Store, work: Callable[[], object]) -> int:
    """How many statements some work sends."""
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(store.engine, "before_cursor_execute", seen)
    try:
        work()
    finally:
        event.remove(store.engine, "before_cursor_execute", seen)
    return count
