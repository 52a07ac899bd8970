"""Killed while a meeting is planned, moved and called off: each is done once or asked again, never half."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.models import Coordination, Group, Meeting, Membership, Occurrence, Person
from storage.services.version import touch_directory
from storage.session import Store
from tests.dialogue import interpreter, knowledge
from tests.killing.forkserver import Forkserver, forkserver
from tests.killing.test_paths import Stage

SCRIPT = (
    ("Nele", "plane ein Treffen der Fokusgruppe 2 am 14. Januar um 10 Uhr, 90 Minuten"),
    ("Nele", "1"),
    ("Nele", "verschieb es auf 11 Uhr"),
    ("Nele", "1"),
    ("Nele", "sag das Treffen ab"),
    ("Nele", "1"),
)
KILLS = 6
"""In so many places a life is ended: others tomorrow."""

TODAY = int(time.time() // 86_400)


@pytest.fixture(scope="module")
def server() -> Iterator[Forkserver]:
    """Forks the lives; what they understand with has been made."""
    interpreter()
    knowledge()
    with forkserver() as running:
        yield running


class Planning(Stage):
    """The stage with a group that Nele coordinates."""

    def __init__(self, folder: Path, template: Path, server: Forkserver) -> None:
        super().__init__(folder, template, server)
        self.orders = replace(self.orders, script=SCRIPT)
        store = Store.open(f"sqlite:///{self._planted}")
        with store.write() as session:
            group = Group(name="Fokusgruppe 2", aliases=[])
            session.add(group)
            session.flush()
            people = session.scalars(select(Person).where(Person.given_name.in_(["Nele", "Mara"]))).all()
            session.add_all(Membership(group_id=group.id, person_id=one.id) for one in people)
            nele = next(one.id for one in people if one.given_name == "Nele")
            session.add(Coordination(group_id=group.id, person_id=nele))
            touch_directory(session)
        store.close()

    def meetings(self) -> list[tuple[object, ...]]:
        """All meetings with their dates, without what is random."""
        store = Store.open(self.orders.url)
        with store.read() as session:
            query = select(
                Meeting.title, Meeting.state, Meeting.revision, Occurrence.starts_wall, Occurrence.sequence,
                Occurrence.state.label("date"),
            ).outerjoin(Occurrence)  # fmt: skip
            found = [tuple(row) for row in session.execute(query)]
        store.close()
        return found


def test_killed_while_planning(tmp_path: Path, sqlite_template: Path, server: Forkserver) -> None:
    """At every named step, by turns, there is one meeting in the end, moved once and called off once."""
    stage = Planning(tmp_path, sqlite_template, server)
    steps = sorted(stage.quiet().items())
    expected = stage.meetings()
    assert len(expected) == 1
    assert expected[0][2] == 3  # planned, moved, called off
    _, seen = stage.outcome()
    places = [(step, nth) for step, times in steps for nth in range(1, times + 1)]
    apart = max(len(places) // KILLS, 1)
    for step, nth in places[TODAY % apart :: apart]:
        stage.killed(step, nth)
        assert stage.meetings() == expected, (step, nth)
        assert stage.outcome()[1] == seen, (step, nth)
