"""Guests who wait to be let in: those who may decide are asked again, twice at most, when they are there."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.chores import Chores
from dialogs.turn import BERLIN
from storage.models import (
    Absence,
    AbsenceReason,
    AccessRequest,
    Coordination,
    OutboxMessage,
    Person,
    Preference,
    RequestState,
    Role,
)
from storage.services import deletion
from storage.session import Store
from tests import coordinated
from tests.coordinated import Network
from tests.dialogs.telling import press, told, words
from tests.dialogue import Talk
from tests.factories import NOW, TODAY

DAY = timedelta(days=1)


@pytest.fixture
def net(store: Store) -> Network:
    made = coordinated.network(store)
    for account in made.accounts.values():
        Talk(store, account)  # so that each can be written to
    return made


def asks(store: Store, net: Network, where: str = "Harz") -> Talk:
    """A guest who has asked on Monday morning."""
    guest = Talk(store, net.accounts["Gast"])
    for line in ("/zugang", "Olena Koval", "Beratung am Markt", where, "ja"):
        guest.say(line)
    return guest


def tick(store: Store, now: datetime) -> int:
    return Chores(store, clock=lambda: now, zone=BERLIN, wake=lambda _: None).ask_again()


def counts(store: Store, net: Network) -> dict[str, int]:
    return {name: len(told(store, net.accounts[name])) for name in ("Nele", "Kim", "Mara", "Gast")}


def later(days: float) -> datetime:
    return NOW + timedelta(minutes=5) + days * DAY


def test_the_administrators_then_everybody_then_nobody(store: Store, net: Network) -> None:
    """After a day those who did not know, after another all; then Kitt is quiet, whatever the clock says."""
    asks(store, net)
    assert counts(store, net) == {"Nele": 1, "Kim": 0, "Mara": 0, "Gast": 0}
    assert tick(store, later(0.9)) == 0
    assert tick(store, later(1)) == 1
    assert counts(store, net) == {"Nele": 1, "Kim": 1, "Mara": 0, "Gast": 0}
    assert words(told(store, net.accounts["Kim"])[0]).startswith(
        "Diese Anfrage wartet seit gestern, noch hat niemand entschieden:\nOlena Koval möchte ins Netzwerk"
    )
    assert tick(store, later(1)) == 0
    assert tick(store, later(1.9)) == 0
    assert tick(store, later(2.01)) == 1
    assert counts(store, net) == {"Nele": 2, "Kim": 2, "Mara": 0, "Gast": 0}
    assert [tick(store, later(day)) for day in (3, 7, 31)] == [0, 0, 0]


def test_the_buttons_work(store: Store, net: Network) -> None:
    """Whoever is asked again decides; after that nobody is asked any more."""
    guest = asks(store, net)
    tick(store, later(1))
    kim = Talk(store, net.accounts["Kim"])
    assert press(kim, told(store, net.accounts["Kim"])[0], 1).startswith("Olena Koval ist jetzt dabei")
    assert tick(store, later(2.1)) == 0
    assert "Kontakt" in guest.say("hilfe")


@pytest.mark.parametrize("hour", [5, 20])
def test_in_the_daytime(store: Store, net: Network, hour: int) -> None:
    """At night nobody is asked; on the morning after they are."""
    asks(store, net)
    assert tick(store, datetime(2026, 11, 24, hour, 0, tzinfo=UTC) + DAY) == 0
    assert tick(store, datetime(2026, 11, 26, 9, 0, tzinfo=UTC)) == 1


def test_quiet_hours_and_mute(store: Store, net: Network) -> None:
    """Who is muted is passed over for who may decide, too; in quiet hours the message waits for their end."""
    asks(store, net)
    with store.write() as session:
        session.add(Preference(person_id=net.people["Kim"], muted_until=later(30)))
        session.add(Preference(person_id=net.people["Nele"], quiet_from=8 * 60, quiet_until=14 * 60))
    assert tick(store, later(1)) == 1
    assert counts(store, net)["Kim"] == 0
    with store.read() as session:
        due = session.scalars(select(OutboxMessage.due_at).order_by(OutboxMessage.id.desc())).first()
    assert due == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def test_who_is_away_or_may_not(store: Store, net: Network) -> None:
    """Nobody who is away, has left, or coordinates elsewhere; where nobody is there, later."""
    asks(store, net)
    with store.write() as session:
        session.add(
            Absence(
                person_id=net.people["Kim"],
                starts_on=TODAY,
                ends_on=TODAY + 9 * DAY,
                reason=AbsenceReason.HOLIDAY,
            )
        )
        session.get_one(Person, net.people["Tarek"]).role = Role.COORDINATOR
        session.add(Coordination(person_id=net.people["Tarek"], region_id=net.regions["Magdeburg"]))
        session.get_one(Person, net.people["Nele"]).left_on = TODAY
    assert [tick(store, later(day)) for day in (1, 2, 4)] == [0, 0, 0]
    assert told(store, net.accounts["Tarek"]) == []
    assert tick(store, later(14)) == 1
    assert "seit 14 Tagen" in words(told(store, net.accounts["Kim"])[0])


def test_without_a_region(store: Store, net: Network) -> None:
    """Where no region is known only those decide whose right reaches everywhere."""
    asks(store, net, "Hamburg")
    assert counts(store, net) == {"Nele": 0, "Kim": 1, "Mara": 0, "Gast": 0}
    tick(store, later(1))
    tick(store, later(2.1))
    assert counts(store, net) == {"Nele": 0, "Kim": 3, "Mara": 0, "Gast": 0}


def test_who_is_in_or_gone_meanwhile(store: Store, net: Network) -> None:
    """A guest who came in by a code, or was deleted, is asked about no more."""
    asks(store, net)
    with store.write() as session:
        session.scalars(select(AccessRequest)).one().state = RequestState.WITHDRAWN
    assert tick(store, later(1)) == 0
    with store.write() as session:
        session.scalars(select(AccessRequest)).one().state = RequestState.OPEN
        deletion.forget_accounts(session, [net.accounts["Gast"]])
    assert tick(store, later(1)) == 0


def test_the_clock_wakes_delivery(store: Store, net: Network) -> None:
    """What was put into the outbox is sent at once."""
    asks(store, net)
    woken: list[int] = []
    chores = Chores(store, clock=lambda: later(1), zone=BERLIN, wake=woken.append)
    asyncio.run(chores.run())
    asyncio.run(chores.run())
    assert woken == [1]
