"""Files that are tables, CSV and workbooks: what their import would do, and the tables of the export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy.orm import Session

from storage.exchange.areas import Areas
from storage.exchange.joining import after_names, joined
from storage.exchange.names_file import read_names_file
from storage.exchange.people_file import read_people
from storage.exchange.plan import Plan, plan_names, plan_people
from storage.exchange.problems import FileRefusedError
from storage.exchange.sheet import Sheet, read_sheet
from storage.exchange.snapshot import Snapshot, read_names, read_snapshot
from storage.exchange.terms import Export, Terms, What
from storage.exchange.writing import csv_file, names_table, people_table
from storage.places import load
from storage.services.version import directory_version


def plan_csv(session: Session, data: bytes, terms: Terms) -> Plan:
    """What the import of a CSV file would do.

    Raises:
        FileRefusedError: anything is wrong.
    """
    return _plan(session, [read_sheet(data)], terms)


def plan_workbook(session: Session, data: bytes, terms: Terms) -> Plan:
    """What the import of a workbook would do.

    Raises:
        FileRefusedError: anything is wrong.
    """
    # openpyxl takes a tenth of a second to import.
    from storage.exchange.workbook_reading import read_workbook

    book = read_workbook(data, terms.country)
    return replace(_plan(session, book.sheets, terms), unread=book.unread)


def export_csv(session: Session, wanted: Export) -> bytes:
    """The people, or the names, as a CSV file."""
    if wanted.what is What.NAMES:
        return csv_file(*names_table(session))
    return csv_file(*people_table(session, wanted.today))


def export_workbook(session: Session, wanted: Export) -> bytes:
    """The people and the names as sheets of a workbook; one of them if that is wanted."""
    from storage.exchange.workbook_reading import TITLES
    from storage.exchange.workbook_writing import workbook

    tables = []
    if wanted.what is not What.NAMES:
        tables.append((TITLES[True][0], *people_table(session, wanted.today)))
    if wanted.what is not What.PEOPLE:
        tables.append((TITLES[False][0], *names_table(session)))
    return workbook(tables)


def _plan(session: Session, sheets: Sequence[Sheet], terms: Terms) -> Plan:
    """The plan of one sheet, or of one with names and then one with people."""
    if any(sheet.layout.is_people for sheet in sheets):
        snapshot = read_snapshot(session, terms.today)
    else:
        snapshot = Snapshot(directory_version(session), read_names(session), [])
    areas = areas_of(snapshot, terms)
    plans: list[Plan] = []
    for sheet in sheets:
        if sheet.layout.is_people:
            drafts = read_people(sheet, terms.country)
            plans.append(plan_people(sheet, drafts, snapshot, areas, terms.today))
        else:
            names = read_names_file(sheet, snapshot.names, areas)
            plans.append(plan_names(names, snapshot, terms.today))
            snapshot = after_names(snapshot, names)
            areas = areas_of(snapshot, terms)
    if problems := [problem for sheet in sheets for problem in sheet.located()]:
        raise FileRefusedError(problems)
    return plans[0] if len(plans) == 1 else joined(*plans)


def areas_of(snapshot: Snapshot, terms: Terms) -> Callable[[], Areas]:
    """The places that a file may name, read once and only if it names any."""

    @cache
    def areas() -> Areas:
        return Areas(load(), terms.home_state, snapshot.area_keys())

    return areas
