"""Nudges: what a look costs with few and many in the store, and how many leave in a second."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update

from bot.nudging import Nudging
from bot.ports import Probe, no_probe
from storage import migrations
from storage.models import (
    Account,
    Conversation,
    Group,
    Meeting,
    Membership,
    Nudge,
    NudgeKind,
    Occurrence,
    Person,
)  # fmt: skip
from storage.services import nudge_planning
from storage.services.rows import table_of
from storage.session import Store
from tests.benchmarks.figures import Figure, growth
from tests.benchmarks.stores import Stores
from tests.factories import NOW

SIZES = (1_000, 100_000)
PEOPLE = 1_000
REPEATS = 60
MOST_GROWTH = 2.0
DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")


def measure(stores: Stores, *, sizes: Sequence[int] = SIZES, repeats: int = REPEATS) -> Iterator[Figure]:
    """A look with nothing due, by what waits; then all of it due in the same minute."""
    for dialect in stores.dialects:
        looks: dict[int, list[float]] = {}
        for size in sizes:
            store = stores.empty(dialect)
            filled(store, size)
            looking(store, NOW).look()  # the statements are compiled, the dates planned
            looks[size] = [_timed(looking(store, NOW)) for _ in range(repeats)]
            if size == sizes[-1]:
                yield from _all_due(store, dialect, size)
            stores.drop(store)
        yield from growth(f"nudges, nothing due, {dialect}", looks, MOST_GROWTH)


def _all_due(store: Store, dialect: str, size: int) -> Iterator[Figure]:
    batches: list[float] = []
    begun = time.perf_counter()

    def note(step: str) -> None:
        if step == "committed":
            batches.append(time.perf_counter() - begun)

    sent = looking(store, NOW + 5 * DAY, note).say()
    seconds = time.perf_counter() - begun
    yield Figure(f"nudges, {size:,} in a minute, {dialect}", "sent", sent, "")
    yield Figure(f"nudges, {size:,} in a minute, {dialect}", "rate", sent / seconds, "/s")
    late = batches[int(len(batches) * 0.99)]
    yield Figure(f"nudges, {size:,} in a minute, {dialect}", "late, p99", late, "s", 60)
    yield Figure(f"nudges, {size:,} in a minute, {dialect}", "last after", seconds, "s", 60)


def _timed(nudging: Nudging) -> float:
    begun = time.perf_counter()
    nudging.look()
    return time.perf_counter() - begun


def looking(store: Store, now: datetime, probe: Probe = no_probe) -> Nudging:
    """Somebody who looks at that time."""
    return Nudging(store, clock=lambda: now, zone=BERLIN, language="de", wake=lambda _: None, probe=probe)


def filled(store: Store, size: int, people: int = PEOPLE) -> None:
    """Fill an empty store with so many nudges that wait for one moment in five days, for meetings then."""
    migrations.upgrade(store)
    meetings = max(1, size // people)
    people = min(people, size)
    due, everybody = NOW + 5 * DAY, range(1, people + 1)
    with store.write() as session:
        _insert(session, Group, [{"id": 1, "name": "Gruppe", "aliases": [], "description": ""}])
        _insert(session, Person, [
            {"id": n, "key": f"p{n}", "given_name": "Mara", "family_name": f"L{n}"} for n in everybody
        ])  # fmt: skip
        _insert(session, Membership, [{"group_id": 1, "person_id": n} for n in everybody])
        _insert(session, Conversation, [
            {"id": n, "messenger": "console", "address": str(n), "created_at": NOW} for n in everybody
        ])  # fmt: skip
        _insert(session, Account, [
            {"id": n, "messenger": "console", "address": str(n), "created_at": NOW, "person_id": n,
             "conversation_id": n} for n in everybody
        ])  # fmt: skip
        starts = (due + DAY).replace(tzinfo=None)
        _insert(session, Meeting, [
            {"id": n, "uid": f"{n}", "group_id": 1, "title": f"Treffen {n}", "zone": "UTC", "minutes": 60,
             "starts_wall": starts, "created_at": NOW, "updated_at": NOW} for n in range(1, meetings + 1)
        ])  # fmt: skip
        _insert(session, Occurrence, [
            {"id": n, "meeting_id": n, "recurrence_id": starts, "starts_wall": starts, "minutes": 60,
             "starts_at": due + DAY, "ends_at": due + DAY, "timed_at": NOW, "plan_at": due + 9 * DAY}
            for n in range(1, meetings + 1)
        ])  # fmt: skip
        _insert(session, Nudge, [
            {"key": f"{m}:{n}", "kind": NudgeKind.REMINDER, "occurrence_id": m, "person_id": n,
             "wanted_at": due, "due_at": due, "not_after": due + DAY, "created_at": NOW}
            for m in range(1, meetings + 1) for n in everybody
        ])  # fmt: skip
    with store.write() as session:
        nudge_planning.notice(session, NOW)  # nothing has changed since
        session.execute(update(Occurrence).values(plan_at=due + 9 * DAY))


def _insert(session: object, model: type, rows: list[dict[str, object]]) -> None:
    session.connection().execute(insert(table_of(model)), rows)  # type: ignore[attr-defined]
