"""A life with the real dialogue: all ways in and out of the network, one sentence after the other.

Somebody says a sentence when the answers to the one before are there, as people do.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from bot.chores import Chores
from bot.composition import Parts, dialogue
from bot.config import Settings
from bot.ports import Incoming, Limits, Probe
from storage.models import (
    Account,
    AuditEntry,
    Code,
    CodeKind,
    Consent,
    Coordination,
    Deletion,
    HelpRequest,
    Introduction,
    OutboxMessage,
    Person,
    Region,
    Responsibility,
)
from storage.services import addresses, codes, conversations, inbox
from storage.session import Session, Store
from tests import factories
from tests.bot.assembly import BERLIN, NOON, Assembly, HandClock
from tests.dialogue import interpreter, knowledge_of_places

MESSENGER = "world"
INVITATION = codes.drawn(Random(1).choice)
LINK = "B7CD-2FGH"

SCRIPT: tuple[tuple[str, str], ...] = (
    ("Heike", "stell mich Lena Voigt vor"),
    ("Heike", "Austausch zur Pflege"),
    ("Lena", "1"),  # gladly
    ("guest", INVITATION),
    ("guest", "deutsch"),
    ("guest", "Olena Koval"),
    ("guest", "Beratung am Markt"),
    ("guest", "Harz"),
    ("guest", "ja"),
    ("second", f"mein code ist {LINK}"),
    ("Nele", "neu im Team: Paul Okoye, Berater, Halle, 030 23125099"),
    ("Nele", "1"),  # write it down
    ("Mara", "/mensch"),
    ("Mara", "Frage zum Eintrag"),
    ("Nele", "1"),  # answer
    ("Nele", "Gern, worum geht es?"),
    ("Jonas", "/löschen"),
    ("Jonas", "1"),
    ("Jonas", "1"),  # keep
    ("Aylin", "/löschen"),
    ("Aylin", "1"),
)
"""Who says what."""

Script = Sequence[tuple[str, str]]

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(\+\d\d:\d\d)?|(?<=^reply:)\d+")


def plant(store: Store) -> None:
    """The lead-project network; everybody of the script writes, and two codes are out."""
    with store.write() as session:
        people = factories.lead_network(session)
        for name in dict.fromkeys(who for who, _ in SCRIPT):
            account = factories.account(session, people.get(name), name, MESSENGER).id
            conversations.private_with(session, MESSENGER, f"with {name}", account, NOON)
        for region in session.scalars(select(Region).where(Region.name.in_(["Halle", "Harz"]))):
            session.add(Coordination(person_id=people["Nele"].id, region_id=region.id))
        until = {"created_at": NOON, "expires_at": NOON + timedelta(days=1)}
        digest = addresses.digest_of(addresses.read_code(LINK) or "")
        session.add_all([
            Code(kind=CodeKind.INVITATION, digest=codes.digest_of(INVITATION), **until),
            Code(kind=CodeKind.LINK, digest=digest, person_id=people["Mara"].id, **until),
        ])  # fmt: skip


async def live(
    store: Store, world: Any, probe: Probe, *, minutes: float, owner: str, script: Script = SCRIPT
) -> None:
    """Say all of the script, as far as it was not said before; then let the day end."""
    clock = HandClock(NOON + timedelta(minutes=minutes))
    world.limits = Limits()
    parts = Parts(store, knowledge_of_places(), interpreter(), Settings())
    kitt = Assembly(store, world, clock=clock, dialogue=dialogue(parts), owner=owner, probe=probe, workers=1)
    await kitt.delivery.take_over()
    await kitt.delivery.sweep()
    await kitt.inbox.recover()
    await _settled(kitt, clock, len(script))
    for number, (who, text) in enumerate(script):
        clock.turn(seconds=2)
        await kitt.inbox.store(_incoming(number, who, text))
        await _settled(kitt, clock, len(script))
    clock.turn(days=1)
    chores = Chores(store, clock=clock, zone=BERLIN, wake=lambda _: None)
    chores.delete()
    probe("deleted")
    await kitt.stop()


async def _settled(kitt: Assembly, clock: HandClock, events: int) -> None:
    """Wait until everybody has all that was said to them; after a failure its pause passes."""
    for _ in range(50):
        while busy := [*kitt.inbox._looking.values(), *kitt.delivery._workers]:
            await asyncio.gather(*busy)
        with kitt.store.read() as session:
            if not _open(session, events):
                return
        clock.turn(seconds=5)
        await kitt.inbox.sweep()
        await kitt.delivery.sweep()
    raise AssertionError("something is never done")


def _open(session: Session, events: int) -> bool:
    waiting = select(OutboxMessage.id).where(OutboxMessage.state.in_(["waiting", "claimed"]))
    told = session.scalars(waiting).first() is not None
    return told or not all(inbox.settled(session, MESSENGER, f"e{number}") for number in range(events))


def _incoming(number: int, who: str, text: str) -> Incoming:
    return Incoming(
        messenger=MESSENGER, event_key=f"e{number}", conversation_address=f"with {who}",
        conversation_kind="private", sender_address=who, sent_at=NOON, text=text,
    )  # fmt: skip


def left(store: Store) -> dict[str, object]:
    """What a life has left in the store, without numbers and moments."""
    with store.read() as session:
        names = {row.id: row.key for row in session.execute(select(Person.id, Person.key))}

        def rows(*columns: Any) -> list[tuple[str, ...]]:
            found = session.execute(select(*columns))
            return sorted(tuple(_MOMENT.sub("…", str(value)) for value in row) for row in found)

        return {
            "people": sorted(names.values()),
            "accounts": sorted(
                (a.address, names.get(a.person_id or 0)) for a in session.scalars(select(Account))
            ),
            "consents": rows(Consent.person_id, Consent.version),
            "codes": rows(Code.kind, Code.uses_left),
            "deletions": rows(Deletion.person_id),
            "introductions": rows(Introduction.state, Introduction.reason),
            "requests": rows(HelpRequest.state, HelpRequest.message, HelpRequest.with_id),
            "duties": rows(Responsibility.person_id, Responsibility.region_id),
            "audit": rows(AuditEntry.action, AuditEntry.subject, AuditEntry.subject_id),
            "messages": rows(OutboxMessage.dedupe_key, OutboxMessage.state),
        }


def seen(lines: list[dict[str, str]]) -> Counter[tuple[str, str]]:
    """What people saw: a network that drops repetitions shows the first of equal keys."""
    first = {line["key"]: (line["address"], line["text"]) for line in reversed(lines)}
    return Counter(first.values())
