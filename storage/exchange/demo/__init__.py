"""A directory to try Kitt with: invented people of the two networks that Kitt was made for.

Both files have the format of every directory file, except that days are written as distances from today
(``{today-20}``), so that there are always newcomers and somebody is always away. Telephone numbers are those
that the regulator reserves for fiction (Bundesnetzagentur, Mitteilung Nr. 148/2021), addresses those of
example.org.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import StoreMismatchError
from storage.exchange.apply import apply_plan
from storage.exchange.cells import written_date
from storage.exchange.demo.meetings import seed_meetings
from storage.exchange.importing import read_plan
from storage.models import Person, StoreInfo
from storage.session import Store

DEMO_FILES = ("names.csv", "people.csv")

_DAY = re.compile(r"\{today([+-]\d+)?\}")
_MARK = "demo"
_MARK_DAY = "demo_day"


def seed_demo(session: Session, today: date) -> None:
    """Fill an empty store with the demo directory and mark it as a demo (``store_info`` "demo" is "1").

    Raises:
        StoreMismatchError: there are people in the store already.
    """
    if session.scalar(select(Person.id).limit(1)) is not None:
        raise StoreMismatchError("the demo directory goes into an empty store only; this one holds people")
    _write(session, today)


def refresh_demo(store: Store, today: date) -> None:
    """Fill an empty store with the demo, or bring the days of a demo of another day up to date.

    The second makes the demo's people what its files say again; who is linked to whom stays.

    Raises:
        StoreMismatchError: there are people in the store, and it is no demo.
    """
    with store.read() as session:
        if _info(session, _MARK_DAY) == today.isoformat():
            return
    with store.write() as session:
        if _info(session, _MARK) == "1":
            _write(session, today)
        else:
            seed_demo(session, today)


def demo_file(name: str, today: date) -> bytes:
    """One of DEMO_FILES as an import takes it, with its days reckoned from ``today``."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    dated = _DAY.sub(lambda found: written_date(today + timedelta(days=int(found[1] or 0))), text)
    return dated.encode("utf-8")


def _write(session: Session, today: date) -> None:
    for name in DEMO_FILES:
        plan = read_plan(session, demo_file(name, today), today=today)
        apply_plan(session, plan, allow_removals=True)
    seed_meetings(session, today)
    session.merge(StoreInfo(key=_MARK, value="1"))
    session.merge(StoreInfo(key=_MARK_DAY, value=today.isoformat()))
    session.flush()


def _info(session: Session, key: str) -> str | None:
    return session.scalar(select(StoreInfo.value).where(StoreInfo.key == key))
