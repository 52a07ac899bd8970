"""When people want to be reminded, of what, and what it costs."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select

from storage.errors import NotAllowedError
from storage.models import Answer, Nudge, OutboxMessage
from storage.services import attendance, keeping, nudges, preferences, reminders
from storage.services.refusing import RefusedError
from storage.session import Store
from tests.storage.meetings.scene import BERLIN, DAY, HOUR, scene, utc
from tests.storage.meetings.test_nudges import START, day, no_chase, told


def test_reminders_as_one_wants_them(store: Store) -> None:
    """The group's, one's own, or none at all."""
    play = scene(store)
    no_chase(play, day(play))
    with store.write() as session:
        nele = play.viewer(session, "Nele")
        reminders.remind_group_before(
            session, viewer=nele, group_id=play.groups["A"], minutes=[120], now=play.now
        )
        reminders.remind_before(session, viewer=play.viewer(session, "Mara"), minutes=[30])
        reminders.remind_before(session, viewer=play.viewer(session, "Lena"), minutes=[])
        assert list(reminders.reminders_for(session, viewer=nele, group_id=play.groups["A"])) == [120]
    play.look()
    assert play.at(START - 3 * HOUR) == []
    assert play.at(START - 2 * HOUR) == told("reminder", "coming-too", who=("Jonas", "Nele"))
    assert play.at(START - HOUR / 2) == ["Mara reminder coming-too"]


def test_asked_again(store: Store) -> None:
    """ "Maybe, ask me on Monday": asked then, and not if they answer before."""
    play = scene(store)
    date = day(play)
    for name in ("Mara", "Lena"):
        with store.write() as session:
            attendance.answer(
                session, viewer=play.viewer(session, name), occurrence_id=date, answer=Answer.MAYBE,
                ask_again_at=utc(2026, 11, 30, 9), now=play.now,
            )  # fmt: skip
    play.look()
    with store.write() as session:
        viewer = play.viewer(session, "Lena")
        attendance.answer(session, viewer=viewer, occurrence_id=date, answer=Answer.YES, now=play.now)
    assert play.at(utc(2026, 11, 30, 9)) == ["Mara ask-again"]


def test_own_reminders(store: Store) -> None:
    """They come when they were wished for, muted or not; kept once, and put off twice they come once."""
    play = scene(store)
    with store.write() as session:
        viewer = play.viewer(session, "Mara")
        preferences.mute(session, viewer=viewer, until=preferences.FOREVER)
        given = {"viewer": viewer, "at": START, "text": "Blumen", "now": play.now}
        assert reminders.remind_me(session, **given)
        assert reminders.remind_me(session, **given) is None
        assert [own.text for own in reminders.own_reminders(session, viewer=viewer)] == ["Blumen"]
    assert play.at(START) == ["Mara own"]
    with store.write() as session:
        told = session.scalars(select(Nudge)).one()
        viewer = play.viewer(session, "Mara")
        later = {"viewer": viewer, "nudge_id": told.id, "now": START}
        assert reminders.snooze(session, until=START + 2 * HOUR, **later)
        assert reminders.snooze(session, until=START + HOUR, **later) is None
    assert play.at(START + HOUR) == ["Mara own"]
    assert play.at(START + 3 * HOUR) == []
    with store.write() as session:
        assert reminders.snooze(
            session, viewer=play.viewer(session, "Mara"), nudge_id=told.id, until=START + DAY, now=play.now
        )
        with pytest.raises(NotAllowedError):
            reminders.snooze(
                session,
                viewer=play.viewer(session, "Jonas"),
                nudge_id=told.id,
                until=START + DAY,
                now=play.now,
            )
    assert play.at(START + DAY) == ["Mara own"]


def test_what_it_was_about_is_forgotten(store: Store) -> None:
    """What was said can be put off for three days; then its text is gone."""
    play = scene(store)
    with store.write() as session:
        viewer = play.viewer(session, "Mara")
        reminders.remind_me(session, viewer=viewer, at=START, text="Blumen", now=play.now)
    play.at(START)
    for days, kept in ((2, "Blumen"), (4, "")):
        with store.write() as session:
            now = START + days * DAY
            assert keeping.any_old(session, now) == (not kept)
            keeping.forget(session, now)
            told = session.scalars(select(Nudge)).one()
            assert told.text == kept
    now, until = START + 4 * DAY, START + 9 * DAY
    with store.write() as session:
        viewer = play.viewer(session, "Mara")
        with pytest.raises(RefusedError):
            reminders.snooze(session, viewer=viewer, nudge_id=told.id, until=until, now=now)


def test_statements_do_not_grow_with_the_batch(store: Store) -> None:
    """Five times as many nudges take as many questions."""
    play = scene(store)
    for number in range(60):
        play.add_person(f"Person {number}", groups="A")
    no_chase(play, day(play))
    play.at(START - 8 * DAY)
    play.now = START - 7 * DAY
    counts = []

    def count(*_: object) -> None:
        counts[-1] += 1

    event.listen(store.engine, "before_cursor_execute", count)
    for most in (10, 50):
        counts.append(0)
        with store.write() as session:
            assert nudges.due(session, play.now, zone=BERLIN, most=most).sent == most
    event.remove(store.engine, "before_cursor_execute", count)
    assert counts[0] >= counts[1] - 1
    assert counts[1] < 25
    with store.read() as session:
        assert len(session.scalars(select(OutboxMessage)).all()) == 60 + 64  # each was invited
