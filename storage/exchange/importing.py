"""The import of a directory file: first a plan or a refusal that names everything wrong, then the work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy.orm import Session

from storage.exchange.formats import reading_format
from storage.exchange.plan import Plan
from storage.exchange.terms import Terms


def read_plan(
    session: Session,
    data: bytes,
    *,
    today: date,
    country: str = "DE",
    home_state: str = "ST",
    ending: str = ".csv",
) -> Plan:
    """Compare a file with the directory and say what its import would do; nothing is written.

    A table with people is taken for the whole directory: whoever is not in it would be removed. A table with
    names (regions, projects, topics, organisations, groups) and a vCard file only add and change.

    Args:
        session: the store; to apply the plan use the same transaction, or another one soon.
        data: the file as it is.
        today: the day from which on people who are not in the file no longer belong to the network.
        country: ISO 3166 code of the country whose telephone numbers need no country code.
        home_state: the state (ST, NI, …) whose places are meant first where several have a name.
        ending: how the file's name ends (".xlsx"); it tells the format.

    Raises:
        FileRefusedError: anything is wrong; its problems name every wrong row and column at once.
    """
    with _no_collection():
        return reading_format(ending).plan(session, data, Terms(today, country, home_state))


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
