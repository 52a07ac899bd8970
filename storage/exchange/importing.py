"""The import of a directory file: first a plan or a refusal that names everything wrong, then the work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from storage.exchange.areas import Areas
from storage.exchange.names_file import read_names_file
from storage.exchange.people_file import read_people
from storage.exchange.plan import Plan, plan_names, plan_people
from storage.exchange.problems import FileRefusedError
from storage.exchange.sheet import read_sheet
from storage.exchange.snapshot import Snapshot, read_names, read_snapshot
from storage.places import load
from storage.services.version import directory_version


def read_plan(
    session: Session, data: bytes, *, today: date, country: str = "DE", home_state: str = "ST"
) -> Plan:
    """Compare a file with the directory and say what its import would do; nothing is written.

    A file with people is taken for the whole directory: whoever is not in it would be removed. A file with
    names (regions, projects, topics, organisations, groups) only adds and changes.

    Args:
        session: the store; to apply the plan use the same transaction, or another one soon.
        data: the file as it is.
        today: the day from which on people who are not in the file no longer belong to the network.
        country: ISO 3166 code of the country whose telephone numbers need no country code.
        home_state: the state (ST, NI, …) whose places are meant first where several have a name.

    Raises:
        FileRefusedError: anything is wrong; its problems name every wrong row and column at once.
    """
    with _no_collection():
        return _plan(session, data, today, country, home_state)


def _plan(session: Session, data: bytes, today: date, country: str, home_state: str) -> Plan:
    sheet = read_sheet(data)
    if sheet.layout.is_people:
        snapshot = read_snapshot(session, today)
    else:
        snapshot = Snapshot(directory_version(session), read_names(session), [])

    @cache
    def areas() -> Areas:
        return Areas(load(), home_state, snapshot.area_keys())

    if sheet.layout.is_people:
        plan = plan_people(sheet, read_people(sheet, country), snapshot, areas, today)
    else:
        plan = plan_names(read_names_file(sheet, snapshot.names, areas), snapshot, today)
    if sheet.problems:
        raise FileRefusedError(sheet.problems)
    return plan


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold off the search for reference cycles.

    A plan makes a million objects and no garbage; looking for some again and again takes half of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
