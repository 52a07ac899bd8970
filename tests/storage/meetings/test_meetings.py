"""Planning, changing, moving, calling off, answering: who may, what follows, what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from storage.errors import NotAllowedError
from storage.models import Answer, Role
from storage.services import attendance, calendar, dates, dating, meetings
from storage.services.meetings import Details
from storage.services.refusing import Reason, RefusedError
from storage.session import Store
from tests.storage.meetings.scene import DAY, HOUR, Scene, scene, utc, wall

WEEKLY = "FREQ=WEEKLY"


def move(play: Scene, meeting: int, start: Any, rule: str = WEEKLY, revision: int = 1) -> None:
    with play.store.write() as session:
        meetings.move(
            session, viewer=play.viewer(session, "Nele"), meeting_id=meeting, revision=revision,
            starts_wall=start, minutes=90, rrule=rule, now=play.now,
        )  # fmt: skip


def answer(play: Scene, name: str, date: int, answer: Answer = Answer.YES, **more: Any) -> Answer | None:
    with play.store.write() as session:
        viewer = play.viewer(session, name)
        return attendance.answer(
            session, viewer=viewer, occurrence_id=date, answer=answer, now=play.now, **more
        )


def test_who_may_plan(store: Store) -> None:
    """Coordinators for their groups only; members not at all; for everybody, administrators."""
    play = scene(store)
    play.add_person("Olga Fremd", role=Role.COORDINATOR)
    play.add_person("Ada Admin", role=Role.ADMINISTRATOR)
    for name in ("Mara", "Olga"):
        with pytest.raises(NotAllowedError):
            play.plan(by=name)
    assert play.plan(by="Ada")
    play.groups["none"] = None  # type: ignore[assignment]
    with pytest.raises(NotAllowedError):
        play.plan("none", by="Nele")
    assert play.plan("none", by="Ada", audience={"everybody": True})
    with store.read() as session:
        assert (
            len(calendar.next_dates(session, viewer=play.viewer(session, "Olga"), now=play.now, most=9)) == 1
        )


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"title": " "}, Reason.NAME),
        ({"title": "x" * 121}, Reason.TOO_LONG),
        ({"minutes": 0}, Reason.DAYS),
        ({"starts_wall": wall(2026, 11, 20, 10)}, Reason.OVER),
        ({"rrule": "FREQ=HOURLY"}, Reason.RULE),
        ({"rrule": "FREQ=DAILY;BYHOUR=1,2,3"}, Reason.RULE),
        ({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, Reason.RULE),
        ({"rrule": "FREQ=DAILY;NONSENSE=1"}, Reason.RULE),
    ],
)
def test_what_cannot_be_planned(store: Store, wrong: dict[str, Any], reason: Reason) -> None:
    """Refused with the reason, and nothing is there."""
    play = scene(store)
    with pytest.raises(RefusedError) as refused:
        play.plan(**wrong)
    assert refused.value.reason is reason
    assert play.dates(1) == []


def test_a_series_keeps_its_hour(store: Store) -> None:
    """Ten o'clock stays ten o'clock over both changes of the clock; a year and a bit is in the store."""
    play = scene(store)
    found = play.dates(play.plan(rrule=WEEKLY))
    assert {one.starts_wall.hour for one in found} == {10}
    assert {one.starts_at.hour for one in found} == {8, 9}
    assert 57 <= len(found) <= 61
    play.now += 31 * DAY
    play.look()
    assert len(play.dates(1)) > len(found)


def test_two_change_at_once(store: Store) -> None:
    """The second is told, and nothing of theirs counts."""
    play = scene(store)
    meeting = play.plan()
    for number, place in enumerate(("Raum 1", "Raum 2")):
        with store.write() as session:
            given: dict[str, Any] = {"viewer": play.viewer(session, "Nele"), "now": play.now}
            given |= {"meeting_id": meeting, "revision": 1, "details": Details(place=place)}
            if number:
                with pytest.raises(RefusedError, match="changed"):
                    meetings.change(session, **given)
            else:
                meetings.change(session, **given)
    with store.read() as session:
        seen = calendar.next_dates(session, viewer=play.viewer(session, "Mara"), now=play.now)
    assert [(one.place, one.revision, one.sequence) for one in seen] == [("Raum 1", 2, 1)]


def test_moving_all(store: Store) -> None:
    """Dates that stay keep their answers; the others have them anew; one that was moved by itself stays."""
    play = scene(store)
    meeting = play.plan(rrule=WEEKLY)
    play.look()  # who was never told of it is not told that it has changed
    first, second, third = play.dates(meeting)[:3]
    for one in (first, second, third):
        answer(play, "Mara", one.id)
    with store.write() as session:
        dates.move_date(
            session, viewer=play.viewer(session, "Nele"), occurrence_id=third.id, sequence=0,
            starts_wall=wall(2026, 12, 25, 10), minutes=90, now=play.now,
        )  # fmt: skip
    move(play, meeting, wall(2026, 12, 17, 10), revision=2)  # without the first
    now = {one.id: one for one in play.dates(meeting)}
    assert (now[second.id].starts_at, now[second.id].state) == (second.starts_at, "planned")
    assert now[third.id].starts_wall == wall(2026, 12, 25, 10)
    with store.read() as session:
        own = [
            attendance.summary(
                session, viewer=play.viewer(session, "Mara"), occurrence_id=number, today=play.today
            ).own
            for number in (first.id, second.id, third.id)
        ]
    assert own == [None, Answer.YES, None]
    assert len({one.recurrence_id for one in now.values()}) == len(now)
    move(play, meeting, wall(2026, 12, 17, 14), rule=WEEKLY + ";COUNT=3", revision=3)
    left = [one for one in play.dates(meeting) if one.state == "planned"]
    assert [one.starts_wall.hour for one in left].count(14) == 2  # and the one that was moved by itself
    assert play.at(play.now)  # told once each, not once per date
    assert all(line.split()[1] in ("changed-series", "changed", "cancelled-series") for line in play.said())


def test_answers(store: Store) -> None:
    """Counted for all, named for coordinators; changed at any time until the end; only by who is invited."""
    play = scene(store)
    date = play.dates(play.plan())[0].id
    assert answer(play, "Mara", date, comment="komme später") is None
    assert answer(play, "Mara", date, Answer.NO) is Answer.YES
    assert answer(play, "Jonas", date, Answer.MAYBE) is None
    with pytest.raises(NotAllowedError):
        answer(play, "Tarek", date)
    with store.read() as session:
        given: dict[str, Any] = {"occurrence_id": date, "today": play.today}
        seen = attendance.summary(session, viewer=play.viewer(session, "Mara"), **given)
        assert (seen.yes, seen.no, seen.maybe, seen.open, seen.own) == (0, 1, 1, 2, Answer.NO)
        assert (seen.said, seen.silent) == ((), ())
        told = attendance.summary(session, viewer=play.viewer(session, "Nele"), **given)
        assert [(one.who.name, one.comment) for one in told.said] == [
            ("Mara Lindner", "komme später"), ("Jonas Petrow", ""),
        ]  # fmt: skip
        silent = attendance.silent_people(session, viewer=play.viewer(session, "Nele"), **given)
        assert [one.name for one in silent] == ["Nele Brandt", "Lena Voigt"]
        with pytest.raises(NotAllowedError):
            attendance.silent_people(session, viewer=play.viewer(session, "Mara"), **given)
    play.now = utc(2026, 12, 10, 10, 30)
    with pytest.raises(RefusedError, match="over"):
        answer(play, "Mara", date)


def test_calendar(store: Store) -> None:
    """Everybody sees the meetings of their groups, to come and past, and no others."""
    play = scene(store)
    play.plan("A", title="A")
    play.plan("B", title="B", starts_wall=wall(2026, 12, 9, 10))
    with store.read() as session:
        jonas, mara = play.viewer(session, "Jonas"), play.viewer(session, "Mara")
        when = {"start": play.now, "end": play.now + 60 * DAY}
        assert [one.title for one in calendar.between(session, viewer=jonas, **when)] == ["A"]
        assert [one.title for one in calendar.between(session, viewer=mara, **when)] == ["B", "A"]
        assert calendar.between(session, viewer=jonas, group_id=play.groups["B"], **when) == []
        past = calendar.past_dates(session, viewer=mara, now=play.now + 30 * DAY)
        assert [(one.title, one.inside, one.mine) for one in past] == [("A", True, False), ("B", True, False)]
        with pytest.raises(NotAllowedError):
            calendar.one_date(session, viewer=jonas, occurrence_id=play.dates(2)[0].id)


def test_clashes(store: Store) -> None:
    """Another meeting of the same people at that time is pointed out, with how many are in both."""
    play = scene(store)
    meeting = play.plan("A", title="A")
    with store.read() as session:
        given: dict[str, Any] = {"viewer": play.viewer(session, "Nele"), "group_id": play.groups["B"]}
        start = utc(2026, 12, 10, 9)
        found = calendar.clashes(session, starts_at=start + HOUR, minutes=60, **given)
        assert [(one.title, one.shared) for one in found] == [("A", 2)]
        assert calendar.clashes(session, starts_at=start + 2 * HOUR, minutes=60, **given) == []
        assert calendar.clashes(session, starts_at=start, minutes=60, but=meeting, **given) == []


def test_calling_off(store: Store) -> None:
    """All dates to come are off, the series goes no further, and whoever was invited is told once."""
    play = scene(store)
    meeting = play.plan(rrule=WEEKLY)
    with store.write() as session:
        meetings.cancel(
            session, viewer=play.viewer(session, "Nele"), meeting_id=meeting, revision=1, now=play.now
        )
    assert {one.state for one in play.dates(meeting)} == {"cancelled"}
    assert play.at(play.now) == [f"{name} cancelled-series" for name in ("Jonas", "Lena", "Mara")]
    with store.read() as session:
        assert not dating.to_extend(session, play.now + timedelta(days=400))


def test_notes(store: Store) -> None:
    """What was agreed is kept by whoever may change the meeting, and read by who was invited."""
    play = scene(store)
    date = play.dates(play.plan())[0].id
    play.now += 30 * DAY
    with store.write() as session:
        for name in ("Nele", "Mara"):
            given: dict[str, Any] = {"viewer": play.viewer(session, name), "occurrence_id": date}
            if name == "Nele":
                dates.note_down(session, notes="Nächstes Mal in Halle", now=play.now, **given)
            else:
                with pytest.raises(NotAllowedError):
                    dates.note_down(session, notes="x", now=play.now, **given)
        past = calendar.past_dates(session, viewer=play.viewer(session, "Mara"), now=play.now)
        assert past[0].notes == "Nächstes Mal in Halle"
