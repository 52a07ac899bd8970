"""Groups keep somebody who coordinates them; absences and bindings keep to their rules."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from storage.errors import NotAllowedError
from storage.models import (
    Absence,
    AbsenceReason,
    Binding,
    Conversation,
    ConversationKind,
    Coordination,
    Group,
    Membership,
    Person,
    Role,
)
from storage.services import absences, bindings, editing, groups
from storage.services.absences import Leave
from storage.services.refusing import Reason, RefusedError
from storage.session import Session, Store
from tests.coordinated import GROUP, network
from tests.factories import NOW, TODAY

WHEN = {"now": NOW, "today": TODAY}
DAY = timedelta(days=1)


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_last_coordinator_stays(store: Store) -> None:
    """Neither leaving the group nor the network works until somebody else coordinates, who stays."""
    net = network(store)
    with store.write() as session:
        kim, nele = net.viewer(session, "Kim"), net.viewer(session, "Nele")
        session.get_one(Person, net.people["Nele"]).home_region_id = net.regions["Halle"]

        def leave() -> None:
            groups.remove_member(
                session, viewer=nele, group_id=net.group, person_id=net.people["Nele"], now=NOW
            )

        with pytest.raises(RefusedError) as refused:
            leave()
        assert (refused.value.reason, refused.value.names) == (Reason.LAST, (GROUP,))
        with pytest.raises(RefusedError):
            editing.part_with(session, viewer=kim, person_id=net.people["Nele"], last_day=None, **WHEN)
        mara = net.people["Mara"]
        assert groups.name_coordinator(session, viewer=nele, group_id=net.group, person_id=mara, **WHEN)
        assert session.get_one(Person, mara).role is Role.COORDINATOR
        session.get_one(Person, mara).left_on = TODAY + DAY
        session.flush()
        with pytest.raises(RefusedError):
            leave()  # Mara is about to leave, too
        session.get_one(Person, mara).left_on = None
        session.flush()
        leave()
        assert net.viewer(session, "Mara").group_ids == {net.group}
        assert not net.viewer(session, "Nele").group_ids


def test_a_group_from_its_making_to_its_end(store: Store) -> None:
    """Whoever makes it coordinates it; its name is unique in any letters; its people outlive it."""
    net = network(store)
    with store.write() as session:
        made = groups.make_group(session, viewer=net.viewer(session, "Nele"), name="Pflege", now=NOW)
        nele = net.viewer(session, "Nele")
        assert made in nele.group_ids
        for name, reason in (
            ("PFLEGE", Reason.EXISTS),
            ("fg2", Reason.EXISTS),
            ("  ", Reason.NAME),
            ("42", Reason.NAME),
            ("x" * 81, Reason.TOO_LONG),
        ):
            with pytest.raises(RefusedError) as refused:
                groups.make_group(session, viewer=nele, name=name, now=NOW)
            assert refused.value.reason is reason
        assert groups.rename_group(session, viewer=nele, group_id=made, name="pflege", now=NOW) == "Pflege"
        ids = [net.people["Lena"], net.people["Mara"], 999]
        come = groups.add_members(session, viewer=nele, group_id=made, person_ids=ids, **WHEN)
        assert len(come) == 2
        assert groups.add_members(session, viewer=nele, group_id=made, person_ids=ids, **WHEN) == []
        people = count(session, Person)
        groups.end_group(session, viewer=nele, group_id=made, now=NOW)
        assert (count(session, Person), count(session, Group), count(session, Membership)) == (people, 1, 0)
        assert session.scalars(select(Coordination).where(Coordination.group_id == made)).all() == []


def test_everybody_may_leave_a_group(store: Store) -> None:
    """A member leaves by themselves, and takes nobody else along."""
    net = network(store)
    with store.write() as session:
        nele, lena = net.viewer(session, "Nele"), net.viewer(session, "Lena")
        ids = [net.people["Lena"], net.people["Mara"]]
        groups.add_members(session, viewer=nele, group_id=net.group, person_ids=ids, **WHEN)
        with pytest.raises(NotAllowedError):
            groups.remove_member(session, viewer=lena, group_id=net.group, person_id=ids[1], now=NOW)
        groups.remove_member(session, viewer=lena, group_id=net.group, person_id=ids[0], now=NOW)
        with pytest.raises(RefusedError):
            groups.remove_member(session, viewer=lena, group_id=net.group, person_id=ids[0], now=NOW)
        card = groups.group_card(session, viewer=lena, group_id=net.group, today=TODAY)
        assert card is not None
        assert [person.name for person in card.members] == ["Mara Lindner"]
        assert not card.mine


def test_absences(store: Store) -> None:
    """Entered once, replaced by one that overlaps, ended by whoever is back; others need the right."""
    net = network(store)
    with store.write() as session:
        heike, own = net.viewer(session, "Heike"), net.people["Heike"]
        first = Leave(TODAY + DAY, TODAY + 9 * DAY, AbsenceReason.HOLIDAY, net.people["Jonas"])
        assert absences.enter(session, viewer=heike, person_id=own, leave=first, **WHEN)
        assert not absences.enter(session, viewer=heike, person_id=own, leave=first, **WHEN)
        longer = Leave(TODAY - DAY, TODAY + 12 * DAY)
        assert absences.enter(session, viewer=heike, person_id=own, leave=longer, **WHEN)
        rows = absences.absences_of(session, viewer=heike, person_id=own, today=TODAY)
        assert [(row.starts_on, row.ends_on) for row in rows] == [(longer.starts_on, longer.ends_on)]
        later = Leave(TODAY + 20 * DAY, None)
        assert absences.enter(session, viewer=heike, person_id=own, leave=later, **WHEN)
        assert absences.end(session, viewer=heike, person_id=own, **WHEN) == 1
        rows = absences.absences_of(session, viewer=heike, person_id=own, today=TODAY)
        assert [row.starts_on for row in rows] == [later.starts_on]
        with pytest.raises(NotAllowedError):
            absences.cancel(session, viewer=net.viewer(session, "Jonas"), absence_id=rows[0].id, **WHEN)
        absences.cancel(session, viewer=heike, absence_id=rows[0].id, **WHEN)
        with pytest.raises(RefusedError):
            absences.end(session, viewer=heike, person_id=own, **WHEN)


@pytest.mark.parametrize(
    ("first", "last", "deputy", "reason"),
    [
        (5, 3, None, Reason.DAYS),
        (-9, -1, None, Reason.DAYS),
        (0, 3, "Heike", Reason.DEPUTY),
        (0, 3, "gone", Reason.DEPUTY),
    ],
)
def test_absences_that_cannot_be(
    first: int, last: int, deputy: str | None, reason: Reason, store: Store
) -> None:
    """Days the wrong way round or over, oneself or somebody unknown as deputy: nothing is written."""
    net = network(store)
    with store.write() as session:
        before = count(session, Absence)
        leave = Leave(TODAY + first * DAY, TODAY + last * DAY, deputy_id=net.people.get(deputy or "", 999))
        if deputy is None:
            leave = Leave(leave.starts_on, leave.ends_on)
        heike, own = net.viewer(session, "Heike"), net.people["Heike"]
        with pytest.raises(RefusedError) as refused:
            absences.enter(session, viewer=heike, person_id=own, leave=leave, **WHEN)
        assert refused.value.reason is reason
        assert count(session, Absence) == before


def test_bindings(store: Store) -> None:
    """A conversation belongs to one group; another one's coordinator cannot take it; private ones to none."""
    net = network(store)
    with store.write() as session:
        rooms = [
            Conversation(messenger="console", address=f"r{i}", kind=kind, state={}, created_at=NOW)
            for i, kind in enumerate((ConversationKind.GROUP, ConversationKind.PRIVATE))
        ]
        session.add_all(rooms)
        session.flush()
        group, private = (room.id for room in rooms)
        nele, kim = net.viewer(session, "Nele"), net.viewer(session, "Kim")
        other = groups.make_group(session, viewer=kim, name="Andere", now=NOW)
        with pytest.raises(RefusedError):
            bindings.bind(session, viewer=nele, conversation_id=private, group_id=net.group, now=NOW)
        assert bindings.bind(session, viewer=nele, conversation_id=group, group_id=net.group, now=NOW)
        assert not bindings.bind(session, viewer=nele, conversation_id=group, group_id=net.group, now=NOW)
        assert [row.group.name for row in bindings.bindings(session, viewer=nele)] == [GROUP]
        assert bindings.bind(session, viewer=kim, conversation_id=group, group_id=other, now=NOW)
        assert bindings.bindings(session, viewer=nele) == []
        for refused in (
            lambda: bindings.bind(
                session, viewer=nele, conversation_id=group, group_id=net.group, now=NOW
            ),
            lambda: bindings.unbind(session, viewer=nele, conversation_id=group, now=NOW),
        ):  # fmt: skip
            with pytest.raises(NotAllowedError):
                refused()
        assert bindings.unbind(session, viewer=kim, conversation_id=group, now=NOW) == "Andere"
        assert count(session, Binding) == 0


def test_the_last_administrator_stays(store: Store) -> None:
    """Neither at once nor to a day, by nobody, until somebody else administers, who stays."""
    net = network(store)
    with store.write() as session:
        kim = net.viewer(session, "Kim")
        nele = session.get_one(Person, net.people["Nele"])

        def leave(last_day: date | None) -> None:
            editing.part_with(session, viewer=kim, person_id=net.people["Kim"], last_day=last_day, **WHEN)

        for last_day in (None, TODAY + DAY):
            with pytest.raises(RefusedError) as refused:
                leave(last_day)
            assert refused.value.reason is Reason.LAST_ADMINISTRATOR
        with pytest.raises(RefusedError):
            editing.may_part(session, viewer=kim, person_id=net.people["Kim"], today=TODAY)
        nele.role, nele.left_on = Role.ADMINISTRATOR, TODAY + DAY
        session.flush()
        with pytest.raises(RefusedError):
            leave(None)
        nele.left_on = None
        session.flush()
        leave(TODAY)
        assert session.get_one(Person, net.people["Kim"]).left_on == TODAY + DAY


def test_everybody_may_leave_by_themselves(store: Store) -> None:
    """A member too, but nobody else; the last coordinator of a group may not."""
    net = network(store)
    with store.write() as session:
        mara, nele = net.viewer(session, "Mara"), net.viewer(session, "Nele")
        editing.part_with(session, viewer=mara, person_id=net.people["Mara"], last_day=TODAY, **WHEN)
        assert session.get_one(Person, net.people["Mara"]).left_on == TODAY + DAY
        with pytest.raises(NotAllowedError):
            editing.part_with(session, viewer=mara, person_id=net.people["Tarek"], last_day=TODAY, **WHEN)
        with pytest.raises(RefusedError) as refused:
            editing.part_with(session, viewer=nele, person_id=net.people["Nele"], last_day=TODAY, **WHEN)
        assert refused.value.reason is Reason.LAST
