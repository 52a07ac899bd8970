"""Export and deletion of a person with 10,000 related rows, among 1,000 people."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from dialogs.topics.own_page import files_of, page
from dialogs.turn import Network, Turn
from storage.models import (
    Absence,
    AuditEntry,
    Conversation,
    InboxEvent,
    InboxState,
    OutboxMessage,
    OutboxState,
    Usage,
)
from storage.models.messages import ConversationKind
from storage.services import deletion
from storage.services.own_data import collect
from storage.services.viewer import GUEST, viewer_of
from storage.session import Session, Store
from tests.benchmarks import bulk
from tests.benchmarks.figures import Figure
from tests.benchmarks.stores import Stores
from tests.factories import NOW, TODAY

MINE = 2
"""Whose data: the person of the account with the same number."""

AIM_MS = 1_000
BERLIN = ZoneInfo("Europe/Berlin")


def measure(stores: Stores) -> Iterator[Figure]:
    """How long a copy of everything takes, as it is answered, and how long the deletion."""
    for dialect in stores.dialects:
        store = stores.empty(dialect)
        bulk.directory(store, 1_000, 5)
        with store.write() as session:
            rows = _related(session)
        yield Figure(f"own data, {dialect}", "related rows", rows, "")
        yield Figure(f"own data, {dialect}", "export", 1000 * _export(store), "ms", AIM_MS)
        yield Figure(f"own data, {dialect}", "deletion", 1000 * _delete(store), "ms", AIM_MS)
        stores.drop(store)


def _export(store: Store) -> float:
    page({"deletion": [{"at": ""}]}, "de", NOW, _nobody())  # what a running process has loaded long ago
    begun = time.perf_counter()
    with store.read() as session:
        viewer = viewer_of(session, MINE, today=TODAY)
        turn = Turn(session, viewer, "de", NOW, TODAY, Network({}), account_id=MINE)
        files_of(collect(session, viewer=viewer, account_id=MINE), turn)
    return time.perf_counter() - begun


def _nobody() -> Turn:
    return Turn(Session(), GUEST, "de", NOW, TODAY, Network({}))


def _delete(store: Store) -> float:
    with store.write() as session:
        viewer = viewer_of(session, MINE, today=TODAY)
        deletion.ask(session, viewer=viewer, account_id=MINE, now=NOW, zone=BERLIN)
    tomorrow = NOW + timedelta(days=1)
    begun = time.perf_counter()
    with store.write() as session:
        (number,) = deletion.due(session, tomorrow)
        assert deletion.carry_out(session, number, tomorrow)
    return time.perf_counter() - begun


def _related(session: Session) -> int:
    """4,000 messages in, 4,000 out, 1,000 changes, 500 absences, 500 counted hours; returns how many."""
    place = Conversation(messenger="bench", address="a2", kind=ConversationKind.PRIVATE, created_at=NOW)
    session.add(place)
    session.flush()
    hours = [NOW - timedelta(hours=n) for n in range(500)]
    tables = (
        (InboxEvent, [
            {"messenger": "bench", "event_key": str(n), "conversation_id": place.id, "account_id": MINE,
             "payload": {"kind": "text"}, "received_at": NOW, "state": InboxState.DONE}
            for n in range(4_000)
        ]),
        (OutboxMessage, [
            {"dedupe_key": f"bench:{n}", "conversation_id": place.id, "account_id": MINE, "payload": {},
             "created_at": NOW, "due_at": NOW, "state": OutboxState.SENT}
            for n in range(4_000)
        ]),
        (AuditEntry, [
            {"at": NOW, "actor_id": MINE, "action": "bench", "subject": "person", "subject_id": n}
            for n in range(1_000)
        ]),
        (Absence, [{"person_id": MINE, "starts_on": TODAY, "ends_on": TODAY} for _ in range(500)]),
        (Usage, [{"account_id": MINE, "what": "lookup", "hour": hour, "count": 1} for hour in hours]),
    )  # fmt: skip
    for model, rows in tables:
        session.execute(insert(model), rows)
    return sum(len(rows) for _, rows in tables)
