"""Writing a plan into the store: many rows with each statement, none for a single person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.errors import StoreError
from storage.exchange.apply_people import PeopleWriter, person_record
from storage.exchange.columns import Kind
from storage.exchange.plan import Plan, Work
from storage.exchange.problems import Code, FileRefusedError, Problem
from storage.exchange.snapshot import TABLES
from storage.exchange.statements import Record, batches, delete_rows, insert_rows, update_rows
from storage.exchange.states import NameState
from storage.models import Person, RegionArea
from storage.services.version import directory_version, touch_directory

Progress = Callable[[int, int], None]


class PlanOutdatedError(StoreError):
    """The directory has changed since the plan was made; reading the file again gives a new plan."""

    retry = True


def apply_plan(
    session: Session, plan: Plan, *, progress: Progress | None = None, allow_removals: bool = False
) -> None:
    """Write what a plan says; the caller's transaction commits it or not.

    Args:
        session: a writing session.
        plan: what ``read_plan`` gave.
        progress: called with (done, all) in entries of the plan, now and then and at the end.
        allow_removals: whether to go on where more than a third of many people would be removed.

    Raises:
        FileRefusedError: too many people would be removed.
        PlanOutdatedError: the directory has changed since the plan was made; roll the transaction back.
    """
    if plan.removes_many and not allow_removals:
        numbers = {"removed": str(len(plan.removed)), "people": str(plan.people_before)}
        raise FileRefusedError([Problem(None, None, Code.TOO_MANY_REMOVED, numbers)])
    total = len(plan.added) + len(plan.changed) + len(plan.removed)
    report = progress or (lambda _done, _all: None)
    if total:
        session.flush()
        _claim_version(session, plan)
        for done in _written(session, plan):
            report(min(done, total), total)
        # What the session holds in memory was written past it.
        session.expire_all()
    report(total, total)


def _claim_version(session: Session, plan: Plan) -> None:
    """Raise the version first: that locks out other writers, and shows whether one came before."""
    touch_directory(session)
    if directory_version(session) != plan.version + 1:
        raise PlanOutdatedError("the directory has changed since the file was read")


def _written(session: Session, plan: Plan) -> Iterator[int]:
    """Write everything; gives how many entries are done."""
    work = plan.work
    _write_names(session, work)
    done = len(work.new_names) + len(work.changed_names)
    yield done
    ids = {kind: _ids(session, kind) for kind in TABLES}
    insert_rows(session, Person, [person_record(state, ids) for state in work.new_people])
    people = PeopleWriter(session, ids, plan.today)
    for changes in batches([*people.as_changes(work.new_people), *work.changed_people]):
        people.write(changes)
        done += len(changes)
        yield done
    for leaving in batches(work.leaving):
        update_rows(session, Person, [{"id": person_id, "left_on": plan.today} for person_id in leaving])
        done += len(leaving)
        yield done


def _ids(session: Session, kind: Kind) -> dict[str, int]:
    table = TABLES[kind]
    rows = session.execute(select(table.name, table.id)).all()
    return {row.name: row.id for row in rows}


def _write_names(session: Session, work: Work) -> None:
    for kind, table in TABLES.items():
        new = [_name_record(state) for state in work.new_names if state.kind is kind]
        insert_rows(session, table, new)
        changed = [(stored.id, state) for stored, state in work.changed_names if state.kind is kind]
        update_rows(session, table, [{"id": name_id, **_name_record(state)} for name_id, state in changed])
    _write_areas(session, work)


def _name_record(state: NameState) -> Record:
    record: Record = {"name": state.name, "aliases": list(state.aliases)}
    if state.kind is Kind.REGION:
        record["colour"] = state.colour
    if state.kind in (Kind.PROJECT, Kind.GROUP):
        record["description"] = state.description
    return record


def _write_areas(session: Session, work: Work) -> None:
    moved = [(stored.id, s) for stored, s in work.changed_names if s.areas != stored.state.areas]
    ids = _ids(session, Kind.REGION)
    new = [(ids[state.name], state) for state in work.new_names if state.kind is Kind.REGION]
    delete_rows(session, RegionArea, RegionArea.region_id, [region_id for region_id, _ in moved])
    records: list[Record] = [
        {"region_id": region_id, "key": key}
        for region_id, state in [*new, *moved]
        for key in sorted(state.areas)
    ]
    insert_rows(session, RegionArea, records)
