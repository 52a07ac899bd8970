"""The files of meetings, as other programs read them: vobject each field, recurring-ical-events each date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from sqlalchemy import select

from storage.models import Meeting, MeetingState, Occurrence
from storage.services import dates, dating, ics, meetings
from storage.services.invited_texts import files_of
from storage.services.meetings import Details
from storage.session import Store
from tests.storage.meetings.scene import DAY, Scene, scene, utc, wall

BERLIN = ZoneInfo("Europe/Berlin")
ONE_STORE = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
HOSTILE = "Fest\r\nEND:VEVENT\nBEGIN:VEVENT\u2028SUMMARY:a;b,c\\n\x00 " + "ü" * 60


def file(play: Scene, meeting: int) -> str:
    with play.store.read() as session:
        return files_of(session, [meeting])[meeting]


def spans(text: str, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    """When another program says that something takes place."""
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(start, end)
    return sorted((one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) for one in found)


def held(play: Scene, meeting: int) -> list[tuple[datetime, datetime]]:
    return sorted(
        (one.starts_at, one.ends_at) for one in play.dates(meeting) if one.state is MeetingState.PLANNED
    )


def assert_alike(play: Scene, meeting: int) -> None:
    known = held(play, meeting)
    assert known
    assert spans(file(play, meeting), known[0][0] - DAY, known[-1][0] + timedelta(minutes=1)) == known


@ONE_STORE
def test_each_field(store: Store) -> None:
    """Another parser finds what is in the store, and nothing of people."""
    play = scene(store)
    number = play.plan(
        title=HOSTILE[:100], place="Raum 1, links; hinten", link="https://example.org/r?a=1", agenda=HOSTILE
    )
    text = file(play, number)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "@example" not in text
    assert "ATTENDEE" not in text
    read = vobject.readOne(text)
    (event,) = read.vevent_list
    assert read.method.value == "PUBLISH"
    assert event.summary.value == " ".join(HOSTILE[:100].replace("\x00", "").split())
    assert event.location.value == "Raum 1, links; hinten"
    assert event.url.value == "https://example.org/r?a=1"
    assert event.description.value.startswith("Fest\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:a;b,c\\n ü")
    with store.read() as session:
        meeting = session.get_one(Meeting, number)
        assert (event.uid.value, int(event.sequence.value)) == (meeting.uid, 0)
    assert event.dtstart.value == datetime(2026, 12, 10, 10, tzinfo=event.dtstart.value.tzinfo)
    assert event.dtstart.value.astimezone(UTC) == utc(2026, 12, 10, 9)
    assert event.dtend.value.astimezone(UTC) == utc(2026, 12, 10, 10, 30)
    assert event.status.value == "CONFIRMED"
    zone = read.vtimezone.tzinfo  # what this parser makes of both changes of the clock
    assert [zone.utcoffset(datetime(2027, month, 1)) for month in (1, 7)] == [  # noqa: DTZ001
        timedelta(hours=1),
        timedelta(hours=2),
    ]


@ONE_STORE
@pytest.mark.parametrize(
    ("start", "minutes", "rule"),
    [
        (wall(2026, 12, 1, 2, 30), 60, "FREQ=DAILY"),  # through both nights
        (wall(2026, 12, 1, 1, 30), 150, "FREQ=DAILY;UNTIL=20271201"),
        (wall(2026, 12, 9, 8), 45, "FREQ=MONTHLY;BYDAY=2WE;COUNT=7"),
        (wall(2026, 12, 31, 23, 30), 90, "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270930T233000"),
    ],
)
def test_series_through_the_year(store: Store, start: datetime, minutes: int, rule: str) -> None:
    """What another program expands is what Kitt has in the store, to the minute."""
    play = scene(store)
    number = play.plan(starts_wall=start, minutes=minutes, rrule=rule)
    assert_alike(play, number)


@ONE_STORE
def test_every_change_takes_the_place_of_what_was(store: Store) -> None:
    """The same UID, a SEQUENCE that only grows, and the dates as they are; called off, it says so."""
    play = scene(store)
    number = play.plan(rrule="FREQ=WEEKLY;COUNT=6")
    before = vobject.readOne(file(play, number)).vevent.sequence.value
    first, second, third, fourth = play.dates(number)[:4]
    steps: list[tuple[Any, dict[str, Any]]] = [
        (dates.move_date, {"occurrence_id": second.id, "starts_wall": wall(2026, 12, 18, 15), "minutes": 30}),
        (dates.cancel_date, {"occurrence_id": third.id}),
        (dates.change_date, {"occurrence_id": fourth.id, "details": Details(place="Halle")}),
        (meetings.change, {"meeting_id": number, "details": Details(title="Anders")}),
        (meetings.move, {"meeting_id": number, "starts_wall": wall(2026, 12, 10, 11), "minutes": 60,
                         "rrule": "FREQ=WEEKLY;COUNT=6"}),
        (meetings.cancel, {"meeting_id": number}),
    ]  # fmt: skip
    for deed, given in steps:
        with store.write() as session:
            if "meeting_id" in given:
                given["revision"] = session.get_one(Meeting, number).revision
            else:
                given["sequence"] = session.get_one(Occurrence, given["occurrence_id"]).sequence
            deed(session, viewer=play.viewer(session, "Nele"), now=play.now, **given)
        read = vobject.readOne(file(play, number))
        assert {event.uid.value for event in read.vevent_list} == {"m1@kitt"}
        after = {event.sequence.value for event in read.vevent_list}
        assert min(map(int, after)) > int(before)
        (before,) = after
        if deed is not meetings.cancel:
            assert_alike(play, number)
    assert (read.method.value, read.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert first.id


def test_random_series(store: Store) -> None:
    """Whatever is moved and called off in whatever series of whatever zone: others expand it as we do."""
    dice, play = Random(5), scene(store)
    for _ in range(6):
        zone = dice.choice(["Europe/Berlin", "Europe/Berlin", "America/New_York", "UTC", "Africa/Casablanca"])
        rule = dice.choice([
            "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=30", "FREQ=DAILY;INTERVAL=3;COUNT=60", "FREQ=MONTHLY;BYDAY=-1SU",
            "FREQ=WEEKLY;INTERVAL=2", "",
        ])  # fmt: skip
        start = wall(2026, 12, 3 + dice.randrange(20), dice.randrange(24), dice.choice([0, 30]))
        with store.write() as session:
            number = meetings.add(
                session,
                meetings.Plan("Treffen", start, 30 * dice.randrange(1, 9), zone, rrule=rule),
                uid=f"r{dice.random()}",
                now=play.now,
            )
        for one in dice.sample(play.dates(number), min(5, len(play.dates(number)))):
            with store.write() as session:
                row = session.get_one(Occurrence, one.id)
                if dice.random() < 0.4 and rule:
                    row.state = MeetingState.CANCELLED
                else:
                    later = row.starts_wall + timedelta(hours=dice.randrange(1, 20))
                    dating.put(session, row.meeting, row, later, 75, play.now)
        assert_alike(play, number)


@ONE_STORE
def test_a_calendar_of_all(store: Store) -> None:
    """What is fetched as a whole marks what was called off, and keeps past dates of other times."""
    play = scene(store)
    number = play.plan(rrule="FREQ=WEEKLY", title="Runde")
    first, second = play.dates(number)[:2]
    play.now = first.ends_at + DAY
    with store.write() as session:
        nele = play.viewer(session, "Nele")
        dates.cancel_date(session, viewer=nele, occurrence_id=second.id, sequence=0, now=play.now)
        revision = session.get_one(Meeting, number).revision
        meetings.move(
            session, viewer=nele, meeting_id=number, revision=revision, starts_wall=wall(2026, 12, 18, 12),
            minutes=60, rrule="FREQ=WEEKLY", now=play.now,
        )  # fmt: skip
    with store.read() as session:
        known = session.scalars(select(Occurrence).order_by(Occurrence.starts_at)).all()
        planned = ics.Planned(session.get_one(Meeting, number), known)
        text = ics.written([planned], name="Treffen", called_off="Abgesagt")
    read = icalendar.Calendar.from_ical(text)
    found = recurring_ical_events.of(read).between(first.starts_at - DAY, first.starts_at + 16 * DAY)
    assert [str(one["SUMMARY"]) for one in found].count("Abgesagt: Runde") == 1
    assert first.starts_at in [one["DTSTART"].dt for one in found]
