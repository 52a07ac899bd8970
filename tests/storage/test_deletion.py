"""Whoever wants to be deleted is, wholly, after the day on which they asked; and not before."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text

from bot.chores import Chores
from storage.errors import NotAllowedError
from storage.models import (
    Account,
    AuditEntry,
    Base,
    Consent,
    Conversation,
    ConversationKind,
    Coordination,
    Deletion,
    Group,
    HelpRequest,
    Introduction,
    OutboxMessage,
    Person,
    Preference,
    Role,
    Usage,
)
from storage.services import audit, deletion, inbox, outbox
from storage.services.own_data import collect
from storage.services.viewer import Viewer, viewer_of
from storage.session import Session, Store
from tests import factories
from tests.factories import NOW, TODAY

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2026, 11, 23, 23, tzinfo=UTC)


def chores(store: Store, now: datetime) -> Chores:
    return Chores(store, clock=lambda: now, zone=BERLIN, wake=lambda _: None)


def ask(store: Store, account: int) -> datetime | None:
    with store.write() as session:
        viewer = viewer_of(session, account, today=TODAY)
        return deletion.ask(session, viewer=viewer, account_id=account, now=NOW, zone=BERLIN)


def fill(session: Session, *, person: Person | None, address: str = "geheim") -> int:
    """An account with everything that can hang on it; returns its number."""
    account = factories.account(session, person, address=address)
    arrival = inbox.Arrival(
        "console",
        f"e-{account.id}",
        address,
        ConversationKind.PRIVATE,
        address,
        {"kind": "text", "text": address},
    )
    stored = inbox.receive(session, arrival, NOW)
    assert stored
    elsewhere = Conversation(
        messenger="console", address=f"g-{address}", kind=ConversationKind.GROUP, created_at=NOW
    )
    session.add(elsewhere)
    session.flush()
    for place in (stored.conversation_id, elsewhere.id):
        payload = {
            "texts": [{"key": address, "params": {}}],
            "options": [{"step": "s", "data": {"x": address}}],
        }
        draft = outbox.Draft(f"k-{place}", place, payload, "de", account_id=account.id)
        outbox.enqueue(session, draft, NOW)
    session.add(Usage(account_id=account.id, what="lookup", hour=NOW, count=3))
    session.add(HelpRequest(account_id=account.id, message=address, asked_at=NOW))
    if person is not None:
        session.add(Consent(person_id=person.id, version="2026-11", given_at=NOW))
        session.add(Preference(person_id=person.id, account_id=account.id, hidden=["function"]))
        audit.note(session, Viewer(Role.MEMBER, person.id), "x", NOW, subject="person", subject_id=person.id)
    session.flush()
    return account.id


def whole(store: Store) -> dict[str, list[Any]]:
    """All rows of all tables."""
    with store.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


def test_everything_goes_and_nothing_of_others(store: Store) -> None:
    """After midnight no row holds name, number, address or text of the person; all else is as it was."""
    with store.write() as session:
        people = factories.lead_network(session)
        mara, lena = people["Mara"], people["Lena"]
        mara.family_name = "Geheim"
        account = fill(session, person=mara)
        fill(session, person=lena, address="lena")
        session.add(Introduction(asker_id=mara.id, asked_id=lena.id, reason="geheim", asked_at=NOW))
        factories.absent(session, lena, until=None, deputy=mara)
        number = mara.id
    assert ask(store, account) == MIDNIGHT
    chores(store, MIDNIGHT - timedelta(seconds=1)).delete()
    assert "Geheim" in str(whole(store))
    chores(store, MIDNIGHT).delete()
    after = whole(store)
    kept = {k: [r for r in v if "geheim" in str(r).lower()] for k, v in after.items() if k != "conversation"}
    assert not any(kept.values()), {k: v for k, v in kept.items() if v}
    assert [row[2] for row in after["conversation"]] == ["g-geheim", "lena", "g-lena"]
    with store.read() as session:
        assert session.get(Person, number) is None
        assert session.scalar(select(func.count()).select_from(Person)) == 6
        assert {entry.actor_id for entry in session.scalars(select(AuditEntry))} == {None, lena.id}
        assert [e.action for e in session.scalars(select(AuditEntry)) if e.actor_id is None] == [
            "x", "ask_deletion", "delete_person",
        ]  # fmt: skip
        states = session.execute(select(OutboxMessage.payload, OutboxMessage.state)).all()
        assert [(row[0], row[1].value) for row in states if not row[0]] == [({}, "held_back")]
    chores(store, MIDNIGHT).delete()
    assert whole(store) == after


def test_a_guest_goes_too(store: Store) -> None:
    """Of an account that belongs to nobody nothing is left either."""
    with store.write() as session:
        account = fill(session, person=None)
    assert ask(store, account) == MIDNIGHT
    chores(store, MIDNIGHT).delete()
    rows = whole(store)
    assert {name for name, found in rows.items() if found} - {"alembic_version"} == {
        "conversation", "outbox_message", "audit_entry",
    }  # fmt: skip
    assert len(rows["conversation"]) == 1  # the group's


def test_a_guest_who_joins_meanwhile_stays(store: Store) -> None:
    """Who asked as a guest and was let in afterwards is not thrown out at midnight."""
    with store.write() as session:
        people = factories.lead_network(session)
        account = fill(session, person=None)
    ask(store, account)
    with store.write() as session:
        session.get_one(Account, account).person_id = people["Mara"].id
    chores(store, MIDNIGHT).delete()
    with store.read() as session:
        assert session.get(Account, account) is not None
        assert session.scalars(select(Deletion)).all() == []


def test_within_the_day_it_is_undone(store: Store) -> None:
    """Asking twice is once; a change of mind keeps everything; after midnight it is too late."""
    with store.write() as session:
        people = factories.lead_network(session)
        account = fill(session, person=people["Mara"])
    before = whole(store)
    assert ask(store, account) == ask(store, account) == MIDNIGHT
    with store.write() as session:
        viewer = viewer_of(session, account, today=TODAY)
        arguments = {"viewer": viewer, "account_id": account}
        assert not deletion.undo(session, **arguments, now=MIDNIGHT)
        assert deletion.undo(session, **arguments, now=MIDNIGHT - timedelta(seconds=1))
        assert not deletion.undo(session, **arguments, now=NOW)
    chores(store, MIDNIGHT).delete()
    after = whole(store)
    assert {name for name in after if after[name] != before[name]} == {"audit_entry"}


def test_the_last_one_names_somebody_first(store: Store) -> None:
    """A group is not left without coordinator, nor the network without administrator."""
    with store.write() as session:
        people = factories.lead_network(session)
        nele, mara = people["Nele"], people["Mara"]
        group = Group(name="Fokusgruppe 2", aliases=[])
        session.add(group)
        session.flush()
        session.add(Coordination(person_id=nele.id, group_id=group.id))
        mara.role = Role.ADMINISTRATOR
        accounts = [fill(session, person=one, address=one.key) for one in (nele, mara)]
        group_id = group.id
    assert [ask(store, account) for account in accounts] == [None, None]
    with store.write() as session:
        people["Lena"] = session.get_one(Person, people["Lena"].id)
        people["Lena"].role = Role.COORDINATOR
        session.get_one(Person, people["Tarek"].id).role = Role.ADMINISTRATOR
        session.add(Coordination(person_id=people["Lena"].id, group_id=group_id))
    assert [ask(store, account) for account in accounts] == [MIDNIGHT, MIDNIGHT]


def test_not_where_others_read_along(store: Store) -> None:
    """Asking, undoing and reading are refused in groups, for whoever it is."""
    with store.write() as session:
        account = fill(session, person=factories.lead_network(session)["Mara"])
        viewer = viewer_of(session, account, today=TODAY, in_group=True)
        given: dict[str, Any] = {"viewer": viewer, "account_id": account}
        for refused in (
            lambda: deletion.ask(session, **given, now=NOW, zone=BERLIN),
            lambda: deletion.undo(session, **given, now=NOW),
            lambda: deletion.pending(session, **given),
            lambda: collect(session, **given),
        ):
            with pytest.raises(NotAllowedError):
                refused()
        assert session.scalars(select(Deletion)).all() == []


def test_everything_is_in_the_copy(store: Store) -> None:
    """Each table that holds something about a person has its section; nothing of others is in it."""
    with store.write() as session:
        people = factories.lead_network(session)
        account = fill(session, person=people["Mara"])
        fill(session, person=people["Lena"], address="andere")
        viewer = viewer_of(session, account, today=TODAY)
        sections = collect(session, viewer=viewer, account_id=account)
    copied = json.dumps(sections)
    assert set(sections) >= set(
        "person ways languages responsibilities settings consents accounts usage help_requests messages_in "
        "messages_out conversations changes_by_me changes_of_me".split()
    )
    assert "Lindner" in copied
    assert "andere" not in copied
    assert (
        sections["responsibilities"][0] | {"project": "Jobbrücke Plus", "places": []}
        == sections["responsibilities"][0]
    )


def test_a_declined_wish_is_not_told_by_the_copy(store: Store) -> None:
    """Whoever wished to be introduced reads the same, whatever became of it."""
    with store.write() as session:
        people = factories.lead_network(session)
        mara, lena = people["Mara"], people["Lena"]
        account = fill(session, person=mara)
        session.add(Introduction(asker_id=mara.id, asked_id=lena.id, reason="x", asked_at=NOW))
        viewer = viewer_of(session, account, today=TODAY)
        before = collect(session, viewer=viewer, account_id=account)
        session.execute(text("UPDATE introduction SET state = 'declined', reason = ''"))
        assert collect(session, viewer=viewer, account_id=account) == before


def test_stale_contexts_go(store: Store) -> None:
    """What a conversation remembers is cleared when it no longer counts, and not before."""
    with store.write() as session:
        place = Conversation(
            messenger="console", address="1", state={"results": [7]}, state_until=NOW, created_at=NOW
        )
        session.add(place)
        session.flush()
        number = place.id
    for now, left in ((NOW, {"results": [7]}), (NOW + timedelta(seconds=1), {})):
        chores(store, now).forget_contexts()
        with store.read() as session:
            assert session.get_one(Conversation, number).state == left
