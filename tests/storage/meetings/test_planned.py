"""What plans are made of, planned once; series that move around what was called off; groups that end."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from storage.errors import NotAllowedError
from storage.models import Answer, Meeting, MeetingState, Role
from storage.services import attendance, calendar, dates, deletion, groups, meetings, planned
from storage.services.meetings import Plan
from storage.session import Store
from tests.storage.meetings.scene import DAY, Scene, scene, wall


def move(
    play: Scene, meeting: int, start: tuple[int, ...], rule: str = "FREQ=WEEKLY", revision: int = 1
) -> None:
    with play.store.write() as session:
        meetings.move(
            session, viewer=play.viewer(session, "Nele"), meeting_id=meeting, revision=revision,
            starts_wall=wall(*start), minutes=90, rrule=rule, now=play.now,
        )  # fmt: skip


def call_off(play: Scene, date: int, reason: str = "") -> None:
    with play.store.write() as session:
        dates.cancel_date(
            session,
            viewer=play.viewer(session, "Nele"),
            occurrence_id=date,
            sequence=0,
            now=play.now,
            reason=reason,
        )


def test_planned_once(store: Store) -> None:
    """The same mark again plans nothing and gives the same number."""
    play = scene(store)
    plan = Plan("Treffen", wall(2026, 12, 10, 10), 90, "Europe/Berlin", group_id=play.groups["A"])
    made = []
    for _ in range(2):
        with store.write() as session:
            viewer = play.viewer(session, "Nele")
            made.append(meetings.plan(session, viewer=viewer, plan=plan, uid="one@kitt", now=play.now))
            assert planned.planned_as(session, viewer=viewer, uid="one@kitt") == made[0]
            assert planned.planned_as(session, viewer=viewer, uid="two@kitt") is None
    assert made[0] == made[1]
    assert len(play.dates(made[0])) == 1


def test_a_series_moves_around_what_was_called_off(store: Store) -> None:
    """A date called off stays so at its new hour and takes nobody's place; what was put off is let be."""
    play = scene(store)
    meeting = play.plan(starts_wall=wall(2026, 11, 24, 10), rrule="FREQ=WEEKLY")
    first, second, third = play.dates(meeting)[:3]
    call_off(play, second.id)
    with store.write() as session:
        dates.move_date(
            session, viewer=play.viewer(session, "Nele"), occurrence_id=first.id, sequence=0,
            starts_wall=wall(2026, 12, 4, 9), minutes=90, now=play.now,
        )  # fmt: skip
    play.now += 2 * DAY  # the first would have been yesterday
    with store.read() as session:
        viewer = play.viewer(session, "Nele")
        start = planned.next_of_series(session, viewer=viewer, meeting_id=meeting, now=play.now)
        assert start == wall(2026, 12, 1, 10)
        revision = session.get_one(Meeting, meeting).revision
    move(play, meeting, (2026, 12, 1, 11), revision=revision)
    by_id = {one.id: one for one in play.dates(meeting)}
    assert by_id[first.id].starts_wall == wall(2026, 12, 4, 9)
    assert (by_id[second.id].state, by_id[second.id].recurrence_id) == (
        MeetingState.CANCELLED,
        wall(2026, 12, 1, 11),
    )
    assert (by_id[third.id].state, by_id[third.id].starts_wall) == (
        MeetingState.PLANNED,
        wall(2026, 12, 8, 11),
    )


def test_the_reason_is_told(store: Store) -> None:
    """Who was invited reads why; whoever called it off does not get it."""
    play = scene(store)
    meeting = play.plan()
    play.look()
    play.said()
    call_off(play, play.dates(meeting)[0].id, reason="weil der Raum fehlt")
    said = play.at(play.now)
    assert said == [f"{name} cancelled changing-reason" for name in ("Jonas", "Lena", "Mara")]


def test_a_group_ends(store: Store) -> None:
    """Its meetings to come are called off and its people told, though nobody belongs to it any more."""
    play = scene(store)
    one, series = play.plan(), play.plan(starts_wall=wall(2026, 12, 1, 10), rrule="FREQ=WEEKLY")
    other = play.plan("B")
    play.look()
    play.said()
    with store.write() as session:
        viewer = play.viewer(session, "Nele")
        count = planned.count_of_group(session, viewer=viewer, group_id=play.groups["A"], now=play.now)
        assert count == 2
        groups.end_group(session, viewer=viewer, group_id=play.groups["A"], now=play.now)
    said = play.at(play.now)
    people = ("Jonas", "Lena", "Mara")
    assert said == sorted(f"{name} {what}" for name in people for what in ("cancelled", "cancelled-series"))
    with store.read() as session:
        states = {row.id: row.state for row in session.execute(select(Meeting.id, Meeting.state))}
    assert states == {one: "cancelled", series: "cancelled", other: "planned"}
    assert play.at(play.now + DAY) == []
    with store.write() as session:  # a number that is free may become somebody else's
        deletion.forget_person(session, play.people["Mara"])
        session.flush()
        named = {
            person for one in session.scalars(select(Meeting)) for person in one.audience.get("people", ())
        }
    assert play.people["Mara"] not in named
    assert play.people["Jonas"] in named


def test_the_next_of_each(store: Store) -> None:
    """However many dates a series has, the other meetings are seen, too; only what one may see."""
    play = scene(store)
    play.plan(starts_wall=wall(2026, 11, 24, 8), rrule="FREQ=DAILY")
    play.plan(starts_wall=wall(2027, 3, 1, 8))
    play.plan("B", starts_wall=wall(2026, 12, 24, 8))
    with store.read() as session:
        found = {
            name: [
                held.starts_wall.date().isoformat()
                for held in calendar.next_of_each(session, viewer=play.viewer(session, name), now=play.now)
            ]
            for name in ("Nele", "Jonas", "Tarek")
        }
    assert found == {
        "Nele": ["2026-11-24", "2026-12-24", "2027-03-01"],
        "Jonas": ["2026-11-24", "2027-03-01"],
        "Tarek": ["2026-12-24"],
    }


def test_counted_for_the_card(store: Store) -> None:
    """How many are invited and come, to whoever plans; nobody else learns it."""
    play = scene(store)
    play.add_person("Olga Fremd", role=Role.COORDINATOR)
    play.add_person("Ada Admin", role=Role.ADMINISTRATOR)
    date = play.dates(play.plan())[0]
    with store.write() as session:
        attendance.answer(
            session,
            viewer=play.viewer(session, "Mara"),
            occurrence_id=date.id,
            answer=Answer.YES,
            now=play.now,
        )
    group = play.groups["A"]
    with store.read() as session:
        nele, ada = (play.viewer(session, name) for name in ("Nele", "Ada"))
        assert planned.coming(session, viewer=nele, occurrence_id=date.id) == 1
        everybody = {"invites": {"everybody": True}, "group_id": None, "today": play.today}
        assert planned.invited_count(session, viewer=ada, **everybody) == 7  # type: ignore[arg-type]
        time = {"starts_at": date.starts_at, "minutes": 30}
        clash = calendar.clashes(session, viewer=ada, group_id=None, invites={"everybody": True}, **time)
        assert [(one.shared, one.title) for one in clash] == [(4, "Treffen")]
        assert not calendar.clashes(session, viewer=nele, group_id=group, but=date.meeting_id, **time)
        for name in ("Mara", "Olga"):
            viewer = play.viewer(session, name)
            with pytest.raises(NotAllowedError):
                planned.coming(session, viewer=viewer, occurrence_id=date.id)
            with pytest.raises(NotAllowedError):
                planned.invited_count(session, viewer=viewer, invites={}, group_id=group, today=play.today)
        with pytest.raises(NotAllowedError):
            planned.invited_count(session, viewer=nele, **everybody)  # type: ignore[arg-type]
        with pytest.raises(NotAllowedError):
            calendar.clashes(session, viewer=nele, group_id=None, invites={"everybody": True}, **time)
