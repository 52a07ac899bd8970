"""Applying a plan: in one transaction, with progress, fast, and only while the plan holds."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from storage.exchange import PlanOutdatedError, apply_plan, read_plan
from storage.models import Person, Project, Responsibility
from storage.services.version import directory_version, touch_directory
from storage.session import Store
from tests.storage.exchange.directories import TODAY, csv_file, load, named, person, planned, statements

REGIONS = ("Harz", "Magdeburg", "Halle", "LK Stendal")


def many(count: int, **cells: str) -> bytes:
    """A file of many people, every second with two responsibilities."""
    rows = [
        person(
            f"Vorname {number % 97}",
            f"Nachname {number}",
            Kennung=f"k{number}",
            Organisation=f"Träger {number % 100}",
            Telefon=f"030 23125 {number % 1000:03}",
            Sprachen="Deutsch, Arabisch",
            Gruppen=f"Gruppe {number % 20}",
            Projekt=f"Projekt {(number + extra) % 3}",
            Region=REGIONS[(number + extra) % 4],
            Themen=f"Thema {number % 12}, Beratung",
            Abwesend_von="" if number % 10 else "1.1.2027",
            Vertretung="" if number % 10 else f"k{(number + 1) % count}",
            **cells,
        )
        for number in range(count)
        for extra in range(1 + number % 2)
    ]
    return csv_file(rows)


def test_version_counts_changes(store: Store) -> None:
    """The directory's version rises with every change, not with an import that changes nothing."""
    with store.read() as session:
        assert directory_version(session) == 0
    load(store, [person()])
    load(store, [person()])
    load(store, [named("Thema", "Wohnen")])
    with store.write() as session:
        touch_directory(session)
    with store.read() as session:
        assert directory_version(session) == 3


def test_version_of_a_change_undone(store: Store) -> None:
    """A transaction that is rolled back raises no version."""

    def fail() -> None:
        with store.write() as session:
            touch_directory(session)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as session:
        assert directory_version(session) == 0


def test_an_outdated_plan_is_refused(store: Store) -> None:
    """A plan is made for one version of the directory; after another change it is not written."""
    plan = planned(store, [person()])
    load(store, [person("Kim", "Aslan")])

    def apply() -> None:
        with store.write() as session:
            apply_plan(session, plan, allow_removals=True)

    with pytest.raises(PlanOutdatedError) as refusal:
        apply()
    assert refusal.value.retry
    with store.read() as session:
        assert session.scalars(select(Person.key)).all() == ["kim-aslan"]
        assert directory_version(session) == 1


def test_a_plan_of_another_session_is_applied(store: Store) -> None:
    """Reading and writing may be two transactions, with a question to a person in between."""
    plan = planned(store, [person()])
    with store.write() as session:
        apply_plan(session, plan)
    assert planned(store, [person()]).is_empty


def test_objects_in_memory_are_brought_up_to_date(store: Store) -> None:
    """What the session had loaded before shows the import's values."""
    load(store, [person(Funktion="alt")])
    with store.write() as session:
        mara = session.scalars(select(Person)).one()
        plan = read_plan(session, csv_file([person(Funktion="neu")]), today=TODAY)
        apply_plan(session, plan)
        assert mara.function == "neu"


def test_progress_runs_to_the_end(store: Store) -> None:
    """The progress never goes back and ends at all, for a plan with nothing to do as well."""
    seen: list[tuple[int, int]] = []
    plan = load(store, many(1200), progress=lambda done, total: seen.append((done, total)))
    total = len(plan.added)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert {total for _, total in seen} == {total}
    assert seen[-1] == (total, total)
    assert len(seen) > 3
    seen.clear()
    load(store, many(1200), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 0)]


def test_a_plan_takes_the_same_statements_for_any_number(store: Store) -> None:
    """Comparing asks the store a constant number of questions; writing asks per hundreds, not per person."""
    few, lots = many(5), many(600)
    before = statements(store, lambda: planned(store, few))
    load(store, few)
    assert statements(store, lambda: planned(store, few)) == before
    assert statements(store, lambda: load(store, lots)) < 100
    assert statements(store, lambda: planned(store, lots)) == before


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_ten_thousand_people(store: Store) -> None:
    """The largest directory we promise imports in seconds; how long it takes is the benchmarks' business."""
    data = many(10_000)
    plan = load(store, data)
    assert len(plan.added) == 10_000 + 100 + 3 + 4 + 13 + 20
    with store.read() as session:
        assert session.scalar(select(func.count(Person.id))) == 10_000
        assert session.scalar(select(func.count(Responsibility.id))) == 15_000
    assert planned(store, data).is_empty


def test_a_failure_leaves_nothing_behind(store: Store) -> None:
    """If the transaction fails after the work, the store is as before."""

    def fail() -> None:
        with store.write() as session:
            apply_plan(session, read_plan(session, many(10), today=TODAY))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.read() as session:
        assert session.scalars(select(Project)).all() == []
        assert directory_version(session) == 0
