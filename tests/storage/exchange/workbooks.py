"""Workbooks for the tests, as Excel and others write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from storage.exchange import (
    FileRefusedError,
    Plan,
    Problem,
    apply_plan,
    export_directory,
    problem_text,
    read_plan,
)
from storage.session import Store
from tests.storage.exchange.directories import TODAY

Rows = Sequence[Sequence[Any]]


def book_of(sheets: Mapping[str, Rows] | Rows) -> Workbook:
    """A workbook with these sheets, to go on with."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in (sheets if isinstance(sheets, Mapping) else {"Tabelle1": sheets}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def xlsx(sheets: Mapping[str, Rows] | Rows) -> bytes:
    """A workbook with these sheets, or with one."""
    return saved(book_of(sheets))


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The same workbook with a text of one of its parts replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content, content
                content = content.replace(old.encode(), new.encode())
            archive.writestr(name, content)
    return target.getvalue()


def opened(data: bytes) -> Workbook:
    """A workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(data))


def plan_of(store: Store, data: bytes, ending: str = ".xlsx") -> Plan:
    """What an import would do."""
    with store.read() as session:
        return read_plan(session, data, today=TODAY, ending=ending)


def take(store: Store, data: bytes, ending: str = ".xlsx") -> Plan:
    """Import a file and return what it did."""
    with store.write() as session:
        plan = read_plan(session, data, today=TODAY, ending=ending)
        apply_plan(session, plan, allow_removals=True)
    return plan


def written(store: Store, ending: str = ".xlsx", *, everything: bool = False) -> bytes:
    """The directory as a file."""
    with store.read() as session:
        return export_directory(session, ending, today=TODAY, everything=everything)


def problems_of(store: Store, data: bytes, ending: str = ".xlsx") -> list[Problem]:
    """What is wrong with a file; nothing if it would be taken."""
    try:
        plan_of(store, data, ending)
    except FileRefusedError as error:
        return error.problems
    return []


def said(store: Store, data: bytes, ending: str = ".xlsx") -> list[str]:
    """The same as sentences."""
    return [problem_text(problem) for problem in problems_of(store, data, ending)]
