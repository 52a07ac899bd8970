"""What Kitt says by itself about meetings: each thing once, at its time, to whom it is for."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select

from storage.models import (
    Account,
    Answer,
    Deletion,
    Group,
    Meeting,
    Membership,
    Nudge,
    NudgeState,
    Person,
)  # fmt: skip
from storage.services import attendance, dates, groups, meetings, preferences
from storage.services.meetings import Details
from storage.session import Store
from tests.storage.meetings.scene import DAY, HOUR, Scene, scene, utc, wall

START = utc(2026, 12, 10, 9)  # ten o'clock in Berlin
EVERYBODY = ("Jonas", "Lena", "Mara", "Nele")


def told(*what: str, who: tuple[str, ...] = EVERYBODY) -> list[str]:
    return [f"{name} {' '.join(what)}" for name in who]


def day(play: Scene) -> int:
    return play.dates(play.plan(agenda="Alles"))[0].id


def no_chase(play: Scene, date: int) -> None:
    """Let everybody say that they come, so that only reminders are left."""
    for name in EVERYBODY:
        with play.store.write() as session:
            attendance.answer(
                session,
                viewer=play.viewer(session, name),
                occurrence_id=date,
                answer=Answer.YES,
                now=play.now,
            )


def test_a_meeting_from_plan_to_notes(store: Store) -> None:
    """A week, a day and an hour before, once each; who has not answered is asked; then the notes."""
    play = scene(store)
    day(play)
    assert play.at(play.now) == []
    assert play.at(START - 7 * DAY - HOUR / 60) == []
    assert play.at(START - 7 * DAY) == told("reminder")
    assert play.at(START - 7 * DAY) == play.at(START - 4 * DAY) == []
    assert play.at(START - 3 * DAY) == told("rsvp")
    with store.write() as session:
        viewer = play.viewer(session, "Mara")
        date = play.dates(1)[0].id
        attendance.answer(session, viewer=viewer, occurrence_id=date, answer=Answer.YES, now=play.now)
        viewer = play.viewer(session, "Jonas")
        attendance.answer(session, viewer=viewer, occurrence_id=date, answer=Answer.NO, now=play.now)
    assert play.at(START - DAY) == [
        "Lena reminder coming",
        "Mara reminder coming-too",
        "Nele reminder coming",
    ]
    assert len(play.at(START - HOUR)) == 3
    assert play.at(START) == []
    assert play.at(START + 2 * HOUR) == ["Nele notes"]
    assert play.at(START + 20 * DAY) == []
    with store.read() as session:
        assert {row.state for row in session.scalars(select(Nudge))} == {
            NudgeState.DONE,
            NudgeState.SUPERSEDED,
        }


def test_what_was_past_when_it_was_planned_never_comes(store: Store) -> None:
    """Planned two hours before: only the hour before is left; exactly an hour before, nothing."""
    play = scene(store, START - 2 * HOUR)
    day(play)
    assert play.at(play.now) == []
    assert play.at(START - HOUR) == told("reminder")
    other = scene_again(play, START - HOUR)
    assert other.at(START - HOUR) == []


def scene_again(play: Scene, now: object) -> Scene:
    play.plan(agenda="Alles")
    return play


def test_moved_a_bit_later_and_back(store: Store) -> None:
    """What was said for the old time is not said again when it is the time again."""
    play = scene(store)
    date = day(play)
    play.at(START - 7 * DAY)
    for hours, sequence, said in ((3, 0, "changed was"), (0, 1, "changed")):
        with store.write() as session:
            dates.move_date(
                session, viewer=play.viewer(session, "Nele"), occurrence_id=date, sequence=sequence,
                starts_wall=wall(2026, 12, 10, 10 + hours), minutes=90, now=play.now,
            )  # fmt: skip
        assert play.at(play.now + HOUR / 60) == told(said, who=("Jonas", "Lena", "Mara"))
    no_chase(play, date)
    assert play.at(START - 6 * DAY) == []
    assert len(play.at(START - DAY)) == 4


def test_a_change_that_does_not_move_keeps_what_was_said(store: Store) -> None:
    """Another place is told at once, and no reminder comes twice."""
    play = scene(store)
    meeting = play.plan(agenda="Alles")
    no_chase(play, play.dates(meeting)[0].id)
    play.at(START - DAY)
    with store.write() as session:
        meetings.change(
            session, viewer=play.viewer(session, "Nele"), meeting_id=meeting, revision=1,
            details=Details(place="Raum 3.14"), now=play.now,
        )  # fmt: skip
    assert play.at(play.now) == told("changed-details place", who=("Jonas", "Lena", "Mara"))
    assert play.at(play.now + HOUR) == []
    assert play.at(START - HOUR) == told("reminder", "place", "coming-too")


def test_cancelled(store: Store) -> None:
    """Told at once to all but who did it, also to who said no; nothing after."""
    play = scene(store)
    date = day(play)
    play.at(START - 7 * DAY)
    with store.write() as session:
        attendance.answer(
            session, viewer=play.viewer(session, "Jonas"), occurrence_id=date, answer=Answer.NO, now=play.now
        )
        dates.cancel_date(
            session, viewer=play.viewer(session, "Nele"), occurrence_id=date, sequence=0, now=play.now
        )
    assert play.at(play.now + HOUR) == told("late", "cancelled", who=("Jonas", "Lena", "Mara"))
    assert play.at(START - HOUR) == play.at(START + DAY) == []


def test_quiet_hours_shift_but_never_past_the_start(store: Store) -> None:
    """The hour before a meeting at eight comes on the evening before, where quiet is until eight."""
    play = scene(store)
    date = play.dates(play.plan(agenda="x", starts_wall=wall(2026, 12, 10, 8)))[0].id
    no_chase(play, date)
    with store.write() as session:
        viewer = play.viewer(session, "Mara")
        preferences.keep_quiet(session, viewer=viewer, hours=(21 * 60, 8 * 60))
    play.at(utc(2026, 12, 9, 7))
    evening = utc(2026, 12, 9, 19, 45)
    assert play.at(evening - HOUR / 60) == []
    assert play.at(evening) == ["Mara reminder coming-too"]
    assert len(play.at(utc(2026, 12, 10, 6))) == 3
    assert play.at(utc(2026, 12, 10, 7)) == []


def test_late_but_in_time(store: Store) -> None:
    """After a downtime only the last of what is late comes, saying so."""
    play = scene(store)
    no_chase(play, day(play))
    play.look()
    assert play.at(START - 12 * HOUR) == told("late", "reminder", "coming-too")
    assert play.at(START - HOUR) == told("reminder", "coming-too")


def test_too_late(store: Store) -> None:
    """After the start nothing comes; whoever coordinates is told once."""
    play = scene(store)
    no_chase(play, day(play))
    play.look()
    assert play.at(START + HOUR) == ["Nele missed"]
    assert play.at(START + HOUR) == []


@pytest.mark.parametrize("why", ["left", "deleted", "muted", "outside", "blocked", "no"])
def test_who_gets_none(store: Store, why: str) -> None:
    """Whoever is not to get a nudge any more when it is due does not, although it waits."""
    play = scene(store)
    date = day(play)
    no_chase(play, date)
    play.at(START - 8 * DAY)
    mara = play.people["Mara"]
    with store.write() as session:
        match why:
            case "left":
                session.get_one(Person, mara).left_on = (START - 8 * DAY).date()
            case "deleted":
                session.add(Deletion(person_id=mara, asked_at=play.now, due_at=START))
            case "muted":
                preferences.mute(session, viewer=play.viewer(session, "Mara"), until=START)
            case "outside":
                session.execute(delete(Membership).where(Membership.person_id == mara))
            case "blocked":
                account = session.scalars(select(Account).where(Account.person_id == mara)).one()
                account.blocked_at = play.now
            case "no":
                viewer = play.viewer(session, "Mara")
                attendance.answer(session, viewer=viewer, occurrence_id=date, answer=Answer.NO, now=play.now)
    play.now = START - 7 * DAY
    play.nudging().say()  # without planning, which would have seen some of it
    assert {line.split()[0] for line in play.said()} == {"Jonas", "Lena", "Nele"}


def test_whoever_coordinates_is_asked_without_being_a_member(store: Store) -> None:
    """For the agenda before and what was agreed after, and for nothing that members are told."""
    play = scene(store)
    with store.write() as session:
        nele = play.people["Nele"]
        session.execute(delete(Membership).where(Membership.person_id == nele))
    play.plan()
    said = [line for hours in (-168, -96, -72, -24, -1, 2) for line in play.at(START + hours * HOUR)]
    assert [line for line in said if line.startswith("Nele")] == ["Nele agenda", "Nele notes"]


@pytest.mark.parametrize("ends", [False, True])
def test_news_wait_for_who_has_muted_kitt(store: Store, ends: bool) -> None:
    """Whoever hears nothing for a while still hears before the meeting that it was moved or called off."""
    play = scene(store)
    date = day(play)
    play.look()
    play.said()
    with store.write() as session:
        mara = play.viewer(session, "Mara")
        preferences.mute(session, viewer=mara, until=START - DAY if ends else START + DAY)
        dates.cancel_date(
            session, viewer=play.viewer(session, "Nele"), occurrence_id=date, sequence=0, now=play.now
        )
    assert [line.split()[0] for line in play.at(play.now)] == ["Jonas", "Lena"]
    later = [line for hours in range(48, -1, -3) for line in play.at(START - hours * HOUR)]
    assert [line.split()[0] for line in later] == (["Mara"] if ends else [])


def test_a_newcomer_is_reminded_of_what_is_to_come(store: Store) -> None:
    """Who joins between two reminders gets the next one, and nothing of before."""
    play = scene(store)
    no_chase(play, day(play))
    play.at(START - 7 * DAY)
    play.at(START - 2 * DAY)
    with store.write() as session:
        groups.add_members(
            session, viewer=play.viewer(session, "Nele"), group_id=play.groups["A"],
            person_ids=[play.people["Tarek"]], now=play.now, today=play.today,
        )  # fmt: skip
    assert play.at(play.now) == []
    assert "Tarek reminder coming" in play.at(START - DAY)


def test_put_back_clock_says_nothing_twice(store: Store) -> None:
    """An hour again: all that was said stays said."""
    play = scene(store)
    no_chase(play, day(play))
    play.at(START - 7 * DAY)
    assert play.at(START - 7 * DAY - HOUR) == play.at(START - 7 * DAY + HOUR) == []
    assert len(play.at(START - DAY)) == 4


def test_ended_group(store: Store) -> None:
    """With the group its people are gone, and nobody is told any more."""
    play = scene(store)
    day(play)
    play.at(START - 7 * DAY)
    with store.write() as session:
        session.execute(delete(Group).where(Group.id == play.groups["A"]))
    assert play.at(START - DAY) == []


def test_a_series_that_is_broken_keeps_no_reminder_waiting(store: Store) -> None:
    """Its next dates cannot be found, in a zone that is none; what is due of others is said."""
    play = scene(store)
    broken = play.plan(rrule="FREQ=WEEKLY", starts_wall=wall(2027, 1, 11, 10))
    day(play)
    play.at(play.now)
    with store.write() as session:
        session.get_one(Meeting, broken).zone = "Nirgends/Wo"
        session.get_one(Meeting, broken).extend_at = play.now
    assert play.at(START - 7 * DAY) == told("reminder")
