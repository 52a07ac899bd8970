"""A group's channels: a new meeting, its news and a reminder, once each, and nothing about people."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import select, update

from bot.messengers.telegram.parts import LIMITS
from bot.rendering import render
from dialogs.texts import markup
from storage.models import (
    Account,
    Binding,
    Conversation,
    ConversationKind,
    NudgeState,
    OutboxMessage,
    OutboxState,
    Standing,
)
from storage.queries.messages import Reach
from storage.services import bindings, dates, groups, outbox
from storage.services.version import touch_directory
from storage.session import Store
from tests import factories
from tests.dialogs.telling import words
from tests.storage.meetings.scene import DAY, HOUR, Scene, scene, utc, wall

START = utc(2026, 12, 10, 9)


def bound(play: Scene, address: str, group: str = "A") -> int:
    with play.store.write() as session:
        place = Conversation(
            messenger="console", address=address, kind=ConversationKind.GROUP, created_at=factories.NOW
        )
        session.add(place)
        session.flush()
        session.add(Binding(conversation_id=place.id, group_id=play.groups[group], bound_at=play.now))
        return place.id


def at(play: Scene, moment: datetime) -> None:
    play.now = moment
    play.look()


def posted(play: Scene, place: int) -> list[str]:
    with play.store.write() as session:
        mine = (OutboxMessage.conversation_id == place, OutboxMessage.error == "")
        rows = session.scalars(select(OutboxMessage).where(*mine).order_by(OutboxMessage.id)).all()
        assert all("person" not in row.payload and row.account_id is None for row in rows)
        said = [row.payload for row in rows]
        found = [
            f"{one['texts'][0]['key']} {len(one['options'])} {len(one.get('files', []))}" for one in said
        ]
        session.execute(update(OutboxMessage).where(*mine).values(error="read"))
        return found


def last(play: Scene, place: int) -> str:
    with play.store.read() as session:
        query = select(OutboxMessage.payload).where(OutboxMessage.conversation_id == place)
        return words(session.scalars(query.order_by(OutboxMessage.id.desc())).first() or {})


def test_each_thing_once(store: Store) -> None:
    """New, changed, a day before, called off: in each channel of the group and in no other."""
    play = scene(store)
    here, too, other = bound(play, "r1"), bound(play, "r2"), bound(play, "r3", "B")
    date = play.dates(play.plan())[0].id
    for _ in range(2):
        play.look()
        play.now += HOUR
    assert posted(play, here) == posted(play, too) == ["channel-meeting-new 3 1"]
    late = bound(play, "r4")
    with store.write() as session:
        dates.move_date(
            session, viewer=play.viewer(session, "Nele"), occurrence_id=date, sequence=0,
            starts_wall=wall(2026, 12, 10, 12), minutes=90, now=play.now,
        )  # fmt: skip
    play.look()
    assert "Bisher: Donnerstag, 10. Dezember 2026, 10:00 Uhr" in last(play, here)
    assert posted(play, here) == posted(play, late) == ["nudge-changed 3 1"]
    at(play, START + 2 * HOUR - DAY - HOUR / 60)
    assert posted(play, here) == []
    for _ in range(3):
        at(play, START + 2 * HOUR - DAY)
        play.now += HOUR
    assert posted(play, here) == ["nudge-reminder 3 0"]
    with store.write() as session:
        dates.cancel_date(
            session, viewer=play.viewer(session, "Nele"), occurrence_id=date, sequence=1, now=play.now,
            reason="weil der Raum fehlt",
        )  # fmt: skip
    play.look()
    assert "weil der Raum fehlt" in last(play, here)
    assert posted(play, here) == ["nudge-cancelled 0 1"]
    at(play, START + DAY)
    assert posted(play, here) == posted(play, other) == []


def test_a_series_is_new_once_and_late_is_not_lost(store: Store) -> None:
    """A week's downtime: what was to be said of dates to come is said; at a place that is lost, nothing."""
    play = scene(store)
    here, lost = bound(play, "r1"), bound(play, "r2")
    with store.write() as session:
        session.get_one(Conversation, lost).standing = Standing.GONE
    play.plan(rrule="FREQ=DAILY")
    play.look()
    assert posted(play, here) == ["channel-meeting-new 3 1"]
    at(play, START + 7 * DAY + HOUR)  # nobody looked when the first days' reminders were due
    assert posted(play, here) == ["nudge-reminder 3 0"]
    assert posted(play, lost) == []


def test_the_group_ends(store: Store) -> None:
    """Its channels hear of each meeting that was to come, once, though they are nobody's now."""
    play = scene(store)
    here, other = bound(play, "r1"), bound(play, "r2", "B")
    play.plan(rrule="FREQ=DAILY")
    play.plan()
    play.look()
    assert posted(play, here) == ["channel-meeting-new 3 1"] * 2
    with store.write() as session:
        viewer = play.viewer(session, "Nele")
        groups.end_group(session, viewer=viewer, group_id=play.groups["A"], now=play.now)
    at(play, play.now + HOUR)
    assert posted(play, here) == ["nudge-cancelled-series 0 1", "nudge-cancelled 0 1"]
    at(play, START + DAY)
    assert posted(play, here) == posted(play, other) == []


def test_let_go(store: Store) -> None:
    """What still waits for a channel that is let go is not sent there."""
    play = scene(store)
    here, other = bound(play, "r1"), bound(play, "r2")
    play.plan()
    play.look()
    with store.write() as session:
        bindings.unbind(session, viewer=play.viewer(session, "Nele"), conversation_id=here, now=play.now)
    with store.read() as session:
        query = select(OutboxMessage.state).where(OutboxMessage.conversation_id.in_([here, other]))
        states = session.scalars(query.order_by(OutboxMessage.conversation_id)).all()
    assert states == [OutboxState.HELD_BACK, OutboxState.WAITING]


def test_who_joins_later(store: Store) -> None:
    """One message lists all meetings to come; who has no address yet is invited when there is one."""
    play = scene(store, utc(2026, 11, 23, 9))
    play.invitations = True
    for number in range(3):
        play.plan(title=f"Treffen {number}", starts_wall=wall(2027, 3, 10 + number, 10), rrule="FREQ=WEEKLY")
    assert len(play.at(play.now)) == 4
    play.add_person("Kim Neu", groups="A")
    with store.write() as session:
        account = session.scalars(select(Account).where(Account.person_id == play.people["Kim"])).one()
        place, account.conversation_id = account.conversation_id, None
        touch_directory(session)
    assert play.at(play.now + HOUR) == []
    with store.write() as session:
        session.scalars(select(Account).where(Account.id == account.id)).one().conversation_id = place
        touch_directory(session)
    assert play.at(play.now + HOUR) == ["Kim invited-several invited-line invited-line invited-line"]
    assert play.at(play.now + 30 * DAY) == []
    assert {row.state for row in play.nudges()} == {NudgeState.DONE}


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
def test_what_leaves_and_who_may_press(store: Store) -> None:
    """Each with file and buttons; in a room anybody's press counts, a personal one only for whom it was."""
    play = scene(store)
    room = bound(play, "r1")
    date = play.dates(play.plan())[0].id
    play.look()
    rendering = partial(render, limits=LIMITS, markup=markup)
    terms = outbox.Terms(
        "one", HOUR, 8, Reach(("console",)), frozenset({"console"}),
        lambda _messenger, payload, language: rendering(payload, language),
    )  # fmt: skip
    sent = []
    with store.write() as session:
        while (one := outbox.claim(session, play.now, terms)) is not None:
            sent.append(one)
            (part,) = one.parts
            assert len(part.body["options"]) == 3
            assert part.body["files"][0]["name"] == "treffen.ics"
            stranger = outbox.choice_of(
                session, message_id=one.id, index=0, conversation_id=one.conversation_id, account_id=99
            )
            assert stranger is None
        (there,) = [one for one in sent if one.conversation_id == room]
        pressed = outbox.choice_of(
            session, message_id=there.id, index=2, conversation_id=room, account_id=None
        )
    assert len(sent) == 5
    assert not there.private
    assert pressed == ("attending.answer", {"occurrence": date, "answer": "maybe"})
