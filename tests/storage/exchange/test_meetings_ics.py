"""Calendar files as programs write them, damaged ones and hostile ones."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.exchange import Code, FileRefusedError, problem_text
from storage.exchange.meetings_file import MOST_DATES, MeetingsRead
from storage.exchange.meetings_ics import read_meetings_ics

FOLDER = Path(__file__).parent / "calendars"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def read(data: bytes) -> MeetingsRead:
    return read_meetings_ics(data, now=NOW, zone=BERLIN)


def told(found: MeetingsRead) -> list[str]:
    return [f"{one.starts_wall:%Y-%m-%d %H:%M} {one.minutes} {one.title}" for one in found.dates]


def calendar(*lines: str) -> bytes:
    event = ["BEGIN:VEVENT", "UID:1", "DTSTAMP:20200101T000000Z", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *event, "END:VCALENDAR", ""]).encode()


def codes(data: bytes) -> list[Code]:
    with pytest.raises(FileRefusedError) as refused:
        read(data)
    for problem in refused.value.problems:
        assert problem_text(problem, "de") != problem_text(problem, "en")
    return [problem.code for problem in refused.value.problems]


def test_google() -> None:
    """A series with a date left out and one moved, a whole day, alarms; private ones are left alone."""
    found = read((FOLDER / "google.ics").read_bytes())
    assert told(found) == [
        "2026-05-12 00:00 2880 Klausur",
        "2026-09-03 10:00 90 Treffen der Fokusgruppe 2",
        "2026-11-06 14:00 60 Treffen der Fokusgruppe 2 (verschoben)",
    ]
    assert (found.private, found.ahead) == (1, 0)
    assert [one.recurrence for one in found.dates] == [
        None,
        datetime(2026, 9, 3, 10),  # noqa: DTZ001
        datetime(2026, 11, 5, 10),  # noqa: DTZ001
    ]


def test_no_addresses() -> None:
    """Nobody's address is read, nor markup; what stands in the text beside it stays."""
    found = read((FOLDER / "google.ics").read_bytes())
    assert "@" not in repr(found)
    assert "<" not in found.dates[1].agenda
    assert found.dates[1].agenda.startswith("Begrüßung, Berichte\nEinwahl: hier")


def test_outlook() -> None:
    """Zones as Windows calls them, a date of standard time."""
    found = read((FOLDER / "outlook.ics").read_bytes())
    assert told(found) == ["2019-11-28 10:00 300 7. Entwicklungsforum"]
    assert found.dates[0].place == "Halle"


def test_thunderbird() -> None:
    """Floating times mean the network's zone; DURATION counts; what was called off did not take place."""
    found = read((FOLDER / "thunderbird.ics").read_bytes())
    assert told(found) == ["2026-07-07 09:00 90 Runde ohne Zone"]
    assert found.cancelled == 1


def test_nextcloud() -> None:
    """Foreign zones and one of the file's own become the network's; what is to come is left out."""
    found = read((FOLDER / "nextcloud.ics").read_bytes())
    assert told(found) == [
        "2026-08-05 15:00 60 Gespräch mit New York",
        "2026-08-06 11:00 60 Eigene Zone",
    ]
    assert found.ahead == 0 or found.ahead == 1
    assert found.dates[1].link == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_encodings(encoding: str, newline: str) -> None:
    """Whatever wrote it; folded lines are one."""
    lines = calendar("DTSTART:20200102T090000Z", "SUMMARY:Jürgens Grö", " ße – lang").decode()
    found = read(lines.replace("\r\n", newline).encode(encoding))
    assert told(found) == ["2020-01-02 10:00 60 Jürgens Größe – lang"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.NO_CALENDAR),
        (b"Datum;Titel\n1.1.2020;x\n", Code.NO_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", Code.NO_EVENTS),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", Code.BAD_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", Code.BAD_CALENDAR),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 9, Code.BAD_CALENDAR),
        (calendar("SUMMARY:x"), Code.NO_EVENT_START),
        (calendar("DTSTART:gestern", "SUMMARY:x"), Code.BAD_EVENT_VALUE),
        (calendar("DTSTART:20200102T090000Z", "Das ist kein Kalender"), Code.BAD_EVENT_LINE),
        (calendar("DTSTART:20200102T090000Z", "DTEND:20191231T090000Z"), Code.ENDS_BEFORE),
        (b"%PDF-1.7", Code.NO_TABLE),
    ],
)  # fmt: skip
def test_refused(data: bytes, code: Code) -> None:
    """A bad file is refused whole."""
    assert codes(data) == [code]


def test_the_place_is_named() -> None:
    """Which event, which line, which property."""
    data = calendar("SUMMARY:Runde", "DTSTART:gestern")
    with pytest.raises(FileRefusedError) as refused:
        read(data)
    said = problem_text(refused.value.problems[0], "de")
    assert said.startswith("Termin 1 (Runde), Zeile 4, Angabe „DTSTART“")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=DAILY;BYMONTH=13", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=WEEKLY;BYWEEKNO=3", "FREQ=DAILY;COUNT=99999999999999999999;BYSECOND=1",
    ],
)  # fmt: skip
def test_rules_that_never_end_or_never_hold(rule: str) -> None:
    """They are refused by name, without looking for their dates until the end of the calendar."""
    assert codes(calendar("DTSTART:20200106T090000Z", f"RRULE:{rule}")) in (
        [Code.BAD_EVENT_RULE],
        [Code.BAD_EVENT_VALUE],
    )


def test_too_many_dates() -> None:
    """A daily rule since 1995 has more dates than a file may; many rules together, too."""
    assert codes(calendar("DTSTART:19950106T090000Z", "RRULE:FREQ=DAILY")) == [Code.TOO_MANY_DATES]
    lines = ["BEGIN:VEVENT", "UID:{}", "DTSTART:20250106T090000Z", "RRULE:FREQ=DAILY", "END:VEVENT", ""]
    event = "\r\n".join(lines)
    data = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + "".join(event.format(n) for n in range(9))
    assert codes(f"{data}END:VCALENDAR\r\n".encode()) == [Code.TOO_MANY_DATES]
    assert MOST_DATES < 9 * 686


@pytest.mark.parametrize(
    ("rule", "many"),
    [
        ("FREQ=WEEKLY;COUNT=3", 3), ("FREQ=WEEKLY;UNTIL=20261001T000000Z", 4), ("FREQ=MONTHLY;BYDAY=1TH", 3),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=4", 4), ("FREQ=YEARLY", 1),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=2", 2),
    ],
)  # fmt: skip
def test_rules(rule: str, many: int) -> None:
    """Rules as calendars write them, up to now."""
    found = read(calendar("DTSTART;TZID=Europe/Berlin:20260903T100000", f"RRULE:{rule}", "SUMMARY:x"))
    assert len(found.dates) == many


def test_ten_oclock_stays_ten_oclock() -> None:
    """A series over the change of the clocks, in its zone."""
    found = read(calendar("DTSTART;TZID=Europe/Berlin:20261019T100000", "RRULE:FREQ=WEEKLY;COUNT=3"))
    assert [f"{one.starts_wall:%d %H:%M}" for one in found.dates] == ["19 10:00", "26 10:00", "02 10:00"]


LINES = st.lists(
    st.sampled_from(
        (FOLDER / "google.ics").read_text().splitlines() + (FOLDER / "nextcloud.ics").read_text().splitlines()
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(lines=LINES, cut=st.integers(0, 200))
def test_any_lines(lines: list[str], cut: int) -> None:
    """Whatever lines come in whatever order: dates or a refusal, nothing else."""
    data = "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]).encode()
    with suppress(FileRefusedError):
        assert len(read(data[: len(data) - cut] if cut < 100 else data).dates) <= MOST_DATES


def test_the_first_and_the_last_day_of_all() -> None:
    """Some programs write that a series ends in 9999; no day that there is ends the reading."""
    weekly = calendar("DTSTART:20260105T100000", "RRULE:FREQ=WEEKLY;UNTIL=99991231T000000Z")
    assert len(read(weekly).dates) == 46
    for start in ("00010101T000000Z", "99991231T235959Z"):
        for end in ("00010101T000000Z", "20200102T000000Z", "99991231T235959Z"):
            with suppress(FileRefusedError):
                assert read(calendar(f"DTSTART:{start}", f"DTEND:{end}")).dates == []


def test_a_title_of_half_a_million_letters() -> None:
    """It is cut, and looking for addresses in it takes no longer than reading it."""
    (found,) = read(calendar("DTSTART:20260105T100000", f"SUMMARY:{'x' * 500_000}")).dates
    assert len(found.title) < 300
    (found,) = read(calendar("DTSTART:20260105T100000", "SUMMARY:Mail an mailto:a.b@c.de, x@y.org")).dates
    assert found.title == "Mail an (…), (…)"
